"""The citizen identity number (公民身份号码), GB 11643-1999.

Six digits of division, eight of birth date, three of order (odd for men) and a check character
after ISO 7064 MOD 11-2. The division digits are not looked up. Only ASCII digits count: the
full-width and Arabic-Indic digits that `str.isdigit` admits are a bad shape.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

from registry.codes.errors import InvalidCodeError

Gender = Literal["M", "F"]

_SHAPE: Final = re.compile(r"[0-9]{17}[0-9X]")
_FIRST_17: Final = re.compile(r"[0-9]{17}")
_WEIGHTS: Final = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
"""GB 11643 section 3.4: 2^(17 - i) modulo 11 for the digit at position i (from 0)."""

_CHARACTERS: Final = "10X98765432"
"""The check character for each remainder of the weighted sum: (12 - remainder) modulo 11."""


@dataclass(frozen=True, slots=True)
class IdNumber:
    """What an ID number says of its holder; the number itself is not kept."""

    birth_date: date
    gender: Gender
    last4: str


def id_check_character(first17: str) -> str:
    """Return the check character of the first seventeen digits.

    Raises:
        InvalidCodeError: `bad_shape` if they are not seventeen ASCII digits.
    """
    if _FIRST_17.fullmatch(first17) is None:
        raise InvalidCodeError("bad_shape", f"{len(first17)} characters", "17 digits")
    total = sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, first17, strict=True))
    return _CHARACTERS[total % 11]


def read_id_number(text: str) -> IdNumber:
    """Read an ID number of eighteen characters; a small `x` at the end is taken as `X`.

    Raises:
        InvalidCodeError: `bad_shape`, `impossible_date` or `bad_check_character`.
    """
    number = text[:-1] + "X" if text.endswith("x") else text
    if _SHAPE.fullmatch(number) is None:
        raise InvalidCodeError("bad_shape", f"{len(text)} characters", "17 digits and a digit or X")
    digits = number[6:14]
    try:
        birth_date = date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError as err:
        raise InvalidCodeError("impossible_date", digits, "a day of the calendar") from err
    wanted = id_check_character(number[:17])
    if number[17] != wanted:
        raise InvalidCodeError("bad_check_character", number[17], wanted)
    gender: Gender = "M" if int(number[16]) % 2 else "F"
    return IdNumber(birth_date=birth_date, gender=gender, last4=number[14:])
