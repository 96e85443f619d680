"""Training projects, challenges, bids and awards: for each viewer, in time and too late."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any, Final

import pytest

from registry.graph.invariants import rules
from registry.viewer import ANONYMOUS, Viewer
from tests.support import subsidy_world as world
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
from tests.support.subsidy_world import CITY, COUNTY, LAB, PLANT, YARD

NOON: Final = datetime(2026, 11, 24, 4, tzinfo=UTC)


@pytest.fixture(scope="module")
def api(graph: Graph, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Api]:
    """Ask the application over the world on its day."""
    world.build(graph.settings, tmp_path_factory.mktemp("calls"))
    with running_api(graph.settings, clock=lambda: NOON) as api:
        yield api


def ask(api: Api, query: str, viewer: Viewer = ADMINISTRATOR, **variables: Any) -> Any:
    """Return the answer of a query of one root field, which must take one statement."""
    reply = api.ask(query, viewer, variables)
    assert reply.statements == 1
    [answer] = reply.data.values()
    return answer


PROJECTS: Final = """
query ($field: String, $division: ID, $status: String, $openOn: Date, $after: String) {
  trainingProjects(field: $field, division: $division, status: $status, openOn: $openOn,
                   first: 2, after: $after) {
    nodes { id name field level seats publishedOn deadline status division { code }
            occupation { id } provider { uscc } }
    totalCount { value } pageInfo { hasNextPage endCursor } } }
"""
CHALLENGES: Final = """
query ($field: String, $openOn: Date, $after: String) {
  challenges(field: $field, openOn: $openOn, first: 2, after: $after) {
    nodes { id problem field budget deadline status owner { uscc } bidCount
            bids { bidOn awarded awardedOn bidder { uscc } } conditions { code outcome detail } }
    totalCount { value } pageInfo { hasNextPage endCursor } } }
