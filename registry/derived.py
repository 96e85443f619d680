"""Derived facts of one worker: what search filters and sorts by, computed from what was recorded.

`derive` is pure, and the only place where derived facts come from: the bulk load, the rebuild in
the transaction of a cause, and the fresh computation of `talent-registry check` call it with the
same values, so they cannot disagree. Its result is `docs/graph.md`, "Derived": the grade of the
worker, the day on which time alone changes something, and one candidacy for each occupation of a
counting certificate and each present employer.

- Nothing here says who may see a candidacy; consent to be found is a condition of its existence.
- `valid_until` names a day too early rather than too late: a rebuild that finds nothing changed
  does no harm, and a search that shows a consent of yesterday does.
- A bulk load runs it a million times: who has not consented costs a grade and nothing else.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from registry.dates import DAY, in_force
from registry.editions import Editions
from registry.eligibility import Policy, outcome, policy_in_force
from registry.employment import employments_on
from registry.facts import CertificateFact, EmploymentFact, WorkerFacts
from registry.grade import Grade, appointments_on, certificates_on, grade_on, mentees_on
from registry.score import by_level, by_score, merits, score, stable_points
from registry.searchtext import search_text
from registry.vocabulary import ConsentPurpose, Outcome

NO_OCCUPATION = ""
"""The occupation key of a candidacy whose best certificate names none."""


@dataclass(frozen=True, slots=True)
class Candidacy:
    """One worker in one occupation at one present employer; see docs/graph.md for each property."""

    worker_id: str
    occupation: str
    rank: int
    since: date
    overall: bool
    uscc: str | None
    division: str | None
    province: str | None
    city: str | None
    industry: str | None
    primary: bool
    alone: bool
    employers: tuple[str, ...]
    honours: tuple[str, ...]
    honour_count: int
    mentee_count: int
    leads_studio: bool
    key_fields: tuple[str, ...]
    occupations: tuple[str, ...]
    open: bool
    grantees: tuple[str, ...]
    eligible: tuple[int, ...]
    maybe: tuple[int, ...]
    points: int
    by_score: str
    by_level: str

    def properties(self) -> dict[str, object]:
        """Return the properties of its node; what is None is absent there."""
        return {
            "workerId": self.worker_id,
            "occKey": self.occupation,
            "rank": self.rank,
            "since": self.since,
            "overall": True if self.overall else None,
            "uscc": self.uscc,
            "division": self.division,
            "provinceCode": self.province,
            "cityCode": self.city,
            "industry": self.industry,
            "primary": self.primary,
            "alone": self.alone,
            "employers": list(self.employers),
            "honours": list(self.honours),
            "honourCount": self.honour_count,
            "menteeCount": self.mentee_count,
            "leadsStudio": self.leads_studio,
            "keyFields": list(self.key_fields),
            "occKeys": list(self.occupations),
            "open": self.open,
            "grantees": list(self.grantees),
            "eligible": list(self.eligible),
            "maybe": list(self.maybe),
            "points": self.points,
            "byScore": self.by_score,
            "byLevel": self.by_level,
        }


@dataclass(frozen=True, slots=True)
class Derived:
    """The derived facts of a worker on a day.

    `valid_until` is the first later day that may change them; None: never.
    """

    rank: int | None
    rank_since: date | None
    occupation: str | None
    search_text: str | None
    valid_until: date | None
    candidacies: tuple[Candidacy, ...]

    def properties(self) -> dict[str, object]:
        """Return the derived properties of the worker's node; what is None is absent there."""
        return {
            "rank": self.rank,
            "rankSince": self.rank_since,
            "occKey": self.occupation,
            "searchText": self.search_text,
            "validUntil": self.valid_until,
        }


@dataclass(frozen=True, slots=True)
class Basis:
    """What derived facts rest on beside the worker: the day, policies, editions, names."""

    today: date
    policies: Sequence[Policy]
    editions: Editions
    occupation_names: Mapping[str, str]
    _rules: dict[tuple[str, ...], tuple[Policy, ...]] = field(default_factory=dict, repr=False)

    def policies_at(self, place: tuple[str, ...]) -> tuple[Policy, ...]:
        """Return the policy in force today for each target, for divisions given nearest first."""
        known = self._rules.get(place)
        if known is None:
            targets = sorted({policy.target for policy in self.policies})
            found = (
                policy_in_force(self.policies, target=target, place=place, on=self.today)
                for target in targets
            )
            known = self._rules[place] = tuple(policy for policy in found if policy is not None)
        return known


@dataclass(frozen=True, slots=True)
class _Judged:
    """The ranks whose report says MET or UNKNOWN, and the next day on which any changes."""

    eligible: tuple[int, ...]
    maybe: tuple[int, ...]
    next_change: date | None


