"""`verifyCertificate`, `verifyCredential`, `issuerScope`.

The rows of the first two are the certificate's occupation, which is all of a verified certificate
that leads further; what the judgement rests on comes as the row's position, in the same statement.
The checks decide what may be said, so there is no tie: who names number and holder, or shows the
credential, is told.
"""

from __future__ import annotations

from typing import Final

from registry.graph.shapes.model import Head
from registry.graph.verification import FOUND, ROWS

BY_NUMBER: Final = Head(name="verifyCertificate", type="Occupation", rows=ROWS, position=FOUND)

BY_CREDENTIAL: Final = Head(name="verifyCredential", type="Occupation", rows=ROWS, position=FOUND)

ISSUER_SCOPE: Final = Head(
    name="issuerScope",
    type="ScopeItem",
    rows="""MATCH (owner:Organisation)-[:FILED_AS]->(filing:EvaluationFiling)
    WHERE ($prefix IS NULL OR filing.issuerPrefix = $prefix)
    AND ($uscc IS NULL OR owner.uscc = $uscc)
    AND filing.from <= $on AND filing.to >= $on
    AND (filing.status = 'ACTIVE' OR filing.statusSince > $on)
    MATCH (filing)-[covers:COVERS]->(occupation:Occupation)
    WITH filing, covers, occupation ORDER BY filing.filingNo, occupation.key""",
    roles={"filing": "filing", "covers": "covers", "occupation": "occupation"},
)
