"""Certificates already on record: what goes into their credentials, and what was signed before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import date
from typing import Any, Final

from registry.dates import day_or_none
from registry.graph.driver import Database, Transaction

KEYS_OF_ISSUER: Final = """
MATCH (certificate:Certificate {issuerPrefix: $prefix})
WITH certificate.key AS key ORDER BY key
RETURN collect(key)
"""

# A change of status takes the same lock: what is read after it holds until the transaction ends, so
# no token says VALID of a certificate that was revoked meanwhile. Keys come in order: no deadlock.
LOCK_CERTIFICATES: Final = """
UNWIND $keys AS key
MATCH (certificate:Certificate {key: key})
SET certificate += {}
"""

# One record for all: to take a record from the driver costs more than to sign what is in it.
RECORDS: Final = """
UNWIND $keys AS key
MATCH (holder:Worker)-[:HOLDS]->(certificate:Certificate {key: key})
OPTIONAL MATCH (certificate)-[:FOR]->(occupation:Occupation)
OPTIONAL MATCH (certificate)-[:RESULT_OF]->(result:AssessmentResult)
               -[:IN]->(session:AssessmentSession)
RETURN collect([
  certificate.key, certificate.kind, certificate.number, certificate.rank, occupation.key,
  occupation.name, certificate.workType, toString(certificate.issuedOn), certificate.status,
  toString(certificate.statusSince), session.sessionId, result.theory, result.practical,
  holder.name, holder.idEnc, toString(holder.birthDate),
  head(COLLECT {
    MATCH (owner:Organisation)
          -[:FILED_AS]->(:EvaluationFiling {issuerPrefix: certificate.issuerPrefix})
    RETURN owner.name ORDER BY owner.uscc LIMIT 1
  }),
  head(COLLECT {
    MATCH (holder)-[job:EMPLOYED]->(employer:Organisation)
    WHERE job.from <= certificate.issuedOn AND (job.to IS NULL OR job.to >= certificate.issuedOn)
    RETURN employer.name ORDER BY job.from DESC, employer.uscc LIMIT 1
  }),
  COLLECT {
    MATCH (certificate)-[:SIGNED_AS]->(credential:Credential)
    RETURN [credential.profile, credential.listId, credential.idx, credential.kid, credential.iat,
            credential.sha256, credential.signature]
    ORDER BY credential.iat DESC, credential.key
  }
])
"""

ISSUERS: Final = """
MATCH (certificate:Certificate) WHERE certificate.issuerPrefix IS NOT NULL
RETURN certificate.issuerPrefix, count(*) ORDER BY certificate.issuerPrefix
"""

# One certificate of each sort; the demonstration is small enough to look through.
SAMPLES: Final = """
MATCH (certificate:Certificate)
WHERE certificate.issuerPrefix IS NOT NULL
  AND certificate.number STARTS WITH certificate.issuerPrefix
  AND certificate.rank IS NOT NULL AND certificate.occKey IS NOT NULL
WITH certificate, coalesce(certificate.codes, []) AS codes
WITH certificate, CASE
  WHEN codes = [] AND certificate.status = 'VALID' THEN 'valid'
  WHEN codes = [] AND certificate.status = 'REVOKED' THEN 'revoked'
  WHEN codes = [] AND certificate.status = 'SUSPENDED' THEN 'suspended'
  WHEN codes = ['OUT_OF_SCOPE'] AND certificate.status = 'VALID' THEN 'out-of-scope'
END AS sort
WHERE sort IS NOT NULL
WITH sort, certificate ORDER BY certificate.issuedOn DESC, certificate.key
WITH sort, collect([certificate.issuerPrefix, certificate.key])[0] AS first
RETURN sort, first[0], first[1]
"""


@dataclass(frozen=True, slots=True)
class SignedBefore:
    """A token that was signed of a certificate, and where.

    `signature` (hexadecimal) is on record where the key does not give it twice.
    """

    profile: str
    list_id: str
    idx: int
    kid: str
    iat: int
    sha256: str
    signature: str | None


@dataclass(frozen=True, slots=True)
class RecordedCertificate:
    """A certificate on record with its holder. `signed` begins with what was signed last."""

    key: str
    kind: str
    number: str
    rank: int | None
    occupation: str | None
    occupation_name: str | None
    work_type: str | None
    issued_on: date
    status: str
    status_since: date | None
    session: str | None
    theory: float | None
    practical: float | None
    name: str | None
    id_sealed: str | None
    birth_date: date | None
    issuer: str | None
    employer: str | None
    signed: tuple[SignedBefore, ...]

    @property
    def first_logged(self) -> str | None:
        """Return the token that its first log entry begins with, None for no entry.

        That is the holder's file if one was signed then, or else what the first wallet fetched.
        """
        tokens = [token for token in self.signed if token.profile in _BEGIN_AN_ENTRY]
        first = min(tokens, key=lambda t: (t.iat, _BEGIN_AN_ENTRY.index(t.profile)), default=None)
        return None if first is None else first.sha256


_BEGIN_AN_ENTRY: Final = ("FULL", "WALLET")

_COLUMNS: Final = tuple(field.name for field in fields(RecordedCertificate))
"""The columns of `RECORDS`, in order."""


async def keys_of_issuer(database: Database, prefix: str) -> tuple[str, ...]:
    """Return the keys of all certificates of an issuer, in order."""
    rows = await database.read(KEYS_OF_ISSUER, {"prefix": prefix}, timeout=60.0)
    return tuple(rows[0][0])


async def certificates_by_issuer(database: Database) -> dict[str, int]:
    """Return how many certificates each issuer prefix has."""
    return dict(map(tuple, await database.read(ISSUERS, timeout=60.0)))


async def lock_certificates(tx: Transaction, keys: Sequence[str]) -> None:
    """Keep others from changing these certificates' status while something is signed of them."""
    await tx.run(LOCK_CERTIFICATES, {"keys": sorted(keys)})


async def recorded_certificates(
    tx: Transaction, keys: Sequence[str]
) -> tuple[RecordedCertificate, ...]:
    """Return the certificates with these keys, in their order."""
    [[rows]] = await tx.run(RECORDS, {"keys": list(keys)})
    return tuple(map(_recorded, rows))


async def read_certificates(
    database: Database, keys: Sequence[str]
) -> tuple[RecordedCertificate, ...]:
    """Return the same without a transaction, for those who only read."""
    [[rows]] = await database.read(RECORDS, {"keys": list(keys)})
    return tuple(map(_recorded, rows))


async def sample_keys(database: Database) -> dict[str, tuple[str, str]]:
    """Return one certificate of each sort there is: valid, revoked, suspended, out-of-scope.

    Issuer prefix and key.
    """
    rows = await database.read(SAMPLES, timeout=60.0)
    return {sort: (prefix, key) for sort, prefix, key in rows}


def _recorded(row: list[Any]) -> RecordedCertificate:
    facts = dict(zip(_COLUMNS, row, strict=True))
    for name in ("issued_on", "status_since", "birth_date"):
        facts[name] = day_or_none(facts[name])
    facts["signed"] = tuple(SignedBefore(*token) for token in facts["signed"])
    return RecordedCertificate(**facts)
