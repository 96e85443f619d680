"""Closed periods of days: cut, joined, and what is left between them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from registry.dates import DAY

Period = tuple[date, date]
"""The first and the last day."""


def cut(start: date, end: date | None, within: Period) -> Period | None:
    """Return the days of a period (open if `end` is None) within another; None for none."""
    first = max(start, within[0])
    last = within[1] if end is None else min(end, within[1])
    return (first, last) if first <= last else None


def uncovered(period: Period, covers: Iterable[Period]) -> list[Period]:
    """Return the maximal runs of days of a period on which none of the covers lies, in order."""
    gaps: list[Period] = []
    open_day = period[0]
    for first, last in sorted(covers):
        if open_day < first:
            gaps.append((open_day, first - DAY))
        # The cover of a whole calendar has no day after it, and leaves no gap.
        if last >= period[1]:
            return gaps
        open_day = max(open_day, last + DAY)
    return [*gaps, (open_day, period[1])]
