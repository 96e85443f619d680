"""`eligibility`: may this worker be appointed? Of a person whose record is open, or a candidate."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from registry.access import finder
from registry.candidates.cards import CARD_PURPOSE, Cards
from registry.editions import Editions
from registry.graph.heads.judging import JUDGED
from registry.graph.policies import decode_policies
from registry.graph.selection import Selection
from registry.vocabulary import Rank

if TYPE_CHECKING:
    from registry.inquiry import Inquiry


async def eligibility(
    inquiry: Inquiry, worker: str, target: str, *, policy: str | None, as_of: date | None
) -> dict[Any, Any] | None:
    """Return the report; None where there is no such person, policy or policy in force.

    `worker` is the id of a worker or, for whoever was given one in a search, of a candidate.
    """
    sealing, who = inquiry.services.sealing, finder(inquiry.viewer)
    found = sealing.unseal(inquiry.viewer.scope, CARD_PURPOSE, worker)
    answer = await inquiry.read(
        JUDGED,
        Selection.of("eligibility"),
        frozenset({"policies"}),
        id=found or worker,
        asCandidate=found is not None and who is not None,
        grantee=who.grantee if who else None,
        agency=who.within if who else None,
        filings=True,
    )
    if not answer.rows:
        return None
    _, row = answer.rows[0]
    policies = decode_policies(answer.extras["policies"])
    named = next((one for one in policies if one.id == policy), None)
    if policy is not None and named is None:
        return None
    cards = Cards(inquiry, policies)
    editions = Editions((newer, older) for newer, older in row["_kin"])
    judged = cards.judge(
        row["_facts"], Rank[target], editions, as_of=as_of or inquiry.today, policy=named
    )
    return None if judged is None else cards.report_row(judged, sealed=not row["_record"])
