"""Conditions on the grade: held, held for years, held as an appointment."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, ClassVar

from registry.dates import add_years, in_force, whole_years
from registry.eligibility.conditions.base import Case, certificate_edges, edges, met_if
from registry.eligibility.timeline import UNMET
from registry.grade import best_certificate

if TYPE_CHECKING:
    from registry.eligibility.outline import Outline
    from registry.facts import AppointmentFact, CertificateFact
    from registry.vocabulary import Outcome, Rank

Holding = tuple[date, str]
"""Since when a grade is held, and the key of the certificate or appointment that says so."""


@dataclass(frozen=True, slots=True)
class LevelAtLeast:
    """A certificate that counts, or an appointment in force, of at least the level."""

    code: ClassVar[str] = "level_at_least"
    level: Rank

    def days(self, case: Case) -> Iterator[date]:
        """See `Condition`."""
        yield from _days(case, self.level)

    def on(self, case: Case, day: date) -> Outcome:
        """See `Condition`."""
        return met_if(bool(holdings(case, self.level, day)))

    def always(self, outline: Outline) -> Outcome | None:
        """See `Condition`."""
        return UNMET if outline.rank < self.level else None

    def evidence(self, case: Case, day: date) -> tuple[str, ...]:
        """See `Condition`."""
        return tuple(key for _, key in holdings(case, self.level, day))


@dataclass(frozen=True, slots=True)
class YearsAtLevel:
    """Full years since the first certificate or appointment of at least the level.

    Only those that count on the day are asked. With `same_occupation` only certificates of the best
    one's occupation are asked, editions followed; an appointment is of that occupation by
    definition. Where the best certificate names no occupation, those that name none are of the
    same.
    """

    code: ClassVar[str] = "years_at_level"
    level: Rank
    years: int
    same_occupation: bool = True

    def days(self, case: Case) -> Iterator[date]:
        """See `Condition`."""
        yield from _days(case, self.level)
        for certificate in _certificates(case, self.level):
            yield add_years(certificate.issued_on, self.years)
        for appointment in _appointments(case, self.level):
            yield add_years(appointment.start, self.years)

    def on(self, case: Case, day: date) -> Outcome:
        """See `Condition`."""
        first = self.first(case, day)
        return met_if(first is not None and whole_years(first[0], day) >= self.years)

    def always(self, outline: Outline) -> Outcome | None:
        """See `Condition`."""
        return UNMET if outline.rank < self.level else None

    def evidence(self, case: Case, day: date) -> tuple[str, ...]:
        """See `Condition`."""
        first = self.first(case, day)
        return () if first is None else (first[1],)

    def first(self, case: Case, day: date) -> Holding | None:
        """Return the holding from which the years are counted on a day."""
        held = holdings(case, self.level, day, same_occupation=self.same_occupation)
        return held[0] if held else None


@dataclass(frozen=True, slots=True)
class Appointed:
    """An appointment of at least the level, in force on the day, that has lasted the years."""

    code: ClassVar[str] = "appointed"
    level: Rank
    years: int

    def days(self, case: Case) -> Iterator[date]:
        """See `Condition`."""
        for appointment in _appointments(case, self.level):
            yield from edges(appointment.start, appointment.end)
            yield add_years(appointment.start, self.years)

    def on(self, case: Case, day: date) -> Outcome:
        """See `Condition`."""
        return met_if(
            any(whole_years(held.start, day) >= self.years for held in self._held(case, day))
        )

    def always(self, outline: Outline) -> Outcome | None:
        """See `Condition`."""
        return UNMET if outline.office < self.level else None

    def evidence(self, case: Case, day: date) -> tuple[str, ...]:
        """See `Condition`."""
        return tuple(held.id for held in self._held(case, day))

    def _held(self, case: Case, day: date) -> list[AppointmentFact]:
        return [
            held for held in _appointments(case, self.level) if in_force(held.start, held.end, day)
        ]


def holdings(case: Case, level: Rank, day: date, *, same_occupation: bool = False) -> list[Holding]:
    """Return what gives at least the level on a day, earliest first."""
    counting = [
        certificate
        for certificate in case.facts.certificates
        if certificate.rank is not None and certificate.rank >= level and certificate.counts_on(day)
    ]
    if counting and same_occupation:
        # One of these is the best of all, since no other has a higher rank.
        best = best_certificate(case.facts, day)
        occupation = best.occupation if best else None
        same = case.editions.related(occupation) if occupation else {None}
        counting = [certificate for certificate in counting if certificate.occupation in same]
    held = [(certificate.issued_on, certificate.key) for certificate in counting]
    held += [
        (appointment.start, appointment.id)
        for appointment in case.facts.appointments
        if appointment.rank >= level and in_force(appointment.start, appointment.end, day)
    ]
    held.sort()
    return held


def _days(case: Case, level: Rank) -> Iterator[date]:
    for certificate in _certificates(case, level):
        yield from certificate_edges(certificate)
    for appointment in _appointments(case, level):
        yield from edges(appointment.start, appointment.end)


def _certificates(case: Case, level: Rank) -> list[CertificateFact]:
    return [
        fact for fact in case.facts.certificates if fact.rank is not None and fact.rank >= level
    ]


def _appointments(case: Case, level: Rank) -> list[AppointmentFact]:
    return [fact for fact in case.facts.appointments if fact.rank >= level]
