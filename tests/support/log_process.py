"""Processes that carry a log on until they kill themselves, started in milliseconds.

`python -m tests.support.log_process` reads `<point>:<visits>` lines, forks a process for each that
runs the sequencer with this `REGISTRY_KILL_AT`, and answers with how that process ended (-9: it
was killed). All imports were done before the fork, so hundreds of kills take minutes.
"""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import NoReturn

from registry.graph.driver import Database, open_driver
from registry.log.points import Point
from registry.log.service import TransparencyLog
from registry.services import utc_now
from registry.settings import Settings
from tests.support.running_witness import ROOT


@dataclass(frozen=True)
class MortalSequencers:
    """Starts sequencers that die."""

    parent: subprocess.Popen[str]

    def kill_at(self, point: Point, visits: int) -> int:
        """Run one until it kills itself, and return how it ended."""
        assert self.parent.stdin is not None
        assert self.parent.stdout is not None
        self.parent.stdin.write(f"{point}:{visits}\n")
        self.parent.stdin.flush()
        return int(self.parent.stdout.readline())


@contextmanager
def mortal_sequencers(settings: Settings) -> Iterator[MortalSequencers]:
    """Run the parent of sequencers over a database and a state folder."""
    environment = {
        **os.environ,
        "PYTHONPATH": str(ROOT),
        "REGISTRY_HOME": str(settings.home),
        "REGISTRY_BASE_URL": settings.base_url,
        "REGISTRY_WITNESSES": str(settings.witnesses or ""),
        "NEO4J_URI": settings.neo4j_uri or "",
        "NEO4J_USER": settings.neo4j_user,
        "NEO4J_PASSWORD": settings.neo4j_password.get_secret_value(),
        "NEO4J_DATABASE": settings.neo4j_database,
    }
    with subprocess.Popen(
        [sys.executable, "-m", __name__],
        env=environment,
        cwd=ROOT,
        text=True,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        start_new_session=True,
    ) as parent:
        try:
            yield MortalSequencers(parent)
        finally:
            # With whatever it has started and not seen die.
            os.killpg(parent.pid, signal.SIGKILL)


def main() -> None:
    """Answer every line with the end of a process."""
    for line in sys.stdin:
        child = os.fork()
        if child == 0:
            carry_on(line.strip())
        _, status = os.waitpid(child, 0)
        sys.stdout.write(f"{os.waitstatus_to_exitcode(status)}\n")
        sys.stdout.flush()


def carry_on(kill_at: str) -> NoReturn:
    """Carry the log on; the kill is the only way out."""
    settings = Settings().model_copy(update={"kill_at": kill_at})

    async def keep() -> None:
        async with open_driver(settings) as driver:
            database = Database(driver, settings.neo4j_database)
            await TransparencyLog.of(settings, database, utc_now).sequencer.keep()

    asyncio.run(keep())
    sys.exit(1)


if __name__ == "__main__":
    main()
