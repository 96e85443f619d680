"""An import whose process, or whose database, is killed with -9 ends as if it never was."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from registry.importing import run_import
from registry.seeding import generate
from tests.support.database import Graph
from tests.support.importing import whole_graph
from tests.support.kills import KILLS, kill_database, mortal_graph, revive

WORKERS = 1_500


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Graph]:
    """Run a database of this module alone."""
    with mortal_graph(tmp_path_factory.mktemp("killed")) as graph:
        yield graph


def start_import(graph: Graph, nation: Path) -> subprocess.Popen[bytes]:
    """Start the command as a user does."""
    return subprocess.Popen(
        [sys.executable, "-m", "registry.cli", "import", str(nation), "--batches"],
        env=os.environ | {"REGISTRY_HOME": str(graph.settings.home)},
        cwd=nation,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def test_killed_again_and_again_the_graph_is_that_of_one_import(own: Graph, tmp_path: Path) -> None:
    nation = tmp_path / "nation"
    generate(workers=WORKERS, profile="demo", seed=3, out=nation)
    began = time.monotonic()
    run_import(nation, settings=own.settings, bulk=False)
    whole = time.monotonic() - began
    expected = whole_graph(own.driver)
    own.wipe()
    moments = random.Random(3)
    for turn in range(KILLS):
        importing = start_import(own, nation)
        time.sleep(moments.uniform(0.1, 0.9) * whole)
        if turn % 2:
            kill_database(own)
            importing.wait(60)
            revive(own)
        else:
            importing.kill()
            importing.wait(10)
    assert start_import(own, nation).wait(300) == 0
    assert whole_graph(own.driver) == expected
