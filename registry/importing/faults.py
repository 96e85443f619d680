"""Why a row is left out: reasons are stable, published in docs/import.md, and never renamed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

REASONS: Final[dict[str, str]] = {
    "bad_csv": "the quotes of the row are not RFC 4180",
    "bad_encoding": "the row is not UTF-8",
    "wrong_cell_count": "more or fewer cells than the header has",
    "missing_column": "the header lacks a required column",
    "doubled_column": "the header names a known column twice",
    "missing_value": "a required cell is empty",
    "too_long": "a key of more than 200 or a text of more than 4,000 characters",
    "bad_character": "a text holds a control character",
    "not_in_list": "a value outside the closed list of its column",
    "bad_boolean": "neither 1 nor 0",
    "bad_number": "not a number, or outside the range of its column",
    "bad_date": "not a date written YYYY-MM-DD",
    "impossible_date": "a day that the calendar does not have",
    "bad_moment": "not an RFC 3339 moment with an offset",
    "bad_shape": "a code or key without the shape of its kind",
    "bad_check_character": "the check character of a code is wrong",
    "contradicts_id_number": "birth date or gender is not what the ID number says",
    "duplicate_id_number": "another worker has this ID number",
    "ends_before_start": "a period ends before it starts",
    "not_awarded": "a day of award on a bid that was not awarded",
    "missing_grantee": "a consent to CONTACT names nobody",
    "self_reference": "a row points from something to itself",
    "unknown_reference": "the key is neither in this import nor in the graph",
    "bad_json": "a policy is not a JSON object in UTF-8",
}
"""Every reason with its meaning; `parse_policy` adds its own for the parts of a rule."""


@dataclass(eq=False)
class CellFault(Exception):  # noqa: N818 - an answer about a cell, raised for speed; it never leaves the package
    """A cell that cannot be taken."""

    reason: str
    hint: str


@dataclass(frozen=True, slots=True)
class Fault:
    """A row that was left out; `value` is masked where its column is personal."""

    file: str
    line: int
    column: str
    value: str
    reason: str
    hint: str
