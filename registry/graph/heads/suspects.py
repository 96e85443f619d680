"""`suspectCertificates`: certificates with check codes, the latest issued first.

The index on `codes` holds suspects alone, so a look-up without prefix reads no honest certificate.
The issuer is the organisation whose filing the record names; where it names none, who is filed
under the prefix of the number.
"""

from __future__ import annotations

from functools import cache
from typing import Final

from registry.graph.shapes.model import Head

_FITS: Final = """it.codes IS NOT NULL
    AND any(code IN it.codes WHERE
        CASE WHEN $codes IS NULL THEN code <> 'SUPERSEDED_EDITION' ELSE code IN $codes END)
    AND ($issuedFrom IS NULL OR it.issuedOn >= $issuedFrom)
    AND ($issuedTo IS NULL OR it.issuedOn <= $issuedTo)
    AND ($division IS NULL OR EXISTS {
        MATCH (it)-[:ISSUED_UNDER]->(:EvaluationFiling)<-[:FILED_AS]-(issuer:Organisation)
        WHERE $division IN [issuer.division, issuer.cityCode, issuer.provinceCode] }
      OR it.filingNo IS NULL AND EXISTS {
        MATCH (:EvaluationFiling {issuerPrefix: it.issuerPrefix})<-[:FILED_AS]-(issuer:Organisation)
        WHERE $division IN [issuer.division, issuer.cityCode, issuer.provinceCode] })
    AND @suspect(it)"""

_BY_CODES: Final = """MATCH (it:Certificate)
    WHERE <fits>"""

_BY_PREFIX: Final = """MATCH (it:Certificate {issuerPrefix: $prefix})
    WHERE <fits>"""

_PAGE: Final = """
    WITH it WHERE $position IS NULL OR it.issuedOn < date($position[0])
        OR it.issuedOn = date($position[0]) AND it.key > $position[1]
    WITH it ORDER BY it.issuedOn DESC, it.key LIMIT $limit"""


@cache
def suspects_head(*, by_prefix: bool) -> Head:
    """Return the head of a page of suspects, of one issuer prefix or of all."""
    found = (_BY_PREFIX if by_prefix else _BY_CODES).replace("<fits>", _FITS)
    return Head(
        name="suspectCertificates",
        type="SuspectCertificate",
        rows=found + _PAGE,
        position="[toString(it.issuedOn), it.key]",
        extras={"totalCount": "COUNT { " + found + " RETURN it LIMIT 10001 }"},
    )
