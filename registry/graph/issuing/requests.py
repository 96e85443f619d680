"""Requests under their idempotency key: written in the transaction of what they ask for.

`MERGE` on the unique key takes its lock first, so a second request with the same key waits for the
outcome of the first one and then finds its answer. A retry after a lost answer to COMMIT
(`OutcomeUnknownError`) is told from a new request in the same way.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from registry.graph.driver import Transaction

CLAIM_REQUEST: Final = """
MERGE (request:Request {key: $key})
ON CREATE SET request.inputHash = $inputHash, request.at = $at
RETURN request.inputHash, request.result
"""

FINISH_REQUEST: Final = """
MATCH (request:Request {key: $key})
SET request.result = $result
"""


@dataclass(frozen=True, slots=True)
class Claim:
    """Who claimed a key: the hash of the first input, and its sealed answer if there is one."""

    input_hash: str
    result: str | None


async def claim_request(tx: Transaction, key: str, *, input_hash: str, at: str) -> Claim:
    """Take the key, or find what was asked and answered under it before."""
    rows = await tx.run(CLAIM_REQUEST, {"key": key, "inputHash": input_hash, "at": at})
    return Claim(rows[0][0], rows[0][1])


async def finish_request(tx: Transaction, key: str, result: str) -> None:
    """Keep the sealed answer."""
    await tx.run(FINISH_REQUEST, {"key": key, "result": result})
