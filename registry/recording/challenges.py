"""Bids for challenges by organisations, and awards by whoever posed them (S9).

A bid counts from the day it is recorded, so nobody bids for a day that is over. An award is said of
a bid that was made in time, once, and not while others may still bid.
"""

from __future__ import annotations

from dataclasses import dataclass

from registry.access import Act
from registry.dates import in_force
from registry.graph.driver import Transaction
from registry.graph.recording.challenges import locked_challenge, record_award, record_bid
from registry.recording.refusals import Refusal, refuse
from registry.recording.requests import Made, Request, Requests
from registry.recording.rights import may, own_organisation


@dataclass(frozen=True, slots=True)
class Challenges:
    """Records bids and awards. Made is `challengeId`."""

    requests: Requests

    async def bid(self, request: Request, challenge: str, bidder: str) -> Made | Refusal:
        """Record a bid of today."""
        if not may(request.viewer, Act.BID):
            return Refusal("FORBIDDEN")
        if own_organisation(request.viewer) not in {None, bidder}:
            return Refusal("NOT_OWN_BID")
        return await self.requests.answer(request, lambda tx: self._bid(tx, challenge, bidder))

    async def award(self, request: Request, challenge: str, bidder: str) -> Made | Refusal:
        """Record today's award of a challenge to a bidder."""
        if not may(request.viewer, Act.BID):
            return Refusal("FORBIDDEN")
        owner = own_organisation(request.viewer)
        return await self.requests.answer(
            request, lambda tx: self._award(tx, owner, challenge, bidder)
        )

    async def _bid(self, tx: Transaction, challenge: str, bidder: str) -> Made:
        today = self.requests.today()
        posed = await locked_challenge(tx, challenge, bidder)
        # What is not yet published is not there.
        if posed is None or today < posed.published_on:
            raise refuse("CHALLENGE_NOT_FOUND", challenge)
        if not posed.bidder_is_known:
            raise refuse("BIDDER_NOT_FOUND", bidder)
        if posed.status != "OPEN" or posed.is_awarded or today > posed.deadline:
            raise refuse("BIDDING_CLOSED", f"{posed.status}, {posed.deadline}")
        if posed.owner == bidder:
            raise refuse("OWN_CHALLENGE")
        if bidder in posed.bids:
            raise refuse("ALREADY_BID", f"{posed.bids[bidder]}")
        await record_bid(tx, challenge, bidder, on=today)
        return {"challengeId": challenge}

    async def _award(self, tx: Transaction, owner: str | None, challenge: str, bidder: str) -> Made:
        today = self.requests.today()
        posed = await locked_challenge(tx, challenge, bidder)
        # Absent and forbidden look alike.
        if posed is None or owner not in {None, posed.owner}:
            raise refuse("CHALLENGE_NOT_FOUND", challenge)
        if posed.is_awarded or posed.status in {"AWARDED", "CANCELLED"}:
            raise refuse("ALREADY_DECIDED", posed.status)
        if today <= posed.deadline:
            raise refuse("BIDDING_OPEN", f"{posed.deadline}")
        made_on = posed.bids.get(bidder)
        if made_on is None:
            raise refuse("BID_NOT_FOUND", bidder)
        if not in_force(posed.published_on, posed.deadline, made_on):
            raise refuse("BID_NOT_IN_TIME", f"{made_on}")
        await record_award(tx, challenge, bidder, on=today)
        return {"challengeId": challenge}
