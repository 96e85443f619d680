"""The grade of a worker on a day, and what their mentees won (MEANINGS.md).

Pure functions over `WorkerFacts`; whoever shows or stores a grade calls these, so that a card, a
statistic and a derived fact agree.

- A grade is the best rank among certificates that count on the day and appointments in force on it.
  A certificate without a level gives no rank; one without an occupation belongs to no set of
  occupations, though it counts where none are asked for.
- An appointment has no occupation of its own: it belongs to that of the best counting certificate
  of all.
- "Best" is: best rank, then earliest, then lowest occupation key. No occupation sorts as the empty
  key, no level as rank 0.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from registry.dates import in_force
from registry.facts import AppointmentFact, CertificateFact, MenteeFact, WorkerFacts


@dataclass(frozen=True, slots=True)
class Grade:
    """A grade: `rank` 1..8 held since the day `since`.

    `occupation` is the key of the best certificate within the asked set (None if it names none, or
    if only an appointment gives the grade); `evidence` are the certificates and appointments of
    exactly that rank, earliest first.
    """

    rank: int
    since: date
    occupation: str | None
    evidence: tuple[CertificateFact | AppointmentFact, ...]


def grade_on(
    facts: WorkerFacts, day: date, occupations: Collection[str] | None = None
) -> Grade | None:
    """Return the grade on `day` over a set of occupation keys (None: all), if there is any.

    The set is taken as it is: the caller follows the editions (`Editions.related`).
    """
    certificates = certificates_on(facts, day, occupations)
    holders: list[tuple[int, date, CertificateFact | AppointmentFact]] = [
        (certificate.rank, certificate.issued_on, certificate)
        for certificate in certificates
        if certificate.rank is not None
    ]
    holders += [
        (appointment.rank, appointment.start, appointment)
        for appointment in appointments_on(facts, day, occupations)
    ]
    if not holders:
        return None
    rank = max(holder[0] for holder in holders)
    of_rank = sorted((holder for holder in holders if holder[0] == rank), key=_earliest_first)
    return Grade(
        rank=rank,
        since=of_rank[0][1],
        occupation=certificates[0].occupation if certificates else None,
        evidence=tuple(holder[2] for holder in of_rank),
    )


def certificates_on(
    facts: WorkerFacts, day: date, occupations: Collection[str] | None = None
) -> list[CertificateFact]:
    """Return the certificates that count on `day`, of a set (None: all), best first."""
    counting = [
        certificate
        for certificate in facts.certificates
        if certificate.counts_on(day)
        and (occupations is None or certificate.occupation in occupations)
    ]
    counting.sort(key=_best_first)
    return counting


def best_certificate(facts: WorkerFacts, day: date) -> CertificateFact | None:
    """Return the best of all that count on `day`; it may be without level or occupation."""
    counting = [certificate for certificate in facts.certificates if certificate.counts_on(day)]
    return min(counting, key=_best_first) if counting else None


def appointments_on(
    facts: WorkerFacts, day: date, occupations: Collection[str] | None = None
) -> list[AppointmentFact]:
    """Return the appointments in force on `day`, if their occupation is in the set."""
    in_office = [
        appointment
        for appointment in facts.appointments
        if in_force(appointment.start, appointment.end, day)
    ]
    if in_office and occupations is not None:
        best = best_certificate(facts, day)
        if best is None or best.occupation not in occupations:
            return []
    return in_office


def mentees_on(facts: WorkerFacts, day: date) -> tuple[str, ...]:
    """Return the different mentees of mentorships that began by `day`, sorted."""
    return tuple(
        sorted({mentorship.mentee for mentorship in facts.mentees if mentorship.start <= day})
    )


def mentees_promoted(facts: WorkerFacts, day: date) -> tuple[str, ...]:
    """Return the different mentees who won a higher grade while mentored, sorted."""
    return tuple(
        sorted({mentorship.mentee for mentorship in facts.mentees if won_grades(mentorship, day)})
    )


def won_grades(mentorship: MenteeFact, day: date) -> tuple[CertificateFact, ...]:
    """Return the certificates won in a mentorship: of a higher rank than any before.

    They count on `day` and were issued during it. What the mentee held before it began is compared
    whatever its status; with none before, any certificate with a level is higher.
    """
    before = max(
        (
            certificate.rank or 0
            for certificate in mentorship.certificates
            if certificate.issued_on < mentorship.start
        ),
        default=0,
    )
    return tuple(
        certificate
        for certificate in mentorship.certificates
        if (certificate.rank or 0) > before
        and in_force(mentorship.start, mentorship.end, certificate.issued_on)
        and certificate.counts_on(day)
    )


def _earliest_first(
    holder: tuple[int, date, CertificateFact | AppointmentFact],
) -> tuple[date, str]:
    """Order what gives a grade; by id on one day, since facts come in no particular order."""
    _, since, item = holder
    return since, item.key if isinstance(item, CertificateFact) else item.id


def _best_first(certificate: CertificateFact) -> tuple[int, date, str, str]:
    return (
        -(certificate.rank or 0),
        certificate.issued_on,
        certificate.occupation or "",
        certificate.key,
    )
