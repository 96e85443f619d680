"""Which derived facts a written row makes stale.

A row is written with a mark, the label `Stale`, on every worker, certificate and session whose
derived facts may rest on it, in the same transaction; the mark goes in the transaction that
computes them afresh. So an import that is killed leaves marks, not wrong facts that look right, and
the next one finishes what they say.

`$keys` are the keys of changed rows, `$contradicted` those of certificates that a row contradicts;
`$workers`, `$organisations`, `$sessions` and `$occupations` what the rows point at now or pointed
at before; `$prefixes` and `$days` the issuer prefixes and the days that they had before.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, LiteralString

WORKERS: Final = """
UNWIND $workers AS id
MATCH (worker:Worker {id: id})
SET worker:Stale
"""
MENTORS: Final = """
UNWIND $workers AS id
MATCH (worker:Worker {id: id})<-[:MENTORS]-(mentor:Worker)
USING INDEX worker:Worker(id)
SET mentor:Stale
"""
CONTRADICTED: Final = """
UNWIND $contradicted AS key
MATCH (certificate:Certificate {key: key})
SET certificate:Stale
"""
SAME_NUMBER: Final = """
UNWIND $numbers AS number
MATCH (certificate:Certificate {number: number})
SET certificate:Stale
"""
HELD: Final = """
UNWIND $workers AS id
MATCH (worker:Worker {id: id})-[:HOLDS]->(certificate:Certificate)
USING INDEX worker:Worker(id)
SET certificate:Stale
"""
"""With a hint: while nobody holds anything, the planner would look through all of it each time."""

BY_OCCUPATION: Final = """
UNWIND $keys AS key
MATCH (:Occupation {key: key})-[:SUPERSEDES*0..]-(occupation:Occupation)
WITH DISTINCT occupation
MATCH (occupation)<-[:FOR]-(certificate:Certificate)<-[:HOLDS]-(worker:Worker)
SET certificate:Stale, worker:Stale
"""
BY_HONOUR: Final = """
UNWIND $keys AS key
MATCH (:HonourType {id: key})<-[:OF]-(:HonourAward)<-[:RECEIVED]-(worker:Worker)
SET worker:Stale
"""
BY_COMPETITION: Final = """
UNWIND $keys AS key
MATCH (:Competition {id: key})<-[:OF]-(:CompetitionEvent)<-[:IN]-(:CompetitionResult)
      <-[:PLACED]-(worker:Worker)
SET worker:Stale
"""
BY_EVENT: Final = """
UNWIND $keys AS key
MATCH (:CompetitionEvent {id: key})<-[:IN]-(:CompetitionResult)<-[:PLACED]-(worker:Worker)
SET worker:Stale
"""
BY_PROJECT: Final = """
UNWIND $keys AS key
MATCH (:Project {id: key})<-[:WORKS_ON]-(:Team)<-[:MEMBER_OF]-(worker:Worker)
SET worker:Stale
"""
BY_TEAM: Final = """
UNWIND $keys AS key
MATCH (:Team {id: key})<-[:MEMBER_OF]-(worker:Worker)
SET worker:Stale
"""
BY_EMPLOYER: Final = """
UNWIND $keys AS key
MATCH (:Organisation {uscc: key})<-[:EMPLOYED]-(worker:Worker)
SET worker:Stale
"""
LENT_FROM: Final = """
UNWIND $keys AS key
MATCH (home:Organisation {uscc: key})<-[:FROM]-(assignment:FlexibleAssignment)
SET assignment.homeDivision = home.division, assignment.homeProvince = home.provinceCode,
    assignment.homeCity = home.cityCode
"""
LENT_TO: Final = """
UNWIND $keys AS key
MATCH (host:Organisation {uscc: key})<-[:TO]-(assignment:FlexibleAssignment)
SET assignment.hostDivision = host.division, assignment.hostProvince = host.provinceCode,
    assignment.hostCity = host.cityCode
