"""Pages: 1 to 100 rows forward or back from a cursor that belongs to its viewer, filter and sort.

A head asks the database for one row more than wanted, so that `hasNextPage` costs nothing.
Backwards the database counts from the other end and the rows are turned round here.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, overload

import orjson

from registry.errors import BadCursorError, BadPageError
from registry.sealing import Sealing
from registry.viewer import Viewer

MAX_ROWS: Final = 100
DEFAULT_ROWS: Final = 20
COUNT_CAP: Final = 10_000
"""Totals are exact up to here."""

PAGING: Final = frozenset({"first", "after", "last", "before"})
"""The arguments that move a page; all others say which rows there are, and bind the cursor."""


@dataclass(frozen=True, slots=True)
class Page:
    """The wanted page.

    `position` is where the cursor stands, in the shape that the head gave it; None at the
    beginning.
    """

    rows: int
    backwards: bool
    position: object
    binding: str

    @property
    def limit(self) -> int:
        """How many rows to ask for: one more than wanted tells whether there are more."""
        return self.rows + 1

    def cut(self, rows: Sequence[Any]) -> tuple[list[Any], bool]:
        """Return the rows of the page in their order.

        Whether there was one more in the direction of travel.
        """
        kept = list(rows[: self.rows])
        if self.backwards:
            kept.reverse()
        return kept, len(rows) > self.rows


class SealedCursors(Sequence[str]):
    """The cursors of a page; each is sealed when it is read, most pages show only the last."""

    __slots__ = ("_positions", "_seal")

    def __init__(self, positions: Sequence[object], seal: Callable[[object], str]) -> None:
        self._positions = positions
        self._seal = seal

    def __len__(self) -> int:
        """Return how many rows the page has."""
        return len(self._positions)

    @overload
    def __getitem__(self, at: int) -> str: ...

    @overload
    def __getitem__(self, at: slice) -> Sequence[str]: ...

    def __getitem__(self, at: int | slice) -> str | Sequence[str]:
        """Return the cursor of a row, or those of some."""
        if isinstance(at, slice):
            return SealedCursors(self._positions[at], self._seal)
        return self._seal(self._positions[at])


class Cursors:
    """Seals positions for one viewer."""

    __slots__ = ("_scope", "_sealing")

    def __init__(self, sealing: Sealing, viewer: Viewer) -> None:
        self._sealing = sealing
        self._scope = viewer.scope

    def seal(self, binding: str, position: object) -> str:
        """Return the cursor of a position in the list that `binding` names."""
        return self._sealing.seal(self._scope, f"cursor {binding}", orjson.dumps(position).decode())

    def sealed(self, binding: str, positions: Sequence[object]) -> SealedCursors:
        """Return the cursors of these positions."""
        return SealedCursors(positions, lambda position: self.seal(binding, position))

    def open(self, binding: str, cursor: str) -> object:
        """Return the position of a cursor.

        Raises:
            BadCursorError: it was given to another viewer, or for another list, or by nobody.
        """
        text = self._sealing.unseal(self._scope, f"cursor {binding}", cursor)
        if text is None:
            raise BadCursorError(
                "the cursor does not belong to this filter and sort, or was given to another viewer"
            )
        return orjson.loads(text)

    def page(self, name: str, arguments: Mapping[str, object]) -> Page:
        """Read the paging arguments of the list `name`; its other arguments bind the cursor.

        Raises:
            BadPageError: a size outside 1 to 100, or both directions at once.
            BadCursorError: see `open`.
        """
        first, last = arguments.get("first"), arguments.get("last")
        after, before = arguments.get("after"), arguments.get("before")
        backwards = last is not None or before is not None
        if backwards and (first is not None or after is not None):
            raise BadPageError("ask with first and after, or with last and before, not with both")
        rows = last if backwards else first
        rows = DEFAULT_ROWS if rows is None else rows
        if not isinstance(rows, int) or not 1 <= rows <= MAX_ROWS:
            raise BadPageError(
                f"{'last' if backwards else 'first'} is {rows}, must be 1 to {MAX_ROWS}"
            )
        binding = binding_of(name, arguments)
        cursor = before if backwards else after
        position = self.open(binding, str(cursor)) if cursor is not None else None
        return Page(rows=rows, backwards=backwards, position=position, binding=binding)


def binding_of(name: str, arguments: Mapping[str, object]) -> str:
    """Name a list by its field and the arguments that say which rows it has, in a short text."""
    meaning = {
        key: value for key, value in arguments.items() if key not in PAGING and value is not None
    }
    canonical = orjson.dumps([name, meaning], option=orjson.OPT_SORT_KEYS, default=str)
    return hashlib.sha256(canonical).hexdigest()[:24]


def counted(found: int) -> dict[str, object]:
    """Return a `Count` of a number that was counted up to one beyond the cap."""
    return {"value": min(found, COUNT_CAP), "exact": found <= COUNT_CAP}
