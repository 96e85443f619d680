"""How personal values look to those who may not see them: decided here, once.

Never more than the first character of a name, the year of a birth date, the last four characters of an ID number: more visible
digits would tell birthplace and birthday (DOMAIN.md section 5).
"""

from __future__ import annotations


def mask_name(name: str) -> str:
    """Return the first character and two stars, whatever the length: the length is personal too."""
    return f"{name[:1]}**"


def mask_id_number(number: str) -> str:
    """Return stars and the last four characters; of a text too short to be a number, stars alone."""
    return f"****{number[-4:]}" if len(number) >= 15 else "****"


def mask_day(day: str) -> str:
    """Return the year of a day written `YYYY-MM-DD`; of anything else, stars alone."""
    return f"{day[:4]}-**-**" if len(day) == 10 and day[:4].isdecimal() else "****"


def mask_all(_value: str) -> str:
    """Return stars alone."""
    return "****"
