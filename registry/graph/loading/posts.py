"""Statements of posts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from registry.graph.loading.statements import (
    OCCUPATION,
    ORGANISATION,
    EdgeStatements,
    Link,
    NodeStatements,
    Target,
    cell,
    day,
    node_statements,
)

POST: Final = Target("Post", "id")

STATEMENTS: Final[Mapping[str, NodeStatements | EdgeStatements]] = {
    "posts": node_statements(
        "Post",
        (
            cell("id"),
            Link("uscc", "HAS_POST", ORGANISATION, outgoing=False),
            cell("name"),
            cell("rank"),
            cell("occKey"),
            cell("quota"),
            cell("keyPost"),
            cell("keyField"),
            day("from"),
            day("to"),
            cell("documentNo"),
        ),
        key="id",
        links=(Link("occupation", "FOR", OCCUPATION),),
    ),
}
