"""From rows to the loader's files.

The node of a row with its properties, or its relationship, and what it points at.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Final

from registry.importing.bulk.files import (
    FileSet,
    LoaderFiles,
    cell_maker,
    edge_set,
    node_set,
)
from registry.importing.columns import GraphType, Row, Value
from registry.importing.properties import consequences_of
from registry.importing.references import named_by
from registry.importing.sealed import SealedCells
from registry.importing.table import Edge, Table
from registry.importing.tables import TABLES
from registry.personal import PersonalKeys

SPACES: Final = {table.name: table.label for table in TABLES if table.ends is None} | {
    "divisions": "Division",
    "industries": "Industry",
}
"""The id space of each thing that a row may point at: its label."""

LABELS: Final = {
    "ENTERPRISE": "Enterprise",
    "SCHOOL": "School",
    "SOCIAL_EVALUATOR": "SocialEvaluator",
}
"""The second label of an organisation, by kind."""

Typed = tuple[str, GraphType]
"""A property with its type."""


class TableFiles:
    """Writes the rows of a table: nodes or relationships, and the relationships of its edges.

    Args:
        extra: properties that are not the row's own, given with each row.
        nodes: False where the nodes are written later, when what is derived for them is known.
    """

    def __init__(
        self,
        table: Table,
        files: LoaderFiles,
        keys: PersonalKeys,
        *,
        extra: Sequence[Typed] = (),
        nodes: bool = True,
        edges: bool = True,
    ) -> None:
        self._table = table
        self._files = files
        self._body = _Body(table, keys, extra)
        self._key_is_stored = table.key_property in self._body.names
        self._writers: dict[str, Callable[[Sequence[Any]], object]] = {}
        self._nodes = nodes and table.ends is None
        self._edges = [
            (table.position(edge.column), edge, files.writer(_edge_files(table, edge)))
            for edge in (table.edges if edges else ())
        ]
        self._ends = (
            None if table.ends is None else tuple(table.position(name) for name in table.ends)
        )

    def write(self, key: str, row: Row, extra: tuple[Value, ...] = ()) -> None:
        """Write a row with its extra properties."""
        if self._ends is not None:
            start, end = self._ends
            self._writer("")([row[start], row[end], *self._body.cells(row, extra)])
        elif self._nodes:
            cells = self._body.cells(row, extra)
            self._writer(self._label(row))(cells if self._key_is_stored else [key, *cells])
        for at, edge, write in self._edges:
            for to in named_by(row[at]):
                write((key, to) if edge.outgoing else (to, key))

    def _label(self, row: Row) -> str:
        if self._table.name != "organisations":
            return ""
        return LABELS[str(row[self._table.position("kind")])]

    def _writer(self, label: str) -> Callable[[Sequence[Any]], object]:
        known = self._writers.get(label)
        if known is None:
            known = self._writers[label] = self._files.writer(self._file_set(label))
        return known

    def _file_set(self, label: str) -> FileSet:
        table = self._table
        name = f"{table.name}.{label}" if label else table.name
        columns = self._body.columns
        if table.ends is not None:
            start, end = (_target(table, column) for column in table.ends)
            return edge_set(name, table.label, start, end, columns)
        identity = f"ID({table.label})"
        typed = [(prop, identity if prop == table.key_property else kind) for prop, kind in columns]
        if not self._key_is_stored:
            typed.insert(0, (table.key_property, identity))
        return node_set(name, f"{table.label}:{label}" if label else table.label, typed)


class _Body:
    """The properties of a row as cells."""

    def __init__(self, table: Table, keys: PersonalKeys, extra: Sequence[Typed]) -> None:
        stored = table.stored()
        self._places = [at for at, _, _ in stored]
        self._consequences = consequences_of(table, keys)
        self._sealed = SealedCells(table, keys)
        own: list[Typed] = [(name, column.graph) for _, name, column in stored]
        self.columns = [*own, *self._consequences.columns, *extra]
        self.names = {name for name, _ in self.columns}
        self._make = cell_maker([kind for _, kind in self.columns])

    def cells(self, row: Row, extra: tuple[Value, ...]) -> list[Any]:
        stored = self._sealed.seal(row)
        values = [stored[at] for at in self._places]
        return self._make([*values, *self._consequences.make(row), *extra])


def _target(table: Table, column: str) -> str:
    to = table.columns[table.position(column)].to
    return SPACES[to or ""]


def _edge_files(table: Table, edge: Edge) -> FileSet:
    name, target = f"{table.name}.{edge.type}", _target(table, edge.column)
    start, end = (table.label, target) if edge.outgoing else (target, table.label)
    return edge_set(name, edge.type, start, end)
