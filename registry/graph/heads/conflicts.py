"""`assignmentConflicts`: whose assignments may be in conflict, with all that the rules look at.

The statement finds the workers, cheaply and rather too many: somebody lent twice at a time, not
employed at home throughout, without a consent, or lent to the own employer. What a conflict is says
`registry.agency.conflicts`.
"""

from __future__ import annotations

from functools import cache
from typing import Final

from registry.graph.heads.mobility import Way, found
from registry.graph.shapes.model import Head

_SUSPECTED: Final = """
    WITH it WHERE it.status <> 'CANCELLED'
    MATCH (worker:Worker)-[:ASSIGNED]->(it)-[:FROM]->(home:Organisation)
    WITH it, worker, home, CASE WHEN it.to < $to THEN it.to ELSE $to END AS lastDay
    WHERE it.homeConsentNo IS NULL OR NOT coalesce(it.workerConsent, false)
       OR EXISTS { (it)-[:TO]->(home) }
       OR NOT EXISTS {
           MATCH (worker)-[job:EMPLOYED]->(home)
           WHERE job.from <= it.from AND (job.to IS NULL OR job.to >= lastDay) }
       OR it.dutyPercent > 100
       OR EXISTS {
           MATCH (worker)-[:ASSIGNED]->(other:FlexibleAssignment)
           WHERE other <> it AND other.status <> 'CANCELLED'
             AND other.from <= lastDay AND (other.to IS NULL OR other.to >= it.from) }
    WITH DISTINCT worker ORDER BY worker.id"""


@cache
def conflicts_head(way: Way) -> Head:
    """Return the head of conflicts over assignments that are found this way."""
    return Head(
        name="assignmentConflicts",
        type="Mobility",
        rows=found(way, "WORKER") + _SUSPECTED,
        roles={"worker": "worker"},
    )
