"""What a holder shares: chosen facts of one certificate, under a code, for a time.

The code is not in the graph, only its digest; a holder names a share by its id.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from registry.graph.driver import Database, Transaction

RECORD_SHARE: Final = """
MATCH (holder:Worker {id: $worker})-[:HOLDS]->(certificate:Certificate {key: $certificate})
CREATE (holder)-[:SHARES]->(share:Share)-[:SHOWS]->(certificate)
SET share = $share
"""

COUNT_LIVE: Final = """
MATCH (:Worker {id: $worker})-[:SHARES]->(share:Share)
WHERE share.withdrawnAt IS NULL AND share.expires > $now
RETURN count(share)
"""

SHARES_OF: Final = """
MATCH (:Worker {id: $worker})-[:SHARES]->(share:Share)-[:SHOWS]->(certificate:Certificate)
RETURN share.id, certificate.key, certificate.issuerPrefix, $worker, share.facts, share.at,
  share.expires, share.withdrawnAt, share.looks
ORDER BY share.at DESC, share.id
"""

BY_CODE: Final = """
MATCH (holder:Worker)-[:SHARES]->(share:Share {codeHash: $code})-[:SHOWS]->(certificate:Certificate)
WHERE share.withdrawnAt IS NULL AND share.expires > $now
RETURN share.id, certificate.key, certificate.issuerPrefix, holder.id, share.facts, share.at,
  share.expires, share.withdrawnAt, share.looks
"""

COUNT_LOOK: Final = """
MATCH (share:Share {id: $id})
SET share.looks = share.looks + 1
"""

WITHDRAW: Final = """
MATCH (:Worker {id: $worker})-[:SHARES]->(share:Share {id: $id})
SET share.withdrawnAt = coalesce(share.withdrawnAt, $at)
RETURN share.id
"""


@dataclass(frozen=True, slots=True)
class ShareRecord:
    """A share; `at` and `withdrawn_at` are moments' texts, `expires` unix seconds."""

    id: str
    certificate_key: str
    prefix: str | None
    holder: str
    facts: list[str]
    at: str
    expires: int
    withdrawn_at: str | None
    looks: int


async def record_share(
    tx: Transaction, worker: str, certificate_key: str, share: dict[str, object]
) -> None:
    """Record a share: `id`, `codeHash`, `facts`, `at`, `expires`, `looks`."""
    parameters = {"worker": worker, "certificate": certificate_key, "share": share}
    await tx.run(RECORD_SHARE, parameters)


async def count_live_shares(tx: Transaction, worker: str, *, now: int) -> int:
    """Return how many shares of a worker can be looked at now (unix seconds)."""
    count: int = (await tx.run(COUNT_LIVE, {"worker": worker, "now": now}))[0][0]
    return count


async def shares_of(database: Database, worker: str) -> tuple[ShareRecord, ...]:
    """Return all shares of a worker, the newest first."""
    return tuple(ShareRecord(*row) for row in await database.read(SHARES_OF, {"worker": worker}))


async def share_by_code(database: Database, code_hash: str, *, now: int) -> ShareRecord | None:
    """Return the share of a code's digest if it can be looked at now (unix seconds)."""
    rows = await database.read(BY_CODE, {"code": code_hash, "now": now})
    return ShareRecord(*rows[0]) if rows else None


async def count_look(database: Database, share_id: str) -> None:
    """Count a look at a share."""

    async def unit(tx: Transaction) -> None:
        await tx.run(COUNT_LOOK, {"id": share_id})

    await database.write(unit)


async def withdraw_share(database: Database, worker: str, share_id: str, *, at: str) -> bool:
    """Withdraw a worker's share; False if the worker has none of that id."""

    async def unit(tx: Transaction) -> bool:
        return bool(await tx.run(WITHDRAW, {"worker": worker, "id": share_id, "at": at}))

    return await database.write(unit)
