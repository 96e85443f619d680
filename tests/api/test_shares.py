"""A holder's code for chosen facts: what it shows, to whom, for how long, and who is told."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import timedelta
from typing import Any, Final

import httpx
import pytest

from registry.throttle import Buckets, Rate
from registry.viewer import Viewer
from registry.vocabulary import CertificateStatus
from registry.wallet.sharing import MAX_LIVE
from tests.support.api import ADMINISTRATOR, Api, enterprise, holder, running_small_world
from tests.support.certificates import WORK_TYPE, change, issue, number_of
from tests.support.clock import Clock
from tests.support.database import Graph
from tests.support.small_world import (
    BASE,
    HOME,
    ISSUER_VIEWER,
    NOW,
    WELDER,
    id_number_of,
    name_of,
)

HOLDER: Final = holder("w1")
FACTS: Final = ["occupation", "level", "issued_on"]


@pytest.fixture(scope="module")
def api(graph: Graph, tmp_path_factory: pytest.TempPathFactory, ticking: Clock) -> Iterator[Api]:
    home = tmp_path_factory.mktemp("home")
    with running_small_world(graph, home, workers=4, clock=ticking) as running:
        yield running


@pytest.fixture(scope="module")
def number(api: Api) -> str:
    """Return the number of the certificate of w1."""
    return number_of(issue(api, 1))


def ask(api: Api, method: str, path: str, viewer: Viewer, **request: Any) -> httpx.Response:
    """Send a request as a viewer."""
    headers = {} if viewer == Viewer() else {"Authorization": f"Bearer {api.token(viewer)}"}
    return api.send(method, path, headers=headers, **request)


def share(api: Api, number: str, *facts: str, **more: Any) -> dict[str, Any]:
    """Make a code as the holder."""
    body = {"number": number, "facts": list(facts or FACTS), **more}
    answer = ask(api, "POST", "/shares", HOLDER, json=body)
    assert answer.status_code == 201, answer.text
    made: dict[str, Any] = answer.json()
    return made


def look(api: Api, code: str, viewer: Viewer = Viewer()) -> httpx.Response:  # noqa: B008 - a value
    """Look at a code."""
    return ask(api, "GET", f"/shares/{code}", viewer)


def test_a_code_shows_what_was_chosen_and_nothing_else(api: Api, number: str) -> None:
    made = share(api, number)

    answer = look(api, made["code"])

    shown = answer.json()
    assert shown["facts"] == {
        "level": "TECHNICIAN",
        "occupation": WELDER,
        "issued_on": "2026-11-20",
    }
    assert shown["report"]["outcome"] == "VALID"
    assert shown["report"]["certificate"] is None
    assert answer.headers["cache-control"] == "no-store"
    for hidden in (number, name_of(1), id_number_of(1), WORK_TYPE, "张"):
        assert hidden not in answer.text
    assert made["url"] == f"{BASE}/shares/{made['code']}"


def test_the_name_is_shown_if_it_was_chosen(api: Api, number: str) -> None:
    made = share(api, number, "name", "number")
    assert look(api, made["code"]).json()["facts"] == {"number": number, "name": name_of(1)}


def test_what_is_shown_is_true_now(api: Api, number: str) -> None:
    made = share(api, number)
    for to, outcome in (
        (CertificateStatus.SUSPENDED, "INVALID"),
        (CertificateStatus.VALID, "VALID"),
    ):
        change(api, number, to)
        assert look(api, made["code"]).json()["report"]["outcome"] == outcome


def test_a_code_may_be_typed_as_people_type(api: Api, number: str) -> None:
    code = share(api, number)["code"]
    typed = code.replace("-", "").lower().replace("1", "i").replace("0", "o")
    assert look(api, typed).status_code == 200


def test_a_code_runs_out_to_the_second(api: Api, number: str, clock: Clock) -> None:
    code = share(api, number, days=30)["code"]
    clock.now = NOW + timedelta(days=30, seconds=-1)
    last = look(api, code).status_code
    clock.now = NOW + timedelta(days=30)
    assert (last, look(api, code).status_code) == (200, 404)


def test_a_code_is_withdrawn_by_its_holder_alone(api: Api, number: str) -> None:
    made = share(api, number)
    path = f"/shares/{made['id']}"

    others = [
        ask(api, "DELETE", path, viewer).status_code
        for viewer in (Viewer(), holder("w2"), enterprise(HOME), ADMINISTRATOR)
    ]
    still = look(api, made["code"]).status_code
    mine = [ask(api, "DELETE", path, HOLDER).status_code for _ in range(2)]

    assert (others, still, mine) == ([404] * 4, 200, [204, 204])
    assert look(api, made["code"]).status_code == 404


def test_every_code_that_shows_nothing_is_the_same_answer(
    api: Api, number: str, clock: Clock
) -> None:
    withdrawn, expired = share(api, number), share(api, number, days=1)
    ask(api, "DELETE", f"/shares/{withdrawn['id']}", HOLDER)
    clock.now = NOW + timedelta(days=1)
    answers = [
        look(api, code)
        for code in (withdrawn["code"], expired["code"], "0000-0000-0000-0000", "no-code")
    ]
    assert {(answer.status_code, answer.text) for answer in answers} == {
        (404, answers[0].text),
    }


def test_the_holder_sees_the_codes_and_who_looked(api: Api, graph: Graph, number: str) -> None:
    made = share(api, number, "theory")
    for viewer in (Viewer(), enterprise(HOME), HOLDER):
        look(api, made["code"], viewer)

    listed = ask(api, "GET", "/shares", HOLDER).json()["shares"]
    [mine] = [one for one in listed if one["id"] == made["id"]]
    looks = graph.run(
        "MATCH (e:AccessEvent {fields: ['theory']})-[:ABOUT]->(:Worker {id: 'w1'})"
        " RETURN e.purpose, e.role, e.organisation ORDER BY e.role"
    )

    assert (mine["looks"], mine["facts"], mine["number"]) == (2, ["theory"], number)
    assert "code" not in mine
    assert looks == [
        ["sharedFacts", "anonymous", None],
        ["sharedFacts", "enterprise", HOME],
    ]


def test_the_holder_reads_the_looks_in_graphql(api: Api, number: str) -> None:
    look(api, share(api, number, "level")["code"])
    query = '{ accessEvents(worker: "w1", first: 1) { nodes { purpose } } }'
    reply = api.ask(query, HOLDER)
    assert "sharedFacts" in json.dumps(reply.body)


@pytest.mark.parametrize(
    "viewer",
    [
        pytest.param(Viewer(), id="nobody"),
        pytest.param(enterprise(HOME), id="enterprise"),
        pytest.param(ISSUER_VIEWER, id="issuer"),
        pytest.param(ADMINISTRATOR, id="administrator"),
    ],
)
def test_only_a_holder_shares(api: Api, number: str, viewer: Viewer) -> None:
    body = {"number": number, "facts": FACTS}
    answer = ask(api, "POST", "/shares", viewer, json=body)
    assert (answer.status_code, answer.json()["error"]["code"]) == (403, "FORBIDDEN")
    assert ask(api, "GET", "/shares", viewer).json() == {"shares": []}


def test_the_certificate_of_another_is_not_there(api: Api, number: str) -> None:
    body = {"number": number, "facts": FACTS}
    answer = ask(api, "POST", "/shares", holder("w2"), json=body)
    assert (answer.status_code, answer.json()["error"]["code"]) == (404, "CERTIFICATE_NOT_FOUND")


@pytest.mark.parametrize(
    "body",
    [
        pytest.param("{", id="no-json"),
        pytest.param("[]", id="an-array"),
        pytest.param('{"facts": ["level"]}', id="no-number"),
        pytest.param('{"number": "x"}', id="no-facts"),
        pytest.param('{"number": "x", "facts": []}', id="empty-facts"),
        pytest.param('{"number": "x", "facts": "level"}', id="facts-as-text"),
        pytest.param('{"number": "x", "facts": [1]}', id="a-fact-that-is-a-number"),
        pytest.param('{"number": "x", "facts": ["id_number"]}', id="the-id-number"),
        pytest.param('{"number": "x", "facts": ["level"], "days": 31}', id="31-days"),
        pytest.param('{"number": "x", "facts": ["level"], "days": 0}', id="no-day"),
        pytest.param('{"number": "x", "facts": ["level"], "days": true}', id="a-boolean-of-days"),
        pytest.param('{"number": "x", "facts": ["level"], "kind": "X"}', id="unknown-kind"),
    ],
)
def test_a_bad_share_is_refused(api: Api, body: str) -> None:
    answer = ask(api, "POST", "/shares", HOLDER, content=body)
    assert (answer.status_code, answer.json()["error"]["code"]) == (400, "BAD_SHARE")


def test_a_bad_token_is_not_nobody(api: Api) -> None:
    headers = {"Authorization": "Bearer x"}
    for method, path in (
        ("POST", "/shares"),
        ("GET", "/shares"),
        ("GET", "/shares/x"),
        ("DELETE", "/shares/x"),
    ):
        assert api.send(method, path, headers=headers).status_code == 401


def test_the_code_is_not_in_the_graph(api: Api, graph: Graph, number: str) -> None:
    code = share(api, number)["code"].replace("-", "")
    [[kept]] = graph.run("MATCH (s:Share) RETURN collect(properties(s))")
    assert code not in json.dumps(kept)


def test_a_holder_has_so_many_codes_at_a_time(api: Api, number: str, graph: Graph) -> None:
    graph.run(
        "MATCH (w:Worker {id: 'w1'})-[:HOLDS]->(c:Certificate) UNWIND range(1, $count) AS n"
        " CREATE (w)-[:SHARES]->(:Share {id: 'full' + toString(n), codeHash: 'full' + toString(n),"
        " facts: ['level'], at: '2026-11-24T00:00:00Z', expires: $expires, looks: 0})"
        "-[:SHOWS]->(c)",
        count=MAX_LIVE,
        expires=int(NOW.timestamp()) + 60,
    )
    body = {"number": number, "facts": FACTS}
    answer = ask(api, "POST", "/shares", HOLDER, json=body)
    graph.run("MATCH (s:Share) WHERE s.id STARTS WITH 'full' DETACH DELETE s")
    assert (answer.status_code, answer.json()["error"]["code"]) == (409, "TOO_MANY_SHARES")


def test_guessing_ends(api: Api, number: str, monkeypatch: pytest.MonkeyPatch) -> None:
    misses = api.services.office.shares.misses
    monkeypatch.setattr(misses, "buckets", Buckets(Rate(3.0, 0.001)))
    code = share(api, number)["code"]

    statuses = [look(api, f"{n:016d}").status_code for n in range(4)]

    assert statuses == [404, 404, 404, 429]
    assert look(api, code).status_code == 429
