"""What is kept of a request: its id, its route, its counts; and whose machine may read them."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from prometheus_client import generate_latest

from registry.graph.sent import Sent
from registry.observing.meter import Meter
from registry.observing.page import is_loopback
from registry.observing.requests import given_id, method_of, route_of
from registry.observing.told import Answered, Told
from verifier.checks import Check, Outcome, failed, passed
from verifier.report import Report


def scope(**members: Any) -> dict[str, Any]:
    return {"method": "GET", "headers": [], **members}


@pytest.mark.parametrize(
    ("given", "is_kept"),
    [
        pytest.param("4bf92f3577b34da6", True, id="hexadecimal"),
        pytest.param("front-1.request_7", True, id="words"),
        pytest.param("x" * 64, True, id="64-characters"),
        pytest.param("x" * 65, False, id="65-characters"),
        pytest.param("", False, id="nothing"),
        pytest.param("a b", False, id="a-space"),
        pytest.param("a\r\nSet-Cookie", False, id="a-line-break"),
        pytest.param("张", False, id="a-name"),
        pytest.param("990000198005050016", False, id="an-id-number"),
    ],
)
def test_a_sane_request_id_is_kept(given: str, *, is_kept: bool) -> None:
    headers = [(b"x-request-id", given.encode())]
    assert given_id(scope(headers=headers)) == (given if is_kept else None)


def test_labels_are_words_of_ours() -> None:
    assert route_of(scope(path="/status/990000198005050016")) == "unmatched"
    assert route_of(scope(route=SimpleNamespace(path="/status/{name}"))) == "/status/{name}"
    assert method_of(scope(method="GET")) == "GET"
    assert method_of(scope(method="BREW")) == "OTHER"


@pytest.mark.parametrize(
    ("host", "expected"),
    [
        ("127.0.0.1", True),
        ("127.8.8.8", True),
        ("::1", True),
        ("localhost", True),
        ("10.0.0.1", False),
        ("localhost.example.cn", False),
        ("127.0.0.1.example.cn", False),
        ("", False),
    ],
)
def test_which_hosts_are_this_machine(host: str, *, expected: bool) -> None:
    assert is_loopback(host) == expected


def test_counts_and_times_are_on_the_page() -> None:
    meter = Meter()
    meter.began()
    meter.answered(Answered("POST", "/graphql", 200, 0.003, Told("query", "worker", "OK", "admin")))
    meter.sent(Sent("RETURN 1", "read", 1_000_000, 3_000_000, 1, None))
    meter.sent(Sent("RETURN 1", "read", 1_000_000, 3_000_000, 0, "ServiceUnavailable"))
    results = (passed(Check.SIGNATURE), failed(Check.REVOKED, "revoked"))
    meter.judged(Report(results, Outcome.INVALID, 0.0))
    meter.recorded("issueCertificate", "FORBIDDEN")

    page = generate_latest(meter.registry).decode()

    for line in (
        'registry_http_requests_total{method="POST",route="/graphql",status="200"} 1.0',
        'registry_http_seconds_bucket{le="0.005",route="/graphql"} 1.0',
        'registry_http_seconds_bucket{le="0.0025",route="/graphql"} 0.0',
        'registry_graphql_operations_total{code="OK",field="worker",kind="query",status="200"} 1.0',
        'registry_graphql_seconds_count{field="worker",kind="query"} 1.0',
        'registry_database_statements_total{mode="read",outcome="answered"} 1.0',
        'registry_database_statements_total{mode="read",outcome="ServiceUnavailable"} 1.0',
        'registry_database_seconds_sum{mode="read"} 0.004',
        'registry_database_rows_total{mode="read"} 1.0',
        'registry_verifications_total{outcome="INVALID"} 1.0',
        'check="REVOKED",reason="REVOKED.revoked",state="FAILED"} 1.0',
        'registry_records_total{act="issueCertificate",outcome="FORBIDDEN"} 1.0',
        "registry_http_in_progress 0.0",
    ):
        assert line in page
    assert "process_resident_memory_bytes" in page
