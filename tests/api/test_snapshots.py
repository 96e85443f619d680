"""Statistics of a large registry: counted once for everybody, and anew behind an answer."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from datetime import timedelta
from typing import Any, Final

import pytest

from registry.snapshots import FRESH
from registry.viewer import ANONYMOUS, Viewer
from tests.support.api import ADMINISTRATOR, Api, agency, running_small_world
from tests.support.clock import Clock
from tests.support.database import Graph
from tests.support.small_world import HOME, NOW

COVERAGE: Final = """{ certificationCoverage(division: "320000") {
  employed certified suppressed countedAt trend { on employed }
  groups(by: CITY) { key employed } } }"""
QUESTIONS: Final = (
    COVERAGE,
    "{ certificationCoverage { employed certified seniorShare countedAt conditions { detail } } }",
    '{ certificationCoverage(division: "320102") { groups(by: ENTERPRISE) { label employed } } }',
    '{ gradePyramid(division: "320000") { asOf countedAt rows { level workers } suppressed } }',
    "{ gradePyramid { rows { level workers } } }",
    '{ policyScorecard(division: "320000", year: 2026) { countedAt lines { code value trend } } }',
)
HIRE: Final = """
MATCH (firm:Organisation {uscc: $firm})
CREATE (:Worker {id: $id, status: 'ACTIVE', nameMasked: '李**'})
       -[:EMPLOYED {from: date('2026-01-01')}]->(firm)
"""


@pytest.fixture(scope="module")
def api(graph: Graph, tmp_path_factory: pytest.TempPathFactory, ticking: Clock) -> Iterator[Api]:
    home = tmp_path_factory.mktemp("home")
    with running_small_world(graph, home, workers=12, clock=ticking) as running:
        yield running


@pytest.fixture
def large(api: Api, graph: Graph) -> Iterator[Api]:
    """Let the small world pass for a large registry."""
    snapshots = api.services.snapshots
    graph.run("MATCH (s:Snapshot) DELETE s")
    snapshots.large, snapshots._looked = 1, None
    yield api
    snapshots.large, snapshots._looked = 10**9, None


def asked(api: Api, query: str = COVERAGE, viewer: Viewer = ADMINISTRATOR) -> Any:
    """Ask, and return the answer to the one field."""
    return next(iter(api.ask(query, viewer).data.values()))


def settled(api: Api) -> None:
    """Wait until nothing is counted any more."""

    async def wait() -> None:
        await asyncio.gather(*api.services.snapshots._running.values())

    api.run(wait())


@pytest.mark.parametrize("query", QUESTIONS)
@pytest.mark.parametrize(
    "viewer", [ANONYMOUS, agency("320000"), ADMINISTRATOR], ids=["anyone", "agency", "all"]
)
def test_a_large_registry_answers_like_a_small_one(
    api: Api, graph: Graph, query: str, viewer: Viewer
) -> None:
    small = asked(api, query, viewer)
    snapshots = api.services.snapshots
    snapshots.large, snapshots._looked = 1, None
    try:
        first, again = asked(api, query, viewer), asked(api, query, viewer)
    finally:
        snapshots.large, snapshots._looked = 10**9, None
        graph.run("MATCH (s:Snapshot) DELETE s")
    assert small == first == again


def test_a_small_registry_counts_what_was_just_written(api: Api, graph: Graph) -> None:
    before = asked(api)["employed"]
    graph.run(HIRE, firm=HOME, id="hired-now")
    assert asked(api)["employed"] == before + 1


def test_a_snapshot_is_given_out_with_its_time_and_counted_anew_behind_the_answer(
    large: Api, graph: Graph, clock: Clock
) -> None:
    first = asked(large)
    graph.run(HIRE, firm=HOME, id="hired-later")
    clock.now = NOW + FRESH - timedelta(seconds=1)
    assert asked(large) == first
    clock.now = NOW + FRESH + timedelta(seconds=1)
    assert asked(large) == first
    settled(large)
    renewed = asked(large)
    assert renewed["employed"] == first["employed"] + 1
    assert first["countedAt"] == "2026-11-24T04:00:00Z"
    assert renewed["countedAt"] == "2026-11-24T04:10:01Z"


@pytest.mark.usefixtures("clock")
def test_what_is_over_a_day_old_is_not_given_out(large: Api, graph: Graph) -> None:
    query = '{ policyScorecard(division: "320000", year: 2025) { countedAt } }'
    asked(large, query)
    graph.run("MATCH (s:Snapshot) SET s.at = '2026-11-20T04:00:00Z'")
    assert asked(large, query)["countedAt"] == "2026-11-24T04:00:00Z"


def test_small_groups_are_hidden_from_whom_they_must_be(large: Api) -> None:
    query = "{ gradePyramid { rows { level workers } suppressed } }"
    assert asked(large, query, ANONYMOUS) == asked(large, query, ANONYMOUS)
    few = '{ certificationCoverage(division: "330000") { employed suppressed } }'
    assert asked(large, few, agency("330000"))["suppressed"] is False
    assert asked(large, few, ANONYMOUS)["suppressed"] in {True, False}
    assert asked(large, COVERAGE, agency("320000"))["employed"] is not None


def test_of_many_who_ask_one_counts(large: Api, graph: Graph) -> None:
    async def together() -> list[Any]:
        post = large._client.post
        return list(
            await asyncio.gather(*(post("/graphql", json={"query": COVERAGE}) for _ in range(8)))
        )

    answers = [reply.json()["data"] for reply in large.run(together())]
    assert all(answer == answers[0] for answer in answers)
    assert graph.run("MATCH (s:Snapshot) WHERE s.value IS NOT NULL RETURN count(s)") == [[1]]


def test_one_process_waits_while_another_counts(large: Api, graph: Graph) -> None:
    asked(large)
    graph.run(
        "MATCH (s:Snapshot) SET s.until = timestamp() + 600000, s.at = '2026-11-23T00:00:00Z'"
    )

    async def ask_and_finish() -> Any:
        asking = asyncio.create_task(large._client.post("/graphql", json={"query": COVERAGE}))
        await asyncio.sleep(0.6)
        assert not asking.done()
        await asyncio.to_thread(
            graph.run, "MATCH (s:Snapshot) SET s.at = '2026-11-24T03:59:00Z', s.until = 0"
        )
        return (await asking).json()

    body = large.run(ask_and_finish())
    assert body["data"]["certificationCoverage"]["countedAt"] == "2026-11-24T03:59:00Z"
