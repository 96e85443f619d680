"""Shape of a request to lend somebody."""

from __future__ import annotations

from typing import Final

from registry.graph.shapes.model import Column, Edge, Shape

REQUEST: Final = Shape(
    type="AssignmentRequest",
    columns=(
        Column("id", "@it.id"),
        Column("state", "@it.state"),
        Column("at", "@it.at"),
        Column("mode", "@it.mode"),
        Column("from", "toString(@it.from)"),
        Column("to", "toString(@it.to)"),
        Column("dutyPercent", "@it.dutyPercent"),
        Column("purpose", "@it.purpose"),
        Column("homeConsents", "@it.homeDecision"),
        Column("workerConsents", "@it.workerDecision"),
    ),
    edges=(
        Edge("worker", "Worker", "MATCH (@it)-[:WANTS]->(@to:Worker)", many=False),
        # The host asked for a card: where that person works is told when it is agreed.
        Edge(
            "home",
            "Enterprise",
            """MATCH (@it)-[:FROM]->(@to:Organisation)
            WHERE @it.state = 'AGREED' OR coalesce($viewerOrganisation, '') <> @it.host""",
            many=False,
        ),
        Edge("host", "Enterprise", "MATCH (@it)-[:TO]->(@to:Organisation)", many=False),
        Edge("project", "Project", "MATCH (@it)-[:ON]->(@to:Project)", many=False),
        Edge(
            "assignment",
            "Assignment",
            "MATCH (@it)-[:BECAME]->(@to:FlexibleAssignment) WHERE @assignment(@to)",
            many=False,
        ),
    ),
)

SHAPES: Final = (REQUEST,)
