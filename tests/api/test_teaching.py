"""Majors, training packages and training plans over a small nation."""

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
from tests.support.recognition_world import (
    BRANCH,
    HANGZHOU,
    NANJING,
    NOON,
    SCHOOL,
    TURNER,
    WELDER,
    load,
)


@pytest.fixture(scope="module")
def api(graph: Graph, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Api]:
    load(graph, tmp_path_factory.mktemp("world"))
    with running_api(graph.settings, clock=lambda: NOON) as api:
        yield api


PACKAGES: Final = """
query ($occupation: ID, $level: SkillLevel, $outcomes: [ConditionOutcome!], $first: Int,
       $after: String) {
  trainingPackages(occupation: $occupation, level: $level, outcomes: $outcomes, first: $first,
                   after: $after) {
    nodes { id levels version inForce plans reviewed occupation { id } reviewedOn
            reviewedBy { id inForce memberCount members { role worker { id } } }
            conditions { code text outcome detail } }
    totalCount { value exact } pageInfo { hasNextPage endCursor } } }
"""


def packages(api: Api, viewer: Viewer = ANONYMOUS, **wanted: Any) -> Any:
    reply = api.ask(PACKAGES, viewer, wanted)
    assert reply.statements == 1
    return reply.data["trainingPackages"]


def test_a_package_says_who_reviewed_it_and_whether_that_is_right(api: Api) -> None:
    rows = {row["id"]: row for row in packages(api)["nodes"]}
    outcomes = {
        id_: (row["reviewed"], [one["outcome"] for one in row["conditions"]])
        for id_, row in rows.items()
    }
    assert outcomes == {
        "TP1": ("MET", ["MET", "MET", "MET"]),
        # Nobody is recorded, which is not "nobody".
        "TP2": ("UNKNOWN", ["UNKNOWN", "UNKNOWN", "UNKNOWN"]),
        # The committee was out of office.
        "TP3": ("UNMET", ["MET", "UNMET", "MET"]),
        # It was in use before it was reviewed.
        "TP4": ("UNMET", ["MET", "MET", "UNMET"]),
    }
    assert {id_: row["inForce"] for id_, row in rows.items()} == {
        "TP1": True, "TP2": True, "TP3": False, "TP4": True,
    }  # fmt: skip
    assert rows["TP1"]["plans"] == 2


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        pytest.param({"occupation": WELDER}, ["TP1", "TP2"], id="occupation"),
        pytest.param({"occupation": "6-18-01-01"}, ["TP3", "TP4"], id="bare-code"),
        pytest.param({"level": "SENIOR"}, ["TP1", "TP3", "TP4"], id="level"),
        pytest.param({"outcomes": ["UNKNOWN"]}, ["TP2"], id="not-known-to-be-reviewed"),
        pytest.param({"outcomes": ["UNMET"], "occupation": TURNER}, ["TP3", "TP4"], id="both"),
    ],
)
def test_filters_of_packages(api: Api, wanted: dict[str, Any], expected: list[str]) -> None:
    page = packages(api, **wanted)
    assert [row["id"] for row in page["nodes"]] == expected
    assert page["totalCount"] == {"value": len(expected), "exact": True}


@pytest.mark.parametrize(
    ("viewer", "expected"),
    [
        pytest.param(ADMINISTRATOR, ["expert", "granted"], id="administrator"),
        pytest.param(agency("330000"), ["expert"], id="agency"),
        pytest.param(ANONYMOUS, [], id="anonymous"),
    ],
)
def test_experts_are_named_to_whom_knows_them_and_those_who_left_are_gone(
    api: Api, viewer: Viewer, expected: list[str]
) -> None:
    committee = packages(api, viewer)["nodes"][0]["reviewedBy"]
    assert [row["worker"]["id"] for row in committee["members"]] == expected
    # Two experts are fewer than five.
    assert committee["memberCount"] is None


PLANS: Final = """
query ($post: String, $enterprise: ID, $occupation: ID, $year: Int, $lacks: Boolean,
       $outcomes: [ConditionOutcome!], $first: Int, $after: String) {
  trainingPlans(post: $post, enterprise: $enterprise, occupation: $occupation, year: $year,
                lacksPackage: $lacks, outcomes: $outcomes, first: $first, after: $after) {
    nodes { id post postId level outcome enterprise { uscc }
            package { id reviewed conditions { code } }
            conditions { code outcome detail parts { code outcome } } }
    totalCount { value exact } pageInfo { hasNextPage endCursor } } }
"""


def plans(api: Api, viewer: Viewer = NATION, **wanted: Any) -> Any:
    reply = api.ask(PLANS, viewer, wanted)
    assert reply.statements == 1
    return reply.data["trainingPlans"]


def ids(page: Any) -> list[str]:
    return [row["id"] for row in page["nodes"]]


