"""What one process does while it holds the lease of the log: the rounds of the sequencer.

    1. give the waiting entries their indexes        in the graph, with the check of the lease
    2. write new tiles and bundles                   drafted, flushed, renamed, folders flushed
    3. read them back, and a stretch of the past     database, files and head must agree
    4. sign the checkpoint, ask the witnesses        the same text for the same entries, always
    5. move the head                                 compare and swap, with the check of the lease
    6. publish the checkpoint

A process that dies anywhere leaves what the next one can carry on: indexes without files are
written, files without a head are found equal, a head without its publication is published. A
checkpoint that the quorum has not cosigned never takes the place of one that it has.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import partial
from typing import Final

from registry.dates import moment_text
from registry.graph.driver import Database
from registry.graph.errors import AlreadyThereError
from registry.graph.log.entries import SequencedEntry, sequenced_entries
from registry.graph.log.state import (
    Head,
    Lease,
    LogState,
    give_indexes,
    move_head,
    waiting_entries,
)
from registry.log.audit import Audit, check_root, check_tiles
from registry.log.errors import LeaseLostError, LogDisagreesError
from registry.log.files import LogFiles
from registry.log.growth import Growth, file_node
from registry.log.origin import LogKey, checkpoint_text
from registry.log.points import Point
from registry.log.published import check_head, check_published, is_witnessed, may_replace
from registry.log.witnesses import Submission, Witnesses
from verifier.merkle import consistency_path
from verifier.notes import parse_note
from verifier.tiles import TILE_WIDTH

BATCH: Final = 8_192
"""Entries of a round: one transaction, one checkpoint."""


@dataclass(slots=True)
class Tenure:
    """The log in the hands of one process. `next_index` is the first that was not given yet."""

    database: Database
    files: LogFiles
    key: LogKey
    witnesses: Witnesses
    lease: Lease
    head: Head
    next_index: int
    now: Callable[[], datetime]
    growth: Growth = field(default_factory=Growth)
    audit: Audit = field(init=False)

    def __post_init__(self) -> None:
        """Make the audit."""
        self.audit = Audit(self.database, self.files)

    async def begin(self, state: LogState) -> None:
        """Check everything, and publish what was signed and not published.

        Raises:
            LogDisagreesError: database, files and head do not say the same.
        """
        if state.next_index < self.head.size:
            raise LogDisagreesError(
                f"the head has {self.head.size} entries and only {state.next_index} have an index"
            )
        check_head(self.head, self.key)
        # Other witnesses may be wanted today than when the head was signed.
        self.head = replace(self.head, is_witnessed=self._is_witnessed(self.head.note))
        await asyncio.to_thread(self.files.sweep)
        await self.audit.everything(self.head)
        published = self.files.checkpoint()
        check_published(published, self.files, self.key, self.head)
        self.growth = await asyncio.to_thread(Growth.read, self.files, self.head.size)
        if self.head.note is not None and published != self.head.note:
            await self._publish(self.head.note)

    async def round(self) -> int:
        """Carry the log on by at most a batch; return by how many entries.

        Raises:
            LeaseLostError: another process has the log now.
            LogDisagreesError: database, files and head do not say the same.
        """
        await self._give_indexes()
        if self.next_index == self.head.size:
            if self._lacks_witnesses():
                await self._conclude(self.head.size, self.head.root)
            return 0
        entries = await self._next_entries()
        await self.audit.next_stretch(self.head)
        root = await asyncio.to_thread(self._write, [entry.body for entry in entries])
        await self._conclude(self.head.size + len(entries), root)
        return len(entries)

    async def _give_indexes(self) -> None:
        if not await waiting_entries(self.database):
            return
        self._reached(Point.BEFORE_INDEXES)
        try:
            given = await give_indexes(
                self.database,
                self.lease,
                limit=BATCH,
                before_commit=partial(self._reached, Point.INDEXES_UNCOMMITTED),
            )
        except AlreadyThereError as err:
            raise LogDisagreesError(
                f"an index from {self.next_index} on is taken in the database by another entry"
            ) from err
        if given is None:
            raise LeaseLostError("another process carries the log on")
        self.next_index += given
        self._reached(Point.INDEXES_GIVEN)

    async def _next_entries(self) -> list[SequencedEntry]:
        start = self.head.size
        end = min(start + BATCH, self.next_index)
        entries = await sequenced_entries(self.database, start, end)
        found = [entry.index for entry in entries]
        if found != list(range(start, end)):
            missing = min(set(range(start, end)) - set(found))
            raise LogDisagreesError(f"entry {missing} is missing in the database")
        return entries

    def _write(self, entries: list[bytes]) -> bytes:
        """Write the files of new entries, read them back, and return the new root."""
        old_size = self.head.size
        self.files.write(self.growth.append(entries))
        self._reached(Point.FILES_WRITTEN)
        size, root = self.growth.size, self.growth.root()
        written = check_tiles(self.files, size, old_size // TILE_WIDTH, -(-size // TILE_WIDTH))
        if written[old_size % TILE_WIDTH :] != entries:
            raise LogDisagreesError("what was written of the log reads otherwise")
        check_root(self.files, size, self.head)
        check_root(self.files, size, Head(size, root))
        self._reached(Point.CHECKED)
        return root

    async def _conclude(self, size: int, root: bytes) -> None:
        """Sign, have it witnessed, move the head, publish."""
        signed = self.key.sign(checkpoint_text(self.key.origin, size, root))
        if self.head.note is not None and self.head.note.startswith(signed):
            # Signed before: who cosigned it then need not do it again.
            signed = self.head.note
        self._reached(Point.SIGNED)
        note = await self.witnesses.cosign(Submission(size, signed, partial(self._proof, size)))
        self._reached(Point.WITNESSED)
        head = Head(size, root, self.key.origin, note, self._is_witnessed(note))
        at = moment_text(self.now())
        if not await move_head(self.database, self.lease, self.head, head, at=at):
            raise LeaseLostError("another process has moved the head of the log")
        self.head = head
        self._reached(Point.HEAD_MOVED)
        await self._publish(note)

    def _proof(self, size: int, old_size: int) -> list[bytes]:
        return consistency_path(old_size, size, file_node(self.files, size))

    def _is_witnessed(self, note: str | None) -> bool:
        return note is not None and is_witnessed(parse_note(note), self.witnesses.policy)

    async def _publish(self, note: str) -> None:
        policy = self.witnesses.policy
        if may_replace(self.files.checkpoint(), note, origin=self.key.origin, policy=policy):
            await asyncio.to_thread(self.files.publish, note)
            self._reached(Point.PUBLISHED)

    def _lacks_witnesses(self) -> bool:
        """Say whether the head should be signed or witnessed again, now."""
        if self.head.size == 0:
            return False
        if self.head.origin != self.key.origin:
            return True
        waits = self.witnesses.members and not self.head.is_witnessed
        return bool(waits) and time.monotonic() >= self.witnesses.next_attempt

    def _reached(self, point: Point) -> None:
        self.files.kill.reached(point)
