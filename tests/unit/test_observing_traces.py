"""Spans: their tree, their names, and that nothing of a person is in them."""

from __future__ import annotations

import subprocess
import sys
from time import perf_counter_ns
from typing import Final

import pytest
from opentelemetry.sdk.trace import ReadableSpan
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter
from opentelemetry.trace import SpanKind, StatusCode

from registry.graph.sent import Sent
from registry.observing.told import Answered, Told
from registry.observing.tracing import Traces
from registry.settings import Settings

PARENT: Final = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"


@pytest.fixture
def exporter() -> InMemorySpanExporter:
    return InMemorySpanExporter()


@pytest.fixture
def traces(exporter: InMemorySpanExporter) -> Traces:
    return Traces.over(SimpleSpanProcessor(exporter), Settings(otel_service_name="registry-1"))


def by_name(exporter: InMemorySpanExporter) -> dict[str, ReadableSpan]:
    return {span.name: span for span in exporter.get_finished_spans()}


def test_a_request_is_a_tree_below_its_caller(
    traces: Traces, exporter: InMemorySpanExporter
) -> None:
    with traces.request([(b"traceparent", PARENT.encode()), (b"cookie", b"secret")]) as span:
        traces.done("graphql.document", perf_counter_ns())
        with traces.field("query", "worker"):
            began = perf_counter_ns()
            traces.sent(Sent("\nMATCH (w {id: $id})", "read", began, began + 2_000_000, 1, None))
        told = Told("query", "worker", "OK", "admin")
        traces.answered(span, Answered("POST", "/graphql", 200, 0.01, told))
    spans = by_name(exporter)
    server, field = spans["POST /graphql"], spans["query worker"]
    document, statement = spans["graphql.document"], spans["neo4j read"]
    assert server.kind is SpanKind.SERVER
    assert server.parent is not None
    assert f"{server.parent.span_id:016x}" == "00f067aa0ba902b7"
    assert f"{server.context.trace_id:032x}" == "4bf92f3577b34da6a3ce929d0e0e4736"
    for below, above in ((document, server), (field, server), (statement, field)):
        assert below.parent is not None
        assert below.parent.span_id == above.context.span_id
    assert server.resource.attributes["service.name"] == "registry-1"
    assert dict(server.attributes or {}) == {
        "http.request.method": "POST",
        "http.route": "/graphql",
        "http.response.status_code": 200,
        "graphql.operation.type": "query",
        "registry.kind": "query",
        "registry.field": "worker",
        "registry.code": "OK",
        "registry.role": "admin",
    }
    assert statement.kind is SpanKind.CLIENT
    assert statement.attributes is not None
    assert statement.attributes["db.system"] == "neo4j"
    assert statement.attributes["db.query.text"] == "MATCH (w {id: $id})"
    assert statement.start_time is not None
    assert statement.end_time == statement.start_time + 2_000_000


@pytest.mark.parametrize("value", ["", "00-zz-00-01", "\xff", PARENT[:20]])
def test_a_broken_parent_begins_a_trace(
    traces: Traces, exporter: InMemorySpanExporter, value: str
) -> None:
    with traces.request([(b"traceparent", value.encode("latin-1"))]):
        pass
    [span] = exporter.get_finished_spans()
    assert span.parent is None


def test_a_statement_of_no_request_has_no_span(
    traces: Traces, exporter: InMemorySpanExporter
) -> None:
    traces.sent(Sent("RETURN 1", "read", 0, 1, 1, None))
    assert not exporter.get_finished_spans()


def test_failures_are_marked_by_their_class(traces: Traces, exporter: InMemorySpanExporter) -> None:
    with traces.request([]) as span:
        traces.sent(Sent("RETURN 1", "write", 0, 1, 0, "ServiceUnavailable"))
        traces.answered(span, Answered("GET", "/ready", 503, 0.1, None))
    spans = by_name(exporter)
    for name in ("neo4j write", "GET /ready"):
        assert spans[name].status.status_code is StatusCode.ERROR
        assert spans[name].status.description is None
        assert not spans[name].events
    assert (spans["neo4j write"].attributes or {})["error.type"] == "ServiceUnavailable"


def test_an_exception_leaves_no_message_in_a_span(
    traces: Traces, exporter: InMemorySpanExporter
) -> None:
    with pytest.raises(KeyError), traces.request([]), traces.field("query", "worker"):
        raise KeyError("张一甲")
    spans = exporter.get_finished_spans()
    assert len(spans) == 2
    assert "张一甲" not in str([(dict(span.attributes or {}), span.events) for span in spans])
    assert {span.status.description for span in spans} == {None}


def test_without_an_endpoint_there_are_no_traces() -> None:
    assert Traces.of(Settings(otel_endpoint=None)) is None


def test_without_the_extra_the_registry_starts_and_says_so(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setitem(sys.modules, "opentelemetry.exporter.otlp.proto.http.trace_exporter", None)
    assert Traces.of(Settings(otel_endpoint="http://127.0.0.1:1")) is None
    assert "talent-registry[otel]" in caplog.text


def test_the_library_is_imported_only_where_traces_are_sent() -> None:
    code = "import registry.app, sys; print([m for m in sys.modules if 'opentelemetry' in m])"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=120
    )
    assert done.stdout.strip() == "[]"
