"""Who is free to help, what guests passed on, and how a host asks to be lent somebody."""

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
from tests.support.sharing_world import build_experts, build_lessons, write_regulation
from tests.support.small_world import HOME, HOST, ISSUER

EXPERTS: Final = """
query ($occupation: ID!, $mode: AssignmentMode!, $from: Date!, $to: Date!, $duty: Int!,
       $willing: Boolean, $divisions: [ID!], $first: Int, $after: String) {
  availableExperts(occupation: $occupation, mode: $mode, from: $from, to: $to, dutyPercent: $duty,
                   willing: $willing, divisions: $divisions, first: $first, after: $after) {
    nodes { freePercent outcome regulation { id } conditions { code outcome detail evidence }
      node { id level worker { id } division { code } } }
    totalCount { value } pageInfo { hasNextPage endCursor } } }
"""
PERIOD: Final = {"from": "2026-12-01", "to": "2027-03-31"}
WANTED: Final = {"occupation": "6-18-02-04", "mode": "PROJECT", "duty": 40, **PERIOD}
FLOW: Final = """
query ($enterprise: ID, $from: Date!, $to: Date!, $first: Int, $after: String) {
  knowledgeFlow(enterprise: $enterprise, from: $from, to: $to, first: $first, after: $after) {
    guests taught promoted totalCount { value } pageInfo { hasNextPage endCursor }
    nodes { from gradesWon mentor { nameMasked name } mentee { id name } assignment { id }
      certificates { number } appointments { id } } } }
"""
REFUSED: Final = "... on Refused { code }"
REQUEST: Final = """{ request { id state homeConsents workerConsents worker { id }
  home { uscc } host { uscc } assignment { id status worker { id } } } }"""
ASK: Final = f"""mutation ($input: RequestAssignmentInput!, $key: ID!) {{
  requestAssignment(input: $input, idempotencyKey: $key) {{
    ... on RequestedAssignment {REQUEST} {REFUSED} }} }}"""
DECIDE: Final = f"""mutation ($input: DecideAssignmentInput!, $key: ID!) {{
  decideAssignment(input: $input, idempotencyKey: $key) {{
    ... on DecidedAssignment {REQUEST} {REFUSED} }} }}"""
REQUESTS: Final = """query ($state: String) { assignmentRequests(state: $state) {
  nodes { id state } totalCount { value } } }"""


@pytest.fixture(scope="module")
def api(graph: Graph, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Api]:
    with running_small_world(graph, tmp_path_factory.mktemp("home"), workers=2) as running:
        write_regulation(graph, "CN-MOBILITY")
        build_experts(graph)
        build_lessons(graph)
        yield running


def experts(api: Api, viewer: Viewer = ADMINISTRATOR, **wanted: Any) -> Any:
    """Return a page of experts, read in one statement."""
    reply = api.ask(EXPERTS, viewer, WANTED | wanted, headers={"Accept-Language": "en"})
    assert reply.statements == 1
    return reply.data["availableExperts"]


def found(api: Api, viewer: Viewer = ADMINISTRATOR, **wanted: Any) -> dict[str, Any]:
    """Return the experts by worker, as an administrator knows them."""
    return {
        expert["node"]["worker"]["id"]: expert for expert in experts(api, viewer, **wanted)["nodes"]
    }


def outcomes(expert: dict[str, Any]) -> dict[str, str]:
    """Return the outcome of each condition."""
    return {one["code"]: one["outcome"] for one in expert["conditions"]}


ALL_MET: Final = dict.fromkeys(
    ("MODE", "DUTY_SHARE", "ONE_FULL_TIME", "HOME_CONTRACT", "HOME_CONSENT", "WORKER_CONSENT"),
    "MET",
)