"""
BY_FILING: Final = """
UNWIND $keys AS key
MATCH (filing:EvaluationFiling {filingNo: key})
WITH DISTINCT filing
MATCH (certificate:Certificate {issuerPrefix: filing.issuerPrefix})
SET certificate:Stale
"""
UNDER_FILING: Final = """
UNWIND $keys AS key
MATCH (:EvaluationFiling {filingNo: key})<-[:ISSUED_UNDER]-(certificate:Certificate)
SET certificate:Stale
"""
BY_PREFIX: Final = """
UNWIND $prefixes AS prefix
MATCH (certificate:Certificate {issuerPrefix: prefix})
SET certificate:Stale
"""
STAFF_OF_FILED: Final = """
UNWIND $keys AS key
MATCH (:EvaluationFiling {filingNo: key})<-[:FILED_AS]-(owner:Organisation)
WITH DISTINCT owner
MATCH (owner)<-[:EMPLOYED]-(worker:Worker)
SET worker:Stale
"""
STAFF_OF: Final = """
UNWIND $organisations AS uscc
MATCH (:Organisation {uscc: uscc})<-[:EMPLOYED]-(worker:Worker)
SET worker:Stale
"""
BY_STANDARD: Final = """
UNWIND $occupations AS key
MATCH (:Occupation {key: key})<-[:FOR]-(certificate:Certificate)
SET certificate:Stale
"""
BY_PLAN: Final = """
UNWIND $keys AS key
MATCH (:AssessmentPlan {planId: key})<-[:OF]-(session:AssessmentSession)
SET session:Stale
WITH session
MATCH (session)<-[:IN]-(:AssessmentResult)<-[:SAT]-(:Worker)-[:HOLDS]->(certificate:Certificate)
SET certificate:Stale
"""
BY_SESSION: Final = """
UNWIND $keys AS key
MATCH (session:AssessmentSession {sessionId: key})
SET session:Stale
WITH session
MATCH (session)<-[:IN]-(:AssessmentResult)<-[:SAT]-(:Worker)-[:HOLDS]->(certificate:Certificate)
SET certificate:Stale
"""
SAME_DAY: Final = """
UNWIND $days AS day
MATCH (session:AssessmentSession {heldOn: day})
SET session:Stale
"""
SESSIONS: Final = """
UNWIND $sessions AS id
MATCH (session:AssessmentSession {sessionId: id})
SET session:Stale
"""
EVERYBODY: Final = """
MATCH (worker:Worker {status: 'ACTIVE'})
SET worker:Stale
"""

PAY_SNAPSHOT: Final = """
MATCH (snapshot:Snapshot {id: 'payModes'})
SET snapshot.stale = true
"""
"""What is published of pay was counted before: whoever asks next has it counted anew."""

BY_TABLE: Final[Mapping[str, tuple[LiteralString, ...]]] = {
    "occupations": (BY_OCCUPATION,),
    "honour_types": (BY_HONOUR,),
    "competitions": (BY_COMPETITION,),
    "competition_events": (BY_EVENT,),
    "projects": (BY_PROJECT,),
    "teams": (BY_TEAM,),
    "organisations": (BY_EMPLOYER, LENT_FROM, LENT_TO),
    "filings": (BY_FILING, BY_PREFIX, UNDER_FILING, STAFF_OF_FILED, STAFF_OF),
    "filing_scopes": (BY_FILING, STAFF_OF_FILED),
    "standards": (BY_STANDARD,),
    "plans": (BY_PLAN,),
    "sessions": (BY_SESSION, SAME_DAY),
    "results": (HELD, SESSIONS),
    "certificates": (CONTRADICTED, SAME_NUMBER, WORKERS, MENTORS),
    "workers": (WORKERS,),
    "employments": (WORKERS,),
    "appointments": (WORKERS,),
    "honours": (WORKERS,),
    "mentorships": (WORKERS,),
    "studios": (WORKERS,),
    "competition_results": (WORKERS,),
    "achievements": (WORKERS,),
    "statements": (WORKERS,),
    "misconduct": (WORKERS,),
    "team_members": (WORKERS,),
    "consents": (WORKERS,),
    "pay_arrangements": (PAY_SNAPSHOT,),
    "regulations": (PAY_SNAPSHOT,),
    "policies": (EVERYBODY,),
}
"""What the changed rows of a table make stale; other tables are nothing that anything is derived
from."""

NEW_ROWS_MATTER_TO_NOBODY: Final = frozenset(
    {
        "honour_types",
        "competitions",
        "competition_events",
        "projects",
        "teams",
        "organisations",
        "plans",
        "workers",
    }
)
"""Tables whose new rows nothing can point at yet, so that only changed ones make anything stale."""
