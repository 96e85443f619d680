"""What is wanted of an answer, as a plain tree: the input of the compiler.

There is no GraphQL in it.

A field stands in it once for each *different* set of arguments: aliases of the same field are one
wish, and two aliases with other arguments are two. Fragments, variables and directives are resolved
by the one who makes it (`schema.selecting`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

Arguments = tuple[tuple[str, object], ...]
"""The arguments of a field by name, in alphabetical order; lists are tuples, so that it can be a
key.
"""


def frozen(value: object) -> object:
    """Return an argument's value as something hashable: mappings and lists become tuples."""
    if isinstance(value, Mapping):
        return tuple(sorted((str(key), frozen(item)) for key, item in value.items()))
    if isinstance(value, list | tuple):
        return tuple(frozen(item) for item in value)
    return value


def arguments_key(arguments: Mapping[str, object]) -> Arguments:
    """Return arguments as the key under which a row holds the answer to them.

    Null is the same as not given.
    """
    return tuple(
        sorted((name, frozen(value)) for name, value in arguments.items() if value is not None)
    )


@dataclass(slots=True)
class Selection:
    """The wanted fields of one type. Built once by merging, then only read.

    That of an operation is read again by every request (`schema.lane`), so what is derived of it is
    remembered, and whoever wants more than the client takes a `copy`.
    """

    wanted: dict[tuple[str, Arguments], Selection] = field(default_factory=dict)
    _key: tuple[object, ...] | None = field(default=None, init=False, compare=False, repr=False)
    _names: frozenset[str] | None = field(default=None, init=False, compare=False, repr=False)
    _rows: Selection | None = field(default=None, init=False, compare=False, repr=False)

    def want(self, name: str, arguments: Mapping[str, object] | None = None) -> Selection:
        """Want a field with these arguments and return what is wanted below it."""
        self._forget()
        return self.wanted.setdefault((name, arguments_key(arguments or {})), Selection())

    def has(self, name: str) -> bool:
        """Say whether the field is wanted, with whatever arguments."""
        return name in self.names()

    def names(self) -> frozenset[str]:
        """Return the names of the wanted fields."""
        if self._names is None:
            self._names = frozenset(name for name, _ in self.wanted)
        return self._names

    def each(self, name: str) -> Iterator[tuple[Arguments, Selection]]:
        """Go through the different wishes for one field.

        In the order in which they were first asked.
        """
        for (wish, arguments), below in self.wanted.items():
            if wish == name:
                yield arguments, below

    def below(self, *path: str) -> Selection:
        """Return everything wanted below fields of these names, united over their arguments."""
        merged = self
        for name in path:
            step = Selection()
            for _, deeper in merged.each(name):
                step.merge(deeper)
            merged = step
        return merged

    def rows(self) -> Selection:
        """Return what is wanted of the rows of a connection, as its nodes or in its edges.

        It is remembered, and only to be read.
        """
        if self._rows is None:
            self._rows = self.below("nodes")
            self._rows.merge(self.below("edges", "node"))
        return self._rows

    def copy(self) -> Selection:
        """Return an equal selection of its own, down to the leaves."""
        made = Selection()
        made.merge(self)
        return made

    def merge(self, other: Selection) -> None:
        """Want all that the other wants, too."""
        self._forget()
        for (name, arguments), below in other.wanted.items():
            self.wanted.setdefault((name, arguments), Selection()).merge(below)

    def key(self) -> tuple[object, ...]:
        """Return a hashable value that is equal for equal selections.

        In whatever order they were asked.
        """
        if self._key is None:
            self._key = tuple(
                sorted(
                    ((name, repr(arguments)), below.key())
                    for (name, arguments), below in self.wanted.items()
                )
            )
        return self._key

    def _forget(self) -> None:
        self._key = self._names = self._rows = None

    @classmethod
    def of(cls, *names: str) -> Selection:
        """Return a selection of fields without arguments and without anything below."""
        made = cls()
        for name in names:
            made.want(name)
        return made