def test_who_is_free_for_how_much_and_what_the_rule_says(api: Api) -> None:
    people = found(api)
    assert set(people) == {"e1", "e2", "e3"}
    assert {name: one["freePercent"] for name, one in people.items()} == {
        "e1": 100,
        "e2": 40,
        "e3": 100,
    }
    assert outcomes(people["e1"]) == ALL_MET
    assert (people["e1"]["outcome"], people["e1"]["regulation"]["id"]) == ("MET", "CN-MOBILITY")
    assert outcomes(people["e2"]) == ALL_MET
    assert outcomes(people["e3"]) == ALL_MET | {"HOME_CONTRACT": "UNMET", "HOME_CONSENT": "UNKNOWN"}
    assert people["e3"]["outcome"] == "UNMET"


@pytest.mark.parametrize(
    ("wanted", "names"),
    [
        pytest.param({"duty": 41}, {"e1", "e3"}, id="a-share-more-than-is-free"),
        pytest.param({"duty": 100, "from": "2027-02-01"}, {"e1", "e2", "e3"}, id="after-the-loan"),
        pytest.param({"duty": 100, "from": "2027-01-31"}, {"e1", "e3"}, id="on-its-last-day"),
        pytest.param({"willing": False}, {"e1", "e2", "e3", "e4", "e5"}, id="also-the-unasked"),
        pytest.param({"divisions": ["330000"]}, set(), id="employed-elsewhere"),
    ],
)
def test_the_period_the_share_and_the_consent(
    api: Api, wanted: dict[str, Any], names: set[str]
) -> None:
    assert set(found(api, **wanted)) == names


def test_a_consent_to_one_host_is_for_that_host_alone(api: Api) -> None:
    assert experts(api, enterprise(HOST))["totalCount"]["value"] == 3
    assert experts(api, enterprise(ISSUER))["totalCount"]["value"] == 4
    unasked = found(api, willing=False)
    assert outcomes(unasked["e4"])["WORKER_CONSENT"] == "UNMET"
    assert outcomes(unasked["e5"])["HOME_CONSENT"] == "UNKNOWN"


def test_cards_of_an_enterprise_are_opaque(api: Api) -> None:
    page = experts(api, enterprise(HOST))
    assert all(expert["node"]["worker"] is None for expert in page["nodes"])
    evidence = [key for expert in page["nodes"] for one in expert["conditions"]
                for key in one["evidence"]]  # fmt: skip
    assert evidence
    assert not any("A2" in key or "e1" in key for key in evidence)


@pytest.mark.parametrize(
    ("viewer", "number"),
    [
        pytest.param(NATION, 3, id="agency-of-the-nation"),
        pytest.param(agency("320100"), 3, id="agency-of-home"),
        pytest.param(agency("330000"), 0, id="agency-of-another-province"),
        pytest.param(enterprise(HOME), 0, id="home-does-not-find-its-own"),
        pytest.param(holder("e1"), 0, id="holder"),
        pytest.param(ANONYMOUS, 0, id="anonymous"),
    ],
)
def test_who_finds_experts(api: Api, viewer: Viewer, number: int) -> None:
    reply = api.ask(EXPERTS, viewer, WANTED)
    assert reply.data["availableExperts"]["totalCount"]["value"] == number


def test_pages_of_experts_joined_are_all_once(api: Api) -> None:
    names, after = [], None
    while True:
        page = experts(api, first=1, after=after)
        names += [expert["node"]["worker"]["id"] for expert in page["nodes"]]
        after = page["pageInfo"]["endCursor"]
        if not page["pageInfo"]["hasNextPage"]:
            break
    assert sorted(names) == ["e1", "e2", "e3"]


@pytest.mark.parametrize(
    ("wanted", "code"),
    [
        pytest.param({"occupation": "9-99-99-99"}, "UNKNOWN_CODE", id="unknown-occupation"),
        pytest.param({"divisions": ["999999"]}, "UNKNOWN_CODE", id="unknown-division"),
        pytest.param({"duty": 0}, "BAD_ARGUMENT", id="no-share"),
        pytest.param({"to": "2026-01-01"}, "BAD_ARGUMENT", id="ends-before-it-begins"),
    ],
)
def test_impossible_questions(api: Api, wanted: dict[str, Any], code: str) -> None:
    assert api.ask(EXPERTS, ADMINISTRATOR, WANTED | wanted).codes == [code]


