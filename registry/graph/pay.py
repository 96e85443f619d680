"""The published statistics of pay: what they are counted from, and how they are kept.

They are a snapshot: `(:PayGroup)` nodes, each found by its key, written together with the node
`(:Snapshot {id: 'payModes'})` that says of which day they are. Whoever finds none of today makes
it; so an answer is one look-up, however many people there are, and the same all day long.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any, Final

from registry.dates import moment_text
from registry.graph.driver import Database, Transaction
from registry.graph.regulations import REGULATIONS, decode_regulations
from registry.regulations import Regulation

SNAPSHOT: Final = "payModes"
PAGE: Final = 5_000

SNAPSHOT_STATE: Final = """head(COLLECT {
    MATCH (snapshot:Snapshot {id: 'payModes'})
    RETURN [toString(snapshot.asOf), snapshot.at, coalesce(snapshot.stale, false)]
})"""
"""An expression: day, moment, and whether an import has changed what it was counted from."""

READ_STATE: Final = "RETURN " + SNAPSHOT_STATE

NEWEST: Final = """COLLECT {
    MATCH (older)<-[:SUPERSEDES*1..9]-(newest:Occupation)
    WHERE NOT EXISTS { (newest)<-[:SUPERSEDES]-(:Occupation) }
    RETURN DISTINCT newest.key }"""
"""An expression over the occupation `older`: what it has become, over all editions."""

SURROUNDINGS: Final = (
    "RETURN "
    + REGULATIONS
    + """,
    COLLECT {
        MATCH (older:Occupation)<-[:SUPERSEDES]-(:Occupation)
        WITH DISTINCT older
        RETURN [older.key, """
    + NEWEST
    + """] }
"""
)

ARRANGEMENTS: Final = """
MATCH (pay:PayArrangement)
WHERE pay.key > $after
WITH pay ORDER BY pay.key LIMIT $limit
MATCH (worker:Worker)-[:PAID_UNDER]->(pay)-[:BY]->(employer:Organisation)
RETURN collect([pay.key, worker.id, employer.uscc, worker.occKey, worker.rank,
    employer.provinceCode, employer.cityCode, pay.mode, toString(pay.from), pay.annualAmountEnc,
    worker.status = 'ACTIVE' AND pay.from <= $today AND (pay.to IS NULL OR pay.to >= $today)])
"""
"""A page of arrangements; one record, because a record for each costs the driver several times
more."""

TAKE_SNAPSHOT: Final = """
MERGE (snapshot:Snapshot {id: $id})
SET snapshot.asOf = $today, snapshot.at = $at, snapshot.stale = false
"""
FORGET_GROUPS: Final = """
MATCH (group:PayGroup)
DELETE group
"""
WRITE_GROUPS: Final = """
UNWIND $rows AS row
CREATE (group:PayGroup {key: row.key})
SET group.people = row.people, group.median = row.median, group.absent = row.absent
"""


async def read_state(database: Database) -> Any:
    """Return day, moment and staleness of the snapshot, None where there is none."""
    [[state]] = await database.read(READ_STATE)
    return state


async def read_surroundings(
    database: Database, subject: str
) -> tuple[tuple[Regulation, ...], dict[str, str]]:
    """Return the regulations of a subject, and the one occupation that each older one became.

    An occupation that was split stays what it is.
    """
    [[regulations, became]] = await database.read(SURROUNDINGS, {"subject": subject})
    one = {older: newest[0] for older, newest in became if len(newest) == 1}
    return decode_regulations(regulations), one


async def read_arrangements(database: Database, today: date) -> list[list[Any]]:
    """Return the arrangements in force today, each as `ARRANGEMENTS` lists it."""
    found: list[list[Any]] = []
    after = ""
    while True:
        parameters = {"after": after, "limit": PAGE, "today": today}
        [[rows]] = await database.read(ARRANGEMENTS, parameters, timeout=60.0)
        found += [row for row in rows if row[-1]]
        if len(rows) < PAGE:
            return found
        after = max(row[0] for row in rows)


async def write_groups(
    database: Database, rows: Sequence[Mapping[str, object]], *, today: date, at: datetime
) -> None:
    """Replace the snapshot, in one transaction; the node is its lock."""

    async def replace(transaction: Transaction) -> None:
        values = {"id": SNAPSHOT, "today": today, "at": moment_text(at)}
        await transaction.run(TAKE_SNAPSHOT, values)
        await transaction.run(FORGET_GROUPS)
        for start in range(0, len(rows), PAGE):
            await transaction.run(WRITE_GROUPS, {"rows": list(rows[start : start + PAGE])})

    await database.write(replace, timeout=60.0)
