"""What people who run a registry see: metrics for few, readiness for all, plans for one role."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final

import httpx
import pytest
from prometheus_client.openmetrics.parser import text_string_to_metric_families as open_families
from prometheus_client.parser import text_string_to_metric_families
from pydantic import SecretStr

from registry.graph.driver import Database
from registry.graph.errors import DatabaseAwayError
from registry.viewer import ANONYMOUS, Role, Viewer
from tests.support.api import ADMINISTRATOR, Api, running_api
from tests.support.database import Graph

SECRET: Final = "a-token-of-a-scraper"
OPEN_METRICS: Final = "application/openmetrics-text; version=1.0.0"


def figures(api: Api, **headers: str) -> dict[tuple[str, ...], float]:
    """Return every figure of the page by its name and the values of its labels."""
    response = api.send("GET", "/metrics", headers=headers)
    assert response.status_code == 200, response.text
    return {
        (sample.name, *sample.labels.values()): sample.value
        for family in text_string_to_metric_families(response.text)
        for sample in family.samples
    }


@contextmanager
def served(graph: Graph, **changes: Any) -> Iterator[Api]:
    with running_api(graph.settings.model_copy(update=changes)) as api:
        yield api


@contextmanager
def from_address(api: Api, host: str) -> Iterator[Api]:
    """Ask from another address."""
    app = api.services and api._app
    transport = httpx.ASGITransport(app=app, client=(host, 40_000), raise_app_exceptions=False)
    client = httpx.AsyncClient(transport=transport, base_url="http://registry.test")
    yield Api(app, api._runner, client)
    api.run(client.aclose())


def test_the_page_counts_what_was_asked(api: Api) -> None:
    before = figures(api)
    api.ask("{ viewer { role } }")
    api.ask("{ viewer { role } honourTypes { id } }")
    api.ask("{ nobody }")
    api.send("GET", "/status/unknown-1")
    api.send("GET", "/990000198005050016")
    after = figures(api)

    def grown(*key: str) -> float:
        return after.get(key, 0) - before.get(key, 0)

    asked = "registry_graphql_operations_total"
    assert grown(asked, "OK", "viewer", "query", "200") == 1
    assert grown(asked, "OK", "several", "query", "200") == 1
    assert grown(asked, "INVALID_QUERY", "none", "none", "200") == 1
    assert grown("registry_http_requests_total", "GET", "/status/{name}", "404") == 1
    assert grown("registry_http_requests_total", "GET", "unmatched", "404") == 1
    assert grown("registry_http_seconds_count", "/graphql") == 3
    assert grown("registry_database_statements_total", "read", "answered") >= 1
    assert grown("registry_cache_total", "documents", "miss") >= 2
    assert grown("registry_cache_total", "projectors", "miss") >= 2
    assert after["registry_database_up",] == 1
    assert after["registry_rollover_days_behind",] == 0
    assert after["process_cpu_seconds_total",] > 0
    assert not [key for key in after if "990000198005050016" in str(key)]


def test_the_page_is_open_metrics_for_those_who_ask_for_it(api: Api) -> None:
    response = api.send("GET", "/metrics", headers={"Accept": OPEN_METRICS})
    assert response.headers["content-type"].startswith("application/openmetrics-text")
    assert response.headers["cache-control"] == "no-store"
    assert response.text.endswith("# EOF\n")
    assert {family.name for family in open_families(response.text)} >= {
        "registry_http_requests",
        "registry_cache",
    }


@pytest.mark.parametrize(
    ("viewer", "status"),
    [
        pytest.param(ADMINISTRATOR, 200, id="administrator"),
        pytest.param(Viewer(Role.AGENCY), 403, id="agency"),
        pytest.param(Viewer(Role.HOLDER, subject="w1"), 403, id="holder"),
    ],
)
def test_of_those_with_a_token_administrators_see_the_page(
    api: Api, viewer: Viewer, status: int
) -> None:
    headers = {"Authorization": f"Bearer {api.token(viewer)}"}
    assert api.send("GET", "/metrics", headers=headers).status_code == status


@pytest.mark.parametrize(
    "headers",
    [
        pytest.param({"X-Forwarded-For": "127.0.0.1"}, id="forwarded-for"),
        pytest.param({"Forwarded": "for=127.0.0.1"}, id="forwarded"),
        pytest.param({"Via": "1.1 proxy"}, id="via"),
        pytest.param({"X-Real-IP": "127.0.0.1"}, id="real-ip"),
        pytest.param({"Authorization": "Bearer x"}, id="a-wrong-token"),
        pytest.param({"Authorization": f"Basic {SECRET}"}, id="another-scheme"),
    ],
)
def test_a_proxy_or_a_wrong_token_is_refused(api: Api, headers: dict[str, str]) -> None:
    response = api.send("GET", "/metrics", headers=headers)
    assert response.status_code == 401
    assert response.headers["www-authenticate"] == "Bearer"


def test_another_machine_needs_a_token(api: Api) -> None:
    with from_address(api, "10.1.2.3") as other:
        assert other.send("GET", "/metrics").status_code == 401


def test_a_registry_of_the_world_shows_its_metrics_to_nobody_without_a_token(graph: Graph) -> None:
    changes = {"base_url": "https://registry.example.cn", "metrics_token": SecretStr(SECRET)}
    with served(graph, **changes) as api:
        assert api.send("GET", "/metrics").status_code == 401
        assert figures(api, Authorization=f"Bearer {SECRET}")["registry_database_up",] == 1
        with from_address(api, "10.1.2.3") as other:
            assert figures(other, Authorization=f"Bearer {SECRET}")


def test_metrics_are_shown_without_a_database(api: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Database, "read", away)
    found = figures(api)
    assert found["registry_database_up",] == 0
    assert ("registry_log_size",) not in found


async def away(*_: object, **__: object) -> None:
    raise DatabaseAwayError("the database does not answer")


def test_readiness_says_each_check(api: Api) -> None:
    response = api.send("GET", "/ready")
    body = response.json()
    assert (response.status_code, body["status"]) == (200, "ready")
    assert response.headers["cache-control"] == "no-store"
    assert list(body["checks"]) == ["database", "migrations", "day", "keys", "issuers", "log"]
    assert all(set(check) == {"ok", "required", "reason"} for check in body["checks"].values())


def test_without_a_database_it_lives_and_is_not_ready(
    api: Api, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Database, "read", away)
    response = api.send("GET", "/ready")
    assert response.status_code == 503
    assert response.json()["status"] == "the database does not answer"
    assert response.headers["retry-after"]
    assert api.send("GET", "/health").json() == {"status": "ok"}


def test_what_only_advises_takes_no_process_out_of_service(
    api: Api, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(api.services.office.log.sequencer, "trouble", "the head was changed")
    response = api.send("GET", "/ready")
    assert response.status_code == 200
    assert response.json()["checks"]["log"]["ok"] is False
    assert "head was changed" not in response.text


def test_a_missing_migration_is_not_ready(api: Api, graph: Graph) -> None:
    [[name, digest]] = graph.run(
        "MATCH (m:Migration) WITH m ORDER BY m.id LIMIT 1 WITH m, m.id AS name, m.sha256 AS digest "
        "DELETE m RETURN name, digest"
    )
    try:
        response = api.send("GET", "/ready")
    finally:
        graph.run("CREATE (:Migration {id: $name, sha256: $digest})", name=name, digest=digest)
    assert response.status_code == 503
    assert response.json()["status"].startswith("1 migrations are not applied")


def test_a_request_keeps_its_id(api: Api) -> None:
    given = api.send("GET", "/health", headers={"X-Request-ID": "front-7"})
    assert given.headers["x-request-id"] == "front-7"
    made = api.send("POST", "/graphql", json={"query": "{ viewer { role } }"})
    assert len(made.headers["x-request-id"]) == 16


def test_a_fault_outside_of_graphql_is_masked_and_found_by_its_id(
    api: Api, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    async def broken(*_: object, **__: object) -> None:
        raise RuntimeError("the secret cause")

    monkeypatch.setattr(Database, "read", broken)
    response = api.send("GET", "/status", headers={"X-Request-ID": "front-8"})
    assert response.status_code == 500
    assert response.json()["error"] == {"code": "INTERNAL", "message": "internal error front-8"}
    assert response.headers["x-content-type-options"] == "nosniff"
    assert "internal error front-8" in caplog.text


def test_who_goes_away_is_no_fault_of_ours(api: Api, caplog: pytest.LogCaptureFixture) -> None:
    key = ("registry_http_requests_total", "POST", "/verify", "499")
    sent: list[Any] = []

    async def receive() -> dict[str, Any]:
        return {"type": "http.disconnect"}

    async def send(message: Any) -> None:
        sent.append(message)

    scope = {
        "type": "http",
        "method": "POST",
        "path": "/verify",
        "query_string": b"",
        "headers": [(b"content-type", b"application/json")],
        "client": ("127.0.0.1", 1),
        "server": ("registry.test", 80),
        "scheme": "http",
    }
    api.run(api._app(scope, receive, send))
    assert sent == []
    assert figures(api)[key] == 1
    assert not caplog.records


def explained(api: Api, viewer: Viewer, query: str, **variables: Any) -> httpx.Response:
    body = {"query": query, "variables": variables, "extensions": {"explain": True}}
    headers = {"Authorization": f"Bearer {api.token(viewer)}"} if viewer != ANONYMOUS else {}
    return api.send("POST", "/graphql", json=body, headers=headers)


def test_an_administrator_sees_plan_hits_and_index_of_each_root_field(api: Api) -> None:
    query = """query($id: ID!) {
      one: worker(id: $id) { id } two: occupations(first: 1) { nodes { id } } }"""
    for _ in range(2):  # as graphql-core executes it, and as projectors do
        answer = explained(api, ADMINISTRATOR, query, id="990000198005050016").json()
        assert "errors" not in answer
        shown = {each["path"]: each for each in answer["extensions"]["explain"]}
        assert set(shown) == {"one", "two"}
        assert "MATCH" in shown["one"]["statement"]
        assert "PROFILE" not in shown["one"]["statement"]
        assert shown["two"]["hits"] > 0
        assert shown["one"]["plan"]["operator"] == "ProduceResults"
        assert any("Worker(id)" in index for index in shown["one"]["indexes"])
        assert shown["one"]["parameters"]["id"] == "str"
        assert "990000198005050016" not in str(shown)
        assert answer["data"]["two"]["nodes"]


@pytest.mark.parametrize("viewer", [ANONYMOUS, Viewer(Role.AGENCY)], ids=["anonymous", "agency"])
def test_nobody_else_is_explained_anything(api: Api, viewer: Viewer) -> None:
    response = explained(api, viewer, "{ honourTypes { id } }")
    assert response.status_code == 403
    assert "data" not in response.json()
    assert [error["extensions"]["code"] for error in response.json()["errors"]] == ["FORBIDDEN"]


def test_without_the_extension_nothing_is_explained(api: Api) -> None:
    body = {"query": "{ honourTypes { id } }", "extensions": {"explain": False}}
    assert "explain" not in api.send("POST", "/graphql", json=body).json()["extensions"]