def test_the_regulation_of_homes_province_decides(api: Api, graph: Graph) -> None:
    write_regulation(
        graph, "CN-MOBILITY", id="JS-MOBILITY", division="320000",
        parameters={"maxDuty": 80, "keyPostConsent": False},
    )  # fmt: skip
    try:
        people = found(api)
        assert people["e1"]["freePercent"] == 80
        assert outcomes(people["e2"])["DUTY_SHARE"] == "UNMET"
        assert "HOME_CONSENT" not in outcomes(people["e3"])
    finally:
        graph.run("MATCH (r:Regulation {id: 'JS-MOBILITY'}) DELETE r")


def flow(api: Api, viewer: Viewer = ADMINISTRATOR, **wanted: Any) -> Any:
    """Return what was passed on at the host, read in one statement."""
    variables = {"enterprise": HOST, "from": "2026-01-01", "to": "2026-12-31", **wanted}
    reply = api.ask(FLOW, viewer, variables)
    assert reply.statements == 1
    return reply.data["knowledgeFlow"]


def test_what_guests_taught_and_what_became_of_it(api: Api) -> None:
    told = flow(api)
    assert (told["guests"], told["taught"], told["promoted"]) == (1, 2, 2)
    assert [node["mentee"]["id"] for node in told["nodes"]] == ["k1", "k2"]
    first = told["nodes"][0]
    assert first["gradesWon"] == ["SENIOR"]
    assert first["assignment"] == {"id": "A2"}
    assert first["certificates"] == [{"number": "Wk1"}]
    assert first["appointments"] == [{"id": "Ak1"}]


def test_the_host_does_not_see_what_became_of_who_left(api: Api) -> None:
    stays, left = flow(api, enterprise(HOST))["nodes"]
    assert (stays["mentee"]["name"], stays["gradesWon"]) == ("赵k1", ["SENIOR"])
    assert stays["mentor"]["name"] is None
    assert (left["mentee"]["name"], left["gradesWon"], left["certificates"]) == (None, [], [])


@pytest.mark.parametrize(
    ("viewer", "number"),
    [
        pytest.param(NATION, 2, id="agency-of-the-nation"),
        pytest.param(agency("330102"), 2, id="agency-of-the-host"),
        pytest.param(enterprise(HOST), 2, id="host"),
        pytest.param(agency("320000"), 0, id="agency-of-home"),
        pytest.param(enterprise(HOME), 0, id="home"),
        pytest.param(issuer(ISSUER), 0, id="issuer"),
        pytest.param(holder("k1"), 0, id="holder"),
        pytest.param(ANONYMOUS, 0, id="anonymous"),
    ],
)
def test_who_sees_the_flow(api: Api, viewer: Viewer, number: int) -> None:
    told = flow(api, viewer)
    assert (len(told["nodes"]), told["totalCount"]["value"], told["taught"]) == (number,) * 3


def test_the_flow_of_a_period_in_pages(api: Api) -> None:
    assert [n["mentee"]["id"] for n in flow(api, **{"from": "2026-10-16"})["nodes"]] == ["k2"]
    assert [n["mentee"]["id"] for n in flow(api, to="2026-10-15")["nodes"]] == ["k1"]
    page = flow(api, first=1)
    assert page["pageInfo"]["hasNextPage"]
    rest = flow(api, first=1, after=page["pageInfo"]["endCursor"])
    assert [node["mentee"]["id"] for node in rest["nodes"]] == ["k2"]
    reply = api.ask(FLOW, ADMINISTRATOR, {"enterprise": HOST, "from": "2026-02-01",
                                          "to": "2026-01-01"})  # fmt: skip
    assert reply.codes == ["BAD_ARGUMENT"]


