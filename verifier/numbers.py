"""What a certificate number says about itself.

The schemes are those of the numbering rules that could be found
(data/certificate_number_schemes.csv): positions are counted from 1 there and from 0 here. None of
them has a check digit. For 专项职业能力证书 no rule was ever published, so every number of that
kind is read and says nothing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final, NamedTuple

GRADE_LEVELS: Final = {
    "1": "SENIOR_TECHNICIAN",
    "2": "TECHNICIAN",
    "3": "SENIOR",
    "4": "INTERMEDIATE",
    "5": "JUNIOR",
}
"""The grade digit of a number; the same on all schemes."""

ISSUER_PREFIX_LENGTH: Final = 13


class NumberParts(NamedTuple):
    """The parts of a number that can be held against the rest of a certificate.

    None: the number does not say. `year` is the last two digits of the year of issue. `grade` is
    one character; a letter names no level, since which letter stands for what was never published.
    """

    scheme: str
    issuer_prefix: str | None = None
    year: int | None = None
    grade: str | None = None
    level: str | None = None


@dataclass(frozen=True, slots=True)
class Scheme:
    """One numbering rule: a shape, and where year and grade stand in it, counted from 0."""

    name: str
    shape: re.Pattern[str]
    year_at: int | None = None
    grade_at: int | None = None
    has_issuer_prefix: bool = False

    def read(self, number: str) -> NumberParts | None:
        """Return the parts of a number, or None if it is of another shape."""
        if self.shape.fullmatch(number) is None:
            return None
        year_at, grade_at = self.year_at, self.grade_at
        year = None if year_at is None else int(number[year_at : year_at + 2])
        grade = None if grade_at is None else number[grade_at]
        prefix = number[:ISSUER_PREFIX_LENGTH] if self.has_issuer_prefix else None
        level = None if grade is None else GRADE_LEVELS.get(grade)
        return NumberParts(self.name, prefix, year, grade, level)


SCHEMES: Final[dict[str, tuple[Scheme, ...]]] = {
    "SKILL_GRADE": (
        Scheme(
            "SKILL_GRADE_2019",
            re.compile(r"[YS][0-9]{14}[1-5][0-9]{6}"),
            13,
            15,
            has_issuer_prefix=True,
        ),
        Scheme("PILOT_2018", re.compile(r"R[GSCX][NW][0-9]{11}[1-5][0-9]{5}"), 12, 14),
    ),
    "SPECIAL_TECHNICIAN": (
        Scheme(
            "SPECIAL_TECHNICIAN",
            re.compile(r"[YS][0-9]{14}[A-Z][0-9]{6}"),
            13,
            15,
            has_issuer_prefix=True,
        ),
    ),
    "QUALIFICATION": (
        # Shanghai printed 13 digits, looked up with 000 in front: no year and no grade can be told
        # from them. Tried first, because such a number may look like one of the year 2000.
        Scheme("QUALIFICATION_SHANGHAI_13", re.compile(r"(?:000)?[0-9]{13}")),
        Scheme("QUALIFICATION_16", re.compile(r"[0-9]{6}[0-4][0-9]{3}[1-5][0-9]{5}"), 0, 10),
    ),
    "SPECIAL_ABILITY": (Scheme("SPECIAL_ABILITY", re.compile(r".*", re.DOTALL)),),
}


def read_number(kind: str, number: str) -> NumberParts | None:
    """Return the parts of a number, or None if it fits no scheme of its kind."""
    for scheme in SCHEMES.get(kind, ()):
        parts = scheme.read(number)
        if parts is not None:
            return parts
    return None
