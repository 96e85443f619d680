"""Shapes of a post of an enterprise and of those who hold it."""

from __future__ import annotations

from typing import Final

from registry.graph.shapes.agency import left_to_the_service
from registry.graph.shapes.decoding import level
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
        Computed(name, left_to_the_service) for name in ("held", "vacancies", "overQuota")
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

SHAPES: Final = (POST, POST_HOLDER)
