"""The candidacies of a worker who may be found: one for each occupation and present employer.

What belongs to the worker (honours, mentees, fields, eligibility) stands on each of them, because a
search reads nothing else.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from registry.dates import in_force
from registry.derived.model import NO_OCCUPATION, Basis, Candidacy, Judged
from registry.employment import employments_on
from registry.facts import EmploymentFact, WorkerFacts
from registry.grade import Grade, appointments_on, certificates_on, grade_on, mentees_on
from registry.reasons import kept_reasons
from registry.score import by_level, by_score, merits, score, stable_points
from registry.searchtext import search_text
from registry.vocabulary import ConsentPurpose


def present_employers(facts: WorkerFacts, today: date) -> tuple[EmploymentFact, ...]:
    """Return one job for each present employer, the one that began last first."""
    jobs: dict[str, EmploymentFact] = {}
    for job in employments_on(facts, today):
        jobs.setdefault(job.uscc, job)
    return tuple(jobs.values())


def candidacies_of(
    facts: WorkerFacts,
    overall: Grade,
    employers: Sequence[EmploymentFact],
    judged: Judged,
    basis: Basis,
) -> tuple[Candidacy, ...]:
    """Return a candidacy for each occupation and employer; without employer, each occupation."""
    today = basis.today
    grades = _grades(facts, overall, today)
    places: Sequence[EmploymentFact | None] = employers or (None,)
    best = overall.occupation or NO_OCCUPATION
    honours = [honour.honour for honour in facts.honours if honour.on <= today]
    earned = merits(facts, today)
    merit_points = score(earned)
    counting = certificates_on(facts, today)
    grantees = grants(facts, today)
    single = len(grades) == 1 and len(places) == 1
    best_first = sorted(grades, key=lambda key: (-grades[key].rank, grades[key].since, key))
    rows: list[Candidacy] = []
    for occupation, grade in grades.items():
        points = stable_points(grade.rank, grade.since, merit_points)
        reasons = kept_reasons(grade, earned)
        rows += [
            Candidacy(
                worker_id=facts.id,
                occupation=occupation,
                rank=grade.rank,
                since=grade.since,
                overall=occupation == best,
                uscc=None if job is None else job.uscc,
                division=None if job is None else job.division,
                province=None if job is None else job.province,
                city=None if job is None else job.city,
                industry=None if job is None else job.industry,
                primary=position == 0,
                plain_rank=grade.rank if single and None in grantees else 0,
                behind=tuple(best_first[: best_first.index(occupation)]),
                employers=tuple(employer.uscc for employer in employers),
                honours=tuple(sorted(set(honours))),
                honour_count=len(honours),
                mentee_count=len(mentees_on(facts, today)),
                leads_studio=_leads_studio(facts, today),
                key_fields=_key_fields(facts, today),
                occupations=tuple(sorted({c.occupation for c in counting if c.occupation})),
                open=None in grantees,
                grantees=tuple(sorted(grantee for grantee in grantees if grantee is not None)),
                eligible=tuple(judged.eligible),
                maybe=tuple(judged.maybe),
                points=points,
                by_score=by_score(points, facts.id),
                by_level=by_level(grade.rank, grade.since, points, facts.id),
                reasons=reasons,
            )
            for position, job in enumerate(places)
        ]
    return tuple(rows)


def _grades(facts: WorkerFacts, overall: Grade, today: date) -> dict[str, Grade]:
    """Return the grade in each occupation of a ranked counting certificate, and over all."""
    best = overall.occupation or NO_OCCUPATION
    named = {
        certificate.occupation
        for certificate in certificates_on(facts, today)
        if certificate.rank is not None and certificate.occupation is not None
    }
    grades = {best: overall}
    for occupation in sorted(named - {best}):
        grade = grade_on(facts, today, (occupation,))
        if grade is not None:
            grades[occupation] = grade
    return grades


def grants(facts: WorkerFacts, today: date) -> frozenset[str | None]:
    """Return to whom a consent to be found is given today; None stands for everybody."""
    return frozenset(
        consent.grantee
        for consent in facts.consents
        if consent.purpose == ConsentPurpose.TALENT_SEARCH
        and in_force(consent.start, consent.end, today)
    )


def _leads_studio(facts: WorkerFacts, today: date) -> bool:
    return any(
        studio.approved_on is None or studio.approved_on <= today for studio in facts.studios
    )


def _key_fields(facts: WorkerFacts, today: date) -> tuple[str, ...]:
    fields = {name for appointment in appointments_on(facts, today) for name in appointment.fields}
    fields.update(fact.key_field for fact in facts.achievements if fact.key_field is not None)
    fields.update(facts.project_fields)
    return tuple(sorted(fields))


def titles(facts: WorkerFacts, basis: Basis) -> str:
    """Return the text of the `text` filter, of certificates that count and honours received."""
    titles: list[str] = [fact.title for fact in facts.achievements]
    titles += [honour.name for honour in facts.honours if honour.on <= basis.today]
    for certificate in certificates_on(facts, basis.today):
        if certificate.work_type is not None:
            titles.append(certificate.work_type)
        if certificate.occupation is not None:
            titles.append(basis.occupation_names.get(certificate.occupation, ""))
    return search_text(titles)
