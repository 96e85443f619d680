"""Plans and sessions: the chain that a certificate rests on.

A plan is filed before the assessment, and a session is recorded after it; both are moments of this
registry's clock, so nobody can file afterwards. What would make every certificate of a plan or
session wrong is refused here, under the code of the check that would find it.
"""

from __future__ import annotations

import secrets
import uuid
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from registry.access import Act
from registry.dates import china_day, in_force, moment_text
from registry.editions import occupation_key
from registry.graph.driver import Transaction
from registry.graph.log.entries import record_entries
from registry.graph.recheck import recheck_days
from registry.graph.recording.assessments import (
    FilingScope,
    PlanFacts,
    filing_scope,
    plan_facts,
    record_plan,
    record_session,
)
from registry.issuing.numbers import kind_of
from registry.log.entries import NO_ROSTER, SALT_BYTES, LoggedSession, roster_hash, session_entry
from registry.recording.refusals import Refusal, refuse, refuse_for
from registry.recording.requests import Made, Request, Requests
from registry.recording.rights import may, own_organisation
from registry.viewer import Viewer
from registry.vocabulary import Rank
from verifier.checks import Check, failed, warned

MAX_SEATS: Final = 100_000
MAX_TEXT: Final = 500
MAX_RESULTS: Final = 1_000
MAX_ASSESSORS: Final = 50
_BEST_SCORE: Final = 100


@dataclass(frozen=True, slots=True)
class PlanOrder:
    """What an issuer asks for (`FileAssessmentPlanInput`). `occupation` is a key or a bare code."""

    filing_no: str
    occupation: str
    rank: Rank
    planned_for: date
    seats: int
    site: str | None


@dataclass(frozen=True, slots=True)
class ResultOrder:
    """One line of a session (`ResultInput`)."""

    worker: str
    theory: float
    practical: float
    passed: bool


@dataclass(frozen=True, slots=True)
class SessionOrder:
    """What an issuer asks for (`RecordAssessmentSessionInput`)."""

    plan_id: str
    held_on: date
    assessors: tuple[str, ...]
    results: tuple[ResultOrder, ...]


@dataclass(frozen=True, slots=True)
class Assessments:
    """Files plans and records sessions."""

    requests: Requests

    async def file_plan(self, request: Request, order: PlanOrder) -> Made | Refusal:
        """File a plan; made is `planId`."""
        if not may(request.viewer, Act.ISSUE):
            return Refusal("FORBIDDEN")
        return await self.requests.answer(request, lambda tx: self._file(tx, request.viewer, order))

    async def record_session(self, request: Request, order: SessionOrder) -> Made | Refusal:
        """Record a session with its results; made is `sessionId`."""
        if not may(request.viewer, Act.ISSUE):
            return Refusal("FORBIDDEN")
        return await self.requests.answer(
            request, lambda tx: self._record(tx, request.viewer, order)
        )

    async def _file(self, tx: Transaction, viewer: Viewer, order: PlanOrder) -> Made:
        now = self.requests.now()
        filing = await filing_scope(
            tx,
            order.filing_no,
            occupation=occupation_key(order.occupation),
            organisation=own_organisation(viewer),
        )
        occupation = _fileable(filing, order, today=china_day(now))
        plan_id, session_id = f"plan-{uuid.uuid4().hex}", _new_session_id()
        plan = {
            "planId": plan_id,
            "filingNo": order.filing_no,
            "occKey": occupation,
            "rank": int(order.rank),
            "plannedFor": order.planned_for,
            "filedAt": moment_text(now),
            "seats": order.seats,
            "site": order.site,
            "sessionId": session_id,
        }
        await record_plan(tx, plan)
        # Announced before it is held; who will sit in it is not known yet.
        announced = LoggedSession(
            plan=plan_id,
            session=session_id,
            filing=order.filing_no,
            occupation=occupation,
            level=order.rank.name,
            day=order.planned_for,
            seats=order.seats,
            roster=NO_ROSTER,
        )
        await record_entries(tx, [session_entry(announced, at=moment_text(now))])
        return {"planId": plan_id}

    async def _record(self, tx: Transaction, viewer: Viewer, order: SessionOrder) -> Made:
        _refuse_bad_session(order)
        plan = await plan_facts(
            tx,
            order.plan_id,
            workers=[line.worker for line in order.results],
            organisation=own_organisation(viewer),
        )
        plan = _planned(plan, order, today=self.requests.today())
        session_id = plan.announced or _new_session_id()
        salt = secrets.token_bytes(SALT_BYTES)
        session = {
            "sessionId": session_id,
            "heldOn": order.held_on,
            "assessors": list(order.assessors),
            "rosterSalt": salt.hex(),
        }
        results = [_result(session_id, place, line) for place, line in enumerate(order.results, 1)]
        await record_session(tx, order.plan_id, session, results)
        held = LoggedSession(
            plan=order.plan_id,
            session=session_id,
            filing=plan.filing_no,
            occupation=plan.occupation,
            level=Rank(plan.rank).name,
            day=order.held_on,
            seats=plan.seats,
            roster=roster_hash(salt, (line.worker for line in order.results)),
        )
        await record_entries(tx, [session_entry(held, at=moment_text(self.requests.now()))])
        # An assessor of this session may now have sat at two sites on that day.
        await recheck_days(tx, [order.held_on])
        return {"sessionId": session_id}


