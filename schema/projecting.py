"""Answers at the speed of the rows: what a field selects, compiled into a function of its row.

graphql-core completes a value field by field, which costs more than the database does. Here
the root fields of a query are still resolved by graphql-core, with its arguments, errors and
concurrency; but the value of a root field is completed by a *projector*: one function for each
object type of the selection, generated once for a document (`schema.projectors`) and remembered.

A projector gives up on a value that breaks a promise (a null that must not be, a wrong type, an
error); then graphql-core completes the same rows, so that errors are its own. Answers are equal
byte for byte, which a test holds over the whole schema.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any, ClassVar, Final

from graphql import (
    DirectiveNode,
    DocumentNode,
    GraphQLOutputType,
    GraphQLResolveInfo,
    OperationType,
    VariableNode,
    Visitor,
    visit,
)
from graphql.execution import Executor
from graphql.execution.collect_fields import FieldDetailsList
from graphql.pyutils import Path

from schema.projectors import NotProjectableError, Plan, compiled

_MOST_PLANS: Final = 32
"""For how many fields and values of its directives' variables an operation keeps projectors."""


@dataclass(slots=True)
class Projections:
    """The projectors of a document, by field and by the values that its directives read."""

    switches: tuple[str, ...]
    known: dict[tuple[object, ...], Plan | None] = field(default_factory=dict)

    @classmethod
    def of(cls, document: DocumentNode) -> Projections:
        """Return those of a document, none of them compiled yet."""
        switches = _Switches()
        visit(document, switches)
        return cls(tuple(sorted(switches.names)))

    def plan(self, executor: Executor[Any], key: str, details: FieldDetailsList) -> Plan | None:
        """Return how a root field is projected, None where graphql-core must complete it."""
        values = executor.variable_values.coerced
        place = (id(executor.operation), key, *(values.get(name) for name in self.switches))
        if place not in self.known:
            if len(self.known) >= _MOST_PLANS:
                return None
            try:
                self.known[place] = compiled(executor, details)
            except NotProjectableError:
                self.known[place] = None
        return self.known[place]


class _Switches(Visitor):
    """Notes the variables that say which fields are there."""

    def __init__(self) -> None:
        super().__init__()
        self.names: set[str] = set()

    def enter_directive(self, node: DirectiveNode, *_: object) -> None:
        """Note the variables of @skip and @include."""
        values = [argument.value for argument in node.arguments or ()]
        self.names |= {value.name.value for value in values if isinstance(value, VariableNode)}


class ProjectingExecutor(Executor[None]):
    """graphql-core's executor, but for the completion of a query's root fields."""

    projections: ClassVar[Projections]

    @classmethod
    def of(cls, projections: Projections) -> type[Executor[None]]:
        """Return the executor of one operation."""
        return type("OperationExecutor", (cls,), {"projections": projections})

    def complete_value(  # noqa: PLR0917 - the signature is graphql-core's
        self,
        return_type: GraphQLOutputType,
        field_details_list: FieldDetailsList,
        info: GraphQLResolveInfo[Any],
        path: Path,
        result: Any,
        position_context: None,
    ) -> Any:
        """Complete a value: a root field of a query by its projector, if it can."""
        if path.prev is None and self.operation.operation is OperationType.QUERY:
            # Whatever goes wrong here, graphql-core finds again and says properly.
            with suppress(Exception):
                plan = self.projections.plan(self, str(path.key), field_details_list)
                if plan is not None:
                    return plan.run(self, result)
        return super().complete_value(
            return_type, field_details_list, info, path, result, position_context
        )
