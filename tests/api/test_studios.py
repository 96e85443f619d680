"""Master studios as their users ask: found by level, trade and place, and what each is."""

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
from tests.support.apprenticeship_world import NANJING, OLDER, WELDER, WUHAN, WUXI, load
from tests.support.database import Graph

NOON: Final = datetime(2026, 11, 24, 4, tzinfo=UTC)


@pytest.fixture(scope="module")
def api(graph: Graph, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Api]:
    load(graph, tmp_path_factory.mktemp("world") / "files")
    with running_api(graph.settings, clock=lambda: NOON) as api:
        yield api


STUDIO: Final = """
query ($id: ID!) { studio(id: $id) {
  id name level foundedOn fund members leader { id name } host { uscc } occupation { id }
  memberships { worker { id } from to } membersByYear { year members }
  lineage { worker { id } depth taughtBy { id } gradesWon }
  produced { id title } achievements { id } conditions { code outcome detail evidence }
  regulation { id } } }
"""
LIST: Final = """
query ($level: StudioLevel, $occupation: ID, $division: ID, $first: Int, $after: String) {
  studios(level: $level, occupation: $occupation, division: $division, first: $first,
          after: $after) {
    nodes { id conditions { code outcome } } totalCount { value exact }
    pageInfo { hasNextPage endCursor } } }
"""


def shown(api: Api, viewer: Viewer, key: str = "S1") -> Any:
    reply = api.ask(STUDIO, viewer, {"id": key}, headers={"Accept-Language": "en"})
    assert reply.statements == 1
    return reply.data["studio"]


def listed(api: Api, viewer: Viewer, **wanted: Any) -> list[str]:
    """Return the ids of all pages, one at a time."""
    found: list[str] = []
    variables: dict[str, Any] = {"first": 1, "after": None, **wanted}
    while True:
        reply = api.ask(LIST, viewer, variables)
        assert reply.statements == 1
        page = reply.data["studios"]
        found += [row["id"] for row in page["nodes"]]
        if not page["pageInfo"]["hasNextPage"]:
            assert page["totalCount"] == {"value": len(found), "exact": True}
            return found
        variables["after"] = page["pageInfo"]["endCursor"]


def test_a_studio_as_its_host_sees_it(api: Api) -> None:
    found = shown(api, enterprise(NANJING))
    assert found == {
        "id": "S1",
        "name": "焊工工作室",
        "level": "NATIONAL",
        "foundedOn": "2022-03-01",
        "fund": 200000,
        "members": 5,
        "leader": {"id": "M1", "name": "某M1"},
        "host": {"uscc": NANJING},
        "occupation": {"id": WELDER},
        # Own staff alone: who works elsewhere is not told.
        "memberships": [
            {"worker": {"id": "L1"}, "from": "2022-03-01", "to": None},
            {"worker": {"id": "L2"}, "from": "2022-03-01", "to": "2023-12-31"},
            {"worker": {"id": "L6"}, "from": "2023-06-01", "to": None},
        ],
        "membersByYear": [
            {"year": 2022, "members": 2},
            {"year": 2023, "members": 5},
            {"year": 2024, "members": 5},
            {"year": 2025, "members": 5},
            {"year": 2026, "members": 5},
        ],
        # L1 won SENIOR while taught by M1, L2 INTERMEDIATE while taught by L1.
        "lineage": [
            {"worker": {"id": "L1"}, "depth": 1, "taughtBy": {"id": "M1"}, "gradesWon": ["SENIOR"]},
            {
                "worker": {"id": "L2"},
                "depth": 2,
                "taughtBy": {"id": "L1"},
                "gradesWon": ["INTERMEDIATE"],
            },
        ],
        "produced": [{"id": "A4", "title": "委托研究"}],
        # In the leader's and members' time there: not what came before or after it.
        "achievements": [{"id": "A1"}, {"id": "A2"}],
        "conditions": [
            {
                "code": "LEADER_LEVEL",
                "outcome": "MET",
                "detail": "SENIOR_TECHNICIAN / TECHNICIAN",
                "evidence": ["M1"],
            },
            {"code": "MENTORING", "outcome": "MET", "detail": "1", "evidence": ["L1"]},
        ],
        "regulation": {"id": "STUDIO"},
    }


