"""Alliances and agreements, from files to answers, on several days."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any, Final

import pytest

from registry.importing import run_import
from registry.viewer import ANONYMOUS, Viewer
from tests.support.api import ADMINISTRATOR, Api, agency, enterprise, holder, running_api
from tests.support.database import Graph
from tests.support.training_files import (
    ELSEWHERE,
    HOST,
    SCHOOL,
    SCHOOL_TWO,
    SMALL,
    training_files,
)

NOON: Final = datetime(2026, 11, 24, 4, tzinfo=UTC)


@pytest.fixture(scope="module")
def api(graph: Graph, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Api]:
    """Ask the application over the imported files."""
    run_import(training_files(tmp_path_factory.mktemp("training")), settings=graph.settings)
    with running_api(graph.settings, clock=lambda: NOON) as api:
        yield api


ALLIANCES: Final = """
query ($industry: ID, $asOf: Date, $first: Int, $after: String) {
  alliances(industry: $industry, asOf: $asOf, first: $first, after: $after) {
    nodes { id name from industry { id } memberCount
            members { role organisation { uscc } } leaders { uscc }
            agreements { agreementNo } majors { id } resources { id kind provider { uscc } } }
    totalCount { value } pageInfo { hasNextPage endCursor } } }
"""


def alliances(api: Api, viewer: Viewer = ANONYMOUS, **wanted: Any) -> Any:
    """Return a page of alliances."""
    reply = api.ask(ALLIANCES, viewer, wanted)
    assert reply.statements == 1
    return reply.data["alliances"]


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        pytest.param({}, ["L1", "L3", "L4"], id="in-force-today-also-if-the-first-day-is-unknown"),
        pytest.param({"industry": "C34"}, ["L1", "L3"], id="industry"),
        pytest.param({"industry": "C13"}, [], id="industry-without-any"),
        pytest.param({"industry": "C34", "asOf": "2024-12-31"}, ["L1", "L2", "L3"], id="last-day"),
        pytest.param({"industry": "C34", "asOf": "2025-01-01"}, ["L1", "L3"], id="day-after"),
        pytest.param({"asOf": "2022-12-31"}, ["L2", "L3"], id="day-before-the-first"),
    ],
)
def test_alliances_in_force(api: Api, wanted: dict[str, str], expected: list[str]) -> None:
    page = alliances(api, **wanted)
    assert [row["id"] for row in page["nodes"]] == expected
    assert page["totalCount"] == {"value": len(expected)}


def test_members_leaders_agreements_majors_and_resources(api: Api) -> None:
    [alliance] = alliances(api, first=1)["nodes"]
    assert alliance == {
        "id": "L1", "name": "机床联盟", "from": "2023-01-01", "industry": {"id": "C34"},
        "memberCount": 2,
        "members": [
            {"role": "LEADER", "organisation": {"uscc": SCHOOL}},
            {"role": "MEMBER", "organisation": {"uscc": HOST}},
        ],
        "leaders": [{"uscc": SCHOOL}],
        "agreements": [{"agreementNo": "A1"}],
        "majors": [{"id": "M1"}, {"id": "M2"}],
        "resources": [{"id": "R1", "kind": "COURSE", "provider": {"uscc": SCHOOL}}],
    }  # fmt: skip


def test_an_alliance_on_an_earlier_day(api: Api) -> None:
    [alliance] = alliances(api, first=1, asOf="2025-03-01")["nodes"]
    assert [row["organisation"]["uscc"] for row in alliance["members"]] == [SCHOOL, HOST, SMALL]
    assert [row["agreementNo"] for row in alliance["agreements"]] == ["A1", "A2"]
    assert [row["id"] for row in alliance["majors"]] == ["M1", "M2", "M3"]
    assert [row["id"] for row in alliance["resources"]] == ["R1", "R3"]


def test_pages_of_alliances_joined_are_the_whole(api: Api) -> None:
    found: list[str] = []
    after = None
    while True:
        page = alliances(api, first=1, after=after)
        found += [row["id"] for row in page["nodes"]]
        after = page["pageInfo"]["endCursor"]
        if not page["pageInfo"]["hasNextPage"]:
            break
    assert found == ["L1", "L3", "L4"]


def test_an_unknown_industry_is_an_error(api: Api) -> None:
    assert api.ask(ALLIANCES, ANONYMOUS, {"industry": "C99"}).codes == ["UNKNOWN_CODE"]


COOPERATION: Final = """
query ($uscc: ID!, $asOf: Date) { cooperation(uscc: $uscc, asOf: $asOf) {
  organisation { uscc } partners { uscc } majors { id } resources { id } provides { id }
  alliances { role alliance { id } }
  all: agreements { nodes { agreementNo kind state school { uscc } enterprise { uscc }
                            majors { id } resources { id } } totalCount { value } }
  inForce: agreements(state: IN_FORCE) { nodes { agreementNo } }
  ended: agreements(state: ENDED) { nodes { agreementNo } }
  planned: agreements(state: PLANNED) { nodes { agreementNo } } } }
