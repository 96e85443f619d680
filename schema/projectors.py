"""Projectors: the value of a root field completed by generated functions of its rows.

One function for each place of an object type in the selection; it reads a row by GraphQL field name
and returns what value completion (GraphQL 6.4.3) would. Nothing of a client is ever text of the
generated code: response keys are constants that it names. A value that it does not understand
raises, whatever the exception.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from inspect import isawaitable
from itertools import count
from typing import Any, Final, cast

from graphql import (
    GraphQLBoolean,
    GraphQLEnumType,
    GraphQLField,
    GraphQLFloat,
    GraphQLInt,
    GraphQLLeafType,
    GraphQLObjectType,
    GraphQLOutputType,
    Undefined,
    is_leaf_type,
    is_list_type,
    is_non_null_type,
    is_object_type,
)
from graphql.execution import Executor
from graphql.execution.collect_fields import FieldDetailsList
from graphql.execution.values import get_argument_values
from graphql.pyutils import Path

from schema.fields import value_of
from schema.frames import Frame

Project = Callable[[Any], Any]

_TEXTS: Final = frozenset({"String", "ID", "Date", "DateTime"})
"""Leaves whose text is answered as it is."""
_LOWEST, _HIGHEST = -(2**31), 2**31 - 1


class NotProjectableError(Exception):
    """The value, or the selection, is graphql-core's to complete."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A field with a resolver of its own: it gets the arguments of the request."""

    field: GraphQLField
    parent: GraphQLObjectType
    details: FieldDetailsList

    def bound(self, frame: Frame) -> Project:
        """Return the resolver as a function of the row."""
        first = self.details[0]
        path = Path(None, first.node.name.value, self.parent.name)
        nodes = [one.node for one in self.details]
        info = frame.info(self.field, nodes, self.parent, path)
        arguments = get_argument_values(
            self.field, first.node, frame.values, first.fragment_variable_values
        )
        resolve = cast("Callable[..., Any]", self.field.resolve)

        def ask(row: Any) -> Any:
            answer = resolve(row, info, **arguments)
            if isawaitable(answer):
                cast("Any", answer).close()
                raise NotProjectableError
            return answer

        return ask


@dataclass(frozen=True, slots=True)
class Plan:
    """A compiled root field: `make` takes the resolvers of `asked`, bound to a request."""

    make: Callable[[list[Project]], Project]
    asked: tuple[Asked, ...]

    def run(self, frame: Frame, value: Any) -> Any:
        """Return the completed value.

        Raises:
            Exception: of whatever kind, where graphql-core must complete it.
        """
        return self.make([one.bound(frame) for one in self.asked])(value)


def compiled(executor: Executor[Any], details: FieldDetailsList) -> Plan:
    """Compile a root field of the query that is being executed.

    Raises:
        NotProjectableError: the selection has something that projectors do not understand.
    """
    query = executor.schema.query_type
    name = details[0].node.name.value
    if query is None or name not in query.fields:
        raise NotProjectableError
    writer = _Writer(executor)
    body = writer.value(query.fields[name].type, details, "value")
    text = "\n".join(["def make(ask):", *writer.lines, f"    return lambda value: {body}"])
    exec(compile(text, "<projector>", "exec"), writer.names)  # noqa: S102 - all text is ours
    return Plan(writer.names["make"], tuple(writer.asked))


