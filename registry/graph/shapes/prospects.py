"""Shapes of what enterprises plan with: who is on the way to a grade, whom they asked.

`missing` and `policy` are left to `registry.programme.pipeline`, which judges the facts; ids
of cards and searches to the services that know the viewer.
"""

from __future__ import annotations

from typing import Final

from registry.graph.facts import WORKER_FACTS, decode_facts
from registry.graph.shapes.candidates import KIN, left_to_the_service
from registry.graph.shapes.decoding import listed
from registry.graph.shapes.model import Column, Computed, Edge, Part, Shape

PIPELINE_ENTRY: Final = Shape(
    type="PipelineEntry",
    person="_worker",
    columns=(
        Column("_worker", "worker.id"),
        Column("_policy", "@policy"),
        Column("eligibleFrom", "toString(@day)"),
    ),
    parts=(
        Part(
            "_facts",
            WORKER_FACTS,
            decode_facts,
            serves=frozenset({"missing"}),
            dear=True,
        ),
        Part("_kin", KIN, listed, serves=frozenset({"missing"}), dear=True),
    ),
    edges=(Edge("worker", "Worker", "WITH worker AS @to", many=False),),
    computed=(Computed("missing", left_to_the_service), Computed("policy", left_to_the_service)),
)

CONTACT_REQUEST: Final = Shape(
    type="ContactRequest",
    person="_worker",
    columns=(
        Column("_worker", "worker.id"),
        Column("id", "@it.id"),
        Column("purpose", "@it.purpose"),
        Column("message", "@it.message"),
        Column("state", "@state"),
        Column("at", "@it.at"),
        Column("expires", "toString(@it.expires)"),
        Column("answeredOn", "toString(@it.answeredOn)"),
        Column("until", "toString(@it.until)"),
    ),
    edges=(
        Edge("enterprise", "Enterprise", "MATCH (@it)-[:SENT_BY]->(@to:Organisation)", many=False),
        Edge("worker", "Worker", "WITH worker AS @to", many=False),
    ),
    computed=(Computed("candidate", left_to_the_service),),
)

SAVED_SEARCH: Final = Shape(
    type="SavedSearch",
    columns=(
        Column("_key", "@it.id"),
        Column("name", "@it.name"),
        Column("filter", "@it.filter"),
        Column("sort", "@it.sort"),
        Column("createdAt", "@it.createdAt"),
        Column("lastSeenAt", "@it.lastSeenAt"),
    ),
    computed=(Computed("id", left_to_the_service),),
)

SEEN_CANDIDATE: Final = Shape(
    type="SeenCandidate",
    columns=(
        Column("_worker", "@it.workerId"),
        Column(
            "_aspects",
            """[[@it.rank, toString(@it.since)], [@it.points], [@it.eligible, @it.maybe],
            @it.employers]""",
        ),
    ),
)
"""What is compared of a candidate (`registry.candidates.saved.ASPECTS`); a type of our own."""

SHAPES: Final = (PIPELINE_ENTRY, CONTACT_REQUEST, SAVED_SEARCH, SEEN_CANDIDATE)
