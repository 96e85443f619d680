"""The files of a log: tiles of hashes and bundles of entries (c2sp.org/tlog-tiles).

A tile holds up to 256 hashes of neighbouring subtrees of one level, the hash of a full tile stands
in the tile above, and a bundle holds the entries below a tile of level 0. This module knows names,
widths and bytes; who reads and who writes them is elsewhere.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from verifier.errors import MalformedError
from verifier.merkle import Node, complete_root

TILE_HEIGHT: Final = 8
TILE_WIDTH: Final = 1 << TILE_HEIGHT
HASH_BYTES: Final = 32
MAX_ENTRY_BYTES: Final = 65_535
MAX_BUNDLE_BYTES: Final = TILE_WIDTH * (2 + MAX_ENTRY_BYTES)
_LENGTH_BYTES: Final = 2
_PATH_DIGITS: Final = 1000


@dataclass(frozen=True, slots=True)
class Tile:
    """The name of a tile, or of a bundle of entries where `level` is None; width 1..256."""

    level: int | None
    index: int
    width: int = TILE_WIDTH

    @property
    def is_full(self) -> bool:
        """Tell whether nothing can be added to it."""
        return self.width == TILE_WIDTH

    @property
    def path(self) -> str:
        """Return the path below the prefix of the log, for example `tile/0/x001/234.p/5`."""
        level = "entries" if self.level is None else self.level
        partial = "" if self.is_full else f".p/{self.width}"
        return f"tile/{level}/{_index_path(self.index)}{partial}"


def _index_path(index: int) -> str:
    index, last = divmod(index, _PATH_DIGITS)
    path = f"{last:03}"
    while index:
        index, part = divmod(index, _PATH_DIGITS)
        path = f"x{part:03}/{path}"
    return path


def tile_at(size: int, level: int | None, index: int) -> Tile:
    """Return a tile as it is in the tree of `size` leaves.

    Raises:
        ValueError: that tree has no such tile.
    """
    width = min(width_of_level(size, level or 0) - index * TILE_WIDTH, TILE_WIDTH)
    if width <= 0:
        raise ValueError(f"no tile {index} of level {level} in a tree of {size}")
    return Tile(level, index, width)


def width_of_level(size: int, level: int) -> int:
    """Return how many hashes all tiles of a level have together in the tree of `size` leaves."""
    return size >> TILE_HEIGHT * level


def new_tiles(old_size: int, new_size: int) -> Iterator[Tile]:
    """Yield the tiles and bundles of the new tree that the old one has not, as c2sp.org names them.

    Bundles come first, then tiles level by level, each from left to right.
    """
    yield from _grown(None, old_size, new_size)
    level = 0
    while width_of_level(new_size, level):
        yield from _grown(level, old_size, new_size)
        level += 1


def _grown(level: int | None, old_size: int, new_size: int) -> Iterator[Tile]:
    old, new = width_of_level(old_size, level or 0), width_of_level(new_size, level or 0)
    if new > old:
        for index in range(old // TILE_WIDTH, (new - 1) // TILE_WIDTH + 1):
            yield tile_at(new_size, level, index)


def parse_tile(raw: bytes, width: int) -> list[bytes]:
    """Read the hashes of a tile.

    Raises:
        MalformedError: it has another width.
    """
    if len(raw) != width * HASH_BYTES:
        raise MalformedError(f"a tile of {len(raw)} bytes, and {width * HASH_BYTES} are wanted")
    return [raw[n : n + HASH_BYTES] for n in range(0, len(raw), HASH_BYTES)]


def parse_bundle(raw: bytes, width: int) -> list[bytes]:
    """Read the entries of a bundle, each after its length in two bytes, big-endian.

    Raises:
        MalformedError: it ends within an entry, or has another number of entries.
    """
    entries = []
    at = 0
    while at < len(raw):
        start = at + _LENGTH_BYTES
        at = start + int.from_bytes(raw[at:start])
        if at > len(raw):
            raise MalformedError("a bundle ends within an entry")
        entries.append(raw[start:at])
    if len(entries) != width:
        raise MalformedError(f"a bundle of {len(entries)} entries, and {width} are wanted")
    return entries


def encode_bundle(entries: Sequence[bytes]) -> bytes:
    """Write entries as a bundle.

    Raises:
        MalformedError: an entry is longer than two bytes can say.
    """
    if any(len(entry) > MAX_ENTRY_BYTES for entry in entries):
        raise MalformedError(f"an entry of a log has more than {MAX_ENTRY_BYTES} bytes")
    return b"".join(len(entry).to_bytes(_LENGTH_BYTES) + entry for entry in entries)


def node_reader(size: int, hashes_of: Callable[[Tile], Sequence[bytes]]) -> Node:
    """Return the complete subtrees of the tree of `size` leaves, read out of its tiles."""

    def node(level: int, index: int) -> bytes:
        tile_level, height = divmod(level, TILE_HEIGHT)
        tile_index, first = divmod(index << height, TILE_WIDTH)
        hashes = hashes_of(tile_at(size, tile_level, tile_index))
        return complete_root(hashes[first : first + (1 << height)])

    return node
