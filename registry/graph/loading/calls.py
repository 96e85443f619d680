"""Statements of training projects, of challenges, and of the bids for them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from registry.graph.loading.statements import (
    DIVISION,
    OCCUPATION,
    ORGANISATION,
    EdgeStatements,
    Link,
    NodeStatements,
    Target,
    cell,
    day,
    edge_statements,
    node_statements,
)

CHALLENGE: Final = Target("Challenge", "id")

STATEMENTS: Final[Mapping[str, NodeStatements | EdgeStatements]] = {
    "training_projects": node_statements(
        "TrainingProject",
        [
            cell("id"),
            cell("name"),
            cell("field"),
            cell("division"),
            cell("occKey"),
            cell("rank"),
            Link("provider", "PROVIDED_BY", ORGANISATION),
            cell("seats"),
            day("publishedOn"),
            day("deadline"),
            cell("status"),
            day("statusSince"),
            day("from"),
            day("to"),
            cell("documentNo"),
        ],
        key="id",
        links=[
            Link("division", "OFFERED_IN", DIVISION),
            Link("occupation", "FOR", OCCUPATION),
        ],
    ),
    "challenges": node_statements(
        "Challenge",
        [
            cell("id"),
            cell("problem"),
            cell("field"),
            cell("budget"),
            day("publishedOn"),
            day("deadline"),
            Link("owner", "POSES", ORGANISATION, outgoing=False),
            cell("status"),
            cell("documentNo"),
        ],
        key="id",
    ),
    "bids": edge_statements(
        "BIDS_FOR",
        ORGANISATION,
        CHALLENGE,
        [day("bidOn"), cell("awarded"), day("awardedOn")],
    ),
}
