"""S26, S27: what the invented firms set aside and spend for training, and what funds paid for.

Some firms give the front line too little or set aside too little, and a few trainings are paid for
twice: `truth.json` names those under `fundUses`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from registry.reference import divisions
from registry.seeding.chance import Chance, Weighted
from registry.seeding.days import YEAR, day_text, ordinal, year_of
from registry.seeding.programme.topic import Topic

if TYPE_CHECKING:
    from registry.seeding.draft import Draft
    from registry.seeding.organisations import Cluster, Organisation
    from registry.seeding.people import Person

_PUBLIC: Final = ("SKILL_ACCOUNT", "EMPLOYMENT_SUBSIDY", "UNEMPLOYMENT_INSURANCE", "TALENT_TEAM")
_FUNDS: Final = Weighted((
    ("SKILL_ACCOUNT", 35.0), ("EMPLOYMENT_SUBSIDY", 25.0), ("UNEMPLOYMENT_INSURANCE", 20.0),
    ("TALENT_TEAM", 5.0), ("ENTERPRISE_EDUCATION", 15.0),
))  # fmt: skip
_NAMES: Final = {
    "SKILL_ACCOUNT": "职业技能提升行动专账",
    "EMPLOYMENT_SUBSIDY": "就业补助资金",
    "UNEMPLOYMENT_INSURANCE": "失业保险基金",
    "TALENT_TEAM": "人才队伍建设经费",
}
_KINDS: Final = Weighted((("COURSE", 60.0), ("APPRENTICESHIP", 15.0), ("SESSION", 25.0)))
_LARGE_FIRM: Final = 40
_SHARE_OF_FIRMS: Final = 0.3
_PAID_TWICE: Final = 0.08


@dataclass(frozen=True, slots=True)
class _Training:
    """What is paid for: a training of a firm's people."""

    id: str
    kind: str
    firm: Organisation


class Funds(Topic):
    """Writes education funds of firms, public funds of provinces, and their uses."""

    def __init__(self, draft: Draft) -> None:
        super().__init__(draft)
        self._chance = Chance(draft.seed, "funds")
        self._funds: dict[tuple[str, str], str] = {}
        self._has_shown = False

    def organisation(self, organisation: Organisation, cluster: Cluster) -> None:
        """Write the public funds of a new province, and the education fund of a firm."""
        del cluster
        if (organisation.province, _PUBLIC[0]) not in self._funds:
            self._open_funds(organisation.province)
        if organisation.kind == "ENTERPRISE" and organisation.headcount >= _LARGE_FIRM:
            this_year = year_of(self.draft.today)
            for year in (this_year - 2, this_year - 1):
                self._budget(organisation, year)

    def _open_funds(self, province: str) -> None:
        name = divisions()[province].name
        tables, first = self.draft.tables, ordinal(year_of(self.draft.today) - 2)
        for kind in _PUBLIC:
            fund = tables.number("funds", "B")
            self._funds[province, kind] = fund
            tables.add(
                "funds", fund, kind, province, f"{name}{_NAMES[kind]}",
                str(1_000_000 * self._chance.between(5, 80)), day_text(first), "", "",
            )  # fmt: skip

    def _budget(self, firm: Organisation, year: int) -> None:
        chance = self._chance
        wages = firm.headcount * chance.between(70, 130) * 1_000
        high_skill = chance.happens(0.3)
        rate = (0.025 if high_skill else 0.015) * (0.8 if chance.happens(0.1) else 1.02)
        accrued = round(wages * rate)
        spent = round(accrued * (0.6 + 0.5 * chance.random()))
        front = round(spent * (0.45 + 0.15 * chance.random() if chance.happens(0.15)
                               else 0.6 + 0.3 * chance.random()))  # fmt: skip
        self.draft.tables.add(
            "education_fund_years", firm.uscc, str(year), str(wages), str(accrued), str(spent),
            "" if chance.happens(0.05) else str(front),
            "" if chance.happens(0.1) else "1" if high_skill else "0", "",
        )  # fmt: skip

    def people(self, people: Sequence[Person], cluster: Cluster) -> None:
        """Write what funds paid for the staff of firms."""
        del people
        for firm in cluster.firms:
            is_shown = firm.showcase or self._chance.happens(_SHARE_OF_FIRMS)
            if len(firm.staff) >= 5 and is_shown:
                self._train(firm)

    def _train(self, firm: Organisation) -> None:
        """Let a fund pay for one training of a few people, and now and then another once more."""
        chance = self._chance
        # A firm has one training on record, so that nobody is in two but those planted here.
        first = chance.between(0, len(firm.staff) - 1)
        trained = sorted({person.id for person in firm.staff[first : first + chance.between(1, 6)]})
        fund, kind = chance.draw(_FUNDS), chance.draw(_KINDS)
        if firm.showcase:
            fund = "SKILL_ACCOUNT"
        day = self.draft.today - chance.between(5, 2 * YEAR)
        training = _Training(f"PX{self.draft.tables.rows['fund_uses'] + 1:07d}", kind, firm)
        use = self._use(training, fund, day, trained)
        # The first training of the showcase is paid twice, so that there is one to show.
        is_first = firm.showcase and not self._has_shown
        self._has_shown = self._has_shown or is_first
        if is_first or (fund in _PUBLIC and chance.happens(_PAID_TWICE)):
            again = chance.pick(_PUBLIC[:3])
            other = self._use(training, again, min(day + 40, self.draft.today), trained[:1])
            found = "PAID_TWICE" if again == fund else "TWO_PUBLIC_FUNDS"
            self.draft.truth.fund_uses |= {use: found, other: found}

    def _use(self, training: _Training, fund: str, day: int, people: list[str]) -> str:
        chance, tables, firm = self._chance, self.draft.tables, training.firm
        use = tables.number("fund_uses", "Z")
        amount = len(people) * 100 * chance.between(5, 50)
        purpose = "学徒培养补贴" if training.kind == "APPRENTICESHIP" else "职业技能培训补贴"
        tables.add(
            "fund_uses", use, fund, self._funds.get((firm.province, fund), ""), firm.division,
            firm.uscc, str(year_of(day)), day_text(day),
            "" if chance.happens(0.03) else str(amount), purpose, training.id, training.kind,
            ";".join(people), "",
        )  # fmt: skip
        return use
