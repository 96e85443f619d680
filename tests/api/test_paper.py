"""POST /paper: a certificate on paper for who holds it as a file, and for nobody else's."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import httpx
import pytest

from registry.issuing.certificates import IssueOrder, StatusOrder
from registry.recording.refusals import Refusal
from registry.recording.requests import Request
from registry.vocabulary import CertificateStatus
from tests.support.api import Api, running_small_world
from tests.support.contents import welder
from tests.support.database import Graph
from tests.support.papers import texts_of
from tests.support.small_world import ISSUER_VIEWER, NOW, SESSION
from verifier import Outcome, Trust, verify_credential
from verifier.pictures import credential_in


@pytest.fixture(scope="module")
def api(graph: Graph, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Api]:
    with running_small_world(graph, tmp_path_factory.mktemp("home"), workers=8) as running:
        yield running


def issue(api: Api, place: int) -> dict[str, Any]:
    """Issue a certificate to a worker; return what the issuer was answered."""
    order = IssueOrder(SESSION, f"w{place}", NOW.date() - timedelta(days=2), None)
    request = Request(ISSUER_VIEWER, f"paper-{place}", "issueCertificate", {"worker": place})
    made = api.run(api.services.office.certificates.issue(request, order))
    assert not isinstance(made, Refusal), made
    return dict(made)


@pytest.fixture(scope="module")
def issued(api: Api) -> dict[str, Any]:
    return issue(api, 1)


@pytest.fixture(scope="module")
def another(api: Api) -> dict[str, Any]:
    return issue(api, 2)


def post(api: Api, made: dict[str, Any], query: str = "", **changes: Any) -> httpx.Response:
    members = {"credential": made["credential"], "qrText": made["qrText"]} | changes
    return api.send("POST", f"/paper{query}", json=members)


@pytest.mark.parametrize(
    ("form", "media_type"),
    [("pdf", "application/pdf"), ("svg", "image/svg+xml"), ("png", "image/png")],
)
def test_each_form_is_printed_and_verified(
    api: Api, issued: dict[str, Any], form: str, media_type: str
) -> None:
    answer = post(api, issued, f"?format={form}")
    trust = Trust.from_json(api.run(api.services.office.trust.make()))

    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"].startswith(media_type)
    assert answer.headers["cache-control"] == "no-store"
    text = credential_in(answer.content)
    assert text == issued["qrText"]
    assert verify_credential(text, trust=trust, now=NOW).outcome is Outcome.VALID


def test_the_credential_is_attached_only_where_it_is_wanted(
    api: Api, issued: dict[str, Any]
) -> None:
    assert credential_in(post(api, issued).content) == issued["qrText"]
    assert credential_in(post(api, issued, "?attach=true").content) == issued["credential"]


@pytest.mark.parametrize(
    ("query", "changes", "refusal"),
    [
        pytest.param("?format=docx", {}, (400, "BAD_FORMAT"), id="another-format"),
        pytest.param("", {"credential": None}, (400, "BAD_REQUEST"), id="no-credential"),
        pytest.param("", {"qrText": 1}, (400, "BAD_REQUEST"), id="a-code-that-is-no-text"),
        pytest.param("?format=svg&attach=true", {}, (400, "BAD_REQUEST"), id="a-file-in-a-svg"),
        pytest.param("", {"credential": "nonsense"}, (422, "UNREADABLE"), id="nonsense"),
        pytest.param("", {"x": "x" * 100_000}, (413, "TOO_LARGE"), id="over-96-kB"),
    ],
)
def test_what_is_no_order_is_refused(
    api: Api, issued: dict[str, Any], query: str, changes: dict[str, Any], refusal: tuple[int, str]
) -> None:
    answer = post(api, issued, query, **changes)

    assert (answer.status_code, answer.json()["error"]["code"]) == refusal


def test_the_code_must_be_of_the_same_certificate(
    api: Api, issued: dict[str, Any], another: dict[str, Any]
) -> None:
    answer = post(api, issued, qrText=another["qrText"])

    assert (answer.status_code, answer.json()["error"]["code"]) == (422, "UNRELATED_CODE")


def test_a_stranger_s_certificate_is_not_printed(api: Api) -> None:
    credential, qr_text = texts_of(welder())

    answer = post(api, {"credential": credential, "qrText": qr_text})

    assert (answer.status_code, answer.json()["error"]["code"]) == (422, "NOT_VALID")


def test_a_changed_credential_is_not_printed(api: Api, issued: dict[str, Any]) -> None:
    jwt, _, rest = issued["credential"].partition("~")

    answer = post(api, issued, credential=f"{jwt[:-4]}AAAA~{rest}")

    assert (answer.status_code, answer.json()["error"]["code"]) == (422, "NOT_VALID")


def test_a_revoked_certificate_is_not_printed(api: Api) -> None:
    made = issue(api, 3)
    number = made["certificateKey"].partition(":")[2]
    order = StatusOrder(number, None, CertificateStatus.REVOKED, "查实", "D1")
    request = Request(ISSUER_VIEWER, "paper-revoke", "changeCertificateStatus", {})
    api.run(api.services.office.certificates.change_status(request, order))

    answer = post(api, made)

    assert (answer.status_code, answer.json()["error"]["code"]) == (422, "NOT_VALID")


@pytest.mark.parametrize(
    ("content", "kind", "status"),
    [
        pytest.param(b"{}", "text/plain", 415, id="text"),
        pytest.param(b"{", "application/json", 400, id="broken-json"),
        pytest.param(json.dumps([]).encode(), "application/json", 400, id="a-list"),
        pytest.param(b"\xff", "application/json", 400, id="no-utf-8"),
    ],
)
def test_other_bodies_are_refused(api: Api, content: bytes, kind: str, status: int) -> None:
    answer = api.send("POST", "/paper", content=content, headers={"Content-Type": kind})

    assert answer.status_code == status
