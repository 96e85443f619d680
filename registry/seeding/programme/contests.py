"""S24: an invented national contest with its places, promotions that cite it, and contest months.

Last year's contest has an event for each trade, with those who won a grade since. Most of their
promotions are in order; one in six is not, and truth.json says which and why: no place in the event
that is cited, two grades at once, a certificate that does not exist, a place in the lower half.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from registry.reference import divisions
from registry.seeding.chance import Chance, Quota
from registry.seeding.days import day_text, ordinal, year_of
from registry.seeding.places import provinces
from registry.seeding.programme.topic import Topic
from registry.seeding.trades import contest_field, level_key

if TYPE_CHECKING:
    from registry.seeding.draft import Draft
    from registry.seeding.organisations import Cluster
    from registry.seeding.people import Award, Person

_PLACED: Final = 1 / 400
"""Share of people who took part in the national contest (assumption)."""

_PARTICIPANTS: Final = 40
_LAST_PLACED: Final = 30
_UPPER_HALF: Final = _PARTICIPANTS // 2
_FAULTS: Final = 6
"""One promotion in so many is not in order."""

_MONTHS: Final = 12
"""So many provinces hold a contest month (assumption)."""


class Contests(Topic):
    """Writes the national contest of last year, its promotions, and the contest months."""

    def __init__(self, draft: Draft) -> None:
        super().__init__(draft)
        self._chance = Chance(draft.seed, "contests")
        self._year = year_of(draft.today) - 1
        self._quota = Quota(_PLACED)
        self._placed: dict[str, list[str]] = {}
        self._promotions: list[tuple[str, ...]] = []

    def people(self, people: Sequence[Person], cluster: Cluster) -> None:
        """Let some who won a grade since the contest have taken part in it."""
        self._quota.accrue(len(people))
        since = ordinal(self._year)
        for person in people:
            award = next((one for one in person.awards if _counts(one, person, since)), None)
            if award is not None and self._quota.take():
                self._promote(award, f"{cluster.province.code}〔{year_of(award.issued)}〕")

    def finish(self) -> None:
        """Write the contest, the places, the promotions and the months."""
        add, contest = self.draft.tables.add, f"QN-{self._year}"
        if self._placed:
            add(
                "competitions", contest, f"{self._year}年全国技能大赛", "NATIONAL_1",
                str(self._year), "",
            )  # fmt: skip
        for occupation, placed in self._placed.items():
            event = self._event(occupation)
            add(
                "competition_events", event, contest, f"{occupation.partition(':')[2]}项目",
                occupation, contest_field(occupation), str(_PARTICIPANTS),
            )  # fmt: skip
            for rank, person in enumerate(placed, 1):
                add("competition_results", event, person, str(rank), _medal(rank))
        for row in self._promotions:
            add("grade_promotions", *row)
        for province in provinces()[:_MONTHS]:
            self._month(province.code, contest if self._placed else "")

    def _month(self, division: str, contest: str) -> None:
        first = ordinal(self._year, self._chance.between(5, 10))
        self.draft.tables.add(
            "competition_months", f"CM-{division}-{self._year}",
            f"{divisions()[division].name}制造业职业技能竞赛月", division, day_text(first),
            day_text(first + 29), f"竞赛月〔{self._year}〕{self._chance.between(1, 90)}号",
            contest if division == provinces()[0].code else "",
        )  # fmt: skip

    def _event(self, occupation: str) -> str:
        return f"EN-{self._year}-{occupation.partition(':')[2]}"

    def _promote(self, award: Award, document: str) -> None:
        """Place the holder of an award, and write the promotion that cites the place."""
        placed = self._placed.setdefault(award.occupation, [])
        if len(placed) >= _LAST_PLACED:
            return
        id_ = f"GP{len(self._promotions) + 1:06d}"
        fault = len(self._promotions) % _FAULTS
        before, number, codes = award.rank - 1, award.number, list[str]()
        if fault == 1:
            codes.append("RESULT")
        else:
            placed.append(award.holder.id)
            if len(placed) > _UPPER_HALF:
                codes.append("PROMOTION")
        if fault == 2 and before > 1:
            before -= 1
            codes.append("STEP")
        if fault == 3:
            number = f"无此证书{id_}"
            codes.append("CERTIFICATE")
        self._promotions.append(
            (
                id_, award.holder.id, award.occupation, level_key(before), level_key(award.rank),
                number, self._event(award.occupation), day_text(award.issued),
                "CN-COMPETITION-SECOND-NATIONAL", f"{document}{len(self._promotions) + 1}号",
            )
        )  # fmt: skip
        if codes:
            self.draft.truth.promotions[id_] = codes


def _counts(award: Award, person: Person, since: int) -> bool:
    """Say whether an award is an honest grade above the lowest in the person's own trade."""
    return (
        award.issued >= since
        and award.rank >= 3
        and award.kind == "SKILL_GRADE"
        and award.occupation == person.trade.key
        and not award.codes
        and award.status == "VALID"
    )


def _medal(rank: int) -> str:
    if rank > _UPPER_HALF:
        return ""
    return {1: "GOLD", 2: "SILVER", 3: "BRONZE"}.get(rank, "MERIT")
