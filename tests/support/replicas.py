"""API processes of one registry, as they stand behind a load balancer: each real, each its own.

They share a database and the folder of keys; every one has a state folder of its own, so that
nothing but what must be shared is.
"""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import httpx

from registry.settings import Settings
from tests.support.running_witness import ROOT

PATIENCE_SECONDS: Final = 60.0


@dataclass(frozen=True)
class Replica:
    """One process; `home` is its state folder."""

    home: Path
    process: subprocess.Popen[bytes]
    client: httpx.Client

    def ask(
        self,
        query: str,
        token: str,
        variables: dict[str, Any] | None = None,
        *,
        bookmark: str | None = None,
    ) -> httpx.Response:
        """Ask it; the answer has status 200.

        On a busy machine an unseen statement may be planned for longer than the service allows:
        then it is asked again, as any client would.
        """
        headers = {"Authorization": f"Bearer {token}"}
        if bookmark is not None:
            headers["Registry-Bookmark"] = bookmark
        body = {"query": query, "variables": variables}
        end = time.monotonic() + PATIENCE_SECONDS
        while True:
            reply = self.client.post("/graphql", json=body, headers=headers).raise_for_status()
            if "TOO_SLOW" not in reply.text or time.monotonic() > end:
                return reply

    def holder(self) -> str:
        """Return the name under which it holds the lease of the log."""
        name = (self.home / "log" / "sequencer.lock").read_text("ascii")
        return f"{socket.gethostname()}:{name}"

    def kill(self) -> None:
        """End it without a chance to say anything."""
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()


@contextmanager
def running_replica(settings: Settings) -> Iterator[Replica]:
    """Run a process with these settings on a free port, until the end of the block."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port = listener.getsockname()[1]
        options = ["--fd", str(listener.fileno()), "--log-level", "warning"]
        process = subprocess.Popen(
            [sys.executable, "-m", "uvicorn", "--factory", "registry.app:create_app", *options],
            pass_fds=[listener.fileno()],
            cwd=ROOT,
            env={
                **os.environ,
                "PYTHONPATH": str(ROOT),
                "REGISTRY_HOME": str(settings.home),
                "REGISTRY_KEYS": str(settings.keys or ""),
                "REGISTRY_BASE_URL": settings.base_url,
                "NEO4J_URI": settings.neo4j_uri or "",
                "NEO4J_USER": settings.neo4j_user,
                "NEO4J_PASSWORD": settings.neo4j_password.get_secret_value(),
                "NEO4J_DATABASE": settings.neo4j_database,
            },
        )
    try:
        with httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=PATIENCE_SECONDS) as client:
            _wait_until_it_answers(client, process)
            yield Replica(settings.home, process, client)
    finally:
        process.terminate()
        process.wait(PATIENCE_SECONDS)


def _wait_until_it_answers(client: httpx.Client, process: subprocess.Popen[bytes]) -> None:
    end = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < end:
        assert process.poll() is None, f"the process ended with {process.poll()}"
        try:
            if client.get("/health").status_code == httpx.codes.OK:
                return
        except httpx.TransportError:
            time.sleep(0.05)
    raise AssertionError("the process does not answer")
