"""New tiles and bundles out of new entries.

Of the whole log only its right edge is kept: for each level the hashes of the last, unfinished
tile, and the entries below the one of level 0. So n entries cost time for n and for the height of
the tree, and memory for the height alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from registry.log.files import LogFiles
from verifier.merkle import Node, complete_root, leaf_hash, root_at
from verifier.tiles import (
    TILE_WIDTH,
    Tile,
    encode_bundle,
    new_tiles,
    node_reader,
    width_of_level,
)


@dataclass(slots=True)
class Growth:
    """A log that grows. `edge` has the hashes of the unfinished tiles by level."""

    size: int = 0
    edge: list[list[bytes]] = field(default_factory=list)
    bundle: list[bytes] = field(default_factory=list)

    @classmethod
    def read(cls, files: LogFiles, size: int) -> Growth:
        """Return the right edge of the first `size` entries, from their files.

        Raises:
            LogDisagreesError: a file that is needed is missing or no tile.
        """
        edge = []
        level = 0
        while width := width_of_level(size, level):
            unfinished = width % TILE_WIDTH
            tile = Tile(level, width // TILE_WIDTH, unfinished)
            edge.append(files.hashes(tile) if unfinished else [])
            level += 1
        bundle = Tile(None, size // TILE_WIDTH, size % TILE_WIDTH)
        return cls(size, edge, files.entries(bundle) if bundle.width else [])

    def root(self) -> bytes:
        """Return the root over everything."""
        return root_at(self.size, self._node())

    def append(self, entries: Sequence[bytes]) -> list[tuple[Tile, bytes]]:
        """Add entries and return every tile and bundle that is new."""
        full: dict[tuple[int | None, int], bytes] = {}
        old_size = self.size
        for entry in entries:
            self._add(entry, full)
        return [
            (tile, full.get((tile.level, tile.index)) or self._unfinished(tile))
            for tile in new_tiles(old_size, self.size)
        ]

    def _add(self, entry: bytes, full: dict[tuple[int | None, int], bytes]) -> None:
        place = self.size // TILE_WIDTH
        self.bundle.append(entry)
        if len(self.bundle) == TILE_WIDTH:
            full[None, place] = encode_bundle(self.bundle)
            self.bundle = []
        self.size += 1
        level, new = 0, leaf_hash(entry)
        while True:
            if level == len(self.edge):
                self.edge.append([])
            hashes = self.edge[level]
            hashes.append(new)
            if len(hashes) < TILE_WIDTH:
                return
            full[level, place] = b"".join(hashes)
            new = complete_root(hashes)
            self.edge[level] = []
            level, place = level + 1, place // TILE_WIDTH

    def _unfinished(self, tile: Tile) -> bytes:
        return encode_bundle(self.bundle) if tile.level is None else b"".join(self.edge[tile.level])

    def _node(self) -> Node:
        # The complete subtrees of a tree, which its size spells out, all stand in unfinished tiles.
        return node_reader(self.size, lambda tile: self.edge[tile.level or 0])


def file_node(files: LogFiles, size: int) -> Node:
    """Return the complete subtrees of the first `size` entries, read from files, each file once.

    Raises:
        LogDisagreesError: (when called) a file is missing or of another width.
    """
    kept: dict[Tile, list[bytes]] = {}

    def hashes(tile: Tile) -> list[bytes]:
        if tile not in kept:
            kept[tile] = files.hashes(tile)
        return kept[tile]

    return node_reader(size, hashes)
