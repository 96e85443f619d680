"""Shapes of majors, packages, expert committees and training plans.

What is said of a package and of a plan is made of the row alone, so it is the same wherever they
are shown; the field gives the language (`conditions` takes it).
"""

from __future__ import annotations

from datetime import date
from typing import Any, Final

from registry.dates import day_or_none
from registry.graph.shapes.decoding import level, levels
from registry.graph.shapes.model import Column, Computed, Edge, Part, Row, Shape
from registry.programme.teaching.cases import Package, Plan, Term
from registry.programme.teaching.judging import (
    package_conditions,
    package_outcome,
    plan_conditions,
    plan_outcome,
)
from registry.suppression import published


def _term(start: str, end: str | None) -> Term:
    return Term(date.fromisoformat(start), day_or_none(end))


def decode_package(value: list[Any] | None) -> Package | None:
    """Return what the rules about a package look at, None for none."""
    if value is None:
        return None
    id_, occupation, ranks, start, end, reviewed_on, committee = value
    return Package(
        id=id_,
        occupation=occupation,
        ranks=frozenset(ranks),
        term=_term(start, end),
        reviewed_on=day_or_none(reviewed_on),
        committee=None if committee is None else committee[0],
        in_office=None if committee is None else _term(*committee[1:]),
    )


def decode_plan(value: list[Any]) -> Plan:
    """Return what the rules about a plan look at."""
    id_, occupation, rank, start, end, package = value
    return Plan(id_, occupation, rank, _term(start, end), decode_package(package))


_PACKAGE: Final = """[@package.id, @package.occKey, @package.ranks, toString(@package.from),
    toString(@package.to), toString(@package.reviewedOn), head(COLLECT {
        MATCH (@package)-[:REVIEWED_BY]->(reviewer:ExpertCommittee)
        RETURN [reviewer.id, toString(reviewer.from), toString(reviewer.to)] })]"""

_IN_FORCE: Final = "@it.from <= $today AND (@it.to IS NULL OR @it.to >= $today)"

MAJOR: Final = Shape(
    type="Major",
    columns=(
        Column("id", "@it.id"),
        Column("name", "@it.name"),
        Column("kind", "@it.kind"),
        Column("level", "@it.rank", level),
        Column("workStudy", "@it.workStudy"),
        Column("from", "toString(@it.from)"),
        Column("to", "toString(@it.to)"),
        Column("newSince", "toString(@it.newSince)"),
        Column("documentNo", "@it.documentNo"),
        Column("inForce", _IN_FORCE),
    ),
    edges=(
        Edge("school", "Enterprise", "MATCH (@it)-[:AT]->(@to:Organisation)", many=False),
        Edge(
            "occupations",
            "Occupation",
            "MATCH (@it)-[:TRAINS_FOR]->(@to:Occupation)",
            order="@it.key",
        ),
        Edge(
            "packages",
            "TeachingResourcePackage",
            "MATCH (@it)<-[:FOR]-(@to:TeachingResourcePackage)",
            order="@it.id",
        ),
        Edge(
            "partners",
            "MajorPartner",
            """MATCH (@it)<-[:FOR]-(@agreement:CooperationAgreement)-[:WITH]->(@to:Organisation)
            WHERE @agreement.from <= $today
            AND (@agreement.to IS NULL OR @agreement.to >= $today)""",
            roles={"agreement": "agreement", "partner": "to"},
            order="@agreement.id",
        ),
    ),
)

MAJOR_PARTNER: Final = Shape(
    type="MajorPartner",
    columns=(
        Column("agreementNo", "@agreement.id"),
        Column("from", "toString(@agreement.from)"),
        Column("to", "toString(@agreement.to)"),
    ),
    edges=(Edge("enterprise", "Enterprise", roles={"it": "partner"}, many=False),),
)

RESOURCE_PACKAGE: Final = Shape(
    type="TeachingResourcePackage",
    columns=(
        Column("id", "@it.id"),
        Column("title", "@it.title"),
        Column("kind", "@it.kind"),
        Column("publishedOn", "toString(@it.publishedOn)"),
        Column("documentNo", "@it.documentNo"),
    ),
)

