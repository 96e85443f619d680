"""Statements of apprentice classes, apprenticeships and the apprentice posts of a year."""

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

CLASS: Final = Target("ApprenticeClass", "id")

STATEMENTS: Final[Mapping[str, NodeStatements]] = {
    "apprentice_classes": node_statements(
        "ApprenticeClass",
        (
            cell("id"),
            Link("enterprise", "AT", ORGANISATION),
            Link("school", "TAUGHT_AT", ORGANISATION),
            cell("occKey"),
            cell("rank"),
            day("from"),
            day("to"),
            cell("plan"),
            cell("documentNo"),
        ),
        key="id",
    ),
    "apprenticeships": node_statements(
        "Apprenticeship",
        (
            cell("id"),
            Link("apprentice", "APPRENTICE", WORKER),
            Link("enterprise", "AT", ORGANISATION),
            Link("school", "TAUGHT_AT", ORGANISATION),
            Link("class_id", "IN_CLASS", CLASS),
            cell("occKey"),
            cell("rank"),
            Link("enterprise_mentors", "ENTERPRISE_MENTOR", WORKER, many=True),
            Link("school_mentors", "SCHOOL_MENTOR", WORKER, many=True),
            cell("origin"),
            day("contractFrom"),
            day("contractTo"),
            day("from"),
            day("to"),
            cell("agreementNo"),
            cell("wageEnc"),
            cell("publicFund"),
            cell("status"),
            day("completedOn"),
            cell("certificateNumber"),
        ),
        key="id",
    ),
    "apprentice_posts": node_statements(
        "ApprenticePosts",
        (
            Link("uscc", "HAS_POSTS", ORGANISATION, outgoing=False),
            cell("year"),
            cell("postsTotal"),
            cell("apprenticePosts"),
            cell("documentNo"),
        ),
    ),
}
