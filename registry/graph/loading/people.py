"""Statements of workers and what is recorded of them beside certificates and merits."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from registry.graph.loading.statements import (
    EdgeStatements,
    NodeStatements,
    Target,
    edge_statements,
)

STUDIO: Final = Target("MasterStudio", "id")
ACHIEVEMENT: Final = Target("Achievement", "id")

WORKERS_READ: Final = """
UNWIND $rows AS row
MATCH (worker:Worker {id: row.key})
RETURN row.key, elementId(worker), [
    worker.id,
    worker.name,
    worker.idHash,
    worker.gender,
    toString(worker.birthDate),
    worker.education,
    worker.status
]
"""
WORKERS_WRITE: Final = """
UNWIND $rows AS row
MERGE (worker:Worker {id: row.key})
SET worker += row.set
"""
EMPLOYMENTS_READ: Final = """
UNWIND $rows AS row
MATCH (worker:Worker {id: row.start})-[job:EMPLOYED]->(organisation:Organisation {uscc: row.end})
WHERE job.from = row.at
RETURN row.key, elementId(job), [
    row.start,
    row.end,
    toString(job.from),
    toString(job.to),
    job.post,
    job.keyPost,
    job.frontLine
]
"""
EMPLOYMENTS_CREATE: Final = """
UNWIND $rows AS row
MATCH (worker:Worker {id: row.start})
MATCH (organisation:Organisation {uscc: row.end})
CREATE (worker)-[job:EMPLOYED]->(organisation)
SET job = row.set
"""
EMPLOYMENTS_UPDATE: Final = """
UNWIND $rows AS row
MATCH (worker:Worker {id: row.start})-[job:EMPLOYED]->(organisation:Organisation {uscc: row.end})
WHERE job.from = row.at
SET job += row.set
"""
MENTORSHIPS_READ: Final = """
UNWIND $rows AS row
MATCH (mentor:Worker {id: row.start})-[mentorship:MENTORS]->(mentee:Worker {id: row.end})
WHERE mentorship.from = row.at
RETURN row.key, elementId(mentorship), [
    row.start,
    row.end,
    mentorship.kind,
    toString(mentorship.from),
    toString(mentorship.to),
    mentorship.agreementNo
]
"""
MENTORSHIPS_CREATE: Final = """
UNWIND $rows AS row
MATCH (mentor:Worker {id: row.start})
MATCH (mentee:Worker {id: row.end})
CREATE (mentor)-[mentorship:MENTORS]->(mentee)
SET mentorship = row.set
"""
MENTORSHIPS_UPDATE: Final = """
UNWIND $rows AS row
MATCH (mentor:Worker {id: row.start})-[mentorship:MENTORS]->(mentee:Worker {id: row.end})
WHERE mentorship.from = row.at
SET mentorship += row.set
"""
STUDIOS_READ: Final = """
UNWIND $rows AS row
MATCH (studio:MasterStudio {id: row.key})
RETURN row.key, elementId(studio), [
    studio.id,
    studio.name,
    studio.level,
    head([(studio)<-[:LEADS]-(to:Worker) | to.id]),
    head([(studio)-[:HOSTED_BY]->(to:Organisation) | to.uscc]),
    toString(studio.approvedOn),
    studio.occKey,
    studio.fund
]
"""
STUDIOS_WRITE: Final = """
UNWIND $rows AS row
MERGE (studio:MasterStudio {id: row.key})
SET studio += row.set
"""
STUDIOS_LEADS: Final = """
UNWIND $rows AS row
MATCH (studio:MasterStudio {id: row.key})
MATCH (worker:Worker {id: row.to})
CREATE (worker)-[:LEADS]->(studio)
"""
STUDIOS_HOSTED_BY: Final = """
UNWIND $rows AS row
MATCH (studio:MasterStudio {id: row.key})
MATCH (organisation:Organisation {uscc: row.to})
CREATE (studio)-[:HOSTED_BY]->(organisation)
"""
STUDIO_MEMBERS_READ: Final = """
UNWIND $rows AS row
MATCH (worker:Worker {id: row.start})-[membership:MEMBER_OF]->(studio:MasterStudio {id: row.end})
WHERE membership.from = row.at
RETURN row.key, elementId(membership), [
    row.end,
    row.start,
    toString(membership.from),
    toString(membership.to)
]
"""
STUDIO_MEMBERS_CREATE: Final = """
UNWIND $rows AS row
MATCH (worker:Worker {id: row.start})
MATCH (studio:MasterStudio {id: row.end})
CREATE (worker)-[membership:MEMBER_OF]->(studio)
SET membership = row.set
"""
STUDIO_MEMBERS_UPDATE: Final = """
UNWIND $rows AS row
MATCH (worker:Worker {id: row.start})-[membership:MEMBER_OF]->(studio:MasterStudio {id: row.end})
WHERE membership.from = row.at
SET membership += row.set
"""
TEAM_MEMBERS_READ: Final = """
UNWIND $rows AS row
MATCH (worker:Worker {id: row.start})-[membership:MEMBER_OF]->(team:Team {id: row.end})
WHERE membership.from = row.at
RETURN row.key, elementId(membership), [
    row.end,
    row.start,
    membership.role,
    toString(membership.from),
    toString(membership.to)
]
"""
TEAM_MEMBERS_CREATE: Final = """
UNWIND $rows AS row
MATCH (worker:Worker {id: row.start})
MATCH (team:Team {id: row.end})
CREATE (worker)-[membership:MEMBER_OF]->(team)
SET membership = row.set
"""
TEAM_MEMBERS_UPDATE: Final = """
UNWIND $rows AS row
MATCH (worker:Worker {id: row.start})-[membership:MEMBER_OF]->(team:Team {id: row.end})
WHERE membership.from = row.at
SET membership += row.set
"""
STATEMENTS_READ: Final = """
UNWIND $rows AS row
MATCH (statement:Statement {key: row.key})
RETURN row.key, elementId(statement), [
    head([(statement)<-[:ATTESTED]-(to:Worker) | to.id]),
    statement.code,
    statement.holds,
    toString(statement.from),
    toString(statement.to),
    statement.body,
    statement.documentNo
]
"""
STATEMENTS_WRITE: Final = """
UNWIND $rows AS row
MERGE (statement:Statement {key: row.key})
SET statement += row.set
"""
STATEMENTS_ATTESTED: Final = """
UNWIND $rows AS row
MATCH (statement:Statement {key: row.key})
MATCH (worker:Worker {id: row.to})
CREATE (worker)-[:ATTESTED]->(statement)
"""
MISCONDUCT_READ: Final = """
UNWIND $rows AS row
MATCH (misconduct:Misconduct {key: row.key})
RETURN row.key, elementId(misconduct), [
    head([(misconduct)<-[:CHARGED]-(to:Worker) | to.id]),
    misconduct.kind,
    toString(misconduct.from),
    toString(misconduct.to),
    misconduct.documentNo
]
"""
MISCONDUCT_WRITE: Final = """
UNWIND $rows AS row
MERGE (misconduct:Misconduct {key: row.key})
SET misconduct += row.set
"""
MISCONDUCT_CHARGED: Final = """
UNWIND $rows AS row
MATCH (misconduct:Misconduct {key: row.key})
MATCH (worker:Worker {id: row.to})
CREATE (worker)-[:CHARGED]->(misconduct)
"""
CONSENTS_READ: Final = """
UNWIND $rows AS row
MATCH (consent:Consent {key: row.key})
RETURN row.key, elementId(consent), [
    head([(consent)<-[:GAVE]-(to:Worker) | to.id]),
    consent.purpose,
    toString(consent.from),
    toString(consent.to),
    consent.grantee
]
"""
CONSENTS_WRITE: Final = """
UNWIND $rows AS row
MERGE (consent:Consent {key: row.key})
SET consent += row.set
"""
CONSENTS_GAVE: Final = """
UNWIND $rows AS row
MATCH (consent:Consent {key: row.key})
MATCH (worker:Worker {id: row.to})
CREATE (worker)-[:GAVE]->(consent)
"""

STATEMENTS: Final[Mapping[str, NodeStatements | EdgeStatements]] = {
    "workers": NodeStatements(WORKERS_READ, WORKERS_WRITE, {}),
    "employments": EdgeStatements(EMPLOYMENTS_READ, EMPLOYMENTS_CREATE, EMPLOYMENTS_UPDATE),
    "mentorships": EdgeStatements(MENTORSHIPS_READ, MENTORSHIPS_CREATE, MENTORSHIPS_UPDATE),
    "studios": NodeStatements(
        STUDIOS_READ, STUDIOS_WRITE, {"leader": STUDIOS_LEADS, "host": STUDIOS_HOSTED_BY}
    ),
    "studio_members": EdgeStatements(
        STUDIO_MEMBERS_READ, STUDIO_MEMBERS_CREATE, STUDIO_MEMBERS_UPDATE
    ),
    "studio_achievements": edge_statements("PRODUCED", STUDIO, ACHIEVEMENT, ()),
    "team_members": EdgeStatements(TEAM_MEMBERS_READ, TEAM_MEMBERS_CREATE, TEAM_MEMBERS_UPDATE),
    "statements": NodeStatements(
        STATEMENTS_READ, STATEMENTS_WRITE, {"worker_id": STATEMENTS_ATTESTED}
    ),
    "misconduct": NodeStatements(
        MISCONDUCT_READ, MISCONDUCT_WRITE, {"worker_id": MISCONDUCT_CHARGED}
    ),
    "consents": NodeStatements(CONSENTS_READ, CONSENTS_WRITE, {"worker_id": CONSENTS_GAVE}),
}
