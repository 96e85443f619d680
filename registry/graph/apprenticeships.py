"""What the conditions of an apprenticeship look at, read in one statement and decoded.

`APPRENTICESHIP_CASE` is an expression over a variable `apprenticeship`, so that a list of them and
the end of one are judged by the same facts.
"""

from __future__ import annotations

from datetime import date
from typing import Any, Final, LiteralString

from registry.dates import day_or_none
from registry.graph.facts import decode_certificates
from registry.programme.apprenticeships.facts import Apprenticeship, Job, Mentor

_AT_WORK: Final = """COLLECT {
    MATCH (apprenticeship)-[:ENTERPRISE_MENTOR]->(caseMentor:Worker)
    RETURN [caseMentor.id, COLLECT {
        MATCH (caseMentor)-[caseJob:EMPLOYED]->(caseEmployer:Organisation)
        RETURN [caseEmployer.uscc, toString(caseJob.from), toString(caseJob.to)]
    }] ORDER BY caseMentor.id
}"""

_AT_SCHOOL: Final = """COLLECT {
    MATCH (apprenticeship)-[:SCHOOL_MENTOR]->(caseMentor:Worker)
    RETURN [caseMentor.id, COLLECT {
        MATCH (caseMentor)-[caseJob:EMPLOYED]->(caseEmployer:Organisation)
        RETURN [caseEmployer.uscc, toString(caseJob.from), toString(caseJob.to)]
    }] ORDER BY caseMentor.id
}"""

APPRENTICESHIP_CASE: Final[LiteralString] = (
    """[
    apprenticeship.id,
    head(COLLECT { MATCH (apprenticeship)-[:AT]->(caseFirm:Organisation)
        RETURN [caseFirm.uscc, caseFirm.division, caseFirm.cityCode, caseFirm.provinceCode] }),
    head(COLLECT {
        MATCH (apprenticeship)-[:TAUGHT_AT]->(caseSchool:Organisation) RETURN caseSchool.uscc }),
    toString(apprenticeship.from), toString(apprenticeship.to), apprenticeship.status,
    toString(apprenticeship.completedOn), apprenticeship.occKey, apprenticeship.rank,
    toString(apprenticeship.contractFrom), toString(apprenticeship.contractTo),
    apprenticeship.wageEnc,
    """
    + _AT_WORK
    + ", "
    + _AT_SCHOOL
    + """,
    COLLECT {
        MATCH (apprenticeship)-[:APPRENTICE]->(:Worker)-[:HOLDS]->(c:Certificate)
        RETURN [c.key, c.kind, c.number, c.rank, c.occKey, c.workType, toString(c.issuedOn),
                c.status, toString(c.statusSince)]
    },
    COLLECT {
        MATCH (:Occupation {key: apprenticeship.occKey})-[:SUPERSEDES*0..]->(caseNewer:Occupation)
              -[:SUPERSEDES]->(caseOlder:Occupation)
        RETURN [caseNewer.key, caseOlder.key] AS casePair
        UNION
        MATCH (:Occupation {key: apprenticeship.occKey})<-[:SUPERSEDES*0..]-(caseOlder:Occupation)
              <-[:SUPERSEDES]-(caseNewer:Occupation)
        RETURN [caseNewer.key, caseOlder.key] AS casePair
    }
]"""
)


def decode_apprenticeship(value: list[Any]) -> tuple[Apprenticeship, str | None]:
    """Return an apprenticeship and its wage, which is still sealed."""
    (
        key, firm, school, start, end, status, completed, occupation, rank, contract_start,
        contract_end, wage, at_work, at_school, certificates, kin,
    ) = value  # fmt: skip
    uscc, *place = firm
    facts = Apprenticeship(
        id=key,
        enterprise=uscc,
        place=place_of(place),
        start=date.fromisoformat(start),
        status=status,
        end=day_or_none(end),
        completed_on=day_or_none(completed),
        school=school,
        occupation=occupation,
        rank=rank,
        contract_start=day_or_none(contract_start),
        contract_end=day_or_none(contract_end),
        enterprise_mentors=decode_mentors(at_work),
        school_mentors=decode_mentors(at_school),
        certificates=decode_certificates(certificates),
        kin=tuple((newer, older) for newer, older in kin),
    )
    return facts, wage


def decode_mentors(rows: list[Any]) -> tuple[Mentor, ...]:
    """Return people with their jobs."""
    return tuple(Mentor(key, decode_jobs(jobs)) for key, jobs in rows)


def decode_jobs(rows: list[Any]) -> tuple[Job, ...]:
    """Return jobs from rows of credit code, first and last day."""
    return tuple((uscc, date.fromisoformat(first), day_or_none(last)) for uscc, first, last in rows)


def place_of(codes: list[str | None]) -> tuple[str, ...]:
    """Return division, city and province, the nearest first, each once."""
    return tuple(dict.fromkeys(code for code in codes if code is not None))
