"""Shapes of apprenticeships and their classes, and the posts of a year.

What the regulation of the place decides is left to `registry.programme.apprenticeships`.
"""

from __future__ import annotations

from datetime import date
from typing import Any, Final

from registry.graph.facts import decode_certificates
from registry.graph.shapes.decoding import level
from registry.graph.shapes.model import Column, Computed, Edge, Part, Row, Shape
from registry.programme.apprenticeships.facts import Apprenticeship, Mentor


def left_to_the_service(_row: Row) -> object:
    """Return nothing yet: the service knows the regulations, the language and the day."""
    return None


_MENTORS: Final = """COLLECT {
    MATCH (@it)-[:<kind>]->(caseMentor:Worker)
    RETURN [caseMentor.id, COLLECT {
        MATCH (caseMentor)-[caseJob:EMPLOYED]->(caseEmployer:Organisation)
        RETURN [caseEmployer.uscc, toString(caseJob.from), toString(caseJob.to)]
    }] ORDER BY caseMentor.id
}"""

# Certificates matter once it is completed: to nobody else's case are they read.
_CASE: Final = (
    """[
    @it.id,
    head(COLLECT { MATCH (@it)-[:AT]->(caseFirm:Organisation)
        RETURN [caseFirm.uscc, caseFirm.division, caseFirm.cityCode, caseFirm.provinceCode] }),
    head(COLLECT { MATCH (@it)-[:TAUGHT_AT]->(caseSchool:Organisation) RETURN caseSchool.uscc }),
    toString(@it.from), toString(@it.to), @it.status, toString(@it.completedOn),
    @it.occKey, @it.rank, toString(@it.contractFrom), toString(@it.contractTo), @it.wageEnc,
    """
    + _MENTORS.replace("<kind>", "ENTERPRISE_MENTOR")
    + ",\n    "
    + _MENTORS.replace("<kind>", "SCHOOL_MENTOR")
    + """,
    CASE WHEN @it.status = 'COMPLETED' THEN COLLECT {
        MATCH (@it)-[:APPRENTICE]->(:Worker)-[:HOLDS]->(c:Certificate)
        RETURN [c.key, c.kind, c.number, c.rank, c.occKey, c.workType, toString(c.issuedOn),
                c.status, toString(c.statusSince)]
    } ELSE [] END,
    CASE WHEN @it.status = 'COMPLETED' THEN COLLECT {
        MATCH (:Occupation {key: @it.occKey})-[:SUPERSEDES*0..]->(caseNewer:Occupation)
              -[:SUPERSEDES]->(caseOlder:Occupation)
        RETURN [caseNewer.key, caseOlder.key] AS casePair
        UNION
        MATCH (:Occupation {key: @it.occKey})<-[:SUPERSEDES*0..]-(caseOlder:Occupation)
              <-[:SUPERSEDES]-(caseNewer:Occupation)
        RETURN [caseNewer.key, caseOlder.key] AS casePair
    } ELSE [] END,
    EXISTS { MATCH (@it)-[:APPRENTICE]->(caseApprentice:Worker) WHERE @record(caseApprentice) }
]"""
)


def decode_case(value: list[Any]) -> tuple[Apprenticeship, str | None, bool]:
    """Return an apprenticeship, its sealed wage, and whether the apprentice's record is open."""
    (
        key, firm, school, start, end, status, completed, occupation, rank, contract_start,
        contract_end, wage, at_work, at_school, certificates, kin, is_open,
    ) = value  # fmt: skip
    uscc, *place = firm or [""]
    facts = Apprenticeship(
        id=key,
        enterprise=uscc,
        place=tuple(dict.fromkeys(code for code in place if code is not None)),
        start=date.fromisoformat(start),
        status=status,
        end=_day(end),
        completed_on=_day(completed),
        school=school,
        occupation=occupation,
        rank=rank,
        contract_start=_day(contract_start),
        contract_end=_day(contract_end),
        enterprise_mentors=_mentors(at_work),
        school_mentors=_mentors(at_school),
        certificates=decode_certificates(certificates),
        kin=tuple((newer, older) for newer, older in kin),
    )
    return facts, wage, is_open


