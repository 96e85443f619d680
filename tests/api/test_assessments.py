"""Plans and sessions of assessments: what is counted, what looks odd, who sees it."""

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
from tests.support.sharing_world import write_regulation
from tests.support.small_world import HOME, ISSUER, WELDER

PLANS: Final = """query ($filing: ID, $from: Date, $to: Date, $first: Int, $after: String) {
  assessmentPlans(filing: $filing, from: $from, to: $to, first: $first, after: $after) {
    nodes { id filingNo level seats sat passed certificates organisation { uscc }
            checks { code outcome detail evidence } sessions { id planId results } }
    totalCount { value } pageInfo { hasNextPage endCursor } } }"""
SESSION: Final = """query ($id: ID!) { assessmentSession(id: $id) {
    id heldOn assessors results passed keepUntil keepPaperUntil
    plan { id filedAt checks { code outcome } }
    assessmentResults { id theory passed worker { id } certificate { number } }
    certificates { number } outliers { code outcome detail } } }"""

ODD: Final = """
MATCH (filing:EvaluationFiling {filingNo: 'F1'}), (welder:Occupation {key: $welder})
CREATE (plan:AssessmentPlan {planId: 'plan-b', filingNo: 'F1', occKey: $welder, rank: 4,
  plannedFor: date('2026-11-12'), filedAt: '2026-11-11T16:00:00Z', seats: 12, site: '二号考点'})
CREATE (plan)-[:UNDER]->(filing), (plan)-[:FOR]->(welder)
CREATE (session:AssessmentSession {sessionId: 'session-b', heldOn: date('2026-11-12'),
  twoSites: true})-[:OF]->(plan)
WITH session
MATCH (worker:Worker) WHERE worker.id IN $workers
CREATE (worker)-[:SAT]->(:AssessmentResult {resultId: 'odd-' + worker.id, passed: true})
  -[:IN]->(session)
"""
ISSUED: Final = """
MATCH (result:AssessmentResult {resultId: 'result-w1'}), (worker:Worker {id: 'w1'})
MATCH (filing:EvaluationFiling {filingNo: 'F1'})
CREATE (worker)-[:HOLDS]->(c:Certificate {key: 'SKILL_GRADE:n-1', kind: 'SKILL_GRADE',
  number: 'n-1', rank: 5, issuedOn: date('2026-11-20'), registeredAt: '2026-11-20T00:00:00Z',
  status: 'VALID', filingNo: 'F1', occKey: $welder})
CREATE (c)-[:RESULT_OF]->(result), (c)-[:ISSUED_UNDER]->(filing)
"""


@pytest.fixture(scope="module")
def api(graph: Graph, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Api]:
    with running_small_world(graph, tmp_path_factory.mktemp("home"), workers=14) as running:
        graph.run(ODD, welder=WELDER, workers=[f"w{place}" for place in range(1, 14)])
        graph.run(ISSUED, welder=WELDER)
        write_regulation(graph, "CN-ASSESSMENT")
        yield running


def plans(api: Api, viewer: Viewer = ADMINISTRATOR, **values: Any) -> Any:
    reply = api.ask(PLANS, viewer, values)
    assert reply.statements == 1
    return reply.data["assessmentPlans"]


def session(api: Api, id_: str, viewer: Viewer = ADMINISTRATOR) -> Any:
    reply = api.ask(SESSION, viewer, {"id": id_})
    assert reply.statements == 1
    return reply.data["assessmentSession"]


def test_plans_come_with_what_was_held_and_certified(api: Api) -> None:
    first, second = plans(api)["nodes"]

    assert (first["id"], first["seats"], first["sat"], first["passed"]) == ("plan-a", 200, 14, 13)
    assert (first["certificates"], first["organisation"]) == (1, {"uscc": ISSUER})
    assert first["sessions"] == [{"id": "session-a", "planId": "plan-a", "results": 14}]
    assert {check["code"]: check["outcome"] for check in first["checks"]} == {
        "FILED_BEFORE_HELD": "MET",
        "WITHIN_SEATS": "MET",
        "ONE_SITE": "MET",
    }
    # Filed at midnight in China, so on the day itself.
    assert {check["code"]: (check["outcome"], check["detail"]) for check in second["checks"]} == {
        "FILED_BEFORE_HELD": ("UNMET", "2026-11-12 / 2026-11-12"),
        "WITHIN_SEATS": ("UNMET", "13 / 12"),
        "ONE_SITE": ("UNMET", ""),
    }


