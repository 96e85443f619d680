"""Where each value stands in the nested lists of an answer, and the way back from lists to rows.

A row is a mapping by GraphQL field name. A field with arguments is a callable that takes them,
because two aliases may ask with other arguments: it finds the answer that was read for them. While
rows are read, the people whom they show are noted in the `Reading`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from registry.access import Openness
from registry.graph.selection import Arguments, arguments_key
from registry.graph.shapes.model import Decode, PageEdge, Reading, Row, Shape
from registry.paging import counted


@dataclass(frozen=True, slots=True)
class EdgeSlot:
    """The place of an edge: a list of rows, or of one row or none."""

    name: str
    many: bool
    layout: Layout


@dataclass(frozen=True, slots=True)
class PageSlot:
    """The place of a page that was asked with `arguments`; its parameters begin with `place`."""

    edge: PageEdge
    place: str
    arguments: Arguments
    counted: bool
    layout: Layout


@dataclass(frozen=True, slots=True)
class Layout:
    """The places of one shape's row: columns, parts, edges, pages, openness."""

    shape: Shape
    scalars: tuple[tuple[str, Decode | None], ...]
    """The columns and parts that are read, in order, and how each is decoded."""
    edges: tuple[EdgeSlot, ...]
    pages: tuple[PageSlot, ...]
    wanted: frozenset[str] | None
    """The fields wanted of the row; None where parameters switch them."""
    switched: tuple[tuple[str, frozenset[str]], ...] = ()
    """The parts that parameters switch, with the fields that each serves: absent where off."""

    def row(self, values: Sequence[Any], reading: Reading, wanted: frozenset[str]) -> Row:
        """Turn a row's list into a row."""
        row: Row = {}
        place = iter(values)
        for name, decode in self.scalars:
            value = next(place)
            row[name] = decode(value) if decode else value
        for name, served in self.switched:
            if served.isdisjoint(wanted):
                del row[name]
        for edge in self.edges:
            found = next(place) or ()
            rows = [
                edge.layout.row(item, reading, edge.layout.wanted or frozenset()) for item in found
            ]
            row[edge.name] = rows if edge.many else (rows[0] if rows else None)
        answers: dict[tuple[str, Arguments], object] = {}
        for page in self.pages:
            answers[page.edge.name, page.arguments] = _connection(page, next(place), reading)
        for page_edge in self.shape.pages:
            row[page_edge.name] = _answer_for(page_edge.name, answers)
        if self.shape.kind:
            row["_open"] = next(place)
        for computed in self.shape.computed:
            if computed.name in wanted:
                row[computed.name] = computed.make(row)
        self._note_person(row, reading, wanted)
        return row

    def page_slots(self) -> list[PageSlot]:
        """Return every page in this layout, at whatever depth."""
        below = [edge.layout for edge in self.edges] + [page.layout for page in self.pages]
        return [*self.pages, *(slot for layout in below for slot in layout.page_slots())]

    def _note_person(self, row: Row, reading: Reading, wanted: frozenset[str]) -> None:
        if self.shape.person and row.get("_open", Openness.KNOWN) >= Openness.KNOWN:
            shown = (name for name in wanted if not name.startswith("_"))
            reading.people.setdefault(row[self.shape.person], set()).update(shown)


def _answer_for(name: str, answers: dict[tuple[str, Arguments], object]) -> Callable[..., object]:
    return lambda **arguments: answers.get((name, arguments_key(arguments)))


def _connection(slot: PageSlot, value: Sequence[Any] | None, reading: Reading) -> object:
    if value is None:
        return None
    found, total = value
    page = reading.cursors.page(slot.edge.name, dict(slot.arguments))
    kept, more = page.cut(found)
    rows = [
        slot.layout.row(values, reading, slot.layout.wanted or frozenset()) for _, values in kept
    ]
    cursors = [reading.cursors.seal(page.binding, position) for position, _ in kept]
    return connection(rows, cursors, more=more, page_is_first=page.position is None, total=total)


def connection(
    rows: list[Row],
    cursors: list[str],
    *,
    more: bool,
    page_is_first: bool,
    total: int | None,
    backwards: bool = False,
) -> Row:
    """Return a connection: nodes, edges, page information and, where it was counted, the total."""
    return {
        "nodes": rows,
        "edges": [
            {"cursor": cursor, "node": row} for cursor, row in zip(cursors, rows, strict=True)
        ],
        "pageInfo": {
            "hasNextPage": not page_is_first if backwards else more,
            "hasPreviousPage": more if backwards else not page_is_first,
            "startCursor": cursors[0] if cursors else None,
            "endCursor": cursors[-1] if cursors else None,
        },
        "totalCount": counted(total) if total is not None else None,
    }
