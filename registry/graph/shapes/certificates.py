"""Shapes of a certificate, of an assignment under flexible mobility, and of its project."""

from __future__ import annotations

from typing import Final

from registry.graph.shapes.decoding import first, level, listed
from registry.graph.shapes.model import Column, Edge, Part, Shape

CERTIFICATE: Final = Shape(
    type="Certificate",
    columns=(
        Column("number", "@it.number"),
        Column("kind", "@it.kind"),
        Column("level", "@it.rank", level),
        Column("workType", "@it.workType"),
        Column("issuedOn", "toString(@it.issuedOn)"),
        Column("registeredAt", "@it.registeredAt"),
        # A status that begins later is not yet so.
        Column("status", "CASE WHEN @it.statusSince > $today THEN 'VALID' ELSE @it.status END"),
        Column("filingNo", "@it.filingNo"),
        Column("suspicions", "@it.codes", listed),
    ),
    parts=(
        Part(
            "sessionId",
            """COLLECT {
            MATCH (@it)-[:RESULT_OF]->(:AssessmentResult)-[:IN]->(resultSession:AssessmentSession)
            RETURN resultSession.sessionId LIMIT 1 }""",
            first,
        ),
    ),
    edges=(
        Edge("occupation", "Occupation", "MATCH (@it)-[:FOR]->(@to:Occupation)", many=False),
        Edge(
            "issuer",
            "Enterprise",
            "MATCH (@it)-[:ISSUED_UNDER]->(:EvaluationFiling)<-[:FILED_AS]-(@to:Organisation)",
            many=False,
        ),
        Edge("holder", "Worker", "MATCH (@to:Worker)-[:HOLDS]->(@it)", many=False),
    ),
)

ASSIGNMENT: Final = Shape(
    type="Assignment",
    columns=(
        Column("id", "@it.id"),
        Column("mode", "@it.mode"),
        Column("from", "toString(@it.from)"),
        Column("to", "toString(@it.to)"),
        Column("dutyPercent", "@it.dutyPercent"),
        Column("purpose", "@it.purpose"),
        Column("status", "@it.status"),
    ),
    parts=(
        Part(
            "menteesGained",
            """COUNT {
            MATCH (lent:Worker)-[:ASSIGNED]->(@it)-[:TO]->(lentTo:Organisation)
            MATCH (lent)-[taught:MENTORS]->(gained:Worker)-[job:EMPLOYED]->(lentTo)
            WHERE taught.from >= @it.from AND (@it.to IS NULL OR taught.from <= @it.to)
            AND job.from <= taught.from AND (job.to IS NULL OR job.to >= taught.from)
            RETURN DISTINCT gained }""",
        ),
    ),
    edges=(
        Edge("worker", "Worker", "MATCH (@to:Worker)-[:ASSIGNED]->(@it)", many=False),
        Edge("home", "Enterprise", "MATCH (@it)-[:FROM]->(@to:Organisation)", many=False),
        Edge("host", "Enterprise", "MATCH (@it)-[:TO]->(@to:Organisation)", many=False),
        Edge("project", "Project", "MATCH (@it)-[:ON]->(@to:Project)", many=False),
    ),
)

PROJECT: Final = Shape(
    type="Project",
    columns=(
        Column("id", "@it.id"),
        Column("name", "@it.name"),
        Column("keyField", "@it.keyField"),
    ),
)

SHAPES: Final = (CERTIFICATE, ASSIGNMENT, PROJECT)
