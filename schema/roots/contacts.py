"""An enterprise asks a candidate to be in contact; the worker consents or declines."""

from __future__ import annotations

import strawberry

from registry.programme import contacts as service
from registry.recording.contacts import AnswerOrder, ContactOrder
from registry.recording.refusals import Refusal
from registry.recording.requests import Request
from schema.asking import Info, selection_of
from schema.fields import Row, resolved
from schema.recording import made, office, refused
from schema.scalars import Date
from schema.types.contacts import (
    ContactRequestConnection,
    ContactRequestResult,
    ContactState,
    RecordedContactRequest,
)


@strawberry.type
class ContactQuery:
    @resolved(
        "Requests to be in contact: those that the enterprise sent, or that the holder was sent, "
        "the latest first; an administrator names one of the two (联系请求)",
        ContactRequestConnection,
    )
    async def contact_requests(
        self,
        info: Info,
        state: ContactState | None = None,
        worker: strawberry.ID | None = None,
        enterprise: strawberry.ID | None = None,
        first: int | None = None,
        after: str | None = None,
    ) -> Row:
        """Read a page of requests."""
        asked = {"state": state, "worker": worker, "enterprise": enterprise}
        return await service.contact_requests(
            info.context,
            {**asked, "first": first, "after": after},
            selection_of(info),
            **asked,
        )


@strawberry.type
class ContactMutation:
    @resolved(
        "Asks a candidate, by the id of the card, to be in contact (请求联系)", ContactRequestResult
    )
    async def request_contact(
        self,
        info: Info,
        candidate: strawberry.ID,
        purpose: str,
        idempotency_key: strawberry.ID,
        message: str | None = None,
    ) -> object:
        """Record a request."""
        order = ContactOrder(candidate=candidate, purpose=purpose, message=message)
        given = {"candidate": candidate, "purpose": purpose, "message": message}
        request = Request(info.context.viewer, idempotency_key, info.field_name, given)
        return await _shown(info, await office(info).contacts.request(request, order))

    @resolved(
        "Answers a request: to accept is a consent CONTACT to that enterprise, until a day or open "
        "(答复联系请求)",
        ContactRequestResult,
    )
    async def answer_contact_request(
        self,
        info: Info,
        id: strawberry.ID,
        accept: bool,  # noqa: FBT001 - an argument of the schema
        idempotency_key: strawberry.ID,
        until: Date | None = None,
    ) -> object:
        """Record the worker's answer."""
        order = AnswerOrder(request=id, accept=accept, until=until)
        given = {"id": id, "accept": accept, "until": until}
        request = Request(info.context.viewer, idempotency_key, info.field_name, given)
        return await _shown(info, await office(info).contacts.answer(request, order))


async def _shown(info: Info, answer: object) -> object:
    if isinstance(answer, Refusal):
        return refused(info, answer)
    wanted = selection_of(info).below("contactRequest")
    row = await service.contact_request(info.context, _id(answer), wanted)
    return made(RecordedContactRequest, contact_request=row)


def _id(answer: object) -> str:
    """Return the id of the request in what was made."""
    key: str = answer["contactRequestId"]  # type: ignore[index]  # a mapping: what was made
    return key
