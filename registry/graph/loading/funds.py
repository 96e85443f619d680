"""Statements of education funds of firms, public funds, and what funds paid for."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from registry.graph.loading.statements import (
    DIVISION,
    ORGANISATION,
    WORKER,
    Link,
    NodeStatements,
    Target,
    cell,
    day,
    node_statements,
)

FUND: Final = Target("Fund", "id")

STATEMENTS: Final[Mapping[str, NodeStatements]] = {
    "education_fund_years": node_statements(
        "EducationFundYear",
        (
            Link("uscc", "BUDGETED", ORGANISATION, outgoing=False),
            cell("year"),
            cell("wageBill"),
            cell("accrued"),
            cell("spentTotal"),
            cell("spentFrontline"),
            cell("highSkillFirm"),
            cell("documentNo"),
        ),
    ),
    "funds": node_statements(
        "Fund",
        (
            cell("id"),
            cell("kind"),
            cell("division"),
            cell("name"),
            cell("budget"),
            day("from"),
            day("to"),
            cell("documentNo"),
        ),
        key="id",
        links=(Link("division", "HELD_IN", DIVISION),),
    ),
    "fund_uses": node_statements(
        "FundUse",
        (
            cell("id"),
            cell("fund"),
            Link("fund_id", "FROM_FUND", FUND),
            cell("division"),
            Link("uscc", "PAID_TO", ORGANISATION),
            cell("year"),
            day("usedOn"),
            cell("amount"),
            cell("purpose"),
            cell("training"),
            cell("trainingKind"),
            Link("workers", "BENEFITS", WORKER, many=True),
            cell("documentNo"),
        ),
        key="id",
    ),
}
