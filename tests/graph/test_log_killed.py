"""The sequencer is killed at every named point under load: nothing is lost, changed or forked.

Each kill is SIGKILL of a process of its own (`tests.support.log_process`), over a database that
meanwhile gets new entries, with three real witnesses of which two must cosign. In the end every
entry stands in the log once, and every checkpoint that was ever published or kept is the root of a
beginning of that log.
"""

from __future__ import annotations

import itertools
import random
import signal
import threading
import time
from base64 import b64decode
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Final

import pytest

from registry.log.points import Point
from registry.log.proofs import LogStatus
from registry.log.service import TransparencyLog
from registry.settings import Settings
from tests.support.database import Graph
from tests.support.kills import KILLS
from tests.support.log_process import mortal_sequencers
from tests.support.log_world import (
    CLEAR,
    entry_of,
    log_settings,
    put,
    read_entries,
    token_of,
    true_roots,
    with_log,
)
from tests.support.running_witness import running_witness
from verifier.notes import parse_checkpoint, parse_note

SIZES: Final = (1, 1, 2, 3, 5, 8, 13, 21) * 5 + (300,)
"""How many entries are recorded at once: some 70 a second, now and then more than a tile."""

PATIENCE_SECONDS: Final = 60.0
ENOUGH: Final = max(KILLS, len(Point))
"""Kills in all: each point once, and round again for more."""


@pytest.fixture
def settings(graph: Graph, tmp_path: Path) -> Iterator[Settings]:
    """Return settings of a log with three witnesses, of which two are needed."""
    graph.run(CLEAR)
    vkey = with_log(log_settings(graph, tmp_path), _vkey)
    with ExitStack() as running:
        lines = []
        for name in ("w0", "w1", "w2"):
            witness = running.enter_context(
                running_witness(tmp_path / name, [vkey], name=f"{name}.example")
            )
            lines.append(f"witness {name} {witness.vkey} {witness.url}\n")
        (tmp_path / "witnesses.txt").write_text("".join(lines))
        yield log_settings(graph, tmp_path, tmp_path / "witnesses.txt")


async def _vkey(log: TransparencyLog) -> str:
    return log.key_file.make().vkey


@contextmanager
def load(graph: Graph) -> Iterator[list[int]]:
    """Record entries as long as the block runs; yield the numbers of those that were committed."""
    numbers: list[int] = []
    done = threading.Event()
    chance = random.Random(4)

    def write() -> None:
        for start in itertools.count(0, 1000):
            if done.is_set():
                return
            batch = range(start, start + chance.choice(SIZES))
            put(graph, batch)
            numbers.extend(batch)
            done.wait(0.2)

    writer = threading.Thread(target=write)
    writer.start()
    try:
        yield numbers
    finally:
        done.set()
        writer.join()


@contextmanager
def watch(path: Path) -> Iterator[dict[str, None]]:
    """Look at the published checkpoint all the time; yield every one that was seen, in order."""
    seen: dict[str, None] = {}
    done = threading.Event()

    def look() -> None:
        while not done.wait(0.01):
            if path.exists():
                seen[path.read_text("utf-8")] = None

    watcher = threading.Thread(target=look)
    watcher.start()
    try:
        yield seen
    finally:
        done.set()
        watcher.join()


def test_killed_anywhere_under_load_the_log_loses_changes_and_forks_nothing(
    graph: Graph, settings: Settings
) -> None:
    folder = settings.home / "log"
    chance = random.Random(7)
    points = list(itertools.islice(itertools.cycle(Point), ENOUGH))
    with (
        mortal_sequencers(settings) as sequencers,
        load(graph) as numbers,
        watch(folder / "checkpoint") as published,
    ):
        for point in points:
            visits = 1 if point is Point.LEASE_TAKEN else chance.choice([1, 1, 2, 3])
            assert sequencers.kill_at(point, visits) == -signal.SIGKILL
    done = with_log(settings, lambda log: log.sequencer.complete(wait_seconds=PATIENCE_SECONDS))
    assert done.is_witnessed, done.troubles
    published[(folder / "checkpoint").read_text("utf-8")] = None

    # 0 lost, 0 double, 0 invented: what was recorded is what is in the files, each entry once.
    entries = read_entries(folder, done.size)
    assert sorted(entries) == sorted(entry_of(number) for number in numbers)
    # 0 changed: the database has them in the order of the files.
    rows = graph.run("MATCH (e:LogEntry) RETURN e.index, e.body ORDER BY e.index")
    assert rows == [[place, entry.decode()] for place, entry in enumerate(entries)]
    # 0 forks: whatever was published, or kept for proofs, begins this log, and never went back.
    heads = [parse_checkpoint(parse_note(note).text) for note in published]
    assert [head.size for head in heads] == sorted(head.size for head in heads)
    kept = graph.run("MATCH (c:Checkpoint) RETURN c.size, c.root")
    roots = {(head.size, head.root) for head in heads} | {(n, b64decode(r)) for n, r in kept}
    assert roots == set(true_roots(entries, {size for size, _ in roots}).items())
    # Every witness remembers a beginning of it too: it cosigned the last checkpoint.
    standing = with_log(settings, lambda log: log.proofs.of_token(token_of(numbers[0])))
    assert standing.status is LogStatus.LOGGED


def test_without_the_lease_of_a_dead_process_another_machine_waits_for_its_end(
    graph: Graph, settings: Settings, tmp_path: Path
) -> None:
    put(graph, range(5))
    with mortal_sequencers(settings) as sequencers:
        assert sequencers.kill_at(Point.SIGNED, 1) == -signal.SIGKILL
    other = log_settings(graph, tmp_path / "other", settings.witnesses)
    assert with_log(other, lambda log: log.sequencer.run_dry()) is None

    began = time.monotonic()
    assert with_log(settings, lambda log: log.sequencer.run_dry()) == 5
    assert time.monotonic() - began < PATIENCE_SECONDS
