"""Shapes of a post of an enterprise, of those who hold it, and of the dossier of an appointment.

The dossier stands on two roles, the worker and the enterprise (`owner`), whose variables bear these
names because the expressions of a worker's facts and of an enterprise's seats say so.
"""

from __future__ import annotations

from typing import Final

from registry.graph.facts import WORKER_FACTS, decode_facts
from registry.graph.posts import SEATS, decode_seats
from registry.graph.shapes.agency import left_to_the_service
from registry.graph.shapes.candidates import KIN
from registry.graph.shapes.decoding import level, listed
from registry.graph.shapes.model import Column, Computed, Edge, Shape

_HOLDERS: Final = """MATCH (@owner:Organisation)-[:HAS_POST]->(@it) WHERE @inside(@owner)
    CALL (@owner, @it) {
        MATCH (@owner)<-[:BY]-(@office:Appointment)<-[:APPOINTED]-(@holder:Worker)
        WHERE @office.rank = @it.rank AND @office.post = @it.name
          AND @office.from <= $today AND (@office.to IS NULL OR @office.to >= $today)
        RETURN @holder, @office, @office.from AS @since, @office.to AS @until
        UNION
        MATCH (@owner)<-[@job:EMPLOYED]-(@holder:Worker)
        WHERE @it.rank < $lowestAppointed AND @job.post = @it.name
          AND @job.from <= $today AND (@job.to IS NULL OR @job.to >= $today)
          AND (@holder.rank = @it.rank OR NOT EXISTS {
              MATCH (@owner)-[:HAS_POST]->(@namesake:Post {name: @it.name})
              WHERE @namesake <> @it AND @namesake.from <= $today
                AND (@namesake.to IS NULL OR @namesake.to >= $today) })
          AND NOT EXISTS {
              MATCH (@holder)-[:APPOINTED]->(@other:Appointment)-[:BY]->(@owner)
              WHERE @other.from <= $today AND (@other.to IS NULL OR @other.to >= $today) }
        RETURN @holder, null AS @office, @job.from AS @since, @job.to AS @until
    }"""

POST: Final = Shape(
    type="Post",
    columns=(
        Column("id", "@it.id"),
        Column("name", "@it.name"),
        Column("level", "@it.rank", level),
        Column("quota", "@it.quota"),
        Column("keyPost", "@it.keyPost"),
        Column("keyField", "@it.keyField"),
        Column("from", "toString(@it.from)"),
        Column("to", "toString(@it.to)"),
        Column("documentNo", "@it.documentNo"),
    ),
    edges=(
        Edge("occupation", "Occupation", "MATCH (@it)-[:FOR]->(@to:Occupation)", many=False),
        Edge(
            "holders",
            "PostHolder",
            _HOLDERS,
            roles={"holder": "holder", "office": "office", "since": "since", "until": "until"},
            order="@since, @holder.id",
        ),
    ),
    computed=tuple(
        Computed(name, left_to_the_service)
        for name in ("held", "vacancies", "overQuota", "problems")
    ),
)

POST_HOLDER: Final = Shape(
    type="PostHolder",
    columns=(Column("from", "toString(@since)"), Column("to", "toString(@until)")),
    edges=(
        Edge("worker", "Worker", roles={"it": "holder"}, many=False),
        Edge(
            "appointment",
            "Appointment",
            "WITH @office AS @to WHERE @to IS NOT NULL",
            many=False,
        ),
    ),
)

_COUNTS: Final = """@to.issuedOn <= $day AND (@to.status = 'VALID' OR @to.statusSince > $day)"""

APPOINTMENT_CASE: Final = Shape(
    type="AppointmentCase",
    person="_worker",
    columns=(
        Column("_worker", "worker.id"),
        Column("_enterprise", "owner.uscc"),
        Column("_facts", WORKER_FACTS, decode_facts),
        Column("_kin", KIN, listed),
        Column("_seats", SEATS, decode_seats),
        Column(
            "_recorded",
            """head(COLLECT {
            MATCH (worker)-[:APPOINTED]->(made:Appointment {rank: $rank})-[:BY]->(owner)
            WHERE made.to IS NULL OR made.to >= $day
            RETURN [made.id, made.post, toString(made.from), toString(made.to),
                    toString(made.publishedOn), made.fields,
                    made.exceptionReason, made.exceptionDocumentNo]
            ORDER BY made.from DESC, made.id LIMIT 1 })""",
        ),
    ),
    edges=(
        Edge("worker", "Worker", "WITH worker AS @to", many=False),
        Edge("enterprise", "Enterprise", "WITH owner AS @to", many=False),
        Edge(
            "certificates",
            "Certificate",
            "MATCH (worker)-[:HOLDS]->(@to:Certificate) WHERE " + _COUNTS,
            order="coalesce(@it.rank, 0) DESC, @it.issuedOn, @it.key",
        ),
        Edge(
            "appointments",
            "Appointment",
            """MATCH (worker)-[:APPOINTED]->(@to:Appointment)
            WHERE @to.from <= $day AND (@to.to IS NULL OR @to.to >= $day)""",
            order="@it.rank DESC, @it.from, @it.id",
        ),
        Edge(
            "achievements",
            "Achievement",
            """MATCH (worker)-[:ACHIEVED]->(@to:Achievement)
            WHERE @to.on IS NULL OR @to.on <= $day""",
            order="@it.on DESC, @it.id",
        ),
        Edge(
            "honours",
            "HonourAward",
            """MATCH (worker)-[:RECEIVED]->(@to:HonourAward)
            WHERE coalesce(@to.on, date({year: @to.year})) <= $day""",
            order="@it.year DESC, @it.key",
        ),
        Edge(
            "competitionResults",
            "CompetitionResult",
            """MATCH (worker)-[:PLACED]->(@to:CompetitionResult)-[:IN]->(@event:CompetitionEvent)
                     -[:OF]->(@competition:Competition) WHERE @competition.year <= $day.year""",
            roles={"it": "to", "event": "event", "competition": "competition"},
            order="@competition.year DESC, @it.rank, @it.key",
        ),
        Edge(
            "mentees",
            "Mentorship",
            """MATCH (worker)-[@bond:MENTORS]->(@mentee:Worker) WHERE @bond.from <= $day
            WITH @bond, @mentee, worker AS @mentor""",
            roles={"bond": "bond", "mentor": "mentor", "mentee": "mentee"},
            order="@bond.from, @mentee.id",
        ),
    ),
    computed=tuple(
        Computed(name, left_to_the_service)
        for name in (
            "target", "asOf", "post", "outcome", "conditions", "eligibility", "regulation",
            "exception", "publishedOn",
        )
    ),
)  # fmt: skip

SHAPES: Final = (POST, POST_HOLDER, APPOINTMENT_CASE)
