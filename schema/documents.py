"""Documents: parsed, validated and measured once, then remembered by their text.

A document is measured (`schema.limits`) before it is validated: validation of a document that is
too large is itself what an attacker would buy. What depends on the variables is measured again for
other sizes of pages, so that the cost of an operation is known before it is executed.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from inspect import isawaitable
from typing import Any, Final

from graphql import (
    DocumentNode,
    ExecutionResult,
    FieldNode,
    GraphQLFormattedError,
    GraphQLSchema,
    GraphQLSyntaxError,
    OperationDefinitionNode,
    OperationType,
    execute,
    parse,
    validate,
)
from strawberry import Schema

from registry.counted import Counted
from registry.graph.explaining import current_explanation
from registry.inquiry import Inquiry
from registry.observing.told import SEVERAL
from registry.paging import MAX_ROWS
from registry.viewer import Role
from schema.build import core_schema
from schema.lane import Lane
from schema.limits import (
    MAX_TOKENS,
    TooComplexError,
    check_values,
    introspects,
    measure,
    size_variables,
)
from schema.results import failure, formatted
from schema.watching import watching

_REMEMBERED: Final = 512
_MOST_ERRORS: Final = 5
_READINGS: Final = 3
"""How often a query of several root fields is read while the database changes under it."""


class BadDocumentError(Exception):
    """The document cannot be executed; `errors` as clients see them."""

    def __init__(self, errors: Sequence[GraphQLFormattedError]) -> None:
        super().__init__("the document cannot be executed")
        self.errors = errors


@dataclass(frozen=True, slots=True)
class Document:
    """A valid document. `sizes` are the variables that say how large pages are."""

    node: DocumentNode
    operations: Mapping[str, OperationDefinitionNode]
    sizes: tuple[str, ...]
    introspects: bool
    costs: dict[tuple[object, ...], int] = field(default_factory=dict)
    """By operation and values of `sizes`: what was measured."""
    lanes: dict[str | None, Lane | None] = field(default_factory=dict)
    """By the name of a query: the fast lane, made when it comes again; None at its first sight."""
    labels: dict[str | None, tuple[str, str]] = field(default_factory=dict)
    """By the name of an operation: its kind, and the one root field that it asks for."""

    def operation(self, name: str | None) -> OperationDefinitionNode:
        """Return the operation of a name, without one the only operation.

        Raises:
            BadDocumentError: there is none.
        """
        if name is None:
            if len(self.operations) != 1:
                raise BadDocumentError(
                    [failure("BAD_REQUEST", "not one operation: say which with operationName")]
                )
            return next(iter(self.operations.values()))
        operation = self.operations.get(name)
        if operation is None:
            raise BadDocumentError(
                [failure("BAD_REQUEST", f"the document has no operation {name[:64]!r}")]
            )
        return operation

    def label(self, name: str | None) -> tuple[str, str]:
        """Return kind and root field of an operation, the field "several" for more than one."""
        known = self.labels.get(name)
        if known is None:
            operation = self.operation(name)
            nodes = operation.selection_set.selections
            one = nodes[0] if len(nodes) == 1 else None
            field_name = one.name.value if isinstance(one, FieldNode) else SEVERAL
            known = self.labels[name] = (operation.operation.value, field_name)
        return known

    def writes(self, name: str | None) -> bool:
        """Return whether the operation is a mutation."""
        return self.operation(name).operation is OperationType.MUTATION

    def is_about_schema(self, name: str | None) -> bool:
        """Return whether an operation asks about the schema alone, not about the registry."""
        return all(
            isinstance(node, FieldNode) and node.name.value.startswith("__")
            for node in self.operation(name).selection_set.selections
        )

    def lane(self, schema: GraphQLSchema, name: str | None) -> Lane | None:
        """Return the fast lane of an operation; None for mutations, and at the first sight."""
        if name not in self.lanes:
            self.lanes[name] = None
            return None
        known = self.lanes[name]
        if known is None and not self.writes(name):
            known = self.lanes[name] = Lane(schema, self.node, self.operation(name))
        return known


class Documents:
    """The documents of one schema.

    `counted` says how often one was remembered, `projected` how often its lane answered. Of those
    that clients send the last are remembered; those that were prepared are never forgotten.
    """

    def __init__(self, schema: Schema) -> None:
        self._schema = core_schema(schema)
        self._known: OrderedDict[str, Document] = OrderedDict()
        self._prepared: dict[str, Document] = {}
        self.counted = Counted()
        self.projected = Counted()

    def read(
        self, text: str, name: str | None, variables: Mapping[str, Any], *, developer: bool = True
    ) -> Document:
        """Return the document of a text, checked for the operation that is to run.

        Who is no `developer` may not ask the schema about itself, and is told of no names that are
        like a wrong one.

        Raises:
            BadDocumentError: it cannot be read, does not fit the schema, asks for too much, or has
            no such operation.
        """
        known = self._remembered(text, variables, developer=developer)
        if known.introspects and not developer:
            raise BadDocumentError(
                [failure("INTROSPECTION_OFF", "the schema answers questions of administrators")]
            )
        self.cost(known, name, variables)
        return known

    def prepare(self, text: str) -> None:
        """Read a document that will be asked for.

        Raises:
            BadDocumentError: it cannot be read, does not fit the schema, or asks for too much.
        """
        known = self._prepared[text] = self._checked(text, {}, developer=True)
        known.lanes.update(dict.fromkeys([*known.operations, None]))

    def cost(self, document: Document, name: str | None, variables: Mapping[str, Any]) -> int:
        """Return the cost of an operation with these sizes of pages.

        Raises:
            BadDocumentError: it is too high, or the document has no such operation.
        """
        # A size that is no small number is measured as the largest, so it is remembered as that.
        sizes = (name, *(_size(variables.get(size)) for size in document.sizes))
        try:
            check_values(variables)
            known = document.costs.get(sizes)
            if known is not None:
                return known
            found = measure(self._schema, document.node, document.operation(name), variables).cost
        except TooComplexError as err:
            raise BadDocumentError([failure("TOO_COMPLEX", str(err))]) from err
        if len(document.costs) < _REMEMBERED:
            document.costs[sizes] = found
        return found

    async def execute(
        self, document: Document, variables: Mapping[str, Any], name: str | None, inquiry: Inquiry
    ) -> ExecutionResult:
        """Execute the operation for this inquiry.

        All root fields of a query see one state of the database. A transaction would not do: its
        statements each read what is committed by then. So the database is asked for the name of
        its state before and after, and the query is read again if it has changed meanwhile; under
        writes without a pause it is answered as it was read at the last of some times.
        """
        if document.label(name) != (OperationType.QUERY.value, SEVERAL) or current_explanation():
            return await self._executed(document, variables, name, inquiry)
        database = inquiry.services.database
        before = await database.state()
        for _ in range(_READINGS):
            inquiry.reading.people.clear()
            answer = await self._executed(document, variables, name, inquiry)
            after = await database.state()
            if after == before:
                break
            before = after
        return answer

    async def _executed(
        self, document: Document, variables: Mapping[str, Any], name: str | None, inquiry: Inquiry
    ) -> ExecutionResult:
        lane = document.lane(self._schema, name)
        if lane is not None:
            answer = await lane.execute(variables, inquiry)
            if answer is not None:
                self.projected.hits += 1
                return answer
        self.projected.misses += 1
        result = execute(
            self._schema,
            document.node,
            context_value=inquiry,
            variable_values=dict(variables),
            operation_name=name,
            max_coercion_errors=_MOST_ERRORS,
            hide_suggestions=not is_developer(inquiry),
            middleware=watching(inquiry.services.traces),
        )
        if isawaitable(result):
            return await result
        return result

    def _remembered(self, text: str, variables: Mapping[str, Any], *, developer: bool) -> Document:
        known = self._prepared.get(text)
        if known is not None:
            self.counted.hits += 1
            return known
        known = self._known.get(text)
        if known is None:
            self.counted.misses += 1
            known = self._known[text] = self._checked(text, variables, developer=developer)
            if len(self._known) > _REMEMBERED:
                self._known.popitem(last=False)
        else:
            self.counted.hits += 1
            self._known.move_to_end(text)
        return known

    def _checked(self, text: str, variables: Mapping[str, Any], *, developer: bool) -> Document:
        try:
            node = parse(text, max_tokens=MAX_TOKENS)
            operations = [
                found for found in node.definitions if isinstance(found, OperationDefinitionNode)
            ]
            # Every operation is measured, also those that will not run: all of them are validated.
            for operation in operations:
                measure(self._schema, node, operation, variables)
            errors = validate(
                self._schema, node, max_errors=_MOST_ERRORS, hide_suggestions=not developer
            )
        except GraphQLSyntaxError as err:
            large = "tokens" in err.message or "too deeply" in err.message
            code = "TOO_COMPLEX" if large else "INVALID_QUERY"
            raise BadDocumentError([formatted(err, code)]) from err
        except TooComplexError as err:
            raise BadDocumentError([failure("TOO_COMPLEX", str(err))]) from err
        except RecursionError as err:
            raise BadDocumentError(
                [failure("TOO_COMPLEX", "the document is nested too deeply")]
            ) from err
        if errors:
            raise BadDocumentError([formatted(error, "INVALID_QUERY") for error in errors])
        named = {
            operation.name.value if operation.name else "": operation for operation in operations
        }
        return Document(node, named, size_variables(node), introspects(node))


def is_developer(inquiry: Inquiry) -> bool:
    """Return whether who asks may ask the schema about itself, and is told of names in errors."""
    may_all = inquiry.services.settings.introspection == "everyone"
    return may_all or inquiry.viewer.role is Role.ADMINISTRATOR


def _size(value: object) -> object:
    if value is None:
        return None
    return max(1, min(value, MAX_ROWS)) if isinstance(value, int) else MAX_ROWS
