"""`contactRequests`: a page for who sent them, or for who was asked."""

from __future__ import annotations

from collections.abc import Mapping

from registry.access import contact_parties
from registry.candidates.cards import CARD_PURPOSE
from registry.graph.heads.contacts import RECEIVED, RECORDED, SENT
from registry.graph.layout import connection
from registry.graph.selection import Selection
from registry.graph.shapes.model import Row
from registry.inquiry import Inquiry
from registry.viewer import Role


async def contact_requests(
    inquiry: Inquiry,
    arguments: Mapping[str, object],
    selection: Selection,
    *,
    worker: str | None,
    enterprise: str | None,
    state: str | None,
) -> Row:
    """Return a page; nobody but the two parties and the administrator finds any."""
    whose = contact_parties(inquiry.viewer, worker=worker, enterprise=enterprise)
    if whose is None:
        return connection([], [], more=False, page_is_first=True, total=0)
    page = await inquiry.connection(
        SENT if whose.organisation is not None else RECEIVED,
        arguments,
        selection,
        enterprise=whose.organisation,
        worker=whose.worker,
        state=state,
    )
    for row in page["nodes"]:
        _complete(inquiry, row)
    return page


async def contact_request(inquiry: Inquiry, request_id: str, selection: Selection) -> Row | None:
    """Return the request that a mutation just recorded."""
    row = await inquiry.one(RECORDED, selection, key=request_id)
    if row is not None:
        _complete(inquiry, row)
    return row


def _complete(inquiry: Inquiry, row: Row) -> None:
    """Give an enterprise the id of the card: it has no other name for whom it asked."""
    seal, viewer = inquiry.services.sealing.seal, inquiry.viewer
    is_sender = viewer.role is Role.ENTERPRISE
    row["candidate"] = seal(viewer.scope, CARD_PURPOSE, row["_worker"]) if is_sender else None
