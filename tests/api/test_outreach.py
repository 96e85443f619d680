"""What an enterprise does with candidates: compare, keep a search, ask to be in contact."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from itertools import count
from pathlib import Path
from typing import Any, Final

import pytest

from registry.importing import run_import
from registry.viewer import ANONYMOUS, Viewer
from tests.support.api import ADMINISTRATOR, Api, agency, enterprise, holder, issuer, running_api
from tests.support.candidate_people import FILES, PLANT, POLICIES, RIVAL, TODAY
from tests.support.candidate_world import write_files
from tests.support.database import Graph

RULE: Final = {
    "id": "CONTACT-TEST", "title": "t", "validFrom": "2020-01-01", "subject": "CONTACT",
    "confidence": "low", "parameters": {"openAtMost": 2, "answerDays": 30, "peaceDays": 180},
}  # fmt: skip
KEYS: Final = count()


@pytest.fixture(scope="module")
def api(graph: Graph, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Api]:
    folder: Path = tmp_path_factory.mktemp("people")
    write_files(folder, FILES, [*POLICIES, RULE])
    report = run_import(folder, settings=graph.settings, rejects=folder / "rejects.csv", bulk=False)
    assert report.total.rejected == 0, (folder / "rejects.csv").read_text("utf-8")
    with running_api(graph.settings) as api:
        yield api


def card_of(api: Api, viewer: Viewer, worker: str) -> str:
    return api.services.sealing.seal(viewer.scope, "candidate", worker)


def read(api: Api, query: str, viewer: Viewer, **asked: Any) -> Any:
    reply = api.ask(query, viewer, asked)
    assert reply.statements == 1
    [answer] = reply.data.values()
    return answer


def act(api: Api, mutation: str, viewer: Viewer, *, key: str | None = None, **asked: Any) -> Any:
    asked["key"] = key or f"key-{next(KEYS)}"
    [answer] = api.ask(mutation, viewer, asked).data.values()
    return answer


COMPARE: Final = """
query ($ids: [ID!]!) { compareCandidates(ids: $ids) {
  candidates { id level score explanation { criterion value points }
               eligibility(target: SPECIAL_TECHNICIAN) { conditions { code text outcome } } }
  criteria { criterion weight cells { candidate value points } }
  conditions(target: SPECIAL_TECHNICIAN) { code text cells { candidate outcome detail } }
} }
"""


def test_cards_side_by_side(api: Api) -> None:
    viewer = enterprise(RIVAL)
    asked = [card_of(api, viewer, worker) for worker in ("learner", "master", "ours")]
    table = read(api, COMPARE, viewer, ids=asked)
    cards = table["candidates"]
    assert [card["id"] for card in cards] == asked
    for row in table["criteria"]:
        assert [cell["candidate"] for cell in row["cells"]] == asked
        for cell, card in zip(row["cells"], cards, strict=True):
            parts = [p for p in card["explanation"] if p["criterion"] == row["criterion"]]
            assert cell["points"] == sum(part["points"] for part in parts)
            assert cell["value"] == (parts[0]["value"] if parts else None)
    for at, card in enumerate(cards):
        assert sum(row["cells"][at]["points"] for row in table["criteria"]) == card["score"]
        said = {
            (row["code"], row["text"]): row["cells"][at]["outcome"] for row in table["conditions"]
        }
        expected = {
            (one["code"], one["text"]): one["outcome"] for one in card["eligibility"]["conditions"]
        }
        assert {key: outcome for key, outcome in said.items() if outcome} == expected
    assert table["conditions"]


def test_ids_that_find_nobody_are_left_out(api: Api) -> None:
    viewer = enterprise(RIVAL)
    master = card_of(api, viewer, "master")
    asked = [
        card_of(api, viewer, "silent"),
        card_of(api, enterprise(PLANT), "master"),
        card_of(api, viewer, "granted"),
        "nothing",
        master,
        master,
    ]
    assert [c["id"] for c in read(api, COMPARE, viewer, ids=asked)["candidates"]] == [master]
    reply = api.ask(COMPARE, holder("master"), {"ids": [master]})
    assert reply.data["compareCandidates"] == {"candidates": [], "criteria": [], "conditions": []}
    far = agency("110000")
    assert not read(api, COMPARE, far, ids=[card_of(api, far, "master")])["candidates"]


@pytest.mark.parametrize("number", [0, 11])
def test_one_to_ten_are_compared(api: Api, number: int) -> None:
    asked = [card_of(api, ADMINISTRATOR, f"w{at}") for at in range(number)]
    assert api.ask(COMPARE, ADMINISTRATOR, {"ids": asked}).codes == ["BAD_ARGUMENT"]


REQUEST: Final = """
mutation ($candidate: ID!, $purpose: String!, $message: String, $key: ID!) {
  requestContact(candidate: $candidate, purpose: $purpose, message: $message,
                 idempotencyKey: $key) {
    ... on RecordedContactRequest { contactRequest {
      id purpose message state expires candidate worker { name } enterprise { uscc } } }
    ... on Refused { code message }
  } }
