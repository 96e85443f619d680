"""Makes the published statistics of pay, once a day.

The amounts are opened here, in memory, for as long as the medians are computed; they are never
logged, and nothing of one person leaves. Counting takes seconds at a million workers, and goes on
in a thread of its own, so that the process answers others meanwhile.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any, Final

from registry.graph import pay
from registry.graph.driver import Database
from registry.personal import PersonalKeys, cell_place
from registry.programme.pay_groups import Limits, Paid, Published, publish
from registry.regulations import Regulation, regulation_in_force

SUBJECT: Final = "PAY_STATISTICS"


class PaySnapshots:
    """Keeps the snapshot of pay that of today. One for a process."""

    def __init__(self, database: Database, personal: PersonalKeys) -> None:
        # The snapshot is made for everybody, not for the request that finds it missing.
        self._database = database.beside()
        self._personal = personal
        self._lock = asyncio.Lock()
        self._made: date | None = None

    async def ensure(self, *, now: datetime, today: date) -> None:
        """Return when there is a snapshot of today; of many askers one makes it."""
        if self._made == today:
            return
        async with self._lock:
            if self._made != today:
                if is_stale(await pay.read_state(self._database), today):
                    await self._make(now=now, today=today)
                self._made = today

    async def remake(self, *, now: datetime, today: date) -> None:
        """Make it anew, if it still is stale: an import has changed what it was counted from."""
        async with self._lock:
            if is_stale(await pay.read_state(self._database), today):
                await self._make(now=now, today=today)

    async def _make(self, *, now: datetime, today: date) -> None:
        regulations, became = await pay.read_surroundings(self._database, SUBJECT)
        limits = limits_of(regulation_in_force(regulations, place=(), on=today))
        rows = await pay.read_arrangements(self._database, today) if limits is not None else []
        groups = await asyncio.to_thread(self._groups, rows, became, limits) if limits else []
        await pay.write_groups(
            self._database, [_properties(group) for group in groups], today=today, at=now
        )

    def _groups(
        self, rows: Iterable[list[Any]], became: Mapping[str, str], limits: Limits
    ) -> list[Published]:
        latest: dict[str, list[Any]] = {}
        for row in sorted(rows, key=lambda row: (row[8], row[0])):
            latest[row[1]] = row
        return publish([self._paid(row, became) for row in latest.values()], limits)

    def _paid(self, row: list[Any], became: Mapping[str, str]) -> Paid:
        key, _, employer, occupation, rank, province, city, mode, _, sealed, _ = row
        return Paid(
            employer=employer,
            occupation=became.get(occupation, occupation),
            rank=rank,
            province=province,
            city=city,
            mode=mode,
            amount=opened(self._personal, ("pay_arrangements", key, "annual_amount"), sealed),
        )


def opened(personal: PersonalKeys, place: tuple[str, str, str], sealed: str | None) -> float | None:
    """Return the yuan sealed in a cell (table, row key, column); None where they are not known."""
    return None if sealed is None else float(personal.open_cell(cell_place(*place), sealed))


def is_stale(state: Any, today: date) -> bool:
    """Say whether a snapshot (`pay.SNAPSHOT_STATE`) must be made anew."""
    if state is None:
        return True
    as_of, _, changed = state
    return bool(changed) or as_of != today.isoformat()


def limits_of(regulation: Regulation | None) -> Limits | None:
    """Return when groups may be published; None where nothing says so, and then none is."""
    if regulation is None:
        return None
    asked = regulation.parameters
    return Limits(
        people=asked["people"],
        employers=asked["employers"],
        largest_share=asked["largestShare"],
        step=asked["step"],
    )


def _properties(published: Published) -> dict[str, object]:
    return {
        "key": published.group.key,
        "people": published.people,
        "median": published.median,
        "absent": list(published.absent),
    }
