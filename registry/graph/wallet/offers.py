"""Offers of a certificate to a wallet.

An offer is found by the digest of its code, later by that of the access token that the code was
changed for; neither secret is in the graph. `SET offer += {}` takes the lock of the node, so of two
who come with the same code the second sees what the first has done.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from registry.graph.driver import Database, Transaction

# A few that ran out long ago go with each new one; their access tokens have run out, too.
RECORD_OFFER: Final = """
OPTIONAL MATCH (old:Offer) WHERE old.expires < $forgotten
WITH old LIMIT 20
DETACH DELETE old
WITH count(*) AS gone
MATCH (holder:Worker)-[:HOLDS]->(certificate:Certificate {key: $key})
CREATE (offer:Offer {
  id: $id, at: $at, expires: $expires, configurations: $configurations,
  pinHash: $pinHash, triesLeft: $triesLeft
})-[:OFFERS_CERTIFICATE]->(certificate)
"""

LOCK_BY_CODE: Final = """
MATCH (offer:Offer {id: $id})-[:OFFERS_CERTIFICATE]->(certificate:Certificate)
MATCH (holder:Worker)-[:HOLDS]->(certificate)
SET offer += {}
RETURN offer.id, certificate.key, certificate.issuerPrefix, holder.id, offer.configurations,
  offer.expires, offer.pinHash, offer.triesLeft, offer.tokenHash IS NOT NULL, offer.tokenExpires
"""

OFFER_REDEEMED: Final = """
MATCH (offer:Offer {tokenHash: $token})-[:OFFERS_CERTIFICATE]->(certificate:Certificate)
MATCH (holder:Worker)-[:HOLDS]->(certificate)
RETURN offer.id, certificate.key, certificate.issuerPrefix, holder.id, offer.configurations,
  offer.expires, offer.pinHash, offer.triesLeft, true, offer.tokenExpires
"""

SPEND_TRY: Final = """
MATCH (offer:Offer {id: $id})
SET offer.triesLeft = offer.triesLeft - 1
"""

REDEEM: Final = """
MATCH (offer:Offer {id: $id})
SET offer.tokenHash = $token, offer.tokenExpires = $expires
"""


@dataclass(frozen=True, slots=True)
class OfferRecord:
    """An offer as the graph knows it; times are unix seconds.

    `pin_hash` is None for an offer without transaction code, `prefix` for an issuer not known.
    """

    id: str
    certificate_key: str
    prefix: str | None
    holder: str
    configurations: list[str]
    expires: int
    pin_hash: str | None
    tries_left: int
    is_redeemed: bool
    token_expires: int | None


async def record_offer(
    tx: Transaction, certificate_key: str, offer: dict[str, object], *, forgotten: int
) -> None:
    """Record an offer, and forget some that expired before `forgotten` (unix seconds).

    `offer` holds `id` (digest of the code), `at` (a moment's text), `expires`, `configurations`,
    `pinHash`, `triesLeft`.
    """
    await tx.run(RECORD_OFFER, {"key": certificate_key, "forgotten": forgotten, **offer})


async def lock_offer(tx: Transaction, offer_id: str) -> OfferRecord | None:
    """Lock and return the offer of a code's digest."""
    rows = await tx.run(LOCK_BY_CODE, {"id": offer_id})
    return OfferRecord(*rows[0]) if rows else None


async def offer_of_token(database: Database, token_hash: str) -> OfferRecord | None:
    """Return the offer whose code was changed for this access token."""
    rows = await database.read(OFFER_REDEEMED, {"token": token_hash})
    return OfferRecord(*rows[0]) if rows else None


async def spend_try(tx: Transaction, offer_id: str) -> None:
    """Count a wrong transaction code."""
    await tx.run(SPEND_TRY, {"id": offer_id})


async def redeem_offer(tx: Transaction, offer_id: str, *, token_hash: str, expires: int) -> None:
    """Record that the code was changed for an access token, good until `expires`."""
    await tx.run(REDEEM, {"id": offer_id, "token": token_hash, "expires": expires})
