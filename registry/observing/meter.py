"""The counts and times of a process, as Prometheus takes them.

Whoever has something to tell calls a method here: a few microseconds, no wait, no failure. Labels
are bounded: routes as they are declared, root fields of the schema, published codes. Each process
counts for itself and is scraped for itself; sums over processes are the reader's
(docs/operations.md).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final, TypeVar

from prometheus_client import (
    CollectorRegistry,
    Counter,
    Gauge,
    GCCollector,
    Histogram,
    PlatformCollector,
    ProcessCollector,
    disable_created_metrics,
)

from registry.counted import Counted
from registry.graph.sent import Sent
from registry.observing.notices import Notices
from registry.observing.told import Answered
from verifier.checks import State
from verifier.report import Report

SECONDS: Final = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 10.0, 40.0)
"""Bounds of histograms: from a certificate out of memory to the deadline of a request."""

_TELLING: Final = frozenset({State.FAILED, State.WARNED, State.UNAVAILABLE})
_NANOSECOND: Final = 1e-9

T = TypeVar("T", Counter, Histogram)


class _Children(dict[tuple[object, ...], T]):
    """The series of a family by the values of its labels, each looked up in the family once.

    The family's own look-up costs more than the count: it turns every value into text, under a
    lock.
    """

    def __init__(self, family: T) -> None:
        super().__init__()
        self._labels: Callable[..., Any] = family.labels

    def __missing__(self, values: tuple[object, ...]) -> T:
        """Return the series of values that were not seen before."""
        child: T = self._labels(*values)
        self[values] = child
        return child


class Meter:
    """The instruments of one process; `registry` holds them all.

    `caches` are the memories of the process by name, whose counts are read with the metrics.
    """

    def __init__(self) -> None:
        # When a series began is half of the page, and no question that is asked here.
        disable_created_metrics()  # type: ignore[no-untyped-call]  # it has no types
        self.caches: dict[str, Counted] = {}
        self.registry: Final = CollectorRegistry()
        for collector in (ProcessCollector, PlatformCollector, GCCollector):
            collector(registry=self.registry)
        registry = self.registry

        def counter(name: str, meaning: str, labels: tuple[str, ...]) -> _Children[Counter]:
            return _Children(Counter(name, meaning, labels, registry=registry))

        def histogram(name: str, meaning: str, labels: tuple[str, ...]) -> _Children[Histogram]:
            return _Children(Histogram(name, meaning, labels, registry=registry, buckets=SECONDS))

        self._running = 0
        running = Gauge("registry_http_in_progress", "Requests being answered", registry=registry)
        running.set_function(lambda: self._running)
        self._requests = counter(
            "registry_http_requests",
            "Requests answered, by route and status",
            ("method", "route", "status"),
        )
        self._request_seconds = histogram(
            "registry_http_seconds", "Time until a request was answered, by route", ("route",)
        )
        self._operations = counter(
            "registry_graphql_operations",
            "GraphQL requests, by kind, root field, status and code of the first error",
            ("kind", "field", "status", "code"),
        )
        self._operation_seconds = histogram(
            "registry_graphql_seconds",
            "Time until a GraphQL request was answered, by kind and root field",
            ("kind", "field"),
        )
        self._statements = counter(
            "registry_database_statements",
            "Statements sent to the database, by mode and what came of them",
            ("mode", "outcome"),
        )
        self._statement_seconds = histogram(
            "registry_database_seconds",
            "Time until a statement was answered, the way to the database included",
            ("mode",),
        )
        self._rows = counter("registry_database_rows", "Records read", ("mode",))
        self._verdicts = counter(
            "registry_verifications", "Certificates judged, by verdict", ("outcome",)
        )
        self._findings = counter(
            "registry_verification_findings",
            "Checks that failed, warned or could not be made, by check and reason",
            ("check", "state", "reason"),
        )
        self._records = counter(
            "registry_records",
            "Mutations that reached their rules, by name: made, or the code of the refusal",
            ("act", "outcome"),
        )

    @property
    def notices(self) -> Notices:
        """What the office tells."""
        return Notices(self.judged, self.recorded)

    def began(self) -> None:
        """Count a request that is being answered; `answered` ends it."""
        self._running += 1

    def answered(self, answered: Answered) -> None:
        """Count an answer, and what it tells of itself if it is one of GraphQL."""
        method, route, status, seconds, told = answered
        self._running -= 1
        self._requests[method, route, status].inc()
        self._request_seconds[route,].observe(seconds)
        if told is not None:
            self._operations[told.kind, told.field, status, told.code].inc()
            self._operation_seconds[told.kind, told.field].observe(seconds)

    def sent(self, sent: Sent) -> None:
        """Count a statement."""
        mode = sent.mode
        self._statements[mode, sent.error or "answered"].inc()
        self._statement_seconds[mode,].observe((sent.ended - sent.began) * _NANOSECOND)
        self._rows[mode,].inc(sent.rows)

    def judged(self, report: Report) -> None:
        """Count a verdict, and what spoke against the certificate."""
        self._verdicts[report.outcome.value,].inc()
        for result in report.results:
            if result.state in _TELLING:
                self._findings[result.code.value, result.state.value, result.reason].inc()

    def recorded(self, act: str, outcome: str) -> None:
        """Count a mutation that reached its rules."""
        self._records[act, outcome].inc()
