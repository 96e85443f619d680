"""Statements of the assessment chain.

Occupations, filings and scopes, standards, plans, sessions, results.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from registry.graph.loading.statements import EdgeStatements, NodeStatements

OCCUPATIONS_READ: Final = """
UNWIND $rows AS row
MATCH (occupation:Occupation {key: row.key})
RETURN row.key, elementId(occupation), [
    occupation.edition,
    occupation.code,
    occupation.name,
    COLLECT {
        MATCH (occupation)-[:SUPERSEDES]->(older:Occupation)
        RETURN older.key ORDER BY older.key
    },
    toString(occupation.addedOn)
]
"""
OCCUPATIONS_WRITE: Final = """
UNWIND $rows AS row
MERGE (occupation:Occupation {key: row.key})
ON CREATE SET occupation.green = false, occupation.digital = false
SET occupation += row.set
"""
OCCUPATIONS_SUPERSEDES: Final = """
UNWIND $rows AS row
MATCH (occupation:Occupation {key: row.key})
MATCH (older:Occupation {key: row.to})
CREATE (occupation)-[:SUPERSEDES]->(older)
"""
FILINGS_READ: Final = """
UNWIND $rows AS row
MATCH (filing:EvaluationFiling {filingNo: row.key})
RETURN row.key, elementId(filing), [
    filing.filingNo,
    head([(filing)<-[:FILED_AS]-(to:Organisation) | to.uscc]),
    filing.kind,
    filing.bodyLevel,
    filing.issuerPrefix,
    toString(filing.from),
    toString(filing.to),
    filing.status,
    toString(filing.statusSince)
]
"""
FILINGS_WRITE: Final = """
UNWIND $rows AS row
MERGE (filing:EvaluationFiling {filingNo: row.key})
SET filing += row.set
"""
FILINGS_FILED_AS: Final = """
UNWIND $rows AS row
MATCH (filing:EvaluationFiling {filingNo: row.key})
MATCH (organisation:Organisation {uscc: row.to})
CREATE (organisation)-[:FILED_AS]->(filing)
"""
FILING_SCOPES_READ: Final = """
UNWIND $rows AS row
MATCH (filing:EvaluationFiling {filingNo: row.start})
      -[scope:COVERS]->(occupation:Occupation {key: row.end})
RETURN row.key, elementId(scope), [
    row.start,
    row.end,
    scope.ranks
]
"""
FILING_SCOPES_CREATE: Final = """
UNWIND $rows AS row
MATCH (filing:EvaluationFiling {filingNo: row.start})
MATCH (occupation:Occupation {key: row.end})
CREATE (filing)-[scope:COVERS]->(occupation)
SET scope = row.set
"""
FILING_SCOPES_UPDATE: Final = """
UNWIND $rows AS row
MATCH (filing:EvaluationFiling {filingNo: row.start})
      -[scope:COVERS]->(occupation:Occupation {key: row.end})
SET scope += row.set
"""
STANDARDS_READ: Final = """
UNWIND $rows AS row
MATCH (standard:OccupationalStandard {gzbNo: row.key})
RETURN row.key, elementId(standard), [
    standard.gzbNo,
    standard.occKey,
    standard.year,
    standard.ranks
]
"""
STANDARDS_WRITE: Final = """
UNWIND $rows AS row
MERGE (standard:OccupationalStandard {gzbNo: row.key})
SET standard += row.set
"""
STANDARDS_DEFINED_BY: Final = """
UNWIND $rows AS row
MATCH (standard:OccupationalStandard {gzbNo: row.key})
MATCH (occupation:Occupation {key: row.to})
CREATE (occupation)-[:DEFINED_BY]->(standard)
"""
PLANS_READ: Final = """
UNWIND $rows AS row
MATCH (plan:AssessmentPlan {planId: row.key})
RETURN row.key, elementId(plan), [
    plan.planId,
    plan.filingNo,
    plan.occKey,
    plan.rank,
    toString(plan.plannedFor),
    plan.filedAt,
    plan.seats,
    plan.site
]
"""
PLANS_WRITE: Final = """
UNWIND $rows AS row
MERGE (plan:AssessmentPlan {planId: row.key})
SET plan += row.set
"""
PLANS_UNDER: Final = """
UNWIND $rows AS row
MATCH (plan:AssessmentPlan {planId: row.key})
MATCH (filing:EvaluationFiling {filingNo: row.to})
CREATE (plan)-[:UNDER]->(filing)
"""
PLANS_FOR: Final = """
UNWIND $rows AS row
MATCH (plan:AssessmentPlan {planId: row.key})
MATCH (occupation:Occupation {key: row.to})
CREATE (plan)-[:FOR]->(occupation)
"""
SESSIONS_READ: Final = """
UNWIND $rows AS row
MATCH (session:AssessmentSession {sessionId: row.key})
RETURN row.key, elementId(session), [
    session.sessionId,
    head([(session)-[:OF]->(to:AssessmentPlan) | to.planId]),
    toString(session.heldOn),
    session.assessors
]
"""
SESSIONS_WRITE: Final = """
UNWIND $rows AS row
MERGE (session:AssessmentSession {sessionId: row.key})
SET session += row.set
"""
SESSIONS_OF: Final = """
UNWIND $rows AS row
MATCH (session:AssessmentSession {sessionId: row.key})
MATCH (plan:AssessmentPlan {planId: row.to})
CREATE (session)-[:OF]->(plan)
"""
RESULTS_READ: Final = """
UNWIND $rows AS row
MATCH (result:AssessmentResult {resultId: row.key})
RETURN row.key, elementId(result), [
    result.resultId,
    head([(result)-[:IN]->(to:AssessmentSession) | to.sessionId]),
    head([(result)<-[:SAT]-(to:Worker) | to.id]),
    result.theory,
    result.practical,
    result.passed
]
"""
RESULTS_WRITE: Final = """
UNWIND $rows AS row
MERGE (result:AssessmentResult {resultId: row.key})
SET result += row.set
"""
RESULTS_SAT: Final = """
UNWIND $rows AS row
MATCH (result:AssessmentResult {resultId: row.key})
MATCH (worker:Worker {id: row.to})
CREATE (worker)-[:SAT]->(result)
"""
RESULTS_IN: Final = """
UNWIND $rows AS row
MATCH (result:AssessmentResult {resultId: row.key})
MATCH (session:AssessmentSession {sessionId: row.to})
CREATE (result)-[:IN]->(session)
"""

STATEMENTS: Final[Mapping[str, NodeStatements | EdgeStatements]] = {
    "occupations": NodeStatements(
        OCCUPATIONS_READ, OCCUPATIONS_WRITE, {"supersedes": OCCUPATIONS_SUPERSEDES}
    ),
    "filings": NodeStatements(FILINGS_READ, FILINGS_WRITE, {"uscc": FILINGS_FILED_AS}),
    "filing_scopes": EdgeStatements(FILING_SCOPES_READ, FILING_SCOPES_CREATE, FILING_SCOPES_UPDATE),
    "standards": NodeStatements(
        STANDARDS_READ, STANDARDS_WRITE, {"occupation": STANDARDS_DEFINED_BY}
    ),
    "plans": NodeStatements(
        PLANS_READ, PLANS_WRITE, {"filing_no": PLANS_UNDER, "occupation": PLANS_FOR}
    ),
    "sessions": NodeStatements(SESSIONS_READ, SESSIONS_WRITE, {"plan_id": SESSIONS_OF}),
    "results": NodeStatements(
        RESULTS_READ, RESULTS_WRITE, {"worker_id": RESULTS_SAT, "session_id": RESULTS_IN}
    ),
}
