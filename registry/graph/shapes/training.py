"""Shapes of training bases: what they offer, and what their intake is computed from.

A base stands on its host, whose openness says whether numbers of people are exact, and on `metres`,
how far it is from the place that was asked for.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from registry.dates import day_or_none
from registry.errors import BadArgumentError
from registry.graph.shapes.agency import left_to_the_service
from registry.graph.shapes.decoding import level, listed
from registry.graph.shapes.model import Column, Computed, Edge, PageEdge, Part, Shape
from registry.programme.base_intake import Offer, Seats, Session
from registry.programme.base_rules import Title
from registry.programme.small_firms import Size


def year_bounds(year: int) -> dict[str, object]:
    """Return the first and the last day of a year as parameters.

    Raises:
        BadArgumentError: the calendar has no such year.
    """
    if not date.min.year <= year <= date.max.year:
        raise BadArgumentError(f"year is {year}, must be {date.min.year} to {date.max.year}")
    return {"first": date(year, 1, 1), "last": date(year, 12, 31)}


def _year_arguments(arguments: Mapping[str, Any]) -> Mapping[str, object]:
    return year_bounds(arguments["year"])


def _kilometres(metres: int | None) -> float | None:
    return None if metres is None else round(metres / 1_000, 1)


def _titles(rows: list[Any]) -> tuple[Title, ...]:
    return tuple(
        Title(key, kind, date.fromisoformat(first), day_or_none(last))
        for key, kind, first, last in rows
    )


def _offers(rows: list[Any]) -> tuple[Offer, ...]:
    return tuple(
        Offer(rank, capacity, day_or_none(first), day_or_none(last))
        for rank, capacity, first, last in rows
    )


def _intake(rows: list[Any]) -> tuple[Session, ...]:
    return tuple(
        Session(
            id=id_,
            year=year,
            rank=rank,
            seats=tuple(
                Seats(size=Size(*size), own=own, linked=linked, seats=seats, completed=completed)
                for size, own, linked, seats, completed in given
            ),
        )
        for id_, year, rank, given in rows
    )


TRAINING_BASE: Final = Shape(
    type="TrainingBase",
    columns=(
        Column("id", "@it.id"),
        Column("name", "@it.name"),
        Column("batch", "@it.batch"),
        Column("designatedOn", "toString(@it.designatedOn)"),
        Column("to", "toString(@it.to)"),
        Column("status", "@it.status"),
        Column("latitude", "@it.latitude"),
        Column("longitude", "@it.longitude"),
        Column("distanceKm", "@metres", _kilometres),
        Column("equipment", "@it.equipment", listed),
        Column("documentNo", "@it.documentNo"),
        Column("source", "@it.source"),
        Column("_division", "@it.division"),
        Column("_exact", "@inside(@host)"),
    ),
    parts=(
        Part(
            "placeBasis",
            """CASE WHEN @it.latitude IS NOT NULL THEN 'OWN'
            WHEN EXISTS { MATCH (citySeat:Division {code: @it.cityCode})
                          WHERE citySeat.latitude IS NOT NULL } THEN 'CITY_SEAT' END""",
        ),
        Part(
            "_titles",
            """COLLECT { MATCH (@host)-[:DESIGNATED]->(held:Designation)
            RETURN [held.key, held.kind, toString(held.from), toString(held.to)]
            ORDER BY held.from, held.key }""",
            _titles,
            serves=frozenset({"ruling"}),
        ),
        Part(
            "_offers",
            """COLLECT { MATCH (@it)-[offered:TRAINS_FOR]->(:Occupation)
            RETURN [offered.rank, offered.capacity, toString(offered.from), toString(offered.to)] }
            """,
            _offers,
            serves=frozenset({"intake"}),
        ),
        Part(
            "_intake",
            # Summed by the service: an aggregate inside a result would be one of the whole result.
            """COLLECT { MATCH (@it)<-[:AT]-(course:TrainingSession)
            RETURN [course.id, course.from.year, course.rank, COLLECT {
                MATCH (course)-[given:FOR_STAFF_OF]->(firm:Organisation)
                RETURN [[firm.kind, firm.scaleAbove, firm.staffTotal], firm = @host,
                        EXISTS { (firm)-[:SUPPLIES]-(@host) }, given.seats, given.completed] }] }
            """,
            _intake,
            serves=frozenset({"intake"}),
        ),
    ),
    edges=(
        Edge("host", "Enterprise", roles={"it": "host"}, many=False),
        Edge(
            "cluster",
            "IndustryCluster",
            "MATCH (@it)-[:IN_CLUSTER]->(@to:IndustryCluster)",
            many=False,
        ),
        Edge("division", "Division", "MATCH (@it)-[:LOCATED_IN]->(@to:Division)", many=False),
        Edge(
            "offers",
            "BaseOffer",
            "MATCH (@it)-[@offer:TRAINS_FOR]->(@occupation:Occupation)",
            roles={"offer": "offer", "occupation": "occupation"},
            order="@occupation.key, @offer.rank",
        ),
    ),
    pages=(
        PageEdge(
            "suppliersWithoutSeat",
            "Enterprise",
            """MATCH (@to:Organisation)-[:SUPPLIES]->(@host)
            WHERE @inside(@host) AND NOT EXISTS {
                MATCH (@to)<-[given:FOR_STAFF_OF]-(course:TrainingSession)-[:AT]->(@it)
                WHERE given.seats > 0 AND course.from >= $@first AND course.from <= $@last }
            WITH DISTINCT @to""",
            position="@it.uscc",
            after="@it.uscc > $@position",
            order="@it.uscc",
            arguments=_year_arguments,
        ),
    ),
    computed=(Computed("ruling", left_to_the_service), Computed("intake", left_to_the_service)),
)

BASE_OFFER: Final = Shape(
    type="BaseOffer",
    columns=(
        Column("level", "@offer.rank", level),
        Column("capacity", "@offer.capacity"),
        Column("from", "toString(@offer.from)"),
        Column("to", "toString(@offer.to)"),
    ),
    edges=(Edge("occupation", "Occupation", roles={"it": "occupation"}, many=False),),
)

INDUSTRY_CLUSTER: Final = Shape(
    type="IndustryCluster",
    columns=(
        Column("id", "@it.id"),
        Column("name", "@it.name"),
        Column("kind", "@it.kind"),
        Column("from", "toString(@it.from)"),
        Column("to", "toString(@it.to)"),
        Column("documentNo", "@it.documentNo"),
    ),
    edges=(
        Edge("division", "Division", "MATCH (@it)-[:LOCATED_IN]->(@to:Division)", many=False),
        Edge("industry", "Industry", "MATCH (@it)-[:IN_INDUSTRY]->(@to:Industry)", many=False),
    ),
)

SUPPLIER: Final = Shape(
    type="SupplierWithoutSeat",
    columns=(
        Column("_kind", "@it.kind"),
        Column("_scaleAbove", "@it.scaleAbove"),
        Column("_staffTotal", "@it.staffTotal"),
        Column("_division", "@it.division"),
        Column("_uscc", "@it.uscc"),
    ),
    edges=(Edge("supplier", "Enterprise", roles={"it": "it"}, many=False),),
    computed=(Computed("small", left_to_the_service),),
)

SHAPES: Final = (TRAINING_BASE, BASE_OFFER, INDUSTRY_CLUSTER, SUPPLIER)
