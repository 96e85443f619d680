"""Key posts at risk: who holds them alone, who could follow, and by when."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

import pytest

from registry.viewer import ANONYMOUS, Viewer
from tests.support.api import ADMINISTRATOR, Api, agency, enterprise, holder
from tests.support.database import Graph
from tests.support.posts_world import HOME, HOST, running_posts

RISK: Final = """query ($enterprise: ID!, $years: Int! = 5, $first: Int, $after: String) {
  successionRisk(enterprise: $enterprise, years: $years, first: $first, after: $after) {
    nodes { post postLevel wantedLevel holder { id } outcome conditions { code outcome detail }
            successors { worker { id } level inTime readyOn lacks { code outcome } } }
    asOf until regulation { id } totalCount { value exact } pageInfo { hasNextPage endCursor } } }
"""

PEOPLE: Final = """
MATCH (w3:Worker {id: 'w3'}), (w4:Worker {id: 'w4'}), (w7:Worker {id: 'w7'})
MATCH (w10:Worker {id: 'w10'}), (w11:Worker {id: 'w11'})
SET w4.birthDate = date('1970-01-01'), w7.birthDate = date('1972-03-01')
REMOVE w3.birthDate
SET w10.rank = 6, w11.rank = 3
CREATE (w4)-[:MENTORS {kind: 'MASTER', from: date('2021-01-01')}]->(w10)
CREATE (w7)-[:MENTORS {kind: 'MASTER', from: date('2021-01-01')}]->(w11)
CREATE (:Policy {id: 'P7', title: 'T', validFrom: date('2020-01-01'),
  target: 'SPECIAL_TECHNICIAN', confidence: 'high',
  rule: '{"is": "years_at_level", "level": "SENIOR_TECHNICIAN", "years": 10}'})
"""


@pytest.fixture(scope="module")
def api(graph: Graph, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Api]:
    with running_posts(graph, tmp_path_factory.mktemp("home")) as running:
        graph.run(PEOPLE)
        yield running


def risks(api: Api, viewer: Viewer = ADMINISTRATOR, **values: Any) -> Any:
    reply = api.ask(RISK, viewer, {"enterprise": HOME} | values)
    assert reply.statements == 1
    return reply.data["successionRisk"]


def test_a_post_is_at_risk_while_nobody_can_follow_in_time(api: Api) -> None:
    rows = {row["holder"]["id"]: row for row in risks(api)["nodes"]}

    # w9 is young; w4's mentee fulfils the policy on 2029-05-01, within five years.
    assert {key: row["outcome"] for key, row in rows.items()} == {"w7": "MET", "w3": "UNKNOWN"}
    assert rows["w7"]["successors"] == []
    assert rows["w7"]["conditions"] == [
        {"code": "SINGLE_HOLDER", "outcome": "MET", "detail": ""},
        {"code": "HOLDER_AGE", "outcome": "MET", "detail": "55: 2027-03-01 / 2031-11-24"},
        {"code": "NO_SUCCESSOR", "outcome": "MET", "detail": "0 / 0"},
    ]
    assert (rows["w3"]["post"], rows["w3"]["postLevel"]) == ("焊接", "TECHNICIAN")


def test_a_mentee_who_is_ready_too_late_leaves_the_risk(api: Api) -> None:
    rows = {row["holder"]["id"]: row for row in risks(api, years=2)["nodes"]}
    [successor] = rows["w4"]["successors"]

    assert rows["w4"]["outcome"] == "MET"
    assert rows["w4"]["wantedLevel"] == "SPECIAL_TECHNICIAN"
    assert successor == {
        "worker": {"id": "w10"},
        "level": "SENIOR_TECHNICIAN",
        "inTime": "UNMET",
        "readyOn": "2029-05-01",
        "lacks": [{"code": "years_at_level", "outcome": "UNMET"}],
    }


@pytest.mark.parametrize(
    ("years", "held_by"),
    [
        pytest.param(0, {"w3", "w4"}, id="today"),
        pytest.param(1, {"w3", "w4", "w7"}, id="within-a-year"),
        pytest.param(9, {"w3", "w7", "w9"}, id="when-the-young-are-old"),
    ],
)
def test_the_horizon_decides_who_passes_the_age(api: Api, years: int, held_by: set[str]) -> None:
    assert {row["holder"]["id"] for row in risks(api, years=years)["nodes"]} == held_by


def test_pages_joined_are_the_whole_once(api: Api) -> None:
    whole = [row["post"] for row in risks(api, years=2)["nodes"]]
    found: list[str] = []
    after = None
    while True:
        page = risks(api, years=2, first=1, after=after)
        found += [row["post"] for row in page["nodes"]]
        if not page["pageInfo"]["hasNextPage"]:
            break
        after = page["pageInfo"]["endCursor"]
    assert found == whole
    assert page["totalCount"] == {"value": len(whole), "exact": True}


@pytest.mark.parametrize(
    ("viewer", "sees"),
    [
        pytest.param(enterprise(HOME), True, id="the-enterprise"),
        pytest.param(agency("320000"), True, id="agency-of-the-province"),
        pytest.param(enterprise(HOST), False, id="another-enterprise"),
        pytest.param(agency("330000"), False, id="agency-of-another-province"),
        pytest.param(holder("w4"), False, id="the-holder"),
        pytest.param(ANONYMOUS, False, id="nobody"),
    ],
)
def test_risks_are_inside_an_enterprise(api: Api, viewer: Viewer, *, sees: bool) -> None:
    assert bool(risks(api, viewer)["nodes"]) is sees


def test_an_impossible_number_of_years_is_an_error(api: Api) -> None:
    reply = api.ask(RISK, ADMINISTRATOR, {"enterprise": HOME, "years": 41})
    assert reply.codes == ["BAD_ARGUMENT"]
