"""Known documents, GET, compression, cost, limits of rate: what clients may count on."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from registry.viewer import Role, Viewer
from registry.web.documents import FOLDER
from schema.known import hash_of
from schema.limits import MAX_COST
from schema.negotiation import GRAPHQL
from tests.support.api import ADMINISTRATOR, Api, running_api
from tests.support.database import Graph

ROLE = "{ viewer { role } }"
TYPES = "query Types { honourTypes { id name } }"
MANY = "{ occupations(first: 100) { nodes { id code name } } }"
FIRM = Viewer(Role.ENTERPRISE, organisation="91320000990000001X")


@pytest.fixture(scope="module")
def manifest(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A manifest as Relay writes it."""
    path = tmp_path_factory.mktemp("manifest") / "documents.json"
    path.write_text(json.dumps({"types": TYPES, "write": "mutation { __typename }"}))
    return path


@pytest.fixture(scope="module")
def listing(graph: Graph, manifest: Path) -> Iterator[Api]:
    """The application with more known documents."""
    with running_api(graph.settings.model_copy(update={"documents_manifest": manifest})) as api:
        yield api


@pytest.fixture(scope="module")
def strict(graph: Graph) -> Iterator[Api]:
    """The application for known documents only, with little patience."""
    chosen = {
        "documents": "only",
        "introspection": "administrators",
        "rate_anonymous": 1.0,
    }
    with running_api(graph.settings.model_copy(update=chosen)) as api:
        yield api


def by_hash(text: str) -> dict[str, Any]:
    return {"persistedQuery": {"version": 1, "sha256Hash": hash_of(text)}}


def code(answer: Any) -> str | None:
    errors = answer.json().get("errors")
    return str(errors[0]["extensions"]["code"]) if errors else None


@pytest.mark.parametrize(
    "parameters",
    [
        pytest.param({"documentId": "types"}, id="by-the-manifest's-id"),
        pytest.param({"documentId": f"sha256:{hash_of(TYPES)}"}, id="by-hash"),
        pytest.param({"extensions": json.dumps(by_hash(TYPES))}, id="as-apollo-asks"),
        pytest.param(
            {"documentId": "types", "operationName": "Types", "variables": "{}"}, id="all-of-it"
        ),
    ],
)
def test_a_known_document_is_asked_by_get(listing: Api, parameters: dict[str, str]) -> None:
    answer = listing.send("GET", "/graphql", params=parameters)
    assert (answer.status_code, code(answer)) == (200, None)
    assert answer.json()["data"] == {"honourTypes": []}
    assert answer.headers["cache-control"] == "no-store"
    assert "etag" not in answer.headers


@pytest.mark.parametrize(
    ("parameters", "status", "expected"),
    [
        pytest.param({"documentId": "nothing"}, 400, "PERSISTED_QUERY_NOT_FOUND", id="unknown"),
        pytest.param({"documentId": "write"}, 405, "BAD_REQUEST", id="a-mutation"),
        pytest.param({"query": TYPES}, 405, "BAD_REQUEST", id="a-text-though-known"),
        pytest.param({"query": "mutation { __typename }"}, 405, "BAD_REQUEST", id="a-write"),
        pytest.param({}, 400, "BAD_REQUEST", id="nothing"),
        pytest.param({"documentId": "types", "variables": "[]"}, 400, "BAD_REQUEST", id="a-list"),
        pytest.param({"documentId": "types", "variables": "{"}, 400, "BAD_REQUEST", id="no-json"),
    ],
)
def test_what_get_refuses(
    listing: Api, parameters: dict[str, str], status: int, expected: str
) -> None:
    answer = listing.send("GET", "/graphql", params=parameters, headers={"Accept": GRAPHQL})
    assert (answer.status_code, code(answer)) == (status, expected)
    assert "data" not in answer.json()
    assert answer.headers.get("allow") == ("POST" if status == 405 else None)


def test_a_probe_may_ask_by_get(api: Api) -> None:
    answer = api.send("GET", "/graphql", params={"query": "{__typename}"})
    assert answer.json()["data"] == {"__typename": "Query"}


def test_a_text_is_registered_as_apollo_does_it(api: Api) -> None:
    def post(body: dict[str, Any]) -> Any:
        return api.send("POST", "/graphql", json=body)

    extensions = by_hash(ROLE)
    missing = post({"extensions": extensions})
    assert (missing.status_code, code(missing)) == (200, "PERSISTED_QUERY_NOT_FOUND")
    assert code(post({"query": "{ honourTypes { id } }", "extensions": extensions})) == (
        "BAD_REQUEST"
    )
    assert code(post({"query": ROLE, "extensions": extensions})) is None
    known = post({"extensions": extensions})
    assert known.json()["data"] == {"viewer": {"role": "anonymous"}}