"""
ANSWER: Final = """
mutation ($id: ID!, $accept: Boolean!, $until: Date, $key: ID!) {
  answerContactRequest(id: $id, accept: $accept, until: $until, idempotencyKey: $key) {
    ... on RecordedContactRequest { contactRequest { id state answeredOn until } }
    ... on Refused { code }
  } }
"""
REQUESTS: Final = """
query ($state: ContactState, $worker: ID, $enterprise: ID) {
  contactRequests(state: $state, worker: $worker, enterprise: $enterprise) {
    nodes { id state purpose candidate worker { name } enterprise { uscc } until }
    totalCount { value }
  } }
"""
NAME: Final = "query ($id: ID!) { candidate(id: $id) { worker { name } } }"


def request(api: Api, viewer: Viewer, worker: str, **asked: Any) -> Any:
    asked = {"candidate": card_of(api, viewer, worker), "purpose": "聘任首席技师", **asked}
    return act(api, REQUEST, viewer, **asked)


@pytest.fixture
def nobody_asked(graph: Graph) -> None:
    graph.run("MATCH (n:ContactRequest) DETACH DELETE n")
    graph.run("MATCH (n:Consent {purpose: 'CONTACT'}) DETACH DELETE n")


@pytest.mark.usefixtures("nobody_asked")
def test_a_worker_accepts_and_the_name_is_shown(api: Api) -> None:
    viewer, until = enterprise(RIVAL), (TODAY + timedelta(90)).isoformat()
    card = card_of(api, viewer, "ours")
    made = request(api, viewer, "ours", message="请联系我们")["contactRequest"]
    assert made["state"] == "PENDING"
    assert made["expires"] == (TODAY + timedelta(30)).isoformat()
    assert (made["candidate"], made["worker"]) == (card, None)
    assert read(api, NAME, viewer, id=card)["worker"] is None

    [got] = read(api, REQUESTS, holder("ours"))["nodes"]
    assert (got["id"], got["enterprise"]["uscc"], got["candidate"]) == (made["id"], RIVAL, None)
    answer = act(api, ANSWER, holder("ours"), id=made["id"], accept=True, until=until)
    assert answer["contactRequest"] == {
        "id": made["id"], "state": "ACCEPTED", "answeredOn": TODAY.isoformat(), "until": until,
    }  # fmt: skip
    assert read(api, NAME, viewer, id=card)["worker"] == {"name": "孙自家"}
    [sent] = read(api, REQUESTS, viewer, state="ACCEPTED")["nodes"]
    assert (sent["worker"], sent["candidate"]) == ({"name": "孙自家"}, card)
    assert read(api, NAME, enterprise(PLANT), id=card_of(api, enterprise(PLANT), "master")) == {
        "worker": None
    }
    assert request(api, viewer, "ours")["code"] == "ALREADY_GRANTED"
    again = act(api, ANSWER, holder("ours"), id=made["id"], accept=False)
    assert again == {"code": "ALREADY_ANSWERED"}

    record = """query { worker(id: "ours") { consents { purpose grantee to } }
        accessEvents(worker: "ours") { nodes { role organisation purpose } } }"""
    said = api.ask(record, holder("ours")).data
    assert {"purpose": "CONTACT", "grantee": RIVAL, "to": until} in said["worker"]["consents"]
    asked = {"role": "enterprise", "organisation": RIVAL, "purpose": "requestContact"}
    assert asked in said["accessEvents"]["nodes"]


@pytest.mark.usefixtures("nobody_asked")
def test_a_worker_declines_and_is_left_in_peace(api: Api, graph: Graph) -> None:
    viewer = enterprise(PLANT)
    made = request(api, viewer, "master")["contactRequest"]
    assert request(api, viewer, "master")["code"] == "ALREADY_REQUESTED"
    answer = act(api, ANSWER, holder("master"), id=made["id"], accept=False)
    assert answer["contactRequest"]["state"] == "DECLINED"
    assert read(api, NAME, viewer, id=card_of(api, viewer, "master"))["worker"] is None
    refused = request(api, viewer, "master")
    assert refused["code"] == "REQUESTED_LATELY"
    assert (TODAY + timedelta(181)).isoformat() in refused["message"]
    assert request(api, enterprise(RIVAL), "ours")["contactRequest"]["state"] == "PENDING"
    graph.run(
        "MATCH (n:ContactRequest {id: $id}) SET n.answeredOn = date() - duration('P182D')",
        id=made["id"],
    )
    assert request(api, viewer, "master")["contactRequest"]["state"] == "PENDING"


@pytest.mark.usefixtures("nobody_asked")
def test_an_answer_that_does_not_come(api: Api, graph: Graph) -> None:
    viewer = enterprise(PLANT)
    made = request(api, viewer, "master")["contactRequest"]
    graph.run("MATCH (n:ContactRequest) SET n.expires = date() - duration('P2D')")
    assert [one["state"] for one in read(api, REQUESTS, viewer)["nodes"]] == ["EXPIRED"]
    assert read(api, REQUESTS, viewer, state="PENDING")["totalCount"] == {"value": 0}
    late = act(api, ANSWER, holder("master"), id=made["id"], accept=True)
    assert late == {"code": "REQUEST_EXPIRED"}
    assert request(api, viewer, "master")["code"] == "REQUESTED_LATELY"


@pytest.mark.usefixtures("nobody_asked")
def test_a_request_is_made_once_for_a_key_and_not_too_often(api: Api) -> None:
    viewer = enterprise(PLANT)
    first = request(api, viewer, "master", key="contact-once")
    assert request(api, viewer, "master", key="contact-once") == first
    assert "contactRequest" in request(api, viewer, "learner")
    assert request(api, viewer, "granted")["code"] == "TOO_MANY_REQUESTS"


@pytest.mark.usefixtures("nobody_asked")
def test_who_may_ask_and_answer(api: Api) -> None:
    viewer = enterprise(RIVAL)
    for worker in ("silent", "granted", "no-such-worker"):
        assert request(api, viewer, worker)["code"] == "CANDIDATE_NOT_FOUND"
    foreign = card_of(api, enterprise(PLANT), "master")
    assert request(api, viewer, "master", candidate=foreign)["code"] == "CANDIDATE_NOT_FOUND"
    assert request(api, viewer, "master", purpose=" ")["code"] == "INVALID_TEXT"
    for other in (holder("master"), agency("320000"), issuer(RIVAL), ADMINISTRATOR, ANONYMOUS):
        assert request(api, other, "master")["code"] == "FORBIDDEN"
    made = request(api, viewer, "ours")["contactRequest"]
    for other in (holder("master"), holder("learner")):
        answer = act(api, ANSWER, other, id=made["id"], accept=True)
        assert answer == {"code": "CONTACT_REQUEST_NOT_FOUND"}
        assert read(api, REQUESTS, other)["nodes"] == []
    assert act(api, ANSWER, viewer, id=made["id"], accept=True) == {"code": "FORBIDDEN"}
    for nosy in (enterprise(PLANT), agency("320000"), ANONYMOUS):
        [page] = api.ask(REQUESTS, nosy, {}).data.values()
        assert page == {"nodes": [], "totalCount": {"value": 0}}
    assert [one["id"] for one in read(api, REQUESTS, ADMINISTRATOR, worker="ours")["nodes"]] == [
        made["id"]
    ]
    yesterday = (TODAY - timedelta(1)).isoformat()
    wrong = act(api, ANSWER, holder("ours"), id=made["id"], accept=True, until=yesterday)
    assert wrong == {"code": "INVALID_PERIOD"}


SAVE: Final = """
mutation ($name: String!, $filter: CandidateFilter!, $key: ID!) {
  saveSearch(input: {name: $name, filter: $filter, sort: LEVEL}, idempotencyKey: $key) {
    ... on RecordedSearch { search { id name filter sort } } ... on Refused { code } } }
