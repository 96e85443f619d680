"""Shapes of a certificate from every provider, and of changes of certificates."""

from __future__ import annotations

from typing import Any, Final

from registry.graph.cases import CERTIFICATE_CASE, decode_case
from registry.graph.shapes.decoding import level
from registry.graph.shapes.model import Column, Computed, Edge, PageEdge, Part, Row, Shape

FIELDS: Final = {
    "worker_id": "holder",
    "occupation": "occupation",
    "work_type": "workType",
    "level": "level",
    "issued_on": "issuedOn",
    "registered_at": "registeredAt",
    "filing_no": "filingNo",
    "result_id": "resultId",
    "status": "status",
    "status_since": "statusSince",
    "status_reason": "statusReason",
    "decision_no": "decisionNo",
}
"""Columns of certificates.csv in which versions may differ, as fields of a version."""


def differing(columns: Any) -> list[str]:
    """Return the fields in which versions differ, in the order of a version."""
    said = set(columns or ())
    return [field for column, field in FIELDS.items() if column in said]


def left_to_the_service(_row: Row) -> object:
    """Return nothing yet: the service knows the language."""
    return None


CERTIFICATE_SOURCES: Final = Shape(
    type="CertificateSources",
    columns=(
        Column("number", "@it.number"),
        Column("kind", "@it.kind"),
        Column(
            "differs",
            """COLLECT {
            MATCH (@it)-[:CONTRADICTED_BY]->(contradiction:Conflict)
            UNWIND contradiction.differs AS different RETURN DISTINCT different }""",
            differing,
        ),
    ),
    parts=(
        Part(
            "_case",
            "head(COLLECT { WITH @it AS certificate RETURN " + CERTIFICATE_CASE + " })",
            decode_case,
            serves=frozenset({"checks"}),
            dear=True,
        ),
    ),
    edges=(
        Edge("certificate", "Certificate", roles={"it": "it"}, many=False),
        # The version that was recorded first is the certificate itself.
        Edge(
            "sources",
            "CertificateSource",
            "MATCH (@it)-[:CONFIRMED_BY|CONTRADICTED_BY*0..1]->(@to)",
            order="NOT @it:Certificate, @it:Conflict, coalesce(@it.provider, ''), @it.key",
        ),
    ),
    computed=(Computed("checks", left_to_the_service),),
)

CERTIFICATE_SOURCE: Final = Shape(
    type="CertificateSource",
    columns=(
        Column("recorded", "@it:Certificate"),
        Column("providerId", "@it.provider"),
        Column("differs", "@it.differs", differing),
        Column("level", "@it.rank", level),
        Column("workType", "@it.workType"),
        Column("issuedOn", "toString(@it.issuedOn)"),
        Column("registeredAt", "@it.registeredAt"),
        Column("filingNo", "@it.filingNo"),
        Column("resultId", "@it.resultId"),
        Column("status", "@it.status"),
        Column("statusSince", "toString(@it.statusSince)"),
        Column("statusReason", "@it.statusReason"),
        Column("decisionNo", "@it.decisionNo"),
    ),
    edges=(
        Edge(
            "provider",
            "DataProvider",
            "MATCH (@to:DataProvider {id: @it.provider})",
            many=False,
        ),
        Edge("occupation", "Occupation", "MATCH (@to:Occupation {key: @it.occKey})", many=False),
        # Whom a version names: of the recorded one the holder, of another the worker it says.
        Edge(
            "holder",
            "Worker",
            """UNWIND COLLECT { MATCH (holding:Worker)-[:HOLDS]->(@it) RETURN holding.id }
                + CASE WHEN @it.workerId IS NULL THEN [] ELSE [@it.workerId] END AS @named
            MATCH (@to:Worker {id: @named})""",
            many=False,
        ),
    ),
)

DATA_PROVIDER: Final = Shape(
    type="DataProvider",
    columns=(
        Column("id", "@it.id"),
        Column("name", "@it.name"),
        Column("kind", "@it.kind"),
        Column("from", "toString(@it.from)"),
        Column("to", "toString(@it.to)"),
        Column("documentNo", "@it.documentNo"),
    ),
    edges=(
        Edge("division", "Division", "MATCH (@to:Division {code: @it.division})", many=False),
        Edge("runBy", "Enterprise", "MATCH (@it)-[:RUN_BY]->(@to:Organisation)", many=False),
        Edge(
            "lastBatch",
            "SyncBatch",
            "MATCH (@it)<-[:SENT_BY]-(@to:SyncBatch)",
            many=False,
            order="@it.receivedAt DESC, @it.id",
        ),
    ),
)

SYNC_BATCH: Final = Shape(
    type="SyncBatch",
    columns=(
        Column("id", "@it.id"),
        Column("receivedAt", "@it.receivedAt"),
        Column("rows", "@it.rows"),
    ),
)

CHANGE: Final = Shape(
    type="Change",
    columns=(
        Column("id", "@it.id"),
        Column("kind", "@it.kind"),
        Column("at", "@it.at"),
        Column("number", "@it.number"),
        Column("certificateKind", "@it.certificateKind"),
        Column("providerId", "@it.provider"),
        Column("status", "@it.status"),
        Column("differs", "@it.differs", differing),
        Column("rows", "@it.rows"),
    ),
    edges=(
        Edge(
            "certificate",
            "Certificate",
            "MATCH (@it)-[:OF]->(@to:Certificate) WHERE @certificate(@to)",
            many=False,
        ),
    ),
    pages=(
        # What was there before the feed has no change of its own: it is whatever was never
        # recorded singly, and stays the same set for ever. The bound has the planner walk the index
        # of keys in their order, and find nothing there for every other change.
        PageEdge(
            "certificates",
            "Certificate",
            match="""MATCH (@to:Certificate)
            WHERE @to.key > CASE WHEN @it:FeedBegin THEN '' ELSE '\\uFFFF' END
            AND NOT EXISTS { MATCH (@to)<-[:OF]-(:Change {kind: 'RECORDED'}) }
            AND @suspect(@to)""",
            after="@it.key > $@position",
            position="@it.key",
            order="@it.key",
            arguments=lambda _arguments: {},
        ),
    ),
)

SHAPES: Final = (CERTIFICATE_SOURCES, CERTIFICATE_SOURCE, DATA_PROVIDER, SYNC_BATCH, CHANGE)
