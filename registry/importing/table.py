"""What a table is: a file, its key, its columns, and what a row of it becomes in the graph.

One declaration serves the reader, both ways of loading and docs/import.md, so that they cannot
disagree.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

from registry.importing.columns import Column, Row, Value

SEPARATOR: Final = "|"


@dataclass(frozen=True, slots=True)
class Problem:
    """What a rule found wrong in a row, and in which column."""

    column: str
    reason: str
    hint: str


@dataclass(frozen=True, slots=True)
class Rule:
    """A check across cells: it gets the values of `columns`, None where unknown."""

    columns: tuple[str, ...]
    check: Callable[..., Problem | None]


@dataclass(frozen=True, slots=True)
class Edge:
    """A relationship between the node of a row and the node that one of its columns names."""

    type: str
    column: str
    outgoing: bool = True


@dataclass(frozen=True, slots=True)
class Table:
    """One kind of fact.

    `label` is the label of the node that a row becomes, or the type of the relationship where
    `ends` says from which column to which. `properties` gives the columns that are stored, in
    column order, with their names in the graph.
    """

    name: str
    key: tuple[str, ...]
    label: str
    columns: tuple[Column, ...]
    key_property: str = "key"
    edges: tuple[Edge, ...] = ()
    ends: tuple[str, str] | None = None
    rules: tuple[Rule, ...] = ()
    renamed: dict[str, str] = field(default_factory=dict)
    separator: str = SEPARATOR
    unstored: frozenset[str] = frozenset()

    @property
    def file(self) -> str:
        """Return the name of the file."""
        return f"{self.name}.csv"

    def position(self, column: str) -> int:
        """Return where a column stands in a row."""
        return next(at for at, known in enumerate(self.columns) if known.name == column)

    def key_maker(self) -> Callable[[Row], str]:
        """Return the function that gives the key of a row as the graph stores it."""
        places = tuple(self.position(name) for name in self.key)
        if len(places) == 1:
            only = places[0]
            return lambda row: str(row[only])
        separator = self.separator
        return lambda row: separator.join([_key_part(row[at]) for at in places])

    def stored(self) -> tuple[tuple[int, str, Column], ...]:
        """Return position, property and column of every cell that becomes a property."""
        return tuple(
            (at, self.renamed.get(column.name, camel(column.name)), column)
            for at, column in enumerate(self.columns)
            if column.name not in self.unstored
        )


def _key_part(value: Value) -> str:
    return "" if value is None else str(value)


def camel(name: str) -> str:
    """Return `snake_case` as `camelCase`."""
    first, *others = name.split("_")
    return first + "".join(other.capitalize() for other in others)
