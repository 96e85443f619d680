"""What the database does for a search: it walks an index in its order, and reads no more."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from registry.graph.compiler import compile_statement
from registry.graph.heads.candidate_rows import AREAS, Plan
from registry.graph.heads.candidates import search_head
from registry.graph.selection import Selection
from registry.viewer import Standing
from tests.support.database import Graph

SCANS = ("AllNodesScan", "NodeByLabelScan", "NodeIndexScan", "CartesianProduct")


def operators(node: Any) -> Iterator[Any]:
    """Go through a plan."""
    yield node
    for child in node.get("children", ()):
        yield from operators(child)


def explained(graph: Graph, plan: Plan, extras: frozenset[str] = frozenset()) -> list[Any]:
    """Return the operators of a search's statement."""
    selection = Selection.of("level", "score")
    text = compile_statement(search_head(plan, extras), selection, Standing.ENTERPRISE).text
    with graph.driver.session(database=graph.address.database) as session:
        summary = session.run("EXPLAIN " + text).consume()
    return list(operators(summary.plan))


@pytest.mark.parametrize(
    "plan",
    [
        pytest.param(
            Plan(by_occupation=True, areas=("PROVINCE",), by_employer=True),
            id="occupation-and-province",
        ),
        pytest.param(
            Plan(by_occupation=True, areas=("CITY",), by_employer=True), id="occupation-and-city"
        ),
        pytest.param(
            Plan(by_occupation=True, areas=("COUNTY",), by_employer=True),
            id="occupation-and-county",
        ),
        pytest.param(Plan(by_occupation=True, areas=()), id="occupation-anywhere"),
        pytest.param(Plan(by_occupation=True, areas=(), backwards=True), id="occupation-backwards"),
        pytest.param(
            Plan(by_occupation=True, areas=("PROVINCE",), by_employer=True, sort="LEVEL"),
            id="by-level",
        ),
        pytest.param(
            Plan(by_occupation=False, areas=("PROVINCE",), by_employer=True), id="all-of-a-province"
        ),
        pytest.param(Plan(by_occupation=False, areas=()), id="all"),
    ],
)
def test_a_page_walks_an_index_that_holds_the_order(graph: Graph, plan: Plan) -> None:
    found = explained(graph, plan)
    names = [node["operatorType"].split("@")[0] for node in found]
    assert not set(names) & set(SCANS)
    seeks = [
        n
        for n in found
        if n["operatorType"].startswith("NodeIndexSeek") and "Candidacy" in str(n["args"])
    ]
    assert seeks
    # The rows of one index are cut where they are read; only the few that are left are merged by
    # sorting.
    below = [n for n in found if n["operatorType"].split("@")[0] in {"Top", "Sort", "PartialTop"}]
    assert all("occKey" not in str(n["args"].get("Details")) for n in below)


@pytest.mark.parametrize("area", AREAS)
def test_counts_and_facets_read_a_range_of_an_index(graph: Graph, area: Any) -> None:
    plan = Plan(by_occupation=True, areas=(area,), by_employer=True)
    found = explained(graph, plan, frozenset({"totalCount", "LEVEL", "HONOUR"}))
    assert not {node["operatorType"].split("@")[0] for node in found} & set(SCANS)
