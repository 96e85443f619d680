"""Shapes of competitions with their events and results, and of the promotions that cite them.

What a place gives a right to is said by `registry.programme.contests`, which knows the regulation.
A result shows a person, so only those stand in it whom the viewer may know.
"""

from __future__ import annotations

from datetime import date
from typing import Any, Final

from registry.graph.shapes.candidates import left_to_the_service
from registry.graph.shapes.decoding import level
from registry.graph.shapes.model import Column, Computed, Edge, Part, Shape
from registry.programme.contests.cases import Certified, Placing, Promotion

COMPETITION: Final = Shape(
    type="Competition",
    columns=(
        Column("_division", "@it.division"),
        Column("id", "@it.id"),
        Column("name", "@it.name"),
        Column("class", "@it.class"),
        Column("year", "@it.year"),
    ),
    edges=(
        Edge("division", "Division", "MATCH (@to:Division {code: @it.division})", many=False),
        Edge(
            "events",
            "CompetitionEvent",
            "MATCH (@it)<-[:OF]-(@to:CompetitionEvent)",
            roles={"it": "to", "contest": "it"},
            order="@it.id",
        ),
        Edge(
            "months",
            "CompetitionMonth",
            "MATCH (@it)<-[:FEATURES]-(@to:CompetitionMonth)",
            order="@it.from, @it.id",
        ),
    ),
    computed=(Computed("regulation", left_to_the_service),),
)

COMPETITION_EVENT: Final = Shape(
    type="CompetitionEvent",
    columns=(
        Column("id", "@it.id"),
        Column("name", "@it.name"),
        Column("field", "@it.field"),
        Column("participants", "@it.participants"),
    ),
    edges=(
        Edge("occupation", "Occupation", "MATCH (@to:Occupation {key: @it.occKey})", many=False),
        Edge(
            "results",
            "EventResult",
            """MATCH (@it)<-[:IN]-(@to:CompetitionResult)<-[:PLACED]-(@worker:Worker)
            WHERE @known(@worker)""",
            roles={"it": "to", "worker": "worker", "event": "it", "contest": "contest"},
            order="@it.rank, @it.key",
        ),
    ),
)

EVENT_RESULT: Final = Shape(
    type="EventResult",
    person="_worker",
    columns=(
        Column("_worker", "@worker.id"),
        Column(
            "_placing",
            "[@it.key, @it.rank, @it.medal, @event.participants, @contest.class, @contest.year]",
            lambda value: Placing(*value),
        ),
        Column("rank", "@it.rank"),
        Column("medal", "@it.medal"),
    ),
    parts=(
        # Which honours came in the year of the contest or later: the one it gives a right to is
        # told by the regulation.
        Part(
            "_honours",
            """COLLECT {
            MATCH (@worker)-[:RECEIVED]->(resultAward:HonourAward)-[:OF]->(resultHonour:HonourType)
            WHERE resultAward.year >= @contest.year
            RETURN [resultHonour.id, resultAward.key] AS came
            ORDER BY resultAward.year, resultAward.key }""",
            serves=frozenset({"conditions"}),
        ),
        Part(
            "_promotions",
            """COLLECT {
            MATCH (@worker)-[:PROMOTED]->(resultRise:GradePromotion)-[:CITES]->(@event)
            RETURN resultRise.id ORDER BY resultRise.id }""",
            serves=frozenset({"conditions"}),
        ),
    ),
    edges=(Edge("worker", "Worker", "WITH @worker AS @to", many=False),),
    computed=(Computed("conditions", left_to_the_service),),
)

COMPETITION_MONTH: Final = Shape(
    type="CompetitionMonth",
    columns=(
        Column("id", "@it.id"),
        Column("name", "@it.name"),
        Column("from", "toString(@it.from)"),
        Column("to", "toString(@it.to)"),
        Column("documentNo", "@it.documentNo"),
    ),
    edges=(Edge("division", "Division", "MATCH (@to:Division {code: @it.division})", many=False),),
    parts=(Part("competitions", "COUNT { (@it)-[:FEATURES]->(:Competition) }"),),
)

_RESULT: Final = """head(COLLECT {
    MATCH (@worker)-[:PLACED]->(citedPlace:CompetitionResult)-[:IN]->(@event)
    RETURN [citedPlace.key, citedPlace.rank, citedPlace.medal, @event.participants,
            @contest.class, @contest.year] })"""

_CERTIFICATE: Final = """head(COLLECT {
    MATCH (citedPaper:Certificate {number: @it.certificateNo})
    WITH citedPaper, EXISTS { (@worker)-[:HOLDS]->(citedPaper) } AS isOwn
    RETURN [citedPaper.key, citedPaper.rank, citedPaper.occKey, toString(citedPaper.issuedOn),
            isOwn] ORDER BY isOwn DESC, citedPaper.key LIMIT 1 })"""


def decode_promotion(value: list[Any]) -> Promotion:
    """Return what the rules about a promotion look at."""
    id_, occupation, before, after, number, on, event_occupation, place, paper = value
    certified = None
    if paper is not None:
        key, rank, paper_occupation, issued, is_own = paper
        certified = Certified(
            key, rank, paper_occupation, date.fromisoformat(issued), is_own=is_own
        )
    return Promotion(
        id=id_,
        occupation=occupation,
        before=before,
        after=after,
        certificate_no=number,
        on=date.fromisoformat(on),
        event_occupation=event_occupation,
        placing=None if place is None else Placing(*place),
        certified=certified,
    )


COMPETITION_PROMOTION: Final = Shape(
    type="CompetitionPromotion",
    person="_worker",
    columns=(
        Column("_worker", "@worker.id"),
        Column("_division", "@contest.division"),
        Column("_year", "@contest.year"),
        Column("_class", "@contest.class"),
        Column(
            "_promotion",
            "[@it.id, @it.occKey, @it.fromRank, @it.toRank, @it.certificateNo, toString(@it.on), "
            "@event.occKey, " + _RESULT + ", " + _CERTIFICATE + "]",
            decode_promotion,
        ),
        Column("id", "@it.id"),
        Column("on", "toString(@it.on)"),
        Column("fromLevel", "@it.fromRank", level),
        Column("toLevel", "@it.toRank", level),
        Column("rule", "@it.rule"),
        Column("documentNo", "@it.documentNo"),
    ),
    edges=(
        Edge("worker", "Worker", "WITH @worker AS @to", many=False),
        Edge("occupation", "Occupation", "MATCH (@to:Occupation {key: @it.occKey})", many=False),
        Edge(
            "result",
            "CompetitionResult",
            "MATCH (@worker)-[:PLACED]->(@to:CompetitionResult)-[:IN]->(@event)",
            roles={"it": "to", "event": "event", "competition": "contest"},
            many=False,
        ),
    ),
    computed=tuple(
        Computed(name, left_to_the_service) for name in ("regulation", "outcome", "conditions")
    ),
)

SHAPES: Final = (
    COMPETITION,
    COMPETITION_EVENT,
    EVENT_RESULT,
    COMPETITION_MONTH,
    COMPETITION_PROMOTION,
)
