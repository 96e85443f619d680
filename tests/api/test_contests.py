"""Competitions, rights of a place, and promotions that cite a contest, over a small nation."""

from __future__ import annotations

from collections.abc import Iterator
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
    running_api,
)
from tests.support.database import Graph
from tests.support.recognition_world import HANGZHOU, NOON, load


@pytest.fixture(scope="module")
def api(graph: Graph, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Api]:
    load(graph, tmp_path_factory.mktemp("world"))
    with running_api(graph.settings, clock=lambda: NOON) as api:
        yield api


PROMOTIONS: Final = """
query ($year: Int, $outcomes: [ConditionOutcome!], $first: Int, $after: String) {
  promotionsByCompetition(year: $year, outcomes: $outcomes, first: $first, after: $after) {
    nodes { id outcome worker { id } fromLevel toLevel result { rank event year }
            regulation { id } conditions { code outcome detail evidence parts { code outcome } } }
    totalCount { value exact } pageInfo { hasNextPage endCursor } } }
"""


def promotions(api: Api, viewer: Viewer = NATION, **wanted: Any) -> Any:
    reply = api.ask(PROMOTIONS, viewer, wanted)
    assert reply.statements == 1
    return reply.data["promotionsByCompetition"]


def test_each_promotion_says_what_justifies_it_or_why_nothing_does(api: Api) -> None:
    rows = {row["id"]: row for row in promotions(api)["nodes"]}
    # G7 cites no contest.
    assert {id_: row["outcome"] for id_, row in rows.items()} == {
        "G1": "MET", "G2": "UNMET", "G3": "UNMET", "G4": "UNMET", "G5": "UNKNOWN", "G6": "UNKNOWN",
    }  # fmt: skip
    unmet = {
        id_: [one["code"] for one in row["conditions"] if one["outcome"] == "UNMET"]
        for id_, row in rows.items()
    }
    assert unmet == {
        "G1": [],
        # Its certificate does not exist.
        "G2": ["CERTIFICATE"],
        # The eleventh of twenty, two grades at once.
        "G3": ["PROMOTION", "STEP"],
        "G4": ["RESULT"],
        "G5": [],
        "G6": [],
    }
    assert rows["G1"]["result"] == {"rank": 1, "event": "焊接", "year": 2025}
    assert rows["G4"]["result"] is None
    assert rows["G1"]["conditions"][0]["evidence"] == ["E1|winner"]
    # Nothing was in force at the first national contest.
    assert rows["G6"]["regulation"] is None


def test_a_medal_proves_the_upper_half_where_nobody_counted(api: Api) -> None:
    rows = {row["id"]: row for row in promotions(api)["nodes"]}
    by_code = {one["code"]: one for one in rows["G5"]["conditions"]}
    assert by_code["PROMOTION"]["outcome"] == "UNKNOWN"
    assert by_code["PROMOTION"]["parts"] == [
        {"code": "UPPER_SHARE", "outcome": "UNKNOWN"},
        {"code": "PROVEN_BY_MEDAL", "outcome": "UNKNOWN"},
    ]


@pytest.mark.parametrize(
    ("outcomes", "expected"),
    [
        pytest.param(["UNMET"], ["G2", "G3", "G4"], id="suspicious"),
        pytest.param(["MET"], ["G1"], id="justified"),
        pytest.param(["UNMET", "UNKNOWN"], ["G2", "G3", "G4", "G5", "G6"], id="to-look-at"),
    ],
)
def test_promotions_of_an_outcome_page_by_page(
    api: Api, outcomes: list[str], expected: list[str]
) -> None:
    found: list[str] = []
    after: str | None = None
    while True:
        page = promotions(api, outcomes=outcomes, first=1, after=after)
        found += [row["id"] for row in page["nodes"]]
        if not page["pageInfo"]["hasNextPage"]:
            break
        after = page["pageInfo"]["endCursor"]
    assert sorted(found) == expected
    assert page["totalCount"] == {"value": len(expected), "exact": True}


def test_promotions_of_a_year(api: Api) -> None:
    assert [row["id"] for row in promotions(api, year=2021)["nodes"]] == ["G6"]
    assert promotions(api, year=2022)["nodes"] == []


@pytest.mark.parametrize(
    ("viewer", "expected"),
    [
        pytest.param(ADMINISTRATOR, ["G6", "G1", "G2", "G3", "G4", "G5"], id="administrator"),
        pytest.param(agency("330000"), ["G6", "G1", "G2"], id="agency"),
        pytest.param(enterprise(HANGZHOU), ["G6", "G1", "G2"], id="enterprise"),
        pytest.param(holder("jumper"), ["G3"], id="holder"),
        pytest.param(ANONYMOUS, [], id="anonymous"),
    ],
)
def test_promotions_are_those_of_people_whose_record_is_open(
    api: Api, viewer: Viewer, expected: list[str]
) -> None:
    assert [row["id"] for row in promotions(api, viewer)["nodes"]] == expected


