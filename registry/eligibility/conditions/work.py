"""Conditions on employment: how long, at what post, at what kind of employer."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING, ClassVar

from registry.dates import DAY, add_years
from registry.eligibility.conditions.base import Case, certificate_edges, edges, met_if
from registry.eligibility.timeline import MET, UNKNOWN, UNMET
from registry.employment import current_employment, employments_on
from registry.grade import best_certificate

if TYPE_CHECKING:
    from registry.eligibility.outline import Outline
    from registry.facts import EmploymentFact, FilingFact
    from registry.vocabulary import Outcome

YEARS_AFTER_THE_LAST_JOB = 100
"""How far a sum of days is followed after the last job has ended: longer than a life at work."""


@dataclass(frozen=True, slots=True)
class YearsEmployed:
    """As many days of employment as an unbroken run of the years ending on the day has.

    Days on which two jobs overlap count once. With `same_enterprise` only days with the present
    employer count.
    """

    code: ClassVar[str] = "years_employed"
    years: int
    same_enterprise: bool = False

    def days(self, case: Case) -> Iterator[date]:
        """See `Condition`."""
        starts = _edges_of_jobs(case)
        yield from starts
        if not starts:
            return
        horizon = add_years(starts[-1], max(YEARS_AFTER_THE_LAST_JOB, self.years + 1))
        for start, following in pairwise([*starts, horizon]):
            if employments_on(case.facts, start):
                yield self._first_met(case, start, following - DAY)
            elif not self.same_enterprise:
                yield from self._wavering(case, start, following)

    def on(self, case: Case, day: date) -> Outcome:
        """See `Condition`."""
        return met_if(self.counted(case, day) >= self._wanted(day))

    def always(self, outline: Outline) -> Outcome | None:
        """See `Condition`: nearly everybody has had a job."""
        return None

    def evidence(self, case: Case, day: date) -> tuple[str, ...]:
        """See `Condition`."""
        return tuple(job_key(case, job) for job in self._jobs(case, day))

    def counted(self, case: Case, day: date) -> int:
        """Return the number of days of employment up to a day."""
        total = 0
        seen_until = date.min
        for job in sorted(self._jobs(case, day), key=lambda job: job.start):
            first = max(job.start, seen_until)
            last = day if job.end is None else min(job.end, day)
            if last >= first:
                total += (last - first).days + 1
                seen_until = last + DAY
        return total

    def _jobs(self, case: Case, day: date) -> list[EmploymentFact]:
        begun = [job for job in case.facts.employments if job.start <= day]
        if not self.same_enterprise:
            return begun
        current = current_employment(case.facts, day)
        return [job for job in begun if current is not None and job.uscc == current.uscc]

    def _wanted(self, day: date) -> int:
        run = (day - add_years(day, -self.years)).days
        # Near the first day of the calendar a run of years is cut off; nobody has worked it.
        return max(run, 365 * self.years, int(self.same_enterprise))

    def _first_met(self, case: Case, start: date, end: date) -> date:
        """Return the first day of MET in a stretch of employment, at the latest its end.

        Each day adds one to the count, and at most one to the count that is wanted; so the day is
        near where the shortest run of the years is full, a leap day or two later.
        """
        counted = self.counted(case, start)
        missing = max(365 * self.years - counted, 0)
        day = start + min(missing * DAY, end - start)
        while day < end and counted + (day - start).days < self._wanted(day):
            day += DAY
        return day

    def _wavering(self, case: Case, start: date, end: date) -> Iterator[date]:
        """Yield the days without employment on which a leap day enters or leaves the years."""
        if 365 * self.years <= self.counted(case, start) <= 366 * self.years:
            for year in range(start.year, end.year + 1):
                yield from (
                    date(year, 2, 28),
                    date(year, 2, 28) + DAY,
                    date(year, 3, 1),
                )


@dataclass(frozen=True, slots=True)
class FrontLinePost:
    """The present job is on the front line of production or research."""

    code: ClassVar[str] = "front_line_post"

    def days(self, case: Case) -> Iterable[date]:
        """See `Condition`."""
        return _edges_of_jobs(case)

    def on(self, case: Case, day: date) -> Outcome:
        """See `Condition`."""
        return _said_of_a_post(job.front_line for job in employments_on(case.facts, day))

    def always(self, outline: Outline) -> Outcome | None:
        """See `Condition`: nearly everybody has had a job."""
        return None

    def evidence(self, case: Case, day: date) -> tuple[str, ...]:
        """See `Condition`."""
        return tuple(job_key(case, job) for job in employments_on(case.facts, day))


@dataclass(frozen=True, slots=True)
class KeyPost:
    """The present job is at a key post."""

    code: ClassVar[str] = "key_post"

    def days(self, case: Case) -> Iterable[date]:
        """See `Condition`."""
        return _edges_of_jobs(case)

    def on(self, case: Case, day: date) -> Outcome:
        """See `Condition`."""
        return _said_of_a_post(job.key_post for job in employments_on(case.facts, day))

    def always(self, outline: Outline) -> Outcome | None:
        """See `Condition`: nearly everybody has had a job."""
        return None

    def evidence(self, case: Case, day: date) -> tuple[str, ...]:
        """See `Condition`."""
        return tuple(job_key(case, job) for job in employments_on(case.facts, day))


@dataclass(frozen=True, slots=True)
class EmployerFiled:
    """The present employer is filed for the occupation of the best certificate.

    The filing is ACTIVE, and its scope has exactly that occupation key, at any level.
    """

    code: ClassVar[str] = "employer_filed"

    def days(self, case: Case) -> Iterator[date]:
        """See `Condition`."""
        yield from _edges_of_jobs(case)
        for job in case.facts.employments:
            for filing in job.filings:
                yield from edges(filing.start, filing.end)
                if filing.status_since is not None:
                    yield filing.status_since
        for certificate in case.facts.certificates:
            yield from certificate_edges(certificate)

    def on(self, case: Case, day: date) -> Outcome:
        """See `Condition`."""
        return met_if(bool(self._filings(case, day)))

    def always(self, outline: Outline) -> Outcome | None:
        """See `Condition`: nearly everybody has had a job."""
        return None

    def evidence(self, case: Case, day: date) -> tuple[str, ...]:
        """See `Condition`."""
        return tuple(filing.filing_no for filing in self._filings(case, day))

    def _filings(self, case: Case, day: date) -> list[FilingFact]:
        job = current_employment(case.facts, day)
        best = best_certificate(case.facts, day)
        if job is None or best is None:
            return []
        return [
            filing
            for filing in job.filings
            if best.occupation in filing.occupations and filing.is_active_on(day)
        ]


def job_key(case: Case, job: EmploymentFact) -> str:
    """Return the key of a job as employments.csv has it."""
    return f"{case.facts.id}|{job.uscc}|{job.start}"


def _edges_of_jobs(case: Case) -> list[date]:
    return sorted({day for job in case.facts.employments for day in edges(job.start, job.end)})


def _said_of_a_post(said: Iterable[bool | None]) -> Outcome:
    """Judge all present posts: one "yes" is enough, an empty cell beside a "no" leaves it open."""
    posts = list(said)
    if True in posts:
        return MET
    return UNKNOWN if None in posts else UNMET
