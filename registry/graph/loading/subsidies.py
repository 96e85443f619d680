"""Statements of subsidised catalogues with their items, and of claims."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from registry.graph.loading.statements import (
    OCCUPATION,
    WORKER,
    Link,
    NodeStatements,
    Target,
    cell,
    day,
    node_statements,
)

CATALOGUE: Final = Target("SubsidyCatalogue", "id")

STATEMENTS: Final[Mapping[str, NodeStatements]] = {
    "subsidy_catalogues": node_statements(
        "SubsidyCatalogue",
        [
            cell("id"),
            cell("division"),
            cell("year"),
            cell("version"),
            day("publishedOn"),
            cell("documentNo"),
            cell("supplements"),
        ],
        key="id",
    ),
    "subsidy_items": node_statements(
        "SubsidyItem",
        [
            Link("catalogue_id", "IN", CATALOGUE),
            cell("occKey"),
            cell("rank"),
            cell("baseRate"),
            cell("urgent"),
            cell("field"),
        ],
        links=[Link("occupation", "FOR", OCCUPATION)],
    ),
    "subsidy_claims": node_statements(
        "SubsidyClaim",
        [
            cell("id"),
            Link("worker_id", "CLAIMED", WORKER, outgoing=False),
            cell("occKey"),
            cell("rank"),
            cell("certificate"),
            cell("division"),
            cell("fund"),
            day("claimedOn"),
            cell("amount"),
            cell("status"),
        ],
        key="id",
        links=[Link("occupation", "FOR", OCCUPATION)],
    ),
}
