"""Tiles, bundles and roots of a growing log, against the recursive definition of RFC 9162."""

from __future__ import annotations

from pathlib import Path

import pytest

from registry.graph.log.state import Head
from registry.log.audit import check_root, check_tiles
from registry.log.errors import LogDisagreesError
from registry.log.files import LogFiles
from registry.log.growth import Growth, file_node
from registry.log.points import KillAt, Point
from registry.log.proofs import proof_text
from tests.support.witnesses import path_of, root_of
from verifier.logproof import parse_log_proof
from verifier.merkle import root_at
from verifier.tiles import Tile

ENTRIES = [f"entry {n}".encode() for n in range(70_000)]


def grown(folder: Path, *steps: int) -> tuple[Growth, LogFiles]:
    """Return a log that grew in steps, with its files."""
    files, growth = LogFiles(folder, KillAt()), Growth()
    for step in steps:
        files.write(growth.append(ENTRIES[growth.size : growth.size + step]))
    return growth, files


@pytest.mark.parametrize(
    "steps",
    [
        pytest.param((1,), id="one"),
        pytest.param((255,), id="one-less-than-a-tile"),
        pytest.param((256,), id="a-tile"),
        pytest.param((200, 56, 1), id="a-tile-in-steps"),
        pytest.param((3, 600, 10), id="over-two-edges"),
    ],
)
def test_the_root_is_that_of_the_definition(tmp_path: Path, steps: tuple[int, ...]) -> None:
    growth, files = grown(tmp_path, *steps)

    expected = root_of(ENTRIES[: growth.size])
    assert growth.root() == expected
    assert root_at(growth.size, file_node(files, growth.size)) == expected
    assert Growth.read(files, growth.size).root() == expected


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> LogFiles:
    """Return the log of the example in c2sp.org/tlog-tiles, "Partial Tiles"."""
    return grown(tmp_path_factory.mktemp("large"), 70_000)[1]


def test_a_log_of_70000_entries_has_the_tiles_of_the_specification(large: LogFiles) -> None:
    tiles = large.folder / "tile"
    names = [path.relative_to(tiles).as_posix() for path in tiles.rglob("*")]
    level_0 = [name for name in names if name.startswith("0/") and len(name) == len("0/000")]
    assert len(level_0) == 273
    assert {"0/273.p/112", "1/000", "1/001.p/17", "2/000.p/1"} <= set(names)
    assert (tiles / "0/273.p/112").stat().st_size == 112 * 32


def test_what_grew_in_steps_is_the_same_as_what_grew_at_once(tmp_path: Path) -> None:
    grown(tmp_path / "steps", 100, 1, 155, 300, 1000)
    grown(tmp_path / "once", 1556)

    def contents(folder: Path) -> dict[str, bytes]:
        full = [path for path in folder.rglob("*") if path.is_file() and ".p" not in path.name]
        return {path.relative_to(folder).as_posix(): path.read_bytes() for path in full}

    once = contents(tmp_path / "once")
    assert once.items() <= contents(tmp_path / "steps").items()


def test_a_partial_tile_that_went_is_read_out_of_the_full_one(tmp_path: Path) -> None:
    _, files = grown(tmp_path, 100, 200)
    assert not (tmp_path / "tile/0/000.p").exists()

    assert files.hashes(Tile(0, 0, 100)) == files.hashes(Tile(0, 0))[:100]
    assert files.entries(Tile(None, 0, 100)) == ENTRIES[:100]
    assert files.read(Tile(0, 1, 45)) is None


def test_an_older_checkpoint_is_proven_from_the_same_files(tmp_path: Path) -> None:
    _, files = grown(tmp_path, 100, 200)
    note = "o\n100\n" + "A" * 43 + "=\n\n— o AAAAAAAA\n"
    proof = parse_log_proof(proof_text(files, ENTRIES[7], 7, note))

    assert (proof.index, list(proof.path)) == (7, path_of(ENTRIES[:100], 7))
    assert proof.entry == ENTRIES[7]


def test_a_file_that_is_there_is_never_replaced(tmp_path: Path) -> None:
    _, files = grown(tmp_path, 300)
    (tmp_path / "tile/0/000").write_bytes(b"x" * 8192)

    with pytest.raises(LogDisagreesError, match="tile/0/000 of the log is there with another"):
        files.write(Growth().append(ENTRIES[:300]))
    assert (tmp_path / "tile/0/000").read_bytes() == b"x" * 8192


def test_an_unchanged_log_passes_its_checks(large: LogFiles) -> None:
    assert check_tiles(large, 70_000, 0, 274) == ENTRIES


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        pytest.param("tile/entries/003", "entry 768 does not hash", id="a-bundle"),
        pytest.param("tile/0/003", "entry 768 does not hash", id="a-tile"),
        pytest.param("tile/1/000", "tile 0 of level 0 is not", id="a-tile-above"),
        pytest.param("tile/1/001.p/17", "tile 256 of level 0 is not", id="a-partial-one-above"),
        pytest.param("tile/2/000.p/1", "tile 0 of level 1 is not", id="the-highest-tile"),
    ],
)
def test_any_changed_file_is_found(large: LogFiles, name: str, reason: str) -> None:
    before = (large.folder / name).read_bytes()
    (large.folder / name).write_bytes(before[:3] + bytes([before[3] ^ 1]) + before[4:])
    try:
        with pytest.raises(LogDisagreesError, match=reason):
            check_tiles(large, 70_000, 0, 274)
    finally:
        (large.folder / name).write_bytes(before)


@pytest.mark.parametrize("missing", ["tile/entries/000", "tile/0/000", "tile/1/000.p/1"])
def test_a_missing_file_is_named(tmp_path: Path, missing: str) -> None:
    _, files = grown(tmp_path, 300)
    (tmp_path / missing).unlink()

    with pytest.raises(LogDisagreesError, match=f"{missing} of the log is missing"):
        check_tiles(files, 300, 0, 2)


def test_a_head_with_another_root_is_found(tmp_path: Path) -> None:
    growth, files = grown(tmp_path, 300)
    check_root(files, 300, Head(300, growth.root()))
    with pytest.raises(LogDisagreesError, match="another root over 299"):
        check_root(files, 300, Head(299, growth.root()))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(None, KillAt(), id="never"),
        pytest.param("signed", KillAt(Point.SIGNED), id="at-once"),
        pytest.param("file-in-place:3", KillAt(Point.FILE_IN_PLACE, 3), id="the-third-time"),
    ],
)
def test_points_are_named(text: str | None, expected: KillAt) -> None:
    assert KillAt.of(text) == expected


def test_an_unknown_point_is_refused() -> None:
    with pytest.raises(ValueError, match="nowhere"):
        KillAt.of("nowhere")
