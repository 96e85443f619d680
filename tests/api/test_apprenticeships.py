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
    SMALL,
    WELDER,
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
    nodes { id problems outcome subsidyPerYear regulation { id } enterprise { uscc }
            school { uscc } class { id } occupation { id } targetLevel
            apprentice { id nameMasked name } enterpriseMentors { id } schoolMentors { id }
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
            assert page["totalCount"] == {"value": len(rows), "exact": True}
            return rows
        variables["after"] = page["pageInfo"]["endCursor"]


def ids(rows: list[Any]) -> list[str]:
    return [row["id"] for row in rows]


def test_every_problem_is_found_and_nothing_else(api: Api) -> None:
    rows = listed(api, ADMINISTRATOR)
    assert ids(rows) == list(LATEST_FIRST)
    assert {row["id"]: tuple(row["problems"]) for row in rows} == dict(EXPECTED)


@pytest.mark.parametrize("problem", sorted({one for found in EXPECTED.values() for one in found}))
def test_a_problem_lists_who_has_it(api: Api, problem: str) -> None:
    expected = [key for key in LATEST_FIRST if problem in EXPECTED[key]]
    assert ids(listed(api, NATION, problem=problem)) == expected


@pytest.mark.parametrize(
    ("viewer", "expected"),
    [
        pytest.param(ADMINISTRATOR, set(PLACES), id="administrator"),
        pytest.param(NATION, set(PLACES), id="agency-of-the-nation"),
        pytest.param(agency("320000"), {"P01", "P02", "P03", "P06", "P07"}, id="province"),
        pytest.param(agency("320205"), {"P03"}, id="agency-of-a-county"),
        pytest.param(enterprise(WUHAN), {"P04", "P05", "P09"}, id="enterprise"),
        pytest.param(enterprise(SCHOOL), {"P01", "P02", "P06", "P07"}, id="school"),
        pytest.param(holder("L6"), {"P06", "P07"}, id="apprentice"),
        pytest.param(holder("M3"), {"P04", "P05", "P09"}, id="mentor"),
        pytest.param(holder("X1"), set(), id="somebody-else"),
        pytest.param(issuer(NANJING), set(), id="issuer"),
        pytest.param(ANONYMOUS, set(), id="anonymous"),
    ],
)
def test_everybody_sees_the_own_ones(api: Api, viewer: Viewer, expected: set[str]) -> None:
    assert set(ids(listed(api, viewer))) == expected


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        pytest.param({"enterprise": WUHAN}, {"P04", "P05", "P09"}, id="enterprise"),
        pytest.param({"division": "420000"}, {"P04", "P05", "P09"}, id="province"),
        pytest.param({"division": "320100"}, {"P01", "P02", "P06", "P07"}, id="city"),
        pytest.param({"division": "320100", "enterprise": WUHAN}, set(), id="neither"),
        pytest.param({"status": "ENDED"}, {"P07"}, id="status"),
    ],
)
def test_filters(api: Api, wanted: dict[str, str], expected: set[str]) -> None:
    assert set(ids(listed(api, NATION, **wanted))) == expected


def test_a_filter_opens_nothing(api: Api) -> None:
    assert listed(api, enterprise(WUHAN), enterprise=NANJING) == []
    assert listed(api, agency("320000"), division="420000") == []
    assert listed(api, holder("L6"), enterprise=WUHAN) == []


def test_an_unknown_division_is_named(api: Api) -> None:
    reply = api.ask(LIST, NATION, {"division": "999999"})
    assert reply.codes == ["UNKNOWN_CODE"]
    assert "999999" in str(reply.body)


def test_the_nearest_regulation_decides_and_says_what_is_paid(api: Api) -> None:
    rows = {row["id"]: row for row in listed(api, ADMINISTRATOR)}
    assert {key for key, row in rows.items() if row["regulation"] == {"id": "WUHAN"}} == {
        "P04",
        "P05",
        "P09",
    }
    # It began before any regulation was in force.
    assert rows["P07"]["regulation"] is None
    assert rows["P07"]["outcome"] == "UNKNOWN"
    assert rows["P01"]["regulation"] == {"id": "NATION"}
    assert {key: row["subsidyPerYear"] for key, row in rows.items()} == {
        "P01": 5000,
        "P02": None,  # the nation does not say what is paid without a certificate
        "P03": 5000,
        "P04": 4000,
        "P05": 4000,
        "P06": 5000,
        "P07": None,
        "P08": 5000,
        "P09": None,  # the certificate may still come
    }


