"""Consents, given and withdrawn by the worker alone (or an administrator for them).

Each purpose is a consent of its own (PIPL 23, 25). A withdrawal on a day takes effect on that day:
the consent's last day is the day before, so that whoever withdraws today is not found today. A
consent withdrawn on the day on which it began was never in force; it stays on record with an end
before its beginning, because proof of consent is kept (PIPL 56).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from registry.access import Act
from registry.dates import DAY
from registry.graph.driver import Transaction
from registry.graph.rebuild import rebuild
from registry.graph.recording.consents import (
    consent_parties,
    grant_consent,
    withdraw_consents,
)
from registry.recording.refusals import Refusal, refuse
from registry.recording.requests import Made, Request, Requests
from registry.recording.rights import may
from registry.viewer import Role, Viewer
from registry.vocabulary import ConsentPurpose


@dataclass(frozen=True, slots=True)
class GrantOrder:
    """What a worker asks for (`GrantConsentInput`)."""

    worker: str
    purpose: str
    start: date
    end: date | None
    grantee: str | None


@dataclass(frozen=True, slots=True)
class WithdrawOrder:
    """What a worker asks for (`WithdrawConsentInput`)."""

    worker: str
    purpose: str
    on: date
    grantee: str | None


@dataclass(frozen=True, slots=True)
class Consents:
    """Records consents and their end."""

    requests: Requests

    async def grant(self, request: Request, order: GrantOrder) -> Made | Refusal:
        """Record a consent; made is `consentKey`."""
        refusal = _refusal(request.viewer, order.worker, order.purpose)
        if refusal is not None:
            return refusal
        return await self.requests.answer(request, lambda tx: self._grant(tx, order))

    async def withdraw(self, request: Request, order: WithdrawOrder) -> Made | Refusal:
        """End the consents of this purpose and grantee in force on the day.

        Made is `consentKey` of the youngest.
        """
        refusal = _refusal(request.viewer, order.worker, order.purpose)
        if refusal is not None:
            return refusal
        return await self.requests.answer(request, lambda tx: self._withdraw(tx, order))

    async def _grant(self, tx: Transaction, order: GrantOrder) -> Made:
        if order.end is not None and order.end < order.start:
            raise refuse("INVALID_PERIOD", f"{order.start} / {order.end}")
        if order.purpose == ConsentPurpose.CONTACT and order.grantee is None:
            raise refuse("GRANTEE_REQUIRED")
        key = "|".join((order.worker, order.purpose, order.start.isoformat(), order.grantee or ""))
        there, grantee_there, known, last = await consent_parties(
            tx, order.worker, grantee=order.grantee, key=key
        )
        if not there:
            raise refuse("WORKER_NOT_FOUND")
        if order.grantee is not None and not grantee_there:
            raise refuse("GRANTEE_NOT_FOUND", order.grantee)
        if known and last == (None if order.end is None else order.end.isoformat()):
            raise refuse("ALREADY_GRANTED")
        await grant_consent(
            tx,
            order.worker,
            key=key,
            purpose=order.purpose,
            period=(order.start, order.end),
            grantee=order.grantee,
        )
        await rebuild(tx, [order.worker], today=self.requests.today())
        return {"consentKey": key}

    async def _withdraw(self, tx: Transaction, order: WithdrawOrder) -> Made:
        keys = await withdraw_consents(
            tx,
            order.worker,
            purpose=order.purpose,
            grantee=order.grantee,
            on=order.on,
            last=order.on - DAY,
        )
        if not keys:
            raise refuse("CONSENT_NOT_FOUND", str(order.on))
        await rebuild(tx, [order.worker], today=self.requests.today())
        return {"consentKey": keys[0]}


def _refusal(viewer: Viewer, worker: str, purpose: str) -> Refusal | None:
    if not may(viewer, Act.CONSENT):
        return Refusal("FORBIDDEN")
    if viewer.role is Role.HOLDER and viewer.subject != worker:
        return Refusal("WORKER_NOT_FOUND")
    if purpose not in set(ConsentPurpose):
        return Refusal("INVALID_PURPOSE", ", ".join(ConsentPurpose))
    return None
