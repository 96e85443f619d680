"""How personal values look to those who may not see them: decided here, once.

Never more than the first character of a name, the year of a birth date, the last four characters of
an ID number: more visible digits would tell birthplace and birthday (DOMAIN.md section 5).
"""

from __future__ import annotations

from typing import Final

from verifier.numbers import read_number

_YEAR_NOT_BEFORE: Final = {"PILOT_2018": 12}
"""Where the year stands in schemes without issuer prefix, if not at the beginning."""


_ID_NUMBER_CHARACTERS: Final = 15
"""The shortest ID number there ever was (of 1984); what is shorter is none, and shows nothing."""

_DAY_CHARACTERS: Final = 10


def mask_name(name: str) -> str:
    """Return the first character and two stars, whatever the length: the length is personal too."""
    return f"{name[:1]}**"


def mask_id_number(number: str) -> str:
    """Return stars and the last four characters.

    Of a text too short to be a number, stars alone.
    """
    return f"****{number[-4:]}" if len(number) >= _ID_NUMBER_CHARACTERS else "****"


def mask_day(day: str) -> str:
    """Return the year of a day written `YYYY-MM-DD`; of anything else, stars alone."""
    return f"{day[:4]}-**-**" if len(day) == _DAY_CHARACTERS and day[:4].isdecimal() else "****"


def mask_all(_value: str) -> str:
    """Return stars alone."""
    return "****"


def mask_number(kind: str, number: str) -> str:
    """Return a certificate number masked but for the issuer prefix and the two digits of the year.

    A number without prefix shows the year alone; one that fits no scheme of its kind shows nothing.
    """
    parts = read_number(kind, number)
    if parts is None or parts.year is None:
        return "*" * len(number)
    if parts.issuer_prefix is not None:
        start, end = 0, len(parts.issuer_prefix) + 2
    else:
        start = number.index(f"{parts.year:02d}", _YEAR_NOT_BEFORE.get(parts.scheme, 0))
        end = start + 2
    return "*" * start + number[start:end] + "*" * (len(number) - end)
