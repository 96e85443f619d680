"""Cells that are sealed at rest: amounts of pay, which concern nobody but those they belong to.

A row has them in the clear while it is read and compared; whatever writes a row seals them first
(`property_maker`, the bulk loader's files), and what the graph knows is opened before it is
compared. Sealing is the same every time, so loading a file twice changes nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from registry.importing.columns import Column, Row, Value
from registry.importing.table import Table
from registry.personal import PersonalKeys, cell_place


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a sealed cell stands in a row."""

    at: int
    column: Column


class SealedCells:
    """Seals and opens the sealed cells of the rows of a table."""

    __slots__ = ("_key", "_keys", "_places", "_table")

    def __init__(self, table: Table, keys: PersonalKeys) -> None:
        self._table: Final = table.name
        self._key = table.key_maker()
        self._keys = keys
        self._places = [
            _Place(at, column) for at, column in enumerate(table.columns) if column.sealed
        ]

    def seal(self, row: Row) -> Row:
        """Return the row as it is stored."""
        if not self._places:
            return row
        key, cells = self._key(row), list(row)
        for place in self._places:
            cells[place.at] = self._sealed(key, place, row[place.at])
        return tuple(cells)

    def open(self, key: str, stored: Row) -> Row:
        """Return a stored row as it was read from its file.

        Raises:
            PersonalKeyError: it was sealed with another secret.
        """
        if not self._places:
            return stored
        cells = list(stored)
        for place in self._places:
            cells[place.at] = self._opened(key, place, stored[place.at])
        return tuple(cells)

    def _sealed(self, key: str, place: _Place, value: Value) -> Value:
        if value is None:
            return None
        return self._keys.seal_cell(self._named(key, place), str(value))

    def _opened(self, key: str, place: _Place, value: Value) -> Value:
        if value is None:
            return None
        text = self._keys.open_cell(self._named(key, place), str(value))
        return place.column.kind.read(text)

    def _named(self, key: str, place: _Place) -> str:
        return cell_place(self._table, key, place.column.name)
