"""Keep check codes of certificates and marks of sessions true, in the transaction of their cause.

A certificate depends on its holder's results, on filings, standards, sources, successors, other
kinds with its number, and on whether its session is crowded; a session on all others of its day.
`recheck` judges the certificates that were touched, and those with the same numbers; `recheck_days`
the sessions of days on which one was recorded, and what was won in those whose mark changed. Both
write only what differs. Both orders are by key, so that two transactions do not wait in a circle.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Any, Final

import neo4j

from registry.graph.cases import cases_steps
from registry.graph.rebuild import BATCH, batches
from registry.graph.steps import RunsStatements, Steps, run_steps, run_steps_blocking
from registry.papercheck import (
    CertificateCase,
    SessionFact,
    crowded_sessions,
    suspicions,
    two_site_sessions,
)

WRITE_CODES: Final = """
UNWIND $rows AS row
MATCH (certificate:Certificate {key: row.key})
SET certificate.codes = row.codes
"""

SAME_NUMBERS: Final = """
UNWIND $keys AS key
MATCH (certificate:Certificate {key: key})
MATCH (other:Certificate {number: certificate.number})
WHERE other.key <> key
RETURN DISTINCT other.key
"""

SESSIONS_ON: Final = """
UNWIND $days AS day
MATCH (s:AssessmentSession {heldOn: day})-[:OF]->(p:AssessmentPlan)
RETURN s.sessionId, toString(s.heldOn), s.assessors, p.site, p.seats,
       COUNT { (:AssessmentResult)-[:IN]->(s) }, s.overSeats, s.twoSites
"""

WRITE_MARKS: Final = """
UNWIND $rows AS row
MATCH (s:AssessmentSession {sessionId: row.id})
SET s.overSeats = row.overSeats, s.twoSites = row.twoSites
"""

CERTIFICATES_OF_SESSIONS: Final = """
UNWIND $ids AS id
MATCH (:AssessmentSession {sessionId: id})<-[:IN]-(:AssessmentResult)
      <-[:SAT]-(:Worker)-[:HOLDS]->(certificate:Certificate)
RETURN DISTINCT certificate.key
"""

Codes = list[str] | None
"""Check codes of a certificate; None for none, so that the index on codes holds suspects alone."""


async def recheck(transaction: RunsStatements, certificate_keys: Collection[str]) -> int:
    """Write the codes of certificates and of those with the same numbers; say how many changed."""
    return await run_steps(transaction, recheck_steps(certificate_keys))


async def recheck_days(transaction: RunsStatements, days: Collection[date]) -> int:
    """Mark the sessions of these days and write the codes of what was won in those that changed."""
    return await run_steps(transaction, recheck_days_steps(days))


def recheck_blocking(
    transaction: neo4j.ManagedTransaction | neo4j.Transaction, certificate_keys: Collection[str]
) -> int:
    """Do what `recheck` does in a blocking transaction."""
    return run_steps_blocking(transaction, recheck_steps(certificate_keys))


def recheck_steps(keys: Collection[str]) -> Steps[int]:
    """Yield the statements of `recheck`."""
    changed = 0
    for batch in batches(sorted(set(keys)), BATCH):
        others = yield SAME_NUMBERS, {"keys": list(batch)}
        together = sorted({*batch, *(row[0] for row in others)})
        changed += yield from _write_codes(together)
    return changed


def recheck_days_steps(days: Collection[date]) -> Steps[int]:
    """Yield the statements of `recheck_days`."""
    marks = yield from marks_steps(days)
    changed = [
        {"id": session, "overSeats": over_seats, "twoSites": two_sites}
        for session, (over_seats, two_sites), stored in marks
        if stored != [over_seats, two_sites]
    ]
    if not changed:
        return 0
    yield WRITE_MARKS, {"rows": changed}
    rows = yield CERTIFICATES_OF_SESSIONS, {"ids": [row["id"] for row in changed]}
    return (yield from recheck_steps([row[0] for row in rows]))


def codes_steps(keys: Collection[str]) -> Steps[list[tuple[str, Codes, Codes]]]:
    """Yield the statements that read cases; the result is key, codes now found, codes stored."""
    cases = yield from cases_steps(keys)
    return [(case.key, _codes(case), stored) for case, stored in cases]


def marks_steps(days: Collection[date]) -> Steps[list[tuple[str, tuple[bool, bool], list[Any]]]]:
    """Yield the statement that reads sessions; the result is id, marks now found, marks stored."""
    rows = yield SESSIONS_ON, {"days": sorted(days)}
    sessions = [_session(row) for row in rows]
    crowded = crowded_sessions(sessions)
    double = two_site_sessions(sessions)
    return [(row[0], (row[0] in crowded, row[0] in double), row[6:8]) for row in rows]


def _write_codes(keys: Collection[str]) -> Steps[int]:
    found = yield from codes_steps(keys)
    rows = [{"key": key, "codes": codes or None} for key, codes, stored in found if codes != stored]
    if rows:
        yield WRITE_CODES, {"rows": rows}
    return len(rows)


def _codes(case: CertificateCase) -> Codes:
    return [str(code) for code in suspicions(case)] or None


def _session(row: list[Any]) -> SessionFact:
    session_id, held_on, assessors, site, seats, results, *_ = row
    return SessionFact(
        session_id, date.fromisoformat(held_on), tuple(assessors or ()), site, seats, results
    )
