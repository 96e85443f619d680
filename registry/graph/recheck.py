"""Keep the check codes of certificates and the marks of sessions true, in the transaction of their cause.

A certificate depends on its holder's results, on filings, standards, sources, successors, other
kinds with its number, and on whether its session is crowded; a session on all others of its day. So
`recheck` takes the certificates that were touched and the days on which sessions were, and finds the
rest: certificates with the same number, and those whose session changed its mark. A change of a
filing, a standard or an edition is a change for its certificates (`CERTIFICATES_OF_FILINGS`,
`CERTIFICATES_OF_OCCUPATIONS`).
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Any, Final

import neo4j

from registry.graph.cases import CERTIFICATE_CASE, decode_case
from registry.graph.rebuild import BATCH, batches
from registry.graph.steps import RunsStatements, Steps, run_steps, run_steps_blocking
from registry.papercheck import SessionFact, crowded_sessions, suspicions, two_site_sessions

READ_CASES: Final = (
    """
UNWIND $keys AS key
MATCH (certificate:Certificate {key: key})
RETURN collect(["""
    + CERTIFICATE_CASE
    + """, certificate.codes])
"""
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

CERTIFICATES_OF_FILINGS: Final = """
UNWIND $filings AS no
MATCH (f:EvaluationFiling {filingNo: no})
CALL (f) {
    MATCH (certificate:Certificate {issuerPrefix: f.issuerPrefix})
    RETURN certificate.key AS key
    UNION
    MATCH (f)<-[:ISSUED_UNDER]-(certificate:Certificate)
    RETURN certificate.key AS key
}
RETURN DISTINCT key
"""

CERTIFICATES_OF_OCCUPATIONS: Final = """
UNWIND $occupations AS key
MATCH (:Occupation {key: key})<-[:FOR]-(certificate:Certificate)
RETURN DISTINCT certificate.key
"""


async def recheck(
    transaction: RunsStatements,
    certificate_keys: Collection[str],
    *,
    session_days: Collection[date] = (),
) -> int:
    """Write the codes of certificates (and the marks of sessions on these days); return how many changed."""
    return await run_steps(transaction, recheck_steps(certificate_keys, session_days))


def recheck_blocking(
    transaction: neo4j.ManagedTransaction | neo4j.Transaction,
    certificate_keys: Collection[str],
    *,
    session_days: Collection[date] = (),
) -> int:
    """Do the same in a blocking transaction."""
    return run_steps_blocking(transaction, recheck_steps(certificate_keys, session_days))


def recheck_steps(keys: Collection[str], session_days: Collection[date] = ()) -> Steps[int]:
    """Yield the statements of a recheck; the result is the number of certificates that changed."""
    wanted = set(keys)
    if session_days:
        sessions = yield from _mark_sessions(session_days)
        rows = yield CERTIFICATES_OF_SESSIONS, {"ids": sessions}
        wanted.update(row[0] for row in rows)
    changed = 0
    for batch in batches(sorted(wanted), BATCH):
        others = yield SAME_NUMBERS, {"keys": list(batch)}
        together = sorted({*batch, *(row[0] for row in others)})
        changed += yield from _write_codes(together)
    return changed


def codes_steps(keys: Collection[str]) -> Steps[list[tuple[str, list[str], list[str] | None]]]:
    """Yield the statement that reads cases; the result is key, codes now found, codes stored."""
    [[rows]] = yield READ_CASES, {"keys": list(keys)}
    cases = [(decode_case(value), stored) for value, stored in rows]
    return [(case.key, [str(code) for code in suspicions(case)], stored) for case, stored in cases]


def marks_steps(days: Collection[date]) -> Steps[list[tuple[str, tuple[bool, bool], list[Any]]]]:
    """Yield the statement that reads sessions; the result is id, marks now found, marks stored."""
    rows = yield SESSIONS_ON, {"days": sorted(days)}
    sessions = [_session(row) for row in rows]
    crowded = crowded_sessions(sessions)
    double = two_site_sessions(sessions)
    return [(row[0], (row[0] in crowded, row[0] in double), row[6:8]) for row in rows]


def _mark_sessions(days: Collection[date]) -> Steps[list[str]]:
    marks = yield from marks_steps(days)
    changed = [(session, found) for session, found, stored in marks if list(found) != stored]
    if changed:
        rows = [
            {"id": session, "overSeats": over_seats, "twoSites": two_sites}
            for session, (over_seats, two_sites) in changed
        ]
        yield WRITE_MARKS, {"rows": rows}
    return [session for session, _ in changed]


def _write_codes(keys: Collection[str]) -> Steps[int]:
    found = yield from codes_steps(keys)
    rows = [{"key": key, "codes": codes} for key, codes, stored in found if codes != stored]
    if rows:
        yield WRITE_CODES, {"rows": rows}
    return len(rows)


def _session(row: list[Any]) -> SessionFact:
    session_id, held_on, assessors, site, seats, results, *_ = row
    return SessionFact(
        session_id, date.fromisoformat(held_on), tuple(assessors or ()), site, seats, results
    )
