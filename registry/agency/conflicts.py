"""Conflicts of assignments: what MEANINGS.md, "Assignments", calls one, in a period.

One worker at a time, from plain values; cancelled assignments are left out by who reads them.

- Days are cut to the asked period. A run of days is maximal within it: the shares of 1 to 10 March
  and of 11 to 20 March that both add up to more than 100 make one run.
- What a viewer may see of an assignment is decided in the statement. A conflict is told if at least
  one of its assignments may be seen and lies in the asked division, and names those alone; the
  shares of a run are added over all assignments, since the rule is about the person's days.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from registry.agency.periods import Period, cut, uncovered
from registry.dates import in_force
from registry.language import Language

FULL_DUTY: Final = 100


@dataclass(frozen=True, slots=True)
class Lent:
    """An assignment that is not cancelled.

    `shown`: the viewer may see it, and it lies in the asked division.
    """

    id: str
    start: date
    end: date | None
    duty_percent: int
    home: str
    host: str
    home_consent: bool
    worker_consent: bool
    shown: bool


@dataclass(frozen=True, slots=True)
class Mobility:
    """What the rules look at of one worker.

    The assignments that touch a period, the jobs (uscc, start, end), and the FLEXIBLE_MOBILITY
    consents (start, end, grantee).
    """

    assignments: tuple[Lent, ...]
    jobs: tuple[tuple[str, date, date | None], ...]
    consents: tuple[tuple[date, date | None, str | None], ...]


@dataclass(frozen=True, slots=True)
class Conflict:
    """A conflict on the days of `period`; `percent` is the highest sum of shares, if it is one."""

    kind: str
    assignments: tuple[str, ...]
    period: Period
    percent: int | None = None

    def detail(self, language: Language) -> str:
        """Say in one sentence what is wrong."""
        chinese, english = _SENTENCES[self.kind]
        sentence = chinese if language == "zh" else english
        return sentence.replace("{percent}", str(self.percent))


_SENTENCES: Final = {
    "DUTY_OVER_100": (
        "各项派遣的工作比例合计最高达 {percent}%，超过 100%",
        "the duty shares add up to as much as {percent} %, more than 100 %",
    ),
    "OUTSIDE_HOME_EMPLOYMENT": (
        "派遣期间该人员与派出单位没有劳动关系",
        "the worker is not employed at home on these days of the assignment",
    ),
    "NO_HOME_CONSENT": ("没有派出单位的同意", "the home employer's consent is not recorded"),
    "NO_WORKER_CONSENT": ("没有本人的同意", "the worker's consent is not recorded"),
    "HOST_IS_HOME": ("接收单位就是派出单位", "the host is the home employer itself"),
}


def conflicts_of(mobility: Mobility, period: Period) -> list[Conflict]:
    """Return the conflicts of a worker in a period, by first day, then kind."""
    found = list(_over_full_duty(mobility.assignments, period))
    for lent in mobility.assignments:
        days = cut(lent.start, lent.end, period)
        if lent.shown and days is not None:
            found += _of_one(lent, days, mobility)
    return sorted(
        found, key=lambda conflict: (conflict.period, conflict.kind, conflict.assignments)
    )


def _of_one(lent: Lent, days: Period, mobility: Mobility) -> Iterator[Conflict]:
    jobs = (cut(start, end, days) for uscc, start, end in mobility.jobs if uscc == lent.home)
    for gap in uncovered(days, [job for job in jobs if job is not None]):
        yield Conflict("OUTSIDE_HOME_EMPLOYMENT", (lent.id,), gap)
    if not lent.home_consent:
        yield Conflict("NO_HOME_CONSENT", (lent.id,), days)
    if not lent.worker_consent and not _has_consented(lent, mobility):
        yield Conflict("NO_WORKER_CONSENT", (lent.id,), days)
    if lent.home == lent.host:
        yield Conflict("HOST_IS_HOME", (lent.id,), days)


def _has_consented(lent: Lent, mobility: Mobility) -> bool:
    """Say whether a consent to be lent (to everybody or to this host) is in force at the start."""
    return any(
        in_force(start, end, lent.start) and grantee in {None, lent.host}
        for start, end, grantee in mobility.consents
    )


def _over_full_duty(assignments: Sequence[Lent], period: Period) -> Iterator[Conflict]:
    """Yield the maximal runs of days on which the shares add up to more than 100."""
    cuts = [(lent, cut(lent.start, lent.end, period)) for lent in assignments]
    held = [(lent, days) for lent, days in cuts if days is not None]
    for first, last, percent in _runs([(days, lent.duty_percent) for lent, days in held]):
        inside = [lent for lent, days in held if days[0] <= last and first <= days[1]]
        shown = tuple(sorted(lent.id for lent in inside if lent.shown))
        if shown:
            yield Conflict("DUTY_OVER_100", shown, (first, last), percent)


def _runs(shares: Sequence[tuple[Period, int]]) -> Iterator[tuple[date, date, int]]:
    """Yield first day, last day and highest sum of each run of days above full duty."""
    changes: dict[int, int] = defaultdict(int)
    for (first, last), percent in shares:
        changes[first.toordinal()] += percent
        # Counted in ordinals: the day after the last one of the calendar is no date.
        changes[last.toordinal() + 1] -= percent
    total, began, highest = 0, 0, 0
    for day in sorted(changes):
        total += changes[day]
        if total > FULL_DUTY:
            began, highest = began or day, max(highest, total)
        elif began:
            yield date.fromordinal(began), date.fromordinal(day - 1), highest
            began, highest = 0, 0
