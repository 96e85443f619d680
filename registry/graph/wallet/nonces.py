"""Nonces of key proofs that were used: each once, kept until it would have expired anyway."""

from __future__ import annotations

from typing import Final

from registry.graph.driver import Database, Transaction
from registry.graph.errors import AlreadyThereError

# What has expired is refused by its own date, so it need not be remembered; a few go with each use.
SPEND_NONCE: Final = """
OPTIONAL MATCH (old:UsedNonce) WHERE old.expires < $now
WITH old LIMIT 20
DELETE old
WITH count(*) AS gone
CREATE (:UsedNonce {id: $id, expires: $expires})
"""


async def spend_nonce(database: Database, nonce_id: str, *, expires: int, now: int) -> bool:
    """Use up a nonce, given by its digest; False if somebody has used it before.

    Times are unix seconds.
    """
    parameters = {"id": nonce_id, "expires": expires, "now": now}

    async def unit(tx: Transaction) -> None:
        await tx.run(SPEND_NONCE, parameters)

    try:
        await database.write(unit)
    except AlreadyThereError:
        return False
    return True