"""


def paged(api: Api, query: str, viewer: Viewer = ANONYMOUS, **wanted: Any) -> list[dict[str, Any]]:
    """Return the rows of all pages."""
    found: list[dict[str, Any]] = []
    after = None
    while True:
        page = ask(api, query, viewer, after=after, **wanted)
        found += page["nodes"]
        if not page["pageInfo"]["hasNextPage"]:
            assert page["totalCount"]["value"] == len(found)
            return found
        after = page["pageInfo"]["endCursor"]


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        pytest.param({}, ["P5", "P4", "P1", "P2", "P3"], id="all-the-latest-first"),
        pytest.param({"division": "320000"}, ["P1", "P2", "P3"], id="a-province"),
        pytest.param({"division": CITY}, ["P1", "P2"], id="a-city-and-its-counties"),
        pytest.param({"division": "210000"}, [], id="a-province-without-any"),
        pytest.param({"field": "数字技能"}, ["P5", "P4"], id="a-field"),
        pytest.param({"status": "SELECTED"}, ["P3"], id="a-status"),
        pytest.param({"openOn": "2026-11-24"}, ["P2", "P1", "P4"], id="open-first-to-close-first"),
        pytest.param({"openOn": "2026-11-25"}, ["P1", "P4", "P5"], id="open-the-day-after"),
        pytest.param({"openOn": "2026-11-24", "division": COUNTY}, ["P1"], id="open-in-a-county"),
    ],
)
def test_training_projects(api: Api, wanted: dict[str, str], expected: list[str]) -> None:
    assert [one["id"] for one in paged(api, PROJECTS, **wanted)] == expected


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        pytest.param({}, ["C4", "C3", "C1", "C6", "C5", "C2"], id="all-the-latest-first"),
        pytest.param({"field": "航空航天装备"}, ["C4", "C3", "C2"], id="a-field"),
        pytest.param({"openOn": "2026-11-24"}, ["C6", "C1"], id="open-today"),
        pytest.param({"openOn": "2026-12-01"}, ["C1", "C4"], id="open-on-the-last-day"),
        pytest.param({"openOn": "2026-12-02"}, ["C4"], id="open-the-day-after"),
        pytest.param({"openOn": "2026-03-01"}, ["C2"], id="open-then-awarded-since"),
    ],
)
def test_challenges(api: Api, wanted: dict[str, str], expected: list[str]) -> None:
    assert [one["id"] for one in paged(api, CHALLENGES, **wanted)] == expected


@pytest.mark.parametrize(
    ("viewer", "open_one", "awarded_one"),
    [
        pytest.param(ANONYMOUS, [], [LAB], id="anonymous-sees-the-award"),
        pytest.param(enterprise(YARD), [PLANT, LAB], [LAB, PLANT], id="who-poses-it-sees-all"),
        pytest.param(enterprise(PLANT), [PLANT], [LAB, PLANT], id="a-bidder-sees-its-own"),
        pytest.param(agency("320000"), [PLANT, LAB], [LAB, PLANT], id="agency-of-who-poses-it"),
        pytest.param(agency("440000"), [PLANT], [LAB, PLANT], id="agency-of-a-bidder"),
        pytest.param(agency("330000"), [], [LAB], id="agency-of-neither"),
        pytest.param(holder("yan"), [], [LAB], id="holder"),
        pytest.param(ADMINISTRATOR, [PLANT, LAB], [LAB, PLANT], id="administrator"),
    ],
)
def test_who_sees_the_bids(
    api: Api, viewer: Viewer, open_one: list[str], awarded_one: list[str]
) -> None:
    found = {one["id"]: one for one in paged(api, CHALLENGES, viewer)}
    bidders = {id_: [bid["bidder"]["uscc"] for bid in one["bids"]] for id_, one in found.items()}
    assert (bidders["C1"], bidders["C2"]) == (open_one, awarded_one)
    assert {id_: one["bidCount"] for id_, one in found.items()} == {
        "C1": 2, "C2": 2, "C3": 0, "C4": 0, "C5": 2, "C6": 0,
    }  # fmt: skip


def test_a_late_bid_is_told(api: Api) -> None:
    found = {one["id"]: one for one in paged(api, CHALLENGES)}
    said = {one["code"]: one["outcome"] for one in found["C2"]["conditions"]}
    assert said == {"BIDS_IN_TIME": "UNMET", "AWARDED_IN_TIME": "MET"}
    assert [one["code"] for one in found["C1"]["conditions"]] == ["BIDS_IN_TIME"]


@pytest.mark.parametrize(
    ("query", "code"),
    [
        pytest.param(
            '{ trainingProjects(status: "GONE") { nodes { id } } }',
            "UNKNOWN_CODE",
            id="no-such-status",
        ),
        pytest.param(
            "{ challenges(first: 101) { nodes { id } } }", "BAD_PAGE", id="too-many-at-once"
        ),
    ],
)
def test_what_cannot_be_asked(api: Api, query: str, code: str) -> None:
    assert api.ask(query, NATION).codes == [code]


BREAKS: Final = [
    pytest.param(
        "MATCH (p:TrainingProject {id: 'P1'}) SET p.division = '320902'",
        "every TrainingProject is offered in the division it names, once, and in no other",
        id="a-project-elsewhere",
    ),
    pytest.param(
        "MATCH (:Organisation)-[bid:BIDS_FOR {awarded: true}]->() SET bid.awarded = false",
        "an award goes to a bid: its day is that of an awarded one, and not before the bid",
        id="an-award-to-who-did-not-win",
    ),
    pytest.param(
        "MATCH (o:Organisation)-[:BIDS_FOR]->(c:Challenge {id: 'C1'}) WITH o, c LIMIT 1"
        " CREATE (o)-[:BIDS_FOR {bidOn: date('2026-10-05')}]->(c)",
        "no BIDS_FOR from Organisation to Challenge is doubled",
        id="a-bid-twice",
    ),
]


@pytest.mark.parametrize(("damage", "rule"), BREAKS)
def test_what_the_graph_must_hold(api: Api, graph: Graph, damage: Any, rule: str) -> None:
    assert api.services
    [known] = [one for one in rules("shapes") + rules("ties") if one.text == rule]
    with (
        graph.driver.session(database=graph.address.database) as session,
        session.begin_transaction() as transaction,
    ):
        [[before, _]] = transaction.run(known.statement, limit=3).values()
        transaction.run(damage).consume()
        [[after, examples]] = transaction.run(known.statement, limit=3).values()
        transaction.rollback()
    assert (before, after, len(examples)) == (0, 1, 1)


BID: Final = """
mutation ($challenge: ID!, $bidder: ID!, $key: ID!) {
  submitBid(challenge: $challenge, bidder: $bidder, idempotencyKey: $key) {
    __typename
    ... on RecordedChallenge { challenge { status bids { bidOn awarded bidder { uscc } } } }
    ... on Refused { code message } } }
