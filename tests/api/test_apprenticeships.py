"""Apprenticeships as their users ask: what is wrong with which, who sees which, posts of a year."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any, Final

import pytest

from registry.viewer import ANONYMOUS, Viewer
from tests.support.api import (
    ADMINISTRATOR,
    NATION,
    Api,
    agency,
    enterprise,
    holder,
    issuer,
    running_api,
)
from tests.support.apprenticeship_world import (
    EXPECTED,
    HANGZHOU,
    LATEST_FIRST,
    NANJING,
    PLACES,
    SCHOOL,
    WUHAN,
    WUXI,
    load,
)
from tests.support.database import Graph

NOON: Final = datetime(2026, 11, 24, 4, tzinfo=UTC)
EN: Final = {"Accept-Language": "en"}


@pytest.fixture(scope="module")
def api(graph: Graph, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Api]:
    load(graph, tmp_path_factory.mktemp("world") / "files")
    with running_api(graph.settings, clock=lambda: NOON) as api:
        yield api


LIST: Final = """
query ($enterprise: ID, $division: ID, $problem: ApprenticeshipProblem,
       $status: ApprenticeshipStatus, $first: Int, $after: String) {
  apprenticeships(enterprise: $enterprise, division: $division, problem: $problem, status: $status,
                  first: $first, after: $after) {
    nodes { id problems outcome enterprise { uscc } apprentice { id nameMasked name }
            certificateNumber conditions { code outcome text detail evidence parts { outcome } } }
    totalCount { value exact } pageInfo { hasNextPage endCursor } } }
"""


def listed(api: Api, viewer: Viewer, **wanted: Any) -> list[Any]:
    """Return the rows of all pages, two at a time."""
    rows: list[Any] = []
    variables: dict[str, Any] = {"first": 2, "after": None, **wanted}
    while True:
        reply = api.ask(LIST, viewer, variables, headers=EN)
        assert reply.statements == 1
        page = reply.data["apprenticeships"]
        rows += page["nodes"]
        if not page["pageInfo"]["hasNextPage"]:
            return rows
        variables["after"] = page["pageInfo"]["endCursor"]


def test_every_problem_is_found_and_nothing_else(api: Api) -> None:
    rows = listed(api, ADMINISTRATOR)
    assert [row["id"] for row in rows] == list(LATEST_FIRST)
    assert {row["id"]: tuple(row["problems"]) for row in rows} == dict(EXPECTED)
