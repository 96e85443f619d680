"""What a verification looks at: a certificate on record, its case, its holder, its issuer.

`FOUND` is an expression over `certificate`, `holder` and `it` (its occupation), so that the GraphQL
statement reads it beside the fields of the occupation, and everyone else with `BY_KEYS`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from registry.graph.cases import CERTIFICATE_CASE, decode_case
from registry.graph.driver import Database
from registry.papercheck import CertificateCase

# The issuer is who was filed; of a certificate without filing, who has the number's prefix, or who
# sent it.
FOUND: Final = (
    "["
    + CERTIFICATE_CASE
    + """,
    certificate.workType, certificate.issuerPrefix, it.key, it.name,
    coalesce(
        head(COLLECT {
            MATCH (certificate)-[:ISSUED_UNDER]->(:EvaluationFiling)
                  <-[:FILED_AS]-(owner:Organisation)
            RETURN owner.name
        }),
        head(COLLECT {
            MATCH (:EvaluationFiling {issuerPrefix: left(certificate.number, 13)})
                  <-[:FILED_AS]-(owner:Organisation)
            RETURN owner.name ORDER BY owner.uscc LIMIT 1
        }),
        certificate.provider
    ),
    holder.id, holder.name, holder.idEnc
]"""
)

ROWS: Final = """UNWIND $keys AS key
    MATCH (holder:Worker)-[:HOLDS]->(certificate:Certificate {key: key})
    OPTIONAL MATCH (certificate)-[:FOR]->(it:Occupation)"""

BY_KEYS: Final = ROWS + "\nRETURN " + FOUND


@dataclass(frozen=True, slots=True)
class Found:
    """A certificate on record with its holder.

    `issuer` is None where nobody is known to have issued it.
    """

    case: CertificateCase
    work_type: str | None
    issuer_prefix: str | None
    occupation: str | None
    occupation_name: str | None
    issuer: str | None
    holder_id: str
    holder_name: str
    id_sealed: str | None


def decode_found(value: list[Any]) -> Found:
    """Return what a value of `FOUND` says."""
    return Found(decode_case(value[0]), *value[1:])


async def found_by_keys(database: Database, keys: Sequence[str]) -> tuple[Found, ...]:
    """Return the certificates with these keys, in the order of the keys.

    Unknown ones are left out.
    """
    rows = await database.read(BY_KEYS, {"keys": list(keys)})
    return tuple(decode_found(row[0]) for row in rows)
