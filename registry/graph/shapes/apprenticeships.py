"""Shapes of apprenticeships and their classes, and the posts of a year.

What the regulation of the place decides is left to `registry.programme.apprenticeships`.
"""

from __future__ import annotations

from typing import Any, Final

from registry.graph.apprenticeships import APPRENTICESHIP_CASE, decode_apprenticeship
from registry.graph.shapes.decoding import level
from registry.graph.shapes.model import Column, Computed, Edge, Part, Row, Shape
from registry.programme.apprenticeships.facts import Apprenticeship


def left_to_the_service(_row: Row) -> object:
    """Return nothing yet: the service knows the regulations, the language and the day."""
    return None


_CASE: Final = (
    "head(COLLECT { WITH @it AS apprenticeship RETURN "
    + APPRENTICESHIP_CASE
    + """ }) + [EXISTS {
    MATCH (@it)-[:APPRENTICE]->(caseApprentice:Worker) WHERE @record(caseApprentice) }]"""
)
"""The case, and last whether the apprentice's record is open."""


def decode_open_case(value: list[Any]) -> tuple[Apprenticeship, str | None, bool]:
    """Return an apprenticeship, its sealed wage, and whether the apprentice's record is open."""
    facts, wage = decode_apprenticeship(value[:-1])
    return facts, wage, value[-1]


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
            decode_open_case,
            serves=frozenset(_JUDGED),
            dear=True,
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
