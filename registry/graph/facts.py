"""The facts of workers, read from the graph in one statement and decoded into `WorkerFacts`.

`WORKER_FACTS` is an expression over a variable `worker`, so that a statement that shows cards can
read the facts of its rows on the way; `decode_facts` turns its value, nested positional lists, into
values. Dates come as text: a temporal value costs the driver ten times more.

`$filings` switches the filings of employers: a card needs them for the eligibility of one worker, a
rebuild reads each employer's once for a thousand of its staff.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, Final, LiteralString

from registry.dates import day_or_none
from registry.facts import (
    AchievementFact,
    AppointmentFact,
    CertificateFact,
    CompetitionFact,
    ConsentFact,
    EmploymentFact,
    FilingFact,
    HonourFact,
    MenteeFact,
    MisconductFact,
    StatementFact,
    StudioFact,
    WorkerFacts,
)

_CERTIFICATES: Final = """COLLECT {
    MATCH (worker)-[:HOLDS]->(c:Certificate)
    RETURN [c.key, c.kind, c.number, c.rank, c.occKey, c.workType, toString(c.issuedOn),
            c.status, toString(c.statusSince)]
}"""
_JOBS: Final = """COLLECT {
    MATCH (worker)-[job:EMPLOYED]->(o:Organisation)
    RETURN [o.uscc, toString(job.from), toString(job.to), job.keyPost, job.frontLine,
            o.division, o.provinceCode, o.cityCode, o.industry,
            CASE WHEN $filings THEN COLLECT {
                MATCH (o)-[:FILED_AS]->(f:EvaluationFiling)
                RETURN [f.filingNo, toString(f.from), toString(f.to), f.status,
                        toString(f.statusSince),
                        COLLECT {
                            MATCH (f)-[:COVERS]->(covered:Occupation)
                            RETURN covered.key
                        }]
            } ELSE null END]
}"""
_APPOINTMENTS: Final = """COLLECT {
    MATCH (worker)-[:APPOINTED]->(a:Appointment)
    RETURN [a.id, a.rank, toString(a.from), toString(a.to), a.fields]
}"""
_HONOURS: Final = """COLLECT {
    MATCH (worker)-[:RECEIVED]->(award:HonourAward)-[:OF]->(honour:HonourType)
    RETURN [award.key, honour.id, honour.name, honour.level, award.year, toString(award.on)]
}"""
_CONTESTS: Final = """COLLECT {
    MATCH (worker)-[:PLACED]->(place:CompetitionResult)-[:IN]->(:CompetitionEvent)
          -[:OF]->(contest:Competition)
    RETURN [place.key, contest.class, place.rank, contest.year]
}"""
_ACHIEVEMENTS: Final = """COLLECT {
    MATCH (worker)-[:ACHIEVED]->(a:Achievement)
    RETURN [a.id, a.kind, a.title, a.scope, toString(a.on), a.keyField]
}"""
_MENTEES: Final = """COLLECT {
    MATCH (worker)-[lesson:MENTORS]->(mentee:Worker)
    RETURN [mentee.id, toString(lesson.from), toString(lesson.to), COLLECT {
        MATCH (mentee)-[:HOLDS]->(c:Certificate)
        RETURN [c.key, c.kind, c.number, c.rank, c.occKey, c.workType, toString(c.issuedOn),
                c.status, toString(c.statusSince)]
    }]
}"""
_STUDIOS: Final = """COLLECT {
    MATCH (worker)-[:LEADS]->(s:MasterStudio)
    RETURN [s.id, s.level, toString(s.approvedOn)]
}"""
_STATEMENTS: Final = """COLLECT {
    MATCH (worker)-[:ATTESTED]->(s:Statement)
    RETURN [s.key, s.code, s.holds, toString(s.from), toString(s.to)]
}"""
_MISCONDUCT: Final = """COLLECT {
    MATCH (worker)-[:CHARGED]->(m:Misconduct)
    RETURN [m.key, m.kind, toString(m.from), toString(m.to)]
}"""
_CONSENTS: Final = """COLLECT {
    MATCH (worker)-[:GAVE]->(g:Consent)
    RETURN [g.purpose, toString(g.from), toString(g.to), g.grantee]
}"""
_FIELDS: Final = """COLLECT {
    MATCH (worker)-[:MEMBER_OF]->(:Team)-[:WORKS_ON]->(p:Project)
    WHERE p.keyField IS NOT NULL
    RETURN DISTINCT p.keyField
}"""

_SELF: Final = "worker.id, worker.status, toString(worker.birthDate), worker.education"
_OF_FOUND: Final = (
    _HONOURS, _CONTESTS, _ACHIEVEMENTS, _MENTEES, _STUDIOS, _STATEMENTS, _MISCONDUCT,
)  # fmt: skip


def _if_found(part: LiteralString) -> LiteralString:
    return "CASE WHEN found THEN " + part + " ELSE [] END"


def _listed(*parts: LiteralString) -> LiteralString:
    return "[" + ", ".join(parts) + "]"


WORKER_FACTS: Final = _listed(
    _SELF, _CERTIFICATES, _JOBS, _APPOINTMENTS, *_OF_FOUND, _CONSENTS, _FIELDS
)
FACTS_TO_DERIVE: Final = _listed(
    _SELF,
    _CERTIFICATES,
    _if_found(_JOBS),
    _APPOINTMENTS,
    *(_if_found(part) for part in _OF_FOUND),
    _CONSENTS,
    _if_found(_FIELDS),
)
"""The same over `worker` and `found`, which says whether the worker is ACTIVE.

