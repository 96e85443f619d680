"""Statistics over all people of a place: counted at once in a small registry, kept in a large one.

Coverage, pyramid and scorecard look at everybody of a place. Below `LARGE` jobs that is done for
each who asks, so that whoever has just written something sees it counted. Above, the rows are kept
in the graph for everybody and every process, with the moment at which they were counted
(`countedAt` of the answers):

    younger than `FRESH`       given out
    younger than `TOLERATED`   given out, and counted anew behind the answer
    older, or never counted    counted before the answer

Of all processes one counts (a lease in the graph), the others wait or give out what there is. Only
numbers that are the same for every viewer are kept; what is suppressed for whom is decided after
them, in every answer.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable
from contextvars import Context
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final

from registry.dates import moment_text, parse_moment
from registry.graph.driver import Database
from registry.graph.reading import Reader
from registry.graph.snapshots import (
    Rows,
    count_jobs,
    give_up_snapshot,
    keep_snapshot,
    read_snapshot,
    take_snapshot,
)

LARGE: Final = 300_000
"""Jobs, present and past: those of some 240,000 workers, whose coverage takes about two seconds."""
FRESH: Final = timedelta(minutes=10)
TOLERATED: Final = timedelta(days=1)
KEPT: Final = timedelta(days=7)
COUNT_SECONDS: Final = 120.0
_LOOK_SECONDS: Final = 600.0
_PAUSE_SECONDS: Final = 0.25

Count = Callable[[Reader], Awaitable[Rows]]
"""Counts with a reader that waits for `COUNT_SECONDS`."""

_logger: Final = logging.getLogger(__name__)


@dataclass(slots=True)
class Snapshots:
    """The snapshots as one process sees them."""

    database: Database
    """Beside that of requests: nobody counts for one of them alone."""
    clock: Callable[[], datetime]
    large: int = LARGE
    _reader: Reader = field(init=False, repr=False)
    _running: dict[str, asyncio.Task[tuple[Rows, str]]] = field(default_factory=dict, repr=False)
    _looked: float | None = field(default=None, repr=False)
    _is_large: bool = field(default=False, repr=False)

    def __post_init__(self) -> None:
        """Make the reader that counts."""
        self._reader = Reader(self.database, seconds=COUNT_SECONDS)

    async def are_wanted(self) -> bool:
        """Say whether the registry is so large that statistics are kept."""
        now = time.monotonic()
        if self._looked is None or now - self._looked > _LOOK_SECONDS:
            self._is_large = await count_jobs(self.database) >= self.large
            self._looked = now
        return self._is_large

    async def rows(self, name: str, count: Count) -> tuple[Rows, str]:
        """Return the rows of a question and the moment at which they were counted, as text."""
        found = await read_snapshot(self.database, name)
        age = None if found is None else self.clock() - parse_moment(found[1])
        if found is not None and age is not None and age < FRESH:
            return found
        task = self._running.get(name)
        if task is None:
            # It outlives the request that began it, and follows nothing of it.
            task = asyncio.create_task(self._make(name, count), context=Context())
            self._running[name] = task
            task.add_done_callback(lambda done: self._done(name, done))
        if found is not None and age is not None and age < TOLERATED:
            return found
        return await asyncio.shield(task)

    async def _make(self, name: str, count: Count) -> tuple[Rows, str]:
        while not await take_snapshot(self.database, name, seconds=COUNT_SECONDS):
            await asyncio.sleep(_PAUSE_SECONDS)
            found = await read_snapshot(self.database, name)
            if found is not None and self.clock() - parse_moment(found[1]) < FRESH:
                return found
        now = self.clock()
        at, oldest = moment_text(now), moment_text(now - KEPT)
        try:
            rows = await count(self._reader)
        except BaseException:
            await give_up_snapshot(self.database, name)
            raise
        await keep_snapshot(self.database, name, rows, at=at, oldest=oldest)
        return rows, at

    def _done(self, name: str, task: asyncio.Task[tuple[Rows, str]]) -> None:
        self._running.pop(name, None)
        if not task.cancelled() and (error := task.exception()) is not None:
            _logger.warning("a statistic could not be counted: %s", error)
