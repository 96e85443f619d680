"""How a field of a type is declared, and how its value is found in a row.

Every type is answered by rows: mappings by GraphQL field name (`registry.graph.layout`), or the
plain values of a service. The one resolver below reads both. A field with arguments is a callable
in its row, because two aliases may ask with other arguments.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from inspect import getdoc
from typing import Any, TypeVar, cast, dataclass_transform

import strawberry
from strawberry.schema.name_converter import NameConverter
from strawberry.utils.str_converters import to_camel_case

Row = Mapping[Any, Any]

T = TypeVar("T")
Resolver = TypeVar("Resolver", bound=Callable[..., Any])


@cache
def published_name(name: str) -> str:
    """Return the GraphQL name of a Python name: `issued_on` is `issuedOn`, `from_` is `from`."""
    return to_camel_case(name.rstrip("_"))


class PublishedNames(NameConverter):
    """Names of the schema; a trailing underscore only keeps a Python name from being a keyword."""

    def apply_naming_config(self, name: str) -> str:
        """Return the GraphQL name of a field or argument."""
        return published_name(name)


def value_of(source: object, name: str) -> object:
    """Return a field's value: of a row by its GraphQL name, of anything else by its attribute."""
    if isinstance(source, Mapping):
        return source[published_name(name)]
    return getattr(source, name)


@dataclass_transform(kw_only_default=True, field_specifiers=(strawberry.field,))
def output(declared: type[T]) -> type[T]:
    """Make a class a type of the schema; its docstring is the description that clients read."""
    return strawberry.type(declared, description=getdoc(declared))


@dataclass_transform(kw_only_default=True, field_specifiers=(strawberry.field,))
def asked_with(declared: type[T]) -> type[T]:
    """Make a class an input of the schema; its docstring is the description that clients read."""
    return strawberry.input(declared, description=getdoc(declared))


def shown(description: str) -> Any:
    """Declare a field that the row holds."""
    return strawberry.field(description=description)


def resolved(description: str, returns: object) -> Callable[[Resolver], Resolver]:
    """Declare a field that has a resolver of its own.

    `returns` is its GraphQL type, since resolvers return rows.
    """

    def declare(resolver: Resolver) -> Resolver:
        field = strawberry.field(
            cast("Any", resolver), description=description, graphql_type=returns
        )
        return cast("Resolver", field)

    return declare


def asked(row: Row, name: str, **arguments: object) -> object:
    """Return what a row answers to a field with arguments.

    Null where the field is not open to the viewer.
    """
    answer: Callable[..., object] = row[name]
    return answer(**arguments)
