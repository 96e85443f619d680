"""Teams as each viewer sees them: who is in them, whether they qualify, which fields lack one."""

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
    running_small_world,
)
from tests.support.database import Graph
from tests.support.sharing_world import build_teams, write_regulation
from tests.support.small_world import HOME, HOST, ISSUER

TEAMS: Final = """
query ($project: ID, $keyField: String, $asOf: Date, $first: Int, $after: String) {
  teams(project: $project, keyField: $keyField, asOf: $asOf, first: $first, after: $after) {
    nodes { id name project { id keyField }
      members { role from to worker { id name } }
      qualification { outcome asOf regulation { id division { code } }
        conditions { code outcome detail evidence parts { code outcome } } } }
    totalCount { value exact } pageInfo { hasNextPage endCursor } } }
"""
GAPS: Final = """
query ($keyFields: [String!], $division: ID, $asOf: Date) {
  teamGaps(keyFields: $keyFields, division: $division, asOf: $asOf) {
    keyField projects teams qualified unknown projectsWithout { id } complete } }
"""


@pytest.fixture(scope="module")
def api(graph: Graph, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Api]:
    with running_small_world(graph, tmp_path_factory.mktemp("home"), workers=6) as running:
        build_teams(graph)
        write_regulation(graph, "CN-TEAM")
        yield running


def asked(api: Api, viewer: Viewer = ADMINISTRATOR, **variables: Any) -> Any:
    """Return the page of teams, read in one statement."""
    reply = api.ask(TEAMS, viewer, variables, headers={"Accept-Language": "en"})
    assert reply.statements == 1
    return reply.data["teams"]


def outcomes(api: Api, viewer: Viewer = ADMINISTRATOR, **variables: Any) -> dict[str, str]:
    """Return the outcome of each team."""
    nodes = asked(api, viewer, **variables)["nodes"]
    return {team["id"]: team["qualification"]["outcome"] for team in nodes}


def test_a_team_qualifies_by_record_lacks_by_record_or_is_not_known(api: Api) -> None:
    assert outcomes(api) == {"T1": "MET", "T2": "UNMET", "T3": "UNKNOWN", "T4": "UNMET"}


def test_the_answer_explains_itself(api: Api) -> None:
    [team] = asked(api, project="P1", first=1)["nodes"]
    assert team["qualification"] == {
        "outcome": "MET",
        "asOf": "2026-11-24",
        "regulation": {"id": "CN-TEAM", "division": None},
        "conditions": [
            {
                "code": "ENGINEER_PRESENT",
                "outcome": "MET",
                "detail": "1 have the role, the record confirms 1",
                "evidence": ["w1|title"],
                "parts": [{"code": "ENGINEER", "outcome": "MET"}],
            },
            {
                "code": "LEADING_TALENT_PRESENT",
                "outcome": "MET",
                "detail": "1 have the role, the record confirms 1",
                "evidence": ["w2|award"],
                "parts": [{"code": "LEADING_TALENT", "outcome": "MET"}],
            },
        ],
    }
    assert [member["role"] for member in team["members"]] == ["ENGINEER", "LEADING_TALENT"]


@pytest.mark.parametrize(
    ("day", "outcome"),
    [
        pytest.param("2025-01-31", "UNMET", id="the-day-before-anybody-joined"),
        pytest.param("2025-02-01", "MET", id="the-day-on-which-both-joined"),
        pytest.param("2026-12-31", "MET", id="the-last-day-of-the-leading-talent"),
        pytest.param("2027-01-01", "UNMET", id="the-day-after"),
        pytest.param("2022-01-01", "UNKNOWN", id="before-any-regulation"),
    ],
)
def test_both_are_there_on_the_day(api: Api, day: str, outcome: str) -> None:
    assert outcomes(api, project="P1", asOf=day)["T1"] == outcome


@pytest.mark.parametrize(
    ("viewer", "seen"),
    [
        pytest.param(ADMINISTRATOR, ["T1", "T2", "T3", "T4"], id="administrator"),
        pytest.param(NATION, ["T1", "T2", "T3", "T4"], id="agency-of-the-nation"),
        pytest.param(agency("320000"), ["T1", "T2"], id="agency-of-the-province-of-the-owner"),
        pytest.param(agency("330100"), ["T3", "T4"], id="agency-of-the-city-of-another-owner"),
        pytest.param(enterprise(HOME), ["T1", "T2"], id="owner"),
        pytest.param(enterprise(HOST), ["T3", "T4"], id="other-owner"),
        pytest.param(holder("w4"), ["T3"], id="member-of-a-team-of-that-project"),
        pytest.param(holder("w5"), [], id="member-of-no-team"),
        pytest.param(issuer(ISSUER), [], id="issuer"),
        pytest.param(ANONYMOUS, [], id="anonymous"),
    ],
)
def test_who_sees_which_teams(api: Api, viewer: Viewer, seen: list[str]) -> None:
    page = asked(api, viewer)
    assert [team["id"] for team in page["nodes"]] == seen
    assert page["totalCount"] == {"value": len(seen), "exact": True}


