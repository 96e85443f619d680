"""Organisations, what links them, and the projects that their teams work on."""

from __future__ import annotations

from typing import Final

from registry.importing.columns import (
    BOOLEAN,
    COUNT,
    DAY,
    DIVISION,
    INDUSTRY,
    KEY,
    TEXT,
    USCC,
    Column,
    one_of,
)
from registry.importing.rules import PERIOD
from registry.importing.table import Edge, Table
from registry.importing.tables.shared import DOCUMENT, EMPLOYER, FROM, TO, must
from registry.vocabulary import DESIGNATION_KINDS

PROJECTS: Final = Table(
    "projects",
    key=("project_id",),
    label="Project",
    key_property="id",
    columns=(
        must("project_id"),
        must("name", TEXT),
        Column("key_field", TEXT),
        Column("owner", TEXT),
        Column("from", DAY),
        TO,
    ),
    rules=(PERIOD,),
    renamed={"project_id": "id"},
)

TEAMS: Final = Table(
    "teams",
    key=("team_id",),
    label="Team",
    key_property="id",
    columns=(must("team_id"), must("project_id", to="projects"), must("name", TEXT)),
    edges=(Edge("WORKS_ON", "project_id"),),
    renamed={"team_id": "id"},
    unstored=frozenset({"project_id"}),
)

ORGANISATIONS: Final = Table(
    "organisations",
    key=("uscc",),
    label="Organisation",
    key_property="uscc",
    columns=(
        must("uscc", USCC),
        must("name", TEXT),
        must("kind", one_of("ENTERPRISE", "SCHOOL", "SOCIAL_EVALUATOR")),
        must("division", DIVISION, to="divisions"),
        Column("industry", INDUSTRY, to="industries"),
        Column("scale_above", BOOLEAN),
        Column("ownership", one_of("SOE_CENTRAL", "SOE_LOCAL", "PRIVATE", "FOREIGN")),
        Column("posts_total", COUNT),
        Column("apprentice_posts", COUNT),
        Column("staff_total", COUNT),
    ),
    edges=(Edge("LOCATED_IN", "division"), Edge("IN_INDUSTRY", "industry")),
)

DESIGNATIONS: Final = Table(
    "designations",
    key=("uscc", "kind", "from"),
    label="Designation",
    columns=(
        EMPLOYER,
        must("kind", one_of(*DESIGNATION_KINDS)),
        FROM,
        TO,
        DOCUMENT,
    ),
    edges=(Edge("DESIGNATED", "uscc", outgoing=False),),
    rules=(PERIOD,),
    unstored=frozenset({"uscc"}),
)

SUPPLIES: Final = Table(
    "supplies",
    key=("supplier", "customer", "product"),
    label="SUPPLIES",
    ends=("supplier", "customer"),
    columns=(
        must("supplier", USCC, to="organisations"),
        must("customer", USCC, to="organisations"),
        Column("product", KEY),
    ),
    unstored=frozenset({"supplier", "customer"}),
)
