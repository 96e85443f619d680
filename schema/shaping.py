"""Which variables of an operation say what it selects.

Those of @skip and @include decide which fields there are, so an operation is compiled for each of
their values. What is wanted of the rows may depend on more: on arguments below the root fields.
Where it does not, the selection is compiled, too, and the operation's shape is *whole*.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from graphql import (
    DirectiveNode,
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    Node,
    OperationDefinitionNode,
    VariableNode,
    Visitor,
    visit,
)


@dataclass(frozen=True, slots=True)
class Shaping:
    """The variables of the directives, and whether nothing else shapes what is selected."""

    switches: tuple[str, ...]
    is_whole: bool

    @classmethod
    def of(cls, document: DocumentNode, operation: OperationDefinitionNode) -> Shaping:
        """Return that of an operation."""
        switches = _Variables(DirectiveNode)
        visit(document, switches)
        deeper = _Variables(Node)
        for node in _below_roots(document, operation):
            visit(node, deeper)
        return cls(tuple(sorted(switches.names)), deeper.names <= switches.names)

    def values(self, coerced: Mapping[str, Any]) -> tuple[object, ...]:
        """Return the values that the directives read."""
        return tuple(coerced.get(name) for name in self.switches)


def _below_roots(document: DocumentNode, operation: OperationDefinitionNode) -> Iterator[Node]:
    """Return what holds everything that is selected below root fields."""
    for node in operation.selection_set.selections:
        if not isinstance(node, FieldNode):
            yield node
        elif node.selection_set:
            yield node.selection_set
    for definition in document.definitions:
        if isinstance(definition, FragmentDefinitionNode):
            yield definition


class _Variables(Visitor):
    """Notes the variables inside of nodes of a kind."""

    def __init__(self, within: type[Node]) -> None:
        super().__init__()
        self._within = within
        self.names: set[str] = set()

    def enter_variable(self, node: VariableNode, *place: Any) -> None:
        """Note a variable; `place` ends with its ancestors."""
        ancestors = place[-1]
        if self._within is Node or any(isinstance(one, self._within) for one in ancestors):
            self.names.add(node.name.value)
