"""From a resolver's `info` to the plain selection of what is wanted.

Fragments, variables and directives are resolved here.

The walk is bounded: `schema.limits` has refused a document whose fields, counted with all fragments
spread, are too many, before anything is executed.
"""

from __future__ import annotations

from typing import Any

import strawberry
from graphql import (
    FieldNode,
    FragmentSpreadNode,
    GraphQLField,
    GraphQLIncludeDirective,
    GraphQLObjectType,
    GraphQLResolveInfo,
    GraphQLSkipDirective,
    InlineFragmentNode,
    SelectionNode,
    SelectionSetNode,
    get_named_type,
)
from graphql.execution.values import get_argument_values, get_directive_values

from registry.graph.selection import Selection
from registry.inquiry import Inquiry
from schema.frames import Prepared

Info = strawberry.Info[Inquiry, None]
"""What resolvers are given; `info.context` is the inquiry."""


def selection_of(info: Info) -> Selection:
    """Return what is wanted below the field that is being resolved; only to be read."""
    raw = info._raw_info  # noqa: SLF001 - Strawberry has no public way to the nodes without copying them
    return raw.selection if isinstance(raw, Prepared) else selection_below(raw)


def selection_below(raw: GraphQLResolveInfo[Any]) -> Selection:
    """Return what is wanted below a field."""
    selection = Selection()
    field_type = get_named_type(raw.return_type)
    for node in raw.field_nodes:
        _collect(raw, field_type, node.selection_set, selection)
    return selection


def _collect(
    raw: GraphQLResolveInfo[Inquiry],
    parent: object,
    nodes: SelectionSetNode | None,
    into: Selection,
) -> None:
    for node in nodes.selections if nodes else ():
        if not _is_included(raw, node):
            continue
        if isinstance(node, FieldNode):
            field = _field(parent, node.name.value)
            if field is not None:
                arguments = get_argument_values(field, node, raw.variable_values)
                below = into.want(node.name.value, arguments)
                _collect(raw, get_named_type(field.type), node.selection_set, below)
        elif isinstance(node, InlineFragmentNode):
            condition = node.type_condition
            _collect(
                raw,
                raw.schema.get_type(condition.name.value) if condition else parent,
                node.selection_set,
                into,
            )
        elif isinstance(node, FragmentSpreadNode):
            fragment = raw.fragments[node.name.value]
            _collect(
                raw,
                raw.schema.get_type(fragment.type_condition.name.value),
                fragment.selection_set,
                into,
            )


def _field(parent: object, name: str) -> GraphQLField | None:
    # `__typename` is answered without rows.
    return parent.fields.get(name) if isinstance(parent, GraphQLObjectType) else None


def _is_included(raw: GraphQLResolveInfo[Inquiry], node: SelectionNode) -> bool:
    if not node.directives:
        return True
    skip = get_directive_values(GraphQLSkipDirective, node, raw.variable_values)
    include = get_directive_values(GraphQLIncludeDirective, node, raw.variable_values)
    return not (skip and skip["if"]) and not (include and not include["if"])
