"""The unified social credit code (统一社会信用代码), GB 32100-2015.

Eighteen characters of an alphabet without I, O, S, V and Z: registrar and kind (2), division
(6 digits), organisation code (9), check character. The registrar may be a letter (A, N, Y), which
common validators refuse. The check character inside the organisation code (GB 11714) is not
checked: codes are in use that were given without it.
"""

from __future__ import annotations

import re
from typing import Final

from registry.codes.errors import InvalidCodeError

ALPHABET: Final = "0123456789ABCDEFGHJKLMNPQRTUWXY"

_FIRST_17: Final = re.compile(r"[0-9A-HJ-NP-RTUWXY]{2}[0-9]{6}[0-9A-HJ-NP-RTUWXY]{9}")
_WEIGHTS: Final = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)
"""GB 32100 section 4: 3^i modulo 31 for the character at position i (from 0)."""

_VALUES: Final = {character: value for value, character in enumerate(ALPHABET)}


def uscc_check_character(first17: str) -> str:
    """Return the check character of the first seventeen characters.

    Raises:
        InvalidCodeError: `bad_shape` if they are not of the standard's shape.
    """
    if _FIRST_17.fullmatch(first17) is None:
        raise InvalidCodeError(
            "bad_shape",
            first17[:24],
            "2 characters, 6 digits and 9 characters of the alphabet without I O S V Z",
        )
    total = sum(
        weight * _VALUES[character] for weight, character in zip(_WEIGHTS, first17, strict=True)
    )
    return ALPHABET[-total % 31]


def check_uscc(text: str) -> str:
    """Return the credit code if it is well-formed.

    Raises:
        InvalidCodeError: `bad_shape` or `bad_check_character`.
    """
    if len(text) != 18:
        raise InvalidCodeError("bad_shape", f"{len(text)} characters", "18 characters")
    wanted = uscc_check_character(text[:17])
    if text[17] != wanted:
        raise InvalidCodeError("bad_check_character", text[17], wanted)
    return text
