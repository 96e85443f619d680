"""Witnesses come, go and change: what was pending is completed, first proofs stay the first."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest

from registry.log.errors import LogDisagreesError
from registry.log.proofs import LogStatus
from registry.log.rebuilding import rebuild
from registry.log.report import report
from registry.log.service import TransparencyLog
from registry.settings import Settings
from tests.support.database import Graph
from tests.support.log_world import (
    CLEAR,
    log_settings,
    put,
    read_checkpoint,
    sequence,
    token_of,
    with_log,
)
from tests.support.running_witness import RunningWitness, start_witness
from verifier.logproof import parse_log_proof, verify_log_proof
from verifier.policy import LogPolicy, parse_policy

WAIT_SECONDS = 60.0


class Watched:
    """A log whose witnesses can be started and killed."""

    def __init__(self, graph: Graph, home: Path, running: ExitStack) -> None:
        self.graph, self.home, self._running = graph, home, running
        self.alone = log_settings(graph, home)
        self.vkey: str = with_log(self.alone, _vkey)
        self.witnesses: list[RunningWitness] = []

    def start(self, count: int = 3) -> Settings:
        """Start witnesses and return settings of the log that has them."""
        lines = []
        for number in range(count):
            name = f"w{number}"
            witness = start_witness(self.home / name, [self.vkey], name=f"{name}.example")
            self._running.callback(_end, witness)
            self.witnesses.append(witness)
            lines.append(f"witness {name} {witness.vkey} {witness.url}\n")
        (self.home / "witnesses.txt").write_text("".join(lines))
        return log_settings(self.graph, self.home, self.home / "witnesses.txt")


def _end(witness: RunningWitness) -> None:
    witness.kill()
    assert witness.process.stdout is not None
    witness.process.stdout.close()


@pytest.fixture
def watched(graph: Graph, tmp_path: Path) -> Iterator[Watched]:
    graph.run(CLEAR)
    with ExitStack() as running:
        yield Watched(graph, tmp_path, running)


async def _vkey(log: TransparencyLog) -> str:
    return log.key_file.make().vkey


def standing(settings: Settings, number: int) -> Any:
    return with_log(settings, lambda log: log.proofs.of_token(token_of(number)))


def policy_of(settings: Settings) -> LogPolicy:
    async def published(log: TransparencyLog) -> dict[str, Any] | None:
        return log.trust()

    return parse_policy(with_log(settings, published)["policy"])


def complete(settings: Settings, wait: float = WAIT_SECONDS) -> Any:
    return with_log(settings, lambda log: log.sequencer.complete(wait_seconds=wait))


def test_what_was_pending_is_completed_when_witnesses_come(graph: Graph, watched: Watched) -> None:
    put(graph, range(5))
    sequence(watched.alone)
    assert standing(watched.alone, 3).status is LogStatus.PENDING

    settings = watched.start()
    assert complete(settings).is_witnessed
    found = standing(settings, 3)
    assert found.status is LogStatus.LOGGED
    proven = verify_log_proof(found.proof, policy=policy_of(settings), jwt_sha256=token_of(3))
    assert len(proven.cosigned_at) >= 2


def test_the_first_proof_stays_the_first(graph: Graph, watched: Watched) -> None:
    settings = watched.start()
    put(graph, range(5))
    complete(settings)
    first = standing(settings, 3)
    put(graph, range(5, 600))
    complete(settings)

    assert standing(settings, 3) == first
    assert parse_log_proof(first.proof).checkpoint.size == 5
    assert parse_log_proof(standing(settings, 500).proof).checkpoint.size == 600


def test_two_of_three_are_enough_and_one_is_not(graph: Graph, watched: Watched) -> None:
    settings = watched.start()
    watched.witnesses[0].kill()
    put(graph, range(5))
    assert complete(settings).is_witnessed

    watched.witnesses[1].kill()
    put(graph, range(5, 9))
    done = complete(settings, wait=0.0)
    assert (done.entries, done.is_witnessed) == (4, False)
    assert [trouble.split(":")[0] for trouble in done.troubles] == ["w0", "w1"]
    # The published checkpoint keeps its witnesses; what is new waits.
    assert read_checkpoint(settings.home / "log")[1] == 5
    assert standing(settings, 7).status is LogStatus.PENDING


def test_other_witnesses_prove_by_the_newest_checkpoint(graph: Graph, watched: Watched) -> None:
    put(graph, range(5))
    complete(watched.start(1))
    shutil.rmtree(watched.home / "w0")
    put(graph, range(5, 9))
    settings = watched.start(1)
    complete(settings)

    assert parse_log_proof(standing(settings, 3).proof).checkpoint.size == 9


def test_a_database_that_was_set_back_gets_no_cosignature(graph: Graph, watched: Watched) -> None:
    settings = watched.start()
    put(graph, range(9))
    complete(settings)
    # A machine that was set back as a whole: database and files agree, and know less.
    graph.run(CLEAR)
    shutil.rmtree(settings.home / "log")
    put(graph, range(20, 25))
    done = complete(settings, wait=0.0)

    assert not done.is_witnessed
    assert all("was the database set back?" in trouble for trouble in done.troubles)


def test_lost_files_are_written_again_only_with_the_signed_root(
    graph: Graph, watched: Watched
) -> None:
    settings = watched.start(1)
    put(graph, range(600))
    complete(settings)
    folder = settings.home / "log"
    kept = {path: path.read_bytes() for path in (folder / "tile").rglob("*") if path.is_file()}
    with pytest.raises(LogDisagreesError, match="only what was lost entirely"):
        with_log(settings, lambda log: rebuild(log.sequencer))

    shutil.rmtree(folder / "tile")
    assert with_log(settings, lambda log: rebuild(log.sequencer)) == 600
    again = {path: path.read_bytes() for path in (folder / "tile").rglob("*") if path.is_file()}
    assert again == kept

    shutil.rmtree(folder / "tile")
    graph.run("MATCH (e:LogEntry {index: 5}) SET e.body = 'x'")
    with pytest.raises(LogDisagreesError, match="do not have the root that was signed"):
        with_log(settings, lambda log: rebuild(log.sequencer))
    assert not (folder / "tile").exists()


def test_another_base_url_signs_the_same_entries_under_its_name(
    graph: Graph, watched: Watched
) -> None:
    put(graph, range(5))
    sequence(watched.alone)
    moved = watched.alone.model_copy(update={"base_url": "https://other.example.cn"})
    before = read_checkpoint(watched.home / "log")
    sequence(moved)

    assert read_checkpoint(watched.home / "log") == ("other.example.cn/log", *before[1:])


def test_an_operator_reads_how_the_log_stands(graph: Graph, watched: Watched) -> None:
    settings = watched.start()
    put(graph, range(5))
    complete(settings)
    put(graph, range(5, 7))
    found = with_log(settings, report)

    assert found.disagreement is None
    assert list(found.lines())[2:] == [
        "signed     5 entries, witnessed",
        "published  5 entries",
        "unsigned   0 entries with an index",
        "waiting    2 entries without one",
        "held by    no process",
    ]
    graph.run("MATCH (e:LogEntry {index: 2}) SET e.body = 'x'")
    assert with_log(settings, report).disagreement == "entry 2 is another one in the database"
