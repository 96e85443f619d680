"""The mutations as their users meet them: what is made, refused, who may, what follows at once."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

import pytest

from registry.viewer import ANONYMOUS, Viewer
from tests.support.api import (
    ADMINISTRATOR,
    NATION,
    Api,
    enterprise,
    holder,
    issuer,
    running_small_world,
)
from tests.support.database import Graph
from tests.support.small_world import HOME, HOST, ISSUER, WELDER

REFUSED: Final = "... on Refused { code message checks { code state text } }"
PLAN: Final = f"""mutation($input: FileAssessmentPlanInput!, $key: ID!) {{
  fileAssessmentPlan(input: $input, idempotencyKey: $key) {{
    ... on FiledAssessmentPlan {{ plan {{
      id filingNo occupation {{ id name }} level plannedFor filedAt seats site }} }}
    {REFUSED} }} }}"""
SESSION: Final = f"""mutation($input: RecordAssessmentSessionInput!, $key: ID!) {{
  recordAssessmentSession(input: $input, idempotencyKey: $key) {{
    ... on RecordedAssessmentSession {{ session {{
      id planId heldOn assessors results passed }} }} {REFUSED} }} }}"""
ISSUE: Final = f"""mutation($input: IssueCertificateInput!, $key: ID!) {{
  issueCertificate(input: $input, idempotencyKey: $key) {{
    ... on IssuedCertificate {{ certificate {{ number suspicions sessionId }} credential }}
    {REFUSED} }} }}"""
GRANT: Final = f"""mutation($input: GrantConsentInput!, $key: ID!) {{
  grantConsent(input: $input, idempotencyKey: $key) {{
    ... on RecordedConsent {{ consent {{ purpose from to grantee }} }} {REFUSED} }} }}"""
WITHDRAW: Final = f"""mutation($input: WithdrawConsentInput!, $key: ID!) {{
  withdrawConsent(input: $input, idempotencyKey: $key) {{
    ... on RecordedConsent {{ consent {{ purpose from to grantee }} }} {REFUSED} }} }}"""
APPOINT: Final = f"""mutation($input: AppointInput!, $key: ID!) {{
  appoint(input: $input, idempotencyKey: $key) {{
    ... on Appointed {{ appointment {{ level post from to enterprise {{ uscc }} fields }} notes }}
    {REFUSED} }} }}"""
LEND: Final = f"""mutation($input: FileAssignmentInput!, $key: ID!) {{
  fileAssignment(input: $input, idempotencyKey: $key) {{
    ... on FiledAssignment {{ assignment {{
      id mode from to dutyPercent status home {{ uscc }} host {{ uscc }} worker {{ id }} }} }}
    {REFUSED} }} }}"""
END: Final = f"""mutation($id: ID!, $on: Date!, $key: ID!) {{
  endAssignment(id: $id, on: $on, idempotencyKey: $key) {{
    ... on FiledAssignment {{ assignment {{ id to status }} }} {REFUSED} }} }}"""
POLICY: Final = """CREATE (:Policy {id: $id, title: 'T', validFrom: date('2020-01-01'),
  target: 'SPECIAL_TECHNICIAN',
  confidence: 'high', division: '320000', rule: $rule})"""


@pytest.fixture(scope="module")
def api(graph: Graph, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Api]:
    with running_small_world(graph, tmp_path_factory.mktemp("home"), workers=30) as running:
        yield running


def do(api: Api, mutation: str, viewer: Viewer, key: str, **values: Any) -> Any:
    """Send a mutation with its input and return what it gave."""
    variables = values if "id" in values else {"input": values}
    data = api.ask(
        mutation, viewer, {**variables, "key": key}, headers={"Accept-Language": "en"}
    ).data
    return next(iter(data.values()))


def plan(**changes: Any) -> dict[str, Any]:
    """Return the input of a plan that is in order."""
    return {
        "filingNo": "F1",
        "occupation": "6-18-02-04",
        "level": "TECHNICIAN",
        "plannedFor": "2026-12-10",
        "seats": 20,
        "site": "二号考点",
    } | changes


def session(*workers: str, **changes: Any) -> dict[str, Any]:
    """Return the input of a session that is in order."""
    results = [{"worker": w, "theory": 80.0, "practical": 90.5, "passed": True} for w in workers]
    return {
        "planId": "plan-a",
        "heldOn": "2026-11-20",
        "assessors": ["A7", "A8"],
        "results": results,
    } | changes


def lent(worker: str, **changes: Any) -> dict[str, Any]:
    """Return the input of an assignment that is in order."""
    return {
        "worker": worker,
        "host": HOST,
        "mode": "PROJECT",
        "from": "2026-12-01",
        "to": "2027-03-31",
        "dutyPercent": 60,
        "purpose": "焊接工艺攻关",
    } | changes


def test_from_a_plan_to_a_certificate(api: Api) -> None:
    filed = do(api, PLAN, issuer(ISSUER), "plan", **plan())["plan"]
    held = do(api, SESSION, issuer(ISSUER), "session", **session("w1", "w2"))["session"]
    given = {"sessionId": held["id"], "worker": "w1", "issuedOn": "2026-11-24"}
    issued = do(api, ISSUE, issuer(ISSUER), "issue", **given)

    assert filed == {
        "id": filed["id"],
        "filingNo": "F1",
        "occupation": {"id": WELDER, "name": "焊工"},
        "level": "TECHNICIAN",
        "plannedFor": "2026-12-10",
        "filedAt": "2026-11-24T04:00:00Z",
        "seats": 20,
        "site": "二号考点",
    }
    assert held == {
        "id": held["id"],
        "planId": "plan-a",
        "heldOn": "2026-11-20",
        "assessors": ["A7", "A8"],
        "results": 2,
        "passed": 2,
    }
    assert issued["certificate"]["suspicions"] == []
    assert issued["certificate"]["sessionId"] == held["id"]


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        pytest.param({"filingNo": "F2"}, "FILING_NOT_FOUND", id="no-such-filing"),
        pytest.param({"occupation": "9-99-99-99"}, "OCCUPATION_NOT_FOUND", id="no-such-occupation"),
        pytest.param({"occupation": "6-18-01-01"}, "OUT_OF_SCOPE", id="another-occupation"),
        pytest.param({"level": "JUNIOR"}, "OUT_OF_SCOPE", id="another-level"),
        pytest.param(
            {"level": "CHIEF_TECHNICIAN"}, "LEVEL_NOT_CERTIFIED", id="a-level-without-certificate"
        ),
        pytest.param({"plannedFor": "2028-01-01"}, "OUT_OF_SCOPE", id="after-the-filing-ends"),
        pytest.param({"plannedFor": "2026-11-23"}, "INVALID_DATE", id="for-yesterday"),
        pytest.param({"seats": 0}, "INVALID_SEATS", id="without-seats"),
    ],
)
def test_a_plan_that_could_carry_no_certificate_is_refused(
    api: Api, changes: dict[str, Any], code: str
) -> None:
    refused = do(api, PLAN, issuer(ISSUER), f"plan-{changes}", **plan(**changes))

    assert refused["code"] == code
    assert refused["message"]


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        pytest.param({"planId": "nobody's"}, "PLAN_NOT_FOUND", id="no-such-plan"),
        pytest.param({"heldOn": "2026-11-25"}, "NOT_YET_HELD", id="tomorrow"),
        pytest.param(
            {"heldOn": "2026-10-20"}, "NO_ASSESSMENT_CHAIN", id="on-the-day-the-plan-was-filed"
        ),
        pytest.param({"assessors": []}, "EMPTY_SESSION", id="without-assessors"),
        pytest.param({"results": []}, "EMPTY_SESSION", id="without-results"),
        pytest.param(
            {"results": session("w1", "w1")["results"]}, "DOUBLE_RESULT", id="one-worker-twice"
        ),
        pytest.param({"results": session("w0")["results"]}, "WORKER_NOT_FOUND", id="nobody"),
        pytest.param(
            {"results": [{"worker": "w1", "theory": 100.5, "practical": 1.0, "passed": True}]},
            "INVALID_SCORE",
            id="over-a-hundred",
        ),
    ],
)
def test_a_session_that_its_plan_does_not_carry_is_refused(
    api: Api, changes: dict[str, Any], code: str
) -> None:
    refused = do(api, SESSION, issuer(ISSUER), f"session-{changes}", **session("w1", **changes))

    assert refused["code"] == code


def test_more_results_than_seats_are_refused(api: Api, graph: Graph) -> None:
    graph.run("MATCH (p:AssessmentPlan {planId: 'plan-a'}) SET p.seats = 1")
    refused = do(api, SESSION, issuer(ISSUER), "crowded", **session("w1", "w2"))
    graph.run("MATCH (p:AssessmentPlan {planId: 'plan-a'}) SET p.seats = 200")

    assert (refused["code"], refused["checks"][0]["state"]) == ("CAPACITY_EXCEEDED", "WARNED")


def test_an_assessor_seen_at_two_sites_marks_what_was_issued(api: Api, graph: Graph) -> None:
    graph.run(
        "MATCH (f:EvaluationFiling {filingNo: 'F1'}), (o:Occupation {key: $welder})"
        " CREATE (p:AssessmentPlan {planId: 'plan-b', filingNo: 'F1', occKey: $welder, rank: 5,"
        " plannedFor: date('2026-11-18'), filedAt: '2026-10-20T01:00:00Z', seats: 9,"
        " site: '九号考点'})"
        " CREATE (p)-[:UNDER]->(f), (p)-[:FOR]->(o)",
        welder=WELDER,
    )
    first = do(
        api,
        SESSION,
        issuer(ISSUER),
        "site-1",
        **session("w3", heldOn="2026-11-18", assessors=["A1"]),
    )
    given = {"sessionId": first["session"]["id"], "worker": "w3", "issuedOn": "2026-11-24"}
    issued = do(api, ISSUE, issuer(ISSUER), "issue-3", **given)
    second = session("w4", planId="plan-b", heldOn="2026-11-18", assessors=["A1"])
    assert "session" in do(api, SESSION, issuer(ISSUER), "site-2", **second)

    number = issued["certificate"]["number"]
    assert graph.run("MATCH (c:Certificate {number: $n}) RETURN c.codes", n=number) == [
        [["CAPACITY_EXCEEDED"]]
    ]


def test_whoever_withdraws_today_is_not_found_today(api: Api, graph: Graph) -> None:
    given = {"sessionId": "session-a", "worker": "w5", "issuedOn": "2026-11-20"}
    do(api, ISSUE, issuer(ISSUER), "issue-5", **given)
    offers = "MATCH (w:Worker {id: 'w5'}) RETURN COUNT { (w)-[:OFFERS]->() }"
    assert graph.run(offers) == [[1]]

    asked = {"worker": "w5", "purpose": "TALENT_SEARCH"}
    withdrawn = do(api, WITHDRAW, holder("w5"), "out", **asked, on="2026-11-24")["consent"]
    assert withdrawn == {
        "purpose": "TALENT_SEARCH",
        "from": "2024-01-01",
        "to": "2026-11-23",
        "grantee": None,
    }
    assert graph.run(offers) == [[0]]
    assert (
        do(api, WITHDRAW, holder("w5"), "out-2", **asked, on="2026-11-24")["code"]
        == "CONSENT_NOT_FOUND"
    )

    granted = do(api, GRANT, holder("w5"), "in", **asked, **{"from": "2026-11-24"})["consent"]
    assert granted == {
        "purpose": "TALENT_SEARCH",
        "from": "2026-11-24",
        "to": None,
        "grantee": None,
    }
    assert graph.run(offers) == [[1]]


@pytest.mark.parametrize(
    ("viewer", "changes", "code"),
    [
        pytest.param(
            holder("w6"), {"purpose": "CONTACT"}, "GRANTEE_REQUIRED", id="contact-names-nobody"
        ),
        pytest.param(holder("w6"), {"grantee": "nobody"}, "GRANTEE_NOT_FOUND", id="to-nobody"),
        pytest.param(holder("w6"), {"purpose": "FUN"}, "INVALID_PURPOSE", id="for-no-purpose"),
        pytest.param(
            holder("w6"), {"to": "2026-11-01"}, "INVALID_PERIOD", id="ends-before-it-begins"
        ),
        pytest.param(holder("w6"), {"from": "2024-01-01"}, "ALREADY_GRANTED", id="the-same-again"),
        pytest.param(holder("w7"), {}, "WORKER_NOT_FOUND", id="for-somebody-else"),
        pytest.param(ADMINISTRATOR, {"worker": "w0"}, "WORKER_NOT_FOUND", id="for-nobody"),
        pytest.param(enterprise(HOME), {}, "FORBIDDEN", id="by-the-employer"),
        pytest.param(ANONYMOUS, {}, "FORBIDDEN", id="by-nobody"),
    ],
)
def test_consent_is_the_workers_own(
    api: Api, viewer: Viewer, changes: dict[str, Any], code: str
) -> None:
    given = {"worker": "w6", "purpose": "TALENT_SEARCH", "from": "2026-11-24"} | changes
    assert do(api, GRANT, viewer, f"grant-{viewer}-{changes}", **given)["code"] == code


@pytest.mark.parametrize(
    ("rule", "code", "notes"),
    [
        # Without a regulation on appointments, filing and quota are not known to be asked for.
        pytest.param('{"is": "front_line_post"}', None, 2, id="met"),
        pytest.param('{"is": "mentees", "count": 3}', "NOT_ELIGIBLE", 0, id="unmet"),
        pytest.param(
            '{"allOf": [{"is": "front_line_post"},'
            ' {"is": "education_at_least", "education": "MASTER"}]}',
            None,
            3,
            id="unknown",
        ),
        pytest.param(None, None, 3, id="no-policy"),
    ],
)
def test_the_policy_in_force_judges_an_appointment(
    api: Api, graph: Graph, rule: str | None, code: str | None, notes: int
) -> None:
    graph.run("MATCH (p:Policy) DETACH DELETE p")
    if rule:
        graph.run(POLICY, id="P1", rule=rule)
    given = {
        "worker": "w8",
        "enterprise": HOME,
        "level": "SPECIAL_TECHNICIAN",
        "post": "特级技师",
        "from": "2026-11-24",
        "decisionNo": "D1",
        "fields": ["工业母机"],
    }
    answer = do(api, APPOINT, enterprise(HOME), f"appoint-{rule}", **given)
    graph.run("MATCH (p:Policy) DETACH DELETE p")

    assert answer.get("code") == code
    if code is None:
        assert answer["appointment"]["level"] == "SPECIAL_TECHNICIAN"
        assert answer["appointment"]["enterprise"] == {"uscc": HOME}
        assert len(answer["notes"]) == notes
        assert graph.run("MATCH (w:Worker {id: 'w8'}) RETURN w.rank") == [[7]]


@pytest.mark.parametrize(
    ("viewer", "changes", "code"),
    [
        pytest.param(enterprise(HOST), {}, "NOT_OWN_STAFF", id="in-the-name-of-another"),
        pytest.param(
            enterprise(HOST), {"enterprise": HOST}, "NOT_OWN_STAFF", id="staff-of-another"
        ),
        pytest.param(enterprise(HOME), {"worker": "w0"}, "NOT_OWN_STAFF", id="nobody"),
        pytest.param(
            enterprise(HOME), {"from": "2019-12-31"}, "NOT_OWN_STAFF", id="before-the-job-began"
        ),
        pytest.param(
            enterprise(HOME),
            {"level": "SENIOR"},
            "LEVEL_NOT_APPOINTED",
            id="a-level-of-certificates",
        ),
        pytest.param(NATION, {}, "FORBIDDEN", id="by-an-agency"),
    ],
)
def test_an_enterprise_appoints_its_own_staff(
    api: Api, viewer: Viewer, changes: dict[str, Any], code: str
) -> None:
    given = {
        "worker": "w9",
        "enterprise": HOME,
        "level": "CHIEF_TECHNICIAN",
        "post": "首席技师",
        "from": "2026-11-24",
        "decisionNo": "D1",
        "fields": [],
    } | changes
    assert do(api, APPOINT, viewer, f"appoint-{viewer}-{changes}", **given)["code"] == code


@pytest.fixture(scope="module")
def consenting(api: Api) -> str:
    """Return a worker who agrees to be lent to the host alone."""
    given = {"worker": "w10", "purpose": "FLEXIBLE_MOBILITY", "from": "2026-11-24", "grantee": HOST}
    assert "consent" in do(api, GRANT, holder("w10"), "mobility", **given)
    return "w10"


def test_an_assignment_is_filed_and_ended(api: Api, graph: Graph, consenting: str) -> None:
    made = do(api, LEND, enterprise(HOME), "lend", **lent(consenting))["assignment"]
    assert made == {
        "id": made["id"],
        "mode": "PROJECT",
        "from": "2026-12-01",
        "to": "2027-03-31",
        "dutyPercent": 60,
        "status": "PLANNED",
        "home": {"uscc": HOME},
        "host": {"uscc": HOST},
        "worker": {"id": consenting},
    }
    copies = (
        "MATCH (a:FlexibleAssignment {id: $id}) RETURN a.homeProvince, a.hostCity, a.homeConsentNo"
    )
    assert graph.run(copies, id=made["id"]) == [["320000", "330100", made["id"]]]

    over = do(api, LEND, enterprise(HOME), "lend-2", **lent(consenting, dutyPercent=41))
    assert (over["code"], "101 %" in over["message"]) == ("DUTY_OVER_100", True)
    assert "assignment" in do(
        api, LEND, enterprise(HOME), "lend-3", **lent(consenting, dutyPercent=40)
    )

    other = do(api, END, enterprise(HOST), "end-0", id=made["id"], on="2026-12-31")
    assert other["code"] == "ASSIGNMENT_NOT_FOUND"
    early = do(api, END, enterprise(HOME), "end-1", id=made["id"], on="2026-11-30")
    assert early["code"] == "INVALID_DATE"
    ended = do(api, END, enterprise(HOME), "end-2", id=made["id"], on="2026-12-31")["assignment"]
    assert ended == {"id": made["id"], "to": "2026-12-31", "status": "PLANNED"}
    again = do(
        api,
        LEND,
        enterprise(HOME),
        "lend-4",
        **lent(consenting, **{"from": "2027-01-01"}, dutyPercent=60),
    )
    assert "assignment" in again


@pytest.mark.parametrize(
    ("viewer", "changes", "code"),
    [
        pytest.param(enterprise(HOME), {"host": HOME}, "HOST_IS_HOME", id="to-itself"),
        pytest.param(enterprise(HOME), {"host": "nobody"}, "HOST_NOT_FOUND", id="to-nobody"),
        pytest.param(
            enterprise(HOME), {"host": ISSUER}, "NO_WORKER_CONSENT", id="consent-names-another-host"
        ),
        pytest.param(
            enterprise(HOME), {"from": "2026-11-23"}, "NO_WORKER_CONSENT", id="before-the-consent"
        ),
        pytest.param(
            enterprise(HOME), {"from": "2019-12-31"}, "OUTSIDE_HOME_EMPLOYMENT", id="before-the-job"
        ),
        pytest.param(
            enterprise(HOME), {"project": "nothing"}, "PROJECT_NOT_FOUND", id="no-such-project"
        ),
        pytest.param(enterprise(HOME), {"dutyPercent": 0}, "INVALID_DUTY", id="no-duty"),
        pytest.param(
            enterprise(HOME), {"to": "2026-11-30"}, "INVALID_PERIOD", id="ends-before-it-begins"
        ),
        pytest.param(enterprise(HOST), {}, "NOT_OWN_STAFF", id="by-the-host"),
        pytest.param(holder("w10"), {}, "FORBIDDEN", id="by-the-worker"),
    ],
)
def test_what_would_be_a_conflict_is_refused(
    api: Api, consenting: str, viewer: Viewer, changes: dict[str, Any], code: str
) -> None:
    given = lent(consenting, dutyPercent=1) | changes
    assert do(api, LEND, viewer, f"lend-{viewer}-{changes}", **given)["code"] == code


def test_the_same_key_with_another_input_is_an_error(api: Api) -> None:
    def ask(seats: int) -> Any:
        return api.ask(PLAN, issuer(ISSUER), {"input": plan(seats=seats), "key": "reused"})

    first, again, other = ask(5), ask(5), ask(6)

    assert again.body == first.body
    assert other.codes == ["IDEMPOTENCY_KEY_REUSED"]
    assert api.ask(PLAN, ADMINISTRATOR, {"input": plan(seats=6), "key": "reused"}).data
    assert api.ask(PLAN, issuer(ISSUER), {"input": plan(), "key": ""}).codes == [
        "BAD_IDEMPOTENCY_KEY"
    ]


def test_a_refusal_speaks_the_readers_language(api: Api) -> None:
    variables = {"input": plan(seats=0), "key": "zh"}
    chinese = api.ask(PLAN, issuer(ISSUER), variables, headers={"Accept-Language": "zh"})
    english = api.ask(PLAN, issuer(ISSUER), variables, headers={"Accept-Language": "en"})

    assert chinese.data["fileAssessmentPlan"]["message"] == "座位数须为 1 至 100000：0"
    assert english.data["fileAssessmentPlan"]["message"] == "seats must be from 1 to 100,000: 0"