COMMITTEE: Final = Shape(
    type="ExpertCommittee",
    columns=(
        Column("id", "@it.id"),
        Column("name", "@it.name"),
        Column("from", "toString(@it.from)"),
        Column("to", "toString(@it.to)"),
        Column("documentNo", "@it.documentNo"),
        Column("inForce", _IN_FORCE),
    ),
    parts=(
        Part(
            "memberCount",
            """COUNT { MATCH (expert:Worker)-[held:SITS_ON]->(@it)
            WHERE held.from <= $today AND (held.to IS NULL OR held.to >= $today)
            RETURN DISTINCT expert }""",
            lambda found: published({"members": found})["members"],
        ),
    ),
    edges=(
        Edge(
            "members",
            "CommitteeMember",
            """MATCH (@expert:Worker)-[@seat:SITS_ON]->(@it)
            WHERE @seat.from <= $today AND (@seat.to IS NULL OR @seat.to >= $today)
            AND @known(@expert)""",
            roles={"seat": "seat", "expert": "expert"},
            order="@seat.from, @expert.id",
        ),
    ),
)

COMMITTEE_MEMBER: Final = Shape(
    type="CommitteeMember",
    person="_worker",
    columns=(
        Column("_worker", "@expert.id"),
        Column("role", "@seat.role"),
        Column("from", "toString(@seat.from)"),
        Column("to", "toString(@seat.to)"),
    ),
    edges=(Edge("worker", "Worker", "WITH @expert AS @to", many=False),),
)


def _package(row: Row) -> Package:
    package: Package = row["_package"]
    return package


TRAINING_PACKAGE: Final = Shape(
    type="TrainingPackage",
    columns=(
        Column("_package", _PACKAGE.replace("@package", "@it"), decode_package),
        Column("id", "@it.id"),
        Column("levels", "@it.ranks", levels),
        Column("title", "@it.title"),
        Column("version", "@it.version"),
        Column("reviewedOn", "toString(@it.reviewedOn)"),
        Column("from", "toString(@it.from)"),
        Column("to", "toString(@it.to)"),
        Column("documentNo", "@it.documentNo"),
        Column("inForce", _IN_FORCE),
    ),
    parts=(Part("plans", "COUNT { (@it)<-[:USES]-(:TrainingPlan) }"),),
    edges=(
        Edge("occupation", "Occupation", "MATCH (@to:Occupation {key: @it.occKey})", many=False),
        Edge(
            "reviewedBy",
            "ExpertCommittee",
            "MATCH (@it)-[:REVIEWED_BY]->(@to:ExpertCommittee)",
            many=False,
        ),
    ),
    computed=(
        Computed("reviewed", lambda row: package_outcome(_package(row))),
        Computed(
            "conditions",
            lambda row: lambda language: package_conditions(_package(row), language),
        ),
    ),
)

TRAINING_PLAN: Final = Shape(
    type="TrainingPlan",
    columns=(
        Column(
            "_plan",
            """[@it.id, @it.occKey, @it.rank, toString(@it.from), toString(@it.to), head(COLLECT {
                MATCH (@it)-[:USES]->(used:TrainingPackage) RETURN """
            + _PACKAGE.replace("@package", "used")
            + " })]",
            decode_plan,
        ),
        Column("id", "@it.id"),
        Column("post", "@it.post"),
        Column("postId", "@it.postId"),
        Column("level", "@it.rank", level),
        Column("year", "@it.year"),
        Column("hours", "@it.hours"),
        Column("from", "toString(@it.from)"),
        Column("to", "toString(@it.to)"),
        Column("documentNo", "@it.documentNo"),
    ),
    edges=(
        Edge("enterprise", "Enterprise", "MATCH (@it)-[:AT]->(@to:Organisation)", many=False),
        Edge("occupation", "Occupation", "MATCH (@to:Occupation {key: @it.occKey})", many=False),
        Edge(
            "package",
            "TrainingPackage",
            "MATCH (@it)-[:USES]->(@to:TrainingPackage)",
            many=False,
        ),
    ),
    computed=(
        Computed("outcome", lambda row: plan_outcome(row["_plan"])),
        Computed(
            "conditions", lambda row: lambda language: plan_conditions(row["_plan"], language)
        ),
    ),
)

SHAPES: Final = (
    MAJOR,
    MAJOR_PARTNER,
    RESOURCE_PACKAGE,
    COMMITTEE,
    COMMITTEE_MEMBER,
    TRAINING_PACKAGE,
    TRAINING_PLAN,
)
