"""Where each value stands in the nested lists of an answer; `registry.graph.rows` is the way back.

A row is a mapping by GraphQL field name. A field with arguments is a callable that takes them,
because two aliases may ask with other arguments: it finds the answer that was read for them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from registry.graph.selection import Arguments
from registry.graph.shapes.model import Decode, PageEdge, Row, Shape
from registry.paging import counted


@dataclass(frozen=True, slots=True)
class EdgeSlot:
    """The place of an edge: a list of rows, or of one row or none."""

    name: str
    many: bool
    layout: Layout


@dataclass(frozen=True, slots=True)
class PageSlot:
    """The place of a page that was asked with `arguments`; its parameters begin with `place`.

    `edges`: wanted as such, not only as nodes.
    """

    edge: PageEdge
    place: str
    arguments: Arguments
    counted: bool
    edges: bool
    layout: Layout


@dataclass(frozen=True, slots=True)
class Layout:
    """The places of one shape's row: columns, parts, edges, pages, openness."""

    shape: Shape
    scalars: tuple[tuple[str, Decode | None], ...]
    """The columns and parts that are read, in order, and how each is decoded."""
    edges: tuple[EdgeSlot, ...]
    pages: tuple[PageSlot, ...]
    wanted: frozenset[str]
    """The fields wanted of the row."""
    absent: frozenset[str] = frozenset()
    """The parts that parameters have switched off: they have a place, and the row has no value."""

    def page_slots(self) -> list[PageSlot]:
        """Return every page in this layout, at whatever depth."""
        below = [edge.layout for edge in self.edges] + [page.layout for page in self.pages]
        return [*self.pages, *(slot for layout in below for slot in layout.page_slots())]


def connection(
    rows: list[Row],
    cursors: Sequence[str],
    *,
    edges: bool = True,
    more: bool,
    page_is_first: bool,
    total: int | None,
    backwards: bool = False,
) -> Row:
    """Return a connection: nodes, edges, page information and, where it was counted, the total.

    Its edges are left empty where they are not wanted.
    """
    return {
        "nodes": rows,
        "edges": [
            {"cursor": cursor, "node": row}
            for cursor, row in zip(cursors if edges else (), rows if edges else (), strict=True)
        ],
        "pageInfo": {
            "hasNextPage": not page_is_first if backwards else more,
            "hasPreviousPage": more if backwards else not page_is_first,
            "startCursor": cursors[0] if cursors else None,
            "endCursor": cursors[-1] if cursors else None,
        },
        "totalCount": counted(total) if total is not None else None,
    }
