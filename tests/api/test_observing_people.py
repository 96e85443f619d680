"""Names, ID numbers, tokens and certificates go through every route, and none is ever written down.

The application runs with lines of JSON, with metrics, and with traces to a receiver of OTLP; it is
asked everything with values of people in paths, queries, headers and bodies, and made to fail with
them. Then all that it left behind is looked through.
"""

from __future__ import annotations

import io
import json
import logging
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
from typing import Any, Final

import pytest
from starlette.routing import Route

from registry.graph.driver import Database
from registry.observing.logs import configure
from registry.viewer import ANONYMOUS, Viewer
from tests.api.test_verification import BY_CREDENTIAL, BY_NUMBER, CHANGE, ISSUE
from tests.support.api import Api, holder, running_api
from tests.support.database import Graph
from tests.support.otlp import Receiver, receiving
from tests.support.small_world import (
    ADMINISTRATOR,
    HOME_VIEWER,
    ISSUER_VIEWER,
    NOW,
    build,
    id_number_of,
    name_of,
    settings_of,
)

METHODS: Final = ("GET", "POST", "DELETE")
FACES: Final = """query($id: ID!, $name: String) {
  worker(id: $id) { id name certificates { number } }
  workers(text: $name) { nodes { id nameMasked } } }"""
TRACEPARENT: Final = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"


@dataclass(slots=True)
class LeftBehind:
    """All that the application has written of the requests, and what must not be in it."""

    log: str
    metrics: str
    receiver: Receiver
    secrets: tuple[str, ...]

    @property
    def lines(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.log.splitlines()]


@pytest.fixture(scope="module")
def left(graph: Graph, tmp_path_factory: pytest.TempPathFactory) -> Iterator[LeftBehind]:
    settings = settings_of(graph, tmp_path_factory.mktemp("home"))
    build(graph, settings, workers=4)
    stream = io.StringIO()
    with receiving() as receiver:
        observed = settings.model_copy(update={"otel_endpoint": receiver.address})
        with running_api(observed, clock=lambda: NOW) as api, logged(stream):
            secrets = everything_asked(api)
            headers = {"Authorization": f"Bearer {api.token(ADMINISTRATOR)}"}
            metrics = api.send("GET", "/metrics", headers=headers).text
        yield LeftBehind(stream.getvalue(), metrics, receiver, secrets)


class logged:  # noqa: N801 - a context manager reads as a word
    """Log everything that is said, as JSON, into a text."""

    def __init__(self, stream: io.StringIO) -> None:
        self._stream = stream

    def __enter__(self) -> None:
        configure("json", self._stream)
        logging.getLogger("registry").setLevel(logging.DEBUG)

    def __exit__(self, *_: object) -> None:
        root = logging.getLogger()
        for handler in [known for known in root.handlers if known.get_name() == "registry"]:
            root.removeHandler(handler)
        logging.getLogger("registry").setLevel(logging.NOTSET)
        logging.getLogger("uvicorn.access").disabled = False


def everything_asked(api: Api) -> tuple[str, ...]:
    """Ask it all; return the values that were asked with."""
    made = api.ask(ISSUE, ISSUER_VIEWER, {"worker": "w1", "key": "one"}).data["issueCertificate"]
    number, credential = made["certificate"]["number"], made["credential"]
    name, id_number = name_of(1), id_number_of(1)
    token = api.token(ADMINISTRATOR)
    asked_of_the_graph(api, number=number, credential=credential, name=name)
    secrets = (name, id_number, number, credential, token)
    for route, secret in product(routes_of(api), secrets):
        asked_by_http(api, route, secret, body={"number": number, "holderName": name})
    failed_with(api, f"{name} {id_number} {number} {token}", number)
    return (*secrets, *credential.split("~")[:3], token.rpartition(".")[2], id_number[6:14])


def asked_of_the_graph(api: Api, *, number: str, credential: str, name: str) -> None:
    viewers: tuple[Viewer, ...] = (ANONYMOUS, ADMINISTRATOR, HOME_VIEWER, holder("w1"))
    for viewer in viewers:
        values = {"number": number, "name": name, "last4": id_number_of(1)[-4:]}
        api.ask(BY_NUMBER, viewer, values, headers={"traceparent": TRACEPARENT})
        api.ask(BY_CREDENTIAL, viewer, {"credential": credential, "name": name})
        api.ask(FACES, viewer, {"id": "w1", "name": name})
        api.ask(f'{{ workers(text: "{name}") {{ nodes {{ id }} }} }}', viewer)
        api.ask(f"query {'n' + number} {{ {'f' + number} }}", viewer)
    api.ask(CHANGE, ISSUER_VIEWER, {"number": number, "to": "SUSPENDED", "key": "two"})


