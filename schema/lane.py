"""The fast lane: a query answered without graphql-core's executor, byte for byte as it would.

What of an operation does not depend on the request is kept with it: its root fields, how their
resolvers are called (`schema.arguments`), what is selected below them (`schema.asking`) and how
their values are completed (`schema.projectors`). A request coerces its variables, calls the
resolvers and projects what they find.

Everything else is graphql-core's:

- an operation that is not understood here, and variables or arguments of a wrong type: the lane
  steps aside before anything is read;
- a resolver that failed, a value that breaks a promise (a null that must not be, a wrong type):
  graphql-core completes *the same* findings, so that errors are its own and nothing is read twice.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from inspect import isawaitable
from typing import Any, Final, cast

from graphql import (
    DocumentNode,
    ExecutionResult,
    FieldNode,
    FragmentDefinitionNode,
    GraphQLError,
    GraphQLField,
    GraphQLObjectType,
    GraphQLSchema,
    MiddlewareManager,
    OperationDefinitionNode,
    execute,
)
from graphql.execution import Executor
from graphql.execution.collect_fields import FieldDetailsList, collect_fields
from graphql.execution.values import VariableValues, get_argument_values, get_variable_values
from graphql.pyutils import Path

from registry.graph.explaining import current_explanation
from registry.graph.selection import Selection
from registry.inquiry import Inquiry
from schema.arguments import Call, caller
from schema.asking import selection_below
from schema.frames import Frame, Prepared
from schema.projectors import NotProjectableError, Plan, compiled
from schema.shaping import Shaping
from schema.watching import root_field

_MOST_SHAPES: Final = 32
"""For how many values of the variables of its directives an operation keeps its root fields."""


@dataclass(frozen=True, slots=True)
class Root:
    """A root field. `selection` is None where it depends on more than the directives."""

    key: str
    declared: GraphQLField
    nodes: list[FieldNode]
    path: Path
    call: Call
    plan: Plan
    selection: Selection | None

    def arguments(self, values: VariableValues) -> dict[str, Any]:
        """Return the coerced arguments.

        Raises:
            GraphQLError: one is missing, or null where it must not be.
        """
        return get_argument_values(self.declared, self.nodes[0], values)

    def info(self, frame: Frame) -> Prepared:
        """Return what the resolver is told."""
        info = frame.info(self.declared, self.nodes, frame.query, self.path)
        info.selection = selection_below(info) if self.selection is None else self.selection
        return info


class Lane:
    """One query of a document. It is made for a valid document only.

    `known` holds its root fields by what the variables of its directives are; None where
    graphql-core must execute them.
    """

    def __init__(
        self, schema: GraphQLSchema, document: DocumentNode, operation: OperationDefinitionNode
    ) -> None:
        self._schema = schema
        self._query = cast("GraphQLObjectType", schema.query_type)
        self._document = document
        self._operation = operation
        self._name = operation.name.value if operation.name else None
        self._definitions = operation.variable_definitions or ()
        self._fragments = {
            node.name.value: node
            for node in document.definitions
            if isinstance(node, FragmentDefinitionNode)
        }
        self._shaping = Shaping.of(document, operation)
        self.known: dict[tuple[object, ...], tuple[Root, ...] | None] = {}

    async def execute(
        self, variables: Mapping[str, Any], inquiry: Inquiry
    ) -> ExecutionResult | None:
        """Execute the operation; None, with nothing read, where graphql-core must."""
        # What is wrong is said by graphql-core: here it is enough to know that something is.
        values = get_variable_values(
            self._schema,
            self._definitions,
            dict(variables),
            max_errors=1,
            hide_suggestions=True,
        )
        if isinstance(values, list):
            return None
        roots = self._roots(values, variables)
        if roots is None:
            return None
        try:
            given = [root.arguments(values) for root in roots]
        except GraphQLError:
            return None
        frame = self._frame(values, inquiry)
        found = await _found(roots, given, frame)
        try:
            data = {root.key: root.plan.run(frame, found[root.key]) for root in roots}
        except Exception:  # noqa: BLE001 - whatever it was, graphql-core finds it again and says so
            return await self._replayed(found, variables, inquiry)
        return ExecutionResult(data, None)

    async def _replayed(
        self, found: Mapping[str, Any], variables: Mapping[str, Any], inquiry: Inquiry
    ) -> ExecutionResult:
        """Return what graphql-core makes of the same findings."""
        result = execute(
            self._schema,
            self._document,
            context_value=inquiry,
            variable_values=dict(variables),
            operation_name=self._name,
            middleware=_replaying(found),
        )
        return await result if isawaitable(result) else result

    def _roots(
        self, values: VariableValues, variables: Mapping[str, Any]
    ) -> tuple[Root, ...] | None:
        """Return the root fields for these values; None where graphql-core must execute them."""
        shape = self._shaping.values(values.coerced)
        if shape not in self.known:
            if len(self.known) >= _MOST_SHAPES:
                return None
            self.known[shape] = self._compiled(variables)
        return self.known[shape]

    def _compiled(self, variables: Mapping[str, Any]) -> tuple[Root, ...] | None:
        executor = Executor.build(
            self._schema, self._document, None, None, dict(variables), self._name
        )
        if isinstance(executor, list):
            return None
        try:
            collected = collect_fields(
                self._schema,
                executor.fragments,
                executor.variable_values,
                self._query,
                self._operation,
            )
            return tuple(
                self._root(executor, key, details)
                for key, details in collected.grouped_field_set.items()
            )
        except (NotProjectableError, GraphQLError):
            return None

    def _root(self, executor: Executor[Any], key: str, details: FieldDetailsList) -> Root:
        plan = compiled(executor, details)
        nodes = [one.node for one in details]
        declared = self._query.fields[nodes[0].name.value]
        path = Path(None, key, self._query.name)
        selection = None
        if self._shaping.is_whole:
            frame = self._frame(executor.variable_values, None)
            selection = selection_below(frame.info(declared, nodes, self._query, path))
        return Root(key, declared, nodes, path, caller(declared), plan, selection)

    def _frame(self, values: VariableValues, inquiry: Inquiry | None) -> Frame:
        return Frame(self._schema, self._fragments, self._query, self._operation, values, inquiry)


async def _found(
    roots: Sequence[Root], given: Sequence[Mapping[str, Any]], frame: Frame
) -> dict[str, Any]:
    """Return what the resolvers found, by key: a value, or the exception that it is."""
    if len(roots) == 1:
        return {roots[0].key: await _resolved(roots[0], given[0], frame)}
    found = await asyncio.gather(
        *(_resolved(root, arguments, frame) for root, arguments in zip(roots, given, strict=True))
    )
    return {root.key: value for root, value in zip(roots, found, strict=True)}


async def _resolved(root: Root, arguments: Mapping[str, Any], frame: Frame) -> Any:
    traces = frame.traces
    watched = traces is not None or current_explanation() is not None
    around = (
        root_field(traces, "query", root.nodes[0].name.value, root.key)
        if watched
        else nullcontext()
    )
    try:
        with around:
            value = root.call(root.info(frame), arguments)
            return await value if isawaitable(value) else value
    except Exception as err:  # noqa: BLE001 - it is the finding, and is raised when it is completed
        return err


def _replaying(found: Mapping[str, Any]) -> MiddlewareManager:
    """Return what puts findings in the place of the root fields' resolvers."""

    def around(resolve: Any, source: object, info: Any, **arguments: object) -> object:
        if info.path.prev is not None:
            return resolve(source, info, **arguments)
        value = found[info.path.key]
        if isinstance(value, Exception):
            raise value
        return value

    return MiddlewareManager(around)
