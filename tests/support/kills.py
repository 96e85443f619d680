"""A database of one module alone, whose process may be killed: five seconds for each recovery."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from registry.graph import local, server
from registry.graph.jars import ensure_jars
from registry.settings import Settings
from tests.conftest import HOME
from tests.support.database import Graph, running_graph

KILLS: Final = int(os.environ.get("TEST_KILLS", "2"))
"""How often each of these tests kills; `TEST_KILLS=10` for a longer look."""


@contextmanager
def mortal_graph(home: Path) -> Iterator[Graph]:
    """Run a database under `home` with the jars that the tests have already."""
    made = local.server_of(Settings(home=home))
    made.folder.mkdir(parents=True)
    jars = local.server_of(Settings(home=HOME / "test")).jars
    made.jars.symlink_to(ensure_jars(jars, progress=local.silent))
    with running_graph(home) as graph:
        yield graph


def kill_database(graph: Graph) -> None:
    """End the database's process without a chance to say anything, and wait until it is gone."""
    killed = local.server_of(graph.settings)
    os.kill(int(killed.pid_file.read_text().split()[0]), signal.SIGKILL)
    while server.running_port(killed) is not None:
        time.sleep(0.01)


def revive(graph: Graph) -> None:
    """Start it again; at the same address, so that whoever was connected finds it."""
    assert local.ensure_running(graph.settings).uri == graph.address.uri
