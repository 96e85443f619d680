"""What the database does for a pipeline: it reads a range of an index, or the staff of one firm."""

from __future__ import annotations

from typing import Any, Final, get_args

import pytest

from registry.graph.compiler import compile_statement
from registry.graph.heads.pipeline import Scope, pipeline_head
from registry.graph.selection import Selection
from registry.viewer import Standing
from tests.graph.test_candidates_plan import operators
from tests.support.database import Graph

SCANS: Final = (
    "AllNodesScan", "NodeByLabelScan", "NodeIndexScan", "CartesianProduct",
    "DirectedRelationshipTypeScan", "DirectedRelationshipIndexScan",
)  # fmt: skip


@pytest.mark.parametrize("scope", get_args(Scope))
@pytest.mark.parametrize("standing", [Standing.ANONYMOUS, Standing.ENTERPRISE, Standing.AGENCY])
def test_hints_hold_whoever_asks(graph: Graph, scope: Scope, standing: Standing) -> None:
    text = compile_statement(
        pipeline_head(scope, lacking=False), Selection.of("eligibleFrom"), standing
    ).text
    with graph.driver.session(database=graph.address.database) as session:
        assert session.run("EXPLAIN " + text).consume().plan


@pytest.mark.parametrize("lacking", [False, True])
@pytest.mark.parametrize("scope", get_args(Scope))
def test_a_pipeline_starts_at_an_index(graph: Graph, scope: Scope, *, lacking: bool) -> None:
    head = pipeline_head(scope, lacking=lacking)
    text = compile_statement(head, Selection.of("eligibleFrom"), Standing.NATION).text
    with graph.driver.session(database=graph.address.database) as session:
        plan: Any = session.run("EXPLAIN " + text).consume().plan
    found = list(operators(plan))
    names = {node["operatorType"].split("@")[0] for node in found}
    # Policies are few, and read whole.
    scanned = [n for n in found if n["operatorType"].split("@")[0] in SCANS]
    assert all("Policy" in str(node["args"]) for node in scanned), scanned
    seeks = {"NodeUniqueIndexSeek", "DirectedRelationshipIndexSeek"} & names
    by_staff = {"NodeUniqueIndexSeek"}
    if scope == "enterprise":
        assert seeks == by_staff, names
    else:
        assert "DirectedRelationshipIndexSeek" in seeks, names
