"""What guests left behind at a host (S31): whom they taught, and what those became up to today."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from registry.errors import BadArgumentError
from registry.graph.heads.knowledge import KNOWLEDGE_FLOW
from registry.graph.selection import Selection
from registry.graph.shapes.model import Row
from registry.inquiry import Inquiry


async def knowledge_flow(
    inquiry: Inquiry,
    wanted: Selection,
    *,
    enterprise: str | None,
    period: tuple[date, date],
    paging: Mapping[str, object],
) -> Row:
    """Return whom guests of a host began to teach in a period, the earliest first.

    Without an enterprise it is the viewer's own.

    Raises:
        BadArgumentError: the period ends before it begins, or no enterprise is named by somebody
            who has none.
    """
    start, end = period
    host = enterprise or inquiry.viewer.organisation
    if host is None:
        raise BadArgumentError("enterprise is missing: name the host")
    if end < start:
        raise BadArgumentError(f"the period from {start} to {end} ends before it begins")
    page = inquiry.page(
        KNOWLEDGE_FLOW.name, {"enterprise": host, "from": start, "to": end, **paging}
    )
    extras = {"summary"} | ({"totalCount"} if wanted.has("totalCount") else set())
    answer = await inquiry.read(
        KNOWLEDGE_FLOW,
        wanted.below("nodes"),
        frozenset(extras),
        **{"uscc": host, "from": start, "to": end},
        limit=page.limit,
        position=page.position,
    )
    guests, taught, promoted = answer.extras["summary"]
    return {
        **inquiry.connected(page, answer),
        "guests": guests,
        "taught": taught,
        "promoted": promoted,
    }
