"""Arguments become what Strawberry would make of them, for every root field of the schema."""

from __future__ import annotations

from random import Random

import pytest
from graphql import FieldNode, OperationDefinitionNode, is_required_argument, parse
from graphql.execution.values import get_argument_values
from strawberry.types.arguments import convert_arguments

from schema.arguments import converter
from schema.build import build_schema, core_schema
from schema.fields import published_name
from tests.support.documents import literal

TIMES = 20


def root_fields() -> list[str]:
    query = core_schema(build_schema()).query_type
    assert query is not None
    return sorted(query.fields)


@pytest.mark.parametrize("name", root_fields())
def test_arguments_are_those_of_strawberry(name: str) -> None:
    strawberry_schema = build_schema()
    query = core_schema(strawberry_schema).query_type
    assert query is not None
    declared, random = query.fields[name], Random(name)
    field = declared.extensions["strawberry-definition"]
    made = strawberry_schema.schema_converter
    kinds = {published_name(one.python_name): one for one in field.arguments}
    for _ in range(TIMES):
        given = [
            f"{key}: {literal(one.type, random)}"
            for key, one in declared.args.items()
            if is_required_argument(one) or random.random() < 0.7
        ]
        text = f"{{ {name}({', '.join(given)}) }}" if given else f"{{ {name} }}"
        [operation] = parse(text).definitions
        assert isinstance(operation, OperationDefinitionNode)
        [node] = operation.selection_set.selections
        assert isinstance(node, FieldNode)
        values = get_argument_values(declared, node)
        ours = {
            kinds[key].python_name: value if value is None else converter(kinds[key].type)(value)
            for key, value in values.items()
        }
        theirs = convert_arguments(values, field.arguments, made.scalar_registry, made.config)
        assert ours == theirs
