"""Shapes of a worker and of everything in a worker's record but certificates and assignments."""

from __future__ import annotations

from typing import Final

from registry.access import Kind
from registry.graph.shapes.decoding import level, listed
from registry.graph.shapes.model import Column, Edge, Shape
from registry.graph.shapes.pay import ALLOWANCES_OF_WORKER, PAY_ARRANGEMENTS_OF_WORKER

WORKER: Final = Shape(
    type="Worker",
    kind=Kind.PERSON,
    person="id",
    columns=(
        Column("id", "@it.id"),
        Column("nameMasked", "@it.nameMasked"),
        Column("name", "@it.name"),
        Column("gender", "@it.gender"),
        Column("birthYear", "@it.birthYear"),
        Column("status", "@it.status"),
    ),
    edges=(
        Edge(
            "certificates",
            "Certificate",
            "MATCH (@it)-[:HOLDS]->(@to:Certificate)",
            order="coalesce(@it.rank, 0) DESC, @it.issuedOn, @it.key",
        ),
        Edge(
            "employments",
            "Employment",
            "MATCH (@it)-[@job:EMPLOYED]->(@employer:Organisation)",
            roles={"job": "job", "employer": "employer"},
            order="@job.from DESC, @employer.uscc",
        ),
        Edge(
            "appointments",
            "Appointment",
            "MATCH (@it)-[:APPOINTED]->(@to:Appointment)",
            order="@it.from DESC, @it.id",
        ),
        Edge(
            "honours",
            "HonourAward",
            "MATCH (@it)-[:RECEIVED]->(@to:HonourAward)",
            order="@it.year DESC, @it.key",
        ),
        Edge(
            "competitionResults",
            "CompetitionResult",
            """MATCH (@it)-[:PLACED]->(@to:CompetitionResult)-[:IN]->(@event:CompetitionEvent)
                     -[:OF]->(@competition:Competition)""",
            roles={"it": "to", "event": "event", "competition": "competition"},
            order="@competition.year DESC, @it.rank, @it.key",
        ),
        Edge(
            "mentors",
            "Mentorship",
            "MATCH (@mentor:Worker)-[@bond:MENTORS]->(@it)",
            roles={"bond": "bond", "mentor": "mentor", "mentee": "it"},
            order="@bond.from, @mentor.id",
        ),
        Edge(
            "mentees",
            "Mentorship",
            "MATCH (@it)-[@bond:MENTORS]->(@mentee:Worker)",
            roles={"bond": "bond", "mentor": "it", "mentee": "mentee"},
            order="@bond.from, @mentee.id",
        ),
        Edge(
            "studios",
            "Studio",
            "MATCH (@it)-[:LEADS|MEMBER_OF]->(@to:MasterStudio) WITH DISTINCT @to",
            order="@it.id",
        ),
        Edge(
            "assignments",
            "Assignment",
            "MATCH (@it)-[:ASSIGNED]->(@to:FlexibleAssignment)",
            order="@it.from DESC, @it.id",
        ),
        Edge(
            "consents", "Consent", "MATCH (@it)-[:GAVE]->(@to:Consent)", order="@it.from, @it.key"
        ),
        PAY_ARRANGEMENTS_OF_WORKER,
    ),
    pages=(ALLOWANCES_OF_WORKER,),
)

EMPLOYMENT: Final = Shape(
    type="Employment",
    columns=(
        Column("from", "toString(@job.from)"),
        Column("to", "toString(@job.to)"),
        Column("post", "@job.post"),
    ),
    edges=(Edge("enterprise", "Enterprise", roles={"it": "employer"}, many=False),),
)

APPOINTMENT: Final = Shape(
    type="Appointment",
    columns=(
        Column("id", "@it.id"),
        Column("level", "@it.rank", level),
        Column("post", "@it.post"),
        Column("from", "toString(@it.from)"),
        Column("to", "toString(@it.to)"),
        Column("decisionNo", "@it.decisionNo"),
        Column("publishedOn", "toString(@it.publishedOn)"),
        Column("fields", "@it.fields", listed),
    ),
    edges=(Edge("enterprise", "Enterprise", "MATCH (@it)-[:BY]->(@to:Organisation)", many=False),),
)

HONOUR_AWARD: Final = Shape(
    type="HonourAward",
    columns=(
        Column("batch", "@it.batch"),
        Column("year", "@it.year"),
        Column("documentNo", "@it.documentNo"),
        Column("publishedUrl", "@it.publishedUrl"),
    ),
    edges=(Edge("type", "HonourType", "MATCH (@it)-[:OF]->(@to:HonourType)", many=False),),
)

COMPETITION_RESULT: Final = Shape(
    type="CompetitionResult",
    columns=(
        Column("competition", "@competition.name"),
        Column("class", "@competition.class"),
        Column("event", "@event.name"),
        Column("year", "@competition.year"),
        Column("rank", "@it.rank"),
        Column("medal", "@it.medal"),
    ),
)

MENTORSHIP: Final = Shape(
    type="Mentorship",
    columns=(
        Column("kind", "@bond.kind"),
        Column("from", "toString(@bond.from)"),
        Column("to", "toString(@bond.to)"),
    ),
    edges=(
        Edge("mentor", "Worker", roles={"it": "mentor"}, many=False, masked=True),
        Edge("mentee", "Worker", roles={"it": "mentee"}, many=False, masked=True),
    ),
)

CONSENT: Final = Shape(
    type="Consent",
    columns=(
        Column("purpose", "@it.purpose"),
        Column("from", "toString(@it.from)"),
        Column("to", "toString(@it.to)"),
        Column("grantee", "@it.grantee"),
    ),
)

ACCESS_EVENT: Final = Shape(
    type="AccessEvent",
    person="_person",
    columns=(
        Column("_person", "@person.id"),
        Column("at", "@it.at"),
        Column("role", "@it.role"),
        Column("organisation", "@it.organisation"),
        Column("purpose", "@it.purpose"),
        Column("fields", "@it.fields", listed),
    ),
)

SHAPES: Final = (
    ACCESS_EVENT,
    WORKER,
    EMPLOYMENT,
    APPOINTMENT,
    HONOUR_AWARD,
    COMPETITION_RESULT,
    MENTORSHIP,
    CONSENT,
)
