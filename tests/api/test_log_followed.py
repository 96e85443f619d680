"""From a plan to a witnessed certificate and a monitor's verdict, each a program of its own."""

from __future__ import annotations

import asyncio
import hashlib
import json
import time
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import timedelta
from pathlib import Path
from typing import Any, Final

import pytest

from registry.log.origin import LogKeyFile
from registry.settings import Settings
from tests.api.test_mutations import ISSUE, PLAN, SESSION, do, plan, session
from tests.support.api import Api, issuer, running_api
from tests.support.database import Graph
from tests.support.running_witness import running_witness
from tests.support.small_world import ISSUER, NOW, build, settings_of
from verifier import Check, Outcome, State, Trust, verify_credential
from verifier.monitor.command import run_monitor
from verifier.policy import parse_policy

PATIENCE_SECONDS: Final = 30.0
HELD: Final = "2026-11-26"


class Clock:
    """The registry's clock, which the test sets."""

    now = NOW


@pytest.fixture
def settings(graph: Graph, tmp_path: Path) -> Iterator[Settings]:
    """Return settings of a registry with three witnesses, of which one is down."""
    home = settings_of(graph, tmp_path)
    build(graph, home, workers=30)
    vkey = LogKeyFile.of(home).make().vkey
    with ExitStack() as running:
        lines = []
        for name in ("w0", "w1", "w2"):
            witness = running.enter_context(
                running_witness(tmp_path / name, [vkey], name=f"{name}.example")
            )
            lines.append(f"witness {name} {witness.vkey} {witness.url}\n")
        witness.kill()
        file = tmp_path / "witnesses.txt"
        file.write_text("".join(lines))
        yield home.model_copy(update={"witnesses": file})


def test_a_certificate_is_logged_witnessed_proved_and_found_honest(
    settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    clock = Clock()
    with running_api(settings, clock=lambda: clock.now) as api:
        planned = plan(plannedFor=HELD, seats=2)
        filed = do(api, PLAN, issuer(ISSUER), "plan", **planned)["plan"]
        clock.now = NOW + timedelta(days=2)
        sat = session("w1", "w2", planId=filed["id"], heldOn=HELD)
        held = do(api, SESSION, issuer(ISSUER), "session", **sat)["session"]
        credentials = [
            do(
                api,
                ISSUE,
                issuer(ISSUER),
                f"issue {worker}",
                sessionId=held["id"],
                worker=worker,
                issuedOn=HELD,
            )["credential"]
            for worker in ("w1", "w2")
        ]
        proofs = [_proof(api, credential) for credential in credentials]
        trust = api.send("GET", "/trust.json").json()

    for credential, proof in zip(credentials, proofs, strict=True):
        report = verify_credential(
            json.dumps({"credential": credential, "logProof": proof}),
            trust=Trust.from_json(trust),
            now=clock.now.timestamp(),
        )
        assert report.outcome is Outcome.VALID
        assert {check.code: check.state for check in report.checks}[Check.LOG_PROOF] is State.PASSED

    status = run_monitor(
        str(settings.home / "log"),
        parse_policy(trust["log"]["policy"]),
        state=None,
        lang="en",
        as_json=True,
        now=clock.now.timestamp,
    )
    *findings, summary = map(json.loads, capsys.readouterr().out.splitlines())
    assert findings == []
    assert status == 0
    assert summary["witnesses"] == ["w0", "w1"]
    assert summary["read"] == summary["size"] > 4


def _proof(api: Api, credential: str) -> Any:
    """Wait until the certificate is logged, and return its proof."""
    token = hashlib.sha256(credential.partition("~")[0].encode()).hexdigest()
    end = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < end:
        answer = api.send("GET", f"/log/proof/{token}")
        if answer.status_code == 200:
            return answer.text
        assert answer.json() == {"state": "PENDING"}
        # The sequencer is a task beside the requests, and runs when they do not.
        api.run(asyncio.sleep(0.1))
    raise AssertionError("the certificate stays PENDING")
