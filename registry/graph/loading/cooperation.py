"""Statements of agreements between schools and enterprises, alliances, and what they share."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from registry.graph.loading.statements import (
    INDUSTRY,
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
from registry.graph.loading.teaching import MAJOR

AGREEMENT: Final = Target("CooperationAgreement", "id")
ALLIANCE: Final = Target("EducationAlliance", "id")

STATEMENTS: Final[Mapping[str, NodeStatements | EdgeStatements]] = {
    "cooperation_agreements": node_statements(
        "CooperationAgreement",
        (
            cell("id"),
            Link("school", "PARTNERS_WITH", ORGANISATION, outgoing=False),
            Link("enterprise", "WITH", ORGANISATION),
            cell("kind"),
            day("from"),
            day("to"),
            Link("majors", "FOR", MAJOR, many=True),
            cell("documentNo"),
        ),
        key="id",
    ),
    "alliances": node_statements(
        "EducationAlliance",
        (
            cell("id"),
            cell("name"),
            cell("industry"),
            day("from"),
            day("to"),
            cell("documentNo"),
            cell("source"),
        ),
        key="id",
        links=(Link("industry", "IN_INDUSTRY", INDUSTRY),),
    ),
    "alliance_members": edge_statements(
        "MEMBER_OF",
        ORGANISATION,
        ALLIANCE,
        (cell("role"), day("from"), day("to")),
        at="from",
    ),
    "shared_resources": node_statements(
        "SharedResource",
        (
            cell("id"),
            cell("name"),
            cell("kind"),
            Link("provider", "PROVIDES", ORGANISATION, outgoing=False),
            Link("alliance_id", "SHARED_IN", ALLIANCE),
            Link("agreement_no", "SHARED_UNDER", AGREEMENT),
            day("from"),
            day("to"),
        ),
        key="id",
    ),
}
