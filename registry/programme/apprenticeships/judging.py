"""The conditions of an apprenticeship (DOMAIN.md 3.6), judged by the regulation of its place.

The regulation is the one in force on the first day where the enterprise is; the lowest wage is that
of the day of interest: today, or the last day of what is over. Without a regulation everything that
it would decide is UNKNOWN.

- A mentor whom nobody named is missing: naming one is what the rule asks for, as a consent that was
  not recorded counts as not given. Whether a named mentor works where it should is UNKNOWN as long
  as no job of theirs is on record at all (teachers of a school often have none).
- A contract with a first day and no last one is open-ended, and as long as any.
- An apprenticeship without a last day is neither too short nor too long, until it has lasted longer
  than it may. One that was given up is not asked to have lasted.
- "With a certificate": one that counts today, of the occupation that was taught (editions
  followed), of the target grade or above, issued since the first day and, where the regulation
  says so, not later than so many months after the end. Until then the outcome is UNKNOWN.
- A wage is compared, and never told.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from registry.dates import DAY, add_months, in_force
from registry.editions import Editions
from registry.eligibility import ConditionReport
from registry.facts import CertificateFact
from registry.language import Language
from registry.programme.apprenticeships.facts import (
    PROBLEM_OF,
    Apprenticeship,
    Asked,
    Mentor,
    Problem,
)
from registry.programme.apprenticeships.words import text_of
from registry.regulations import Regulation, regulation_in_force
from registry.regulations.judging import all_of, condition, held
from registry.vocabulary import Outcome, Rank

SUBJECT: Final = "APPRENTICESHIP"
WAGES: Final = "MINIMUM_WAGE"
SUBJECTS: Final = (SUBJECT, WAGES)

_MET, _UNMET, _UNKNOWN = Outcome.MET, Outcome.UNMET, Outcome.UNKNOWN


@dataclass(frozen=True, slots=True)
class Judgement:
    """What is to be said of an apprenticeship."""

    regulation: Regulation | None
    conditions: tuple[ConditionReport, ...]

    @property
    def outcome(self) -> Outcome:
        """All conditions together."""
        return all_of(self.conditions)

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What is known to be wrong, in the order of the conditions."""
        return tuple(
            PROBLEM_OF[Asked(one.code)] for one in self.conditions if one.outcome is _UNMET
        )

    def of(self, asked: Asked) -> Outcome | None:
        """Return the outcome of one condition, None where it is not asked."""
        return next((one.outcome for one in self.conditions if one.code == asked), None)

    def subsidy(self, rank: int | None, status: str) -> float | None:
        """Return the yuan that the regulation grants for a person-year as things stand.

        None where it does not say, or where that is not known yet.
        """
        given = {} if self.regulation is None else self.regulation.parameters
        name = None if rank is None else Rank(rank).name
        full: float | None = given.get("subsidyByLevel", {}).get(name, given.get("subsidy"))
        if status == "ENDED":
            return given.get("subsidyUnfinished")
        match self.of(Asked.CERTIFICATE):
            case Outcome.UNMET:
                return given.get("subsidyWithoutCertificate")
            case Outcome.UNKNOWN:
                return None
            case _:
                return full


def judge(
    facts: Apprenticeship, regulations: Iterable[Regulation], *, today: date, language: Language
) -> Judgement:
    """Judge an apprenticeship; `regulations` are those of `SUBJECTS`."""
    known = tuple(regulations)
    regulation, wages = (
        regulation_in_force(
            (one for one in known if one.subject == subject), place=facts.place, on=day
        )
        for subject, day in ((SUBJECT, facts.start), (WAGES, facts.day_of_interest(today)))
    )
    judging = _Judging(facts, regulation, wages, today, language)
    return Judgement(regulation, tuple(judging.conditions()))