"""
AWARD: Final = BID.replace("submitBid", "awardChallenge")


def told(api: Api, query: str, viewer: Viewer, *, challenge: str, bidder: str, key: str) -> Any:
    """Return what a mutation made or refused."""
    variables = {"challenge": challenge, "bidder": bidder, "key": key}
    [answer] = api.ask(query, viewer, variables).data.values()
    return answer


@pytest.mark.parametrize(
    ("query", "viewer", "challenge", "bidder", "code"),
    [
        pytest.param(BID, holder("yan"), "C1", PLANT, "FORBIDDEN", id="a-holder-bids"),
        pytest.param(BID, enterprise(PLANT), "C1", LAB, "NOT_OWN_BID", id="for-somebody-else"),
        pytest.param(BID, enterprise(PLANT), "C1", PLANT, "ALREADY_BID", id="twice"),
        pytest.param(BID, enterprise(YARD), "C1", YARD, "OWN_CHALLENGE", id="who-poses-it"),
        pytest.param(BID, enterprise(YARD), "C2", YARD, "BIDDING_CLOSED", id="too-late"),
        pytest.param(BID, enterprise(YARD), "C3", YARD, "BIDDING_CLOSED", id="called-off"),
        pytest.param(
            BID, enterprise(YARD), "C4", YARD, "CHALLENGE_NOT_FOUND", id="published-tomorrow"
        ),
        pytest.param(BID, enterprise(YARD), "C9", YARD, "CHALLENGE_NOT_FOUND", id="no-challenge"),
        pytest.param(BID, ADMINISTRATOR, "C1", "nobody", "BIDDER_NOT_FOUND", id="no-bidder"),
        pytest.param(AWARD, agency("320000"), "C5", LAB, "FORBIDDEN", id="an-agency-awards"),
        pytest.param(
            AWARD, enterprise(PLANT), "C5", LAB, "CHALLENGE_NOT_FOUND", id="one-of-somebody-else"
        ),
        pytest.param(
            AWARD, enterprise(YARD), "C1", LAB, "BIDDING_OPEN", id="while-others-may-still-bid"
        ),
        pytest.param(AWARD, enterprise(YARD), "C2", LAB, "ALREADY_DECIDED", id="awarded-before"),
        pytest.param(AWARD, enterprise(YARD), "C5", YARD, "BID_NOT_FOUND", id="who-did-not-bid"),
        pytest.param(AWARD, enterprise(YARD), "C5", PLANT, "BID_NOT_IN_TIME", id="a-late-bid"),
    ],
)
def test_what_is_refused(  # noqa: PLR0917 - the columns of the table
    api: Api, query: str, viewer: Viewer, challenge: str, bidder: str, code: str
) -> None:
    answer = told(
        api,
        query,
        viewer,
        challenge=challenge,
        bidder=bidder,
        key=f"{code}-{challenge}-{bidder}",
    )
    assert answer["__typename"] == "Refused"
    assert (answer["code"], bool(answer["message"])) == (code, True)


def test_a_bid_and_an_award_are_recorded_once(api: Api) -> None:
    for _ in range(2):
        answer = told(api, BID, enterprise(YARD), challenge="C6", bidder=YARD, key="bid-for-six")
        assert answer["challenge"]["bids"] == [
            {"bidOn": "2026-11-24", "awarded": None, "bidder": {"uscc": YARD}}
        ]
    for _ in range(2):
        answer = told(api, AWARD, enterprise(YARD), challenge="C5", bidder=LAB, key="award-of-five")
        assert answer["challenge"]["status"] == "AWARDED"
        assert {bid["bidder"]["uscc"]: bid["awarded"] for bid in answer["challenge"]["bids"]} == {
            LAB: True,
            PLANT: False,
        }
    again = told(api, AWARD, enterprise(YARD), challenge="C5", bidder=LAB, key="another-key")
    assert again["code"] == "ALREADY_DECIDED"
