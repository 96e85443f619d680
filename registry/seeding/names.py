"""Names and ID numbers of people who do not exist.

Names are drawn from common surnames by weight and common given-name characters by sex. ID numbers
lie in division 990000, which is unassigned, so none can be a living person's; each is given once.
"""

from __future__ import annotations

from typing import Final

from registry.codes import id_check_character
from registry.reference import read_table
from registry.seeding.chance import Chance, Weighted
from registry.seeding.days import day_text

_DIVISION: Final = "990000"
_ORDERS: Final = 500
"""Order numbers of one day and sex: 000 to 999, odd for men."""

_STRIDE: Final = 7
"""Prime to `_ORDERS`, so that following people of one day do not have following numbers."""


class Names:
    """Draws names, and hands out each ID number once."""

    def __init__(self, chance: Chance) -> None:
        self._chance = chance
        self._surnames = Weighted(
            (row["surname"], float(row["weight"])) for row in read_table("words/surnames.csv")
        )
        self._given: dict[str, list[str]] = {"M": [], "F": []}
        for row in read_table("words/given_names.csv"):
            self._given[row["gender"]].append(row["character"])
        self._taken: dict[tuple[int, str], int] = {}

    def name(self, gender: str) -> str:
        """Return a surname and one or (seven times in eight) two given-name characters."""
        chance = self._chance
        given = self._given[gender]
        first = chance.draw(self._surnames) + chance.pick(given)
        return first + chance.pick(given) if chance.random() < 7 / 8 else first

    def identity(self, born: int, gender: str) -> tuple[str, int]:
        """Return an ID number and the birth day in it: the next free day, if `born` is used up."""
        while (used := self._taken.get((born, gender), 0)) == _ORDERS:
            born += 1
        self._taken[born, gender] = used + 1
        order = used * _STRIDE % _ORDERS * 2 + (gender == "M")
        first17 = f"{_DIVISION}{day_text(born).replace('-', '')}{order:03d}"
        return first17 + id_check_character(first17), born
