"""Projectors and graphql-core give the same bytes, for invented documents over the whole schema."""

from __future__ import annotations

import os
from random import Random
from typing import Any, Final

import orjson
import pytest
from graphql import (
    DocumentNode,
    ExecutionResult,
    FieldNode,
    FragmentDefinitionNode,
    GraphQLSchema,
    OperationDefinitionNode,
    execute_sync,
    parse,
    validate,
)
from graphql.execution import Executor

from schema.build import build_schema, core_schema
from schema.projecting import ProjectingExecutor, Projections
from tests.support.documents import FLAGS, Rows, Writer

DOCUMENTS: Final = int(os.environ.get("TEST_DOCUMENTS", "400"))


@pytest.fixture(scope="module")
def schema() -> GraphQLSchema:
    """The schema, whose root fields answer what the test made for them."""
    core = core_schema(build_schema.__wrapped__())
    assert core.query_type is not None
    for declared in core.query_type.fields.values():
        declared.resolve = lambda made, info, **_: made[info.path.key]
    return core


def answered(
    schema: GraphQLSchema,
    document: DocumentNode,
    made: dict[str, Any],
    flags: dict[str, bool],
    executor: type[Executor[None]],
) -> bytes:
    result = execute_sync(
        schema, document, root_value=made, variable_values=flags, executor_class=executor
    )
    assert isinstance(result, ExecutionResult)
    return orjson.dumps(result.formatted)


def invented(
    schema: GraphQLSchema, random: Random, faults: float
) -> tuple[DocumentNode, dict[str, Any]]:
    """Return a valid document and what its root fields find."""
    while True:
        document = parse(Writer(schema, random).document())
        # Two fragments may give one alias to different fields; such a document is not executed.
        if not validate(schema, document):
            break
    fragments = {
        node.name.value: node
        for node in document.definitions
        if isinstance(node, FragmentDefinitionNode)
    }
    rows = Rows(schema, fragments, random, faults)
    assert schema.query_type is not None
    [operation] = [
        node for node in document.definitions if isinstance(node, OperationDefinitionNode)
    ]
    made: dict[str, Any] = {}
    for node in operation.selection_set.selections:
        assert isinstance(node, FieldNode)
        assert node.alias is not None
        declared = schema.query_type.fields[node.name.value]
        made[node.alias.value] = rows.value(declared.type, node.selection_set)
    return document, made


@pytest.mark.parametrize(
    "faults", [pytest.param(0.0, id="good-rows"), pytest.param(0.03, id="rows-with-faults")]
)
@pytest.mark.parametrize("part", range(4))
def test_answers_are_equal_byte_for_byte(schema: GraphQLSchema, faults: float, part: int) -> None:
    random = Random(f"{part}{faults}")
    for _ in range(DOCUMENTS // 4):
        document, made = invented(schema, random, faults)
        executor = ProjectingExecutor.of(Projections.of(document))
        for first in (True, False, True):
            flags = {FLAGS[0]: first, FLAGS[1]: random.random() < 0.5}
            slow = answered(schema, document, made, flags, Executor)
            assert answered(schema, document, made, flags, executor) == slow


class Watched(ProjectingExecutor):
    """Refuses what graphql-core would complete."""

    def complete_object_value(self, *_: Any, **__: Any) -> Any:
        raise AssertionError("graphql-core completed an object")


def test_good_rows_are_projected_and_not_completed(schema: GraphQLSchema) -> None:
    random = Random(5)
    projected = 0
    for _ in range(DOCUMENTS // 4):
        document, made = invented(schema, random, 0.0)
        flags = dict.fromkeys(FLAGS, True)
        slow = answered(schema, document, made, flags, Executor)
        # Sealed amounts are opened by a service that these rows do not have.
        if b'"errors"' in slow:
            continue
        assert answered(schema, document, made, flags, Watched.of(Projections.of(document))) == slow
        projected += 1
    assert projected > DOCUMENTS // 5


def test_a_projector_is_kept_for_each_value_of_the_directives(schema: GraphQLSchema) -> None:
    document = parse("query($a: Boolean!) { r: viewer { role @skip(if: $a) subject } }")
    projections = Projections.of(document)
    made = {"r": {"role": "holder", "subject": None}}
    executor = ProjectingExecutor.of(projections)
    with_role = answered(schema, document, made, {"a": False}, executor)
    assert with_role == b'{"data":{"r":{"role":"holder","subject":null}}}'
    without = answered(schema, document, made, {"a": True}, executor)
    assert without == b'{"data":{"r":{"subject":null}}}'
    assert len(projections.known) == 2
