"""GraphQL over HTTP: what is refused, with which status and code, and what leaves masked."""

from __future__ import annotations

from typing import Any

import pytest
from graphql import build_client_schema, get_introspection_query, print_schema

from registry.graph.driver import Database
from registry.viewer import Role, Viewer
from schema import served
from schema.results import CODES
from tests.support.api import ADMINISTRATOR, Api

VIEWER = "{ viewer { role } }"
JSON = {"Content-Type": "application/json"}


@pytest.mark.parametrize(
    ("content", "status", "code"),
    [
        pytest.param(b"{", 400, "BAD_REQUEST", id="broken-json"),
        pytest.param(b"", 400, "BAD_REQUEST", id="nothing"),
        pytest.param(b"\xff\xfe", 400, "BAD_REQUEST", id="not-utf-8"),
        pytest.param(b"[" * 60_000, 400, "BAD_REQUEST", id="nested-arrays"),
        pytest.param(b"null", 400, "BAD_REQUEST", id="null"),
        pytest.param(b'[{"query": "{viewer{role}}"}]', 400, "BAD_REQUEST", id="a-batch"),
        pytest.param(b"{}", 400, "BAD_REQUEST", id="no-query"),
        pytest.param(b'{"query": 1}', 400, "BAD_REQUEST", id="query-is-a-number"),
        pytest.param(
            b'{"query": "{viewer{role}}", "variables": []}',
            400,
            "BAD_REQUEST",
            id="variables-are-a-list",
        ),
        pytest.param(
            b'{"query": "{viewer{role}}", "variables": "x"}',
            400,
            "BAD_REQUEST",
            id="variables-are-text",
        ),
        pytest.param(
            b'{"query": "{viewer{role}}", "operationName": {}}',
            400,
            "BAD_REQUEST",
            id="name-is-an-object",
        ),
        pytest.param(
            b'{"query": "{viewer{role}}", "extensions": 1}',
            400,
            "BAD_REQUEST",
            id="extensions-are-a-number",
        ),
        pytest.param(b'{"query": "' + b" " * 70_000 + b'"}', 413, "TOO_LARGE", id="over-64-kb"),
    ],
)
def test_a_bad_request_is_an_answer(api: Api, content: bytes, status: int, code: str) -> None:
    response = api.send("POST", "/graphql", content=content, headers=JSON)
    assert (
        response.status_code,
        [error["extensions"]["code"] for error in response.json()["errors"]],
    ) == (status, [code])


@pytest.mark.parametrize(
    ("accept", "status"),
    [
        pytest.param("application/graphql-response+json", 400, id="graphql-response"),
        pytest.param("application/json", 200, id="json"),
    ],
)
@pytest.mark.parametrize(
    ("query", "name", "variables", "code"),
    [
        pytest.param("{viewer{role}}", "B", {}, "BAD_REQUEST", id="no-such-operation"),
        pytest.param(
            "query A{viewer{role}} query B{viewer{role}}", None, {}, "BAD_REQUEST", id="which-one"
        ),
        pytest.param("", None, {}, "INVALID_QUERY", id="empty-document"),
        pytest.param("{nobody}", None, {}, "INVALID_QUERY", id="unknown-field"),
        pytest.param("{" + "viewer{role} " * 300 + "}", None, {}, "TOO_COMPLEX", id="1000-tokens"),
        pytest.param(
            "query($id: ID!) { worker(id: $id) { id } }", None, {}, "BAD_REQUEST", id="no-variable"
        ),
    ],
)
def test_what_is_not_executed_has_no_data(  # noqa: PLR0917 - the cases of the protocol
    api: Api,
    query: str,
    name: str | None,
    variables: dict[str, Any],
    code: str,
    accept: str,
    status: int,
) -> None:
    body = {"query": query, "operationName": name, "variables": variables}
    response = api.send("POST", "/graphql", json=body, headers={"Accept": accept})
    answer = response.json()
    assert response.status_code == status
    assert "data" not in answer
    assert [error["extensions"]["code"] for error in answer["errors"]] == [code]


@pytest.mark.parametrize(
    ("variables", "declared"),
    [
        pytest.param({"id": {"a": 1}}, "$id: ID!", id="object-for-an-id"),
        pytest.param({}, "$id: ID!", id="missing"),
        pytest.param({"id": None}, "$id: ID!", id="null-for-non-null"),
        pytest.param({"id": [[[]]]}, "$id: ID!", id="lists-for-an-id"),
    ],
)
def test_a_variable_of_the_wrong_type_is_named(
    api: Api, variables: dict[str, Any], declared: str
) -> None:
    reply = api.ask(f"query ({declared}) {{ worker(id: $id) {{ id }} }}", ADMINISTRATOR, variables)
    assert reply.codes == ["BAD_REQUEST"]
    assert "$id" in reply.body["errors"][0]["message"]


