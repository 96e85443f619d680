"""Shapes of training projects, and of challenges with the bids for them."""

from __future__ import annotations

from datetime import date
from typing import Any, Final

from registry.graph.shapes.agency import left_to_the_service
from registry.graph.shapes.decoding import level
from registry.graph.shapes.model import Column, Computed, Edge, Part, Shape
from registry.programme.challenges import Bidding


def decode_bids(rows: list[list[Any]] | None) -> tuple[Bidding, ...]:
    """Return the bids as the rules look at them."""
    return tuple(Bidding(date.fromisoformat(on), awarded) for on, awarded in rows or ())


TRAINING_PROJECT: Final = Shape(
    type="TrainingProject",
    columns=(
        Column("id", "@it.id"),
        Column("name", "@it.name"),
        Column("field", "@it.field"),
        Column("level", "@it.rank", level),
        Column("seats", "@it.seats"),
        Column("publishedOn", "toString(@it.publishedOn)"),
        Column("deadline", "toString(@it.deadline)"),
        Column("status", "@it.status"),
        Column("statusSince", "toString(@it.statusSince)"),
        Column("from", "toString(@it.from)"),
        Column("to", "toString(@it.to)"),
        Column("documentNo", "@it.documentNo"),
    ),
    edges=(
        Edge("division", "Division", "MATCH (@it)-[:OFFERED_IN]->(@to:Division)", many=False),
        Edge("occupation", "Occupation", "MATCH (@it)-[:FOR]->(@to:Occupation)", many=False),
        Edge(
            "provider",
            "Enterprise",
            "MATCH (@it)-[:PROVIDED_BY]->(@to:Organisation)",
            many=False,
        ),
    ),
)

CHALLENGE: Final = Shape(
    type="Challenge",
    columns=(
        Column("id", "@it.id"),
        Column("problem", "@it.problem"),
        Column("field", "@it.field"),
        Column("budget", "@it.budget"),
        Column("publishedOn", "toString(@it.publishedOn)"),
        Column("deadline", "toString(@it.deadline)"),
        Column("status", "@it.status"),
        Column("documentNo", "@it.documentNo"),
    ),
    parts=(
        Part("bidCount", "COUNT { (:Organisation)-[:BIDS_FOR]->(@it) }"),
        Part(
            "_bids",
            """COLLECT { MATCH (:Organisation)-[anyBid:BIDS_FOR]->(@it)
            RETURN [toString(anyBid.bidOn), anyBid.awarded] ORDER BY anyBid.bidOn }""",
            decode_bids,
            serves=frozenset({"conditions"}),
        ),
    ),
    edges=(
        Edge("owner", "Enterprise", "MATCH (@to:Organisation)-[:POSES]->(@it)", many=False),
        # An award is published. Who else bid is the business of the bidder, of whoever posed the
        # challenge, and of their agencies.
        Edge(
            "bids",
            "Bid",
            """MATCH (@bidder:Organisation)-[@bid:BIDS_FOR]->(@it)
            OPTIONAL MATCH (@owner:Organisation)-[:POSES]->(@it)
            WITH @bidder, @bid, @owner
            WHERE @bid.awarded OR @inside(@bidder) OR @owner IS NOT NULL AND @inside(@owner)""",
            roles={"bid": "bid", "bidder": "bidder"},
            order="@bid.bidOn, @bidder.uscc",
        ),
    ),
    computed=(Computed("conditions", left_to_the_service),),
)

BID: Final = Shape(
    type="Bid",
    columns=(
        Column("bidOn", "toString(@bid.bidOn)"),
        Column("awarded", "@bid.awarded"),
        Column("awardedOn", "toString(@bid.awardedOn)"),
    ),
    edges=(Edge("bidder", "Enterprise", roles={"it": "bidder"}, many=False),),
)

SHAPES: Final = (TRAINING_PROJECT, CHALLENGE, BID)
