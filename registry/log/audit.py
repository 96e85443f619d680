"""Do database, files and head say the same? Nothing is signed while they do not.

Looked at again are: everything when a process takes the lease, what was just written before it is
signed, and before every signature a stretch of the past, so that a log of a few thousand entries is
read whole each time and a larger one once in every so many rounds. A difference is named with the
entry or the file, and mended by nobody but a person.
"""

from __future__ import annotations

import asyncio
import hashlib
from dataclasses import dataclass
from typing import Final

from registry.graph.driver import Database
from registry.graph.log.entries import sequenced_entries
from registry.graph.log.state import Head
from registry.log.errors import LogDisagreesError
from registry.log.files import LogFiles
from registry.log.growth import file_node
from verifier.merkle import complete_root, leaf_hash, root_at
from verifier.tiles import TILE_WIDTH, tile_at

STRETCH: Final = 16
"""Bundles that are read in one go: 4,096 entries."""


@dataclass(slots=True)
class Audit:
    """Reads the past again. `place` is the bundle at which the next stretch begins."""

    database: Database
    files: LogFiles
    place: int = 0

    async def everything(self, head: Head) -> None:
        """Check every entry and file of the log.

        Raises:
            LogDisagreesError: something differs.
        """
        bundles = -(-head.size // TILE_WIDTH)
        for start in range(0, bundles, STRETCH):
            await self._stretch(head.size, start, min(start + STRETCH, bundles))
        await asyncio.to_thread(check_root, self.files, head.size, head)

    async def next_stretch(self, head: Head) -> None:
        """Check the next stretch of the past, and go on from the beginning after the last one.

        Raises:
            LogDisagreesError: something differs.
        """
        bundles = -(-head.size // TILE_WIDTH)
        if bundles == 0:
            return
        start = self.place if self.place < bundles else 0
        self.place = min(start + STRETCH, bundles)
        await self._stretch(head.size, start, self.place)

    async def _stretch(self, size: int, start: int, end: int) -> None:
        first, after = start * TILE_WIDTH, min(end * TILE_WIDTH, size)
        rows = await sequenced_entries(self.database, first, after)
        entries = await asyncio.to_thread(check_tiles, self.files, size, start, end)
        known = {row.index: row for row in rows}
        for index, entry in enumerate(entries, first):
            row = known.get(index)
            if row is None:
                raise LogDisagreesError(f"entry {index} is missing in the database")
            if row.body != entry or row.id != hashlib.sha256(entry).hexdigest():
                raise LogDisagreesError(f"entry {index} is another one in the database")


def check_tiles(files: LogFiles, size: int, start: int, end: int) -> list[bytes]:
    """Check the files of bundles [start, end) of the first `size` entries; return their entries.

    Raises:
        LogDisagreesError: an entry does not hash to its tile, or a full tile not to the one above.
    """
    found = []
    for place in range(start, end):
        entries = files.entries(tile_at(size, None, place))
        hashes = files.hashes(tile_at(size, 0, place))
        for index, (entry, known) in enumerate(
            zip(entries, hashes, strict=True), place * TILE_WIDTH
        ):
            if leaf_hash(entry) != known:
                raise LogDisagreesError(f"entry {index} does not hash to its tile in the files")
        _check_above(files, size, 0, place, hashes)
        found += entries
    return found


def check_root(files: LogFiles, size: int, head: Head) -> None:
    """Check that the files of the first `size` entries begin with what the head says.

    Raises:
        LogDisagreesError: they do not.
    """
    if root_at(head.size, file_node(files, size)) != head.root:
        raise LogDisagreesError(
            f"the files of the log have another root over {head.size} entries than the head"
        )


def _check_above(files: LogFiles, size: int, level: int, place: int, hashes: list[bytes]) -> None:
    """Check that a full tile stands in the one above; that one too if it ends there."""
    if len(hashes) < TILE_WIDTH:
        return
    above, within = divmod(place, TILE_WIDTH)
    parent = files.hashes(tile_at(size, level + 1, above))
    if parent[within] != complete_root(hashes):
        raise LogDisagreesError(
            f"tile {place} of level {level} is not the one that stands above it"
        )
    if within == TILE_WIDTH - 1:
        _check_above(files, size, level + 1, above, parent)
