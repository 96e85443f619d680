"""The days on which time alone changes something: first days, and days after last days."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from registry.dates import DAY
from registry.derived.model import Basis
from registry.facts import CertificateFact, WorkerFacts
from registry.vocabulary import ConsentPurpose


def grade_changes(facts: WorkerFacts) -> Iterator[date]:
    """Yield the days that change the grade."""
    yield from _certificate_changes(facts.certificates)
    for appointment in facts.appointments:
        yield from _ends(appointment.start, appointment.end)


def _certificate_changes(certificates: Sequence[CertificateFact]) -> Iterator[date]:
    for certificate in certificates:
        yield certificate.issued_on
        if certificate.status_since is not None:
            yield certificate.status_since


def consent_changes(facts: WorkerFacts) -> Iterator[date]:
    """Yield the days that change whether the worker may be found, and by whom."""
    for consent in facts.consents:
        if consent.purpose == ConsentPurpose.TALENT_SEARCH:
            yield from _ends(consent.start, consent.end)


def judgement_changes(facts: WorkerFacts, basis: Basis) -> Iterator[date]:
    """Yield the days that change where the worker is, or which policy judges there."""
    for job in facts.employments:
        yield from _ends(job.start, job.end)
    for policy in basis.policies:
        yield from _ends(policy.valid_from, policy.valid_to)


def candidacy_changes(facts: WorkerFacts) -> Iterator[date]:
    """Yield the days that change a candidacy not through grade, consent, place or eligibility."""
    for honour in facts.honours:
        yield honour.on
    for result in facts.competitions:
        yield result.on
    for mentorship in facts.mentees:
        yield mentorship.start
        yield from _certificate_changes(mentorship.certificates)
    for studio in facts.studios:
        if studio.approved_on is not None:
            yield studio.approved_on
    for achievement in facts.achievements:
        if achievement.on is not None:
            yield achievement.on


def _ends(start: date, end: date | None) -> Iterator[date]:
    """Yield the first day of a period and the first day after it."""
    yield start
    if end is not None and end < date.max:
        yield end + DAY
