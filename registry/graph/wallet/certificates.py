"""Which certificate is meant: by number, within the reach of who asks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from registry.access import Reach
from registry.graph.driver import Database

WITHIN_REACH: Final = """
MATCH (holder:Worker)-[:HOLDS]->(certificate:Certificate {number: $number})
WHERE ($kind IS NULL OR certificate.kind = $kind)
AND ($worker IS NULL OR holder.id = $worker)
AND ($organisation IS NULL OR EXISTS {
  (certificate)-[:ISSUED_UNDER]->(:EvaluationFiling)
    <-[:FILED_AS]-(:Organisation {uscc: $organisation})
})
RETURN certificate.key, certificate.issuerPrefix, certificate.status, holder.id
ORDER BY certificate.key
"""


@dataclass(frozen=True, slots=True)
class NamedCertificate:
    """A certificate that somebody named; `prefix` is None where its issuer is not known."""

    key: str
    prefix: str | None
    status: str
    holder: str


async def certificates_within(
    database: Database, reach: Reach, number: str, *, kind: str | None
) -> tuple[NamedCertificate, ...]:
    """Return the certificates with a number (of a kind) that lie within reach."""
    parameters = {
        "number": number,
        "kind": kind,
        "worker": reach.worker,
        "organisation": reach.organisation,
    }
    rows = await database.read(WITHIN_REACH, parameters)
    return tuple(NamedCertificate(*row) for row in rows)
