"""Days as ordinals, because a nation needs tens of millions of them and a `date` is slow to make.

An ordinal is that of `date.toordinal`. Texts come from one table.
"""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import Final

YEAR: Final = 365
"""A year where a day more or less does not matter."""

_FIRST: Final = date(1920, 1, 1).toordinal()
_LAST: Final = date(2120, 12, 31).toordinal()


def ordinal(year: int, month: int = 1, day: int = 1) -> int:
    """Return the ordinal of a calendar day."""
    return date(year, month, day).toordinal()


@cache
def _texts() -> list[str]:
    return [date.fromordinal(number).isoformat() for number in range(_FIRST, _LAST + 1)]


def day_text(number: int) -> str:
    """Return `YYYY-MM-DD`; 0 stands for an unknown day and gives an empty cell."""
    return _texts()[number - _FIRST] if number else ""


def year_of(number: int) -> int:
    """Return the calendar year of an ordinal."""
    return int(_texts()[number - _FIRST][:4])
