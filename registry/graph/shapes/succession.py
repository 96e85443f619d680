"""Shapes of a key post with one holder, and of the mentees who might follow."""

from __future__ import annotations

from typing import Final, LiteralString

from registry.graph.facts import WORKER_FACTS, decode_facts
from registry.graph.shapes.agency import left_to_the_service
from registry.graph.shapes.candidates import KIN
from registry.graph.shapes.decoding import level, listed
from registry.graph.shapes.model import Column, Computed, Edge, Shape


def _of_mentee(expression: LiteralString) -> LiteralString:
    """Return an expression over `worker` as one over the mentee."""
    return "head(COLLECT { WITH @mentee AS worker RETURN " + expression + " AS told })"


SUCCESSOR: Final = Shape(
    type="Successor",
    person="_worker",
    columns=(
        Column("_worker", "@mentee.id"),
        Column("_rank", "@mentee.rank"),
        Column("level", "@mentee.rank", level),
        Column("_facts", _of_mentee(WORKER_FACTS), decode_facts),
        Column("_kin", _of_mentee(KIN), listed),
    ),
    edges=(Edge("worker", "Worker", roles={"it": "mentee"}, many=False),),
    computed=tuple(Computed(name, left_to_the_service) for name in ("inTime", "readyOn", "lacks")),
)

RISK: Final = Shape(
    type="SuccessionRisk",
    person="_holder",
    columns=(
        Column("_holder", "@holder.id"),
        Column("_holderRank", "@holder.rank"),
        Column("_born", "toString(@holder.birthDate)"),
        Column("_division", "@owner.division"),
        Column("_postRank", "@post.rank"),
        Column("post", "@name"),
        Column("postLevel", "@post.rank", level),
    ),
    edges=(
        Edge("holder", "Worker", roles={"it": "holder"}, many=False),
        Edge(
            "successors",
            "Successor",
            """MATCH (@holder)-[@bond:MENTORS]->(@mentee:Worker {status: 'ACTIVE'})
            WHERE @bond.from <= $today AND EXISTS {
                MATCH (@mentee)-[@job:EMPLOYED]->(@owner)
                WHERE @job.from <= $today AND (@job.to IS NULL OR @job.to >= $today) }
            WITH DISTINCT @mentee""",
            roles={"mentee": "mentee"},
            order="@mentee.id",
        ),
    ),
    computed=tuple(
        Computed(name, left_to_the_service) for name in ("wantedLevel", "outcome", "conditions")
    ),
)

SHAPES: Final = (RISK, SUCCESSOR)
