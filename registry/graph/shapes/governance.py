"""Shapes of targets, counts of the certified, and duties."""

from __future__ import annotations

from typing import Final

from registry.graph.shapes.model import Column, Edge, Shape

COVERAGE_COUNT: Final = Shape(
    type="CoverageCount",
    columns=(
        Column("day", "toString(@day)"),
        Column("grouping", "@grouping"),
        Column("key", "@key"),
        Column("name", "@name"),
        Column("employed", "@employed"),
        Column("certified", "@certified"),
        Column("senior", "@senior"),
    ),
)

POLICY_DOCUMENT: Final = Shape(
    type="PolicyDocument",
    columns=(
        Column("id", "@it.id"),
        Column("title", "@it.title"),
        Column("documentNo", "@it.documentNo"),
        Column("issuedBy", "@it.issuedBy"),
        Column("from", "toString(@it.from)"),
        Column("to", "toString(@it.to)"),
        Column("source", "@it.source"),
    ),
    edges=(Edge("division", "Division", "MATCH (@to:Division {code: @it.division})", many=False),),
)

STATISTIC: Final = Shape(
    type="Statistic",
    columns=(
        Column("measure", "@it.measure"),
        Column("on", "toString(@it.on)"),
        Column("value", "@it.value"),
        Column("source", "@it.source"),
    ),
)

TARGET: Final = Shape(
    type="CountedTarget",
    columns=(
        Column("id", "@it.id"),
        Column("measure", "@it.measure"),
        Column("from", "toString(@it.from)"),
        Column("to", "toString(@it.to)"),
        Column("value", "@it.value"),
        Column("source", "@it.source"),
        Column("counted", "@counted"),
    ),
    edges=(
        Edge(
            "document",
            "PolicyDocument",
            "MATCH (@it)-[:SET_BY]->(@to:PolicyDocument)",
            many=False,
        ),
        Edge("division", "Division", "MATCH (@to:Division {code: @it.division})", many=False),
        Edge("industry", "Industry", "MATCH (@to:Industry {code: @it.industry})", many=False),
        Edge(
            "history",
            "Statistic",
            """MATCH (@to:StatSnapshot {measure: @it.measure})
            WHERE coalesce(@to.division, '') = coalesce(@it.division, '')
              AND coalesce(@to.industry, '') = coalesce(@it.industry, '')""",
            order="@it.on",
        ),
    ),
)

GOVERNMENT_BODY: Final = Shape(
    type="GovernmentBody",
    columns=(
        Column("id", "@it.id"),
        Column("name", "@it.name"),
        Column("kind", "@it.kind"),
    ),
    edges=(Edge("division", "Division", "MATCH (@to:Division {code: @it.division})", many=False),),
)

DUTY: Final = Shape(
    type="Duty",
    columns=(
        Column("mechanism", "@it.mechanism"),
        Column("role", "@it.role"),
        Column("from", "toString(@it.from)"),
        Column("to", "toString(@it.to)"),
        Column("documentNo", "@it.documentNo"),
    ),
    edges=(
        Edge(
            "body",
            "GovernmentBody",
            "MATCH (@to:GovernmentBody)-[:RESPONSIBLE_FOR]->(@it)",
            many=False,
        ),
        Edge("division", "Division", "MATCH (@to:Division {code: @it.division})", many=False),
    ),
)

JOINT_MECHANISM: Final = Shape(
    type="JointMechanism",
    columns=(
        Column("id", "@it.id"),
        Column("name", "@it.name"),
        Column("from", "toString(@it.from)"),
        Column("to", "toString(@it.to)"),
        Column("documentNo", "@it.documentNo"),
    ),
    edges=(
        Edge("division", "Division", "MATCH (@to:Division {code: @it.division})", many=False),
        Edge(
            "members",
            "GovernmentBody",
            "MATCH (@to:GovernmentBody)-[:JOINS]->(@it)",
            order="@it.id",
        ),
    ),
)

YEAR_NUMBERS: Final = Shape(
    type="YearNumbers",
    columns=tuple(
        Column(name, "@" + name)
        for name in (
            "year",
            "bases",
            "posts",
            "funds",
            "filings",
            "contests",
            "appointed",
            "honoured",
            "lent",
        )
    ),
)

SHAPES: Final = (
    COVERAGE_COUNT,
    YEAR_NUMBERS,
    POLICY_DOCUMENT,
    STATISTIC,
    TARGET,
    GOVERNMENT_BODY,
    DUTY,
    JOINT_MECHANISM,
)