"""
SEE: Final = """
mutation ($id: ID!, $key: ID!) { markSearchSeen(id: $id, idempotencyKey: $key) {
  ... on RecordedSearch { search { id } } ... on Refused { code } } }
"""
DELETE: Final = """
mutation ($id: ID!, $key: ID!) { deleteSearch(id: $id, idempotencyKey: $key) {
  ... on DeletedSearch { id } ... on Refused { code } } }
"""
CHANGES: Final = """
query ($id: ID!) { savedSearch(id: $id) {
  search { id name sort } totalCount { value exact } complete added gone
  changed { candidate aspects } } }
"""
LIST: Final = "{ savedSearches { nodes { id name filter } totalCount { value } } }"
NOTHING: Final[dict[str, Any]] = {"added": [], "gone": [], "changed": []}


@pytest.fixture
def nothing_saved(graph: Graph) -> None:
    graph.run("MATCH (n:SavedSearch) DELETE n")


def changes(api: Api, viewer: Viewer, saved: str) -> Any:
    found = read(api, CHANGES, viewer, id=saved)
    return {name: found[name] for name in NOTHING}


@pytest.mark.usefixtures("nothing_saved")
def test_a_saved_search_says_what_has_changed_since_it_was_seen(api: Api, graph: Graph) -> None:
    viewer, wish = enterprise(RIVAL), {"divisions": ["320000"], "minLevel": "SENIOR"}
    search = act(api, SAVE, viewer, name="江苏高级工", filter=wish)["search"]
    saved = search["id"]
    assert (search["name"], search["sort"]) == ("江苏高级工", "LEVEL")
    page = read(api, CHANGES, viewer, id=saved)
    assert page["totalCount"] == {"value": 3, "exact": True}
    assert page["complete"] is True
    assert changes(api, viewer, saved) == NOTHING

    withdraw = """mutation ($on: Date!, $key: ID!) { withdrawConsent(input: {
        worker: "ours", purpose: "TALENT_SEARCH", on: $on}, idempotencyKey: $key) {
        __typename } }"""
    act(api, withdraw, holder("ours"), on=TODAY.isoformat())
    graph.run("MATCH (k:Candidacy {workerId: 'learner'}) SET k.points = k.points + 1")
    ours, learner = (card_of(api, viewer, worker) for worker in ("ours", "learner"))
    expected = {
        "added": [], "gone": [ours], "changed": [{"candidate": learner, "aspects": ["SCORE"]}],
    }  # fmt: skip
    assert changes(api, viewer, saved) == expected
    assert changes(api, viewer, saved) == expected, "reading marks nothing"

    assert act(api, SEE, viewer, id=saved) == {"search": {"id": saved}}
    assert changes(api, viewer, saved) == NOTHING
    grant = """mutation ($on: Date!, $key: ID!) { grantConsent(input: {
        worker: "ours", purpose: "TALENT_SEARCH", from: $on}, idempotencyKey: $key) {
        __typename } }"""
    act(api, grant, holder("ours"), on=TODAY.isoformat())
    assert changes(api, viewer, saved) == {**NOTHING, "added": [ours]}


@pytest.mark.usefixtures("nothing_saved")
def test_a_saved_search_is_for_its_owner_alone(api: Api, graph: Graph) -> None:
    viewer = enterprise(RIVAL)
    saved = act(api, SAVE, viewer, name="all", filter={})["search"]["id"]
    assert read(api, LIST, viewer) == {
        "nodes": [{"id": saved, "name": "all", "filter": "{}"}], "totalCount": {"value": 1},
    }  # fmt: skip
    for other in (enterprise(PLANT), ADMINISTRATOR, agency("320000")):
        assert read(api, LIST, other)["nodes"] == []
        assert api.ask(CHANGES, other, {"id": saved}).data == {"savedSearch": None}
        assert act(api, DELETE, other, id=saved) == {"code": "SEARCH_NOT_FOUND"}
    for nosy in (holder("master"), issuer(RIVAL), ANONYMOUS):
        assert act(api, SAVE, nosy, name="x", filter={}) == {"code": "FORBIDDEN"}
    [[kept]] = graph.run("MATCH (n:SavedSearch) RETURN n.seen")
    assert "master" not in kept
    assert act(api, DELETE, viewer, id=saved) == {"id": saved}
    assert read(api, CHANGES, viewer, id=saved) is None
    assert act(api, SEE, viewer, id=saved) == {"code": "SEARCH_NOT_FOUND"}


@pytest.mark.usefixtures("nothing_saved")
def test_what_cannot_be_saved(api: Api) -> None:
    viewer = enterprise(RIVAL)
    act(api, SAVE, viewer, name="one", filter={})
    assert act(api, SAVE, viewer, name=" one ", filter={}) == {"code": "NAME_TAKEN"}
    assert act(api, SAVE, viewer, name="", filter={}) == {"code": "INVALID_TEXT"}
    long = {"text": "焊" * 600}
    assert act(api, SAVE, viewer, name="long", filter=long) == {"code": "SEARCH_TOO_LONG"}
    unknown = {"name": "two", "filter": {"occupations": ["9-99-99-99"]}, "key": "unknown"}
    assert api.ask(SAVE, viewer, unknown).codes == ["UNKNOWN_CODE"]
    for number in range(49):
        act(api, SAVE, viewer, name=f"n{number}", filter={})
    assert act(api, SAVE, viewer, name="more", filter={}) == {"code": "TOO_MANY_SEARCHES"}
