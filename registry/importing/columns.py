"""Cells and columns: how the text of a cell becomes a value.

A value is `str`, `int`, `float`, `bool`, a tuple of them, or None for an empty cell (unknown).
Dates stay text `YYYY-MM-DD` and moments text in UTC: text compares, sorts, spills and loads as it
is, and a million of them cost nothing. `Kind.graph` is the type that the graph stores.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cache
from typing import Final, Literal

from registry.codes import InvalidCodeError, check_uscc, read_id_number
from registry.dates import moment_text, parse_moment
from registry.editions import occupation_key
from registry.importing.faults import CellFault
from registry.vocabulary import Rank

Value = str | int | float | bool | tuple[str, ...] | tuple[int, ...] | None
Row = tuple[Value, ...]
"""The values of a row in the order of its table's columns."""

GraphType = Literal["string", "long", "double", "boolean", "date", "string[]", "long[]"]

MAX_KEY_CHARACTERS: Final = 200
MAX_TEXT_CHARACTERS: Final = 4_000

_DAY: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_MOMENT: Final = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt ][0-9]{2}:[0-9]{2}:[0-9]{2}"
    r"(\.[0-9]{1,9})?([Zz]|[+-][0-9]{2}:[0-9]{2})"
)
_STORED_MOMENT: Final = re.compile(r"[0-9-]{10}T[0-9:]{8}Z")
_INTEGER: Final = re.compile(r"[0-9]{1,12}")
_DECIMAL: Final = re.compile(r"[0-9]{1,12}(\.[0-9]{1,12})?")
_OCCUPATION: Final = re.compile(r"([0-9]{4}:)?[0-9]+(-[0-9]+)*")
_CONTROL: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of cell: how it is read, and what the graph stores."""

    words: str
    read: Callable[[str], Value]
    graph: GraphType = "string"


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a file.

    `to` names what an unknown key is unknown to: the table (or reference table) that the cell
    points at. `mask` shows a personal value to whoever reads the rejects. `empty_means` is set
    where an empty cell is a value: `ACTIVE`, or OPEN for an open end. A `sealed` cell is stored so
    that the graph tells nobody what it says (`registry.importing.sealed`).
    """

    name: str
    kind: Kind
    required: bool = False
    to: str | None = None
    mask: Callable[[str], str] | None = None
    empty_means: str | None = None
    sealed: bool = False

    @property
    def graph(self) -> GraphType:
        """Return the type that the graph stores."""
        return "string" if self.sealed else self.kind.graph

    @property
    def is_list(self) -> bool:
        """Say whether a cell may name several."""
        return self.kind.graph.endswith("[]")


OPEN: Final = "open end"


def _text(limit: int) -> Callable[[str], Value]:
    def read(cell: str) -> Value:
        if len(cell) > limit:
            raise CellFault("too_long", f"at most {limit} characters")
        if _CONTROL.search(cell):
            raise CellFault("bad_character", "remove control characters")
        return cell

    return read


@cache
def _read_day(cell: str) -> Value:
    if _DAY.fullmatch(cell) is None:
        raise CellFault("bad_date", "write YYYY-MM-DD")
    try:
        date.fromisoformat(cell)
    except ValueError as err:
        raise CellFault("impossible_date", "the calendar has no such day") from err
    return cell


def _read_moment(cell: str) -> Value:
    if _MOMENT.fullmatch(cell) is None:
        raise CellFault("bad_moment", "write RFC 3339, such as 2024-05-01T08:00:00+08:00")
    try:
        if _STORED_MOMENT.fullmatch(cell) is not None:
            # It is written as it is stored, and only has to exist.
            datetime.fromisoformat(cell)
            return cell
        return moment_text(parse_moment(cell.upper()))
    except (ValueError, OverflowError) as err:
        raise CellFault("bad_moment", "no such moment") from err


def _read_boolean(cell: str) -> Value:
    if cell == "1":
        return True
    if cell == "0":
        return False
    raise CellFault("bad_boolean", "write 1 or 0; leave it empty where unknown")


def integer(low: int, high: int) -> Kind:
    """Return the kind of whole numbers from `low` to `high`."""

    def read(cell: str) -> Value:
        if _INTEGER.fullmatch(cell) is None or not low <= int(cell) <= high:
            raise CellFault("bad_number", f"a whole number from {low} to {high}")
        return int(cell)

    return Kind(f"whole number from {low:,} to {high:,}", read, "long")


def degrees(low: int, high: int) -> Kind:
    """Return the kind of degrees of latitude or longitude from `low` to `high` (WGS 84)."""

    def read(cell: str) -> Value:
        if _DECIMAL.fullmatch(cell) is None or not low <= float(cell) <= high:
            raise CellFault("bad_number", f"degrees from {low} to {high}, such as 31.23")
        return float(cell)

    return Kind(f"degrees from {low} to {high}", read, "double")


