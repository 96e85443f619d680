"""Statistics that were counted a moment ago: `(:Snapshot {id, value, at, until})`.

`value` is JSON of rows, `at` the moment at which they were counted, `until` (milliseconds of the
database's clock) the lease of the process that counts them anew. What is older than a week goes
with the next that is kept.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Final

import orjson

from registry.graph.driver import Database
from registry.graph.shapes.model import Head

COUNT_JOBS: Final = """
MATCH ()-[job:EMPLOYED]->()
RETURN count(job)
"""
"""Known to the store itself, however many there are."""

READ: Final = """
MATCH (snapshot:Snapshot {id: $id})
WHERE snapshot.value IS NOT NULL
RETURN snapshot.value, snapshot.at
"""

TAKE: Final = """
MERGE (snapshot:Snapshot {id: $id})
SET snapshot += {}
WITH snapshot WHERE coalesce(snapshot.until, 0) < timestamp()
SET snapshot.until = timestamp() + $milliseconds
RETURN snapshot.id
"""

GIVE_UP: Final = """
MATCH (snapshot:Snapshot {id: $id})
SET snapshot.until = 0
"""

KEEP: Final = """
MERGE (snapshot:Snapshot {id: $id})
SET snapshot.value = $value, snapshot.at = $at, snapshot.until = 0
WITH snapshot
MATCH (older:Snapshot)
WHERE older.value IS NOT NULL AND older.at < $oldest
DELETE older
"""

Rows = list[dict[str, Any]]


async def count_jobs(database: Database) -> int:
    """Return how many jobs are on record, ended ones too: how large the registry is."""
    [[jobs]] = await database.read(COUNT_JOBS)
    return int(jobs)


async def read_snapshot(database: Database, name: str) -> tuple[Rows, str] | None:
    """Return rows and the moment at which they were counted; None where nobody has counted yet."""
    found = await database.read(READ, {"id": name})
    return (orjson.loads(found[0][0]), found[0][1]) if found else None


async def take_snapshot(database: Database, name: str, *, seconds: float) -> bool:
    """Say whether this process is the one that counts, for so long at most."""
    values = {"id": name, "milliseconds": int(seconds * 1000)}
    return bool(await database.write(lambda tx: tx.run(TAKE, values)))


async def give_up_snapshot(database: Database, name: str) -> None:
    """Let another process count."""
    await database.write(lambda tx: tx.run(GIVE_UP, {"id": name}))


async def keep_snapshot(database: Database, name: str, rows: Rows, *, at: str, oldest: str) -> None:
    """Keep rows that were counted at a moment, and let those from before `oldest` go."""
    values = {"id": name, "value": orjson.dumps(rows).decode(), "at": at, "oldest": oldest}
    await database.write(lambda tx: tx.run(KEEP, values))


def without_rows(head: Head) -> Head:
    """Return the head of what stands beside the rows alone."""
    named = ", ".join("nothing AS " + variable for variable in head.roles.values())
    return replace(head, rows="UNWIND [] AS nothing WITH " + named)