def _mentors(rows: list[Any]) -> tuple[Mentor, ...]:
    return tuple(
        Mentor(
            key, tuple((uscc, date.fromisoformat(first), _day(last)) for uscc, first, last in jobs)
        )
        for key, jobs in rows
    )


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)


_ENTERPRISE: Final = Edge(
    "enterprise", "Enterprise", "MATCH (@it)-[:AT]->(@to:Organisation)", many=False
)
_SCHOOL: Final = Edge(
    "school", "Enterprise", "MATCH (@it)-[:TAUGHT_AT]->(@to:Organisation)", many=False
)
_OCCUPATION: Final = Edge(
    "occupation", "Occupation", "MATCH (@to:Occupation {key: @it.occKey})", many=False
)

_JUDGED: Final = (
    "outcome", "conditions", "problems", "regulation", "subsidyPerYear", "certificateNumber",
)  # fmt: skip

APPRENTICESHIP: Final = Shape(
    type="Apprenticeship",
    columns=(
        Column("id", "@it.id"),
        Column("_certificateNumber", "@it.certificateNumber"),
        Column("targetLevel", "@it.rank", level),
        Column("origin", "@it.origin"),
        Column("contractFrom", "toString(@it.contractFrom)"),
        Column("contractTo", "toString(@it.contractTo)"),
        Column("from", "toString(@it.from)"),
        Column("to", "toString(@it.to)"),
        Column("agreementNo", "@it.agreementNo"),
        Column("publicFund", "@it.publicFund"),
        Column("status", "@it.status"),
        Column("completedOn", "toString(@it.completedOn)"),
    ),
    parts=(
        Part(
            "_case",
            _CASE,
            lambda value: None if value is None else decode_case(value),
            serves=frozenset(_JUDGED),
        ),
    ),
    edges=(
        Edge(
            "apprentice",
            "Worker",
            "MATCH (@it)-[:APPRENTICE]->(@to:Worker)",
            many=False,
            masked=True,
        ),
        Edge(
            "enterpriseMentors",
            "Worker",
            "MATCH (@it)-[:ENTERPRISE_MENTOR]->(@to:Worker)",
            order="@it.id",
            masked=True,
        ),
        Edge(
            "schoolMentors",
            "Worker",
            "MATCH (@it)-[:SCHOOL_MENTOR]->(@to:Worker)",
            order="@it.id",
            masked=True,
        ),
        _ENTERPRISE,
        _SCHOOL,
        Edge(
            "class", "ApprenticeClass", "MATCH (@it)-[:IN_CLASS]->(@to:ApprenticeClass)", many=False
        ),
        _OCCUPATION,
    ),
    computed=tuple(Computed(name, left_to_the_service) for name in _JUDGED),
)

CLASS: Final = Shape(
    type="ApprenticeClass",
    columns=(
        Column("id", "@it.id"),
        Column("targetLevel", "@it.rank", level),
        Column("from", "toString(@it.from)"),
        Column("to", "toString(@it.to)"),
        Column("plan", "@it.plan"),
        Column("documentNo", "@it.documentNo"),
    ),
    edges=(_ENTERPRISE, _SCHOOL, _OCCUPATION),
)

POSTS: Final = Shape(
    type="ApprenticePosts",
    columns=(
        Column("_place", "[@it.division, @it.cityCode, @it.provinceCode]"),
        Column("postsTotal", "@posts"),
        Column("apprenticePosts", "@apprentices"),
    ),
    edges=(Edge("enterprise", "Enterprise", roles={"it": "it"}, many=False),),
    computed=tuple(Computed(name, left_to_the_service) for name in ("share", "target", "outcome")),
)

SHAPES: Final = (APPRENTICESHIP, CLASS, POSTS)
