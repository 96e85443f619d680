"""What is known on a day: the facts without those that begin later.

MEANINGS.md, "Eligibility over time": a report looks ahead on the assumption that nothing is added.
Recorded ends happen (a term runs out, a suspension begins), but a job, a certificate or a filing
that begins later is not counted on. What has no day of its own is known always.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from registry.facts import EmploymentFact, MenteeFact, WorkerFacts


def known_on(facts: WorkerFacts, day: date) -> WorkerFacts:
    """Return the facts that eligibility rests on, without those that begin after `day`."""
    return replace(
        facts,
        certificates=tuple(fact for fact in facts.certificates if fact.issued_on <= day),
        employments=tuple(_known_job(fact, day) for fact in facts.employments if fact.start <= day),
        appointments=tuple(fact for fact in facts.appointments if fact.start <= day),
        honours=tuple(fact for fact in facts.honours if fact.on <= day),
        competitions=tuple(fact for fact in facts.competitions if fact.on <= day),
        achievements=tuple(
            fact for fact in facts.achievements if fact.on is None or fact.on <= day
        ),
        mentees=tuple(_known_mentee(fact, day) for fact in facts.mentees if fact.start <= day),
        studios=tuple(
            fact for fact in facts.studios if fact.approved_on is None or fact.approved_on <= day
        ),
        statements=tuple(fact for fact in facts.statements if fact.start <= day),
        misconduct=tuple(fact for fact in facts.misconduct if fact.start <= day),
    )


def begins_after(facts: WorkerFacts, day: date) -> bool:
    """Say whether `known_on` would leave anything out."""
    return (
        any(fact.issued_on > day for fact in facts.certificates)
        or any(_job_begins_after(fact, day) for fact in facts.employments)
        or any(fact.start > day for fact in facts.appointments)
        or any(fact.on > day for fact in facts.honours)
        or any(fact.on > day for fact in facts.competitions)
        or any(fact.on is not None and fact.on > day for fact in facts.achievements)
        or any(fact.start > day or _known_mentee(fact, day) is not fact for fact in facts.mentees)
        or any(fact.approved_on is not None and fact.approved_on > day for fact in facts.studios)
        or any(fact.start > day for fact in facts.statements)
        or any(fact.start > day for fact in facts.misconduct)
    )


def _job_begins_after(job: EmploymentFact, day: date) -> bool:
    return job.start > day or any(filing.start > day for filing in job.filings)


def _known_job(job: EmploymentFact, day: date) -> EmploymentFact:
    if all(filing.start <= day for filing in job.filings):
        return job
    return replace(job, filings=tuple(filing for filing in job.filings if filing.start <= day))


def _known_mentee(mentorship: MenteeFact, day: date) -> MenteeFact:
    if all(certificate.issued_on <= day for certificate in mentorship.certificates):
        return mentorship
    return replace(
        mentorship,
        certificates=tuple(fact for fact in mentorship.certificates if fact.issued_on <= day),
    )