def test_an_enterprise_asks_about_itself_without_its_code(api: Api) -> None:
    assert flow(api, enterprise(HOST), enterprise=None) == flow(api, enterprise(HOST))
    given = {"from": "2026-01-01", "to": "2026-12-31"}
    assert api.ask(FLOW, ADMINISTRATOR, given).codes == ["BAD_ARGUMENT"]


def do(api: Api, mutation: str, viewer: Viewer, key: str, **given: Any) -> Any:
    """Send a mutation and return what it gave."""
    data = api.ask(mutation, viewer, {"input": given, "key": key}).data
    return next(iter(data.values()))


def card(api: Api, worker: str, viewer: Viewer) -> str:
    """Return the id by which a viewer knows a worker."""
    from registry.candidates.cards import CARD_PURPOSE  # noqa: PLC0415 - used here alone

    return api.services.sealing.seal(viewer.scope, CARD_PURPOSE, worker)


def wish(api: Api, worker: str, viewer: Viewer, **changes: Any) -> dict[str, Any]:
    """Return a request that is in order."""
    return {
        "worker": card(api, worker, viewer),
        "mode": "PROJECT",
        "from": "2026-12-01",
        "to": "2027-01-31",
        "dutyPercent": 20,
        "purpose": "焊接工艺攻关",
    } | changes


def ask(api: Api, worker: str, key: str, **changes: Any) -> Any:
    """Ask, as the host, to be lent somebody."""
    viewer = enterprise(HOST)
    return do(api, ASK, viewer, key, **wish(api, worker, viewer, **changes))


def decide(api: Api, viewer: Viewer, request: str, *, accept: bool, **more: Any) -> Any:
    """Decide about a request."""
    key = f"{viewer.scope}-{request}-{accept}"
    return do(api, DECIDE, viewer, key, request=request, accept=accept, **more)


@pytest.mark.parametrize("home_first", [True, False], ids=["home-first", "worker-first"])
def test_with_both_consents_the_assignment_is_planned(api: Api, home_first: bool) -> None:
    asked = ask(api, "e1", f"both-{home_first}", dutyPercent=10)["request"]
    assert (asked["state"], asked["worker"], asked["home"]) == ("OPEN", None, None)
    deciders = [enterprise(HOME), holder("e1")]
    first, second = deciders if home_first else reversed(deciders)
    half = decide(api, first, asked["id"], accept=True)["request"]
    assert (half["state"], half["assignment"]) == ("OPEN", None)
    whole = decide(api, second, asked["id"], accept=True, decisionNo="同意1号")["request"]
    assert (whole["state"], whole["homeConsents"], whole["workerConsents"]) == (
        "AGREED",
        True,
        True,
    )
    assert whole["assignment"]["status"] == "PLANNED"
    assert decide(api, second, asked["id"], accept=True, decisionNo="同意1号")["request"] == whole


@pytest.mark.parametrize(
    ("viewer", "state"),
    [
        pytest.param(enterprise(HOME), "DECLINED", id="home"),
        pytest.param(holder("e2"), "DECLINED", id="worker"),
        pytest.param(enterprise(HOST), "WITHDRAWN", id="host"),
    ],
)
def test_one_no_ends_a_request(api: Api, viewer: Viewer, state: str) -> None:
    asked = ask(api, "e2", f"no-{viewer.scope}")["request"]
    assert decide(api, viewer, asked["id"], accept=False)["request"]["state"] == state
    late = decide(api, enterprise(HOME), asked["id"], accept=True)
    assert late == {"code": "ALREADY_DECIDED"}


