"""Names, widths and bytes of tiles and bundles (c2sp.org/tlog-tiles)."""

from __future__ import annotations

import pytest

from tests.support.witnesses import root_of
from verifier.errors import MalformedError
from verifier.merkle import leaf_hash, root_at
from verifier.tiles import (
    Tile,
    encode_bundle,
    new_tiles,
    node_reader,
    parse_bundle,
    parse_tile,
    tile_at,
)


@pytest.mark.parametrize(
    ("tile", "path"),
    [
        pytest.param(Tile(0, 0), "tile/0/000", id="first"),
        pytest.param(Tile(0, 1_234_067), "tile/0/x001/x234/067", id="the-example-of-the-text"),
        pytest.param(Tile(2, 5, 17), "tile/2/005.p/17", id="partial"),
        pytest.param(Tile(None, 999), "tile/entries/999", id="bundle"),
        pytest.param(Tile(None, 1000, 1), "tile/entries/x001/000.p/1", id="partial-bundle"),
    ],
)
def test_paths(tile: Tile, path: str) -> None:
    assert tile.path == path


def test_the_tiles_of_the_example_of_the_text() -> None:
    tiles = [*new_tiles(0, 70_000)]
    of_level = {
        level: [tile for tile in tiles if tile.level == level] for level in (None, 0, 1, 2, 3)
    }

    assert [len(of_level[level]) for level in (None, 0, 1, 2, 3)] == [274, 274, 2, 1, 0]
    assert [of_level[level][-1].width for level in (None, 0, 1, 2)] == [112, 112, 17, 1]
    assert all(tile.is_full for tile in of_level[0][:-1])


@pytest.mark.parametrize(
    ("old", "new", "paths"),
    [
        pytest.param(0, 0, [], id="nothing"),
        pytest.param(5, 5, [], id="nothing-new"),
        pytest.param(0, 3, ["entries/000.p/3", "0/000.p/3"], id="first-entries"),
        pytest.param(255, 256, ["entries/000", "0/000", "1/000.p/1"], id="the-tile-is-full"),
        pytest.param(256, 257, ["entries/001.p/1", "0/001.p/1"], id="after-a-full-tile"),
        pytest.param(
            250,
            600,
            [
                "entries/000",
                "entries/001",
                "entries/002.p/88",
                "0/000",
                "0/001",
                "0/002.p/88",
                "1/000.p/2",
            ],
            id="over-two-borders",
        ),
    ],
)
def test_new_tiles(old: int, new: int, paths: list[str]) -> None:
    assert [tile.path for tile in new_tiles(old, new)] == [f"tile/{path}" for path in paths]


@pytest.mark.parametrize("size", [1, 2, 255, 256, 257, 511, 512, 700])
def test_a_tree_is_read_out_of_its_tiles(size: int) -> None:
    leaves = [b"%d" % n for n in range(size)]

    def hashes_of(tile: Tile) -> list[bytes]:
        assert tile in {*new_tiles(0, size)}
        assert tile.level is not None
        span = 256**tile.level
        at = [tile.index * 256 + n for n in range(tile.width)]
        return [root_of(leaves[n * span : (n + 1) * span]) for n in at]

    node = node_reader(size, hashes_of)
    assert root_at(size, node) == root_of(leaves)
    assert node(0, size - 1) == leaf_hash(leaves[-1])


def test_no_tile_beyond_the_tree() -> None:
    assert tile_at(257, 0, 1) == Tile(0, 1, 1)
    with pytest.raises(ValueError, match="no tile 1 of level 0"):
        tile_at(256, 0, 1)


def test_a_bundle_comes_back_as_it_was() -> None:
    entries = [b"", b"a", b"x" * 65_535]
    raw = encode_bundle(entries)
    assert raw[:5] == b"\x00\x00\x00\x01a"
    assert parse_bundle(raw, 3) == entries


@pytest.mark.parametrize(
    ("raw", "width"),
    [
        pytest.param(b"\x00\x01a\x00", 2, id="half-a-length"),
        pytest.param(b"\x00\x01a\x00\x02b", 2, id="half-an-entry"),
        pytest.param(b"\x00\x01a", 2, id="one-too-few"),
        pytest.param(b"\x00\x01a\x00\x01b", 1, id="one-too-many"),
        pytest.param(b"", 1, id="empty"),
    ],
)
def test_a_broken_bundle(raw: bytes, width: int) -> None:
    with pytest.raises(MalformedError):
        parse_bundle(raw, width)


def test_an_entry_that_two_bytes_cannot_measure() -> None:
    with pytest.raises(MalformedError):
        encode_bundle([b"x" * 65_536])


@pytest.mark.parametrize(("size", "width"), [(31, 1), (33, 1), (64, 1), (0, 1), (32, 2)])
def test_a_tile_of_another_width(size: int, width: int) -> None:
    assert parse_tile(bytes(64), 2) == [bytes(32)] * 2
    with pytest.raises(MalformedError):
        parse_tile(bytes(size), width)
