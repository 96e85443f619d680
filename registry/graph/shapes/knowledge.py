"""Shape of what a guest passed on at a host: who was taught, and what became of them."""

from __future__ import annotations

from typing import Final

from registry.graph.shapes.decoding import levels
from registry.graph.shapes.model import Column, Edge, Shape

RISEN: Final = """COLLECT {
    MATCH (@mentee)-[:HOLDS]->(won:Certificate)
    WHERE won.rank IS NOT NULL AND won.issuedOn >= @bond.from AND won.issuedOn <= $today
    AND (won.status = 'VALID' OR won.statusSince > $today)
    AND NOT EXISTS {
        MATCH (@mentee)-[:HOLDS]->(before:Certificate)
        WHERE before.issuedOn < @bond.from AND before.rank >= won.rank }
    RETURN DISTINCT won.rank }"""
"""Grades above all that the mentee held before the teaching began, won since; they count today."""

TRANSFER: Final = Shape(
    type="KnowledgeTransfer",
    columns=(
        Column("from", "toString(@bond.from)"),
        Column("to", "toString(@bond.to)"),
        # What somebody became who has left since is no business of the host any more.
        Column("gradesWon", "CASE WHEN @record(@mentee) THEN " + RISEN + " ELSE [] END", levels),
    ),
    edges=(
        Edge("assignment", "Assignment", roles={"it": "assignment"}, many=False),
        Edge("mentor", "Worker", roles={"it": "mentor"}, many=False, masked=True),
        Edge("mentee", "Worker", roles={"it": "mentee"}, many=False, masked=True),
        Edge(
            "certificates",
            "Certificate",
            """MATCH (@mentee)-[:HOLDS]->(@to:Certificate)
            WHERE @to.issuedOn >= @bond.from AND @to.issuedOn <= $today
            AND (@to.status = 'VALID' OR @to.statusSince > $today) AND @record(@mentee)""",
            order="@it.issuedOn, @it.key",
        ),
        Edge(
            "appointments",
            "Appointment",
            """MATCH (@mentee)-[:APPOINTED]->(@to:Appointment)
            WHERE @to.from >= @bond.from AND @to.from <= $today AND @record(@mentee)""",
            order="@it.from, @it.id",
        ),
    ),
)

SHAPES: Final = (TRANSFER,)