@pytest.mark.parametrize(
    ("worker", "changes", "code"),
    [
        pytest.param("e2", {"dutyPercent": 50}, "DUTY_OVER_100", id="more-than-is-free"),
        pytest.param("e3", {"to": "2027-03-01"}, "OUTSIDE_HOME_EMPLOYMENT", id="after-the-term"),
        pytest.param("k1", {}, "WORKER_NOT_FOUND", id="who-may-not-be-found"),
        pytest.param("nobody", {}, "WORKER_NOT_FOUND", id="nobody"),
        pytest.param("e1", {"to": "2026-01-01"}, "INVALID_PERIOD", id="backwards"),
        pytest.param("e1", {"dutyPercent": 101}, "INVALID_DUTY", id="over-full-time"),
        pytest.param("e1", {"purpose": " "}, "INVALID_TEXT", id="no-purpose"),
        pytest.param("e1", {"project": "P404"}, "PROJECT_NOT_FOUND", id="unknown-project"),
        pytest.param("e1", {"host": HOME}, "FORBIDDEN", id="for-another-host"),
    ],
)
def test_what_cannot_be_asked(api: Api, worker: str, changes: dict[str, Any], code: str) -> None:
    assert ask(api, worker, f"refused-{code}-{worker}", **changes) == {"code": code}


def test_who_may_ask_and_decide(api: Api) -> None:
    home = enterprise(HOME)
    assert do(api, ASK, home, "own", **wish(api, "e1", home)) == {"code": "HOST_IS_HOME"}
    for viewer in (holder("e1"), issuer(ISSUER), NATION, ANONYMOUS):
        given = wish(api, "e1", viewer)
        assert do(api, ASK, viewer, "forbidden", **given) == {"code": "FORBIDDEN"}
    asked = ask(api, "e2", "rights")["request"]
    for viewer in (holder("e1"), enterprise(ISSUER)):
        assert decide(api, viewer, asked["id"], accept=True) == {"code": "REQUEST_NOT_FOUND"}
    assert decide(api, enterprise(HOST), asked["id"], accept=True) == {"code": "FORBIDDEN"}
    assert decide(api, ANONYMOUS, asked["id"], accept=True) == {"code": "FORBIDDEN"}
    side = decide(api, holder("e2"), asked["id"], accept=True, side="HOME")
    assert side == {"code": "REQUEST_NOT_FOUND"}
    by_hand = decide(api, ADMINISTRATOR, asked["id"], accept=False, side="WORKER")
    assert by_hand["request"]["state"] == "DECLINED"


def test_what_has_become_impossible_is_refused_when_it_is_decided(api: Api) -> None:
    first = ask(api, "e2", "race-1", dutyPercent=40)["request"]
    second = ask(api, "e2", "race-2", dutyPercent=40)["request"]
    for request in (first, second):
        decide(api, enterprise(HOME), request["id"], accept=True)
    assert decide(api, holder("e2"), first["id"], accept=True)["request"]["state"] == "AGREED"
    assert decide(api, holder("e2"), second["id"], accept=True) == {"code": "DUTY_OVER_100"}
    # The refusal left the request as it was.
    assert decide(api, holder("e2"), second["id"], accept=False)["request"]["state"] == "DECLINED"


def test_requests_are_listed_to_host_home_worker_and_their_agencies(api: Api) -> None:
    made = ask(api, "e1", "listed", dutyPercent=5)["request"]["id"]
    for viewer, sees in (
        (enterprise(HOST), True),
        (enterprise(HOME), True),
        (holder("e1"), True),
        (agency("330000"), True),
        (NATION, True),
        (ADMINISTRATOR, True),
        (holder("e2"), False),
        (enterprise(ISSUER), False),
        (agency("110000"), False),
        (ANONYMOUS, False),
    ):
        reply = api.ask(REQUESTS, viewer, {"state": "OPEN"})
        assert reply.statements == 1
        listed = [node["id"] for node in reply.data["assignmentRequests"]["nodes"]]
        assert (made in listed) is sees, viewer