def test_other_content_types_and_methods_are_refused(api: Api) -> None:
    plain = api.send("POST", "/graphql", content=b"{}", headers={"Content-Type": "text/plain"})
    form = api.send("POST", "/graphql", data={"query": VIEWER})
    assert (plain.status_code, form.status_code) == (415, 415)
    got = api.send("GET", "/graphql", params={"query": VIEWER})
    put = api.send("PUT", "/graphql", json={"query": VIEWER})
    assert (got.status_code, got.headers["allow"]) == (405, "POST")
    assert (put.status_code, put.headers["allow"]) == (405, "GET, HEAD, POST")


def test_the_content_type_is_the_one_asked_for(api: Api) -> None:
    accept = {"Accept": "application/graphql-response+json"}
    for headers, expected in (
        (accept, "application/graphql-response+json"),
        ({}, "application/json"),
    ):
        response = api.send("POST", "/graphql", json={"query": VIEWER}, headers=headers)
        assert response.headers["content-type"].startswith(expected)


@pytest.mark.parametrize(
    "header",
    [
        pytest.param("Bearer nonsense", id="no-token"),
        pytest.param("Bearer ", id="empty"),
        pytest.param("Basic YTpi", id="another-scheme"),
        pytest.param("Bearer " + "a" * 10_000, id="endless"),
        pytest.param(
            "Bearer eyJhbGciOiJub25lIiwidHlwIjoiYXQrand0In0.eyJyb2xlIjoiYWRtaW4ifQ.", id="alg-none"
        ),
    ],
)
def test_a_bad_token_is_refused_and_never_anonymous(api: Api, header: str) -> None:
    response = api.send(
        "POST", "/graphql", json={"query": VIEWER}, headers={"Authorization": header}
    )
    assert response.status_code == 401
    assert response.headers["www-authenticate"].startswith("Bearer")
    assert response.json()["errors"][0]["extensions"]["code"] == "BAD_TOKEN"


@pytest.mark.parametrize(
    ("viewer", "expected"),
    [
        (Viewer(), {"role": "anonymous", "subject": None, "organisation": None, "division": None}),
        (ADMINISTRATOR, {"role": "admin", "subject": None, "organisation": None, "division": None}),
        (
            Viewer(Role.HOLDER, subject="W1"),
            {"role": "holder", "subject": "W1", "organisation": None, "division": None},
        ),
        (
            Viewer(Role.AGENCY, division="320000"),
            {"role": "agency", "subject": None, "organisation": None, "division": "320000"},
        ),
    ],
    ids=lambda value: value.role if isinstance(value, Viewer) else "",
)
def test_the_viewer_is_who_the_token_says(
    api: Api, viewer: Viewer, expected: dict[str, str | None]
) -> None:
    assert api.ask("{ viewer { role subject organisation division } }", viewer).data == {
        "viewer": expected
    }


@pytest.mark.parametrize(
    ("field", "code"),
    [
        pytest.param("occupations(first: 0) { nodes { id } }", "BAD_PAGE", id="no-rows"),
        pytest.param("occupations(first: 101) { nodes { id } }", "BAD_PAGE", id="too-many-rows"),
        pytest.param(
            'occupations(after: "x") { nodes { id } }', "BAD_CURSOR", id="invented-cursor"
        ),
        pytest.param('workers(text: " ") { nodes { id } }', "BAD_ARGUMENT", id="empty-text"),
    ],
)
def test_an_impossible_argument_has_a_code(api: Api, field: str, code: str) -> None:
    assert api.ask(f"{{ {field} }}").codes == [code]
    assert code in CODES


def test_a_cursor_belongs_to_its_viewer_and_filter(api: Api) -> None:
    query = """query ($after: String, $text: String) {
        occupations(first: 1, text: $text, after: $after) { pageInfo { endCursor } } }"""
    cursor = api.ask(query).data["occupations"]["pageInfo"]["endCursor"]
    assert api.ask(query, variables={"after": cursor}).codes == []
    assert api.ask(query, ADMINISTRATOR, {"after": cursor}).codes == ["BAD_CURSOR"]
    assert api.ask(query, variables={"after": cursor, "text": "焊工"}).codes == ["BAD_CURSOR"]


def test_a_surprise_is_masked_and_logged(
    api: Api, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    async def broken(*_: object, **__: object) -> None:
        raise RuntimeError("the secret cause")

    monkeypatch.setattr(Database, "read", broken)
    reply = api.ask("{ honourTypes { id } }")
    assert reply.codes == ["INTERNAL"]
    assert "secret" not in str(reply.body)
    assert reply.body["errors"][0]["message"].removeprefix("internal error ") in caplog.text
    assert "the secret cause" in caplog.text


def test_introspection_of_the_usual_depth_is_allowed(api: Api) -> None:
    data = api.ask(get_introspection_query()).data
    assert "type Query" in print_schema(build_client_schema(data))
    assert "type Query" in served()


def test_every_answer_carries_the_security_headers(api: Api) -> None:
    response = api.send("POST", "/graphql", json={"query": VIEWER})
    assert response.headers["content-security-policy"].startswith("default-src 'self'")
    assert response.headers["x-content-type-options"] == "nosniff"
    assert response.headers["cache-control"] == "no-store"


def test_health_and_readiness(api: Api) -> None:
    assert api.send("GET", "/health").json() == {"status": "ok"}
    assert api.send("GET", "/ready").status_code == 200
