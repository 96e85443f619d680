"""Shapes of people who may be nominated for an honour, and of the rolls of those who got it.

Conditions are made by `registry.programme.honours`, which knows the regulation and the language.
"""

from __future__ import annotations

from typing import Final

from registry.graph.facts import WORKER_FACTS, decode_facts
from registry.graph.shapes.candidates import KIN, left_to_the_service
from registry.graph.shapes.decoding import level, listed
from registry.graph.shapes.model import Column, Computed, Edge, PageEdge, Part, Shape
from registry.suppression import published

TALENT_PROGRAMME: Final = Shape(
    type="TalentProgramme",
    columns=(
        Column("id", "@it.id"),
        Column("name", "@it.name"),
        Column("level", "@it.level"),
        Column("from", "toString(@it.from)"),
        Column("to", "toString(@it.to)"),
        Column("documentNo", "@it.documentNo"),
    ),
    parts=(
        Part(
            "memberCount",
            """COUNT { MATCH (member:Worker)-[chosen:SELECTED_FOR]->(@it)
            WHERE chosen.from <= $today AND (chosen.to IS NULL OR chosen.to >= $today)
            RETURN DISTINCT member }""",
            lambda found: published({"members": found})["members"],
        ),
    ),
    edges=(Edge("division", "Division", "MATCH (@to:Division {code: @it.division})", many=False),),
    pages=(
        PageEdge(
            "members",
            "Worker",
            """MATCH (@to:Worker)-[@chosen:SELECTED_FOR]->(@it)
            WHERE @chosen.from <= $today AND (@chosen.to IS NULL OR @chosen.to >= $today)
            AND @known(@to)
            WITH DISTINCT @to""",
            after="@it.id > $@position",
            position="@it.id",
            order="@it.id",
            arguments=lambda _arguments: {},
        ),
    ),
)

NOMINEE: Final = Shape(
    type="Nominee",
    person="_worker",
    columns=(
        Column("_worker", "worker.id"),
        Column("_facts", WORKER_FACTS, decode_facts),
        Column("_kin", KIN, listed),
        Column("level", "worker.rank", level),
        Column("levelSince", "toString(worker.rankSince)"),
    ),
    edges=(
        Edge("worker", "Worker", "WITH worker AS @to", many=False),
        Edge(
            "programmes",
            "TalentProgramme",
            """MATCH (worker)-[@term:SELECTED_FOR]->(@to:TalentProgramme)
            WHERE @term.from <= $today AND (@term.to IS NULL OR @term.to >= $today)
            WITH DISTINCT @to""",
            order="@it.id",
        ),
    ),
    computed=tuple(Computed(name, left_to_the_service) for name in ("outcome", "conditions")),
)

HONOUR_ROLL_ENTRY: Final = Shape(
    type="HonourRollEntry",
    person="_worker",
    columns=(
        Column("_worker", "@worker.id"),
        Column("_key", "@it.key"),
        Column("_year", "@it.year"),
        Column("_documentNo", "@it.documentNo"),
        Column("_publishedUrl", "@it.publishedUrl"),
        Column("on", "toString(@it.on)"),
    ),
    edges=(
        Edge("award", "HonourAward", roles={"it": "it"}, many=False),
        Edge("worker", "Worker", "WITH @worker AS @to", many=False),
    ),
    computed=tuple(Computed(name, left_to_the_service) for name in ("outcome", "conditions")),
)

SHAPES: Final = (TALENT_PROGRAMME, NOMINEE, HONOUR_ROLL_ENTRY)
