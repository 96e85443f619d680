"""Statements of assignments; they carry copies of where home and host are."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from registry.graph.loading.statements import NodeStatements

ASSIGNMENTS_READ: Final = """
UNWIND $rows AS row
MATCH (assignment:FlexibleAssignment {id: row.key})
RETURN row.key, elementId(assignment), [
    assignment.id,
    head([(assignment)<-[:ASSIGNED]-(to:Worker) | to.id]),
    head([(assignment)-[:FROM]->(to:Organisation) | to.uscc]),
    head([(assignment)-[:TO]->(to:Organisation) | to.uscc]),
    assignment.mode,
    toString(assignment.from),
    toString(assignment.to),
    assignment.dutyPercent,
    head([(assignment)-[:ON]->(to:Project) | to.id]),
    assignment.purpose,
    assignment.homeConsentNo,
    assignment.workerConsent,
    assignment.status
]
"""
ASSIGNMENTS_WRITE: Final = """
UNWIND $rows AS row
MERGE (assignment:FlexibleAssignment {id: row.key})
SET assignment += row.set
"""
ASSIGNMENTS_ASSIGNED: Final = """
UNWIND $rows AS row
MATCH (assignment:FlexibleAssignment {id: row.key})
MATCH (worker:Worker {id: row.to})
CREATE (worker)-[:ASSIGNED]->(assignment)
"""
ASSIGNMENTS_FROM: Final = """
UNWIND $rows AS row
MATCH (assignment:FlexibleAssignment {id: row.key})
MATCH (organisation:Organisation {uscc: row.to})
CREATE (assignment)-[:FROM]->(organisation)
SET assignment.homeDivision = organisation.division,
    assignment.homeProvince = organisation.provinceCode,
    assignment.homeCity = organisation.cityCode
"""
ASSIGNMENTS_TO: Final = """
UNWIND $rows AS row
MATCH (assignment:FlexibleAssignment {id: row.key})
MATCH (organisation:Organisation {uscc: row.to})
CREATE (assignment)-[:TO]->(organisation)
SET assignment.hostDivision = organisation.division,
    assignment.hostProvince = organisation.provinceCode,
    assignment.hostCity = organisation.cityCode
"""
ASSIGNMENTS_ON: Final = """
UNWIND $rows AS row
MATCH (assignment:FlexibleAssignment {id: row.key})
MATCH (project:Project {id: row.to})
CREATE (assignment)-[:ON]->(project)
"""

STATEMENTS: Final[Mapping[str, NodeStatements]] = {
    "assignments": NodeStatements(
        ASSIGNMENTS_READ,
        ASSIGNMENTS_WRITE,
        {
            "worker_id": ASSIGNMENTS_ASSIGNED,
            "home": ASSIGNMENTS_FROM,
            "host": ASSIGNMENTS_TO,
            "project_id": ASSIGNMENTS_ON,
        },
    ),
}
