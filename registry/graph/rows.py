"""Rows at the speed of the lists: each layout compiled into one function.

A page of a hundred cards is some thousand small lists. So the way from lists to rows is not looked
up in the layout for every row, but written once a statement as functions that each are little more
than one dictionary of places. All of their text is ours; names of fields stand in it as constants.

While rows are made, the people whom they show are noted: worker id -> names of the fields. A person
who is not known to the viewer is not shown, so not noted.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import count
from typing import Any

from registry.access import Openness
from registry.graph.layout import Layout, PageSlot, connection
from registry.graph.selection import Arguments, arguments_key
from registry.graph.shapes.model import People, Row
from registry.paging import Cursors

Decoder = Callable[[Sequence[Any], Cursors, People], Row]
"""Makes a row of its list, and notes the people whom it shows."""


def decoder(layout: Layout) -> Decoder:
    """Return the function of a layout."""
    writer = _Writer()
    name = writer.function(layout)
    exec(compile("\n".join(writer.lines), "<rows>", "exec"), writer.names)  # noqa: S102 - all text is ours
    made: Decoder = writer.names[name]
    return made


class _Writer:
    """Writes the functions of a layout and of those below it; `names` are their constants."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.names: dict[str, Any] = {}
        self._numbers = count()

    def function(self, layout: Layout) -> str:
        """Write the function of a layout, and return its name."""
        places = count()
        values = []
        for column, decode in layout.scalars:
            value = f"v[{next(places)}]"
            if column not in layout.absent:
                values.append((column, f"{self.constant(decode)}({value})" if decode else value))
        for edge in layout.edges:
            below, found = self.function(edge.layout), f"v[{next(places)}]"
            rows = f"[{below}(i, cursors, people) for i in {found}] if {found} else []"
            first = f"{below}({found}[0], cursors, people) if {found} else None"
            values.append((edge.name, rows if edge.many else first))
        pages = [(slot, f"v[{next(places)}]") for slot in layout.pages]
        if layout.shape.kind:
            values.append(("_open", f"v[{next(places)}]"))
        name = f"row{next(self._numbers)}"
        shown = ", ".join(f"{self.constant(key)}: {value}" for key, value in values)
        self.lines += [f"def {name}(v, cursors, people):", f" row = {{{shown}}}"]
        self._pages(layout, pages)
        self._computed(layout)
        self._person(layout)
        self.lines.append(" return row")
        return name

    def _pages(self, layout: Layout, pages: list[tuple[PageSlot, str]]) -> None:
        if not layout.shape.pages:
            return
        self.lines.append(" answers = {}")
        for slot, value in pages:
            key = self.constant((slot.edge.name, slot.arguments))
            page = self.constant(_page(slot, decoder(slot.layout)))
            self.lines.append(f" answers[{key}] = {page}({value}, cursors, people)")
        answer_for = self.constant(_answer_for)
        for edge in layout.shape.pages:
            name = self.constant(edge.name)
            self.lines.append(f" row[{name}] = {answer_for}({name}, answers)")

    def _computed(self, layout: Layout) -> None:
        for computed in layout.shape.computed:
            if computed.name in layout.wanted:
                name, make = self.constant(computed.name), self.constant(computed.make)
                self.lines.append(f" row[{name}] = {make}(row)")

    def _person(self, layout: Layout) -> None:
        person = layout.shape.person
        if person is None:
            return
        shown = frozenset(name for name in layout.wanted if not name.startswith("_"))
        who, fields = f"row[{self.constant(person)}]", self.constant(shown)
        known = f" if row['_open'] >= {Openness.KNOWN:d}:" if layout.shape.kind else " if True:"
        self.lines += [known, f"  people[{who}] = people.get({who}, {fields}) | {fields}"]

    def constant(self, value: Any) -> str:
        """Return the name under which the function finds a value."""
        name = f"c{next(self._numbers)}"
        self.names[name] = value
        return name


def _page(slot: PageSlot, row: Decoder) -> Callable[..., object]:
    """Return the function that makes a connection of the lists of a page inside a row."""

    def made(value: Sequence[Any] | None, cursors: Cursors, people: People) -> object:
        if value is None:
            return None
        found, total = value
        page = cursors.page(slot.edge.name, dict(slot.arguments))
        kept, more = page.cut(found)
        return connection(
            [row(values, cursors, people) for _, values in kept],
            cursors.sealed(page.binding, [position for position, _ in kept]),
            edges=slot.edges,
            more=more,
            page_is_first=page.position is None,
            total=total,
        )

    return made


def _answer_for(name: str, answers: dict[tuple[str, Arguments], object]) -> Callable[..., object]:
    return lambda **arguments: answers.get((name, arguments_key(arguments)))
