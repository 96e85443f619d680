"""Changes of certificates: written with their cause, put in order when somebody reads.

A change is written in the transaction of its cause (`record_changes`), without a place, under the
label `Unplaced`. Its position in the feed is given later (`place_changes`), by whoever reads the
feed next, or at the end of an import: in one transaction that holds the lock of the node
`ChangeFeed`, and counts on from where the last one stopped. So writers never wait for each other, a
change is never placed before it is committed, and positions are dense. A second transaction moves
`head` up to what is placed: whoever sees it sees everything up to it, since the first was whole
before the second began.

    position  1 .. head   placed, shown
    head + 1 .. next - 1  placed by somebody who died before the second transaction: shown next time
    Unplaced              committed, without position yet

The feed begins with one change `BEGUN` for all certificates that were there before it, of which no
single change is on record: those of a bulk load.
"""

from __future__ import annotations

import secrets
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

from registry.graph.driver import Database, Transaction
from registry.graph.steps import Steps, run_steps

MOST_AT_ONCE: Final = 5_000
"""Changes that one transaction places."""
_ROUNDS: Final = 4
"""Transactions that one reader makes at most; the next one goes on."""


class ChangeKind(StrEnum):
    """What happened to a certificate. Stored and published: never rename or reuse one."""

    BEGUN = "BEGUN"
    RECORDED = "RECORDED"
    UPDATED = "UPDATED"
    CONFLICT = "CONFLICT"
    STATUS_CHANGED = "STATUS_CHANGED"


@dataclass(frozen=True, slots=True)
class Change:
    """Something that happened to a certificate, by its key; `at` is a moment's text.

    `provider` says whose row did it, `status` is the new one, `differs` the contradicted columns.
    """

    certificate: str
    kind: ChangeKind
    at: str
    provider: str | None = None
    status: str | None = None
    differs: tuple[str, ...] = ()

    def row(self, number: int = 0) -> dict[str, Any]:
        """Return it as a row of `$rows`; `number` orders the changes of one transaction."""
        return {
            "certificate": self.certificate,
            "set": {
                "id": f"{time.time_ns():020d}-{number:06d}-{secrets.token_hex(4)}",
                "kind": self.kind.value,
                "at": self.at,
                "provider": self.provider,
                "status": self.status,
                "differs": list(self.differs) or None,
            },
        }


# The issuer is who was filed when it happened: a page of the feed is found by these copies.
RECORD_CHANGES: Final = """
UNWIND $rows AS row
MATCH (certificate:Certificate {key: row.certificate})
WITH row, certificate, head(COLLECT {
    MATCH (certificate)-[:ISSUED_UNDER]->(:EvaluationFiling)<-[:FILED_AS]-(owner:Organisation)
    RETURN owner LIMIT 1
}) AS issuer
CREATE (change:Change:Unplaced)-[:OF]->(certificate)
SET change = row.set, change.number = certificate.number,
    change.certificateKind = certificate.kind, change.issuer = issuer.uscc,
    change.provinceCode = issuer.provinceCode, change.cityCode = issuer.cityCode,
    change.division = issuer.division
"""

LOCK_FEED: Final = """
MERGE (feed:ChangeFeed {id: 'changes'})
ON CREATE SET feed.name = $name, feed.next = 1, feed.head = 0
SET feed += {}
RETURN feed.next = 1
"""

BEGIN_FEED: Final = """
WITH COUNT { MATCH (:Certificate) } - COUNT { MATCH (:Change {kind: 'RECORDED'}) } AS earlier
WHERE earlier > 0
CREATE (:Change:FeedBegin {id: 'begin', kind: 'BEGUN', at: $at, rows: earlier, position: 1})
WITH earlier
MATCH (feed:ChangeFeed {id: 'changes'})
SET feed.next = 2
"""

PLACE_CHANGES: Final = """
MATCH (feed:ChangeFeed {id: 'changes'})
WITH feed, feed.next AS first, COLLECT {
    MATCH (change:Unplaced) WHERE change.at >= ''
    RETURN change ORDER BY change.at, change.id LIMIT $limit
} AS waiting
SET feed.next = first + size(waiting)
WITH first, waiting
UNWIND range(0, size(waiting) - 1) AS place
WITH waiting[place] AS change, first + place AS position
SET change.position = position
REMOVE change:Unplaced
RETURN count(change)
"""

MOVE_HEAD: Final = """
MATCH (feed:ChangeFeed {id: 'changes'})
SET feed += {}
WITH feed
SET feed.head = feed.next - 1
"""


WAITING: Final = """
RETURN CASE WHEN EXISTS { MATCH (:ChangeFeed {id: 'changes'}) }
    THEN EXISTS { MATCH (:Unplaced) } OR EXISTS {
        MATCH (feed:ChangeFeed {id: 'changes'}) WHERE feed.head + 1 < feed.next }
    ELSE EXISTS { MATCH (:Certificate) } END
"""


def change_rows(changes: Sequence[Change]) -> list[Mapping[str, Any]]:
    """Return changes as `$rows` of `RECORD_CHANGES`, in their order."""
    return [change.row(number) for number, change in enumerate(changes)]


async def record_changes(tx: Transaction, changes: Sequence[Change]) -> None:
    """Record changes in the transaction of their cause, when the certificates are as they will be.

    They get their position when the feed is read.
    """
    await tx.run(RECORD_CHANGES, {"rows": change_rows(changes)})


async def place_changes(database: Database, *, at: str) -> None:
    """Give waiting changes their positions, the oldest first, and show what is placed."""
    for _ in range(_ROUNDS):
        placed = await database.write(lambda tx: run_steps(tx, position_steps(at)))
        await database.write(lambda tx: run_steps(tx, head_steps()))
        if placed < MOST_AT_ONCE:
            break


def position_steps(at: str) -> Steps[int]:
    """Yield what places waiting changes; the result is how many.

    They are not shown before the `head_steps` of another transaction.
    """
    [[is_new]] = yield LOCK_FEED, {"name": secrets.token_hex(8)}
    if is_new:
        yield BEGIN_FEED, {"at": at}
    rows = yield PLACE_CHANGES, {"limit": MOST_AT_ONCE}
    return int(rows[0][0]) if rows else 0


def head_steps() -> Steps[None]:
    """Yield what shows everything that was placed by transactions that have ended."""
    yield MOVE_HEAD, {}