def _fileable(filing: FilingScope | None, order: PlanOrder, *, today: date) -> str:
    """Return the occupation's key if the plan may be filed, or refuse."""
    if filing is None:
        raise refuse("FILING_NOT_FOUND", order.filing_no)
    if filing.occupation is None:
        raise refuse("OCCUPATION_NOT_FOUND", order.occupation)
    if not 1 <= order.seats <= MAX_SEATS:
        raise refuse("INVALID_SEATS", str(order.seats))
    if order.site is not None and not 0 < len(order.site) <= MAX_TEXT:
        raise refuse("INVALID_TEXT", "site")
    if order.planned_for < today:
        raise refuse("INVALID_DATE", f"plannedFor {order.planned_for} < {today}")
    if kind_of(order.rank) is None:
        raise refuse("LEVEL_NOT_CERTIFIED", order.rank.name)
    if not (filing.is_active_on(today) and filing.is_active_on(order.planned_for)):
        raise refuse_for((failed(Check.ISSUER_NOT_FILED, "inactive", filing.status),))
    covered = in_force(filing.start, filing.end, order.planned_for) and order.rank in filing.ranks
    if not covered:
        detail = f"{filing.occupation} {order.rank.name} {order.planned_for}"
        raise refuse_for((failed(Check.OUT_OF_SCOPE, "outside", detail),))
    return filing.occupation


def _refuse_bad_session(order: SessionOrder) -> None:
    """Refuse a session that no plan could make right."""
    if not order.assessors or not order.results:
        raise refuse("EMPTY_SESSION")
    if len(order.assessors) > MAX_ASSESSORS or len(order.results) > MAX_RESULTS:
        raise refuse(
            "INVALID_TEXT",
            f"at most {MAX_ASSESSORS} assessors and {MAX_RESULTS} results",
        )
    if not all(0 < len(name.strip()) <= MAX_TEXT for name in order.assessors):
        raise refuse("INVALID_TEXT", "assessors")
    if len({line.worker for line in order.results}) < len(order.results):
        raise refuse("DOUBLE_RESULT")
    scores = [score for line in order.results for score in (line.theory, line.practical)]
    # Written so that a value that is no number, which compares with nothing, is refused too.
    if not all(0 <= score <= _BEST_SCORE for score in scores):
        raise refuse("INVALID_SCORE")


def _planned(plan: PlanFacts | None, order: SessionOrder, *, today: date) -> PlanFacts:
    """Return the plan if it carries the session, or refuse."""
    if plan is None:
        raise refuse("PLAN_NOT_FOUND", order.plan_id)
    if order.held_on > today:
        raise refuse("NOT_YET_HELD", f"{order.held_on} > {today}")
    filed_on = china_day(plan.filed_at)
    if filed_on >= order.held_on:
        detail = f"filedAt {filed_on}, heldOn {order.held_on}"
        raise refuse_for((failed(Check.NO_ASSESSMENT_CHAIN, "missing", detail),))
    if len(order.results) > plan.seats:
        detail = f"{len(order.results)} > {plan.seats}"
        raise refuse_for((warned(Check.CAPACITY_EXCEEDED, "seats", detail),))
    unknown = sorted({line.worker for line in order.results} - plan.workers)
    if unknown:
        raise refuse("WORKER_NOT_FOUND", ", ".join(unknown[:5]))
    return plan


def _new_session_id() -> str:
    return f"session-{uuid.uuid4().hex}"


def _result(session_id: str, place: int, line: ResultOrder) -> dict[str, Any]:
    result = {
        "resultId": f"{session_id}-{place}",
        "theory": line.theory,
        "practical": line.practical,
        "passed": line.passed,
    }
    return {"worker": line.worker, "result": result}
