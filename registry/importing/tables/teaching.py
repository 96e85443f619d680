"""What is taught, from which packages, reviewed by whom, planned for which posts."""

from __future__ import annotations

from typing import Final

from registry.importing.columns import (
    BOOLEAN,
    COUNT,
    DAY,
    KEY,
    LEVEL,
    LEVELS,
    OCCUPATION,
    OCCUPATIONS,
    TEXT,
    USCC,
    YEAR,
    Column,
    one_of,
)
from registry.importing.rules import PERIOD
from registry.importing.table import Edge, Table
from registry.importing.tables.shared import DOCUMENT, EMPLOYER, FROM, TO, WORKER, must

MAJORS: Final = Table(
    "majors",
    key=("major_id",),
    label="Major",
    key_property="id",
    columns=(
        must("major_id"),
        must("school", USCC, to="organisations"),
        must("name", TEXT),
        # Emerging trades (新兴专业) and majors of proven quality (优质专业).
        Column("kind", one_of("EMERGING", "QUALITY", "ORDINARY")),
        Column("occupations", OCCUPATIONS, to="occupations"),
        Column("level", LEVEL),
        Column("work_study", BOOLEAN),
        FROM,
        TO,
        Column("new_since", DAY),
        DOCUMENT,
    ),
    edges=(Edge("AT", "school"), Edge("TRAINS_FOR", "occupations")),
    rules=(PERIOD,),
    renamed={"major_id": "id", "level": "rank"},
    unstored=frozenset({"school", "occupations"}),
)

RESOURCE_PACKAGES: Final = Table(
    "resource_packages",
    key=("package_id",),
    label="TeachingResourcePackage",
    key_property="id",
    columns=(
        must("package_id"),
        must("major_id", to="majors"),
        must("title", TEXT),
        must("kind", one_of("TEXTBOOK", "COURSEWARE", "TASK", "CASE", "SIMULATION", "ASSESSMENT")),
        Column("published_on", DAY),
        DOCUMENT,
    ),
    edges=(Edge("FOR", "major_id"),),
    renamed={"package_id": "id"},
    unstored=frozenset({"major_id"}),
)

EXPERT_COMMITTEES: Final = Table(
    "expert_committees",
    key=("committee_id",),
    label="ExpertCommittee",
    key_property="id",
    columns=(must("committee_id"), must("name", TEXT), FROM, TO, DOCUMENT),
    rules=(PERIOD,),
    renamed={"committee_id": "id"},
)

COMMITTEE_MEMBERS: Final = Table(
    "committee_members",
    key=("worker_id", "committee_id", "from"),
    label="SITS_ON",
    columns=(
        WORKER,
        must("committee_id", to="expert_committees"),
        must("role", one_of("CHAIR", "VICE_CHAIR", "MEMBER", "SECRETARY")),
        FROM,
        TO,
        DOCUMENT,
    ),
    ends=("worker_id", "committee_id"),
    rules=(PERIOD,),
    unstored=frozenset({"worker_id", "committee_id"}),
)

TRAINING_PACKAGES: Final = Table(
    "training_packages",
    key=("package_id",),
    label="TrainingPackage",
    key_property="id",
    columns=(
        must("package_id"),
        must("occupation", OCCUPATION, to="occupations"),
        must("levels", LEVELS),
        must("title", TEXT),
        must("version", TEXT),
        Column("reviewed_by", KEY, to="expert_committees"),
        Column("reviewed_on", DAY),
        FROM,
        TO,
        DOCUMENT,
    ),
    edges=(Edge("FOR", "occupation"), Edge("REVIEWED_BY", "reviewed_by")),
    rules=(PERIOD,),
    renamed={"package_id": "id", "occupation": "occKey", "levels": "ranks"},
    unstored=frozenset({"reviewed_by"}),
)

TRAINING_PLANS: Final = Table(
    "training_plans",
    key=("plan_id",),
    label="TrainingPlan",
    key_property="id",
    columns=(
        must("plan_id"),
        EMPLOYER,
        must("post", TEXT),
        Column("post_id", TEXT),
        must("occupation", OCCUPATION, to="occupations"),
        Column("level", LEVEL),
        Column("package_id", KEY, to="training_packages"),
        must("year", YEAR),
        Column("hours", COUNT),
        FROM,
        TO,
        DOCUMENT,
    ),
    edges=(Edge("AT", "uscc"), Edge("FOR", "occupation"), Edge("USES", "package_id")),
    rules=(PERIOD,),
    renamed={"plan_id": "id", "occupation": "occKey", "level": "rank"},
    unstored=frozenset({"uscc", "package_id"}),
)
