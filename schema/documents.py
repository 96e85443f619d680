"""Documents: parsed, validated and measured once, then remembered by their text.

A document is measured (`schema.limits`) before it is validated: validation of a document that is
too large is itself what an attacker would buy. What depends on the variables is measured at every
request.
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
    GraphQLFormattedError,
    GraphQLSyntaxError,
    OperationDefinitionNode,
    execute,
    parse,
    validate,
)
from graphql.execution import Executor
from strawberry import Schema

from registry.inquiry import Inquiry
from schema.build import core_schema
from schema.limits import MAX_TOKENS, TooComplexError, check_limits, size_variables
from schema.projecting import ProjectingExecutor, Projections
from schema.results import failure, formatted

_REMEMBERED: Final = 512
_MOST_ERRORS: Final = 5
_SIGHTS: Final = 2
"""A projector is compiled for a document that comes again."""


class BadDocumentError(Exception):
    """The document cannot be executed; `errors` as clients see them."""

    def __init__(self, errors: Sequence[GraphQLFormattedError]) -> None:
        super().__init__("the document cannot be executed")
        self.errors = errors


@dataclass(frozen=True, slots=True)
class Document:
    """A valid document. `sizes` are the variables that say how large pages are.

    `allowed` which of their values were measured.
    """

    node: DocumentNode
    operations: Mapping[str, OperationDefinitionNode]
    sizes: frozenset[str]
    allowed: set[tuple[object, ...]] = field(default_factory=set)
    executors: list[type[Executor[None]]] = field(default_factory=list)
    """graphql-core's at the first sight, that of its projectors from the second on."""

    def executor(self) -> type[Executor[None]]:
        """Return what executes the document this time."""
        if len(self.executors) < _SIGHTS:
            first = not self.executors
            made = Executor if first else ProjectingExecutor.of(Projections.of(self.node))
            self.executors.append(made)
        return self.executors[-1]


class Documents:
    """The documents of one schema."""

    def __init__(self, schema: Schema) -> None:
        self._schema = core_schema(schema)
        self._known: OrderedDict[str, Document] = OrderedDict()

    def read(self, text: str, name: str | None, variables: Mapping[str, Any]) -> Document:
        """Return the document of a text, checked for the operation that is to run.

        Raises:
            BadDocumentError: it cannot be read, does not fit the schema, asks for too much, or has
            no such operation.
        """
        known = self._known.get(text)
        if known is None:
            known = self._checked(text, variables)
            self._known[text] = known
            if len(self._known) > _REMEMBERED:
                self._known.popitem(last=False)
        else:
            self._known.move_to_end(text)
        operation = _operation(known, name)
        self._check_sizes(known, operation, variables)
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
            executor_class=document.executor(),
        )
        if isawaitable(result):
            return await result
        return result

    def _checked(self, text: str, variables: Mapping[str, Any]) -> Document:
        try:
            node = parse(text, max_tokens=MAX_TOKENS)
            operations = [
                found for found in node.definitions if isinstance(found, OperationDefinitionNode)
            ]
            # Every operation is measured, also those that will not run: all of them are validated.
            for operation in operations:
                check_limits(self._schema, node, operation, variables)
            errors = validate(self._schema, node, max_errors=_MOST_ERRORS)
        except GraphQLSyntaxError as err:
            code = "TOO_COMPLEX" if "tokens" in err.message else "INVALID_QUERY"
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
        return Document(node, named, size_variables(node))

    def _check_sizes(
        self, document: Document, operation: OperationDefinitionNode, variables: Mapping[str, Any]
    ) -> None:
        sizes = (id(operation), *(repr(variables.get(name)) for name in sorted(document.sizes)))
        if sizes in document.allowed:
            return
        try:
            check_limits(self._schema, document.node, operation, variables)
        except TooComplexError as err:
            raise BadDocumentError([failure("TOO_COMPLEX", str(err))]) from err
        if len(document.allowed) < _REMEMBERED:
            document.allowed.add(sizes)


def _operation(document: Document, name: str | None) -> OperationDefinitionNode:
    if name is None:
        if len(document.operations) != 1:
            raise BadDocumentError(
                [failure("BAD_REQUEST", "not one operation: say which with operationName")]
            )
        return next(iter(document.operations.values()))
    operation = document.operations.get(name)
    if operation is None:
        raise BadDocumentError(
            [failure("BAD_REQUEST", f"the document has no operation {name[:64]!r}")]
        )
    return operation
