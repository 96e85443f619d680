"""What it costs to be looked at: CPU of everything that counts and times a request, a request.

python -m tests.bench.observing [--rounds N]

The middleware around a request, its counts, two statements and the words of its answer, beside a
floor that does none of it (the same ASGI application without the middleware); with lines of JSON
and with traces (spans made and thrown away) besides. Interleaved rounds, CPU of this process alone;
no database.
"""

from __future__ import annotations

import argparse
import asyncio
import io
import logging
from collections.abc import Callable
from statistics import median
from time import process_time
from types import SimpleNamespace
from typing import Any, Final

from opentelemetry.sdk.trace.export import SimpleSpanProcessor, SpanExporter, SpanExportResult
from starlette.types import Message, Receive, Scope, Send

from registry.graph.sent import Watched, both, unwatched
from registry.observing.logs import configure
from registry.observing.meter import Meter
from registry.observing.requests import Observed
from registry.observing.told import TOLD, Told
from registry.observing.tracing import Traces
from registry.settings import Settings

REQUESTS: Final = 2_000
HEADERS: Final = [(b"host", b"127.0.0.1"), (b"accept", b"*/*"), (b"authorization", b"Bearer x")]
STATEMENT: Final = "RETURN 1"


class Nowhere(SpanExporter):
    """Throws spans away."""

    def export(self, spans: Any) -> SpanExportResult:
        """Take them."""
        return SpanExportResult.SUCCESS


def application(sent: Callable[[Any], None], *, is_told: bool) -> Callable[..., Any]:
    """Return an application that answers at once, with two statements of no length."""

    async def answer(scope: Scope, _receive: Receive, send: Send) -> None:
        for _ in range(2):
            with Watched(STATEMENT, "read", sent) as rows:
                rows.append([])
        if is_told:
            scope[TOLD] = Told("query", "candidates", "OK", "enterprise")
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": b"{}"})

    return answer


def observed(meter: Meter, traces: Traces | None) -> tuple[Callable[..., Any], Any]:
    """Return the application within the middleware, and the state that it finds there."""
    sent = meter.sent if traces is None else both(meter.sent, traces.sent)
    state = SimpleNamespace(services=SimpleNamespace(meter=meter, traces=traces))
    return Observed(application(sent, is_told=True)), SimpleNamespace(state=state)


async def run(app: Callable[..., Any], state: Any) -> float:
    """Return the microseconds of CPU that a request takes."""

    async def receive() -> Message:
        return {"type": "http.request"}

    async def send(_message: Message) -> None:
        return

    route = SimpleNamespace(path="/graphql")
    began = process_time()
    for _ in range(REQUESTS):
        scope = {"type": "http", "method": "POST", "headers": HEADERS, "app": state, "route": route}
        await app(scope, receive, send)
    return (process_time() - began) / REQUESTS * 1e6


def traces_to_nowhere() -> Traces:
    """Return traces whose spans are made, ended and dropped."""
    return Traces.over(SimpleSpanProcessor(Nowhere()), Settings(otel_service_name="bench"))


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=9)
    rounds = parser.parse_args().rounds
    quiet, spoken = logging.WARNING, logging.INFO
    cases: dict[str, tuple[Callable[..., Any], Any, int]] = {
        "floor: nobody looks": (application(unwatched, is_told=False), None, quiet),
        "metrics, request ids": (*observed(Meter(), None), quiet),
        "and lines of JSON": (*observed(Meter(), None), spoken),
        "metrics and traces (3 spans)": (*observed(Meter(), traces_to_nowhere()), quiet),
    }
    configure("json", io.StringIO())
    taken: dict[str, list[float]] = {name: [] for name in cases}
    for _ in range(rounds):
        for name, (app, state, level) in cases.items():
            logging.getLogger("registry").setLevel(level)
            taken[name].append(asyncio.run(run(app, state)))
    floor = median(taken["floor: nobody looks"])
    print("| | us of CPU a request | more than the floor |\n|---|---|---|")  # noqa: T201
    for name, each in taken.items():
        print(f"| {name} | {median(each):.1f} | {median(each) - floor:.1f} |")  # noqa: T201


if __name__ == "__main__":
    main()
