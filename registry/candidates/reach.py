"""`reachThrough`: who could introduce an enterprise to a candidate."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from registry.access import finder, sees_sealed_evidence
from registry.candidates.cards import CARD_PURPOSE
from registry.errors import BadArgumentError
from registry.graph.heads.reach import REACHED
from registry.graph.selection import Selection

if TYPE_CHECKING:
    from registry.inquiry import Inquiry

MAX_HOPS: Final = 6
_PERSON_PURPOSE: Final = "reach"


async def reach_through(
    inquiry: Inquiry, enterprise: str, card_id: str, max_hops: int
) -> list[dict[Any, Any]]:
    """Return the shortest chains, at most ten, of at most `max_hops` steps.

    People on the way are named only where the viewer knows them; the candidate is not named at all.

    Raises:
        BadArgumentError: the number of hops is outside 1 to 6.
    """
    if not 1 <= max_hops <= MAX_HOPS:
        raise BadArgumentError(f"maxHops is {max_hops}, must be 1 to {MAX_HOPS}")
    viewer, sealing = inquiry.viewer, inquiry.services.sealing
    worker_id, who = sealing.unseal(viewer.scope, CARD_PURPOSE, card_id), finder(viewer)
    if worker_id is None or who is None:
        return []
    answer = await inquiry.read(
        REACHED,
        Selection.of("hops"),
        enterprise=enterprise,
        id=worker_id,
        grantee=who.grantee,
        agency=who.within,
        maxHops=max_hops,
    )

    def hop(kind: str, label: str | None, node_id: str) -> dict[str, str]:
        if kind == "candidate":
            return {
                "kind": kind,
                "label": "候选人" if inquiry.language == "zh" else "the candidate",
                "id": card_id,
            }
        if kind == "worker" and sees_sealed_evidence(viewer):
            node_id = sealing.seal(viewer.scope, _PERSON_PURPOSE, node_id)
        return {"kind": kind, "label": label or "", "id": node_id}

    return [{"hops": [hop(*one) for one in row["_hops"]]} for _, row in answer.rows]
