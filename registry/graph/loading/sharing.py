"""Statements of data providers, what they sent, and professional titles."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from registry.graph.loading.statements import (
    OCCUPATION,
    ORGANISATION,
    WORKER,
    Link,
    NodeStatements,
    Target,
    cell,
    day,
    node_statements,
)

PROVIDER: Final = Target("DataProvider", "id")

STATEMENTS: Final[Mapping[str, NodeStatements]] = {
    "providers": node_statements(
        "DataProvider",
        (
            cell("id"),
            cell("name"),
            cell("kind"),
            cell("division"),
            Link("uscc", "RUN_BY", ORGANISATION),
            day("from"),
            day("to"),
            cell("documentNo"),
        ),
        key="id",
    ),
    "sync_batches": node_statements(
        "SyncBatch",
        (cell("id"), Link("provider", "SENT_BY", PROVIDER), cell("receivedAt"), cell("rows")),
        key="id",
    ),
    "professional_titles": node_statements(
        "ProfessionalTitle",
        (
            Link("worker_id", "TITLED", WORKER, outgoing=False),
            cell("occKey"),
            cell("title"),
            day("from"),
            day("to"),
            cell("documentNo"),
        ),
        links=(Link("occupation", "FOR", OCCUPATION),),
    ),
}
