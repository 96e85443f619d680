"""Requests to be in contact with a candidate, and the worker's answer.

An enterprise knows a candidate by a card without a name. It asks, saying what for; the worker alone
decides. To accept is a consent CONTACT to that enterprise (PIPL 23: a separate consent, to one), of
the period that the worker says: from then on the tie of that consent shows the name, and whoever
withdraws the consent is without a name again. To decline shows nothing, not even that there was a
person.

The regulation CONTACT says how many requests may be open, how long one may wait, and for how many
days a worker who declined or did not answer is left in peace (网络数据安全管理条例 22). Without one
in force where the enterprise is nobody is asked: what is not ruled is not allowed to disturb.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from registry.access import Act
from registry.candidates.cards import CARD_PURPOSE
from registry.dates import DAY, moment_text
from registry.events import AccessEvent
from registry.graph.driver import Transaction
from registry.graph.recording.consents import grant_consent
from registry.graph.recording.contacts import (
    Basis,
    asked,
    record_answer,
    record_request,
    request_basis,
)
from registry.recording.refusals import Refusal, refuse
from registry.recording.requests import Made, Request, Requests
from registry.recording.rights import may
from registry.regulations import regulation_in_force
from registry.viewer import Role
from registry.vocabulary import ConsentPurpose

SUBJECT: Final = "CONTACT"
MAX_PURPOSE: Final = 200
MAX_MESSAGE: Final = 1_000

PENDING: Final = "PENDING"
ACCEPTED: Final = "ACCEPTED"
DECLINED: Final = "DECLINED"


@dataclass(frozen=True, slots=True)
class ContactOrder:
    """What an enterprise asks: a card by the id that it was given, what for, in what words."""

    candidate: str
    purpose: str
    message: str | None


@dataclass(frozen=True, slots=True)
class AnswerOrder:
    """What a worker answers: `until` is the last day of the consent, None open."""

    request: str
    accept: bool
    until: date | None


@dataclass(frozen=True, slots=True)
class Contacts:
    """Records requests and answers."""

    requests: Requests

    async def request(self, request: Request, order: ContactOrder) -> Made | Refusal:
        """Record a request; made is `contactRequestId`."""
        if not may(request.viewer, Act.CONTACT):
            return Refusal("FORBIDDEN")
        if not 0 < len(order.purpose.strip()) <= MAX_PURPOSE:
            return Refusal("INVALID_TEXT", "purpose")
        if order.message is not None and len(order.message) > MAX_MESSAGE:
            return Refusal("INVALID_TEXT", "message")
        worker = self.requests.sealing.unseal(request.viewer.scope, CARD_PURPOSE, order.candidate)
        if worker is None:
            return Refusal("CANDIDATE_NOT_FOUND")
        return await self.requests.answer(
            request, lambda tx: self._request(tx, request, order, worker)
        )

    async def answer(self, request: Request, order: AnswerOrder) -> Made | Refusal:
        """Record an answer; made is `contactRequestId`."""
        if not may(request.viewer, Act.CONSENT):
            return Refusal("FORBIDDEN")
        return await self.requests.answer(request, lambda tx: self._answer(tx, request, order))

    async def _request(
        self, tx: Transaction, request: Request, order: ContactOrder, worker: str
    ) -> Made:
        today, enterprise = self.requests.today(), request.viewer.organisation or ""
        basis = await request_basis(
            tx, enterprise=enterprise, worker=worker, today=today, subject=SUBJECT
        )
        if basis is None or not basis.may_be_found:
            raise refuse("CANDIDATE_NOT_FOUND")
        days = judge(basis, today)
        now, request_id = self.requests.now(), f"contact-{uuid.uuid4().hex}"
        await record_request(
            tx,
            enterprise=enterprise,
            worker=worker,
            request={
                "id": request_id,
                "enterprise": enterprise,
                "purpose": order.purpose.strip(),
                "message": order.message,
                "at": moment_text(now),
                "state": PENDING,
                "expires": today + timedelta(days),
            },
            event=AccessEvent(
                at=now,
                role=request.viewer.role.value,
                organisation=enterprise,
                purpose=request.operation,
                fields=("message", "purpose"),
                people=(worker,),
            ),
        )
        return {"contactRequestId": request_id}

    async def _answer(self, tx: Transaction, request: Request, order: AnswerOrder) -> Made:
        today = self.requests.today()
        viewer = request.viewer
        whose = viewer.subject if viewer.role is Role.HOLDER else None
        found = await asked(tx, order.request, worker=whose)
        if found is None:
            raise refuse("CONTACT_REQUEST_NOT_FOUND")
        if found.state != PENDING:
            raise refuse("ALREADY_ANSWERED")
        if found.expires < today:
            raise refuse("REQUEST_EXPIRED", str(found.expires))
        if order.accept:
            if order.until is not None and order.until < today:
                raise refuse("INVALID_PERIOD", f"{today} / {order.until}")
            purpose = ConsentPurpose.CONTACT
            await grant_consent(
                tx,
                found.worker,
                key=f"{found.worker}|{purpose}|{today.isoformat()}|{found.enterprise}",
                purpose=purpose,
                period=(today, order.until),
                grantee=found.enterprise,
            )
        answer = {
            "state": ACCEPTED if order.accept else DECLINED,
            "answeredOn": today,
            "until": order.until if order.accept else None,
        }
        await record_answer(tx, order.request, answer)
        return {"contactRequestId": order.request}


def judge(basis: Basis, today: date) -> int:
    """Return how many days the worker has to answer.

    Raises:
        RefusedError: nobody may be asked now, or not this worker by this enterprise.
    """
    regulation = regulation_in_force(basis.regulations, place=basis.place, on=today)
    if regulation is None:
        raise refuse("NO_REGULATION", SUBJECT)
    asked = regulation.parameters
    if basis.in_contact:
        raise refuse("ALREADY_GRANTED")
    if any(one.state == PENDING and one.expires >= today for one in basis.earlier):
        raise refuse("ALREADY_REQUESTED")
    again = _again_from(basis, asked["peaceDays"])
    if again is not None and again > today:
        raise refuse("REQUESTED_LATELY", str(again))
    if basis.open_requests >= asked["openAtMost"]:
        raise refuse("TOO_MANY_REQUESTS", str(asked["openAtMost"]))
    days: int = asked["answerDays"]
    return days


def _again_from(basis: Basis, peace_days: int) -> date | None:
    """Return from when the worker may be asked again; None: nothing stands in the way."""
    ends = [
        one.answered_on if one.state == DECLINED else one.expires
        for one in basis.earlier
        if one.state in {DECLINED, PENDING}
    ]
    last = max((end for end in ends if end is not None), default=None)
    return None if last is None else last + (peace_days + 1) * DAY
