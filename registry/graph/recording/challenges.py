"""Bids for challenges, and awards: what they are judged by, and their record."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from registry.graph.driver import Transaction

# Locks the challenge: of two bids of one organisation at once, or two awards, the second sees the
# first.
CHALLENGE: Final = """
MATCH (challenge:Challenge {id: $id})
SET challenge += {}
WITH challenge
RETURN toString(challenge.publishedOn), toString(challenge.deadline), challenge.status,
  head([(owner:Organisation)-[:POSES]->(challenge) | owner.uscc]),
  EXISTS { MATCH (:Organisation {uscc: $bidder}) },
  COLLECT {
    MATCH (bidder:Organisation)-[bid:BIDS_FOR]->(challenge)
    RETURN [bidder.uscc, toString(bid.bidOn), bid.awarded]
  }
"""

RECORD_BID: Final = """
MATCH (challenge:Challenge {id: $id})
MATCH (bidder:Organisation {uscc: $bidder})
CREATE (bidder)-[:BIDS_FOR {bidOn: $on}]->(challenge)
"""

RECORD_AWARD: Final = """
MATCH (challenge:Challenge {id: $id})
SET challenge.status = 'AWARDED'
WITH challenge
MATCH (bidder:Organisation)-[bid:BIDS_FOR]->(challenge)
SET bid.awarded = bidder.uscc = $bidder,
    bid.awardedOn = CASE WHEN bidder.uscc = $bidder THEN $on END
"""


@dataclass(frozen=True, slots=True)
class PosedChallenge:
    """A challenge on record; `bids` are the days of the bids by bidder."""

    published_on: date
    deadline: date
    status: str
    owner: str | None
    bidder_is_known: bool
    bids: dict[str, date]
    is_awarded: bool


async def locked_challenge(tx: Transaction, id_: str, bidder: str) -> PosedChallenge | None:
    """Lock a challenge and return what is known of it; None if there is no such challenge."""
    rows = await tx.run(CHALLENGE, {"id": id_, "bidder": bidder})
    if not rows:
        return None
    published, deadline, status, owner, is_known, bids = rows[0]
    return PosedChallenge(
        published_on=date.fromisoformat(published),
        deadline=date.fromisoformat(deadline),
        status=status,
        owner=owner,
        bidder_is_known=is_known,
        bids={uscc: date.fromisoformat(on) for uscc, on, _ in bids},
        is_awarded=any(awarded for _, _, awarded in bids),
    )


async def record_bid(tx: Transaction, id_: str, bidder: str, *, on: date) -> None:
    """Record a bid."""
    await tx.run(RECORD_BID, {"id": id_, "bidder": bidder, "on": on})


async def record_award(tx: Transaction, id_: str, bidder: str, *, on: date) -> None:
    """Record that one bid was awarded, and the others were not."""
    await tx.run(RECORD_AWARD, {"id": id_, "bidder": bidder, "on": on})
