"""The sequencer of a process: it waits for the lease, and carries the log on while it has it.

Every process runs one; of all that share a database one holds the lease, the others look every few
seconds whether it has become free. A process that shares its state folder with another waits for
the folder's lock first, so that one which was killed is followed at once and not after its lease.
A log that disagrees with itself is left alone: the reason is kept in the graph for
`talent-registry log status`, and everything is looked at again after a while.
"""

from __future__ import annotations

import asyncio
import fcntl
import logging
import secrets
import socket
import time
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager, suppress
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from registry.graph.driver import Database
from registry.graph.errors import GraphError
from registry.graph.log.state import (
    Lease,
    give_up_lease,
    log_state,
    renew_lease,
    take_lease,
)
from registry.log.errors import LeaseLostError, LogError
from registry.log.files import LogFiles
from registry.log.origin import LogKeyFile
from registry.log.points import Point
from registry.log.policy import WitnessPolicy
from registry.log.tenure import Tenure
from registry.log.witnesses import Witnesses
from verifier.merkle import EMPTY_ROOT

LEASE_SECONDS: Final = 15.0
CADENCE_SECONDS: Final = 1.0
FOLLOWING_SECONDS: Final = 3.0
_PAUSE_SECONDS: Final = 0.2
_AFTER_FAILURE: Final = 10.0
_AFTER_DISAGREEMENT: Final = 120.0
_LOCK: Final = "sequencer.lock"

_logger: Final = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Completion:
    """What was taken up, how large the log is now, and which witnesses are missing, and why."""

    entries: int
    size: int
    is_witnessed: bool
    troubles: tuple[str, ...]


@dataclass(slots=True)
class Sequencer:
    """Carries the log on. One instance a process; `now` is the clock, a parameter for tests.

    `trouble` says why it stands still, None while it works or follows.
    """

    database: Database
    files: LogFiles
    key_file: LogKeyFile
    policy: WitnessPolicy
    now: Callable[[], datetime]
    lease_seconds: float = LEASE_SECONDS
    trouble: str | None = field(default=None, init=False)

    async def keep(self) -> None:
        """Carry the log on whenever this process has the lease, until cancelled."""
        while True:
            try:
                with suppress(LeaseLostError):
                    await self._follow()
                await asyncio.sleep(FOLLOWING_SECONDS)
            except (GraphError, OSError) as err:
                self._stand_still(err)
                await asyncio.sleep(_AFTER_FAILURE)
            except LogError as err:
                self._stand_still(err)
                await asyncio.sleep(_AFTER_DISAGREEMENT)
            except Exception:
                # The server answers on without its log; the next attempt checks everything anew.
                _logger.exception("the log stands still")
                await asyncio.sleep(_AFTER_DISAGREEMENT)

    async def run_dry(self) -> int | None:
        """Take up everything that waits, and return how much; None if another process has the log.

        Raises:
            LogError: the log stands still.
        """
        async with self.tenure() as tenure:
            if tenure is None:
                return None
            count = 0
            while taken := await tenure.round():
                count += taken
            return count

    async def complete(self, *, wait_seconds: float) -> Completion | None:
        """Take up everything that waits and have it witnessed; None if another process has the log.

        Raises:
            LogError: the log stands still.
        """
        end = time.monotonic() + wait_seconds
        async with self.tenure() as tenure:
            if tenure is None:
                return None
            taken = 0
            while True:
                step = await tenure.round()
                taken += step
                done = tenure.head.is_witnessed or not tenure.witnesses.members
                if not step and (done or time.monotonic() > end):
                    break
                await asyncio.sleep(0 if step else _PAUSE_SECONDS)
            head = tenure.head
            return Completion(taken, head.size, head.is_witnessed, tenure.witnesses.troubles)

    @asynccontextmanager
    async def tenure(self) -> AsyncIterator[Tenure | None]:
        """Hold the log for the length of a block; None if another process has it.

        Raises:
            LogError: database, files and head disagree, or the key is missing.
        """
        async with self.lease() as lease:
            yield None if lease is None else await self._begin(lease)

    @asynccontextmanager
    async def lease(self) -> AsyncIterator[Lease | None]:
        """Hold state folder and lease for the length of a block; None if another process does.

        A `LogError` in the block is kept in the graph as the reason of its end.
        """
        with self._folder() as holder:
            lease = None if holder is None else await self._take(holder)
            if lease is None:
                yield None
                return
            renewing = asyncio.create_task(self._renew(lease))
            trouble = None
            try:
                yield lease
            except LogError as err:
                trouble = f"{err}"
                raise
            finally:
                renewing.cancel()
                with suppress(asyncio.CancelledError):
                    await renewing
                # A lease that cannot be given up runs out.
                with suppress(GraphError):
                    await give_up_lease(self.database, lease, trouble=trouble)

    async def _follow(self) -> None:
        async with self.tenure() as tenure:
            self.trouble = None
            while tenure is not None:
                if not await tenure.round():
                    await asyncio.sleep(CADENCE_SECONDS)

    async def _take(self, holder: str) -> Lease | None:
        lease = await take_lease(
            self.database, holder, seconds=self.lease_seconds, empty_root=EMPTY_ROOT
        )
        if lease is not None:
            self.files.kill.reached(Point.LEASE_TAKEN)
        return lease

    async def _begin(self, lease: Lease) -> Tenure:
        state = await log_state(self.database)
        if state is None:
            raise LogError("the log was taken out of the database")
        is_begun = state.head.note is not None
        key = self.key_file.of_begun_log() if is_begun else self.key_file.make()
        tenure = Tenure(
            database=self.database,
            files=self.files,
            key=key,
            witnesses=Witnesses.of(self.policy, key.vkey),
            lease=lease,
            head=state.head,
            next_index=state.next_index,
            now=self.now,
        )
        await tenure.begin(state)
        return tenure

    async def _renew(self, lease: Lease) -> None:
        """Prolong the lease for as long as it is ours; every write finds out if it is not."""
        while True:
            await asyncio.sleep(lease.seconds / 3)
            with suppress(GraphError):
                if not await renew_lease(self.database, lease):
                    return

    @contextmanager
    def _folder(self) -> Iterator[str | None]:
        """Hold the state folder; yield who holds the lease then, None if it is another process."""
        self.files.folder.mkdir(parents=True, exist_ok=True)
        with (self.files.folder / _LOCK).open("a+", encoding="ascii") as file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                yield None
                return
            file.seek(0)
            name = file.read()
            if not name:
                name = secrets.token_hex(8)
                file.write(name)
                file.flush()
            # A copied folder on another machine is another holder.
            yield f"{socket.gethostname()}:{name}"

    def _stand_still(self, err: Exception) -> None:
        if self.trouble != str(err):
            _logger.warning("the log stands still: %s", err)
        self.trouble = str(err)
