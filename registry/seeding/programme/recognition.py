"""S19: invented nominations for this year's honours, and talent programmes with their members."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from registry.reference import divisions
from registry.seeding.chance import Chance, Weighted
from registry.seeding.days import YEAR, day_text, ordinal, year_of
from registry.seeding.places import provinces
from registry.seeding.programme.topic import Topic

if TYPE_CHECKING:
    from registry.seeding.draft import Draft
    from registry.seeding.organisations import Cluster
    from registry.seeding.people import Person

_NATIONAL: Final = "TP-CN"
_NOMINATED: Final = {6: 0.02, 7: 0.3, 8: 0.5}
_SELECTED: Final = {6: 0.03, 7: 0.5, 8: 0.8}
"""Shares by grade (assumptions)."""

_STATES: Final = Weighted((("NOMINATED", 60.0), ("REVIEWED", 25.0), ("REJECTED", 15.0)))
_HONOURS: Final = {
    6: "PROVINCIAL_TECHNICAL_EXPERT",
    7: "NATIONAL_TECHNICAL_EXPERT",
    8: "GRAND_SKILL_AWARD",
}


class Recognition(Topic):
    """Writes nominations, talent programmes and who is in them."""

    def __init__(self, draft: Draft) -> None:
        super().__init__(draft)
        self._chance = Chance(draft.seed, "recognition")
        self._year = year_of(draft.today)
        self._members: list[tuple[str, str, int]] = []

    def people(self, people: Sequence[Person], cluster: Cluster) -> None:
        """Nominate some of the best, and let some be in a programme."""
        for person in people:
            if person.rank < 6 or person.status != "ACTIVE":
                continue
            if self._chance.happens(_NOMINATED[person.rank]):
                self._nominate(person, divisions()[cluster.province.code].name)
            if self._chance.happens(_SELECTED[person.rank]):
                is_national = person.rank >= 7
                programme = _NATIONAL if is_national else f"TP-{cluster.province.code}"
                began = self.draft.today - self._chance.between(30, 3 * YEAR)
                self._members.append((person.id, programme, began))

    def finish(self) -> None:
        """Write the programmes, then their members."""
        add = self.draft.tables.add
        add(
            "talent_programmes", _NATIONAL, "制造业人才支持计划（虚构）", "NATIONAL", "",
            "2019-01-01", "", "虚构〔2019〕1号",
        )  # fmt: skip
        for province in provinces():
            name = divisions()[province.code].name
            add(
                "talent_programmes", f"TP-{province.code}", f"{name}高技能领军人才培养计划（虚构）",
                "PROVINCIAL", province.code, "2020-01-01", "", "虚构〔2020〕2号",
            )  # fmt: skip
        for person, programme, began in self._members:
            ended = began + 2 * YEAR
            is_over = ended < self.draft.today and self._chance.happens(0.6)
            add(
                "talent_programme_members", person, programme, day_text(began),
                day_text(ended) if is_over else "", f"入选〔{year_of(began)}〕号",
            )  # fmt: skip

    def _nominate(self, person: Person, province: str) -> None:
        chance, first = self._chance, ordinal(self._year)
        day = chance.between(first, self.draft.today)
        self.draft.tables.add(
            "nominations", person.id, _HONOURS[person.rank], str(self._year), day_text(day),
            f"{province}人力资源和社会保障厅", chance.draw(_STATES),
            f"推荐〔{self._year}〕{chance.between(1, 300)}号" if chance.happens(0.9) else "",
        )  # fmt: skip
