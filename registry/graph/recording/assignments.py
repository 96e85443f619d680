"""Assignments under flexible mobility: what a new one is judged by, its record, its end."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from registry.graph.driver import Transaction

# Locks the worker: of two assignments filed at once the second sees the duty share of the first.
BASIS: Final = """
MATCH (worker:Worker {id: $worker})
SET worker += {}
WITH worker
RETURN
  COLLECT {
    MATCH (worker)-[job:EMPLOYED]->(home:Organisation)
    RETURN [home.uscc, toString(job.from), toString(job.to)]
  },
  COLLECT {
    MATCH (worker)-[:ASSIGNED]->(other:FlexibleAssignment)
    WHERE other.status <> 'CANCELLED' AND (other.to IS NULL OR other.to >= $from)
    RETURN [toString(other.from), toString(other.to), other.dutyPercent]
  },
  EXISTS {
    MATCH (worker)-[:GAVE]->(consent:Consent {purpose: 'FLEXIBLE_MOBILITY'})
    WHERE consent.from <= $from AND (consent.to IS NULL OR consent.to >= $from)
    AND (consent.grantee IS NULL OR consent.grantee = $host)
  },
  EXISTS { MATCH (:Organisation {uscc: $host}) },
  EXISTS { MATCH (:Project {id: $project}) }
"""

RECORD_ASSIGNMENT: Final = """
MATCH (worker:Worker {id: $worker})
MATCH (home:Organisation {uscc: $home})
MATCH (host:Organisation {uscc: $host})
CREATE (worker)-[:ASSIGNED]->(assignment:FlexibleAssignment)-[:FROM]->(home)
CREATE (assignment)-[:TO]->(host)
SET assignment = $assignment,
    assignment.homeDivision = home.division, assignment.homeProvince = home.provinceCode,
    assignment.homeCity = home.cityCode, assignment.hostDivision = host.division,
    assignment.hostProvince = host.provinceCode, assignment.hostCity = host.cityCode
WITH assignment
MATCH (project:Project {id: $project})
CREATE (assignment)-[:ON]->(project)
"""

ASSIGNMENT: Final = """
MATCH (worker:Worker)-[:ASSIGNED]->(assignment:FlexibleAssignment {id: $id})
      -[:FROM]->(home:Organisation)
WHERE $organisation IS NULL OR home.uscc = $organisation
SET assignment += {}
RETURN worker.id, toString(assignment.from), toString(assignment.to), assignment.status
"""

END_ASSIGNMENT: Final = """
MATCH (assignment:FlexibleAssignment {id: $id})
SET assignment.to = $on, assignment.status = $status
"""


@dataclass(frozen=True, slots=True)
class Period:
    """A closed period; `end` None = open."""

    start: date
    end: date | None


@dataclass(frozen=True, slots=True)
class AssignmentBasis:
    """What a new assignment is judged by; `duties` are the shares of others from its start on."""

    jobs: tuple[tuple[str, Period], ...]
    duties: tuple[tuple[Period, int], ...]
    worker_consents: bool
    host_is_known: bool
    project_is_known: bool


@dataclass(frozen=True, slots=True)
class FiledAssignment:
    """An assignment on record."""

    worker: str
    period: Period
    status: str


async def assignment_basis(
    tx: Transaction, worker: str, *, start: date, host: str, project: str | None
) -> AssignmentBasis | None:
    """Lock a worker and return what an assignment is judged by; None if there is no such worker."""
    parameters = {"worker": worker, "from": start, "host": host, "project": project}
    rows = await tx.run(BASIS, parameters)
    if not rows:
        return None
    jobs, duties, consents, host_is_known, project_is_known = rows[0]
    return AssignmentBasis(
        jobs=tuple((uscc, _period(first, last)) for uscc, first, last in jobs),
        duties=tuple((_period(first, last), share) for first, last, share in duties),
        worker_consents=consents,
        host_is_known=host_is_known,
        project_is_known=project_is_known,
    )


async def record_assignment(
    tx: Transaction,
    worker: str,
    *,
    home: str,
    host: str,
    project: str | None,
    assignment: dict[str, Any],
) -> None:
    """Record an assignment with its copies of places; keys are the properties of docs/graph.md."""
    await tx.run(
        RECORD_ASSIGNMENT,
        {
            "worker": worker,
            "home": home,
            "host": host,
            "project": project,
            "assignment": assignment,
        },
    )


async def filed_assignment(
    tx: Transaction, assignment_id: str, *, organisation: str | None
) -> FiledAssignment | None:
    """Lock and return an assignment from a home (None: any), or None."""
    rows = await tx.run(ASSIGNMENT, {"id": assignment_id, "organisation": organisation})
    if not rows:
        return None
    worker, first, last, status = rows[0]
    return FiledAssignment(worker, _period(first, last), status)


async def end_assignment(tx: Transaction, assignment_id: str, *, on: date, status: str) -> None:
    """Give an assignment its last day and its status."""
    await tx.run(END_ASSIGNMENT, {"id": assignment_id, "on": on, "status": status})


def _period(first: str, last: str | None) -> Period:
    return Period(date.fromisoformat(first), None if last is None else date.fromisoformat(last))
