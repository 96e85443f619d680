"""Files that were lost entirely, written again from the database.

Only if the entries of the database have the root that was signed: the database alone is not
believed, and files that are there are not replaced.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

from registry.graph.driver import Database
from registry.graph.log.entries import sequenced_entries
from registry.graph.log.state import Head, log_state
from registry.log.errors import LogDisagreesError
from registry.log.files import LogFiles
from registry.log.growth import Growth
from registry.log.sequencer import Sequencer
from registry.log.tenure import BATCH
from verifier.merkle import Frontier, leaf_hash


async def rebuild(sequencer: Sequencer) -> int | None:
    """Write the files of the log again and return of how many entries; None if it is in use.

    Raises:
        LogDisagreesError: there are files, or the entries have another root than the head.
    """
    async with sequencer.lease() as lease:
        if lease is None:
            return None
        database, files = sequencer.database, sequencer.files
        state = await log_state(database)
        head = Head(0, b"") if state is None else state.head
        if (files.folder / "tile").exists():
            raise LogDisagreesError(
                f"{files.folder}/tile is there; only what was lost entirely is written again"
            )
        await _check_root(database, head)
        growth = Growth()
        async for entries in _batches(database, head.size):
            await asyncio.to_thread(_write, files, growth, entries)
        return head.size


async def _check_root(database: Database, head: Head) -> None:
    frontier = Frontier()
    async for entries in _batches(database, head.size):
        for entry in entries:
            frontier.append(leaf_hash(entry))
    if head.size and (frontier.size, frontier.root()) != (head.size, head.root):
        raise LogDisagreesError(
            f"the {frontier.size} entries of the database do not have the root that was signed "
            f"over {head.size}"
        )


async def _batches(database: Database, size: int) -> AsyncIterator[list[bytes]]:
    for start in range(0, size, BATCH):
        rows = await sequenced_entries(database, start, min(start + BATCH, size))
        yield [row.body for row in rows]


def _write(files: LogFiles, growth: Growth, entries: list[bytes]) -> None:
    files.write(growth.append(entries))
