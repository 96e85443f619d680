"""Training bases: where they are, what they train for, who had a seat in which session."""

from __future__ import annotations

from typing import Final

from registry.importing.columns import (
    COUNT,
    DAY,
    DIVISION,
    INDUSTRY,
    KEY,
    LEVEL,
    LIST,
    OCCUPATION,
    TEXT,
    USCC,
    Column,
    degrees,
    one_of,
)
from registry.importing.rules import PERIOD, both, ordered
from registry.importing.table import Edge, Table
from registry.importing.tables.shared import DOCUMENT, EMPLOYER, FROM, TO, must
from registry.vocabulary import BASE_STATUSES, CLUSTER_KINDS

TRAINING_CLUSTERS: Final = Table(
    "training_clusters",
    key=("cluster_id",),
    label="IndustryCluster",
    key_property="id",
    columns=(
        must("cluster_id"),
        must("name", TEXT),
        must("kind", one_of(*CLUSTER_KINDS)),
        Column("division", DIVISION, to="divisions"),
        Column("industry", INDUSTRY, to="industries"),
        Column("from", DAY),
        TO,
        DOCUMENT,
    ),
    edges=(Edge("LOCATED_IN", "division"), Edge("IN_INDUSTRY", "industry")),
    rules=(PERIOD,),
    renamed={"cluster_id": "id"},
)

TRAINING_BASES: Final = Table(
    "training_bases",
    key=("base_id",),
    label="TrainingBase",
    key_property="id",
    columns=(
        must("base_id"),
        EMPLOYER,
        must("name", TEXT),
        must("division", DIVISION, to="divisions"),
        Column("cluster_id", KEY, to="training_clusters"),
        Column("batch", TEXT),
        Column("designated_on", DAY),
        TO,
        must("status", one_of(*BASE_STATUSES)),
        Column("latitude", degrees(3, 54)),
        Column("longitude", degrees(73, 136)),
        Column("equipment", LIST),
        DOCUMENT,
        Column("source", TEXT),
    ),
    edges=(
        Edge("HOSTS", "uscc", outgoing=False),
        Edge("LOCATED_IN", "division"),
        Edge("IN_CLUSTER", "cluster_id"),
    ),
    rules=(ordered("designated_on", "to"), both("latitude", "longitude")),
    renamed={"base_id": "id"},
    unstored=frozenset({"uscc", "cluster_id"}),
)

BASE_OFFERS: Final = Table(
    "base_offers",
    key=("base_id", "occupation", "level"),
    label="TRAINS_FOR",
    ends=("base_id", "occupation"),
    columns=(
        must("base_id", to="training_bases"),
        must("occupation", OCCUPATION, to="occupations"),
        must("level", LEVEL),
        Column("capacity", COUNT),
        Column("from", DAY),
        TO,
    ),
    rules=(PERIOD,),
    renamed={"level": "rank"},
    unstored=frozenset({"base_id", "occupation"}),
)

TRAINING_SESSIONS: Final = Table(
    "training_sessions",
    key=("training_session_id",),
    label="TrainingSession",
    key_property="id",
    columns=(
        must("training_session_id"),
        must("base_id", to="training_bases"),
        must("occupation", OCCUPATION, to="occupations"),
        must("level", LEVEL),
        FROM,
        TO,
        Column("seats", COUNT),
    ),
    edges=(Edge("AT", "base_id"), Edge("FOR", "occupation")),
    rules=(PERIOD,),
    renamed={"training_session_id": "id", "level": "rank", "occupation": "occKey"},
    unstored=frozenset({"base_id"}),
)

TRAINING_SEATS: Final = Table(
    "training_seats",
    key=("training_session_id", "uscc"),
    label="FOR_STAFF_OF",
    ends=("training_session_id", "uscc"),
    columns=(
        must("training_session_id", to="training_sessions"),
        must("uscc", USCC, to="organisations"),
        must("seats", COUNT),
        Column("completed", COUNT),
    ),
    unstored=frozenset({"training_session_id", "uscc"}),
)
