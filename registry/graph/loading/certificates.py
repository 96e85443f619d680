"""Statements of certificates, and of the rows that contradict or confirm them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from registry.graph.loading.statements import NodeStatements

CERTIFICATES_READ: Final = """
UNWIND $rows AS row
MATCH (certificate:Certificate {key: row.key})
RETURN row.key, elementId(certificate), [
    certificate.number,
    certificate.kind,
    head([(certificate)<-[:HOLDS]-(to:Worker) | to.id]),
    certificate.occKey,
    certificate.workType,
    certificate.rank,
    toString(certificate.issuedOn),
    certificate.registeredAt,
    certificate.filingNo,
    certificate.resultId,
    certificate.status,
    toString(certificate.statusSince),
    certificate.statusReason,
    certificate.decisionNo,
    certificate.provider
]
"""
CERTIFICATES_WRITE: Final = """
UNWIND $rows AS row
MERGE (certificate:Certificate {key: row.key})
SET certificate += row.set
"""
CERTIFICATES_HOLDS: Final = """
UNWIND $rows AS row
MATCH (certificate:Certificate {key: row.key})
MATCH (worker:Worker {id: row.to})
CREATE (worker)-[:HOLDS]->(certificate)
"""
CERTIFICATES_FOR: Final = """
UNWIND $rows AS row
MATCH (certificate:Certificate {key: row.key})
MATCH (occupation:Occupation {key: row.to})
CREATE (certificate)-[:FOR]->(occupation)
"""
CERTIFICATES_ISSUED_UNDER: Final = """
UNWIND $rows AS row
MATCH (certificate:Certificate {key: row.key})
MATCH (filing:EvaluationFiling {filingNo: row.to})
CREATE (certificate)-[:ISSUED_UNDER]->(filing)
"""
CERTIFICATES_RESULT_OF: Final = """
UNWIND $rows AS row
MATCH (certificate:Certificate {key: row.key})
MATCH (result:AssessmentResult {resultId: row.to})
CREATE (certificate)-[:RESULT_OF]->(result)
"""
CONFLICTS_KNOWN: Final = """
UNWIND $keys AS key
MATCH (conflict:Conflict {key: key})
RETURN key
"""
CONFLICTS_CREATE: Final = """
UNWIND $rows AS row
MATCH (certificate:Certificate {key: row.certificate})
CREATE (certificate)-[:CONTRADICTED_BY]->(conflict:Conflict {key: row.key})
SET conflict += row.set
"""
CONFIRMATIONS_CREATE: Final = """
UNWIND $rows AS row
MATCH (certificate:Certificate {key: row.certificate})
WHERE NOT EXISTS { (:Confirmation {key: row.key}) }
CREATE (certificate)-[:CONFIRMED_BY]->(confirmation:Confirmation {key: row.key})
SET confirmation += row.set
"""

STATEMENTS: Final[Mapping[str, NodeStatements]] = {
    "certificates": NodeStatements(
        CERTIFICATES_READ,
        CERTIFICATES_WRITE,
        {
            "worker_id": CERTIFICATES_HOLDS,
            "occupation": CERTIFICATES_FOR,
            "filing_no": CERTIFICATES_ISSUED_UNDER,
            "result_id": CERTIFICATES_RESULT_OF,
        },
    ),
}