@pytest.mark.parametrize(
    ("values", "found"),
    [
        pytest.param({"from": "2026-11-10", "to": "2026-11-10"}, ["plan-a"], id="a-day"),
        pytest.param({"from": "2026-11-11"}, ["plan-b"], id="from-a-day-on"),
        pytest.param({"to": "2026-11-09"}, [], id="before-any"),
        pytest.param({"filing": "F1"}, ["plan-a", "plan-b"], id="a-filing"),
        pytest.param({"filing": "F9"}, [], id="no-such-filing"),
    ],
)
def test_plans_of_a_filing_and_period(api: Api, values: dict[str, str], found: list[str]) -> None:
    page = plans(api, **values)
    assert [plan["id"] for plan in page["nodes"]] == found
    assert page["totalCount"]["value"] == len(found)


def test_pages_of_plans_joined_are_the_whole_once(api: Api) -> None:
    first = plans(api, first=1)
    second = plans(api, first=1, after=first["pageInfo"]["endCursor"])
    assert [row["id"] for row in first["nodes"] + second["nodes"]] == ["plan-a", "plan-b"]
    assert not second["pageInfo"]["hasNextPage"]


def test_a_session_in_order_is_odd_only_by_its_scores(api: Api) -> None:
    found = session(api, "session-a")
    outliers = {one["code"]: (one["outcome"], one["detail"]) for one in found["outliers"]}

    assert outliers.pop("SAME_SCORES") == ("UNMET", "14 / 3")
    assert {outcome for outcome, _ in outliers.values()} == {"MET"}
    assert (outliers["PASS_RATE"][1], outliers["ASSESSOR_LOAD"][1]) == ("13 / 14", "14 / 2")
    assert (found["keepUntil"], found["keepPaperUntil"]) == ("2031-11-10", "2029-11-10")
    assert found["plan"]["checks"][0] == {"code": "FILED_BEFORE_HELD", "outcome": "MET"}
    assert [one["number"] for one in found["certificates"]] == ["n-1"]
    by_worker = {row["worker"]["id"]: row for row in found["assessmentResults"]}
    assert by_worker["w1"]["certificate"] == {"number": "n-1"}
    assert len(by_worker) == 14


def test_what_is_odd_about_a_session_comes_with_its_numbers(api: Api) -> None:
    found = session(api, "session-b")

    assert {one["code"]: (one["outcome"], one["detail"]) for one in found["outliers"]} == {
        "FILED_BEFORE_HELD": ("UNMET", "2026-11-12 / 2026-11-12"),
        "WITHIN_SEATS": ("UNMET", "13 / 12"),
        "ONE_SITE": ("UNMET", "二号考点"),
        "PASS_RATE": ("UNMET", "13 / 13"),
        "SAME_SCORES": ("UNKNOWN", "0 / 3"),
        "ASSESSOR_LOAD": ("UNKNOWN", "13 / ?"),
        "SITE_DAY": ("MET", "13 / 200"),
    }


@pytest.mark.parametrize(
    ("viewer", "sees"),
    [
        pytest.param(ADMINISTRATOR, True, id="administrator"),
        pytest.param(NATION, True, id="agency-of-the-nation"),
        pytest.param(agency("320000"), True, id="agency-of-the-province"),
        pytest.param(issuer(ISSUER), True, id="the-issuer"),
        pytest.param(agency("330000"), False, id="agency-of-another-province"),
        pytest.param(issuer(HOME), False, id="another-issuer"),
        pytest.param(enterprise(HOME), False, id="the-employer"),
        pytest.param(holder("w1"), False, id="a-candidate"),
        pytest.param(ANONYMOUS, False, id="nobody"),
    ],
)
def test_assessments_are_inside_an_organisation(api: Api, viewer: Viewer, *, sees: bool) -> None:
    found = session(api, "session-a", viewer)

    assert bool(plans(api, viewer)["nodes"]) is sees
    assert bool(plans(api, viewer, filing="F1")["nodes"]) is sees
    assert (found is not None) is sees


def test_an_issuer_knows_those_whom_it_certified(api: Api) -> None:
    rows = session(api, "session-a", issuer(ISSUER))["assessmentResults"]
    assert {row["worker"]["id"] for row in rows if row["worker"]} == {"w1"}
    assert len(rows) == 14


def test_a_period_turned_round_is_an_error(api: Api) -> None:
    values = {"from": "2026-02-01", "to": "2026-01-01"}
    assert api.ask(PLANS, ADMINISTRATOR, values).codes == ["BAD_ARGUMENT"]
