"""The whole way, with real programs: offer, wallet over HTTP, presentation, badge, verification."""

from __future__ import annotations

import asyncio
import json
import os
import subprocess
import sys
import time
from base64 import urlsafe_b64encode
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

import httpx
import pytest

from registry.issuing.certificates import IssueOrder
from registry.recording.refusals import Refusal
from registry.settings import Settings
from tests.support.database import Graph
from tests.support.issuer import es256_key
from tests.support.site import serving
from tests.support.small_world import BASE, SESSION, build, opened, request, settings_of
from tests.support.wallet import Wallet, offer_in
from verifier.cli import main as verify

ISSUED_ON: Final = datetime(2026, 11, 20, tzinfo=UTC).date()
AUDIENCE: Final = "https://employer.example"

Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture(scope="module")
def settings(graph: Graph, tmp_path_factory: pytest.TempPathFactory) -> Settings:
    settings = settings_of(graph, tmp_path_factory.mktemp("home"))
    build(graph, settings)
    return settings


@pytest.fixture(scope="module")
def number(settings: Settings) -> str:
    """Return the number of a certificate that was issued now."""

    async def issue() -> str:
        order = IssueOrder(SESSION, "w1", ISSUED_ON, None)
        async with opened(settings) as world:
            world.now = datetime.now(UTC)
            made = await world.certificates.issue(request("k", order=repr(order)), order)
        assert not isinstance(made, Refusal), made
        text: str = made["certificateKey"].partition(":")[2]
        return text

    return asyncio.run(issue())


@pytest.fixture
def run(settings: Settings) -> Run:
    """Run `talent-registry` in a process of its own."""
    password = settings.neo4j_password.get_secret_value()
    environment = {
        **os.environ,
        "REGISTRY_HOME": str(settings.home),
        "REGISTRY_BASE_URL": BASE,
        "NEO4J_URI": settings.neo4j_uri or "",
        "NEO4J_USER": settings.neo4j_user,
        "NEO4J_PASSWORD": password,
        "NEO4J_DATABASE": settings.neo4j_database,
    }

    def runner(*words: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "registry.cli", *words],
            env=environment,
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )

    return runner


@pytest.fixture
def trust(run: Run, tmp_path: Path) -> Path:
    path = tmp_path / "trust.json"
    assert run("export", "--trust", str(path)).returncode == 0
    return path


@pytest.fixture(scope="module")
def site(settings: Settings, number: str) -> Iterator[httpx.Client]:
    assert number
    with serving(settings) as address, httpx.Client(base_url=address) as client:
        yield client


def test_from_the_offer_to_the_employer(
    run: Run, site: httpx.Client, number: str, tmp_path: Path
) -> None:
    offered = run("offer", "--number", number, "--pin")
    pin = offered.stderr.strip().rpartition(" ")[2]
    wallet = Wallet(site.request, offer_in(offered.stdout.strip()), int(time.time()))
    assert wallet.redeem(tx_code=pin).status_code == 200
    [credential] = wallet.ask(proof=wallet.proof()).json()["credentials"]
    (tmp_path / "mine.txt").write_text(credential["credential"], encoding="ascii")
    (tmp_path / "key.jwk").write_text(json.dumps(private_jwk()), encoding="ascii")

    words = ("--credential", str(tmp_path / "mine.txt"), "--key", str(tmp_path / "key.jwk"))
    asked = ("--audience", AUDIENCE, "--nonce", "n-1")
    shown = run("present", *words, "--disclose", "name, id_last4", *asked)
    question = {"credential": shown.stdout.strip(), "audience": AUDIENCE, "nonce": "n-1"}
    report = site.post("/verify", json=question).json()

    assert report["outcome"] == "VALID", report
    assert report["certificate"]["disclosed"] == "name,id_last4"
    refused = run("present", *words, "--disclose", "salary", *asked)
    assert (refused.returncode, "salary" in refused.stderr) == (1, True)


def private_jwk() -> dict[str, Any]:
    """Return the wallet's key as a wallet would export it."""
    key = es256_key(500).private_numbers()
    numbers = {
        "d": key.private_value,
        "x": key.public_numbers.x,
        "y": key.public_numbers.y,
    }
    parts = {
        name: urlsafe_b64encode(value.to_bytes(32, "big")).rstrip(b"=").decode()
        for name, value in numbers.items()
    }
    return {"kty": "EC", "crv": "P-256", **parts}


@pytest.mark.parametrize("name", ["badge.png", "badge.svg", "badge.jwt"])
def test_a_badge_is_written_and_verified_offline(
    run: Run, number: str, trust: Path, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    out = trust.with_name(name)
    made = run("badge", "--number", number, "--out", str(out))
    assert made.returncode == 0, made.stderr
    capsys.readouterr()

    status = verify(["--trust", str(trust), "--json", str(out)])

    report = json.loads(capsys.readouterr().out)
    assert (status, report["outcome"], report["certificate"]["number"]) == (0, "VALID", number)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        pytest.param(("badge", "--number", "0", "--out", "-"), "no certificate", id="unknown"),
        pytest.param(("badge", "--number", "0", "--out", "a.gif"), "--format", id="format"),
        pytest.param(("offer", "--number", "0"), "CERTIFICATE_NOT_FOUND", id="offer-of-nothing"),
    ],
)
def test_a_command_that_cannot_says_why(run: Run, words: tuple[str, ...], said: str) -> None:
    done = run(*words)
    assert done.returncode == 1
    assert said in done.stderr
    assert "Traceback" not in done.stderr
