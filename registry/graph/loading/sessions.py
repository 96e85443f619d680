"""Derived flags of assessment sessions: more results than seats, an assessor at two sites on a day.

A session's flags rest on all sessions of its day, so a stale one is computed with its whole day. Where a flag changes, the
certificates won in the session are marked.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, Final

from registry.graph.steps import Steps
from registry.papercheck import SessionFact, crowded_sessions, two_site_sessions

SESSIONS_OF_DAYS: Final = """
UNWIND $ids AS id
MATCH (stale:AssessmentSession {sessionId: id})
WITH DISTINCT stale.heldOn AS day
MATCH (session:AssessmentSession {heldOn: day})-[:OF]->(plan:AssessmentPlan)
RETURN session.sessionId, toString(day), session.assessors, plan.site, plan.seats,
    COUNT { (session)<-[:IN]-(:AssessmentResult) }, session.overSeats, session.twoSites
"""
WRITE_FLAGS: Final = """
UNWIND $rows AS row
MATCH (session:AssessmentSession {sessionId: row.id})
SET session.overSeats = row.overSeats, session.twoSites = row.twoSites
WITH session
MATCH (session)<-[:IN]-(:AssessmentResult)<-[:SAT]-(:Worker)-[:HOLDS]->(certificate:Certificate)
SET certificate:Stale
"""


def flag_steps(ids: Sequence[str]) -> Steps[int]:
    """Yield the statements that make the flags of sessions, and of all others of their days, true; count what changed."""
    rows = yield SESSIONS_OF_DAYS, {"ids": list(ids)}
    facts = [_fact(row) for row in rows]
    crowded, two_sites = crowded_sessions(facts), two_site_sessions(facts)
    changed = [
        {"id": id_, "overSeats": id_ in crowded, "twoSites": id_ in two_sites}
        for id_, *_, over, two in rows
        if (over, two) != (id_ in crowded, id_ in two_sites)
    ]
    if changed:
        yield WRITE_FLAGS, {"rows": changed}
    return len(changed)


def _fact(row: list[Any]) -> SessionFact:
    id_, day, assessors, site, seats, results, *_ = row
    return SessionFact(id_, date.fromisoformat(day), tuple(assessors or ()), site, seats, results)
