"""The feed of changes under many writers, readers and deaths: every change once, in one order."""

from __future__ import annotations

import asyncio
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from functools import partial
from pathlib import Path
from typing import Final

import pytest

from registry.graph import changes as feed
from registry.graph.changes import Change, ChangeKind, place_changes, record_changes
from registry.graph.driver import Database, Transaction, open_driver
from registry.graph.steps import run_steps
from tests.support.database import Graph
from tests.support.importing import write

AT: Final = "2026-11-24T04:00:00Z"
READ: Final = """
MATCH (feed:ChangeFeed {id: 'changes'})
MATCH (change:Change)
WHERE change.position > $since AND change.position <= feed.head
RETURN change.position, change.number ORDER BY change.position LIMIT $limit
"""
CERTIFICATE: Final = """
CREATE (:Certificate {key: 'SKILL_GRADE:' + $number, kind: 'SKILL_GRADE', number: $number})
"""
WRITER: Final = """
import asyncio, sys
from tests.graph.test_changes import database_at, place_changes, record, AT
async def main():
    async with database_at(sys.argv[1:4]) as database:
        print('ready', flush=True)
        for number in range(100_000):
            await database.write(lambda tx: record(tx, f'{sys.argv[4]}-{number}'))
            await place_changes(database, at=AT)
asyncio.run(main())
"""


@pytest.fixture
def empty(graph: Graph) -> Graph:
    graph.wipe()
    return graph


@asynccontextmanager
async def opened(graph: Graph) -> AsyncIterator[Database]:
    """Open the database of a test."""
    driver = open_driver(graph.settings)
    try:
        yield Database(driver, graph.address.database)
    finally:
        await driver.close()


@asynccontextmanager
async def database_at(words: list[str]) -> AsyncIterator[Database]:
    """Open the database at an address, in a child process."""
    import neo4j  # noqa: PLC0415 - a child of a test, which has an address and no settings

    driver = neo4j.AsyncGraphDatabase.driver(words[0], auth=(words[1], words[2]))
    try:
        yield Database(driver)
    finally:
        await driver.close()


async def record(tx: Transaction, number: str) -> None:
    """Record a certificate with its change."""
    await tx.run(CERTIFICATE, {"number": number})
    await record_changes(tx, [Change(f"SKILL_GRADE:{number}", ChangeKind.RECORDED, AT)])


class Reader:
    """Reads on from where it stands, and keeps what it was given."""

    def __init__(self) -> None:
        self.position = 0
        self.told: list[tuple[int, str | None]] = []

    async def go_on(self, database: Database) -> None:
        """Read the next part."""
        for position, number in await database.read(READ, {"since": self.position, "limit": 7}):
            self.position = position
            self.told.append((position, number))


class DeadError(Exception):
    """The process dies here, as far as the database can tell."""


class Crowd:
    """Writers, readers that die while they place, and readers that replay, at one time."""

    def __init__(self, database: Database, readers: list[Reader]) -> None:
        self.database, self.readers = database, readers
        self.chance = random.Random(5)
        self.committed: set[str] = set()
        self.writing = True

    async def run(self) -> None:
        """Let all of them work until the writers are done."""
        others = [asyncio.create_task(self.replay(reader)) for reader in self.readers]
        others.append(asyncio.create_task(self.die_placing()))
        await asyncio.gather(*(self.write(name) for name in range(4)))
        self.writing = False
        await asyncio.gather(*others)

    async def write(self, name: int) -> None:
        """Record changes; whoever began first need not commit first, and some never do."""
        for number in range(12):
            own = f"{name}-{number}"
            with suppress(DeadError):
                await self.database.write(partial(self._record, own))
                self.committed.add(own)

    async def die_placing(self) -> None:
        """Place without the commit, or without ever showing what was placed."""
        while self.writing:
            with suppress(DeadError):
                await self.database.write(self._place)
            await asyncio.sleep(0.01)

    async def replay(self, reader: Reader) -> None:
        """Go on reading."""
        while self.writing:
            await place_changes(self.database, at=AT)
            await reader.go_on(self.database)

    async def _record(self, own: str, tx: Transaction) -> None:
        await record(tx, own)
        await asyncio.sleep(self.chance.random() * 0.02)
        if self.chance.random() < 0.2:
            raise DeadError

    async def _place(self, tx: Transaction) -> None:
        await run_steps(tx, feed.position_steps(AT))
        if self.chance.random() < 0.5:
            raise DeadError


