"""The arguments of a root field as its resolver takes them.

Strawberry converts what graphql-core has coerced once more, into its input classes, by looking at
every type anew for every request: half as much work as the database has with a page of candidates.
What each argument becomes depends on the schema alone, so here it is found out once a field. A kind
of argument that is not understood here is Strawberry's to convert, by the resolver that it made.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import MISSING
from functools import cache
from typing import Any

from graphql import GraphQLField, GraphQLResolveInfo
from strawberry import Info
from strawberry.types.base import (
    StrawberryList,
    StrawberryOptional,
    StrawberryType,
    get_object_definition,
)
from strawberry.types.enum import StrawberryEnumDefinition
from strawberry.types.field import StrawberryField

from schema.fields import published_name

Convert = Callable[[Any], Any]
Call = Callable[[GraphQLResolveInfo[Any], Mapping[str, Any]], Any]
"""A resolver as a function of the info and the coerced arguments, by their GraphQL names."""


class NotConvertibleError(Exception):
    """The argument is Strawberry's to convert."""


def caller(declared: GraphQLField) -> Call:
    """Return the resolver of a root field.

    It returns what the field's own resolver does: a value, or an awaitable.
    """
    field = declared.extensions.get("strawberry-definition")
    try:
        return _direct(field)
    except NotConvertibleError:
        resolve = declared.resolve

    def through_strawberry(info: GraphQLResolveInfo[Any], arguments: Mapping[str, Any]) -> Any:
        if resolve is None:
            raise NotConvertibleError
        return resolve(None, info, **arguments)

    return through_strawberry


def _direct(field: object) -> Call:
    """Return the call of the method behind a field.

    Raises:
        NotConvertibleError: something of the field is Strawberry's alone.
    """
    if not isinstance(field, StrawberryField) or field.extensions or field.base_resolver is None:
        raise NotConvertibleError
    resolver = field.base_resolver
    if resolver.parent_parameter or resolver.root_parameter:
        raise NotConvertibleError
    source = (None,) if resolver.self_parameter else ()
    told = resolver.info_parameter.name if resolver.info_parameter else None
    converts = {
        published_name(argument.python_name): (argument.python_name, converter(argument.type))
        for argument in field.arguments
    }

    def call(info: GraphQLResolveInfo[Any], arguments: Mapping[str, Any]) -> Any:
        given: dict[str, Any] = {}
        for name, value in arguments.items():
            own, convert = converts[name]
            given[own] = value if value is None else convert(value)
        if told:
            given[told] = Info(_raw_info=info, _field=field)
        return resolver(*source, **given)

    return call


def converter(kind: Any) -> Convert:
    """Return what makes the argument of a type, other than null, of its coerced value.

    Raises:
        NotConvertibleError: it is a type of Strawberry's that is not understood here.
    """
    if isinstance(kind, StrawberryOptional):
        return converter(kind.of_type)
    if isinstance(kind, StrawberryList):
        item = converter(kind.of_type)
        return list if item is _itself else lambda values: [_unless_null(item, v) for v in values]
    if get_object_definition(kind) is not None:
        return _input(kind)
    if isinstance(kind, StrawberryType) and not isinstance(kind, StrawberryEnumDefinition):
        raise NotConvertibleError
    return _itself


@cache
def _input(kind: Any) -> Convert:
    """Return what makes an input class of the mapping of its fields."""
    definition = get_object_definition(kind, strict=True)
    if not definition.is_input or definition.from_input is not None:
        raise NotConvertibleError
    nulls = {
        field.python_name: None
        for field in definition.fields
        if field.default_value is MISSING and field.default_factory is MISSING
    }
    fields = tuple(
        (
            published_name(field.python_name),
            field.python_name,
            converter(field.resolve_type(type_definition=definition)),
        )
        for field in definition.fields
    )

    def make(values: Mapping[str, Any]) -> Any:
        given = dict(nulls)
        for name, own, convert in fields:
            if name in values:
                given[own] = _unless_null(convert, values[name])
        return kind(**given)

    return make


def _itself(value: Any) -> Any:
    return value


def _unless_null(convert: Convert, value: Any) -> Any:
    return None if value is None else convert(value)
