"""Codes with a check character: the ID number of a person, the credit code of an organisation.

Both modules are pure: text comes in, a value goes out, or an `InvalidCodeError` that says what was
found and what was wanted. Division digits are not looked up: they age, and 990000 marks invented
people.
"""

from __future__ import annotations

from registry.codes.errors import InvalidCodeError
from registry.codes.identity import IdNumber, id_check_character, read_id_number
from registry.codes.uscc import check_uscc, uscc_check_character

__all__ = [
    "IdNumber",
    "InvalidCodeError",
    "check_uscc",
    "id_check_character",
    "read_id_number",
    "uscc_check_character",
]
