"""A host asks to be lent somebody; home and worker decide; with both the assignment is planned.

The host knows a card, not a name (`registry.candidates`): it asks for whom it found, and who that
is stays with home and worker. Home and worker decide in any order, each once; one "no" ends the
request, and the host may take it back until then. Who decides last makes the assignment, judged
then as one that home files (`registry.recording.assignments`): the request itself holds no place.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Any

from registry.access import Act
from registry.candidates.cards import CARD_PURPOSE
from registry.dates import moment_text
from registry.graph.driver import Transaction
from registry.graph.rebuild import rebuild
from registry.graph.recording.assignments import Period, assignment_basis, record_assignment
from registry.graph.recording.lending import (
    AskedAssignment,
    asked_assignment,
    decide_request,
    home_of_wanted,
    record_request,
)
from registry.recording.assignments import (
    FULL_DUTY,
    MAX_TEXT,
    AssignmentOrder,
    refuse_conflicts,
    status_of,
)
from registry.recording.refusals import Refusal, refuse
from registry.recording.requests import Made, Request, Requests
from registry.recording.rights import may, own_organisation
from registry.viewer import Role, Viewer
from registry.vocabulary import AssignmentMode


class AssignmentSide(StrEnum):
    """Who decides about a request. The host can only take it back."""

    HOME = "HOME"
    WORKER = "WORKER"
    HOST = "HOST"


@dataclass(frozen=True, slots=True)
class LendingOrder:
    """What a host asks for (`RequestAssignmentInput`); `worker` is a card's id or a worker's.

    `host` is named by an administrator alone.
    """

    worker: str
    host: str | None
    mode: AssignmentMode
    start: date
    end: date
    duty_percent: int
    project: str | None
    purpose: str


@dataclass(frozen=True, slots=True)
class Decision:
    """What somebody decides (`DecideAssignmentInput`)."""

    request: str
    accept: bool
    side: AssignmentSide | None
    decision_no: str | None


@dataclass(frozen=True, slots=True)
class Lending:
    """Records requests and decisions."""

    requests: Requests

    async def ask(self, request: Request, order: LendingOrder) -> Made | Refusal:
        """Record a request; made is `requestId`."""
        viewer = request.viewer
        host = own_organisation(viewer) or order.host
        refusal = _refusal(viewer, order, host)
        if refusal is not None or host is None:
            return refusal or Refusal("HOST_NOT_FOUND")
        worker = self.requests.sealing.unseal(viewer.scope, CARD_PURPOSE, order.worker)
        named = replace(order, worker=worker or order.worker, host=host)
        return await self.requests.answer(request, lambda tx: self._ask(tx, viewer, named, host))

    async def decide(self, request: Request, decision: Decision) -> Made | Refusal:
        """Record a decision; made is `requestId`."""
        if not may(request.viewer, Act.CONSENT_TO_LEND):
            return Refusal("FORBIDDEN")
        if decision.decision_no is not None and not _fits(decision.decision_no):
            return Refusal("INVALID_TEXT", "decisionNo")
        return await self.requests.answer(
            request, lambda tx: self._decide(tx, request.viewer, decision)
        )

    async def _ask(self, tx: Transaction, viewer: Viewer, order: LendingOrder, host: str) -> Made:
        found, home = await home_of_wanted(
            tx,
            order.worker,
            host=host,
            today=self.requests.today(),
            everybody=viewer.role is Role.ADMINISTRATOR,
        )
        if not found:
            raise refuse("WORKER_NOT_FOUND")
        if home is None:
            raise refuse("NO_HOME")
        request_id = f"lending-{uuid.uuid4().hex}"
        asked = {
            "id": request_id,
            "state": "OPEN",
            "at": moment_text(self.requests.now()),
            "host": host,
            "mode": order.mode.value,
            "from": order.start,
            "to": order.end,
            "dutyPercent": order.duty_percent,
            "purpose": order.purpose,
        }
        await _judge(tx, _order_of(order, host), home)
        await record_request(
            tx, order.worker, home=home, host=host, project=order.project, asked=asked
        )
        return {"requestId": request_id}

    async def _decide(self, tx: Transaction, viewer: Viewer, decision: Decision) -> Made:
        asked = await asked_assignment(tx, decision.request)
        side = None if asked is None else _side(viewer, asked, decision.side)
        if asked is None or side is None:
            raise refuse("REQUEST_NOT_FOUND", decision.request)
        if asked.state != "OPEN" or _decided(asked, side):
            raise refuse("ALREADY_DECIDED", asked.state)
        if side is AssignmentSide.HOST and decision.accept:
            raise refuse("FORBIDDEN")
        changes = self._changes(side, decision)
        home_says = decision.accept if side is AssignmentSide.HOME else asked.home_decision
        worker_says = decision.accept if side is AssignmentSide.WORKER else asked.worker_decision
        assignment: str | None = None
        if not decision.accept:
            changes["state"] = "WITHDRAWN" if side is AssignmentSide.HOST else "DECLINED"
        elif home_says and worker_says:
            changes["state"] = "AGREED"
            consent_no = decision.decision_no or asked.home_consent_no or decision.request
            assignment = await self._plan(tx, asked, consent_no)
        await decide_request(tx, decision.request, changes=changes, assignment=assignment)
        return {"requestId": decision.request}

    def _changes(self, side: AssignmentSide, decision: Decision) -> dict[str, Any]:
        at = moment_text(self.requests.now())
        match side:
            case AssignmentSide.HOME:
                made: dict[str, Any] = {"homeDecision": decision.accept, "homeDecidedAt": at}
                return made | {"homeConsentNo": decision.decision_no}
            case AssignmentSide.WORKER:
                return {"workerDecision": decision.accept, "workerDecidedAt": at}
            case AssignmentSide.HOST:
                return {}

    async def _plan(self, tx: Transaction, asked: AskedAssignment, consent_no: str) -> str:
        """Make the assignment to which home and worker have consented."""
        order = AssignmentOrder(
            worker=asked.worker,
            host=asked.host,
            mode=AssignmentMode(asked.mode),
            start=asked.period.start,
            end=asked.period.end,
            duty_percent=asked.duty_percent,
            project=asked.project,
            purpose=asked.purpose,
        )
        await _judge(tx, order, asked.home)
        today = self.requests.today()
        assignment_id = f"assignment-{uuid.uuid4().hex}"
        assignment = {
            "id": assignment_id,
            "mode": order.mode.value,
            "from": order.start,
            "to": order.end,
            "dutyPercent": order.duty_percent,
            "purpose": order.purpose,
            "homeConsentNo": consent_no,
            "workerConsent": True,
            "status": status_of(Period(order.start, order.end), today),
        }
        await record_assignment(
            tx,
            asked.worker,
            home=asked.home,
            host=asked.host,
            project=asked.project,
            assignment=assignment,
        )
        await rebuild(tx, [asked.worker], today=today)
        return assignment_id


async def _judge(tx: Transaction, order: AssignmentOrder, home: str) -> None:
    """Refuse what would be a conflict; the worker's consent is what is being asked for."""
    basis = await assignment_basis(
        tx, order.worker, start=order.start, host=order.host, project=order.project
    )
    if basis is None:
        raise refuse("WORKER_NOT_FOUND")
    refuse_conflicts(replace(basis, worker_consents=True), order, home)


