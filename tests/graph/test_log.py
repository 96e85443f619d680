"""The sequencer on the real database: order, files, refusal, and what it publishes."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final, LiteralString

import pytest

from registry.log.errors import LogDisagreesError, LogError, LogKeyError
from registry.log.proofs import LogStatus
from registry.log.service import TransparencyLog
from registry.settings import Settings
from tests.support.database import Graph
from tests.support.log_world import (
    CLEAR,
    entry_of,
    log_settings,
    put,
    read_checkpoint,
    read_entries,
    sequence,
    token_of,
    true_root,
    with_log,
)

EMPTY: Final = "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="
"""The root of a tree without leaves, in base64."""


@pytest.fixture
def settings(graph: Graph, tmp_path: Path) -> Iterator[Settings]:
    """Return settings of an empty log with a folder of its own."""
    graph.run(CLEAR)
    return log_settings(graph, tmp_path)


def folder_of(settings: Settings) -> Path:
    return settings.home / "log"


@pytest.mark.parametrize(
    "steps",
    [
        pytest.param([1], id="one-entry"),
        pytest.param([255, 1, 1], id="over-the-edge-of-a-tile"),
        pytest.param([256], id="one-full-tile"),
        pytest.param([100, 700, 3, 0, 9], id="several-tiles-and-nothing-new-between"),
    ],
)
def test_what_is_published_is_the_tree_over_all_entries_in_their_order(
    graph: Graph, settings: Settings, steps: list[int]
) -> None:
    size = 0
    for step in steps:
        put(graph, range(size, size + step))
        assert sequence(settings) == step
        size += step
        entries = read_entries(folder_of(settings), size)
        assert read_checkpoint(folder_of(settings)) == (
            "registry.example.cn/log",
            size,
            true_root(entries),
        )

    rows = graph.run("MATCH (e:LogEntry) RETURN e.index, e.body ORDER BY e.index")
    assert rows == [[place, entry.decode()] for place, entry in enumerate(entries)]
    assert sorted(entries) == sorted(entry_of(number) for number in range(size))
    assert graph.run("MATCH (e:Unsequenced) RETURN count(e)") == [[0]]


def test_a_log_in_order_stays_as_it_is(graph: Graph, settings: Settings) -> None:
    put(graph, range(300))
    sequence(settings)
    before = (folder_of(settings) / "checkpoint").read_bytes()

    assert sequence(settings) == 0
    assert (folder_of(settings) / "checkpoint").read_bytes() == before
    assert not (folder_of(settings) / "tile/0/000.p").exists()


def change_file(name: str) -> Callable[[Graph, Path], None]:
    def change(_graph: Graph, folder: Path) -> None:
        path = folder / name
        raw = bytearray(path.read_bytes())
        raw[20] ^= 1
        path.write_bytes(raw)

    return change


def change_graph(statement: LiteralString, **values: str) -> Callable[[Graph, Path], None]:
    def change(graph: Graph, _folder: Path) -> None:
        graph.run(statement, **values)

    return change


def forget_files(_graph: Graph, folder: Path) -> None:
    shutil.rmtree(folder / "tile")


def forget_key(_graph: Graph, folder: Path) -> None:
    shutil.rmtree(folder.parent / "keys" / "log")


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        pytest.param(
            change_file("tile/entries/000"), "entry 0 does not hash", id="an-entry-in-the-files"
        ),
        pytest.param(change_file("tile/0/000"), "entry 0 does not hash", id="a-tile"),
        pytest.param(
            change_file("tile/1/000.p/1"), "tile 0 of level 0 is not the one", id="a-tile-above"
        ),
        pytest.param(
            change_file("checkpoint"), "checkpoint is not signed by the key", id="the-checkpoint"
        ),
        pytest.param(
            change_graph("MATCH (e:LogEntry {index: 7}) SET e.body = e.body + ' '"),
            "entry 7 is another one in the database",
            id="an-entry-in-the-database",
        ),
        pytest.param(
            change_graph("MATCH (e:LogEntry {index: 7}) DETACH DELETE e"),
            "entry 7 is missing in the database",
            id="an-entry-gone",
        ),
        pytest.param(
            change_graph("MATCH (l:LogState) SET l.size = 200, l.nextIndex = 200"),
            "the head has 200 entries, and 300 were signed with it",
            id="a-head-set-back",
        ),
        pytest.param(
            change_graph(
                "MATCH (l:LogState) SET l = {id: 'log', size: 0, nextIndex: 0, root: $root}",
                root=EMPTY,
            ),
            "the published checkpoint has 300 entries and the database knows 0",
            id="a-database-set-back",
        ),
        pytest.param(
            change_graph("MATCH (l:LogState) SET l.nextIndex = 100"),
            "only 100 have an index",
            id="indexes-forgotten",
        ),
        pytest.param(forget_files, "is missing", id="files-lost"),
        pytest.param(forget_key, "bring it back", id="key-lost"),
    ],
)
def test_a_log_that_disagrees_with_itself_is_not_signed(
    graph: Graph,
    settings: Settings,
    change: Callable[[Graph, Path], None],
    reason: str,
) -> None:
    put(graph, range(300))
    sequence(settings)
    folder = folder_of(settings)
    change(graph, folder)
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    put(graph, range(300, 310))

    with pytest.raises((LogDisagreesError, LogKeyError), match=reason):
        sequence(settings)

    after = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    assert after == before
    assert reason in graph.run("MATCH (l:LogState) RETURN l.trouble")[0][0]


def test_a_change_of_the_past_is_found_before_the_next_signature(
    graph: Graph, settings: Settings
) -> None:
    async def test(log: TransparencyLog) -> None:
        async with log.sequencer.tenure() as tenure:
            assert await tenure.round() == 300
            graph.run("MATCH (e:LogEntry {index: 12}) SET e.body = 'x'")
            put(graph, [300])
            with pytest.raises(LogDisagreesError, match="entry 12"):
                await tenure.round()

    put(graph, range(300))
    with_log(settings, test)


def test_of_two_processes_one_sequences(graph: Graph, settings: Settings, tmp_path: Path) -> None:
    other = log_settings(graph, tmp_path / "other")

    async def test(log: TransparencyLog) -> None:
        async with log.sequencer.tenure() as tenure:
            assert tenure is not None
            async with log.sequencer.tenure() as second:
                assert second is None

    with_log(settings, test)
    put(graph, [1])
    graph.run("MATCH (l:LogState) SET l.holder = 'another machine', l.until = timestamp() + 60000")
    assert sequence(other) is None
    graph.run("MATCH (l:LogState) SET l.until = timestamp() - 1")
    assert sequence(other) == 1


def test_a_process_that_overslept_its_lease_writes_nothing(
    graph: Graph, settings: Settings
) -> None:
    async def test(log: TransparencyLog) -> None:
        async with log.sequencer.tenure() as tenure:
            put(graph, [1])
            graph.run("MATCH (l:LogState) SET l.token = l.token + 1, l.holder = 'another'")
            with pytest.raises(LogError, match="another process"):
                await tenure.round()

    with_log(settings, test)
    assert graph.run("MATCH (e:Unsequenced) RETURN count(e)") == [[1]]


def test_without_witnesses_a_token_stays_pending(graph: Graph, settings: Settings) -> None:
    put(graph, range(3))
    waiting = with_log(settings, lambda log: log.proofs.of_token(token_of(1)))
    sequence(settings)
    sequenced = with_log(settings, lambda log: log.proofs.of_token(token_of(1)))

    assert (waiting.status, waiting.proof) == (LogStatus.PENDING, None)
    assert (sequenced.status, sequenced.proof) == (LogStatus.PENDING, None)
    assert with_log(settings, lambda log: log.proofs.of_token(token_of(9))) is None
