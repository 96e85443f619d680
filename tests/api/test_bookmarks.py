"""Reading one's own writes: what a mutation returns, and what whoever sends it back is shown.

The database is asked through `neo4j://`, as a cluster is: each session names its access mode.
"""

from __future__ import annotations

import asyncio
from base64 import b64decode, b64encode
from collections.abc import Iterator
from typing import Any, Final

import orjson
import pytest

from registry.bookmarks import HEADER, MOST
from registry.graph.bookmarks import Trail, following
from registry.viewer import ANONYMOUS
from tests.api.test_mutations import GRANT
from tests.support.api import Api, holder, running_api
from tests.support.database import Graph
from tests.support.small_world import HOST, NOW, build, settings_of

CONSENTS: Final = "query($id: ID!) { worker(id: $id) { consents { purpose to } } }"
_AFTER_ID: Final = 2 + 1 + 16
"""Where the number of a transaction begins in a bookmark: after a list, a text and its 16 bytes."""


@pytest.fixture(scope="module")
def api(graph: Graph, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Api]:
    settings = settings_of(graph, tmp_path_factory.mktemp("home"))
    build(graph, settings, workers=5)
    uri = graph.address.uri.replace("bolt://", "neo4j://")
    with running_api(settings.model_copy(update={"neo4j_uri": uri}), clock=lambda: NOW) as api:
        yield api


def granted(api: Api, worker: str, **headers: str) -> Any:
    """Record a consent and return the whole answer."""
    given = {"worker": worker, "purpose": "CONTACT", "from": "2026-11-24", "grantee": HOST}
    return api.send(
        "POST",
        "/graphql",
        json={"query": GRANT, "variables": {"input": given, "key": f"bookmark-{worker}"}},
        headers={"Authorization": f"Bearer {api.token(holder(worker))}"} | headers,
    )


def sealed(api: Api, texts: list[str]) -> str:
    """Return a bookmark that the registry could have given."""
    return api.services.sealing.seal("everybody", "bookmark", orjson.dumps(texts).decode())


def ahead(api: Api, *, by: int) -> str:
    """Return the bookmark of a state that comes after so many transactions more."""

    async def write() -> tuple[str, ...]:
        with following(Trail()) as trail:
            await api.services.database.write(
                lambda tx: tx.run("MERGE (mark:TestDatabase {id: 'talent-registry tests'})")
            )
        return trail.texts()

    [text] = api.run(write())
    raw = b64decode(text.removeprefix("FB:") + "==")
    kind, rest = raw[_AFTER_ID], raw[_AFTER_ID + 1 :]
    width = {0xC8: 1, 0xC9: 2, 0xCA: 4, 0xCB: 8}.get(kind, 0)
    number = int.from_bytes(rest[:width]) if width else kind
    changed = raw[:_AFTER_ID] + b"\xcb" + (number + by).to_bytes(8) + rest[width:]
    return sealed(api, ["FB:" + b64encode(changed).decode()])


def test_a_mutation_returns_a_bookmark_and_a_query_does_not(api: Api) -> None:
    reply = granted(api, "w1")
    assert reply.json()["extensions"]["bookmark"] == reply.headers[HEADER]
    read = api.send("POST", "/graphql", json={"query": "{ viewer { role } }"})
    assert HEADER not in read.headers
    assert "bookmark" not in read.json().get("extensions", {})


def test_the_same_request_again_tells_of_a_state_that_holds_it(api: Api) -> None:
    first, again = granted(api, "w2"), granted(api, "w2")
    assert first.json()["data"] == again.json()["data"]
    assert again.headers[HEADER]


def test_who_sends_it_back_reads_the_write(api: Api) -> None:
    bookmark = granted(api, "w3").headers[HEADER]
    reply = api.ask(CONSENTS, holder("w3"), {"id": "w3"}, headers={HEADER: bookmark})
    assert "CONTACT" in {one["purpose"] for one in reply.data["worker"]["consents"]}


def test_a_reader_waits_for_the_state_of_its_bookmark(api: Api) -> None:
    bookmark = ahead(api, by=2)

    async def read_then_write() -> tuple[bool, Any]:
        client = api._client
        reading = asyncio.create_task(
            client.post(
                "/graphql",
                json={"query": CONSENTS, "variables": {"id": "w4"}},
                headers={
                    HEADER: bookmark,
                    "Authorization": f"Bearer {api.token(holder('w4'))}",
                },
            )
        )
        await asyncio.sleep(0.5)
        waited = not reading.done()
        for key in ("a", "b"):
            given = {"worker": "w4", "purpose": "CONTACT", "from": "2026-11-24", "grantee": HOST}
            answer = await client.post(
                "/graphql",
                json={"query": GRANT, "variables": {"input": given, "key": f"ahead-{key}"}},
                headers={"Authorization": f"Bearer {api.token(holder('w4'))}"},
            )
            assert "errors" not in answer.json()
        return waited, (await reading).json()

    waited, body = api.run(read_then_write())
    assert waited
    assert "CONTACT" in {one["purpose"] for one in body["data"]["worker"]["consents"]}


def test_a_state_that_never_comes_is_an_error_with_a_code(api: Api) -> None:
    reply = api.ask(CONSENTS, holder("w1"), {"id": "w1"}, headers={HEADER: ahead(api, by=10_000)})
    assert reply.codes == ["BOOKMARK_AHEAD"]


def test_bookmarks_are_joined_with_commas(api: Api) -> None:
    first, second = granted(api, "w1").headers[HEADER], granted(api, "w3").headers[HEADER]
    reply = api.ask("{ viewer { role } }", ANONYMOUS, headers={HEADER: f"{first}, {second}"})
    assert reply.data == {"viewer": {"role": "anonymous"}}


@pytest.mark.parametrize("path", ["/graphql", "/verify", "/trust.json", "/no-such-path"])
@pytest.mark.parametrize(
    "bookmark",
    [
        pytest.param("", id="empty"),
        pytest.param("FB:kcwQt7JA542mRgqYasR5DPRm2ckBXJA=", id="of-the-database-itself"),
        pytest.param("é¿", id="not-ascii"),
        pytest.param("A" * 3_000, id="long"),
        pytest.param("AAAA,", id="comma-at-the-end"),
        pytest.param("A," * MOST + "A", id="too-many"),
    ],
)
def test_what_is_no_bookmark_is_refused(api: Api, path: str, bookmark: str) -> None:
    method = "POST" if path in {"/graphql", "/verify"} else "GET"
    headers = {HEADER.encode(): bookmark.encode("latin-1")}
    reply = api.send(method, path, json={"query": "{ viewer { role } }"}, headers=headers)
    assert reply.status_code == 400
    body = reply.json()
    error = body["errors"][0] if path == "/graphql" else body["error"]
    assert (error.get("code") or error["extensions"]["code"]) == "BAD_BOOKMARK"


def test_a_cursor_of_the_same_key_is_no_bookmark(api: Api) -> None:
    cursor = api.services.sealing.seal("everybody", "cursor x", "[]")
    reply = api.send(
        "POST", "/graphql", json={"query": "{ viewer { role } }"}, headers={HEADER: cursor}
    )
    assert reply.status_code == 400