@pytest.mark.parametrize(
    ("accept", "status", "media"),
    [
        pytest.param("text/html", 406, "application/json", id="a-page"),
        pytest.param("application/json;q=0", 406, "application/json", id="never"),
        pytest.param(f"text/html, {GRAPHQL};q=0.1", 200, GRAPHQL, id="the-newer-if-need-be"),
    ],
)
def test_the_answer_has_a_form_that_is_accepted(
    api: Api, accept: str, status: int, media: str
) -> None:
    answer = api.send("POST", "/graphql", json={"query": ROLE}, headers={"Accept": accept})
    assert answer.status_code == status
    assert answer.headers["content-type"] == f"{media}; charset=utf-8"


@pytest.mark.parametrize(
    ("query", "said", "coding"),
    [
        pytest.param(MANY, "gzip", "gzip", id="long"),
        pytest.param(MANY, "gzip;q=0", None, id="long-never"),
        pytest.param(MANY, "identity", None, id="long-plain"),
        pytest.param(ROLE, "gzip", None, id="short"),
    ],
)
def test_long_answers_are_compressed(api: Api, query: str, said: str, coding: str | None) -> None:
    answer = api.send("POST", "/graphql", json={"query": query}, headers={"Accept-Encoding": said})
    assert answer.headers.get("content-encoding") == coding
    assert "Accept-Encoding" in answer.headers["vary"]
    assert answer.json()["data"]


@pytest.mark.parametrize(
    ("query", "requested"),
    [
        pytest.param(ROLE, 2, id="answered"),
        pytest.param("{ nobody }", 100, id="refused"),
        pytest.param("{ worker(id: 1) { id } }", 2, id="nobody-is-there"),
    ],
)
def test_every_answer_says_what_it_cost(api: Api, query: str, requested: int) -> None:
    cost = api.ask(query).body["extensions"]["cost"]
    assert (cost["requested"], cost["limit"]) == (requested, MAX_COST)
    assert cost["remaining"] > 0


def test_who_asked_too_much_waits(strict: Api) -> None:
    text = (FOLDER / "lists.graphql").read_text("utf-8")
    body = {"query": text, "operationName": "Divisions"}
    for accept in ("application/json", GRAPHQL):
        for _ in range(9):
            answer = strict.send("POST", "/graphql", json=body, headers={"Accept": accept})
        assert (answer.status_code, code(answer)) == (429, "RATE_LIMITED")
        assert int(answer.headers["retry-after"]) > 0
        assert "data" not in answer.json()
        assert answer.headers["content-type"].startswith(accept)
    assert (
        "errors"
        not in strict.send(
            "POST", "/graphql", json=body, headers={"Authorization": f"Bearer {strict.token(FIRM)}"}
        ).json()
    )


def test_new_shapes_are_limited(graph: Graph) -> None:
    few = graph.settings.model_copy(update={"shapes_per_minute": 0.1})
    with running_api(few) as api:
        first = api.ask("{ honourTypes { id } }", FIRM)
        again = api.ask("{ honourTypes { name } }", FIRM)
        second = api.ask("{ divisions { code } }", FIRM)
        administrator = api.ask("{ divisions { code } }", ADMINISTRATOR)
    assert first.body["extensions"]["cost"]["planning"] == 10_000
    assert "planning" not in again.body["extensions"]["cost"]
    assert (second.status, second.codes, "data" in second.body) == (429, ["RATE_LIMITED"], False)
    assert administrator.codes == []


def test_only_known_documents_of_known_people(strict: Api) -> None:
    assert strict.ask(ROLE, FIRM).codes == ["DOCUMENT_NOT_KNOWN"]
    assert strict.ask((FOLDER / "lists.graphql").read_text("utf-8"), FIRM).codes == ["BAD_REQUEST"]


def test_the_schema_may_be_for_administrators(graph: Graph) -> None:
    closed = graph.settings.model_copy(update={"introspection": "administrators"})
    asked = '{ __type(name: "Query") { name } }'
    with running_api(closed) as api:
        assert api.ask(asked, FIRM).codes == ["INTROSPECTION_OFF"]
        assert api.ask(asked, ADMINISTRATOR).data == {"__type": {"name": "Query"}}
        wrong = api.ask(
            "query ($f: AssignmentFilter!) { assignments(filter: $f) { totalCount { exact } } }",
            FIRM,
            {"f": {"fro": 1}},
        )
    assert "Did you mean" not in str(wrong.body)
