"""The database is killed while certificates are issued: nothing lost, nothing double."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from registry.graph.errors import GraphError
from registry.issuing.certificates import IssueOrder
from registry.settings import Settings
from tests.support.database import Graph
from tests.support.kills import KILLS, kill_database, mortal_graph, revive
from tests.support.small_world import SESSION, build, opened, request, settings_of

WORKERS = 9 + 8 * KILLS
TOGETHER = 4

Answers = dict[str, Mapping[str, Any]]


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Graph]:
    """Run a database of this module alone."""
    with mortal_graph(tmp_path_factory.mktemp("killed")) as graph:
        yield graph


async def issue(settings: Settings, worker: str) -> Mapping[str, Any]:
    """Issue for a worker; the key is the worker's id: to ask again is no second wish."""
    order = IssueOrder(SESSION, worker, date(2026, 11, 20), None)
    async with opened(settings) as world:
        answer = await world.certificates.issue(request(worker, order=repr(order)), order)
    assert isinstance(answer, dict), answer
    return answer


async def issue_all(
    settings: Settings, workers: list[str], given: Answers, stop: asyncio.Event
) -> None:
    """Issue for all, a few at a time, until told to stop; keep what was answered."""

    async def one(worker: str) -> None:
        given[worker] = await issue(settings, worker)

    for start in range(0, len(workers), TOGETHER):
        if stop.is_set():
            return
        some = workers[start : start + TOGETHER]
        for outcome in await asyncio.gather(*map(one, some), return_exceptions=True):
            assert outcome is None or isinstance(outcome, GraphError), outcome


def test_killed_again_and_again_every_worker_has_one_certificate(
    own: Graph, tmp_path: Path
) -> None:
    settings = settings_of(own, tmp_path)
    build(own, settings, workers=WORKERS)
    workers = [f"w{place}" for place in range(1, WORKERS)]
    given: Answers = {}

    async def interrupted() -> None:
        """Kill while some are issued; those are told so, or wait until the database is back."""
        left = [worker for worker in workers if worker not in given]
        stop = asyncio.Event()
        issuing = asyncio.create_task(issue_all(settings, left, given, stop))
        known = len(given)
        while len(given) < known + TOGETHER and not issuing.done():  # noqa: ASYNC110 - no event
            await asyncio.sleep(0.01)
        kill_database(own)
        stop.set()
        await asyncio.to_thread(revive, own)
        await issuing

    for _ in range(KILLS):
        asyncio.run(interrupted())
    answered = dict(given)
    asyncio.run(issue_all(settings, workers, given, asyncio.Event()))

    assert {worker: given[worker] for worker in answered} == answered
    assert sorted(given) == sorted(workers)
    counts = "MATCH (c:Certificate) RETURN count(c), count(DISTINCT c.number)"
    assert own.run(counts) == [[len(workers), len(workers)]]
    assert own.run("MATCH (c:Credential) RETURN count(c)") == [[3 * len(workers)]]
    assert own.run("MATCH (c:Credential) WHERE c.certificateKey IS NULL RETURN c.key") == []
    entries = "MATCH (e:LogEntry {type: 'certificate/1'}) RETURN count(e)"
    assert own.run(entries) == [[len(workers)]]
    assert own.run("MATCH (w:Worker) WHERE COUNT { (w)-[:HOLDS]->() } > 1 RETURN w.id") == []
