"""Issuing one certificate: its basis, number, record, what was signed of it, and its status.

All of it runs in the transaction of one request. Two that issue for the same result wait for each
other at that result, two that need a number of the same series at its counter. `SET node += {}`
takes the node's lock and changes nothing, and what the statement reads after it was committed
before; to `REMOVE` a property that is not there takes no lock.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from registry.graph.driver import Transaction

LOCK_RESULTS: Final = """
MATCH (:Worker {id: $worker})-[:SAT]->(result:AssessmentResult)
      -[:IN]->(:AssessmentSession {sessionId: $session})
SET result += {}
"""

BASIS: Final = """
MATCH (session:AssessmentSession {sessionId: $session})-[:OF]->(plan:AssessmentPlan)
      -[:UNDER]->(filing:EvaluationFiling)<-[:FILED_AS]-(issuer:Organisation)
WHERE $organisation IS NULL OR issuer.uscc = $organisation
OPTIONAL MATCH (worker:Worker {id: $worker})
OPTIONAL MATCH (occupation:Occupation {key: plan.occKey})
RETURN filing.filingNo, filing.issuerPrefix, issuer.name, plan.occKey, occupation.name, plan.rank,
  toString(session.heldOn), worker.id, worker.name, worker.idEnc, toString(worker.birthDate),
  head(COLLECT {
    MATCH (worker)-[:SAT]->(result:AssessmentResult)-[:IN]->(session)
    RETURN [result.resultId, result.passed, result.theory, result.practical]
    ORDER BY result.passed DESC, result.resultId LIMIT 1
  }),
  EXISTS {
    MATCH (worker)-[:SAT]->(sat:AssessmentResult)-[:IN]->(session)
    MATCH (earlier:Certificate)-[:RESULT_OF]->(sat) WHERE earlier.status <> 'REVOKED'
  },
  head(COLLECT {
    MATCH (worker)-[job:EMPLOYED]->(employer:Organisation)
    WHERE job.from <= $on AND (job.to IS NULL OR job.to >= $on)
    RETURN employer.name ORDER BY job.from DESC, employer.uscc LIMIT 1
  })
"""

# The first free serial after the counter: imports bring numbers that no counter gave.
NEXT_SERIAL: Final = """
MERGE (counter:Serial {id: $stem})
SET counter += {}
WITH counter, coalesce(counter.last, 0) AS last
WITH counter, last, head(COLLECT {
  UNWIND range(last + 1, last + $window) AS serial
  WITH serial, $stem + right('00000' + toString(serial), 6) AS number
  WHERE NOT EXISTS { MATCH (:Certificate {number: number}) }
  RETURN serial LIMIT 1
}) AS free
SET counter.last = coalesce(free, last + $window)
RETURN free, counter.last
"""

RECORD_CERTIFICATE: Final = """
MATCH (worker:Worker {id: $worker})
MATCH (filing:EvaluationFiling {filingNo: $certificate.filingNo})
MATCH (occupation:Occupation {key: $certificate.occKey})
MATCH (result:AssessmentResult {resultId: $certificate.resultId})
CREATE (worker)-[:HOLDS]->(certificate:Certificate)
SET certificate = $certificate
CREATE (certificate)-[:FOR]->(occupation)
CREATE (certificate)-[:ISSUED_UNDER]->(filing)
CREATE (certificate)-[:RESULT_OF]->(result)
"""

RECORD_CREDENTIALS: Final = """
UNWIND $rows AS row
MATCH (certificate:Certificate {key: row.certificateKey})
MATCH (credential:Credential {key: row.key})
CREATE (certificate)-[:SIGNED_AS]->(credential)
SET credential = row
"""

CERTIFICATES_OF_ISSUER: Final = """
MATCH (holder:Worker)-[:HOLDS]->(certificate:Certificate {number: $number})
WHERE ($kind IS NULL OR certificate.kind = $kind)
AND ($organisation IS NULL OR EXISTS {
  (certificate)-[:ISSUED_UNDER]->(:EvaluationFiling)
    <-[:FILED_AS]-(:Organisation {uscc: $organisation})
})
SET certificate += {}
RETURN certificate.key, certificate.status, toString(certificate.issuedOn), holder.id
ORDER BY certificate.key
"""

CHANGE_STATUS: Final = """
MATCH (certificate:Certificate {key: $key})
SET certificate.status = $to, certificate.statusSince = $on, certificate.statusReason = $reason,
    certificate.decisionNo = $decisionNo