def routes_of(api: Api) -> list[str]:
    return [route.path for route in api._app.router.routes if isinstance(route, Route)]


def asked_by_http(api: Api, route: str, secret: str, body: dict[str, str]) -> None:
    path = re.sub(r"\{[^}]*\}", secret, route)
    shown = {"Authorization": f"Bearer {secret}", "X-Request-ID": secret}
    headers = shown if secret.isascii() else {}
    for method in METHODS:
        api.send(method, path, params={"q": secret}, headers=headers, json=body | {"x": secret})
    api.send("POST", path, content=secret.encode(), headers={"Content-Type": "text/plain"})


def failed_with(api: Api, message: str, number: str) -> None:
    """Let everything fail with the values in the message of the exception."""

    async def broken(*_: object, **__: object) -> None:
        raise RuntimeError(message) from KeyError(message)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Database, "read", broken)
        api.ask(FACES, ADMINISTRATOR, {"id": "w1", "name": message})
        api.send("POST", "/verify", json={"number": number})
        api.send("GET", f"/log/proof/{'0' * 64}")
        api.send("GET", "/status")


def test_nothing_that_was_logged_is_about_anybody(left: LeftBehind) -> None:
    assert [secret for secret in left.secrets if secret in left.log] == []
    assert "张" not in left.log


def test_every_request_has_a_line_with_its_id_and_its_declared_route(left: LeftBehind) -> None:
    lines = [line for line in left.lines if line["message"] == "request"]
    assert len(lines) > 500
    assert {line["route"] for line in lines} >= {"/graphql", "/verify", "/status/{name}"}
    assert all(line["request"] for line in lines)
    assert len({line["request"] for line in lines}) == len(lines)
    told = [line for line in lines if line.get("field") == "verifyCertificate"]
    assert {line["role"] for line in told} == {"anonymous", "admin", "enterprise", "holder"}


def test_failures_are_logged_with_their_causes(left: LeftBehind) -> None:
    failures = [line for line in left.lines if line["message"].startswith("internal error")]
    assert len(failures) >= 3
    for failure in failures:
        classes = [cause["class"] for cause in failure["exception"]]
        assert classes[-2:] == ["RuntimeError", "KeyError"]


def test_no_figure_is_about_anybody(left: LeftBehind) -> None:
    assert [secret for secret in left.secrets if secret in left.metrics] == []
    assert "张" not in left.metrics
    assert 'registry_records_total{act="issueCertificate",outcome="made"} 1.0' in left.metrics
    assert 'registry_verifications_total{outcome="VALID' in left.metrics


def test_no_span_is_about_anybody(left: LeftBehind) -> None:
    sent = b"".join(body for _, body in left.receiver.bodies)
    assert {path for path, _ in left.receiver.bodies} == {"/v1/traces"}
    assert [secret for secret in left.secrets if secret.encode() in sent] == []
    assert "张".encode() not in sent


def test_the_spans_of_a_request_are_a_tree_below_its_caller(left: LeftBehind) -> None:
    wanted = bytes.fromhex("4bf92f3577b34da6a3ce929d0e0e4736")
    spans = [span for span in left.receiver.spans() if span.trace_id == wanted]
    by_id = {span.span_id: span for span in spans}
    servers = [span for span in spans if span.name == "POST /graphql"]
    assert len(servers) == 4
    assert {span.parent_span_id.hex() for span in servers} == {"00f067aa0ba902b7"}
    fields = [span for span in spans if span.name == "query verifyCertificate"]
    assert {by_id[span.parent_span_id].name for span in fields} == {"POST /graphql"}
    reads = [span for span in spans if span.name == "neo4j read"]
    assert "query verifyCertificate" in {by_id[span.parent_span_id].name for span in reads}
    [text] = {
        each.value.string_value.split(" ", 1)[0]
        for span in reads
        for each in span.attributes
        if each.key == "db.system"
    }
    assert text == "neo4j"
    assert {"graphql.document", "access event"} <= {span.name for span in spans}