Whoever is not costs the database a few subqueries less: derived of them is the grade alone.
"""

Filings = Mapping[str, tuple[FilingFact, ...]]
"""Filings by the credit code of their owner."""


def decode_facts(value: list[Any], filings: Filings | None = None) -> WorkerFacts:
    """Return the facts in a value of `WORKER_FACTS`; `filings` fill in what `$filings` left out."""
    (
        worker_id, status, born, education, certificates, jobs, appointments, honours, competitions,
        achievements, mentees, studios, statements, misconduct, consents, fields,
    ) = value  # fmt: skip
    return WorkerFacts(
        id=worker_id,
        status=status,
        birth_date=day_or_none(born),
        education=education,
        certificates=decode_certificates(certificates),
        employments=tuple(_employment(row, filings) for row in jobs),
        appointments=_appointments(appointments),
        honours=tuple(
            HonourFact(key, honour, name, level, _day_of_year(on, year))
            for key, honour, name, level, year, on in honours
        ),
        competitions=tuple(
            CompetitionFact(key, class_, rank, date(year, 1, 1))
            for key, class_, rank, year in competitions
        ),
        achievements=tuple(
            AchievementFact(i, kind, title, scope, day_or_none(on), key_field)
            for i, kind, title, scope, on, key_field in achievements
        ),
        mentees=tuple(
            MenteeFact(mentee, _day(start), day_or_none(end), decode_certificates(held))
            for mentee, start, end, held in mentees
        ),
        studios=tuple(StudioFact(i, level, day_or_none(on)) for i, level, on in studios),
        statements=tuple(
            StatementFact(key, code, holds, _day(start), day_or_none(end))
            for key, code, holds, start, end in statements
        ),
        misconduct=tuple(
            MisconductFact(key, kind, _day(start), day_or_none(end))
            for key, kind, start, end in misconduct
        ),
        consents=tuple(
            ConsentFact(purpose, _day(start), day_or_none(end), grantee)
            for purpose, start, end, grantee in consents
        ),
        project_fields=tuple(fields),
    )


def decode_grade(
    worker_id: str, status: str, certificates: list[Any], appointments: list[Any]
) -> WorkerFacts:
    """Return the facts that a grade rests on, from the values that `WORKER_FACTS` has of them."""
    return WorkerFacts(
        id=worker_id,
        status=status,
        certificates=decode_certificates(certificates),
        appointments=_appointments(appointments),
    )


def decode_filings(rows: Iterable[list[Any]]) -> Filings:
    """Return filings by owner from rows of the credit code and what `WORKER_FACTS` says of one."""
    filings: dict[str, tuple[FilingFact, ...]] = {}
    for uscc, *filing in rows:
        filings[uscc] = (*filings.get(uscc, ()), _filing(filing))
    return filings


def surroundings_of(values: Iterable[list[Any]]) -> dict[str, list[str]]:
    """Return the employers and the occupations that undecoded values of `WORKER_FACTS` name."""
    usccs: set[str] = set()
    occupations: set[str] = set()
    for value in values:
        certificates, jobs = value[4], value[5]
        usccs.update(job[0] for job in jobs)
        occupations.update(certificate[4] for certificate in certificates if certificate[4])
    return {"usccs": sorted(usccs), "occupations": sorted(occupations)}


def _filing(row: list[Any]) -> FilingFact:
    no, start, end, status, since, covered = row
    return FilingFact(no, _day(start), _day(end), status, day_or_none(since), frozenset(covered))


def _employment(row: list[Any], filings: Filings | None) -> EmploymentFact:
    uscc, start, end, key_post, front_line, division, province, city, industry, own = row
    return EmploymentFact(
        uscc, _day(start), day_or_none(end), key_post, front_line, division, province, city,
        industry, _filed(uscc, own, filings),
    )  # fmt: skip


def _filed(
    uscc: str, own: list[list[Any]] | None, filings: Filings | None
) -> tuple[FilingFact, ...]:
    """Return an employer's filings: its own if they were read with the job."""
    if own is not None:
        return tuple(_filing(one) for one in own)
    return (filings or {}).get(uscc, ())


def decode_certificates(rows: list[Any]) -> tuple[CertificateFact, ...]:
    """Return certificates from rows as `WORKER_FACTS` has them."""
    return tuple(
        CertificateFact(
            key, kind, number, rank, occupation, work, _day(issued), status, day_or_none(since)
        )
        for key, kind, number, rank, occupation, work, issued, status, since in rows
    )


def _appointments(rows: list[Any]) -> tuple[AppointmentFact, ...]:
    return tuple(
        AppointmentFact(i, rank, _day(start), day_or_none(end), tuple(names or ()))
        for i, rank, start, end, names in rows
    )


def _day(text: str) -> date:
    return date.fromisoformat(text)


def _day_of_year(text: str | None, year: int) -> date:
    """Return the day, or 1 January where only the year is known (MEANINGS.md, "Time")."""
    return date(year, 1, 1) if text is None else date.fromisoformat(text)
