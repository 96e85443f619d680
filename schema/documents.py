"""Documents: parsed, validated and measured once, then remembered by their text.

A document is measured (`schema.limits`) before it is validated: validation of a document that is too large is itself what an attacker
would buy. What depends on the variables is measured at every request.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Awaitable, Mapping, Sequence
from dataclasses import dataclass
from inspect import isawaitable
from typing import Any, Final, cast

from graphql import (
    DocumentNode,
    ExecutionResult,
    GraphQLError,
    GraphQLFormattedError,
    GraphQLSchema,
    OperationDefinitionNode,
    execute,
    parse,
    validate,
)
from strawberry import Schema

from registry.inquiry import Inquiry
from schema.results import formatted, failure

_REMEMBERED: Final = 512


class BadDocumentError(Exception):
    """The document cannot be executed; `errors` as clients see them."""

    def __init__(self, errors: Sequence[GraphQLFormattedError]) -> None:
        super().__init__("the document cannot be executed")
        self.errors = errors


@dataclass(frozen=True, slots=True)
class Document:
    """A valid document."""

    node: DocumentNode
    operations: Mapping[str, OperationDefinitionNode]


class Documents:
    """The documents of one schema."""

    def __init__(self, schema: Schema) -> None:
        self._schema: GraphQLSchema = schema._schema  # noqa: SLF001 - Strawberry shows no other way to it
        self._known: OrderedDict[str, Document] = OrderedDict()

    def read(self, text: str, name: str | None, variables: Mapping[str, Any]) -> Document:
        """Return the document of a text, checked for the operation that is to run.

        Raises:
            BadDocumentError: it cannot be read, does not fit the schema, asks for too much, or has no such operation.
        """
        known = self._known.get(text)
        if known is None:
            known = self._known[text] = self._checked(text)
            if len(self._known) > _REMEMBERED:
                self._known.popitem(last=False)
        else:
            self._known.move_to_end(text)
        if name is None and len(known.operations) > 1:
            raise BadDocumentError([failure("BAD_REQUEST", "several operations: say which with operationName")])
        if name is not None and name not in known.operations:
            raise BadDocumentError([failure("BAD_REQUEST", f"the document has no operation {name[:64]!r}")])
        return known

    async def execute(
        self, document: Document, variables: Mapping[str, Any], name: str | None, inquiry: Inquiry
    ) -> ExecutionResult:
        """Execute the operation for this inquiry."""
        result = execute(
            self._schema,
            document.node,
            context_value=inquiry,
            variable_values=dict(variables),
            operation_name=name,
        )
        if isawaitable(result):
            result = await cast("Awaitable[ExecutionResult]", result)
        return cast("ExecutionResult", result)

    def _checked(self, text: str) -> Document:
        try:
            node = parse(text, no_location=False, max_tokens=1_000)
        except GraphQLError as err:
            raise BadDocumentError([formatted(err, "INVALID_QUERY")]) from err
        errors = validate(self._schema, node, max_errors=5)
        if errors:
            raise BadDocumentError([formatted(error, "INVALID_QUERY") for error in errors])
        operations = {
            definition.name.value if definition.name else "": definition
            for definition in node.definitions
            if isinstance(definition, OperationDefinitionNode)
        }
        return Document(node, operations)
