"""Open bids: an organisation bids for a challenge, and whoever posed it awards it."""

from __future__ import annotations

import strawberry

from registry.graph.heads.recorded import CHALLENGE
from registry.programme.calls import with_conditions
from registry.recording.refusals import Refusal
from registry.recording.requests import Made, Request
from schema.asking import Info, selection_of
from schema.fields import resolved
from schema.recording import made, office, refused
from schema.types import bidding as types


@strawberry.type
class BiddingMutation:
    @resolved("Bids for a challenge, as of today (揭榜)", types.SubmitBidResult)
    async def submit_bid(
        self,
        info: Info,
        challenge: strawberry.ID,
        bidder: strawberry.ID,
        idempotency_key: strawberry.ID,
    ) -> object:
        """Record a bid of the own organisation."""
        request = _request(info, challenge, bidder, idempotency_key)
        return await _answer(info, await office(info).challenges.bid(request, challenge, bidder))

    @resolved(
        "Awards a challenge of the own organisation to a bidder, as of today (定榜)",
        types.AwardChallengeResult,
    )
    async def award_challenge(
        self,
        info: Info,
        challenge: strawberry.ID,
        bidder: strawberry.ID,
        idempotency_key: strawberry.ID,
    ) -> object:
        """Record who was awarded."""
        request = _request(info, challenge, bidder, idempotency_key)
        return await _answer(info, await office(info).challenges.award(request, challenge, bidder))


def _request(info: Info, challenge: str, bidder: str, key: str) -> Request:
    given = {"challenge": challenge, "bidder": bidder}
    return Request(info.context.viewer, key, info.field_name, given)


async def _answer(info: Info, answer: Made | Refusal) -> object:
    if isinstance(answer, Refusal):
        return refused(info, answer)
    wanted = selection_of(info).below("challenge")
    row = await info.context.one(CHALLENGE, wanted, key=answer["challengeId"])
    if row is not None:
        with_conditions(row, info.context.language)
    return made(types.RecordedChallenge, challenge=row)
