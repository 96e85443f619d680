"""What the resolvers of one execution are told, outside of graphql-core's executor."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from inspect import isawaitable
from typing import Any, Final, cast

from graphql import (
    FieldNode,
    FragmentDefinitionNode,
    GraphQLField,
    GraphQLObjectType,
    GraphQLResolveInfo,
    GraphQLSchema,
    OperationDefinitionNode,
)
from graphql.execution.values import VariableValues
from graphql.pyutils import Path
from graphql.type.definition import GraphQLResolveInfoHelpers

from registry.graph.selection import Selection
from registry.inquiry import Inquiry
from registry.observing.tracing import Traces


class Prepared(GraphQLResolveInfo[Any]):
    """The info of a root field whose selection is known already."""

    selection: Selection


@dataclass(frozen=True, slots=True)
class Frame:
    """One execution of an operation; without an inquiry it only says what is selected."""

    schema: GraphQLSchema
    fragments: dict[str, FragmentDefinitionNode]
    query: GraphQLObjectType
    operation: OperationDefinitionNode
    values: VariableValues
    inquiry: Inquiry | None

    @property
    def traces(self) -> Traces | None:
        """Where spans go; None if nowhere."""
        return None if self.inquiry is None else self.inquiry.services.traces

    def info(
        self,
        declared: GraphQLField,
        nodes: list[FieldNode],
        parent: GraphQLObjectType,
        path: Path,
    ) -> Prepared:
        """Return what the resolver of a field is told."""
        return Prepared(
            nodes[0].name.value,
            nodes,
            declared.type,
            parent,
            path,
            self.schema,
            self.fragments,
            None,
            self.operation,
            self.values,
            self.inquiry,
            cast("Any", isawaitable),
            None,
            _HELPERS,
        )


def _track(_: object) -> None:
    """Track nothing: no resolver of ours leaves work behind."""


_HELPERS: Final = GraphQLResolveInfoHelpers(cast("Any", asyncio.gather), _track)
