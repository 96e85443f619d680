"""Statements of pay arrangements, allowances and what was paid of them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from registry.graph.loading.statements import (
    ORGANISATION,
    WORKER,
    Link,
    NodeStatements,
    Target,
    cell,
    day,
    node_statements,
)

PROJECT: Final = Target("Project", "id")
SCHEME: Final = Target("AllowanceScheme", "id")

STATEMENTS: Final[Mapping[str, NodeStatements]] = {
    "pay_arrangements": node_statements(
        "PayArrangement",
        (
            Link("worker_id", "PAID_UNDER", WORKER, outgoing=False),
            Link("uscc", "BY", ORGANISATION),
            day("from"),
            day("to"),
            cell("mode"),
            cell("annualAmountEnc"),
            cell("post"),
            Link("project_id", "ON", PROJECT),
            cell("documentNo"),
        ),
    ),
    "allowance_schemes": node_statements(
        "AllowanceScheme",
        (
            cell("id"),
            Link("uscc", "GRANTS", ORGANISATION, outgoing=False),
            cell("kind"),
            cell("rank"),
            cell("amountEnc"),
            cell("term"),
            day("from"),
            day("to"),
            cell("documentNo"),
        ),
        key="id",
    ),
    "allowance_payments": node_statements(
        "Payment",
        (
            cell("id"),
            Link("scheme_id", "UNDER", SCHEME),
            Link("worker_id", "WAS_PAID", WORKER, outgoing=False),
            day("paidOn"),
            cell("amountEnc"),
        ),
        key="id",
    ),
}