CREATE (certificate)-[:HAS_STATUS]->(:StatusChange {
  id: $id, to: $to, reason: $reason, decisionNo: $decisionNo, on: $on, at: $at
})
WITH certificate
MATCH (certificate)-[:SIGNED_AS]->(credential:Credential)
SET credential.status = $code, credential.changed = true
RETURN DISTINCT credential.listId
"""


@dataclass(frozen=True, slots=True)
class IssueBasis:
    """What a certificate would rest on. The worker and the result are None where there is none."""

    filing_no: str
    prefix: str
    issuer_name: str
    occupation: str
    occupation_name: str | None
    rank: int
    held_on: date
    worker: str | None
    name: str | None
    id_sealed: str | None
    birth_date: date | None
    result_id: str | None
    passed: bool
    theory: float | None
    practical: float | None
    issued_before: bool
    employer: str | None


@dataclass(frozen=True, slots=True)
class CredentialRow:
    """A signed token at its place. `initial` are the two bits of its status when it was signed.

    `signature` (hexadecimal) is recorded where the key would not give it again.
    """

    list_id: str
    idx: int
    prefix: str
    kid: str
    iat: int
    profile: str
    sha256: str
    certificate_key: str
    initial: int = 0
    signature: str | None = None

    def properties(self) -> dict[str, object]:
        """Return the properties of its node (docs/graph.md)."""
        began_bad = {"initial": self.initial, "changed": True} if self.initial else {}
        kept = {} if self.signature is None else {"signature": self.signature}
        return {
            "key": f"{self.list_id}:{self.idx}",
            "listId": self.list_id,
            "idx": self.idx,
            "issuerPrefix": self.prefix,
            "kid": self.kid,
            "iat": self.iat,
            "profile": self.profile,
            "sha256": self.sha256,
            "certificateKey": self.certificate_key,
            "status": self.initial,
            **began_bad,
            **kept,
        }


@dataclass(frozen=True, slots=True)
class HeldCertificate:
    """A certificate that an issuer gave, with its holder."""

    key: str
    status: str
    issued_on: date
    holder: str


async def issue_basis(
    tx: Transaction, session: str, worker: str, *, organisation: str | None, on: date
) -> IssueBasis | None:
    """Lock the worker's results in the session and return what a certificate of `on` would rest on.

    None if there is no such session, or none of that organisation (None: of any).
    """
    await tx.run(LOCK_RESULTS, {"session": session, "worker": worker})
    parameters = {
        "session": session,
        "worker": worker,
        "organisation": organisation,
        "on": on,
    }
    rows = await tx.run(BASIS, parameters)
    if not rows:
        return None
    *facts, result, issued_before, employer = rows[0]
    (
        filing_no,
        prefix,
        issuer,
        occupation,
        occupation_name,
        rank,
        held_on,
        worker_id,
        name,
        sealed,
        born,
    ) = facts
    result_id, passed, theory, practical = result or (None, False, None, None)
    return IssueBasis(
        filing_no=filing_no,
        prefix=prefix,
        issuer_name=issuer,
        occupation=occupation,
        occupation_name=occupation_name,
        rank=rank,
        held_on=date.fromisoformat(held_on),
        worker=worker_id,
        name=name,
        id_sealed=sealed,
        birth_date=None if born is None else date.fromisoformat(born),
        result_id=result_id,
        passed=bool(passed),
        theory=theory,
        practical=practical,
        issued_before=issued_before,
        employer=employer,
    )


async def next_serial(tx: Transaction, stem: str, *, window: int) -> tuple[int | None, int]:
    """Return the next free serial of a series (None: none in the window), and the counter."""
    rows = await tx.run(NEXT_SERIAL, {"stem": stem, "window": window})
    return rows[0][0], rows[0][1]


async def record_certificate(tx: Transaction, worker: str, certificate: dict[str, Any]) -> None:
    """Record a certificate under its filing, occupation and result.

    Keys are the properties of docs/graph.md.
    """
    await tx.run(RECORD_CERTIFICATE, {"worker": worker, "certificate": certificate})


async def record_credentials(tx: Transaction, rows: Sequence[CredentialRow]) -> None:
    """Record signed tokens at places that this transaction has taken (`lists.take_places`)."""
    await tx.run(RECORD_CREDENTIALS, {"rows": [row.properties() for row in rows]})


async def certificates_of_issuer(
    tx: Transaction, number: str, *, kind: str | None, organisation: str | None
) -> tuple[HeldCertificate, ...]:
    """Lock and return the certificates with a number that an organisation (None: any) gave."""
    parameters = {"number": number, "kind": kind, "organisation": organisation}
    rows = await tx.run(CERTIFICATES_OF_ISSUER, parameters)
    return tuple(HeldCertificate(k, s, date.fromisoformat(on), h) for k, s, on, h in rows)


async def change_status(tx: Transaction, key: str, *, change: dict[str, Any]) -> list[str]:
    """Record a change of status for a certificate and everything signed of it.

    Return the lists touched.

    `change` holds `id`, `to`, `code` (its two bits), `reason`, `decisionNo`, `on` (a date) and `at`
    (a moment's text).
    """
    return [row[0] for row in await tx.run(CHANGE_STATUS, {"key": key, **change})]
