"""Two processes on one database: no request needs the one that answered the last.

Both are asked through `neo4j://`; what they share are the database and the folder of keys. Days are
counted from today, because processes tell the time by the system's clock.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path
from typing import Any, Final

import pytest

from registry.dates import china_today
from registry.tokens import mint
from tests.api.test_bookmarks import CONSENTS
from tests.api.test_mutations import GRANT, WITHDRAW
from tests.support.database import Graph
from tests.support.replicas import PATIENCE_SECONDS, Replica, running_replica
from tests.support.small_world import HOST, WELDER, build, routed, settings_of

CERTIFIED: Final = """
MATCH (w:Worker {id: $worker}), (welder:Occupation {key: $welder})
CREATE (w)-[:HOLDS]->(:Certificate {key: 'SKILL_GRADE:' + $worker, kind: 'SKILL_GRADE',
  number: 'N' + $worker, rank: 6, occKey: $welder, issuedOn: date('2020-01-01'),
  registeredAt: '2020-01-02T00:00:00Z', status: 'VALID'})-[:FOR]->(welder)
SET w.validUntil = date('2020-01-01')
"""
LOG: Final = (
    "MATCH (log:LogState {id: 'log'}) RETURN log.holder, log.until > timestamp(), log.token"
)
CANDIDATES: Final = """query($after: String) {
  candidates(filter: {}, first: 1, after: $after) {
    nodes { id level } pageInfo { hasNextPage endCursor } } }"""


@pytest.fixture(scope="module")
def pair(
    graph: Graph, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Replica, Replica]]:
    """Run two replicas over the small world; two of its people wait for the rollover of today."""
    folder = tmp_path_factory.mktemp("replicas")
    shared = settings_of(graph, folder / "a").model_copy(
        update={"keys": folder / "keys", "neo4j_uri": routed(graph).neo4j_uri}
    )
    build(graph, shared, workers=8)
    for worker in ("w1", "w2"):
        graph.run(CERTIFIED, worker=worker, welder=WELDER)
    with ExitStack() as running:
        first, second = (
            running.enter_context(
                running_replica(shared.model_copy(update={"home": folder / name}))
            )
            for name in ("a", "b")
        )
        yield first, second


@pytest.fixture(scope="module")
def token(pair: tuple[Replica, Replica]) -> Callable[..., str]:
    """Mint with the shared keys, in a state folder of nobody."""
    keys = pair[0].home.parent / "keys"

    def minted(role: str, **identity: str) -> str:
        settings = settings_with(keys, pair[0].home.parent / "elsewhere")
        return mint(settings, role=role, **identity)

    return minted


def settings_with(keys: Path, home: Path) -> Any:
    """Return settings that name these keys."""
    from registry.settings import Settings  # noqa: PLC0415 - used here alone

    return Settings(home=home, keys=keys)


def grant(worker: str, key: str, *, grantee: str = HOST) -> dict[str, Any]:
    """Return variables of a consent from today."""
    given = {
        "worker": worker,
        "purpose": "CONTACT",
        "from": china_today().isoformat(),
        "grantee": grantee,
    }
    return {"input": given, "key": key}


def purposes(body: Any) -> set[str]:
    """Return the purposes of a worker's consents."""
    return {one["purpose"] for one in body["data"]["worker"]["consents"]}


def test_what_was_written_at_one_is_read_at_the_other(
    pair: tuple[Replica, Replica], token: Callable[..., str]
) -> None:
    first, second = pair
    for place in range(3, 7):
        worker = f"w{place}"
        own = token("holder", subject=worker)
        wrote = first.ask(GRANT, own, grant(worker, f"read-{worker}"))
        bookmark = wrote.headers["Registry-Bookmark"]
        assert wrote.json()["extensions"]["bookmark"] == bookmark
        read = second.ask(CONSENTS, own, {"id": worker}, bookmark=bookmark)
        assert "CONTACT" in purposes(read.json())
        first, second = second, first


def test_an_idempotency_key_holds_for_both(
    pair: tuple[Replica, Replica], token: Callable[..., str]
) -> None:
    own = token("holder", subject="w7")
    answers = [one.ask(GRANT, own, grant("w7", "same-key")).json()["data"] for one in pair]
    assert answers[0] == answers[1]
    assert "consent" in answers[0]["grantConsent"]
    withdrawn = grant("w7", "same-key")
    withdrawn["input"] = {
        "worker": "w7", "purpose": "CONTACT", "on": china_today().isoformat(), "grantee": HOST,
    }  # fmt: skip
    other = pair[1].ask(WITHDRAW, own, withdrawn).json()
    assert other["errors"][0]["extensions"]["code"] == "IDEMPOTENCY_KEY_REUSED"


def test_of_two_at_the_same_time_one_writes(
    graph: Graph, pair: tuple[Replica, Replica], token: Callable[..., str]
) -> None:
    own = token("holder", subject="w8")
    with ThreadPoolExecutor(8) as threads:
        asked = [
            threads.submit(pair[number % 2].ask, GRANT, own, grant("w8", "at-once"))
            for number in range(8)
        ]
        answers = [one.result().json() for one in asked]
    assert all(answer == answers[0] or answer["data"] == answers[0]["data"] for answer in answers)
    count = "MATCH (:Worker {id: 'w8'})-[:GAVE]->(c:Consent {purpose: 'CONTACT'}) RETURN count(c)"
    assert graph.run(count) == [[1]]


def test_cards_and_cursors_of_one_are_read_by_the_other(
    pair: tuple[Replica, Replica], token: Callable[..., str]
) -> None:
    first, second = pair
    searching = token("enterprise", organisation=HOST)
    page = first.ask(CANDIDATES, searching).json()["data"]["candidates"]
    assert page["pageInfo"]["hasNextPage"]
    after = {"after": page["pageInfo"]["endCursor"]}
    rest = second.ask(CANDIDATES, searching, after).json()["data"]["candidates"]
    assert len({card["id"] for card in [*page["nodes"], *rest["nodes"]]}) == 2
    card = "query($id: ID!) { candidate(id: $id) { id level } }"
    for found in page["nodes"]:
        again = second.ask(card, searching, {"id": found["id"]}).json()["data"]
        assert again == {"candidate": found}


def test_a_bookmark_of_another_registry_is_refused_by_both(
    pair: tuple[Replica, Replica], token: Callable[..., str]
) -> None:
    for one in pair:
        reply = one.client.post(
            "/graphql",
            json={"query": "{ viewer { role } }"},
            headers={
                "Authorization": f"Bearer {token('anonymous')}",
                "Registry-Bookmark": "bm90IG9uZSBvZiBvdXJz",
            },
        )
        assert reply.status_code == 400
        assert reply.json()["errors"][0]["extensions"]["code"] == "BAD_BOOKMARK"


def test_the_log_goes_on_when_the_process_that_has_it_is_killed(
    graph: Graph, pair: tuple[Replica, Replica]
) -> None:
    end = time.monotonic() + PATIENCE_SECONDS
    while not (held := graph.run(LOG)) or not held[0][1]:
        assert time.monotonic() < end, "nobody took the lease"
        time.sleep(0.2)
    [[holder, _, number]] = held
    names = {one.holder(): one for one in pair if (one.home / "log" / "sequencer.lock").exists()}
    names[holder].kill()
    [survivor] = [one for one in pair if one is not names[holder]]
    while (found := graph.run(LOG)[0])[2] == number or not found[1]:
        assert time.monotonic() < end, "nobody took the lease over"
        time.sleep(0.2)
    assert found[0] == survivor.holder()
    assert survivor.client.get("/ready").status_code == 200
