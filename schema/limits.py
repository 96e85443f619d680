"""How much one document may ask for: one rule, linear in the length of the document.

A document is *measured* before it is validated: how deep it goes, how many fields it has with every
fragment spread out, how many aliases, directives and root fields, and its cost: every field once
for each row that may hold it, and what `schema.weights` adds (docs/limits.md has the formula). A
page counts its `first` or `last` (20 if not said), any other list `LIST_ROWS`. Each fragment is
measured once and its measure reused wherever it is spread, so that 29 fragments that each spread
the next one twice cost 29 steps, and are refused for the half milliard of fields that they stand
for.

A literal or default size is known from the text; sizes in variables are looked up, so `measure` is
asked again for other values. Of the values of variables, `check_values` bounds lists and nesting.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from operator import itemgetter
from typing import Any, Final, NamedTuple

from graphql import (
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLField,
    GraphQLInterfaceType,
    GraphQLList,
    GraphQLNonNull,
    GraphQLObjectType,
    GraphQLSchema,
    InlineFragmentNode,
    IntValueNode,
    OperationDefinitionNode,
    OperationType,
    SchemaMetaFieldDef,
    SelectionSetNode,
    TypeMetaFieldDef,
    VariableNode,
    get_named_type,
)

from registry.paging import DEFAULT_ROWS, MAX_ROWS
from schema.weights import WEIGHTS

MAX_TOKENS: Final = 1_000
MAX_DEPTH: Final = 15
"""The usual introspection query is exactly so deep."""
MAX_FIELDS: Final = 1_000
MAX_ALIASES: Final = 30
MAX_DIRECTIVES: Final = 50
MAX_ROOT_FIELDS: Final = 20
MAX_COST: Final = 200_000
MAX_REPEATS: Final = 10
"""How often one name may stand in one selection: validation compares each pair of them."""
MAX_MERGED: Final = 30
"""The same with fragments spread out, each of which may ask for what the others ask for too."""
LIST_ROWS: Final = 5
"""How many rows a list that is no page is taken to have."""
WRITE_COST: Final = 1_000
"""What a root field of a mutation costs besides what it shows: it writes, signs and logs."""
MAX_VALUES: Final = 1_000
"""How many items one list of a variable may have, and members one object."""
MAX_VALUE_DEPTH: Final = 20

_META_FIELDS: Final[Mapping[str, GraphQLField]] = {
    "__schema": SchemaMetaFieldDef,
    "__type": TypeMetaFieldDef,
}
_SIZES: Final = ("first", "last")


class TooComplexError(Exception):
    """The document asks for too much.

    The message says of what, how much, and how much is allowed.
    """


class Measure(NamedTuple):
    """What a selection amounts to, for one row that holds it; `width` counts its own level."""

    depth: int = 0
    width: int = 0
    fields: int = 0
    aliases: int = 0
    directives: int = 0
    cost: int = 0

    def beside(self, other: Measure) -> Measure:
        """Return the measure of both selections together."""
        return Measure(
            max(self.depth, other.depth),
            self.width + other.width,
            self.fields + other.fields,
            self.aliases + other.aliases,
            self.directives + other.directives,
            self.cost + other.cost,
        )


def measure(
    schema: GraphQLSchema,
    document: DocumentNode,
    operation: OperationDefinitionNode,
    variables: Mapping[str, Any],
) -> Measure:
    """Return what an operation amounts to with these sizes of pages.

    Raises:
        TooComplexError: it asks for more than is allowed.
    """
    fragments = {
        node.name.value: node
        for node in document.definitions
        if isinstance(node, FragmentDefinitionNode)
    }
    measuring = _Measuring(schema, fragments, operation, variables)
    root = schema.get_root_type(operation.operation)
    found = measuring.selection(operation.selection_set, root)
    if operation.operation is OperationType.MUTATION:
        found = found._replace(cost=found.cost + WRITE_COST * found.width)
    for what, amount, most in (
        ("levels deep", found.depth, MAX_DEPTH),
        ("fields", found.fields, MAX_FIELDS),
        ("aliases", found.aliases, MAX_ALIASES),
        ("directives", found.directives + len(operation.directives or ()), MAX_DIRECTIVES),
        ("root fields", found.width, MAX_ROOT_FIELDS),
        ("units of cost", found.cost, MAX_COST),
    ):
        if amount > most:
            raise TooComplexError(
                f"the document is {min(amount, 10**9)} {what}, at most {most} allowed"
            )
    return found


def check_values(variables: Mapping[str, Any]) -> None:
    """Check that no value of a variable is too long or nested too deeply.

    Raises:
        TooComplexError: one is.
    """
    level: list[Any] = [variables]
    for _ in range(MAX_VALUE_DEPTH):
        below: list[Any] = []
        for value in level:
            if not isinstance(value, dict | list):
                continue
            if len(value) > MAX_VALUES:
                raise TooComplexError(
                    f"a variable has {len(value)} values in one list or object, at most "
                    f"{MAX_VALUES} allowed"
                )
            below += value.values() if isinstance(value, dict) else value
        if not below:
            return
        level = below
    raise TooComplexError(f"variables are nested more than {MAX_VALUE_DEPTH} levels deep")


def size_variables(document: DocumentNode) -> tuple[str, ...]:
    """Return the names of the variables that say how large a page is, in order of the alphabet."""
    return tuple(
        sorted(
            {
                argument.value.name.value
                for node in _fields(document)
                for argument in node.arguments or ()
                if argument.name.value in _SIZES and isinstance(argument.value, VariableNode)
            }
        )
    )


def introspects(document: DocumentNode) -> bool:
    """Return whether any operation or fragment asks the schema about itself."""
    return any(node.name.value in _META_FIELDS for node in _fields(document))


def _fields(document: DocumentNode) -> Iterator[FieldNode]:
    """Yield the fields of all operations and fragments, each once."""
    waiting: list[SelectionSetNode] = [
        node.selection_set
        for node in document.definitions
        if isinstance(node, OperationDefinitionNode | FragmentDefinitionNode)
    ]
    while waiting:
        for node in waiting.pop().selections:
            if isinstance(node, FieldNode):
                yield node
            if isinstance(node, FieldNode | InlineFragmentNode) and node.selection_set:
                waiting.append(node.selection_set)


@dataclass(slots=True)
class _Measuring:
    schema: GraphQLSchema
    fragments: Mapping[str, FragmentDefinitionNode]
    operation: OperationDefinitionNode
    variables: Mapping[str, Any]
    known: dict[str, Measure] = field(default_factory=dict)
    named: dict[str, Counter[str]] = field(default_factory=dict)

    def selection(self, nodes: SelectionSetNode | None, parent: object) -> Measure:
        """Measure a selection on a type.

        What the type lacks counts as a scalar, validation will name it.
        """
        found = Measure()
        _check_repeats(_own_names(nodes), MAX_REPEATS)
        _check_repeats(self.names(nodes), MAX_MERGED)
        for node in nodes.selections if nodes else ():
            if isinstance(node, FieldNode):
                found = found.beside(self.field(node, parent))
            elif isinstance(node, InlineFragmentNode):
                condition = node.type_condition
                inner = self.schema.get_type(condition.name.value) if condition else parent
                found = found.beside(self.selection(node.selection_set, inner))
            elif isinstance(node, FragmentSpreadNode):
                found = found.beside(self.fragment(node.name.value))
            if node.directives:
                found = found._replace(directives=found.directives + len(node.directives))
        return found

    def field(self, node: FieldNode, parent: object) -> Measure:
        """Measure a field with all that is below it."""
        definition = self.definition(node, parent)
        inner = self.selection(
            node.selection_set, get_named_type(definition.type) if definition else None
        )
        rows = self.rows(node, definition, parent) if definition else 1
        weight = WEIGHTS.get(node.name.value, 0) if parent is self.schema.query_type else 0
        return Measure(
            depth=inner.depth + 1,
            width=1,
            fields=inner.fields + 1,
            aliases=inner.aliases + (node.alias is not None),
            directives=inner.directives,
            cost=1 + weight + rows * inner.cost,
        )

    def fragment(self, name: str) -> Measure:
        """Measure a fragment once.

        One that contains itself is nothing, validation will refuse it.
        """
        if name not in self.known:
            self.known[name] = Measure()
            node = self.fragments.get(name)
            if node:
                condition = self.schema.get_type(node.type_condition.name.value)
                self.known[name] = self.selection(node.selection_set, condition)
        return self.known[name]

    def names(self, nodes: SelectionSetNode | None) -> Counter[str]:
        """Count how often each name is wanted at one level, with all fragments spread out."""
        found = _own_names(nodes)
        for node in nodes.selections if nodes else ():
            if isinstance(node, InlineFragmentNode):
                found.update(self.names(node.selection_set))
            elif isinstance(node, FragmentSpreadNode):
                name = node.name.value
                if name not in self.named:
                    self.named[name] = Counter()
                    fragment = self.fragments.get(name)
                    self.named[name] = self.names(fragment.selection_set if fragment else None)
                found.update(self.named[name])
        return found

    def definition(self, node: FieldNode, parent: object) -> GraphQLField | None:
        name = node.name.value
        if name in _META_FIELDS:
            return _META_FIELDS[name]
        if isinstance(parent, GraphQLObjectType | GraphQLInterfaceType):
            found: GraphQLField | None = parent.fields.get(name)
            return found
        return None

    def rows(self, node: FieldNode, definition: GraphQLField, parent: object) -> int:
        """Return how many rows a field may have for one row of its parent."""
        if "first" in definition.args:
            sizes = [
                self.size(argument.value)
                for argument in node.arguments or ()
                if argument.name.value in _SIZES
            ]
            return max(sizes, default=DEFAULT_ROWS)
        inside_page = isinstance(parent, GraphQLObjectType) and "pageInfo" in parent.fields
        return LIST_ROWS if _is_list(definition) and not inside_page else 1

    def size(self, value: object) -> int:
        """Return a page size; what is no size is the largest, execution will refuse it."""
        if isinstance(value, IntValueNode):
            return min(int(value.value), MAX_ROWS) if len(value.value) < 10 else MAX_ROWS
        if isinstance(value, VariableNode):
            given = self.variables.get(value.name.value)
            if given is None:
                return self.default(value.name.value)
            return min(max(given, 1), MAX_ROWS) if isinstance(given, int) else MAX_ROWS
        return DEFAULT_ROWS

    def default(self, variable: str) -> int:
        for definition in self.operation.variable_definitions or ():
            if definition.variable.name.value == variable and isinstance(
                definition.default_value, IntValueNode
            ):
                return self.size(definition.default_value)
        return DEFAULT_ROWS


def _own_names(nodes: SelectionSetNode | None) -> Counter[str]:
    return Counter(
        (node.alias or node.name).value
        for node in (nodes.selections if nodes else ())
        if isinstance(node, FieldNode)
    )


def _check_repeats(names: Counter[str], most: int) -> None:
    name, times = max(names.items(), key=itemgetter(1), default=("", 0))
    if times > most:
        raise TooComplexError(
            f"one selection has {name[:64]!r} {min(times, 10**9)} times, at most {most} allowed"
        )


def _is_list(definition: GraphQLField) -> bool:
    kind = definition.type
    while isinstance(kind, GraphQLNonNull):
        kind = kind.of_type
    return isinstance(kind, GraphQLList)