def _order_of(order: LendingOrder, host: str) -> AssignmentOrder:
    return AssignmentOrder(
        worker=order.worker,
        host=host,
        mode=order.mode,
        start=order.start,
        end=order.end,
        duty_percent=order.duty_percent,
        project=order.project,
        purpose=order.purpose,
    )


def _side(
    viewer: Viewer, asked: AskedAssignment, named: AssignmentSide | None
) -> AssignmentSide | None:
    """Return for whom a viewer decides; None if it is nobody's of this request."""
    match viewer.role:
        case Role.ADMINISTRATOR:
            return named
        case Role.HOLDER:
            own = AssignmentSide.WORKER if viewer.subject == asked.worker else None
        case _:
            sides = {asked.host: AssignmentSide.HOST, asked.home: AssignmentSide.HOME}
            own = sides.get(viewer.organisation or "")
    return own if named in {None, own} else None


def _decided(asked: AskedAssignment, side: AssignmentSide) -> bool:
    decided = {
        AssignmentSide.HOME: asked.home_decision,
        AssignmentSide.WORKER: asked.worker_decision,
    }
    return decided.get(side) is not None


def _refusal(viewer: Viewer, order: LendingOrder, host: str | None) -> Refusal | None:
    if not may(viewer, Act.BORROW):
        return Refusal("FORBIDDEN")
    if order.host not in {None, host}:
        return Refusal("FORBIDDEN")
    if order.end < order.start:
        return Refusal("INVALID_PERIOD", f"{order.start} / {order.end}")
    if not 1 <= order.duty_percent <= FULL_DUTY:
        return Refusal("INVALID_DUTY", str(order.duty_percent))
    return None if _fits(order.purpose) else Refusal("INVALID_TEXT", "purpose")


def _fits(text: str) -> bool:
    return 0 < len(text.strip()) <= MAX_TEXT
