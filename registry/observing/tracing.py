"""Spans for OpenTelemetry, where `OTEL_EXPORTER_OTLP_ENDPOINT` says where they go.

A request is a span of kind server, the child of whoever calls if it sent a W3C `traceparent`. Below
it are the reading of its document, each root field, and in that every statement to the database, of
kind client. Names and attributes are those of OpenTelemetry's semantic conventions where there is
one. What a client wrote stays out: no path, no document, no name of an operation, and of a
statement its text, which is ours, without its parameters.

The library is an extra of this package (`talent-registry[otel]`), imported only here and only then.
Everything else of it (sampling, headers, resource, limits) is set by its own variables. A span is
sent later, by a thread; an endpoint that is away costs spans, never a request.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import asynccontextmanager, contextmanager
from functools import partial
from time import perf_counter_ns, time_ns
from typing import TYPE_CHECKING, Final

from registry.graph.sent import Sent
from registry.observing.told import Answered
from registry.settings import Settings

if TYPE_CHECKING:
    from opentelemetry.sdk.trace import SpanProcessor, TracerProvider
    from opentelemetry.trace import Span

NAME: Final = "talent-registry"
MAX_STATEMENT_CHARACTERS: Final = 4_096
_SERVER_FAULT: Final = 500
_CARRIED: Final = (b"traceparent", b"tracestate")
_LOG: Final = logging.getLogger("registry.tracing")

Attributes = Mapping[str, str | int | bool]


class Traces:
    """The spans of one process."""

    def __init__(self, provider: TracerProvider) -> None:
        from opentelemetry import trace  # noqa: PLC0415 - an extra, imported only where it is used
        from opentelemetry.trace.propagation.tracecontext import (  # noqa: PLC0415
            TraceContextTextMapPropagator,
        )

        self._provider = provider
        self._tracer = provider.get_tracer(NAME)
        self._span = trace.get_current_span
        self._kinds = trace.SpanKind
        self._error = trace.Status(trace.StatusCode.ERROR)
        # The message of an exception may repeat a value, so a span is given none.
        self._within = partial(
            trace.use_span,
            end_on_exit=True,
            record_exception=False,
            set_status_on_exception=False,
        )
        self._carried = TraceContextTextMapPropagator()

    @classmethod
    def of(cls, settings: Settings) -> Traces | None:
        """Return what sends spans to the endpoint of the settings; None without one.

        None too, with a warning, where the extra is not installed: a variable that is set for
        every program of a machine must not keep this one from starting.
        """
        if settings.otel_endpoint is None:
            return None
        try:
            from opentelemetry.exporter.otlp.proto.http.trace_exporter import (  # noqa: PLC0415
                OTLPSpanExporter,
            )
            from opentelemetry.sdk.trace.export import BatchSpanProcessor  # noqa: PLC0415
        except ImportError:
            _LOG.warning("no traces are sent: install talent-registry[otel]")
            return None
        address = f"{settings.otel_endpoint.rstrip('/')}/v1/traces"
        return cls.over(BatchSpanProcessor(OTLPSpanExporter(endpoint=address)), settings)

    @classmethod
    def over(cls, processor: SpanProcessor, settings: Settings) -> Traces:
        """Return what hands its spans to a processor."""
        from opentelemetry.sdk.resources import Resource  # noqa: PLC0415
        from opentelemetry.sdk.trace import TracerProvider  # noqa: PLC0415

        resource = Resource.create({"service.name": settings.otel_service_name})
        provider = TracerProvider(resource=resource, shutdown_on_exit=False)
        provider.add_span_processor(processor)
        return cls(provider)

    def close(self) -> None:
        """Send what is left; this blocks, for seconds where the endpoint is away."""
        self._provider.shutdown()

    @contextmanager
    def request(self, headers: list[tuple[bytes, bytes]]) -> Iterator[Span]:
        """Surround a request with its span, below that of the caller if it names one."""
        carried = {
            name.decode(): value.decode("latin-1") for name, value in headers if name in _CARRIED
        }
        context = self._carried.extract(carried) if carried else None
        span = self._tracer.start_span("request", context=context, kind=self._kinds.SERVER)
        with self._within(span):
            yield span

    def answered(self, span: Span, answered: Answered) -> None:
        """Say in the span of a request how it was answered."""
        method, route, status, _, told = answered
        span.update_name(f"{method} {route}")
        span.set_attributes(
            {
                "http.request.method": method,
                "http.route": route,
                "http.response.status_code": status,
            }
        )
        if told is not None:
            span.set_attributes({f"registry.{name}": word for name, word in told._asdict().items()})
            span.set_attribute("graphql.operation.type", told.kind)
        if status >= _SERVER_FAULT:
            span.set_status(self._error)

    @contextmanager
    def field(self, kind: str, name: str) -> Iterator[None]:
        """Surround the resolving of a root field; kind is query or mutation."""
        attributes = {"graphql.operation.type": kind, "graphql.field.name": name}
        span = self._tracer.start_span(f"{kind} {name}", attributes=attributes)
        with self._within(span):
            yield

    def done(self, name: str, began: int, attributes: Attributes | None = None) -> None:
        """Add a span that is over: from `began`, a reading of `perf_counter_ns`, until now."""
        span = self._tracer.start_span(
            name, start_time=_epoch(began), attributes=dict(attributes or {})
        )
        span.end()

    def sent(self, sent: Sent) -> None:
        """Add the span of a statement, if it was sent for a request.

        The keepers of the log and of the day ask the database every second, and nobody for it.
        """
        if not self._span().get_span_context().is_valid:
            return
        began = _epoch(sent.began)
        span = self._tracer.start_span(
            f"neo4j {sent.mode}",
            kind=self._kinds.CLIENT,
            start_time=began,
            attributes={
                "db.system": "neo4j",
                "db.system.name": "neo4j",
                "db.operation.name": sent.mode,
                "db.query.text": sent.text.strip()[:MAX_STATEMENT_CHARACTERS],
                "db.response.returned_rows": sent.rows,
            },
        )
        if sent.error is not None:
            span.set_attribute("error.type", sent.error)
            span.set_status(self._error)
        span.end(began + sent.ended - sent.began)


@asynccontextmanager
async def closing(traces: Traces | None) -> AsyncIterator[None]:
    """Send what is left of the spans when the block ends, without keeping the loop from others."""
    try:
        yield
    finally:
        if traces is not None:
            await asyncio.to_thread(traces.close)


def _epoch(reading: int) -> int:
    """Return a reading of `perf_counter_ns` as nanoseconds since 1970."""
    return time_ns() - perf_counter_ns() + reading
