"""Invented documents over a whole schema, and rows to answer them: mostly good, sometimes not.

A document has aliases, fragments, @skip and @include with variables, repeated fields and
`__typename`. Rows are made for what it selects; a *fault* is a value that breaks a promise.
"""

from __future__ import annotations

from random import Random
from types import SimpleNamespace
from typing import Any, Final, cast

from graphql import (
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLEnumType,
    GraphQLField,
    GraphQLInputObjectType,
    GraphQLInputType,
    GraphQLObjectType,
    GraphQLOutputType,
    GraphQLSchema,
    InlineFragmentNode,
    SelectionNode,
    SelectionSetNode,
    get_named_type,
    is_list_type,
    is_non_null_type,
    is_object_type,
    is_required_argument,
    is_required_input_field,
)

DEPTH: Final = 4
FLAGS: Final = ("a", "b")
"""The variables that directives read."""

_WRONG: Final = 0.02
"""The share of variables that have the wrong type."""
_TEXTS: Final = {"Date": "2026-11-24", "DateTime": "2026-11-24T04:00:00Z"}


def literal(kind: GraphQLInputType, random: Random) -> str:
    """Return a value of an input type as GraphQL text."""
    if is_non_null_type(kind):
        return literal(kind.of_type, random)
    if is_list_type(kind):
        return f"[{literal(kind.of_type, random)}]"
    if isinstance(kind, GraphQLEnumType):
        return str(random.choice(sorted(kind.values)))
    if isinstance(kind, GraphQLInputObjectType):
        given = [
            f"{name}: {literal(one.type, random)}"
            for name, one in kind.fields.items()
            if is_required_input_field(one) or random.random() < 0.2
        ]
        return "{" + ", ".join(given) + "}"
    named = get_named_type(kind).name
    plain = {"Int": "3", "Float": "0.5", "Boolean": "true"}
    return str(plain.get(named) or f'"{_TEXTS.get(named, "x")}"')


def plain(kind: GraphQLInputType, random: Random) -> Any:
    """Return a value of an input type as JSON has it; some are of the wrong type, or null."""
    if random.random() < _WRONG:
        return random.choice((None, {}, "x", 2**40, [[]], True))
    if is_non_null_type(kind):
        return plain(kind.of_type, random)
    if is_list_type(kind):
        return [plain(kind.of_type, random) for _ in range(random.randint(0, 2))]
    if isinstance(kind, GraphQLEnumType):
        return random.choice(sorted(kind.values))
    if isinstance(kind, GraphQLInputObjectType):
        return {
            name: plain(one.type, random)
            for name, one in kind.fields.items()
            if is_required_input_field(one) or random.random() < 0.2
        }
    named = get_named_type(kind).name
    return {"Int": 3, "Float": 0.5, "Boolean": True}.get(named) or _TEXTS.get(named, "x")


class Writer:
    """Writes one document; `variables` are values for those of its arguments."""

    def __init__(self, schema: GraphQLSchema, random: Random) -> None:
        self.schema, self.random = schema, random
        self.fragments: list[str] = []
        self.definitions = [f"${flag}: Boolean!" for flag in FLAGS]
        self.variables: dict[str, Any] = {}

    def document(self, roots: int = 2) -> str:
        """Return a query with some root fields."""
        query = self.schema.query_type
        assert query is not None
        names = self.random.sample(sorted(query.fields), roots)
        fields = [self._field(query, name, f"r{at}", DEPTH) for at, name in enumerate(names)]
        return (
            f"query({', '.join(self.definitions)}) {{ {' '.join(fields)} }}"
            f" {' '.join(self.fragments)}"
        )

    def _field(self, parent: GraphQLObjectType, name: str, alias: str | None, depth: int) -> str:
        declared = parent.fields[name]
        shown = f"{alias}: {name}" if alias else name
        return shown + self._arguments(declared) + self._directive() + self._below(declared, depth)

    def _arguments(self, declared: GraphQLField) -> str:
        given = [
            f"{name}: {self._argument(one.type)}"
            for name, one in declared.args.items()
            if is_required_argument(one) or self.random.random() < 0.2
        ]
        return f"({', '.join(given)})" if given else ""

    def _argument(self, kind: GraphQLInputType) -> str:
        """Return a literal, or a variable with or without a default."""
        if self.random.random() < 0.5:
            return literal(kind, self.random)
        name = f"v{len(self.definitions)}"
        default = f" = {literal(kind, self.random)}" if self.random.random() < 0.4 else ""
        self.definitions.append(f"${name}: {kind}{default}")
        if not default or self.random.random() < 0.5:
            self.variables[name] = plain(kind, self.random)
        return f"${name}"

    def _directive(self) -> str:
        if self.random.random() > 0.15:
            return ""
        return f" @{self.random.choice(('skip', 'include'))}(if: ${self.random.choice(FLAGS)})"

    def _below(self, declared: GraphQLField, depth: int) -> str:
        kind = get_named_type(declared.type)
        if not is_object_type(kind):
            return ""
        return " " + self._selection(kind, depth - 1)

    def _selection(self, kind: GraphQLObjectType, depth: int) -> str:
        """Return a selection of a type: some fields, perhaps in a fragment, perhaps twice."""
        leaves = [name for name, one in kind.fields.items() if self._is_leaf(one)]
        deeper = [name for name in kind.fields if name not in leaves]
        wanted = self.random.sample(leaves, min(len(leaves), self.random.randint(1, 5)))
        if depth > 0:
            wanted += self.random.sample(deeper, min(len(deeper), self.random.randint(0, 2)))
        parts = ["__typename"] if not wanted or self.random.random() < 0.2 else []
        for at, name in enumerate(wanted):
            alias = f"x{at}" if self._needs_alias(kind.fields[name]) else None
            parts.append(self._field(kind, name, alias, depth))
        if self.random.random() < 0.15:
            parts = [f"... on {kind.name}{self._directive()} {{ {' '.join(parts)} }}"]
        elif self.random.random() < 0.15:
            fragment = f"F{len(self.fragments)}"
            self.fragments.append(f"fragment {fragment} on {kind.name} {{ {' '.join(parts)} }}")
            parts = [f"...{fragment}", "__typename"]
        return "{ " + " ".join(parts) + " }"

    def _needs_alias(self, declared: GraphQLField) -> bool:
        return bool(declared.args) or self.random.random() < 0.2

    @staticmethod
    def _is_leaf(declared: GraphQLField) -> bool:
        return not is_object_type(get_named_type(declared.type))


