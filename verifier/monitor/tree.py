"""The tree below a checkpoint, read out of tiles that nobody vouches for but the root.

The partial tiles at the right edge hold, together, exactly the complete subtrees of the tree, so
they are checked at once by computing the root. Every full tile has its hash in the tile above, and
so up to the edge. One full tile a level is kept, because reading goes from left to right.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from verifier.errors import MalformedError
from verifier.merkle import Node, complete_root, leaf_hash, root_at
from verifier.monitor.findings import Code, ContradictionError, Finding
from verifier.monitor.source import Source, UnreadableError
from verifier.tiles import (
    HASH_BYTES,
    MAX_BUNDLE_BYTES,
    TILE_HEIGHT,
    TILE_WIDTH,
    Tile,
    node_reader,
    parse_bundle,
    parse_tile,
    tile_at,
)

_MAX_TILE_BYTES = TILE_WIDTH * HASH_BYTES


@dataclass(frozen=True, slots=True)
class Served:
    """Bytes of a tile or bundle, and the width that they were served with."""

    raw: bytes
    width: int


@dataclass(frozen=True, slots=True)
class RawBundle:
    """Entries and the hashes of level 0 beside them, as they were served."""

    tile: Tile
    entries: Served
    hashes: Served


@dataclass(frozen=True, slots=True)
class VerifiedTree:
    """The tree of a checkpoint, through its tiles."""

    source: Source
    size: int
    root: bytes
    _edge: dict[int, list[bytes]] = field(default_factory=dict)
    _kept: dict[int, tuple[int, list[bytes]]] = field(default_factory=dict)

    @property
    def node(self) -> Node:
        """Return the complete subtrees of this tree."""
        return node_reader(self.size, self._hashes)

    def check_edge(self) -> None:
        """Check that the tiles lead to the root.

        Raises:
            ContradictionError: they do not.
        """
        if root_at(self.size, self.node) != self.root:
            raise _wrong_tile(f"the tiles at the edge have another root at {self.size}")

    def read_bundle(self, index: int) -> RawBundle:
        """Fetch a bundle of entries and its tile; may be called from any thread."""
        tile = tile_at(self.size, 0, index)
        bundle = tile_at(self.size, None, index)
        return RawBundle(
            tile,
            _read(self.source, bundle, MAX_BUNDLE_BYTES),
            _read(self.source, tile, _MAX_TILE_BYTES),
        )

    def entries_of(self, bundle: RawBundle) -> list[bytes]:
        """Return the entries of a bundle; each hashes into the root.

        Raises:
            ContradictionError: one does not, or the tile beside them does not.
        """
        tile = bundle.tile
        hashes = _parse_hashes(tile, bundle.hashes)
        if not self._is_below_root(tile, hashes):
            raise _wrong_tile(f"{tile.path} is not the one below the checkpoint")
        try:
            entries = parse_bundle(bundle.entries.raw, bundle.entries.width)[: tile.width]
        except MalformedError as err:
            first = tile.index * TILE_WIDTH
            raise ContradictionError(Finding(Code.CHANGED_ENTRY, str(err), first)) from err
        for place, (entry, known) in enumerate(zip(entries, hashes, strict=True)):
            if leaf_hash(entry) != known:
                at = tile.index * TILE_WIDTH + place
                reason = f"entry {at} does not hash to its place in the tree"
                raise ContradictionError(Finding(Code.CHANGED_ENTRY, reason, at))
        return entries

    def _hashes(self, tile: Tile) -> list[bytes]:
        """Return the hashes of a tile: below the root, or of the edge that `check_edge` checks."""
        level = tile.level or 0
        if not tile.is_full:
            if level not in self._edge:
                served = _read(self.source, tile, _MAX_TILE_BYTES)
                self._edge[level] = _parse_hashes(tile, served)
            return self._edge[level]
        index, hashes = self._kept.get(level, (-1, []))
        if index != tile.index:
            hashes = _parse_hashes(tile, _read(self.source, tile, _MAX_TILE_BYTES))
            if not self._is_below_root(tile, hashes):
                raise _wrong_tile(f"{tile.path} is not the one below the checkpoint")
            self._kept[level] = (tile.index, hashes)
        return hashes

    def _is_below_root(self, tile: Tile, hashes: list[bytes]) -> bool:
        """Tell whether the tile above, or the edge, says the same of these hashes."""
        level = tile.level or 0
        if not tile.is_full:
            return hashes == self._hashes(tile)
        return complete_root(hashes) == self.node(TILE_HEIGHT * (level + 1), tile.index)


def _read(source: Source, tile: Tile, limit: int) -> Served:
    """Read a tile or bundle; a partial one may have been replaced by the full one (tlog-tiles)."""
    for one in (tile, Tile(tile.level, tile.index)):
        raw = source.read(one.path, limit=limit)
        if raw is not None:
            return Served(raw, one.width)
    raise UnreadableError(f"the log has no {tile.path}")


def _parse_hashes(tile: Tile, served: Served) -> list[bytes]:
    try:
        return parse_tile(served.raw, served.width)[: tile.width]
    except MalformedError as err:
        raise _wrong_tile(f"{tile.path}: {err}") from err


def _wrong_tile(reason: str) -> ContradictionError:
    return ContradictionError(Finding(Code.WRONG_TILE, reason))