def test_pages_joined_are_all_teams_once(api: Api) -> None:
    found, after = [], None
    while True:
        page = asked(api, first=1, after=after)
        found += [team["id"] for team in page["nodes"]]
        after = page["pageInfo"]["endCursor"]
        if not page["pageInfo"]["hasNextPage"]:
            break
    assert found == ["T1", "T2", "T3", "T4"]


def test_evidence_about_others_is_opaque_to_an_enterprise_and_strangers_have_no_name(
    api: Api,
) -> None:
    [team] = asked(api, enterprise(HOST), project="P2")["nodes"]
    assert {member["worker"]["name"] for member in team["members"]} == {None}
    [own, _] = asked(api, enterprise(HOME), project="P1")["nodes"]
    assert all(member["worker"]["name"] for member in own["members"])
    evidence = own["qualification"]["conditions"][0]["evidence"]
    assert len(evidence) == 1
    assert evidence != ["w1|title"]


@pytest.mark.parametrize(
    "wanted",
    [
        pytest.param({"project": "P9"}, id="project"),
        pytest.param({"keyField": "无此领域"}, id="key-field"),
    ],
)
def test_what_nobody_knows_is_an_error(api: Api, wanted: dict[str, str]) -> None:
    reply = api.ask(TEAMS, ADMINISTRATOR, wanted)
    assert reply.codes == ["UNKNOWN_CODE"]
    assert next(iter(wanted.values())) in reply.body["errors"][0]["message"]


def gaps(api: Api, viewer: Viewer = ADMINISTRATOR, **variables: Any) -> list[dict[str, Any]]:
    """Return the gaps, read in one statement."""
    reply = api.ask(GAPS, viewer, variables)
    assert reply.statements == 1
    found: list[dict[str, Any]] = reply.data["teamGaps"]
    return found


def test_key_fields_without_a_qualified_team(api: Api) -> None:
    assert gaps(api) == [
        {
            "keyField": "工业母机",
            "projects": 1,
            "teams": 2,
            "qualified": 1,
            "unknown": 0,
            "projectsWithout": [],
            "complete": True,
        },
        {
            "keyField": "机器人",
            "projects": 1,
            "teams": 1,
            "qualified": 0,
            "unknown": 1,
            "projectsWithout": [{"id": "P2"}],
            "complete": True,
        },
    ]


def test_gaps_of_a_field_a_division_and_a_past_day(api: Api) -> None:
    assert [gap["keyField"] for gap in gaps(api, keyFields=["机器人"])] == ["机器人"]
    assert [gap["keyField"] for gap in gaps(api, division="320000")] == ["工业母机"]
    assert [gap["keyField"] for gap in gaps(api, agency("330000"))] == ["机器人"]
    [past] = gaps(api, asOf="2020-06-01")
    assert [project["id"] for project in past["projectsWithout"]] == ["P3"]
    assert gaps(api, ANONYMOUS) == []
    assert api.ask(GAPS, ADMINISTRATOR, {"division": "999999"}).codes == ["UNKNOWN_CODE"]


def test_the_regulation_of_the_province_overrides_the_nation(api: Api, graph: Graph) -> None:
    write_regulation(
        graph,
        "CN-TEAM",
        id="JS-TEAM",
        division="320000",
        validFrom="2026-01-01",
        parameters={"leadingHonours": ["MAY_DAY_MEDAL"], "recognition": "ANY_BODY"},
    )
    try:
        [team, _] = asked(api, project="P1")["nodes"]
        assert team["qualification"]["regulation"] == {
            "id": "JS-TEAM",
            "division": {"code": "320000"},
        }
        assert team["qualification"]["outcome"] == "UNKNOWN"
        assert outcomes(api, project="P1", asOf="2025-12-31")["T1"] == "MET"
        assert outcomes(api, project="P2")["T3"] == "UNKNOWN"
    finally:
        graph.run("MATCH (r:Regulation {id: 'JS-TEAM'}) DELETE r")