"""


def cooperation(api: Api, viewer: Viewer, uscc: str, **wanted: Any) -> Any:
    """Return the cooperation of an organisation."""
    reply = api.ask(COOPERATION, viewer, {"uscc": uscc, **wanted})
    assert reply.statements == 1
    return reply.data["cooperation"]


def numbers(page: Any) -> list[str]:
    """Return the numbers of agreements."""
    return [row["agreementNo"] for row in page["nodes"]]


def test_a_school_with_its_partners(api: Api) -> None:
    found = cooperation(api, enterprise(SMALL), SCHOOL)
    assert found["organisation"] == {"uscc": SCHOOL}
    assert numbers(found["all"]) == ["A3", "A1", "A2"]
    assert found["all"]["totalCount"] == {"value": 3}
    assert found["all"]["nodes"][1] == {
        "agreementNo": "A1", "kind": "WORK_STUDY", "state": "IN_FORCE",
        "school": {"uscc": SCHOOL}, "enterprise": {"uscc": HOST},
        "majors": [{"id": "M1"}, {"id": "M2"}], "resources": [{"id": "R2"}],
    }  # fmt: skip
    assert [numbers(found[name]) for name in ("inForce", "ended", "planned")] == [
        ["A1"], ["A2"], ["A3"],
    ]  # fmt: skip
    assert found["all"]["nodes"][0]["kind"] is None
    assert found["partners"] == [{"uscc": HOST}]
    assert found["majors"] == [{"id": "M1"}, {"id": "M2"}]
    assert (found["resources"], found["provides"]) == ([{"id": "R2"}], [{"id": "R1"}])
    assert found["alliances"] == [{"role": "LEADER", "alliance": {"id": "L1"}}]


def test_an_enterprise_with_its_schools(api: Api) -> None:
    found = cooperation(api, agency("440000"), HOST)
    assert numbers(found["all"]) == ["A4", "A1"]
    assert found["partners"] == [{"uscc": SCHOOL}, {"uscc": SCHOOL_TWO}]
    assert [row["id"] for row in found["majors"]] == ["M1", "M2", "M4"]


def test_cooperation_on_another_day(api: Api) -> None:
    found = cooperation(api, holder("W"), SCHOOL, asOf="2027-01-01")
    assert [numbers(found[name]) for name in ("inForce", "ended", "planned")] == [
        ["A3", "A1"], ["A2"], [],
    ]  # fmt: skip
    assert {row["uscc"] for row in found["partners"]} == {HOST, ELSEWHERE}


@pytest.mark.parametrize(
    ("viewer", "uscc"),
    [
        pytest.param(ANONYMOUS, SCHOOL, id="anonymous"),
        pytest.param(ADMINISTRATOR, "nobody", id="not-there"),
    ],
)
def test_absent_and_forbidden_are_alike(api: Api, viewer: Viewer, uscc: str) -> None:
    assert cooperation(api, viewer, uscc) is None
