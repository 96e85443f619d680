"""Statements of nominations, talent programmes, contest months and promotions by contest."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from registry.graph.loading.statements import (
    OCCUPATION,
    WORKER,
    EdgeStatements,
    Link,
    NodeStatements,
    Target,
    cell,
    day,
    edge_statements,
    node_statements,
)

PROGRAMME: Final = Target("TalentProgramme", "id")
_HONOUR: Final = Target("HonourType", "id")
_COMPETITION: Final = Target("Competition", "id")
_EVENT: Final = Target("CompetitionEvent", "id")

STATEMENTS: Final[Mapping[str, NodeStatements | EdgeStatements]] = {
    "nominations": node_statements(
        "Nomination",
        (
            Link("worker_id", "NOMINATED", WORKER, outgoing=False),
            cell("honour"),
            cell("batch"),
            day("nominatedOn"),
            cell("body"),
            cell("status"),
            cell("documentNo"),
        ),
        links=(Link("honour", "FOR", _HONOUR),),
    ),
    "talent_programmes": node_statements(
        "TalentProgramme",
        (
            cell("id"),
            cell("name"),
            cell("level"),
            cell("division"),
            day("from"),
            day("to"),
            cell("documentNo"),
        ),
        key="id",
    ),
    "talent_programme_members": edge_statements(
        "SELECTED_FOR",
        WORKER,
        PROGRAMME,
        (day("from"), day("to"), cell("documentNo")),
        at="from",
    ),
    "competition_months": node_statements(
        "CompetitionMonth",
        (
            cell("id"),
            cell("name"),
            cell("division"),
            day("from"),
            day("to"),
            cell("documentNo"),
            Link("competitions", "FEATURES", _COMPETITION, many=True),
        ),
        key="id",
    ),
    "grade_promotions": node_statements(
        "GradePromotion",
        (
            cell("id"),
            Link("worker_id", "PROMOTED", WORKER, outgoing=False),
            cell("occKey"),
            cell("fromRank"),
            cell("toRank"),
            cell("certificateNo"),
            Link("event_id", "CITES", _EVENT),
            day("on"),
            cell("rule"),
            cell("documentNo"),
        ),
        key="id",
        links=(Link("occupation", "FOR", OCCUPATION),),
    ),
}
