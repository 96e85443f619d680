"""S14, S28, S29: how the invented people are paid, what their firms grant, and what was paid.

Amounts are around what guidance prices of several provinces show (assumption); a few are unknown.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from registry.seeding.chance import Chance, Weighted
from registry.seeding.days import YEAR, day_text, year_of
from registry.seeding.programme.topic import Topic
from registry.seeding.trades import level_key

if TYPE_CHECKING:
    from registry.seeding.draft import Draft
    from registry.seeding.organisations import Cluster, Organisation
    from registry.seeding.people import Person

_YUAN_A_YEAR: Final = (0, 48_000, 60_000, 72_000, 88_000, 115_000, 145_000, 230_000, 320_000)
"""Median by rank."""

_TOP_MODES: Final = Weighted((("ANNUAL", 50.0), ("AGREEMENT", 50.0)))
_SKILLED_MODES: Final = Weighted((
    ("POST_PERFORMANCE", 62.0), ("AGREEMENT", 20.0), ("PROJECT", 8.0), ("ANNUAL", 10.0),
))  # fmt: skip
_SCHEMES: Final = (
    ("SKILL", 0.5, "MONTH", (200, 800)),
    ("MENTOR", 0.35, "MONTH", (100, 600)),
    ("SPECIAL", 0.15, "ONCE", (2_000, 20_000)),
    ("NIGHT", 0.3, "MONTH", (150, 500)),
    ("ENVIRONMENT", 0.2, "MONTH", (100, 400)),
    ("TEAM_LEADER", 0.3, "MONTH", (200, 600)),
    ("SCHOLARSHIP", 0.15, "ONCE", (500, 3_000)),
)
"""Kind, share of firms that have it, term, and least and most yuan (assumption)."""

_SMALLEST_FIRM: Final = 20
"""Below so many people nobody writes down a scheme."""

_RECORDED: Final = {True: 0.6, False: 0.015}
"""Share of technicians and up, and of others, whose arrangement is on record."""


class Pay(Topic):
    """Writes pay arrangements, allowance schemes and payments."""

    def __init__(self, draft: Draft) -> None:
        super().__init__(draft)
        self._chance = Chance(draft.seed, "pay")
        self._schemes: dict[str, list[tuple[str, int]]] = {}

    def organisation(self, organisation: Organisation, cluster: Cluster) -> None:
        """Write what a firm grants."""
        del cluster
        if organisation.kind != "ENTERPRISE" or organisation.headcount < _SMALLEST_FIRM:
            return
        chance, tables, today = self._chance, self.draft.tables, self.draft.today
        for kind, share, term, (least, most) in _SCHEMES:
            if not chance.happens(share):
                continue
            first = today - chance.between(60, 5 * YEAR)
            has_ended = chance.happens(0.08)
            amount = 50 * chance.between(least // 50, most // 50)
            scheme = tables.number("allowance_schemes", "G")
            tables.add(
                "allowance_schemes", scheme, organisation.uscc, kind,
                level_key(chance.between(4, 6)) if kind == "SKILL" else "",
                "" if chance.happens(0.05) else str(amount), term, day_text(first),
                day_text(today - chance.between(1, 50)) if has_ended else "",
                f"厂薪〔{year_of(first)}〕{chance.between(1, 60)}号",
            )  # fmt: skip
            if kind in {"SKILL", "MENTOR"} and not has_ended:
                self._schemes.setdefault(organisation.uscc, []).append((scheme, amount))

    def people(self, people: Sequence[Person], cluster: Cluster) -> None:
        """Write how the staff is paid, and the last allowances of some."""
        for firm in cluster.firms:
            schemes = self._schemes.pop(firm.uscc, [])
            for person in firm.staff:
                if self._chance.happens(_RECORDED[person.rank >= 5]):
                    self._arrange(person, firm)
                if schemes and person.rank >= 5 and self._chance.happens(0.2):
                    self._pay(person, *self._chance.pick(schemes))

    def _arrange(self, person: Person, firm: Organisation) -> None:
        chance, job = self._chance, person.job
        if job is None or job.employer is not firm:
            return
        if person.rank >= 7:
            mode = chance.draw(_TOP_MODES)
        else:
            mode = chance.draw(_SKILLED_MODES) if person.rank >= 5 else "POST_PERFORMANCE"
        if mode == "PROJECT" and not firm.project:
            mode = "AGREEMENT"
        first = max(job.first, self.draft.today - chance.between(20, 3 * YEAR))
        median = _YUAN_A_YEAR[person.rank] or _YUAN_A_YEAR[5]
        amount = 100 * round(chance.around(median, 0.2) / 100)
        self.draft.tables.add(
            "pay_arrangements", person.id, firm.uscc, day_text(first), "", mode,
            "" if chance.happens(0.04) else str(amount), job.post,
            firm.project if mode == "PROJECT" else "",
            "" if mode == "POST_PERFORMANCE" else f"薪酬协议〔{year_of(first)}〕{person.id[1:]}号",
        )  # fmt: skip

    def _pay(self, person: Person, scheme: str, amount: int) -> None:
        tables, today = self.draft.tables, self.draft.today
        for months in range(self._chance.between(1, 2)):
            tables.add(
                "allowance_payments", tables.number("allowance_payments", "Y"), scheme, person.id,
                day_text(today - 12 - 30 * months), str(amount),
            )  # fmt: skip
