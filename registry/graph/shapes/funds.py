"""Shapes of money for training: a firm's education fund, what funds paid for, double funding.

`FundedFirm` is a type of our own, not of the schema: the service judges its figures.
"""

from __future__ import annotations

from typing import Final

from registry.graph.shapes.model import Column, Edge, Part, Shape

_FIGURES: Final = """COLLECT {
    UNWIND [$year - 1, $year] AS budgetYear
    MATCH (budget:EducationFundYear {key: @it.uscc + '|' + toString(budgetYear)})
    RETURN [budget.year, budget.wageBill, budget.accrued, budget.spentTotal, budget.spentFrontline,
            budget.highSkillFirm, budget.key]
}"""

FUNDED_FIRM: Final = Shape(
    type="FundedFirm",
    columns=(Column("_division", "@it.division"), Column("_figures", _FIGURES)),
    edges=(Edge("enterprise", "Enterprise", roles={"it": "it"}, many=False),),
)

FUND_USE: Final = Shape(
    type="FundUse",
    columns=(
        Column("id", "@it.id"),
        Column("fund", "@it.fund"),
        Column("year", "@it.year"),
        Column("usedOn", "toString(@it.usedOn)"),
        Column("amount", "@it.amount"),
        Column("purpose", "@it.purpose"),
        Column("training", "@it.training"),
        Column("trainingKind", "@it.trainingKind"),
        Column("documentNo", "@it.documentNo"),
    ),
    parts=(
        Part("peopleBenefited", "COUNT { (@it)-[:BENEFITS]->(:Worker) }"),
        Part(
            "fundName",
            "head(COLLECT { MATCH (@it)-[:FROM_FUND]->(paidFrom:Fund) RETURN paidFrom.name })",
        ),
    ),
    edges=(
        Edge("division", "Division", "MATCH (@to:Division {code: @it.division})", many=False),
        Edge("enterprise", "Enterprise", "MATCH (@it)-[:PAID_TO]->(@to:Organisation)", many=False),
        Edge(
            "workers",
            "Worker",
            "MATCH (@it)-[:BENEFITS]->(@to:Worker)",
            order="@it.id",
        ),
    ),
)

SHAPES: Final = (FUNDED_FIRM, FUND_USE)
