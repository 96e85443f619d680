"""`similarWorkers`: people like a candidate, and what makes them alike."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from registry.access import finder
from registry.candidates.cards import CARD_PURPOSE, Cards
from registry.errors import BadArgumentError
from registry.graph.heads.similar import SIMILAR
from registry.graph.policies import decode_policies
from registry.graph.selection import Selection

if TYPE_CHECKING:
    from registry.inquiry import Inquiry

MAX_SIMILAR: Final = 50


async def similar_workers(
    inquiry: Inquiry, worker: str, first: int, selection: Selection
) -> list[dict[Any, Any]]:
    """Return cards of people whom the viewer would find, with what they share with this one.

    `worker` is the id of a worker or, for whoever was given one in a search, of a candidate;
    nobody is similar to somebody whom the viewer may not see.

    Raises:
        BadArgumentError: `first` is outside 1 to 50.
    """
    if not 1 <= first <= MAX_SIMILAR:
        raise BadArgumentError(f"first is {first}, must be 1 to {MAX_SIMILAR}")
    who = finder(inquiry.viewer)
    if who is None:
        return []
    found = inquiry.services.sealing.unseal(inquiry.viewer.scope, CARD_PURPOSE, worker)
    wanted = selection.below("candidate")
    judges = wanted.has("eligibility")
    answer = await inquiry.read(
        SIMILAR,
        wanted,
        frozenset({"policies"}) if judges else frozenset(),
        id=found or worker,
        asCandidate=found is not None,
        grantee=who.grantee,
        agency=who.within,
        limit=first,
        filings=judges,
    )
    cards = Cards(inquiry, decode_policies(answer.extras["policies"] or ()))
    for _, row in answer.rows:
        cards.complete(row)
    return [{"candidate": row, "shared": _shared(ties)} for ties, row in answer.rows]


def _shared(ties: Any) -> list[dict[str, str]]:
    """Return what is shared, the rarest kind of thing first."""
    order = ("STUDIO", "PROJECT", "COMPETITION", "OCCUPATION")
    return [
        {"kind": kind, "id": id_, "label": label or id_}
        for kind, id_, label in sorted(ties, key=lambda tie: (order.index(tie[0]), tie[1]))
    ]