def test_every_reader_is_told_of_every_committed_change_once_in_the_same_order(
    empty: Graph,
) -> None:
    readers, whole = [Reader() for _ in range(3)], Reader()

    async def all_of_them() -> set[str]:
        async with opened(empty) as database:
            crowd = Crowd(database, readers)
            await crowd.run()
            await place_changes(database, at=AT)
            for reader in [*readers, whole]:
                for _ in range(12):
                    await reader.go_on(database)
            return crowd.committed

    committed = asyncio.run(all_of_them())
    assert 0 < len(committed) < 48
    assert [position for position, _ in whole.told] == list(range(1, len(committed) + 1))
    assert {number for _, number in whole.told} == committed
    assert all(reader.told == whole.told for reader in readers)


def test_a_writer_that_is_killed_leaves_a_feed_without_loss_or_doubles(empty: Graph) -> None:
    reader = Reader()
    words = [empty.address.uri, empty.address.user, empty.address.password]
    root = Path(__file__).parent.parent.parent

    async def read_on(rounds: int) -> None:
        async with opened(empty) as database:
            await place_changes(database, at=AT)
            for _ in range(rounds):
                await reader.go_on(database)

    for life in range(2):
        child = subprocess.Popen(
            [sys.executable, "-c", WRITER, *words, f"life-{life}"],
            cwd=root,
            env={**os.environ, "PYTHONPATH": str(root)},
            stdout=subprocess.PIPE,
        )
        assert child.stdout is not None
        child.stdout.readline()
        asyncio.run(read_on(3))
        time.sleep(0.2)
        child.send_signal(signal.SIGKILL)
        child.wait()
        child.stdout.close()
        asyncio.run(read_on(100))
    stored = {row[0] for row in empty.run("MATCH (c:Certificate) RETURN c.number")}
    assert {number for _, number in reader.told} == stored
    assert [position for position, _ in reader.told] == list(range(1, len(stored) + 1))


def test_what_was_there_before_is_one_change_and_new_ones_follow(empty: Graph) -> None:
    for number in ("a", "b"):
        empty.run(CERTIFICATE, number=number)

    async def go() -> None:
        async with opened(empty) as database:
            await database.write(lambda tx: record(tx, "c"))
            await place_changes(database, at=AT)
            await place_changes(database, at=AT)

    asyncio.run(go())
    told = empty.run("MATCH (c:Change) RETURN c.position, c.kind, c.rows ORDER BY c.position")
    assert told == [[1, "BEGUN", 2], [2, "RECORDED", None]]


FILES: Final = {
    "workers.csv": "worker_id,name\nw1,张一\nw2,张二",
    "certificates.csv": """number,kind,worker_id,level,issued_on,registered_at,status,provider
        N1,SKILL_GRADE,w1,SENIOR,2024-01-01,2024-01-02T00:00:00Z,VALID,EX-1
        N1,SKILL_GRADE,w2,SENIOR,2024-01-01,2024-01-02T00:00:00Z,VALID,EX-2
        N2,SKILL_GRADE,w2,,2024-01-01,2024-01-02T00:00:00Z,VALID,EX-1""",
}


def test_an_import_tells_what_it_did_and_nothing_when_it_did_nothing(
    empty: Graph, tmp_path: Path
) -> None:
    from registry.importing.run import run_import  # noqa: PLC0415 - used here alone

    def kinds() -> list[list[str]]:
        told = empty.run("MATCH (c:Change) RETURN c.kind, c.number, c.provider ORDER BY c.id")
        return [list(row) for row in told]

    folder = write(tmp_path / "first", FILES)
    run_import(folder, settings=empty.settings, bulk=False)
    first = [
        ["RECORDED", "N1", "EX-1"],
        ["RECORDED", "N2", "EX-1"],
        ["CONFLICT", "N1", "EX-2"],
    ]
    assert kinds() == first
    run_import(folder, settings=empty.settings, bulk=False)
    assert kinds() == first
    filled = FILES["certificates.csv"].replace("w2,,2024", "w2,SENIOR,2024")
    folder = write(tmp_path / "second", {**FILES, "certificates.csv": filled})
    run_import(folder, settings=empty.settings, bulk=False)
    assert kinds() == [*first, ["UPDATED", "N2", "EX-1"]]
