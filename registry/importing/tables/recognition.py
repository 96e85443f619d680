"""How skill is recognised: nominations, programmes, contest months, promotions by contest."""

from __future__ import annotations

from typing import Final

from registry.importing.columns import (
    DAY,
    DIVISION,
    KEY,
    KEYS,
    LEVEL,
    OCCUPATION,
    TEXT,
    Column,
    one_of,
)
from registry.importing.rules import PERIOD
from registry.importing.table import Edge, Table
from registry.importing.tables.shared import DOCUMENT, FROM, HONOUR_LEVEL, TO, WORKER, must

NOMINATION_STATES: Final = ("NOMINATED", "REVIEWED", "AWARDED", "REJECTED")

NOMINATIONS: Final = Table(
    "nominations",
    key=("worker_id", "honour", "batch"),
    label="Nomination",
    columns=(
        WORKER,
        must("honour", to="honour_types"),
        must("batch"),
        Column("nominated_on", DAY),
        Column("body", TEXT),
        must("status", one_of(*NOMINATION_STATES)),
        DOCUMENT,
    ),
    edges=(Edge("NOMINATED", "worker_id", outgoing=False), Edge("FOR", "honour")),
    unstored=frozenset({"worker_id"}),
)

TALENT_PROGRAMMES: Final = Table(
    "talent_programmes",
    key=("programme_id",),
    label="TalentProgramme",
    key_property="id",
    columns=(
        must("programme_id"),
        must("name", TEXT),
        HONOUR_LEVEL,
        Column("division", DIVISION, to="divisions"),
        FROM,
        TO,
        DOCUMENT,
    ),
    rules=(PERIOD,),
    renamed={"programme_id": "id"},
)

TALENT_PROGRAMME_MEMBERS: Final = Table(
    "talent_programme_members",
    key=("worker_id", "programme_id", "from"),
    label="SELECTED_FOR",
    columns=(WORKER, must("programme_id", to="talent_programmes"), FROM, TO, DOCUMENT),
    ends=("worker_id", "programme_id"),
    rules=(PERIOD,),
    unstored=frozenset({"worker_id", "programme_id"}),
)

COMPETITION_MONTHS: Final = Table(
    "competition_months",
    key=("month_id",),
    label="CompetitionMonth",
    key_property="id",
    columns=(
        must("month_id"),
        must("name", TEXT),
        must("division", DIVISION, to="divisions"),
        FROM,
        TO,
        DOCUMENT,
        Column("competitions", KEYS, to="competitions"),
    ),
    edges=(Edge("FEATURES", "competitions"),),
    rules=(PERIOD,),
    renamed={"month_id": "id"},
    unstored=frozenset({"competitions"}),
)

GRADE_PROMOTIONS: Final = Table(
    "grade_promotions",
    key=("promotion_id",),
    label="GradePromotion",
    key_property="id",
    columns=(
        must("promotion_id"),
        WORKER,
        must("occupation", OCCUPATION, to="occupations"),
        Column("from_level", LEVEL),
        must("to_level", LEVEL),
        # The number alone: in a bulk load certificates are read by another process.
        Column("certificate_no", TEXT),
        Column("event_id", KEY, to="competition_events"),
        must("on", DAY),
        Column("rule", TEXT),
        DOCUMENT,
    ),
    edges=(
        Edge("PROMOTED", "worker_id", outgoing=False),
        Edge("FOR", "occupation"),
        Edge("CITES", "event_id"),
    ),
    renamed={
        "promotion_id": "id",
        "occupation": "occKey",
        "from_level": "fromRank",
        "to_level": "toRank",
    },
    unstored=frozenset({"worker_id", "event_id"}),
)
