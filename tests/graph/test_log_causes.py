"""What is logged, and that it is written together with its cause."""

from __future__ import annotations

import asyncio
import hashlib
import json
from collections.abc import Awaitable, Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from registry.issuing.certificates import IssueOrder, StatusOrder
from registry.issuing.keyring import KeyLifeError
from registry.log.entries import NO_ROSTER, roster_hash
from registry.recording.assessments import Assessments, PlanOrder, ResultOrder, SessionOrder
from registry.recording.refusals import Refusal
from registry.vocabulary import CertificateStatus, Rank
from tests.support.database import Graph
from tests.support.small_world import (
    BASE,
    NOW,
    PREFIX,
    SESSION,
    WELDER,
    World,
    build,
    opened,
    request,
    settings_of,
)

Test = Callable[[World], Awaitable[None]]
Run = Callable[[Test], None]
HELD_ON = date(2026, 11, 26)


@pytest.fixture
def run(graph: Graph, tmp_path: Path) -> Run:
    """Run a test's coroutine on a fresh small world."""
    graph.wipe()
    settings = settings_of(graph, tmp_path)
    build(graph, settings, workers=5)

    def runner(test: Test) -> None:
        async def within() -> None:
            async with opened(settings) as world:
                await test(world)

        asyncio.run(within())

    return runner


async def entries(world: World, kind: str) -> list[dict[str, Any]]:
    """Return the entries of a type in the order in which they were written."""
    statement = "MATCH (e:LogEntry:Unsequenced {type: $kind}) RETURN e.body ORDER BY e.at, e.id"
    rows = await world.database.read(statement, {"kind": kind})
    return [json.loads(row[0]) for row in rows]


async def issue(world: World, worker: str = "w1") -> Any:
    order = IssueOrder(SESSION, worker, date(2026, 11, 20), None)
    return await world.certificates.issue(request(worker, order=repr(order)), order)


def test_a_plan_announces_its_session_and_the_session_keeps_the_promise(run: Run) -> None:
    async def test(world: World) -> None:
        assessments = Assessments(world.requests)
        plan_order = PlanOrder("F1", WELDER, Rank.TECHNICIAN, HELD_ON, 20, "一号考点")
        plan = await assessments.file_plan(request("p", "fileAssessmentPlan"), plan_order)
        assert not isinstance(plan, Refusal)
        [announced] = await entries(world, "session/1")
        assert announced == {
            "type": "session/1",
            "plan": plan["planId"],
            "session": announced["session"],
            "filing": "F1",
            "occupation": WELDER,
            "level": "TECHNICIAN",
            "day": "2026-11-26",
            "seats": 20,
            "roster": NO_ROSTER,
        }

        world.now = NOW + timedelta(days=3)
        results = tuple(ResultOrder(worker, 80.0, 90.0, passed=True) for worker in ("w2", "w1"))
        order = SessionOrder(plan["planId"], HELD_ON, ("A1",), results)
        held = await assessments.record_session(request("s1", "record"), order)
        again = await assessments.record_session(request("s2", "record"), order)
        assert not isinstance(held, Refusal)
        assert not isinstance(again, Refusal)
        assert held["sessionId"] == announced["session"] != again["sessionId"]

        [_, *later] = await entries(world, "session/1")
        [first] = [entry for entry in later if entry["session"] == announced["session"]]
        salt = "MATCH (s:AssessmentSession {sessionId: $id}) RETURN s.rosterSalt"
        [[hexadecimal]] = await world.database.read(salt, {"id": held["sessionId"]})
        roster = roster_hash(bytes.fromhex(hexadecimal), ["w1", "w2"])
        assert first == announced | {"roster": roster}

    run(test)


def test_a_refused_plan_announces_nothing(run: Run) -> None:
    async def test(world: World) -> None:
        assessments = Assessments(world.requests)
        order = PlanOrder("F1", WELDER, Rank.TECHNICIAN, HELD_ON, 0, None)
        assert isinstance(await assessments.file_plan(request("p"), order), Refusal)
        assert await entries(world, "session/1") == []

    run(test)


def test_every_token_of_a_certificate_leads_to_its_entry(run: Run) -> None:
    async def test(world: World) -> None:
        made = await issue(world)
        [entry] = await entries(world, "certificate/1")
        statement = """
        MATCH (c:Credential)-[:LOGGED_AS]->(e:LogEntry) RETURN c.sha256 ORDER BY c.sha256
        """
        rows = await world.database.read(statement)

        token = made["credential"].partition("~")[0].encode()
        assert entry["jwts"][0] == hashlib.sha256(token).hexdigest()
        assert [row[0] for row in rows] == sorted(entry["jwts"])
        assert len(entry["jwts"]) == 3

    run(test)


def test_the_life_of_a_key_is_logged(run: Run) -> None:
    async def test(world: World) -> None:
        first = await world.keyring.make(PREFIX)
        second = await world.keyring.rotate(PREFIX)
        await world.keyring.compromise(PREFIX, first.kid, at=world.keyring.seconds() - 10)
        with pytest.raises(KeyLifeError):
            await world.keyring.retire(PREFIX, second.kid)

        found = {(e["kid"], e["event"], e["at"]) for e in await entries(world, "key/1")}
        now = world.keyring.seconds()
        assert found == {
            (first.kid, "made", now),
            (second.kid, "made", now),
            (first.kid, "superseded", now + 60),
            (first.kid, "compromised", now - 10),
        }
        assert {e["iss"] for e in await entries(world, "key/1")} == {f"{BASE}/issuers/{PREFIX}"}

    run(test)


def test_a_status_list_is_logged_once_for_what_it_says(run: Run) -> None:
    async def test(world: World) -> None:
        made = await issue(world)
        name = f"{PREFIX}-1"
        served = await world.lists.current(name)
        assert served is not None
        # Another process signs the same list again, later.
        async with opened(world.settings) as other:
            other.now = NOW + timedelta(minutes=10)
            assert await other.lists.current(name) is not None
        [entry] = await entries(world, "status/1")
        digest = hashlib.sha256(served.token.encode()).hexdigest()
        assert entry == {"type": "status/1", "list": f"{BASE}/status/{name}", "sha256": digest}

        number = made["certificateKey"].partition(":")[2]
        order = StatusOrder(number, None, CertificateStatus.REVOKED, "查实", "D1")
        await world.certificates.change_status(request("revoke", order=repr(order)), order)
        async with opened(world.settings) as other:
            for published in (name, f"w3c/{PREFIX}-1-revocation", f"w3c/{PREFIX}-1-suspension"):
                assert await other.lists.current(published) is not None
        lists = [
            entry["list"].removeprefix(f"{BASE}/status/")
            for entry in await entries(world, "status/1")
        ]
        assert sorted(lists) == [
            name,
            name,
            f"w3c/{PREFIX}-1-revocation",
            f"w3c/{PREFIX}-1-suspension",
        ]

    run(test)
