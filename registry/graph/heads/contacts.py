"""`contactRequests`: those that an enterprise sent, or that a worker was sent; the latest first.

Whose they are is decided before (`registry.access.contact_parties`): both starts are an index.
"""

from __future__ import annotations

from typing import Final, LiteralString

from registry.graph.shapes.model import Head

_STATE: Final = """
    WITH it, worker, CASE WHEN it.state = 'PENDING' AND it.expires < $today THEN 'EXPIRED'
                          ELSE it.state END AS state
    WHERE $state IS NULL OR state = $state"""

_PAGE: Final = """
    AND ($position IS NULL OR it.at < $position[0]
         OR it.at = $position[0] AND it.id > $position[1])
    WITH it, worker, state ORDER BY it.at DESC, it.id LIMIT $limit"""

_BY_ENTERPRISE: Final = """MATCH (it:ContactRequest {enterprise: $enterprise})
    -[:ASKS]->(worker:Worker)"""
_BY_WORKER: Final = "MATCH (worker:Worker {id: $worker})<-[:ASKS]-(it:ContactRequest)"


def _head(found: LiteralString) -> Head:
    return Head(
        name="contactRequests",
        type="ContactRequest",
        rows=found + _STATE + _PAGE,
        roles={"it": "it", "worker": "worker", "state": "state"},
        position="[it.at, it.id]",
        extras={"totalCount": "COUNT { " + found + _STATE + " RETURN it LIMIT 10001 }"},
    )


SENT: Final = _head(_BY_ENTERPRISE)
RECEIVED: Final = _head(_BY_WORKER)

RECORDED: Final = Head(
    name="recordedContactRequest",
    type="ContactRequest",
    rows="""MATCH (it:ContactRequest {id: $key})-[:ASKS]->(worker:Worker)
    WITH it, worker, it.state AS state""",
    roles={"it": "it", "worker": "worker", "state": "state"},
)
"""The request that a mutation just made or answered."""
