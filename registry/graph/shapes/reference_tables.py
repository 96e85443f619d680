"""Shapes of the reference tables and of the policies: open to everybody."""

from __future__ import annotations

from typing import Final

import orjson

from registry.graph.shapes.decoding import flag, levels
from registry.graph.shapes.model import Column, Edge, Shape
from registry.regulations.rows import parameter_rows


def _parameters(text: str) -> list[dict[str, str]]:
    return parameter_rows(orjson.loads(text))


OCCUPATION: Final = Shape(
    type="Occupation",
    columns=(
        Column("id", "@it.key"),
        Column("edition", "@it.edition"),
        Column("code", "@it.code"),
        Column("name", "@it.name"),
        Column("green", "@it.green", flag),
        Column("digital", "@it.digital", flag),
        Column("addedOn", "toString(@it.addedOn)"),
    ),
    edges=(
        Edge(
            "supersedes",
            "Occupation",
            "MATCH (@it)-[:SUPERSEDES]->(@to:Occupation)",
            order="@it.key",
        ),
        Edge(
            "standards",
            "OccupationalStandard",
            "MATCH (@it)-[:DEFINED_BY]->(@to:OccupationalStandard)",
            order="@it.year DESC, @it.gzbNo",
        ),
        Edge(
            "supersededBy",
            "Occupation",
            "MATCH (@to:Occupation)-[:SUPERSEDES]->(@it)",
            order="@it.key",
        ),
    ),
)

STANDARD: Final = Shape(
    type="OccupationalStandard",
    columns=(
        Column("gzbNo", "@it.gzbNo"),
        Column("year", "@it.year"),
        Column("levels", "@it.ranks", levels),
    ),
)

DIVISION: Final = Shape(
    type="Division",
    columns=(Column("code", "@it.code"), Column("name", "@it.name"), Column("level", "@it.level")),
    edges=(Edge("parent", "Division", "MATCH (@it)-[:PART_OF]->(@to:Division)", many=False),),
)

INDUSTRY: Final = Shape(
    type="Industry", columns=(Column("id", "@it.code"), Column("name", "@it.name"))
)

HONOUR_TYPE: Final = Shape(
    type="HonourType",
    columns=(
        Column("id", "@it.id"),
        Column("name", "@it.name"),
        Column("level", "@it.level"),
        Column("quota", "@it.quota"),
    ),
)

POLICY: Final = Shape(
    type="Policy",
    columns=(
        Column("id", "@it.id"),
        Column("title", "@it.title"),
        Column("documentNo", "@it.documentNo"),
        Column("validFrom", "toString(@it.validFrom)"),
        Column("validTo", "toString(@it.validTo)"),
        Column("target", "@it.target"),
        Column("confidence", "@it.confidence"),
        Column("source", "@it.source"),
    ),
    edges=(Edge("division", "Division", "MATCH (@to:Division {code: @it.division})", many=False),),
)

REGULATION: Final = Shape(
    type="Regulation",
    columns=(
        Column("id", "@it.id"),
        Column("title", "@it.title"),
        Column("documentNo", "@it.documentNo"),
        Column("validFrom", "toString(@it.validFrom)"),
        Column("validTo", "toString(@it.validTo)"),
        Column("subject", "@it.subject"),
        Column("confidence", "@it.confidence"),
        Column("source", "@it.source"),
        Column("parameters", "@it.parameters", _parameters),
    ),
    edges=(Edge("division", "Division", "MATCH (@to:Division {code: @it.division})", many=False),),
)

SHAPES: Final = (OCCUPATION, STANDARD, DIVISION, INDUSTRY, HONOUR_TYPE, POLICY, REGULATION)
