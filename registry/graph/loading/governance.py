"""Statements of targets, statistics, bodies and their duties."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from registry.graph.loading.statements import (
    Link,
    NodeStatements,
    Target,
    cell,
    day,
    node_statements,
)

POLICY_DOCUMENT: Final = Target("PolicyDocument", "id")
GOVERNMENT_BODY: Final = Target("GovernmentBody", "id")

STATEMENTS: Final[Mapping[str, NodeStatements]] = {
    "policy_documents": node_statements(
        "PolicyDocument",
        [
            cell("id"), cell("title"), cell("documentNo"), cell("issuedBy"), cell("division"),
            day("from"), day("to"), cell("source"),
        ],
        key="id",
    ),
    "targets": node_statements(
        "Target",
        [
            cell("id"), Link("document", "SET_BY", POLICY_DOCUMENT), cell("measure"),
            cell("division"), cell("industry"), day("from"), day("to"), cell("value"),
            cell("source"),
        ],
        key="id",
    ),
    "statistics": node_statements(
        "StatSnapshot",
        [
            cell("measure"), cell("division"), cell("industry"), day("on"), cell("value"),
            cell("source"),
        ],
    ),
    "government_bodies": node_statements(
        "GovernmentBody", [cell("id"), cell("name"), cell("kind"), cell("division")], key="id"
    ),
    "duties": node_statements(
        "Duty",
        [
            Link("body", "RESPONSIBLE_FOR", GOVERNMENT_BODY, outgoing=False), cell("mechanism"),
            cell("division"), cell("role"), day("from"), day("to"), cell("documentNo"),
        ],
    ),
    "joint_mechanisms": node_statements(
        "JointMechanism",
        [
            cell("id"), cell("name"), cell("division"),
            Link("members", "JOINS", GOVERNMENT_BODY, outgoing=False, many=True),
            day("from"), day("to"), cell("documentNo"),
        ],
        key="id",
    ),
}  # fmt: skip