def _read_score(cell: str) -> Value:
    if _DECIMAL.fullmatch(cell) is None or not math.isfinite(float(cell)):
        raise CellFault("bad_number", "a number such as 81 or 81.5")
    return float(cell)


def one_of(*values: str) -> Kind:
    """Return the kind of a closed list."""
    # Plain text also where the list comes from an enumeration: rows are spilled and compared as
    # text.
    known = {str(value): str(value) for value in values}
    listed = ", ".join(values)

    def read(cell: str) -> Value:
        value = known.get(cell)
        if value is None:
            raise CellFault("not_in_list", f"one of {listed}")
        return value

    return Kind(", ".join(f"`{value}`" for value in values), read)


_RANKS: Final = {rank.name: int(rank) for rank in Rank}
_LEVELS_HINT: Final = "one of " + ", ".join(_RANKS)


def _read_level(cell: str) -> Value:
    rank = _RANKS.get(cell)
    if rank is None:
        raise CellFault("not_in_list", _LEVELS_HINT)
    return rank


def _parts(cell: str) -> list[str]:
    parts = [part.strip() for part in cell.split(";")]
    return list(dict.fromkeys(part for part in parts if part))


def _read_keys(cell: str) -> Value:
    read = _text(MAX_KEY_CHARACTERS)
    return tuple(sorted({str(read(part)) for part in _parts(cell)})) or None


def _read_levels(cell: str) -> Value:
    ranks = {_read_level(part) for part in _parts(cell)}
    return tuple(sorted(rank for rank in ranks if isinstance(rank, int))) or None


def _read_list(cell: str) -> Value:
    read = _text(MAX_KEY_CHARACTERS)
    return tuple(str(read(part)) for part in _parts(cell)) or None


@cache
def _read_occupation(cell: str) -> Value:
    if len(cell) > MAX_KEY_CHARACTERS or _OCCUPATION.fullmatch(cell) is None:
        raise CellFault(
            "bad_shape", "edition:code, such as 2022:6-18-02-04, or a bare code of 2022"
        )
    return occupation_key(cell)


def _read_occupations(cell: str) -> Value:
    return tuple(sorted({str(_read_occupation(part)) for part in _parts(cell)})) or None


def _shaped(pattern: str, hint: str) -> Callable[[str], Value]:
    shape = re.compile(pattern)

    def read(cell: str) -> Value:
        if shape.fullmatch(cell) is None:
            raise CellFault("bad_shape", hint)
        return cell

    return read


def _read_uscc(cell: str) -> Value:
    try:
        return _checked_uscc(cell)
    except InvalidCodeError as err:
        raise CellFault(err.code, f"a credit code of GB 32100: {err.wanted} wanted") from err


_checked_uscc = cache(check_uscc)


def _read_identity(cell: str) -> Value:
    try:
        read_id_number(cell)
    except InvalidCodeError as err:
        wanted = "its check character" if err.code == "bad_check_character" else err.wanted
        raise CellFault(err.code, f"an ID number of GB 11643: {wanted} wanted") from err
    return cell.upper()


KEY: Final = Kind("key", _text(MAX_KEY_CHARACTERS))
TEXT: Final = Kind("text", _text(MAX_TEXT_CHARACTERS))
DAY: Final = Kind("date", _read_day, "date")
MOMENT: Final = Kind("moment", _read_moment)
BOOLEAN: Final = Kind("1 or 0", _read_boolean, "boolean")
SCORE: Final = Kind("number", _read_score, "double")
YUAN: Final = Kind("yuan, such as 4500 or 4500.5", _read_score, "double")
YEAR: Final = replace(integer(1900, 2200), words="year")
COUNT: Final = integer(0, 999_999_999)
LEVEL: Final = Kind("level", _read_level, "long")
LEVELS: Final = Kind("levels, separated by `;`", _read_levels, "long[]")
LIST: Final = Kind("list, separated by `;`", _read_list, "string[]")
KEYS: Final = Kind("keys, separated by `;`", _read_keys, "string[]")
"""What several rows are named by; in the order of their text, which the graph gives back."""
OCCUPATION: Final = Kind("occupation", _read_occupation)
OCCUPATIONS: Final = Kind("occupations, separated by `;`", _read_occupations, "string[]")
DIVISION: Final = Kind("division", _shaped(r"[0-9]{6}", "six digits of GB/T 2260"))
INDUSTRY: Final = Kind("industry", _shaped(r"C[0-9]{2}", "C13 to C43"))
EDITION: Final = Kind("edition", _shaped(r"[0-9]{4}", "a year, such as 2022"))
CODE: Final = Kind("code", _shaped(r"[0-9]+(-[0-9]+)*", "digits and hyphens, such as 6-18-02-04"))
PREFIX: Final = Kind("issuer prefix", _shaped(r"[A-Z0-9]{13}", "13 letters and digits"))
USCC: Final = Kind("credit code", _read_uscc)
IDENTITY: Final = Kind("ID number", _read_identity)