def test_a_plan_says_whether_its_package_fits(api: Api) -> None:
    rows = {row["id"]: row for row in plans(api)["nodes"]}
    unmet = {
        id_: (
            row["outcome"],
            [one["code"] for one in row["conditions"] if one["outcome"] != "MET"],
        )
        for id_, row in rows.items()
    }
    assert unmet == {
        "PL1": ("MET", []),
        "PL2": ("UNKNOWN", ["PACKAGE"]),
        # The package ended in 2020, and an old committee reviewed it.
        "PL3": ("UNMET", ["PACKAGE_IN_FORCE", "PACKAGE_REVIEWED"]),
        "PL4": ("UNMET", ["LEVEL"]),
    }
    assert rows["PL2"]["package"] is None
    assert rows["PL3"]["package"]["reviewed"] == "UNMET"


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        pytest.param({"post": "车工"}, ["PL2", "PL3"], id="post-by-name"),
        pytest.param({"post": "P-1"}, ["PL1"], id="post-by-id"),
        pytest.param({"enterprise": NANJING}, ["PL3", "PL4"], id="enterprise"),
        pytest.param({"enterprise": NANJING, "post": "车工"}, ["PL3"], id="post-of-enterprise"),
        pytest.param({"occupation": TURNER}, ["PL2", "PL3"], id="occupation"),
        pytest.param({"occupation": TURNER, "post": "P-1"}, [], id="occupation-and-post"),
        pytest.param({"lacks": True}, ["PL2"], id="lacks-a-package"),
        pytest.param({"lacks": False}, ["PL1", "PL3", "PL4"], id="has-a-package"),
        pytest.param({"outcomes": ["UNMET"]}, ["PL3", "PL4"], id="does-not-fit"),
        pytest.param({"year": 2025}, [], id="year"),
    ],
)
def test_filters_of_plans(api: Api, wanted: dict[str, Any], expected: list[str]) -> None:
    page = plans(api, **wanted)
    assert ids(page) == expected
    assert page["totalCount"] == {"value": len(expected), "exact": True}


@pytest.mark.parametrize(
    ("viewer", "expected"),
    [
        pytest.param(ADMINISTRATOR, ["PL1", "PL2", "PL3", "PL4"], id="administrator"),
        pytest.param(agency("330000"), ["PL1", "PL2"], id="agency"),
        pytest.param(enterprise(NANJING), ["PL3", "PL4"], id="enterprise"),
        pytest.param(holder("expert"), [], id="holder"),
        pytest.param(ANONYMOUS, [], id="anonymous"),
    ],
)
def test_plans_are_the_business_of_their_enterprise(
    api: Api, viewer: Viewer, expected: list[str]
) -> None:
    assert ids(plans(api, viewer)) == expected


def test_an_enterprise_sees_no_plans_of_another(api: Api) -> None:
    assert ids(plans(api, enterprise(NANJING), enterprise=HANGZHOU)) == []


def test_pages_of_plans_joined_are_the_whole_once(api: Api) -> None:
    found: list[str] = []
    after: str | None = None
    while True:
        page = plans(api, outcomes=["UNMET", "UNKNOWN"], first=1, after=after)
        found += ids(page)
        if not page["pageInfo"]["hasNextPage"]:
            break
        after = page["pageInfo"]["endCursor"]
    assert found == ["PL2", "PL3", "PL4"]


MAJORS: Final = """
query ($school: ID, $occupation: ID, $kind: String, $newSince: Date, $first: Int, $after: String) {
  majors(school: $school, occupation: $occupation, kind: $kind, newSince: $newSince, first: $first,
         after: $after) {
    nodes { id kind level workStudy inForce newSince school { uscc } occupations { id }
            packages { id kind publishedOn } partners { agreementNo enterprise { uscc } } }
    totalCount { value exact } pageInfo { hasNextPage endCursor } } }
"""


def majors(api: Api, viewer: Viewer = NATION, **wanted: Any) -> Any:
    reply = api.ask(MAJORS, viewer, wanted)
    assert reply.statements == 1
    return reply.data["majors"]


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        pytest.param({}, ["MA1", "MA2", "MA3"], id="all"),
        pytest.param({"school": SCHOOL}, ["MA1", "MA2"], id="school"),
        pytest.param({"occupation": TURNER}, ["MA1", "MA3"], id="occupation"),
        pytest.param({"occupation": TURNER, "school": BRANCH}, ["MA3"], id="both"),
        pytest.param({"kind": "EMERGING"}, ["MA2"], id="kind"),
        pytest.param({"newSince": "2025-01-01"}, ["MA2"], id="new"),
        pytest.param({"newSince": "2026-01-01"}, [], id="none-so-new"),
    ],
)
def test_filters_of_majors(api: Api, wanted: dict[str, Any], expected: list[str]) -> None:
    page = majors(api, **wanted)
    assert ids(page) == expected
    assert page["totalCount"] == {"value": len(expected), "exact": True}


def test_what_a_major_shows(api: Api) -> None:
    first, second, third = majors(api)["nodes"]
    assert [one["id"] for one in first["occupations"]] == [TURNER, WELDER]
    assert [one["id"] for one in first["packages"]] == ["RP1", "RP2"]
    assert (first["workStudy"], second["workStudy"], third["workStudy"]) == (True, None, False)
    assert [row["inForce"] for row in (first, second, third)] == [True, True, False]
    # One agreement has ended.
    assert first["partners"] == [{"agreementNo": "AG1", "enterprise": {"uscc": HANGZHOU}}]


def test_majors_are_for_everybody_who_signed_in(api: Api) -> None:
    assert ids(majors(api, holder("low"))) == ["MA1", "MA2", "MA3"]
    assert ids(majors(api, ANONYMOUS)) == []


@pytest.mark.parametrize(
    ("query", "wanted"),
    [
        pytest.param(PACKAGES, {"occupation": "9-99"}, id="occupation-of-a-package"),
        pytest.param(PLANS, {"occupation": "9-99"}, id="occupation-of-a-plan"),
        pytest.param(PLANS, {"enterprise": "nobody"}, id="enterprise"),
        pytest.param(MAJORS, {"school": "nobody"}, id="school"),
        pytest.param(MAJORS, {"kind": "MAGIC"}, id="kind"),
    ],
)
def test_an_unknown_code_is_an_error_that_names_it(
    api: Api, query: str, wanted: dict[str, str]
) -> None:
    reply = api.ask(query, NATION, wanted)
    assert reply.codes == ["UNKNOWN_CODE"]
    assert next(iter(wanted.values())) in reply.body["errors"][0]["message"]