@dataclass(frozen=True, slots=True)
class _Judging:
    """One apprenticeship, the regulations that hold for it, and the day and language of asking."""

    facts: Apprenticeship
    regulation: Regulation | None
    wages: Regulation | None
    today: date
    language: Language

    @property
    def given(self) -> Mapping[str, Any]:
        """The parameters of the regulation."""
        return {} if self.regulation is None else self.regulation.parameters

    def conditions(self) -> Iterator[ConditionReport]:
        """Yield what is asked of this apprenticeship."""
        facts = self.facts
        for asked, parameter, mentors in (
            (Asked.ENTERPRISE_MENTOR, "enterpriseMentor", facts.enterprise_mentors),
            (Asked.SCHOOL_MENTOR, "schoolMentor", facts.school_mentors),
        ):
            if self._asks(parameter):
                yield self._mentor(asked, mentors)
        if facts.enterprise_mentors or facts.school_mentors:
            yield self._mentors_employed()
        yield self._contract()
        if facts.status != "ENDED":
            yield self._long_enough()
        yield self._short_enough()
        if self._asks("minimumWage"):
            yield self._wage()
        yield self._target()
        if facts.status == "RUNNING":
            overdue = facts.end is not None and facts.end < self.today
            yield self._said(Asked.ON_TIME, held(not overdue), _days(facts.start, facts.end))
        if facts.status == "COMPLETED":
            yield self._certificate()

    def _asks(self, parameter: str) -> bool:
        """Say whether a flag is set; without a regulation it may be."""
        return self.regulation is None or bool(self.given[parameter])

    def _mentor(self, asked: Asked, mentors: Sequence[Mentor]) -> ConditionReport:
        outcome = _UNKNOWN if self.regulation is None else held(bool(mentors))
        return self._said(asked, outcome, str(len(mentors)), [one.id for one in mentors])

    def _mentors_employed(self) -> ConditionReport:
        facts = self.facts
        by_place = (
            (facts.enterprise, facts.enterprise_mentors),
            (facts.school, facts.school_mentors),
        )
        parts = tuple(
            self._said(
                Asked.MENTORS_EMPLOYED,
                self._works_there(mentor, organisation),
                organisation or "",
                [mentor.id],
            )
            for organisation, mentors in by_place
            for mentor in mentors
        )
        return self._said(Asked.MENTORS_EMPLOYED, all_of(parts), parts=parts)

    def _works_there(self, mentor: Mentor, organisation: str | None) -> Outcome:
        if organisation is None or not mentor.jobs:
            return _UNKNOWN
        days = (self.facts.start, self.facts.day_of_interest(self.today))
        return held(
            all(
                any(
                    uscc == organisation and in_force(start, end, day)
                    for uscc, start, end in mentor.jobs
                )
                for day in days
            )
        )

    def _contract(self) -> ConditionReport:
        facts, wanted = self.facts, self.given.get("contractMonths")
        start, end = facts.contract_start, facts.contract_end
        outcome = _UNKNOWN
        if start is not None and wanted is not None:
            outcome = held(end is None or lasts(start, end, wanted))
        detail = "" if start is None else _days(start, end)
        return self._said(Asked.CONTRACT, outcome, detail, months=wanted)

    def _long_enough(self) -> ConditionReport:
        facts, wanted = self.facts, self.given.get("monthsAtLeast")
        end = facts.end or facts.completed_on
        outcome = _UNKNOWN
        if wanted is not None and end is not None:
            outcome = held(lasts(facts.start, end, wanted))
        return self._said(Asked.MONTHS_AT_LEAST, outcome, _days(facts.start, end), months=wanted)

    def _short_enough(self) -> ConditionReport:
        facts, wanted = self.facts, self.given.get("monthsAtMost")
        end = facts.end or facts.completed_on
        outcome = _UNKNOWN
        if wanted is not None:
            last_allowed = add_months(facts.start, wanted)
            if end is not None:
                outcome = held(end < last_allowed)
            elif facts.status == "RUNNING" and self.today >= last_allowed:
                outcome = _UNMET
        return self._said(Asked.MONTHS_AT_MOST, outcome, _days(facts.start, end), months=wanted)

    def _wage(self) -> ConditionReport:
        lowest = None if self.wages is None else self.wages.parameters["monthly"]
        outcome = _UNKNOWN
        if self.regulation is not None and lowest is not None and self.facts.wage is not None:
            outcome = held(self.facts.wage >= lowest)
        detail = "" if self.wages is None else f"{lowest:g} ({self.wages.id})"
        return self._said(Asked.WAGE, outcome, detail)

    def _target(self) -> ConditionReport:
        levels, rank = self.given.get("levels"), self.facts.rank
        name = "" if rank is None else Rank(rank).name
        outcome = _UNKNOWN if levels is None or rank is None else held(name in levels)
        return self._said(Asked.TARGET_LEVEL, outcome, name)

    def _certificate(self) -> ConditionReport:
        facts, months = self.facts, self.given.get("certificateMonths")
        last = facts.last_day
        until = None if last is None or months is None else add_months(last, months)
        if facts.occupation is None or facts.rank is None:
            return self._said(Asked.CERTIFICATE, _UNKNOWN)
        related = Editions(facts.kin).related(facts.occupation)
        won = [
            one.key
            for one in facts.certificates
            if self._fits(one, facts.rank, until) and one.occupation in related
        ]
        may_come = until is not None and self.today <= until
        outcome = _MET if won else (_UNKNOWN if may_come else _UNMET)
        detail = "" if until is None else f"≤ {until}"
        return self._said(Asked.CERTIFICATE, outcome, detail, won)

    def _fits(self, one: CertificateFact, rank: int, until: date | None) -> bool:
        return (
            (one.rank or 0) >= rank
            and in_force(self.facts.start, until, one.issued_on)
            and one.counts_on(self.today)
        )

    def _said(
        self,
        asked: Asked,
        outcome: Outcome,
        detail: str = "",
        evidence: Sequence[str] = (),
        *,
        months: int | None = None,
        parts: tuple[ConditionReport, ...] = (),
    ) -> ConditionReport:
        text = text_of(asked, self.language, months=months)
        return condition(asked.value, outcome, text, detail=detail, evidence=evidence, parts=parts)


def lasts(start: date, end: date, months: int) -> bool:
    """Say whether the closed period is so many months long: a year ends on the day before."""
    return end + DAY >= add_months(start, months)


def _days(start: date, end: date | None) -> str:
    return f"{start} / {end or '-'}"