def derive(facts: WorkerFacts, basis: Basis) -> Derived:
    """Return the derived facts of a worker on the day of `basis`."""
    today = basis.today
    grade = grade_on(facts, today)
    changes = list(_grade_changes(facts))
    found = facts.status == "ACTIVE" and facts.consents
    if found:
        changes += _consent_changes(facts)
    candidacies: tuple[Candidacy, ...] = ()
    if found and grade is not None and _grants(facts, today):
        employers = present_employers(facts, today)
        judged = _judge(facts, basis, employers)
        candidacies = _candidacies(facts, grade, employers, judged, basis)
        changes += _candidacy_changes(facts, basis)
        if judged.next_change is not None:
            changes.append(judged.next_change)
    return Derived(
        rank=None if grade is None else grade.rank,
        rank_since=None if grade is None else grade.since,
        occupation=None if grade is None else grade.occupation,
        search_text=_titles(facts, basis) if candidacies else None,
        valid_until=min((day for day in changes if day > today), default=None),
        candidacies=candidacies,
    )


def present_employers(facts: WorkerFacts, today: date) -> tuple[EmploymentFact, ...]:
    """Return one job for each present employer, the one that began last first."""
    jobs: dict[str, EmploymentFact] = {}
    for job in employments_on(facts, today):
        jobs.setdefault(job.uscc, job)
    return tuple(jobs.values())


def place_of(job: EmploymentFact | None) -> tuple[str, ...]:
    """Return the divisions of a job, nearest first: county, city, province; none without a job."""
    if job is None:
        return ()
    divisions = (job.division, job.city, job.province)
    return tuple(dict.fromkeys(division for division in divisions if division is not None))


def _judge(facts: WorkerFacts, basis: Basis, employers: Sequence[EmploymentFact]) -> _Judged:
    """Judge every target under the policy in force where the job is that began last."""
    met: list[int] = []
    unknown: list[int] = []
    changes: list[date] = []
    for policy in basis.policies_at(place_of(employers[0] if employers else None)):
        said, next_change = outcome(policy, facts, editions=basis.editions, as_of=basis.today)
        if said is Outcome.MET:
            met.append(int(policy.target))
        elif said is Outcome.UNKNOWN:
            unknown.append(int(policy.target))
        if next_change is not None:
            changes.append(next_change)
    return _Judged(tuple(met), tuple(unknown), min(changes, default=None))


def _candidacies(
    facts: WorkerFacts,
    overall: Grade,
    employers: Sequence[EmploymentFact],
    judged: _Judged,
    basis: Basis,
) -> tuple[Candidacy, ...]:
    """Return a candidacy for each occupation and employer; without employer, each occupation."""
    today = basis.today
    grades = _grades(facts, overall, today)
    places: Sequence[EmploymentFact | None] = employers or (None,)
    best = overall.occupation or NO_OCCUPATION
    honours = [honour.honour for honour in facts.honours if honour.on <= today]
    merit_points = score(merits(facts, today))
    counting = certificates_on(facts, today)
    grantees = _grants(facts, today)
    rows: list[Candidacy] = []
    for occupation, grade in grades.items():
        points = stable_points(grade.rank, grade.since, merit_points)
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
                alone=len(grades) == 1 and len(places) == 1,
                employers=tuple(employer.uscc for employer in employers),
                honours=tuple(sorted(set(honours))),
                honour_count=len(honours),
                mentee_count=len(mentees_on(facts, today)),
                leads_studio=_leads_studio(facts, today),
                key_fields=_key_fields(facts, today),
                occupations=tuple(sorted({c.occupation for c in counting if c.occupation})),
                open=None in grantees,
                grantees=tuple(sorted(grantee for grantee in grantees if grantee is not None)),
                eligible=judged.eligible,
                maybe=judged.maybe,
                points=points,
                by_score=by_score(points, facts.id),
                by_level=by_level(grade.rank, grade.since, points, facts.id),
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


def _grants(facts: WorkerFacts, today: date) -> frozenset[str | None]:
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


def _titles(facts: WorkerFacts, basis: Basis) -> str:
    """Return the text of the `text` filter, of certificates that count and honours received."""
    titles: list[str] = [fact.title for fact in facts.achievements]
    titles += [honour.name for honour in facts.honours if honour.on <= basis.today]
    for certificate in certificates_on(facts, basis.today):
        if certificate.work_type is not None:
            titles.append(certificate.work_type)
        if certificate.occupation is not None:
            titles.append(basis.occupation_names.get(certificate.occupation, ""))
    return search_text(titles)


def _grade_changes(facts: WorkerFacts) -> Iterator[date]:
    yield from _certificate_changes(facts.certificates)
    for appointment in facts.appointments:
        yield from _ends(appointment.start, appointment.end)


def _certificate_changes(certificates: Sequence[CertificateFact]) -> Iterator[date]:
    for certificate in certificates:
        yield certificate.issued_on
        if certificate.status_since is not None:
            yield certificate.status_since


def _consent_changes(facts: WorkerFacts) -> Iterator[date]:
    for consent in facts.consents:
        if consent.purpose == ConsentPurpose.TALENT_SEARCH:
            yield from _ends(consent.start, consent.end)


def _candidacy_changes(facts: WorkerFacts, basis: Basis) -> Iterator[date]:
    """Yield the days that change a candidacy not through grade, consent or eligibility."""
    for job in facts.employments:
        yield from _ends(job.start, job.end)
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
    for policy in basis.policies:
        yield from _ends(policy.valid_from, policy.valid_to)


def _ends(start: date, end: date | None) -> Iterator[date]:
    """Yield the first day of a period and the first day after it."""
    yield start
    if end is not None and end < date.max:
        yield end + DAY