class Rows:
    """Makes the values that a document's fields find; `faults` is the share of bad ones."""

    def __init__(
        self,
        schema: GraphQLSchema,
        fragments: dict[str, FragmentDefinitionNode],
        random: Random,
        faults: float,
    ) -> None:
        self.schema, self.fragments, self.random, self.faults = schema, fragments, random, faults

    def value(self, kind: GraphQLOutputType, below: SelectionSetNode | None) -> Any:
        """Return a value of a type."""
        if self.random.random() < self.faults:
            return self.random.choice((None, 3, "?", {}, [], ValueError("no"), 2**40, [None]))
        if is_non_null_type(kind):
            return self._some(kind.of_type, below)
        return None if self.random.random() < 0.1 else self._some(kind, below)

    def _some(self, kind: GraphQLOutputType, below: SelectionSetNode | None) -> Any:
        if is_list_type(kind):
            made = [self.value(kind.of_type, below) for _ in range(self.random.randint(0, 3))]
            return tuple(made) if self.random.random() < 0.2 else made
        if is_object_type(kind):
            return self._object(kind, below)
        if isinstance(kind, GraphQLEnumType):
            return self.random.choice(sorted(kind.values))
        named = get_named_type(kind).name
        plain = {"Int": 7, "Float": 0.25, "Boolean": self.random.random() < 0.5}
        return plain.get(named, _TEXTS.get(named, "文 <text>"))

    def _object(self, kind: GraphQLObjectType, below: SelectionSetNode | None) -> Any:
        row: dict[str, Any] = {}
        own: dict[str, Any] = {}
        plain = True
        for name, selections in self._selected(below).items():
            declared = kind.fields[name]
            value = self.value(declared.type, SelectionSetNode(selections=tuple(selections)))
            if getattr(declared.resolve, "_is_default", False):
                own[declared.extensions["strawberry-definition"].python_name] = value
            else:
                plain, value = False, _answering(value)
            row[name] = value
        if plain and self.random.random() < 0.1:
            return SimpleNamespace(**own)
        return row

    def _selected(self, below: SelectionSetNode | None) -> dict[str, list[SelectionNode]]:
        """Return every field that could be wanted, whatever the directives say, with all that is
        selected below it under whatever alias."""
        found: dict[str, list[SelectionNode]] = {}
        for node in below.selections if below else ():
            if isinstance(node, FieldNode):
                if node.name.value != "__typename":
                    deeper = node.selection_set.selections if node.selection_set else ()
                    found.setdefault(node.name.value, []).extend(deeper)
                continue
            inner = (
                self.fragments[node.name.value]
                if isinstance(node, FragmentSpreadNode)
                else cast("InlineFragmentNode", node)
            )
            for name, deeper_nodes in self._selected(inner.selection_set).items():
                found.setdefault(name, []).extend(deeper_nodes)
        return found


def _answering(value: Any) -> Any:
    def answer(**_: object) -> Any:
        if isinstance(value, Exception):
            raise value
        return value

    return answer