def test_every_condition_says_why(api: Api) -> None:
    rows = {row["id"]: row for row in listed(api, ADMINISTRATOR)}
    first = {one["code"]: one for one in rows["P01"]["conditions"]}
    assert rows["P01"]["outcome"] == "MET"
    assert first["CERTIFICATE"]["evidence"] == ["SKILL_GRADE:C2"]
    assert first["ENTERPRISE_MENTOR"]["evidence"] == ["M1"]
    assert first["CONTRACT"] == {
        "code": "CONTRACT",
        "outcome": "MET",
        "text": "the labour contract lasts at least 12 months",
        "detail": "2023-01-01 / 2023-12-31",
        "evidence": [],
        "parts": [],
    }
    unknown = {one["code"] for one in rows["P08"]["conditions"] if one["outcome"] == "UNKNOWN"}
    assert unknown == {"CONTRACT", "MONTHS_AT_LEAST", "MONTHS_AT_MOST", "WAGE", "TARGET_LEVEL"}
    # A teacher of whom no job is known leaves open whether all mentors are where they should be.
    sixth = {one["code"]: one for one in rows["P06"]["conditions"]}["MENTORS_EMPLOYED"]
    assert sixth["outcome"] == "UNKNOWN"
    assert [part["outcome"] for part in sixth["parts"]] == ["MET", "MET", "UNKNOWN"]


def test_a_wage_is_never_shown_nor_stored_in_the_clear(api: Api, graph: Graph) -> None:
    text = str(listed(api, ADMINISTRATOR))
    assert "2299" not in text
    assert "3000" not in text
    [[sealed]] = graph.run("MATCH (a:Apprenticeship {id: 'P02'}) RETURN a.wageEnc")
    assert "2299" not in sealed


def test_a_mentor_learns_neither_name_nor_certificate_of_an_apprentice(api: Api) -> None:
    [row] = [row for row in listed(api, holder("M1")) if row["id"] == "P01"]
    assert row["apprentice"] == {"id": "L1", "nameMasked": "某**", "name": None}
    assert row["certificateNumber"] is None
    assert all(one["evidence"] == [] for one in row["conditions"])
    [own] = [row for row in listed(api, holder("L1")) if row["id"] == "P01"]
    assert own["certificateNumber"] == "C2"
    assert own["apprentice"]["name"] == "某L1"


def test_what_an_apprenticeship_is_about(api: Api) -> None:
    [row] = [row for row in listed(api, enterprise(NANJING)) if row["id"] == "P01"]
    assert row["enterprise"] == {"uscc": NANJING}
    assert row["school"] == {"uscc": SCHOOL}
    assert row["class"] == {"id": "K1"}
    assert (row["occupation"], row["targetLevel"]) == ({"id": WELDER}, "SENIOR")
    assert [row["enterpriseMentors"], row["schoolMentors"]] == [[{"id": "M1"}], [{"id": "T1"}]]


RATIO: Final = """
query ($division: ID, $industry: ID, $year: Int) {
  apprenticeRatio(division: $division, industry: $industry, year: $year) {
    year enterprises enterprisesWithout suppressed postsTotal apprenticePosts share target outcome
    plannedStaff division { code } industry { id } regulation { id }
    conditions { code outcome detail }
    below { enterprise { uscc } postsTotal apprenticePosts target outcome } } }
"""


def ratio(api: Api, viewer: Viewer, **wanted: Any) -> Any:
    reply = api.ask(RATIO, viewer, wanted, headers=EN)
    assert reply.statements == 1
    return reply.data["apprenticeRatio"]


