"""Statements of training bases, their offers, sessions and seats."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from registry.graph.loading.statements import (
    DIVISION,
    INDUSTRY,
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

CLUSTER: Final = Target("IndustryCluster", "id")
BASE: Final = Target("TrainingBase", "id")
SESSION: Final = Target("TrainingSession", "id")

STATEMENTS: Final[Mapping[str, NodeStatements | EdgeStatements]] = {
    "training_clusters": node_statements(
        "IndustryCluster",
        (
            cell("id"),
            cell("name"),
            cell("kind"),
            cell("division"),
            cell("industry"),
            day("from"),
            day("to"),
            cell("documentNo"),
        ),
        key="id",
        links=(
            Link("division", "LOCATED_IN", DIVISION),
            Link("industry", "IN_INDUSTRY", INDUSTRY),
        ),
    ),
    "training_bases": node_statements(
        "TrainingBase",
        (
            cell("id"),
            Link("uscc", "HOSTS", ORGANISATION, outgoing=False),
            cell("name"),
            cell("division"),
            Link("cluster_id", "IN_CLUSTER", CLUSTER),
            cell("batch"),
            day("designatedOn"),
            day("to"),
            cell("status"),
            cell("latitude"),
            cell("longitude"),
            cell("equipment"),
            cell("documentNo"),
            cell("source"),
        ),
        key="id",
        links=(Link("division", "LOCATED_IN", DIVISION),),
    ),
    "base_offers": edge_statements(
        "TRAINS_FOR",
        BASE,
        OCCUPATION,
        (cell("rank"), cell("capacity"), day("from"), day("to")),
        at="rank",
    ),
    "training_sessions": node_statements(
        "TrainingSession",
        (
            cell("id"),
            Link("base_id", "AT", BASE),
            cell("occKey"),
            cell("rank"),
            day("from"),
            day("to"),
            cell("seats"),
        ),
        key="id",
        links=(Link("occupation", "FOR", OCCUPATION),),
    ),
    "training_seats": edge_statements(
        "FOR_STAFF_OF", SESSION, ORGANISATION, (cell("seats"), cell("completed"))
    ),
}
