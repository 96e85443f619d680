"""Assignments under flexible mobility, filed and ended by the home enterprise.

What `assignmentConflicts` would report of the new assignment is refused under the same name: the
employment relation stays at home and must last, shares of duty add up to at most 100 on any day,
and the worker consents. Home consents by filing; the number of its decision is recorded as given,
without one the assignment's own id.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

from registry.access import Act
from registry.dates import DAY, in_force
from registry.graph.driver import Transaction
from registry.graph.rebuild import rebuild
from registry.graph.recording.assignments import (
    AssignmentBasis,
    Period,
    assignment_basis,
    end_assignment,
    filed_assignment,
    record_assignment,
)
from registry.recording.refusals import Refusal, refuse
from registry.recording.requests import Made, Request, Requests
from registry.recording.rights import may, own_organisation
from registry.viewer import Viewer
from registry.vocabulary import AssignmentMode

FULL_DUTY: Final = 100
MAX_TEXT: Final = 500


@dataclass(frozen=True, slots=True)
class AssignmentOrder:
    """What an enterprise asks for (`FileAssignmentInput`)."""

    worker: str
    host: str
    mode: AssignmentMode
    start: date
    end: date | None
    duty_percent: int
    project: str | None
    purpose: str
    home_consent_no: str | None = None

    @property
    def period(self) -> Period:
        """Return the days of the assignment."""
        return Period(self.start, self.end)


@dataclass(frozen=True, slots=True)
class Assignments:
    """Files assignments and ends them."""

    requests: Requests

    async def file(self, request: Request, order: AssignmentOrder) -> Made | Refusal:
        """Record an assignment; made is `assignmentId`."""
        refusal = _refusal(request.viewer, order)
        if refusal is not None:
            return refusal
        return await self.requests.answer(request, lambda tx: self._file(tx, request.viewer, order))

    async def end(self, request: Request, assignment_id: str, on: date) -> Made | Refusal:
        """Give an assignment an earlier last day; made is `assignmentId`."""
        if not may(request.viewer, Act.LEND):
            return Refusal("FORBIDDEN")
        return await self.requests.answer(
            request, lambda tx: self._end(tx, request.viewer, assignment_id, on)
        )

    async def _file(self, tx: Transaction, viewer: Viewer, order: AssignmentOrder) -> Made:
        today = self.requests.today()
        basis = await assignment_basis(
            tx, order.worker, start=order.start, host=order.host, project=order.project
        )
        home = None if basis is None else _home(basis, viewer, order)
        if basis is None or home is None:
            raise refuse("NOT_OWN_STAFF")
        refuse_conflicts(basis, order, home)
        assignment_id = f"assignment-{uuid.uuid4().hex}"
        assignment = {
            "id": assignment_id,
            "mode": order.mode.value,
            "from": order.start,
            "to": order.end,
            "dutyPercent": order.duty_percent,
            "purpose": order.purpose,
            "homeConsentNo": order.home_consent_no or assignment_id,
            "status": status_of(order.period, today),
        }
        await record_assignment(
            tx,
            order.worker,
            home=home,
            host=order.host,
            project=order.project,
            assignment=assignment,
        )
        await rebuild(tx, [order.worker], today=today)
        return {"assignmentId": assignment_id}

    async def _end(self, tx: Transaction, viewer: Viewer, assignment_id: str, on: date) -> Made:
        filed = await filed_assignment(tx, assignment_id, organisation=own_organisation(viewer))
        if filed is None:
            raise refuse("ASSIGNMENT_NOT_FOUND", assignment_id)
        if filed.status in {"ENDED", "CANCELLED"}:
            raise refuse("ALREADY_ENDED", filed.status)
        if not in_force(filed.period.start, filed.period.end, on):
            raise refuse("INVALID_DATE", f"{filed.period.start} / {filed.period.end or '-'}")
        today = self.requests.today()
        status = status_of(Period(filed.period.start, on), today)
        # Its last day is its last day of work: told on that day or later, it has ended.
        await end_assignment(tx, assignment_id, on=on, status="ENDED" if on <= today else status)
        await rebuild(tx, [filed.worker], today=today)
        return {"assignmentId": assignment_id}


def highest_share(duties: Iterable[tuple[Period, int]], wanted: Period) -> tuple[int, date]:
    """Return the highest sum of shares on a day of the wanted period, and the first such day.

    Sums only grow on a day on which something begins, so those days are all that need a look.
    """
    known = list(duties)
    starts = {wanted.start} | {
        period.start for period, _ in known if in_force(wanted.start, wanted.end, period.start)
    }
    sums = {
        day: sum(share for period, share in known if in_force(period.start, period.end, day))
        for day in starts
    }
    worst = max(sums.values())
    return worst, min(day for day, total in sums.items() if total == worst)


def first_day_outside(jobs: Iterable[Period], wanted: Period) -> date | None:
    """Return the first day of the wanted period on which no job is held, None if there is none."""
    day = wanted.start
    for job in sorted(jobs, key=lambda job: job.start):
        if job.start > day:
            break
        if job.end is None:
            return None
        day = max(day, job.end + DAY)
    return day if in_force(wanted.start, wanted.end, day) else None


def refuse_conflicts(basis: AssignmentBasis, order: AssignmentOrder, home: str) -> None:
    """Refuse an assignment that `assignmentConflicts` would report.

    Raises:
        RefusedError: it would be in conflict, or host or project are unknown.
    """
    if not basis.host_is_known:
        raise refuse("HOST_NOT_FOUND", order.host)
    if order.host == home:
        raise refuse("HOST_IS_HOME")
    if order.project is not None and not basis.project_is_known:
        raise refuse("PROJECT_NOT_FOUND", order.project)
    outside = first_day_outside((job for uscc, job in basis.jobs if uscc == home), order.period)
    if outside is not None:
        raise refuse("OUTSIDE_HOME_EMPLOYMENT", str(outside))
    if not basis.worker_consents:
        raise refuse("NO_WORKER_CONSENT")
    total, day = highest_share([*basis.duties, (order.period, order.duty_percent)], order.period)
    if total > FULL_DUTY:
        raise refuse("DUTY_OVER_100", f"{total} % {day}")


def _home(basis: AssignmentBasis, viewer: Viewer, order: AssignmentOrder) -> str | None:
    """Return the home: the enterprise that files; for an administrator where the job began last."""
    own = own_organisation(viewer)
    if own is not None:
        return own if own in {uscc for uscc, _ in basis.jobs} else None
    held = [
        (job.start, uscc) for uscc, job in basis.jobs if in_force(job.start, job.end, order.start)
    ]
    return max(held)[1] if held else None


def _refusal(viewer: Viewer, order: AssignmentOrder) -> Refusal | None:
    if not may(viewer, Act.LEND):
        return Refusal("FORBIDDEN")
    if order.end is not None and order.end < order.start:
        return Refusal("INVALID_PERIOD", f"{order.start} / {order.end}")
    if not 1 <= order.duty_percent <= FULL_DUTY:
        return Refusal("INVALID_DUTY", str(order.duty_percent))
    if not 0 < len(order.purpose.strip()) <= MAX_TEXT:
        return Refusal("INVALID_TEXT", "purpose")
    if order.home_consent_no is not None and not 0 < len(order.home_consent_no.strip()) <= MAX_TEXT:
        return Refusal("INVALID_TEXT", "homeConsentNo")
    return None


def status_of(period: Period, today: date) -> str:
    """Return the status of an assignment by its days alone."""
    if period.start > today:
        return "PLANNED"
    return "ENDED" if period.end is not None and period.end < today else "ACTIVE"
