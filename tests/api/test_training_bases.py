"""Training bases against an oracle: who is found, in which order, near what, hosted by whom."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any, Final

import pytest

from registry.viewer import ANONYMOUS
from tests.support.api import Api, running_api
from tests.support.database import Graph
from tests.support.training_world import OLD_WELDER, TURNER, WELDER, World, invent

NOON: Final = datetime(2026, 11, 24, 4, tzinfo=UTC)


@pytest.fixture(scope="module")
def world(graph: Graph) -> World:
    invented = invent(1)
    invented.load(graph)
    return invented


@pytest.fixture(scope="module")
def api(world: World, graph: Graph) -> Iterator[Api]:
    """Ask the application on the day of the world."""
    assert world.bases
    with running_api(graph.settings, clock=lambda: NOON) as api:
        yield api


PAGE: Final = """
query ($occupation: ID, $level: SkillLevel, $division: ID, $near: NearInput, $designated: Boolean,
       $includeEnded: Boolean! = false, $after: String) {
  trainingBases(occupation: $occupation, level: $level, division: $division, near: $near,
                designated: $designated, includeEnded: $includeEnded, first: 4, after: $after) {
    nodes { id distanceKm placeBasis ruling { outcome regulation { id } conditions { outcome } } }
    totalCount { value exact } placeUnknown { value } pageInfo { hasNextPage endCursor } } }
"""


def pages(api: Api, **wanted: Any) -> tuple[list[dict[str, Any]], dict[str, Any]]:
    """Return the rows of all pages joined, and the last page."""
    rows: list[dict[str, Any]] = []
    variables: dict[str, Any] = {**wanted, "after": None}
    while True:
        reply = api.ask(PAGE, ANONYMOUS, variables)
        assert reply.statements == 1
        page = reply.data["trainingBases"]
        rows += page["nodes"]
        if not page["pageInfo"]["hasNextPage"]:
            assert page["totalCount"] == {"value": len(rows), "exact": True}
            return rows, page
        variables["after"] = page["pageInfo"]["endCursor"]


WELDERS: Final = {WELDER, OLD_WELDER}


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        pytest.param({}, {}, id="all-in-force"),
        pytest.param({"includeEnded": True}, {"ended": True}, id="ended-ones-too"),
        pytest.param({"occupation": WELDER}, {"occupations": WELDERS}, id="older-editions-follow"),
        pytest.param(
            {"occupation": OLD_WELDER}, {"occupations": WELDERS}, id="newer-editions-follow"
        ),
        pytest.param(
            {"occupation": TURNER, "level": "CHIEF_TECHNICIAN"},
            {"occupations": {TURNER}, "rank": 8},
            id="grade-and-occupation-of-one-offer",
        ),
        pytest.param({"level": "TECHNICIAN"}, {"rank": 5}, id="grade-alone"),
        pytest.param({"division": "320000"}, {"division": "320000"}, id="province"),
        pytest.param(
            {"near": {"division": "320102", "km": 300}}, {"near": ("320102", 300)}, id="near"
        ),
        pytest.param(
            {"near": {"division": "310101", "km": 900}, "occupation": WELDER},
            {"near": ("310101", 900), "occupations": WELDERS},
            id="welders-near",
        ),
        pytest.param(
            {"near": {"division": "320102", "km": 1500}, "level": "TECHNICIAN"},
            {"near": ("320102", 1500), "rank": 5},
            id="grade-near",
        ),
        pytest.param({"designated": True}, {"designated": True}, id="designated"),
        pytest.param({"designated": False}, {"designated": False}, id="known-not-to-be"),
        pytest.param(
            {"designated": True, "near": {"division": "320102", "km": 800}, "includeEnded": True},
            {"designated": True, "near": ("320102", 800), "ended": True},
            id="designated-near",
        ),
    ],
)
def test_bases_are_found(
    api: Api, world: World, wanted: dict[str, Any], expected: dict[str, Any]
) -> None:
    rows, _ = pages(api, **wanted)
    assert [row["id"] for row in rows] == world.asked(**expected)


def test_the_rule_is_explained_as_it_filters(api: Api, world: World) -> None:
    rows, _ = pages(api, includeEnded=True)
    bases = {base["id"]: base for base in world.bases}
    assert {row["id"]: row["ruling"]["outcome"] for row in rows} == {
        id_: world.outcome(base) for id_, base in bases.items()
    }
    outcomes = {row["ruling"]["outcome"] for row in rows}
    assert outcomes == {"MET", "UNMET", "UNKNOWN"}


def test_a_province_overrides_the_nation_from_its_day(api: Api, world: World) -> None:
    rows, _ = pages(api, includeEnded=True)
    for row in rows:
        base = next(base for base in world.bases if base["id"] == row["id"])
        day = base["designatedOn"]
        if day is None or day.isoformat() < "2022-06-02":
            assert row["ruling"]["regulation"] is None
        else:
            ours = base["provinceCode"] == "320000" and day.isoformat() >= "2024-01-01"
            assert row["ruling"]["regulation"] == {"id": "JS-BASE" if ours else "CN-BASE"}


def test_a_base_without_a_place_is_near_nothing_and_counted(api: Api, world: World) -> None:
    lost = [
        base
        for base in world.bases
        if base["division"] == "659012" and base["latitude"] is None and world.runs(base)
    ]
    assert lost
    rows, page = pages(api, near={"division": "320102", "km": 5000})
    assert {base["id"] for base in lost}.isdisjoint(row["id"] for row in rows)
    assert page["placeUnknown"] == {"value": len(lost)}
    every, _ = pages(api)
    basis = {row["id"]: (row["placeBasis"], row["distanceKm"]) for row in every}
    assert {basis[base["id"]] for base in lost} == {(None, None)}


@pytest.mark.parametrize(
    ("wanted", "code"),
    [
        pytest.param({"occupation": "2022:9-99-99-99"}, "UNKNOWN_CODE", id="unknown-occupation"),
        pytest.param({"division": "999999"}, "UNKNOWN_CODE", id="unknown-division"),
        pytest.param(
            {"near": {"division": "999999", "km": 1}}, "UNKNOWN_CODE", id="near-unknown-division"
        ),
        pytest.param(
            {"near": {"division": "320000", "km": 1}}, "BAD_ARGUMENT", id="near-a-province"
        ),
        pytest.param({"near": {"division": "320102", "km": 0}}, "BAD_ARGUMENT", id="no-distance"),
    ],
)
def test_what_cannot_be_asked(api: Api, wanted: dict[str, Any], code: str) -> None:
    assert api.ask(PAGE, ANONYMOUS, wanted).codes == [code]
