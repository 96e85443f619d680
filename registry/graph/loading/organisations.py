"""Statements of organisations, what links them, and the projects that their teams work on."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from registry.graph.loading.statements import EdgeStatements, NodeStatements

ORGANISATIONS_READ: Final = """
UNWIND $rows AS row
MATCH (organisation:Organisation {uscc: row.key})
RETURN row.key, elementId(organisation), [
    organisation.uscc,
    organisation.name,
    organisation.kind,
    organisation.division,
    organisation.industry,
    organisation.scaleAbove,
    organisation.ownership,
    organisation.postsTotal,
    organisation.apprenticePosts,
    organisation.staffTotal
]
"""
ORGANISATIONS_WRITE: Final = """
UNWIND $rows AS row
MERGE (organisation:Organisation {uscc: row.key})
SET organisation += row.set
FOREACH (one IN CASE row.set.kind WHEN 'ENTERPRISE' THEN [1] ELSE [] END |
    SET organisation:Enterprise REMOVE organisation:School:SocialEvaluator)
FOREACH (one IN CASE row.set.kind WHEN 'SCHOOL' THEN [1] ELSE [] END |
    SET organisation:School REMOVE organisation:Enterprise:SocialEvaluator)
FOREACH (one IN CASE row.set.kind WHEN 'SOCIAL_EVALUATOR' THEN [1] ELSE [] END |
    SET organisation:SocialEvaluator REMOVE organisation:Enterprise:School)
"""
ORGANISATIONS_LOCATED_IN: Final = """
UNWIND $rows AS row
MATCH (organisation:Organisation {uscc: row.key})
MATCH (division:Division {code: row.to})
CREATE (organisation)-[:LOCATED_IN]->(division)
"""
ORGANISATIONS_IN_INDUSTRY: Final = """
UNWIND $rows AS row
MATCH (organisation:Organisation {uscc: row.key})
MATCH (industry:Industry {code: row.to})
CREATE (organisation)-[:IN_INDUSTRY]->(industry)
"""
DESIGNATIONS_READ: Final = """
UNWIND $rows AS row
MATCH (designation:Designation {key: row.key})
RETURN row.key, elementId(designation), [
    head([(designation)<-[:DESIGNATED]-(to:Organisation) | to.uscc]),
    designation.kind,
    toString(designation.from),
    toString(designation.to),
    designation.documentNo
]
"""
DESIGNATIONS_WRITE: Final = """
UNWIND $rows AS row
MERGE (designation:Designation {key: row.key})
SET designation += row.set
"""
DESIGNATIONS_DESIGNATED: Final = """
UNWIND $rows AS row
MATCH (designation:Designation {key: row.key})
MATCH (organisation:Organisation {uscc: row.to})
CREATE (organisation)-[:DESIGNATED]->(designation)
"""
SUPPLIES_READ: Final = """
UNWIND $rows AS row
MATCH (supplier:Organisation {uscc: row.start})
      -[supply:SUPPLIES]->(customer:Organisation {uscc: row.end})
WHERE coalesce(supply.product, '') = coalesce(row.at, '')
RETURN row.key, elementId(supply), [
    row.start,
    row.end,
    supply.product
]
"""
SUPPLIES_CREATE: Final = """
UNWIND $rows AS row
MATCH (supplier:Organisation {uscc: row.start})
MATCH (customer:Organisation {uscc: row.end})
CREATE (supplier)-[supply:SUPPLIES]->(customer)
SET supply = row.set
"""
SUPPLIES_UPDATE: Final = """
UNWIND $rows AS row
MATCH (supplier:Organisation {uscc: row.start})
      -[supply:SUPPLIES]->(customer:Organisation {uscc: row.end})
WHERE coalesce(supply.product, '') = coalesce(row.at, '')
SET supply += row.set
"""
PROJECTS_READ: Final = """
UNWIND $rows AS row
MATCH (project:Project {id: row.key})
RETURN row.key, elementId(project), [
    project.id,
    project.name,
    project.keyField,
    project.owner,
    toString(project.from),
    toString(project.to)
]
"""
PROJECTS_WRITE: Final = """
UNWIND $rows AS row
MERGE (project:Project {id: row.key})
SET project += row.set
"""
TEAMS_READ: Final = """
UNWIND $rows AS row
MATCH (team:Team {id: row.key})
RETURN row.key, elementId(team), [
    team.id,
    head([(team)-[:WORKS_ON]->(to:Project) | to.id]),
    team.name
]
"""
TEAMS_WRITE: Final = """
UNWIND $rows AS row
MERGE (team:Team {id: row.key})
SET team += row.set
"""
TEAMS_WORKS_ON: Final = """
UNWIND $rows AS row
MATCH (team:Team {id: row.key})
MATCH (project:Project {id: row.to})
CREATE (team)-[:WORKS_ON]->(project)
"""

STATEMENTS: Final[Mapping[str, NodeStatements | EdgeStatements]] = {
    "organisations": NodeStatements(
        ORGANISATIONS_READ,
        ORGANISATIONS_WRITE,
        {"division": ORGANISATIONS_LOCATED_IN, "industry": ORGANISATIONS_IN_INDUSTRY},
    ),
    "designations": NodeStatements(
        DESIGNATIONS_READ, DESIGNATIONS_WRITE, {"uscc": DESIGNATIONS_DESIGNATED}
    ),
    "supplies": EdgeStatements(SUPPLIES_READ, SUPPLIES_CREATE, SUPPLIES_UPDATE),
    "projects": NodeStatements(PROJECTS_READ, PROJECTS_WRITE, {}),
    "teams": NodeStatements(TEAMS_READ, TEAMS_WRITE, {"project_id": TEAMS_WORKS_ON}),
}
