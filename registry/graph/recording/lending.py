"""Requests of hosts to be lent somebody, and what home and worker decide."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from registry.graph.driver import Transaction
from registry.graph.recording.assignments import Period

# Only whom the host finds can be asked for: consent to be found, open or given to it.
PARTIES: Final = """
MATCH (worker:Worker {id: $worker})
WHERE $everybody OR EXISTS {
    MATCH (worker)-[:OFFERS]->(found:Candidacy)
    WHERE found.open OR $host IN found.grantees }
OPTIONAL MATCH (worker)-[job:EMPLOYED]->(home:Organisation)
WHERE job.from <= $today AND (job.to IS NULL OR job.to >= $today)
RETURN home.uscc ORDER BY job.from DESC, home.uscc LIMIT 1
"""

RECORD_REQUEST: Final = """
MATCH (worker:Worker {id: $worker})
MATCH (home:Organisation {uscc: $home})
MATCH (host:Organisation {uscc: $host})
CREATE (asked:AssignmentRequest)
SET asked = $asked
CREATE (asked)-[:WANTS]->(worker)
CREATE (asked)-[:FROM]->(home)
CREATE (asked)-[:TO]->(host)
WITH asked
MATCH (project:Project {id: $project})
CREATE (asked)-[:ON]->(project)
"""

# Locks the request: of two decisions at once the second sees the first.
REQUEST: Final = """
MATCH (asked:AssignmentRequest {id: $id})
SET asked += {}
WITH asked
MATCH (home:Organisation)<-[:FROM]-(asked)-[:TO]->(host:Organisation)
MATCH (asked)-[:WANTS]->(worker:Worker)
OPTIONAL MATCH (asked)-[:ON]->(project:Project)
RETURN asked.state, worker.id, home.uscc, host.uscc, project.id, asked.mode, toString(asked.from),
    toString(asked.to), asked.dutyPercent, asked.purpose, asked.homeDecision, asked.workerDecision,
    asked.homeConsentNo
"""

DECIDE: Final = """
MATCH (asked:AssignmentRequest {id: $id})
SET asked += $changes
WITH asked
MATCH (made:FlexibleAssignment {id: $assignment})
CREATE (asked)-[:BECAME]->(made)
"""


@dataclass(frozen=True, slots=True)
class AskedAssignment:
    """A request as it stands; decisions are None as long as nobody has decided."""

    state: str
    worker: str
    home: str
    host: str
    project: str | None
    mode: str
    period: Period
    duty_percent: int
    purpose: str
    home_decision: bool | None
    worker_decision: bool | None
    home_consent_no: str | None


async def home_of_wanted(
    tx: Transaction, worker: str, *, host: str, today: date, everybody: bool
) -> tuple[bool, str | None]:
    """Return whether a host finds a worker (`everybody`: anyone), and who employs the worker now.

    Of two employers the one where the job began last.
    """
    parameters = {"worker": worker, "host": host, "today": today, "everybody": everybody}
    rows = await tx.run(PARTIES, parameters)
    return (True, rows[0][0]) if rows else (False, None)


async def record_request(
    tx: Transaction,
    worker: str,
    *,
    home: str,
    host: str,
    project: str | None,
    asked: dict[str, Any],
) -> None:
    """Record a request; keys are the properties of docs/graph.md."""
    parties = {"worker": worker, "home": home, "host": host, "project": project}
    await tx.run(RECORD_REQUEST, {**parties, "asked": asked})


async def asked_assignment(tx: Transaction, request_id: str) -> AskedAssignment | None:
    """Lock and return a request, or None."""
    rows = await tx.run(REQUEST, {"id": request_id})
    if not rows:
        return None
    state, worker, home, host, project, mode, first, last, *rest = rows[0]
    end = None if last is None else date.fromisoformat(last)
    period = Period(date.fromisoformat(first), end)
    return AskedAssignment(state, worker, home, host, project, mode, period, *rest)


async def decide_request(
    tx: Transaction, request_id: str, *, changes: dict[str, Any], assignment: str | None
) -> None:
    """Record a decision, and which assignment the request became, if it did."""
    await tx.run(DECIDE, {"id": request_id, "changes": changes, "assignment": assignment})
