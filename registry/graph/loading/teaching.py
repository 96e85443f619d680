"""Statements of majors, packages, expert committees and training plans."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from registry.graph.loading.statements import (
    OCCUPATION,
    ORGANISATION,
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

MAJOR: Final = Target("Major", "id")
COMMITTEE: Final = Target("ExpertCommittee", "id")
PACKAGE: Final = Target("TrainingPackage", "id")

STATEMENTS: Final[Mapping[str, NodeStatements | EdgeStatements]] = {
    "majors": node_statements(
        "Major",
        (
            cell("id"),
            Link("school", "AT", ORGANISATION),
            cell("name"),
            cell("kind"),
            Link("occupations", "TRAINS_FOR", OCCUPATION, many=True),
            cell("rank"),
            cell("workStudy"),
            day("from"),
            day("to"),
            day("newSince"),
            cell("documentNo"),
        ),
        key="id",
    ),
    "resource_packages": node_statements(
        "TeachingResourcePackage",
        (
            cell("id"),
            Link("major_id", "FOR", MAJOR),
            cell("title"),
            cell("kind"),
            day("publishedOn"),
            cell("documentNo"),
        ),
        key="id",
    ),
    "expert_committees": node_statements(
        "ExpertCommittee",
        (cell("id"), cell("name"), day("from"), day("to"), cell("documentNo")),
        key="id",
    ),
    "committee_members": edge_statements(
        "SITS_ON",
        WORKER,
        COMMITTEE,
        (cell("role"), day("from"), day("to"), cell("documentNo")),
        at="from",
    ),
    "training_packages": node_statements(
        "TrainingPackage",
        (
            cell("id"),
            cell("occKey"),
            cell("ranks"),
            cell("title"),
            cell("version"),
            Link("reviewed_by", "REVIEWED_BY", COMMITTEE),
            day("reviewedOn"),
            day("from"),
            day("to"),
            cell("documentNo"),
        ),
        key="id",
        links=(Link("occupation", "FOR", OCCUPATION),),
    ),
    "training_plans": node_statements(
        "TrainingPlan",
        (
            cell("id"),
            Link("uscc", "AT", ORGANISATION),
            cell("post"),
            cell("postId"),
            cell("occKey"),
            cell("rank"),
            Link("package_id", "USES", PACKAGE),
            cell("year"),
            cell("hours"),
            day("from"),
            day("to"),
            cell("documentNo"),
        ),
        key="id",
        links=(Link("occupation", "FOR", OCCUPATION),),
    ),
}
