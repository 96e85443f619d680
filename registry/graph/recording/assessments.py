"""Plans that issuers file, and sessions with their results."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from registry.dates import parse_moment
from registry.graph.driver import Transaction

FILING: Final = """
MATCH (filing:EvaluationFiling {filingNo: $filingNo})<-[:FILED_AS]-(issuer:Organisation)
WHERE $organisation IS NULL OR issuer.uscc = $organisation
OPTIONAL MATCH (occupation:Occupation {key: $occupation})
OPTIONAL MATCH (filing)-[scope:COVERS]->(occupation)
RETURN toString(filing.from), toString(filing.to), filing.status, toString(filing.statusSince),
  occupation.key, scope.ranks
"""

RECORD_PLAN: Final = """
MATCH (filing:EvaluationFiling {filingNo: $plan.filingNo})
MATCH (occupation:Occupation {key: $plan.occKey})
CREATE (plan:AssessmentPlan)-[:UNDER]->(filing)
SET plan = $plan
CREATE (plan)-[:FOR]->(occupation)
"""

PLAN: Final = """
MATCH (plan:AssessmentPlan {planId: $planId})-[:UNDER]->(:EvaluationFiling)
      <-[:FILED_AS]-(issuer:Organisation)
WHERE $organisation IS NULL OR issuer.uscc = $organisation
SET plan += {}
RETURN plan.filedAt, plan.seats, plan.filingNo, plan.occKey, plan.rank,
  CASE WHEN EXISTS { (:AssessmentSession {sessionId: plan.sessionId})-[:OF]->(plan) }
    THEN null ELSE plan.sessionId END,
  COLLECT {
    UNWIND $workers AS id
    MATCH (worker:Worker {id: id})
    RETURN worker.id
  }
"""

RECORD_SESSION: Final = """
MATCH (plan:AssessmentPlan {planId: $planId})
CREATE (session:AssessmentSession)-[:OF]->(plan)
SET session = $session
WITH session
UNWIND $results AS row
MATCH (worker:Worker {id: row.worker})
CREATE (worker)-[:SAT]->(result:AssessmentResult)-[:IN]->(session)
SET result = row.result
"""


@dataclass(frozen=True, slots=True)
class FilingScope:
    """A filing and what it covers of one occupation.

    `occupation` is None if there is no such occupation.
    """

    start: date
    end: date
    status: str
    status_since: date | None
    occupation: str | None
    ranks: frozenset[int]

    def is_active_on(self, day: date) -> bool:
        """Say whether its status is ACTIVE on the day.

        Without a day of change a status held always.
        """
        return self.status == "ACTIVE" or (
            self.status_since is not None and self.status_since > day
        )


@dataclass(frozen=True, slots=True)
class PlanFacts:
    """A filed plan, and which of the workers asked about there are.

    `announced` is the session that was announced with the plan, None if there was none or it has
    been held.
    """

    filed_at: datetime
    seats: int
    filing_no: str
    occupation: str
    rank: int
    announced: str | None
    workers: frozenset[str]


async def filing_scope(
    tx: Transaction, filing_no: str, *, occupation: str, organisation: str | None
) -> FilingScope | None:
    """Return a filing of an organisation (None: of any), or None."""
    parameters = {
        "filingNo": filing_no,
        "occupation": occupation,
        "organisation": organisation,
    }
    rows = await tx.run(FILING, parameters)
    if not rows:
        return None
    start, end, status, since, key, ranks = rows[0]
    return FilingScope(
        date.fromisoformat(start),
        date.fromisoformat(end),
        status,
        None if since is None else date.fromisoformat(since),
        key,
        frozenset(ranks or ()),
    )


async def record_plan(tx: Transaction, plan: dict[str, Any]) -> None:
    """Record a plan; keys are the properties of docs/graph.md."""
    await tx.run(RECORD_PLAN, {"plan": plan})


async def plan_facts(
    tx: Transaction, plan_id: str, *, workers: list[str], organisation: str | None
) -> PlanFacts | None:
    """Lock and return a plan of an organisation (None: of any), or None."""
    parameters = {"planId": plan_id, "workers": workers, "organisation": organisation}
    rows = await tx.run(PLAN, parameters)
    if not rows:
        return None
    filed_at, seats, filing_no, occupation, rank, announced, known = rows[0]
    return PlanFacts(
        parse_moment(filed_at), seats, filing_no, occupation, rank, announced, frozenset(known)
    )


async def record_session(
    tx: Transaction,
    plan_id: str,
    session: dict[str, Any],
    results: list[dict[str, Any]],
) -> None:
    """Record a session.

    Each of `results` holds `worker` and `result`, the properties of its node.
    """
    await tx.run(RECORD_SESSION, {"planId": plan_id, "session": session, "results": results})