CONTESTS: Final = """
query ($class: String, $field: String, $year: Int, $division: ID, $month: ID, $first: Int,
       $after: String) {
  competitions(class: $class, field: $field, year: $year, division: $division, month: $month,
               first: $first, after: $after) {
    nodes { id class year regulation { id } months { id competitions }
            events { id field participants occupation { code }
                     results { rank medal worker { id }
                               conditions { code text outcome detail evidence } } } }
    totalCount { value exact } pageInfo { hasNextPage endCursor } } }
"""


def contests(api: Api, viewer: Viewer = NATION, **wanted: Any) -> Any:
    reply = api.ask(CONTESTS, viewer, wanted)
    assert reply.statements == 1
    return reply.data["competitions"]


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        pytest.param({}, ["Q1", "Q2", "Q3"], id="all-the-latest-first"),
        pytest.param({"class": "PROVINCIAL_1"}, ["Q2"], id="class"),
        pytest.param({"field": "机械制造"}, ["Q1", "Q2"], id="field"),
        pytest.param({"field": "人工智能"}, [], id="field-that-only-the-regulation-names"),
        pytest.param({"year": 2020}, ["Q3"], id="year"),
        pytest.param({"division": "330000"}, ["Q2"], id="division"),
        pytest.param({"month": "M1"}, ["Q2"], id="month"),
    ],
)
def test_filters_of_competitions(api: Api, wanted: dict[str, Any], expected: list[str]) -> None:
    page = contests(api, **wanted)
    assert [row["id"] for row in page["nodes"]] == expected
    assert page["totalCount"] == {"value": len(expected), "exact": True}


def test_what_a_place_gives_a_right_to(api: Api) -> None:
    [national, provincial, first] = contests(api)["nodes"]
    [welding, _] = national["events"]
    rights = {
        row["worker"]["id"]: {one["code"]: one["outcome"] for one in row["conditions"]}
        for row in welding["results"]
    }
    assert rights == {
        "winner": {"MEDAL": "MET", "HONOUR": "MET", "PROMOTION": "MET"},
        "sixth": {"MEDAL": "UNMET", "HONOUR": "UNMET", "PROMOTION": "MET"},
        "jumper": {"MEDAL": "UNMET", "HONOUR": "UNMET", "PROMOTION": "UNMET"},
    }
    [fifth] = provincial["events"][0]["results"]
    assert [(one["code"], one["outcome"], one["detail"]) for one in fifth["conditions"]][1] == (
        "HONOUR", "MET", "5 / 5",
    )  # fmt: skip
    assert provincial["regulation"]["id"] == "ZJ-COMPETITION-PROVINCIAL"
    assert first["regulation"] is None
    [second] = first["events"][0]["results"]
    assert {one["outcome"] for one in second["conditions"]} == {"UNKNOWN"}


def test_what_came_of_a_place_is_in_the_evidence(api: Api) -> None:
    winner = contests(api)["nodes"][0]["events"][0]["results"][0]
    assert winner["conditions"][2]["evidence"] == ["E1|winner", "G1"]


@pytest.mark.parametrize(
    ("viewer", "expected"),
    [
        pytest.param(agency("320000"), ["jumper"], id="agency"),
        pytest.param(enterprise(HANGZHOU), ["winner", "sixth"], id="enterprise"),
        pytest.param(holder("sixth"), ["sixth"], id="holder"),
        pytest.param(ANONYMOUS, [], id="anonymous"),
    ],
)
def test_results_name_only_whom_the_viewer_may_know(
    api: Api, viewer: Viewer, expected: list[str]
) -> None:
    event = contests(api, viewer)["nodes"][0]["events"][0]
    assert [row["worker"]["id"] for row in event["results"]] == expected


@pytest.mark.parametrize(
    "wanted",
    [
        pytest.param({"class": "GALACTIC"}, id="class"),
        pytest.param({"field": "炼金术"}, id="field"),
        pytest.param({"division": "999999"}, id="division"),
        pytest.param({"month": "M9"}, id="month"),
    ],
)
def test_an_unknown_code_is_an_error_that_names_it(api: Api, wanted: dict[str, str]) -> None:
    reply = api.ask(CONTESTS, NATION, wanted)
    assert reply.codes == ["UNKNOWN_CODE"]
    assert next(iter(wanted.values())) in reply.body["errors"][0]["message"]


MONTHS: Final = """
query ($year: Int, $division: ID) { competitionMonths(year: $year, division: $division) {
    nodes { id from to competitions division { code } } totalCount { value } } }
"""


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        pytest.param({}, ["M1", "M2"], id="all"),
        pytest.param({"year": 2024}, ["M2"], id="year"),
        pytest.param({"division": "330000"}, ["M1", "M2"], id="province-with-its-cities"),
        pytest.param({"division": "330100"}, ["M2"], id="city"),
        pytest.param({"division": "320000"}, [], id="another-province"),
    ],
)
def test_contest_months(api: Api, wanted: dict[str, Any], expected: list[str]) -> None:
    reply = api.ask(MONTHS, ANONYMOUS, wanted)
    assert [row["id"] for row in reply.data["competitionMonths"]["nodes"]] == expected
    assert reply.data["competitionMonths"]["totalCount"]["value"] == len(expected)
    assert reply.statements == 1