class _Writer:
    """Writes the functions of one root field; `names` are the constants that they use."""

    def __init__(self, executor: Executor[Any]) -> None:
        self.executor = executor
        self.lines: list[str] = []
        self.names: dict[str, Any] = {"listed": listed}
        self.asked: list[Asked] = []
        self._numbers = count()

    def value(self, kind: GraphQLOutputType, details: FieldDetailsList, source: str) -> str:
        """Return the expression that completes the value of the expression `source`."""
        if is_non_null_type(kind):
            if is_leaf_type(kind.of_type):
                return self.leaf(kind.of_type, source, required=True)
            return self.some(kind.of_type, details, source)
        if is_leaf_type(kind):
            return self.leaf(kind, source, required=False)
        name = self.name("v")
        return f"(None if ({name} := {source}) is None else {self.some(kind, details, name)})"

    def some(self, kind: GraphQLOutputType, details: FieldDetailsList, source: str) -> str:
        """Return the expression that completes a list or object; it raises on null."""
        if is_list_type(kind):
            item = self.name("i")
            return f"[{self.value(kind.of_type, details, item)} for {item} in listed({source})]"
        if is_object_type(kind) and not kind.is_type_of:
            return f"{self.object(kind, details)}({source})"
        raise NotProjectableError

    def leaf(self, kind: GraphQLLeafType, source: str, *, required: bool) -> str:
        """Return the expression of a leaf; a call only for what is not answered as it is."""
        leaf = self.constant("leaf", leaf_of(kind, required=required))
        name = self.name("t")
        held = f"({name} := {source}).__class__ is"
        if kind.name in _TEXTS:
            test = f"{held} str"
        elif kind == GraphQLInt:
            test = f"{held} int and {_LOWEST} <= {name} <= {_HIGHEST}"
        elif kind == GraphQLBoolean:
            test = f"{held} bool"
        elif isinstance(kind, GraphQLEnumType):
            test = f"{held} str and {name} in {self.constant('names', names_of(kind))}"
        else:
            return f"{leaf}({source})"
        return f"({name} if {test} else {leaf}({name}))"

    def object(self, kind: GraphQLObjectType, details: FieldDetailsList) -> str:
        """Write the function of a selection of an object type, and return its name."""
        collected = self.executor.collect_subfields(kind, details).grouped_field_set
        pairs = [
            f"{self.constant('key', key)}: {self.field(kind, below)}"
            for key, below in collected.items()
        ]
        read = self.constant("read", _reader(kind, collected.values()))
        name = self.name("project")
        self.lines += [
            f"    def {name}(row):",
            f"        if row.__class__ is not dict: row = {read}(row)",
            f"        return {{{', '.join(pairs)}}}",
        ]
        return name

    def field(self, parent: GraphQLObjectType, details: FieldDetailsList) -> str:
        """Return the expression of a field of `row`."""
        name = details[0].node.name.value
        if name == "__typename":
            return self.constant("typename", parent.name)
        declared = parent.fields[name]
        if _is_plain(declared):
            return self.value(declared.type, details, f"row[{self.constant('name', name)}]")
        self.asked.append(Asked(declared, parent, details))
        return self.value(declared.type, details, f"ask[{len(self.asked) - 1}](row)")

    def constant(self, what: str, value: Any) -> str:
        """Return the name under which the generated code finds a value."""
        name = self.name(what)
        self.names[name] = value
        return name

    def name(self, what: str) -> str:
        """Return a name that nothing else has."""
        return f"{what}{next(self._numbers)}"


def _is_plain(declared: GraphQLField) -> bool:
    """Say whether a field is read off the row by the default resolver."""
    return bool(getattr(declared.resolve, "_is_default", False))


def _reader(
    kind: GraphQLObjectType, selected: Iterable[FieldDetailsList]
) -> Callable[[Any], dict[str, Any]]:
    """Return the function that makes a row of an object which is none: of its attributes."""
    attributes: dict[str, str] = {}
    for details in selected:
        name = details[0].node.name.value
        if name != "__typename":
            declared = kind.fields[name]
            if not _is_plain(declared):
                return _refuse
            attributes[name] = declared.extensions["strawberry-definition"].python_name

    def read(value: Any) -> dict[str, Any]:
        # A selection may be empty (@skip), so that nothing else would find these two.
        if value is None or isinstance(value, Exception):
            raise NotProjectableError
        return {name: value_of(value, own) for name, own in attributes.items()}

    return read


def _refuse(_: Any) -> dict[str, Any]:
    """Refuse an object that a resolver must be given as it is."""
    raise NotProjectableError


def listed(value: Any) -> Any:
    """Return a list or tuple; anything else is graphql-core's."""
    if value.__class__ is list or value.__class__ is tuple:
        return value
    raise NotProjectableError


def leaf_of(kind: GraphQLLeafType, *, required: bool) -> Project:
    """Return the function that completes a leaf of this type."""
    coerce = kind.coerce_output_value
    accepted = _accepted(kind)

    def complete(value: Any) -> Any:
        if accepted(value):
            return value
        if value is None and not required:
            return None
        coerced = None if value is None else coerce(value)
        if coerced is None or coerced is Undefined:
            raise NotProjectableError
        return coerced

    return complete


def names_of(kind: GraphQLEnumType) -> frozenset[str]:
    """Return the values of an enum that are answered as they are."""
    return frozenset(name for name, value in kind.values.items() if value.value == name)


def _accepted(kind: GraphQLLeafType) -> Callable[[Any], bool]:
    """Return the test of values that are answered as they are."""
    if isinstance(kind, GraphQLEnumType):
        names = names_of(kind)
        return lambda value: value.__class__ is str and value in names
    if kind == GraphQLInt:
        return lambda value: value.__class__ is int and _LOWEST <= value <= _HIGHEST
    if kind == GraphQLBoolean:
        return lambda value: value is True or value is False
    if kind == GraphQLFloat:
        return lambda value: value.__class__ is float and math.isfinite(value)
    return lambda _: False
