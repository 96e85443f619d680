"""Following a log over HTTP, and a monitor that is killed."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, Final

import pytest

from tests.support.evil_log import EvilLog, certificate, session
from tests.support.witnesses import policy
from verifier.monitor.command import run_monitor
from verifier.policy import parse_policy

ROOT: Final = Path(__file__).resolve().parents[2]
KILLS: Final = int(os.environ.get("TEST_KILLS", "2"))
NOW: Final = 1_782_000_000  # 2026-06-21 in China
DAY: Final = 86_400
HELD: Final = "ab" * 32


class Handler(SimpleHTTPRequestHandler):
    """Serves files with a connection kept open, and fails where a file says so."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        if Path(self.translate_path(self.path)).with_suffix(".fails").exists():
            self.send_error(503)
            return
        super().do_GET()

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def served(tmp_path: Path) -> Iterator[tuple[Path, str]]:
    """Return a folder and the address that it is served at."""
    folder = tmp_path / "log"
    folder.mkdir()
    server = ThreadingHTTPServer(
        ("127.0.0.1", 0), partial(Handler, directory=str(tmp_path)), bind_and_activate=True
    )
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield folder, f"http://127.0.0.1:{server.server_port}/log"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def look(
    url: str, capsys: pytest.CaptureFixture[str], *, state: Path | None = None, now: float = NOW
) -> tuple[int, list[dict[str, Any]]]:
    """Run once; return the status and what was printed."""
    status = run_monitor(
        url,
        parse_policy(policy("quorum none")),
        state=state,
        lang="en",
        as_json=True,
        now=lambda: now,
    )
    return status, [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def entries(count: int) -> list[bytes]:
    sessions = [session(f"s{n}", roster=HELD, seats=100_000) for n in range(10)]
    return [*sessions, *(certificate(n, session=f"s{n % 10}") for n in range(count - 10))]


def test_over_http(served: tuple[Path, str], capsys: pytest.CaptureFixture[str]) -> None:
    folder, url = served
    EvilLog([*entries(5000), certificate(99_999, session="s99")]).write(folder)

    # The last is that of a registry, whose log is below it.
    for address in (url, url + "/", url.removesuffix("/log")):
        status, lines = look(address, capsys)
        assert status == 1
        assert [(line.get("finding"), line.get("index")) for line in lines[:-1]] == [
            ("UNKNOWN_SESSION", 5000)
        ]
        assert lines[-1]["read"] == 5001


def test_the_log_itself_shows_what_was_not_there_yet(
    served: tuple[Path, str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """No witness is needed for that: what a log does not show is not logged."""
    folder, url = served
    state = tmp_path / "state"
    EvilLog(entries(20), cosigners=()).write(folder)
    assert look(url, capsys, state=state)[0] == 0
    EvilLog([*entries(20), session("late", day="2026-06-20")], cosigners=()).write(folder)
    status, lines = look(url, capsys, state=state, now=NOW + DAY)
    assert (status, lines[0]["finding"]) == (1, "SESSION_AFTER_DAY")


def test_a_server_that_fails(
    served: tuple[Path, str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder, url = served
    EvilLog(entries(3000)).write(folder)
    state = tmp_path / "state"
    trouble = folder / "tile/entries/005.fails"
    trouble.touch()
    status, lines = look(url, capsys, state=state)
    assert status == 2
    assert lines[-1]["read"] == 5 * 256
    assert "503" in lines[-1]["error"]

    trouble.unlink()
    status, lines = look(url, capsys, state=state)
    assert (status, lines[-1]["read"]) == (0, 3000 - 5 * 256)
    assert look("http://127.0.0.1:9/log", capsys)[0] == 2
    assert look(url + "/nothing", capsys)[0] == 2


def test_a_monitor_that_is_killed_misses_nothing_and_counts_nothing_twice(tmp_path: Path) -> None:
    bad = {12_000 + 1000 * n: certificate(100_000 + n, session="s99") for n in range(18)}
    seats = [session("full", day="2026-06-12", roster=HELD, seats=2000)]
    full = [certificate(200_000 + n, session="full") for n in range(2000)]
    honest = [*entries(9000), *seats, *full, *entries(20_000)[10:]]
    log = [bad.get(index, entry) for index, entry in enumerate(honest)]
    (tmp_path / "log").mkdir()
    EvilLog(log).write(tmp_path / "log")
    (tmp_path / "policy").write_text(policy())

    found: set[tuple[str, int]] = set()
    kills = 0
    while True:
        limit = random.Random(kills).uniform(0.3, 1.0) if kills < KILLS else None
        status, output = _run_and_kill(tmp_path, limit)
        lines = [json.loads(line) for line in output if line.endswith("}")]
        found |= {(line["finding"], line["index"]) for line in lines if "finding" in line}
        if status != -signal.SIGKILL:
            break
        kills += 1
    assert status in {0, 1}
    assert found == {("UNKNOWN_SESSION", index) for index in bad}


def _run_and_kill(folder: Path, limit: float | None) -> tuple[int, list[str]]:
    command = [sys.executable, "-m", "verifier", "--monitor", str(folder / "log"), "--json"]
    files = ["--policy", str(folder / "policy"), "--state", str(folder / "state")]
    with subprocess.Popen(
        [*command, *files],
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    ) as process:
        if limit is not None:
            time.sleep(limit)
            process.kill()
        output, _ = process.communicate()
        return process.returncode, output.splitlines()


def test_verifying_loads_no_client_and_no_server() -> None:
    program = "import sys, verifier.cli; print({'httpx', 'starlette', 'sqlite3'} & {*sys.modules})"
    run = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True, cwd=ROOT
    )
    assert run.stdout == "set()\n"
