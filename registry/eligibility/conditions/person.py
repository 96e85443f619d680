"""Conditions on the person: age, education, conduct, and what an authorised body says."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, ClassVar

from registry.dates import add_years, in_force, whole_years
from registry.eligibility.conditions.base import Case, edges, met_if
from registry.eligibility.timeline import MET, UNKNOWN, UNMET
from registry.vocabulary import EDUCATION

if TYPE_CHECKING:
    from registry.eligibility.outline import Outline
    from registry.facts import MisconductFact, StatementFact
    from registry.vocabulary import Outcome


@dataclass(frozen=True, slots=True)
class AgeBetween:
    """Whole years since birth, both bounds included; None is no bound."""

    code: ClassVar[str] = "age_between"
    minimum: int | None = None
    maximum: int | None = None

    def days(self, case: Case) -> Iterator[date]:
        """See `Condition`."""
        born = case.facts.birth_date
        if born is not None:
            yield add_years(born, self.minimum or 0)
            if self.maximum is not None:
                yield add_years(born, self.maximum + 1)

    def on(self, case: Case, day: date) -> Outcome:
        """See `Condition`."""
        born = case.facts.birth_date
        if born is None:
            return UNKNOWN
        age = whole_years(born, day)
        old_enough = day >= born and age >= (self.minimum or 0)
        return met_if(old_enough and (self.maximum is None or age <= self.maximum))

    def always(self, outline: Outline) -> Outcome | None:
        """See `Condition`."""
        return None if outline.is_born else UNKNOWN

    def evidence(self, case: Case, day: date) -> tuple[str, ...]:
        """See `Condition`: a birth date is no record of its own."""
        return ()


@dataclass(frozen=True, slots=True)
class EducationAtLeast:
    """The recorded education is at least this one."""

    code: ClassVar[str] = "education_at_least"
    education: str

    def days(self, case: Case) -> Iterable[date]:
        """See `Condition`: no day is recorded with an education."""
        return ()

    def on(self, case: Case, day: date) -> Outcome:
        """See `Condition`."""
        return self._judged(case.facts.education)

    def always(self, outline: Outline) -> Outcome | None:
        """See `Condition`."""
        return self._judged(outline.education)

    def evidence(self, case: Case, day: date) -> tuple[str, ...]:
        """See `Condition`: an education is no record of its own."""
        return ()

    def _judged(self, recorded: str | None) -> Outcome:
        if recorded is None:
            return UNKNOWN
        return met_if(EDUCATION.index(recorded) >= EDUCATION.index(self.education))


@dataclass(frozen=True, slots=True)
class NoMisconduct:
    """No record is in force or ended within the years before; exactly that long ago is past."""

    code: ClassVar[str] = "no_misconduct"
    years: int

    def days(self, case: Case) -> Iterator[date]:
        """See `Condition`."""
        for record in case.facts.misconduct:
            yield from edges(record.start, record.end)
            if record.end is not None:
                yield add_years(record.end, self.years)

    def on(self, case: Case, day: date) -> Outcome:
        """See `Condition`."""
        return met_if(not self._records(case, day))

    def always(self, outline: Outline) -> Outcome | None:
        """See `Condition`."""
        return None if outline.has_misconduct else MET

    def evidence(self, case: Case, day: date) -> tuple[str, ...]:
        """See `Condition`: the records that stand against it."""
        return tuple(record.key for record in self._records(case, day))

    def _records(self, case: Case, day: date) -> list[MisconductFact]:
        return [
            record
            for record in case.facts.misconduct
            if in_force(record.start, record.end, day)
            or (record.end is not None and record.end < day < add_years(record.end, self.years))
        ]


@dataclass(frozen=True, slots=True)
class Stated:
    """An authorised body's statement in force says that it holds; `text` says what, for people."""

    code: ClassVar[str] = "statement"
    statement: str
    text: str | None = None

    def days(self, case: Case) -> Iterator[date]:
        """See `Condition`."""
        for fact in case.facts.statements:
            if fact.code == self.statement:
                yield from edges(fact.start, fact.end)

    def on(self, case: Case, day: date) -> Outcome:
        """See `Condition`."""
        said = [fact.holds for fact in self._statements(case, day)]
        if True in said:
            return MET
        return UNMET if said else UNKNOWN

    def always(self, outline: Outline) -> Outcome | None:
        """See `Condition`."""
        return None if self.statement in outline.statements else UNKNOWN

    def evidence(self, case: Case, day: date) -> tuple[str, ...]:
        """See `Condition`."""
        return tuple(fact.key for fact in self._statements(case, day))

    def _statements(self, case: Case, day: date) -> list[StatementFact]:
        return [
            fact
            for fact in case.facts.statements
            if fact.code == self.statement and in_force(fact.start, fact.end, day)
        ]
