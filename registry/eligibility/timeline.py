"""A condition over time: a step function from days to outcomes, merged by Kleene's logic.

A timeline covers every day of the calendar. Only days on which a fact begins or ends, or a number
of years has passed, can change an outcome, so it is made by evaluating a condition on those days
and nowhere else. Everything a report says about time is read off the timeline of the whole rule:
what holds today, since when, and from when it will hold.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from registry.vocabulary import Outcome

MET, UNMET, UNKNOWN = Outcome.MET, Outcome.UNMET, Outcome.UNKNOWN


@dataclass(frozen=True, slots=True)
class Timeline:
    """Outcomes by day: `outcomes[i]` holds from `days[i]` until the day before `days[i + 1]`.

    The first day is the first of the calendar; neighbouring outcomes differ.
    """

    days: tuple[date, ...]
    outcomes: tuple[Outcome, ...]

    @classmethod
    def sampled(cls, days: Iterable[date], outcome_on: Callable[[date], Outcome]) -> Timeline:
        """Evaluate on `days`, which must include every day on which the outcome changes."""
        last = outcome_on(date.min)
        kept_days, kept = [date.min], [last]
        for day in sorted({*days}):
            outcome = outcome_on(day)
            if outcome is not last:
                kept_days.append(day)
                kept.append(outcome)
                last = outcome
        return cls(tuple(kept_days), tuple(kept))

    @classmethod
    def ahead(
        cls, day: date, days: Iterable[date], outcome_on: Callable[[date], Outcome]
    ) -> Timeline:
        """Evaluate on a day and on later ones of `days`: right from that day on, and quicker."""
        last = outcome_on(day)
        ahead = {later for later in days if later > day}
        if not ahead:
            return _ALWAYS[last]
        kept_days, kept = [date.min], [last]
        for later in sorted(ahead):
            outcome = outcome_on(later)
            if outcome is not last:
                kept_days.append(later)
                kept.append(outcome)
                last = outcome
        return cls(tuple(kept_days), tuple(kept))

    def on(self, day: date) -> Outcome:
        """Return the outcome on a day."""
        return self.outcomes[self._index(day)]

    def since(self, day: date) -> date | None:
        """Return the first day of the run of equal outcomes around `day`; None if it has none."""
        index = self._index(day)
        return self.days[index] if index else None

    def next_change(self, day: date) -> date | None:
        """Return the first day after `day` with another outcome than on the day before it."""
        index = self._index(day) + 1
        return self.days[index] if index < len(self.days) else None

    def next_met(self, day: date) -> date | None:
        """Return the first day after `day` that begins a run of MET."""
        first = self._index(day) + 1
        later = zip(self.days[first:], self.outcomes[first:], strict=True)
        return next((start for start, outcome in later if outcome is MET), None)

    def stays(self, outcome: Outcome, day: date) -> bool:
        """Say whether the outcome is this one on `day` and on every day after it."""
        return self.outcomes[-1] is outcome and (
            len(self.days) == 1 or self._index(day) == len(self.days) - 1
        )

    def _index(self, day: date) -> int:
        return bisect_right(self.days, day) - 1


_ALWAYS = {outcome: Timeline((date.min,), (outcome,)) for outcome in Outcome}


def merged(
    timelines: Sequence[Timeline], merge: Callable[[Sequence[Outcome]], Outcome]
) -> Timeline:
    """Merge timelines day by day."""
    if all(len(timeline.days) == 1 for timeline in timelines):
        return _ALWAYS[merge([timeline.outcomes[0] for timeline in timelines])]
    days = {day for timeline in timelines for day in timeline.days}
    return Timeline.sampled(days, lambda day: merge([timeline.on(day) for timeline in timelines]))


def all_of(outcomes: Sequence[Outcome]) -> Outcome:
    """Merge by Kleene's "and": UNMET if any is UNMET, else UNKNOWN if any is UNKNOWN."""
    if UNMET in outcomes:
        return UNMET
    return UNKNOWN if UNKNOWN in outcomes else MET


def any_of(outcomes: Sequence[Outcome]) -> Outcome:
    """Merge by Kleene's "or": MET if any is MET, else UNKNOWN if any is UNKNOWN."""
    if MET in outcomes:
        return MET
    return UNKNOWN if UNKNOWN in outcomes else UNMET


def at_least(wanted: int, outcomes: Sequence[Outcome]) -> Outcome:
    """Merge by counting: UNMET if even with the unknown ones there are not enough."""
    met = outcomes.count(MET)
    if met >= wanted:
        return MET
    return UNKNOWN if met + outcomes.count(UNKNOWN) >= wanted else UNMET
