"""The log over HTTP and in the API: what is issued becomes provable, to anybody, offline."""

from __future__ import annotations

import asyncio
import hashlib
import time
from collections.abc import Iterator
from contextlib import ExitStack
from typing import Any, Final

import httpx
import pytest

from registry.log.origin import LogKeyFile
from tests.support.api import Api, issuer, running_api
from tests.support.database import Graph
from tests.support.running_witness import running_witness
from tests.support.small_world import ISSUER, NOW, build, settings_of
from verifier import Check, State, Trust, verify_credential
from verifier.tiles import parse_bundle

ISSUE: Final = """mutation($worker: ID!) {
  issueCertificate(input: {sessionId: "session-a", worker: $worker, issuedOn: "2026-11-20"},
                   idempotencyKey: $worker) {
    ... on IssuedCertificate { credential qrText logState logProof }
  }
}"""
VERIFY: Final = """query($credential: String!) {
  verifyCredential(credential: $credential) { checks { code state } }
}"""
PATIENCE_SECONDS: Final = 90.0


@pytest.fixture(scope="module")
def api(graph: Graph, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Api]:
    """Run the application with two witnesses, of which both are needed."""
    home = tmp_path_factory.mktemp("home")
    settings = settings_of(graph, home)
    build(graph, settings, workers=9)
    vkey = LogKeyFile.of(settings).make().vkey
    with ExitStack() as running:
        lines = []
        for name in ("w0", "w1"):
            witness = running.enter_context(
                running_witness(home / name, [vkey], name=f"{name}.example")
            )
            lines.append(f"witness {name} {witness.vkey} {witness.url}\n")
        (home / "witnesses.txt").write_text("".join(lines))
        witnessed = settings.model_copy(update={"witnesses": home / "witnesses.txt"})
        api = running.enter_context(running_api(witnessed, clock=lambda: NOW))
        # A cold database plans the first issue for seconds, and may run into its time limit.
        api.ask(ISSUE, issuer(ISSUER), {"worker": "w8"})
        yield api


def issue(api: Api, worker: str) -> Any:
    """Issue, or ask again for what was issued."""
    return api.ask(ISSUE, issuer(ISSUER), {"worker": worker}).data["issueCertificate"]


def until_logged(api: Api, worker: str) -> Any:
    """Ask again until the certificate is covered by a witnessed checkpoint."""
    end = time.monotonic() + PATIENCE_SECONDS
    while (made := issue(api, worker))["logState"] != "LOGGED":
        assert time.monotonic() < end, made
        api.run(asyncio.sleep(0.2))
    return made


def get(api: Api, path: str) -> httpx.Response:
    return api.send("GET", path)


def sha256(credential: str) -> str:
    return hashlib.sha256(credential.partition("~")[0].encode()).hexdigest()


def test_a_certificate_becomes_provable_offline(api: Api) -> None:
    made = issue(api, "w1")
    assert (made["logState"], made["logProof"] is None) in {("PENDING", True), ("LOGGED", False)}
    assert get(api, f"/log/proof/{sha256(made['credential'])}").status_code in {200, 202}

    logged = until_logged(api, "w1")
    served = get(api, f"/log/proof/{sha256(made['credential'])}")
    assert served.status_code == 200
    assert served.headers["content-type"] == "text/plain; charset=utf-8"
    assert served.text == logged["logProof"]

    trust = Trust.from_json(get(api, "/trust.json").content)
    printed = made["qrText"].partition("#")[2]
    for credential in (made["credential"], printed):
        proof = get(api, f"/log/proof/{sha256(credential)}").text
        report = verify_credential(credential, trust=trust, log_proof=proof, now=NOW.timestamp())
        assert report.result(Check.NOT_IN_LOG).state is State.PASSED, report.to_json()
        assert report.result(Check.LOG_PROOF).state is State.PASSED


def test_the_service_adds_its_own_proof(api: Api) -> None:
    made = until_logged(api, "w2")
    answer = api.ask(VERIFY, variables={"credential": made["credential"]})
    states = {c["code"]: c["state"] for c in answer.data["verifyCredential"]["checks"]}

    assert (states["NOT_IN_LOG"], states["LOG_PROOF"]) == ("PASSED", "PASSED")


def test_the_log_is_served_as_tlog_tiles_has_it(api: Api) -> None:
    until_logged(api, "w3")
    checkpoint = get(api, "/log/checkpoint")
    origin, size = checkpoint.text.split("\n")[:2]
    tile = get(api, f"/log/tile/0/000.p/{size}")
    bundle = get(api, f"/log/tile/entries/000.p/{size}")

    assert origin == "registry.example.cn/log"
    assert checkpoint.headers["content-type"] == "text/plain; charset=utf-8"
    assert checkpoint.headers["cache-control"] == "public, max-age=1"
    assert checkpoint.headers["access-control-allow-origin"] == "*"
    assert checkpoint.text.count("\n— ") == 3
    hashes = [tile.content[n : n + 32] for n in range(0, len(tile.content), 32)]
    entries = parse_bundle(bundle.content, int(size))
    assert [hashlib.sha256(b"\x00" + entry).digest() for entry in entries] == hashes
    for answer in (tile, bundle):
        assert answer.headers["content-type"] == "application/octet-stream"
        assert "immutable" in answer.headers["cache-control"]


@pytest.mark.parametrize(
    ("path", "status"),
    [
        pytest.param("/log/tile/0/001", 404, id="no-such-tile"),
        pytest.param("/log/tile/9/000", 404, id="no-such-level"),
        pytest.param("/log/tile/0/000.p/255", 404, id="no-such-width"),
        pytest.param("/log/tile/0/0", 404, id="a-path-that-is-none"),
        pytest.param("/log/tile/entries/..%2f..%2fcheckpoint", 404, id="a-way-out"),
        pytest.param(f"/log/proof/{'0' * 64}", 404, id="an-unknown-token"),
        pytest.param("/log/proof/hello", 404, id="no-hash"),
    ],
)
def test_what_there_is_not_is_not_found(api: Api, path: str, status: int) -> None:
    assert get(api, path).status_code == status
