"""A new day: derived facts that ran out are rebuilt before anybody reads them.

Time alone changes a candidacy when a consent ends, a job begins or a policy comes into force;
`Worker.validUntil` names the day. Whoever reads first on a new day, and a timer for days without
readers, brings everybody up to date whose day has come.

Several processes may do so at once: each batch locks its workers and finds them up to date if
another was quicker. A process that has once found nothing left to do on a day asks no more that
day.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from functools import partial
from typing import Final

from registry.dates import CHINA, DAY, china_today
from registry.graph.bookmarks import Trail, following
from registry.graph.driver import Database, Transaction
from registry.graph.errors import GraphError
from registry.graph.rebuild import rebuild_steps
from registry.graph.runout import RUN_OUT
from registry.graph.steps import run_steps

BATCH: Final = 500
"""Workers in one transaction: some 100 ms, so that a mutation never waits long for a lock."""

_AFTER_MIDNIGHT: Final = timedelta(seconds=2)
_AFTER_FAILURE: Final = timedelta(seconds=30)
_FIRST_SECONDS: Final = 30.0


class Rollover:
    """Brings derived facts to the present day, once a day and process.

    `workers` counts whom it has renewed.

    Args:
        database: of the derived facts.
        today: what day it is; the tests turn it.
    """

    def __init__(self, database: Database, *, today: Callable[[], date] = china_today) -> None:
        self._database = database
        self._today = today
        self._done: date | None = None
        self._lock = asyncio.Lock()
        self.workers = 0

    @property
    def done(self) -> date | None:
        """The day to which this process knows derived facts to be brought; None before any."""
        return self._done

    async def ensure(self) -> None:
        """Return when derived facts are those of today; of many readers one does the work."""
        if self._done == self._today():
            return
        async with self._lock:
            today = self._today()
            if self._done != today:
                with following(Trail()) as trail:
                    await self.roll(today)
                # Whoever reads after this must not be sent to a member that is still in yesterday.
                self._database.floor = trail.bookmarks
                self._done = today

    async def roll(self, today: date) -> int:
        """Rebuild every worker whose day has come and return how many there were."""
        count = 0
        while ids := await self._run_out(today):
            await self._database.write(partial(_rebuild, ids=ids, today=today))
            count += len(ids)
            self.workers += len(ids)
        return count

    async def keep(self) -> None:
        """Roll over shortly after every midnight in China, until cancelled."""
        while True:
            try:
                await self.ensure()
            except GraphError:
                # The database is away; a reader would see it too, and say so.
                await asyncio.sleep(_AFTER_FAILURE.total_seconds())
                continue
            await asyncio.sleep(seconds_to_midnight(datetime.now(CHINA)))

    async def _run_out(self, today: date) -> list[str]:
        # Often the first statement of all: a database that has just started plans it for seconds.
        rows = await self._database.read(
            RUN_OUT, {"today": today, "limit": BATCH}, timeout=_FIRST_SECONDS
        )
        return [row[0] for row in rows]


async def _rebuild(transaction: Transaction, *, ids: list[str], today: date) -> int:
    return await run_steps(transaction, rebuild_steps(ids, today=today, with_mentors=False))


def seconds_to_midnight(now: datetime) -> float:
    """Return how long it is from `now` to just after the next midnight in China."""
    midnight = datetime.combine(now.astimezone(CHINA).date() + DAY, time(), CHINA)
    return (midnight + _AFTER_MIDNIGHT - now).total_seconds()
