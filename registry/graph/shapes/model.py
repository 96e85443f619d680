"""What a shape is: for one type of the answer, where its fields stand in the graph.

Templates are Cypher with two marks: `@name` is a variable and `$@name` a parameter of this place in
the statement (the compiler gives both their real names), `@rule(@name)` a decision of access
(`registry.graph.rules`). A shape stands on its **roles**, the variables that must be bound where it
is used (`it` for most; `job` and `employer` for an employment); an edge binds the roles of the
shape it leads to.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from registry.access import Kind
from registry.paging import Cursors

Row = dict[Any, Any]
"""A row of an answer: by GraphQL field name; a field with arguments holds a callable; names that
begin with `_` are for our own use.
"""

Decode = Callable[[Any], object]

People = dict[str, frozenset[str]]
"""Worker id -> names of the fields that were shown."""

LIST_ROWS: Final = 1_000
"""How many rows a list that is no page shows at most."""


@dataclass(frozen=True, slots=True)
class Column:
    """A scalar, always read. `cypher` is an expression over the roles.

    `decode` makes the field's value of what the driver gives.
    """

    name: str
    cypher: str
    decode: Decode | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """An expression too dear to be always read.

    Read when one of the fields that it `serves` is wanted (default: the field of its name). Of root
    rows a parameter switches it, so that it stands in every text; one that is `dear` to plan, too
    (all facts of a worker: as much as all else of a card), is text only where it is wanted.
    """

    name: str
    cypher: str
    decode: Decode | None = None
    serves: frozenset[str] = frozenset()
    dear: bool = False

    def is_wanted(self, names: frozenset[str]) -> bool:
        """Say whether a selection of these fields needs it."""
        return not names.isdisjoint(self.served())

    def served(self) -> frozenset[str]:
        """Return the names of the fields that it serves."""
        return self.serves or frozenset({self.name})

    @property
    def decode_if_read(self) -> Decode | None:
        """How a value is decoded that is null where the part is switched off."""
        decode = self.decode
        return decode and (lambda value: None if value is None else decode(value))


@dataclass(frozen=True, slots=True)
class Edge:
    """A field that leads to rows of another shape.

    `match` is one or more clauses that bind new variables; `roles` says which of them (or of ours)
    the roles of `shape` are (without `match`: which of ours alone); `order` is over the roles of
    `shape`. A person is shown only where known; `masked` marks the places where the contract
    promises somebody, if only by the masked name.
    """

    name: str
    shape: str
    match: str = ""
    roles: Mapping[str, str] = field(default_factory=lambda: {"it": "to"})
    many: bool = True
    order: str = ""
    masked: bool = False


@dataclass(frozen=True, slots=True)
class PageEdge:
    """A field that leads to a page of rows, with arguments.

    `match` binds the rows and applies the filter of its own parameters (`$@name`); `after` is the
    predicate that a row comes after the cursor, `position` the expression that a cursor holds,
    `order` ascending. `arguments` makes the values of the parameters; it may raise a
    `RequestError`. Paging is forward: `$@position` and `$@limit` come from the compiler.
    """

    name: str
    shape: str
    match: str
    after: str
    position: str
    order: str
    arguments: Callable[[Mapping[str, Any]], Mapping[str, object]]
    roles: Mapping[str, str] = field(default_factory=lambda: {"it": "to"})


@dataclass(frozen=True, slots=True)
class Computed:
    """A field that Python makes of the row's columns and parts.

    With arguments, `make` returns a callable that takes them.
    """

    name: str
    make: Callable[[Row], object]


@dataclass(frozen=True, slots=True)
class Shape:
    """One type. `kind` says whose openness decides, that of the role `it`.

    `person` names the column with the id of the person whom a row shows.
    """

    type: str
    columns: tuple[Column, ...]
    edges: tuple[Edge, ...] = ()
    pages: tuple[PageEdge, ...] = ()
    parts: tuple[Part, ...] = ()
    computed: tuple[Computed, ...] = ()
    kind: Kind | None = None
    person: str | None = None

    def fields(self) -> frozenset[str]:
        """Return the names of all fields that this shape answers."""
        names = [column.name for column in self.columns]
        names += [part.name for part in self.parts]
        names += [edge.name for edge in self.edges]
        names += [page.name for page in self.pages]
        names += [computed.name for computed in self.computed]
        return frozenset(
            name for name in names if not name.startswith("_") and name not in self.helpers()
        )

    def helpers(self) -> frozenset[str]:
        """Return the names of parts that only serve other fields."""
        return frozenset(
            part.name for part in self.parts if part.serves and part.name not in part.serves
        )


@dataclass(frozen=True, slots=True)
class Head:
    """The hand-written beginning of the statement of one root field.

    Which rows, in which order, from which cursor.

    `rows` is Cypher that binds the variables named in `roles` (role of the shape -> variable),
    ordered and limited; it may ask for decisions (`@known(worker)`). Variables `v0`, `v1` ...
    belong to the compiler. `position` is what a cursor of a row holds; `extras` are further results
    beside the rows, each a whole expression (`COUNT { ... }`, `COLLECT { ... }`), read only when
    wanted by name.
    """

    name: str
    type: str
    rows: str
    roles: Mapping[str, str] = field(default_factory=lambda: {"it": "it"})
    position: str = "null"
    extras: Mapping[str, str] = field(default_factory=dict)


def free() -> None:
    """Charge nothing for a statement text that the database must plan."""


@dataclass(slots=True)
class Reading:
    """What decoding one answer needs and gathers.

    The viewer's cursors go in, the people shown come out.
    """

    cursors: Cursors
    people: People = field(default_factory=dict)
    plan: Callable[[], None] = free
    """Called before a statement text that the database must plan first; it may refuse."""
