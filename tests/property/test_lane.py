"""The fast lane and graphql-core give the same bytes, for invented documents over the schema."""

from __future__ import annotations

import asyncio
import os
from random import Random
from types import SimpleNamespace
from typing import Any, Final, cast

import orjson
import pytest
from graphql import (
    DocumentNode,
    ExecutionResult,
    FieldNode,
    FragmentDefinitionNode,
    GraphQLSchema,
    OperationDefinitionNode,
    execute,
    parse,
    validate,
)

from registry.inquiry import Inquiry
from schema.build import build_schema, core_schema
from schema.endpoint import answer_of
from schema.lane import Lane
from tests.support.documents import FLAGS, Rows, Writer

DOCUMENTS: Final = int(os.environ.get("TEST_DOCUMENTS", "400"))


@pytest.fixture(scope="module")
def schema() -> GraphQLSchema:
    """The schema, whose root fields answer what the test made for them."""
    core = core_schema(build_schema.__wrapped__())
    assert core.query_type is not None

    async def later(value: object) -> object:
        await asyncio.sleep(0)
        if isinstance(value, Exception):
            raise value
        return value

    def resolve(_: object, info: Any, **arguments: object) -> object:
        value = info.context.made[info.path.key]
        info.context.asked.append((info.path.key, repr(sorted(arguments.items()))))
        return later(value) if info.context.later else value

    for declared in core.query_type.fields.values():
        declared.resolve = resolve
        declared.extensions = {}
    return core


def inquiry(made: dict[str, Any], *, later: bool = False) -> Inquiry:
    """Return as much of an inquiry as is looked at here; `later`: resolvers are awaited."""
    services = SimpleNamespace(traces=None)
    known = SimpleNamespace(made=made, asked=[], later=later, services=services, language="zh")
    return cast("Inquiry", known)


async def by_graphql_core(
    schema: GraphQLSchema, document: DocumentNode, asks: Inquiry, variables: dict[str, Any]
) -> bytes:
    result = execute(schema, document, context_value=asks, variable_values=variables)
    executed = result if isinstance(result, ExecutionResult) else await result
    return orjson.dumps(without_ids(answer_of(executed)))


async def by_the_lane(lane: Lane, asks: Inquiry, variables: dict[str, Any]) -> bytes | None:
    """Return the answer; None where the lane leaves it to graphql-core."""
    result = await lane.execute(variables, asks)
    return None if result is None else orjson.dumps(without_ids(answer_of(result)))


def without_ids(answer: dict[str, Any]) -> dict[str, Any]:
    """Take the random ids out of internal errors."""
    for error in answer.get("errors", ()):
        if error["extensions"]["code"] == "INTERNAL":
            error["message"] = "internal error"
    return answer


def operation_of(document: DocumentNode) -> OperationDefinitionNode:
    [operation] = [
        node for node in document.definitions if isinstance(node, OperationDefinitionNode)
    ]
    return operation


def invented(
    schema: GraphQLSchema, random: Random, faults: float
) -> tuple[DocumentNode, dict[str, Any], dict[str, Any]]:
    """Return a valid document, what its root fields find, and its variables."""
    while True:
        writer = Writer(schema, random)
        document = parse(writer.document(random.randint(1, 3)))
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
    made: dict[str, Any] = {}
    for node in operation_of(document).selection_set.selections:
        assert isinstance(node, FieldNode)
        assert node.alias is not None
        declared = schema.query_type.fields[node.name.value]
        made[node.alias.value] = rows.value(declared.type, node.selection_set)
    return document, made, writer.variables


@pytest.mark.parametrize(
    "faults", [pytest.param(0.0, id="good-rows"), pytest.param(0.03, id="rows-with-faults")]
)
@pytest.mark.parametrize("part", range(4))
def test_answers_are_equal_byte_for_byte(schema: GraphQLSchema, faults: float, part: int) -> None:
    random = Random(f"{part}{faults}")

    async def compared() -> int:
        return sum([await compare(schema, random, faults) for _ in range(DOCUMENTS // 4)])

    assert asyncio.run(compared()) > DOCUMENTS // 4


async def compare(schema: GraphQLSchema, random: Random, faults: float) -> int:
    """Compare the answers to one document, and return how many were the lane's."""
    document, made, variables = invented(schema, random, faults)
    lane = Lane(schema, document, operation_of(document))
    # Of several root fields that fail while others run, graphql-core reports what failed first.
    later = not faults or len(made) == 1
    answered = 0
    for first in (True, False, True):
        given = variables | {FLAGS[0]: first, FLAGS[1]: random.random() < 0.5}
        slow, fast = inquiry(made, later=later), inquiry(made, later=later)
        found = await by_the_lane(lane, fast, given)
        if found is None:
            assert cast("Any", fast).asked == []
            continue
        assert found == await by_graphql_core(schema, document, slow, given)
        # It stops, too, at the first root field that makes the whole answer null.
        asked = cast("Any", slow).asked
        assert cast("Any", fast).asked[: len(asked)] == asked
        answered += 1
    return answered


class Watched(Lane):
    """Refuses what graphql-core would complete."""

    async def _replayed(self, *_: object) -> ExecutionResult:
        raise AssertionError("graphql-core completed the findings")


def test_good_rows_are_projected_and_not_completed(schema: GraphQLSchema) -> None:
    random = Random(5)
    projected = 0
    for _ in range(DOCUMENTS // 4):
        document, made, variables = invented(schema, random, 0.0)
        given = variables | dict.fromkeys(FLAGS, True)
        slow = asyncio.run(by_graphql_core(schema, document, inquiry(made), given))
        # Sealed amounts are opened by a service that these rows do not have.
        if b'"errors"' in slow:
            continue
        lane = Watched(schema, document, operation_of(document))
        assert asyncio.run(by_the_lane(lane, inquiry(made), given)) == slow
        projected += 1
    assert projected > DOCUMENTS // 8


def test_an_operation_is_compiled_for_each_value_of_its_directives(schema: GraphQLSchema) -> None:
    document = parse("query($a: Boolean!) { r: viewer { role @skip(if: $a) subject } }")
    lane = Lane(schema, document, operation_of(document))
    made = {"r": {"role": "holder", "subject": None}}
    with_role = asyncio.run(by_the_lane(lane, inquiry(made), {"a": False}))
    assert with_role == b'{"data":{"r":{"role":"holder","subject":null}}}'
    without = asyncio.run(by_the_lane(lane, inquiry(made), {"a": True}))
    assert without == b'{"data":{"r":{"subject":null}}}'
    assert len(lane.known) == 2


@pytest.mark.parametrize(
    ("text", "variables"),
    [
        pytest.param("query($id: ID!) { worker(id: $id) { id } }", {}, id="missing-variable"),
        pytest.param("query($id: ID!) { worker(id: $id) { id } }", {"id": []}, id="wrong-type"),
        pytest.param("query($a: Boolean = true) { viewer { role @skip(if: $a) } }", {"a": None},
                     id="null-for-a-directive"),
        pytest.param("{ __typename }", {}, id="about-the-schema"),
    ],
)  # fmt: skip
def test_what_is_not_understood_is_left_with_nothing_asked(
    schema: GraphQLSchema, text: str, variables: dict[str, Any]
) -> None:
    document = parse(text)
    asks = inquiry({})
    lane = Lane(schema, document, operation_of(document))
    assert asyncio.run(by_the_lane(lane, asks, variables)) is None
    assert cast("Any", asks).asked == []