def test_a_stranger_sees_that_it_is_there_and_what_it_made(api: Api) -> None:
    found = shown(api, enterprise(WUHAN))
    assert (found["leader"], found["fund"], found["lineage"]) == (None, None, [])
    assert found["memberships"] == found["achievements"] == []
    assert found["produced"] == [{"id": "A4", "title": "委托研究"}]
    assert [one["outcome"] for one in found["conditions"]] == ["MET", "MET"]
    assert all((one["detail"], one["evidence"]) == ("", []) for one in found["conditions"])
    # Two members are too few to be shown, and one more year is hidden with them.
    counts = {row["year"]: row["members"] for row in found["membersByYear"]}
    assert counts == {2022: None, 2023: None, 2024: 5, 2025: 5, 2026: 5}


def test_an_unqualified_leader_and_one_of_whom_nothing_is_known(api: Api) -> None:
    assert [one["outcome"] for one in shown(api, ADMINISTRATOR, "S2")["conditions"]] == [
        "UNMET",
        "UNMET",
    ]
    third = shown(api, ADMINISTRATOR, "S3")
    assert (third["host"], third["occupation"], third["members"]) == (None, None, 0)


def test_nobody_signed_in_sees_none(api: Api) -> None:
    assert shown(api, ANONYMOUS) is None
    assert listed(api, ANONYMOUS) == []
    assert shown(api, ADMINISTRATOR, "S9") is None


@pytest.mark.parametrize(
    "viewer",
    [
        pytest.param(NATION, id="agency-of-the-nation"),
        pytest.param(agency("420000"), id="agency-of-elsewhere"),
        pytest.param(enterprise(WUXI), id="enterprise"),
        pytest.param(issuer(WUXI), id="issuer"),
        pytest.param(holder("L1"), id="holder"),
    ],
)
def test_everybody_who_signed_in_lists_them(api: Api, viewer: Viewer) -> None:
    assert listed(api, viewer) == ["S1", "S2", "S3"]


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        pytest.param({"level": "CITY"}, ["S2"], id="level"),
        pytest.param({"division": "320000"}, ["S1", "S2"], id="province"),
        pytest.param({"division": "320205"}, ["S2"], id="county"),
        pytest.param({"occupation": WELDER}, ["S1", "S2"], id="own-trade-or-the-leaders"),
        pytest.param({"occupation": "6-18-02-04"}, ["S1", "S2"], id="bare-code"),
        pytest.param({"occupation": OLDER}, ["S1", "S2"], id="edition-followed"),
        pytest.param({"occupation": "6-18-01-01"}, [], id="another-trade"),
        pytest.param({"level": "NATIONAL", "division": "320205"}, [], id="both"),
    ],
)
def test_filters(api: Api, wanted: dict[str, str], expected: list[str]) -> None:
    assert listed(api, NATION, **wanted) == expected


@pytest.mark.parametrize(
    "wanted",
    [
        pytest.param({"division": "999999"}, id="division"),
        pytest.param({"occupation": "9-9"}, id="trade"),
    ],
)
def test_unknown_codes_are_named(api: Api, wanted: dict[str, str]) -> None:
    reply = api.ask(LIST, NATION, wanted)
    assert reply.codes == ["UNKNOWN_CODE"]
    assert next(iter(wanted.values())) in str(reply.body)


def test_a_record_shows_the_studios_of_a_worker_as_before(api: Api) -> None:
    query = """query { worker(id: "M1") { studios { id members foundedOn conditions { code }
        membersByYear { year } lineage { depth } } } }"""
    [found] = api.ask(query, enterprise(NANJING)).data["worker"]["studios"]
    assert (found["id"], found["members"], found["conditions"]) == ("S1", 5, [])
    assert len(found["lineage"]) == 2
