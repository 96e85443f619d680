"""What is looked up only when somebody reads the metrics: the log, the status lists, the day.

The database is asked three short questions; when it does not answer, the figures of this process
are shown without those of the database, and `registry_database_up` says why they are missing.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric

from registry.counted import Counted
from registry.dates import china_day
from registry.graph.errors import GraphError
from registry.graph.log.state import LogState, log_state
from registry.issuing.lists import Kept
from registry.services import Services

ASKING_SECONDS: Final = 2.0


@dataclass(frozen=True, slots=True)
class Figures:
    """The state of a process and of its database at one moment.

    `log` is None before the log began, and where the database does not answer. `days_behind` is
    how many days derived facts are behind today, None before the first rollover of this process.
    `planning` is the time of the first answers of new texts, in seconds.
    """

    is_up: bool
    log: LogState | None
    log_stands_still: bool
    lists: Kept
    days_behind: int | None
    workers_rolled: int
    event_groups: int
    texts_planned: int
    planning: float
    caches: Mapping[str, Counted]

    def collect(self) -> Iterator[Metric]:
        """Yield the figures as metrics."""
        yield _gauge("database_up", "1 if the database answers", self.is_up)
        yield _counter(
            "database_texts_planned",
            "Statement texts that were new to this process",
            self.texts_planned,
        )
        yield _counter(
            "database_first_seconds",
            "Time of their first answers, planning included",
            self.planning,
        )
        yield from self._log()
        yield from self._lists()
        yield from self._day()
        yield _counter("access_event_groups", "Groups of access events written", self.event_groups)
        yield self._caches()

    def _log(self) -> Iterator[Metric]:
        yield _gauge(
            "log_standing_still",
            "1 if this process cannot carry the log on: `talent-registry log status`",
            self.log_stands_still,
        )
        if self.log is None:
            return
        state = self.log
        yield _gauge("log_size", "Entries under the signed head of the log", state.head.size)
        yield _gauge("log_pending", "Entries that have no place in the log yet", state.waiting)
        yield _gauge(
            "log_unsigned",
            "Entries that have a place and are not under the head yet",
            state.next_index - state.head.size,
        )
        yield _gauge("log_head_witnessed", "1 if witnesses cosigned it", state.head.is_witnessed)
        yield _gauge("log_lease_held", "1 if some process carries the log on", state.is_held)

    def _lists(self) -> Iterator[Metric]:
        lists = self.lists
        yield _gauge("status_lists_kept", "Signed status lists kept by this process", lists.count)
        if lists.count:
            yield _gauge(
                "status_list_oldest_seconds",
                "Age of the signature of the kept list that was signed first",
                lists.oldest_seconds,
            )
            yield _gauge(
                "status_list_expires_seconds",
                "Time until the first of the kept lists runs out",
                lists.expires_seconds,
            )

    def _day(self) -> Iterator[Metric]:
        if self.days_behind is not None:
            yield _gauge(
                "rollover_days_behind",
                "Days that derived facts are behind today in China, by what this process knows",
                self.days_behind,
            )
        yield _counter(
            "rollover_workers", "Workers whose derived facts a new day renewed", self.workers_rolled
        )

    def _caches(self) -> Metric:
        family = CounterMetricFamily(
            "registry_cache", "Questions to a memory of this process", labels=("cache", "result")
        )
        for name, counted in self.caches.items():
            family.add_metric((name, "hit"), counted.hits)
            family.add_metric((name, "miss"), counted.misses)
        return family


async def figures_of(services: Services) -> Figures:
    """Look everything up; takes at most two seconds more than a moment."""
    rollover, sequencer = services.rollover, services.office.log.sequencer
    is_up, log = True, None
    try:
        async with asyncio.timeout(ASKING_SECONDS):
            log = await log_state(sequencer.database)
    except (GraphError, TimeoutError):
        is_up = False
    done = rollover.done
    return Figures(
        is_up=is_up,
        log=log,
        log_stands_still=sequencer.trouble is not None,
        lists=services.office.lists.kept(),
        days_behind=None if done is None else (china_day(services.clock()) - done).days,
        workers_rolled=rollover.workers,
        event_groups=services.events.groups,
        texts_planned=services.reader.texts_planned,
        planning=services.reader.first_seconds,
        caches=services.meter.caches,
    )


def _gauge(name: str, meaning: str, value: float) -> Metric:
    return GaugeMetricFamily(f"registry_{name}", meaning, value=value)


def _counter(name: str, meaning: str, value: float) -> Metric:
    return CounterMetricFamily(f"registry_{name}", meaning, value=value)