def test_the_share_of_the_present_year(api: Api) -> None:
    found = ratio(api, NATION, division="320000")
    # Nanjing by its row of the year (4 of 100), the others by what they are: 1 of 100, and four
    # firms with 0 to 3 of 10.
    assert (found["postsTotal"], found["apprenticePosts"]) == (240, 11)
    assert (found["enterprises"], found["enterprisesWithout"]) == (6, 0)
    assert found["share"] == pytest.approx(11 / 240)
    assert (found["target"], found["outcome"]) == (0.05, "UNMET")
    assert found["regulation"] == {"id": "RATIO-JS"}
    assert found["conditions"] == [
        {"code": "APPRENTICE_RATIO", "outcome": "UNMET", "detail": "4.6% / 5.0%"}
    ]
    assert [row["enterprise"]["uscc"] for row in found["below"]] == [SMALL[0], WUXI, NANJING]


def test_an_earlier_year_has_its_own_numbers_alone(api: Api) -> None:
    found = ratio(api, NATION, division="320000", year=2025)
    assert (found["postsTotal"], found["apprenticePosts"]) == (200, 12)
    assert (found["enterprises"], found["enterprisesWithout"]) == (2, 4)
    assert found["outcome"] == "MET"
    assert [row["enterprise"]["uscc"] for row in found["below"]] == [NANJING]


def test_a_missing_number_is_unknown_and_places_have_their_own_target(api: Api) -> None:
    found = ratio(api, ADMINISTRATOR)
    assert (found["enterprises"], found["enterprisesWithout"]) == (7, 1)
    assert (found["postsTotal"], found["apprenticePosts"]) == (540, 17)
    assert (found["target"], found["outcome"]) == (0.03, "MET")
    by_firm = {row["enterprise"]["uscc"]: row["target"] for row in found["below"]}
    assert by_firm == {
        SMALL[0]: 0.05,
        WUXI: 0.05,
        WUHAN: 0.03,
        NANJING: 0.05,
    }
    assert ratio(api, NATION, division="330000")["outcome"] == "UNKNOWN"
    assert ratio(api, NATION, division="330000")["enterprisesWithout"] == 1
    assert HANGZHOU not in by_firm


def test_an_industry(api: Api) -> None:
    found = ratio(api, NATION, industry="C37")
    assert (found["postsTotal"], found["apprenticePosts"]) == (300, 6)
    assert found["industry"] == {"id": "C37"}


@pytest.mark.parametrize(
    "viewer",
    [
        pytest.param(ANONYMOUS, id="anonymous"),
        pytest.param(agency("420000"), id="another-agency"),
        pytest.param(holder("L1"), id="holder"),
    ],
)
def test_the_public_sees_sums_of_five_enterprises_or_none(api: Api, viewer: Viewer) -> None:
    many = ratio(api, viewer, division="320000")
    assert (many["postsTotal"], many["suppressed"], many["below"]) == (240, False, [])
    few = ratio(api, viewer, division="320100")
    assert few["enterprises"] == 1
    assert few["suppressed"]
    assert (few["postsTotal"], few["apprenticePosts"], few["share"]) == (None, None, None)
    assert few["outcome"] == "UNKNOWN"


def test_an_agency_counts_exactly_in_its_duty_and_an_enterprise_sees_itself(api: Api) -> None:
    assert ratio(api, agency("320100"), division="320100")["postsTotal"] == 100
    own = ratio(api, enterprise(NANJING), division="320100")
    assert own["suppressed"]
    assert [row["enterprise"]["uscc"] for row in own["below"]] == [NANJING]


@pytest.mark.parametrize(
    ("wanted", "code"),
    [
        pytest.param({"division": "999999"}, "UNKNOWN_CODE", id="division"),
        pytest.param({"industry": "C99"}, "UNKNOWN_CODE", id="industry"),
        pytest.param({"year": 1}, "BAD_ARGUMENT", id="year"),
    ],
)
def test_what_cannot_be_asked(api: Api, wanted: dict[str, Any], code: str) -> None:
    assert api.ask(RATIO, NATION, wanted).codes == [code]
