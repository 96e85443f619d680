"""Posts of the eight grades: what is counted, who sees it, what is asked of the structure."""

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
    issuer,
)
from tests.support.database import Graph
from tests.support.posts_world import HOME, HOST, running_posts

POSTS: Final = """query (
  $enterprise: ID, $problem: PostProblem, $first: Int, $after: String, $within: Int! = 90) {
  posts(enterprise: $enterprise, problem: $problem, first: $first, after: $after,
        endingWithin: $within) {
    nodes { id name level quota keyPost held vacancies overQuota occupation { code }
            holders { worker { id } appointment { id } from to } }
    grades { level posts quota holders vacancies overQuota appointed ending staff }
    conditions { code outcome detail }
    regulation { id }
    totalCount { value } pageInfo { hasNextPage endCursor } } }"""


@pytest.fixture(scope="module")
def api(graph: Graph, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Api]:
    with running_posts(graph, tmp_path_factory.mktemp("home")) as running:
        yield running


def posts(api: Api, viewer: Viewer = ADMINISTRATOR, **values: Any) -> Any:
    reply = api.ask(POSTS, viewer, {"enterprise": HOME} | values)
    assert reply.statements == 1
    return reply.data["posts"]


def test_a_post_is_held_by_appointment_or_by_the_name_of_a_job(api: Api) -> None:
    page = posts(api)
    held = {
        post["id"]: sorted(holding["worker"]["id"] for holding in post["holders"])
        for post in page["nodes"]
    }

    # w9 has no grade, so which of the posts named 焊接 is theirs is not known; w8 has left.
    assert held == {
        "p-chief": [],
        "p-special": ["w4"],
        "p-weld6": ["w1", "w2"],
        "p-weld5": ["w3"],
        "p-debug": ["w5", "w6"],
    }
    assert {post["id"]: post["held"] for post in page["nodes"]} == {
        key: len(people) for key, people in held.items()
    }
    assert list(held) == ["p-chief", "p-special", "p-weld6", "p-weld5", "p-debug"]


def test_an_unknown_quota_leaves_vacancies_unknown(api: Api) -> None:
    found = {post["id"]: (post["vacancies"], post["overQuota"]) for post in posts(api)["nodes"]}

    assert found == {
        "p-chief": (1, False),
        "p-special": (0, False),
        "p-weld6": (0, True),
        "p-weld5": (None, None),
        "p-debug": (1, False),
    }


def test_the_eight_grades_are_counted_with_their_terms(api: Api) -> None:
    rows = posts(api)["grades"]
    special = next(row for row in rows if row["level"] == "SPECIAL_TECHNICIAN")

    assert [row["level"] for row in rows][::7] == ["APPRENTICE", "CHIEF_TECHNICIAN"]
    # Two are appointed to the grade, one of them under a name that no post bears.
    assert special == {
        "level": "SPECIAL_TECHNICIAN",
        "posts": 1,
        "quota": 1,
        "holders": 2,
        "vacancies": 0,
        "overQuota": True,
        "appointed": 2,
        "ending": 1,
        "staff": 2,
    }
    assert [row["posts"] for row in rows] == [0, 0, 0, 1, 1, 1, 1, 1]


@pytest.mark.parametrize(
    ("days", "ending"),
    [
        pytest.param(36, 0, id="a-day-before-the-term-ends"),
        pytest.param(37, 1, id="on-the-day-it-ends"),
    ],
)
def test_terms_that_end_within_so_many_days(api: Api, days: int, ending: int) -> None:
    rows = posts(api, within=days)["grades"]
    assert sum(row["ending"] for row in rows) == ending


def test_what_is_asked_of_the_structure(api: Api) -> None:
    page = posts(api)
    assert page["regulation"] == {"id": "CN-APPOINTMENT"}
    assert page["conditions"] == [
        {
            "code": "EIGHT_GRADES",
            "outcome": "UNMET",
            "detail": "APPRENTICE, JUNIOR, INTERMEDIATE",
        },
        {
            "code": "WITHIN_QUOTA",
            "outcome": "UNMET",
            "detail": "SENIOR_TECHNICIAN 2 / 1, SPECIAL_TECHNICIAN 2 / 1",
        },
    ]


def test_pages_joined_are_the_whole_once(api: Api) -> None:
    found: list[str] = []
    after = None
    while True:
        page = posts(api, first=2, after=after)
        found += [post["id"] for post in page["nodes"]]
        assert page["totalCount"]["value"] == 5
        if not page["pageInfo"]["hasNextPage"]:
            break
        after = page["pageInfo"]["endCursor"]
    assert found == ["p-chief", "p-special", "p-weld6", "p-weld5", "p-debug"]


@pytest.mark.parametrize(
    ("problem", "values", "found"),
    [
        pytest.param("OVER_QUOTA", {}, ["p-weld6"], id="over-quota"),
        pytest.param("QUOTA_UNKNOWN", {}, ["p-weld5"], id="quota-unknown"),
        pytest.param("VACANT", {}, ["p-chief", "p-debug"], id="vacant"),
        pytest.param("TERM_ENDING", {}, ["p-special"], id="a-term-ends"),
        pytest.param("TERM_ENDING", {"within": 36}, [], id="no-term-ends-so-soon"),
    ],
)
def test_posts_with_a_problem(
    api: Api, problem: str, values: dict[str, int], found: list[str]
) -> None:
    page = posts(api, problem=problem, **values)
    assert [post["id"] for post in page["nodes"]] == found
    assert page["totalCount"]["value"] == len(found)


def test_an_enterprise_asks_for_its_own_posts(api: Api) -> None:
    own = posts(api, enterprise(HOME), enterprise=None)
    assert own["nodes"] == posts(api, enterprise(HOME))["nodes"] != []


@pytest.mark.parametrize(
    ("viewer", "sees"),
    [
        pytest.param(ADMINISTRATOR, True, id="administrator"),
        pytest.param(NATION, True, id="agency-of-the-nation"),
        pytest.param(agency("320000"), True, id="agency-of-the-province"),
        pytest.param(enterprise(HOME), True, id="the-enterprise"),
        pytest.param(agency("330000"), False, id="agency-of-another-province"),
        pytest.param(enterprise(HOST), False, id="another-enterprise"),
        pytest.param(issuer(HOST), False, id="an-issuer"),
        pytest.param(holder("w1"), False, id="one-of-the-staff"),
        pytest.param(ANONYMOUS, False, id="nobody"),
    ],
)
def test_posts_are_inside_an_enterprise(api: Api, viewer: Viewer, *, sees: bool) -> None:
    page = posts(api, viewer)
    closed = posts(api, viewer, enterprise="nobody")

    assert bool(page["nodes"]) is sees
    assert closed["nodes"] == closed["grades"] == closed["conditions"] == []
    if not sees:
        assert page == closed


def test_an_enterprise_without_posts_has_an_unknown_structure(api: Api) -> None:
    page = posts(api, enterprise=HOST)
    assert [one["outcome"] for one in page["conditions"]] == ["UNKNOWN", "UNKNOWN"]
    assert [row["quota"] for row in page["grades"]] == [0] * 8


def test_an_impossible_number_of_days_is_an_error(api: Api) -> None:
    reply = api.ask(POSTS, ADMINISTRATOR, {"enterprise": HOME, "within": -1})
    assert reply.codes == ["BAD_ARGUMENT"]
