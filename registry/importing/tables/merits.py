"""What somebody has done well: appointments, honours, contests, achievements."""

from __future__ import annotations

from typing import Final

from registry.importing.columns import (
    COUNT,
    DAY,
    DIVISION,
    KEY,
    LEVEL,
    LIST,
    OCCUPATION,
    TEXT,
    YEAR,
    Column,
    integer,
    one_of,
)
from registry.importing.rules import PERIOD
from registry.importing.table import Edge, Table
from registry.importing.tables.shared import (
    DOCUMENT,
    EMPLOYER,
    FROM,
    HONOUR_LEVEL,
    TO,
    WORKER,
    must,
)
from registry.vocabulary import ACHIEVEMENT_SCOPES, COMPETITION_CLASSES

HONOUR_TYPES: Final = Table(
    "honour_types",
    key=("id",),
    label="HonourType",
    key_property="id",
    columns=(must("id"), must("name", TEXT), HONOUR_LEVEL, Column("quota", COUNT)),
)

COMPETITIONS: Final = Table(
    "competitions",
    key=("competition_id",),
    label="Competition",
    key_property="id",
    columns=(
        must("competition_id"),
        must("name", TEXT),
        must("class", one_of(*reversed(COMPETITION_CLASSES))),
        must("year", YEAR),
        Column("division", DIVISION, to="divisions"),
    ),
    renamed={"competition_id": "id"},
)

COMPETITION_EVENTS: Final = Table(
    "competition_events",
    key=("event_id",),
    label="CompetitionEvent",
    key_property="id",
    columns=(
        must("event_id"),
        must("competition_id", to="competitions"),
        must("name", TEXT),
        Column("occupation", OCCUPATION, to="occupations"),
        # The field that the programme names, such as 工业机器人, and how many took part.
        Column("field", TEXT),
        Column("participants", COUNT),
    ),
    edges=(Edge("OF", "competition_id"), Edge("FOR", "occupation")),
    renamed={"event_id": "id", "occupation": "occKey"},
    unstored=frozenset({"competition_id"}),
)

APPOINTMENTS: Final = Table(
    "appointments",
    key=("appointment_id",),
    label="Appointment",
    key_property="id",
    columns=(
        must("appointment_id"),
        WORKER,
        EMPLOYER,
        must("level", LEVEL),
        Column("post", TEXT),
        FROM,
        TO,
        Column("decision_no", TEXT),
        Column("published_on", DAY),
        Column("fields", LIST),
        Column("exception_reason", TEXT),
        Column("exception_document_no", TEXT),
    ),
    edges=(Edge("APPOINTED", "worker_id", outgoing=False), Edge("BY", "uscc")),
    rules=(PERIOD,),
    renamed={"appointment_id": "id", "level": "rank"},
    unstored=frozenset({"worker_id", "uscc"}),
)

HONOURS: Final = Table(
    "honours",
    key=("worker_id", "honour", "batch"),
    label="HonourAward",
    columns=(
        WORKER,
        must("honour", to="honour_types"),
        Column("batch", KEY),
        must("year", YEAR),
        Column("on", DAY),
        DOCUMENT,
        Column("published_url", TEXT),
    ),
    edges=(Edge("RECEIVED", "worker_id", outgoing=False), Edge("OF", "honour")),
    unstored=frozenset({"worker_id", "honour"}),
)

COMPETITION_RESULTS: Final = Table(
    "competition_results",
    key=("event_id", "worker_id"),
    label="CompetitionResult",
    columns=(
        must("event_id", to="competition_events"),
        WORKER,
        must("rank", integer(1, 999_999)),
        Column("medal", one_of("GOLD", "SILVER", "BRONZE", "MERIT")),
    ),
    edges=(Edge("PLACED", "worker_id", outgoing=False), Edge("IN", "event_id")),
    unstored=frozenset({"worker_id", "event_id"}),
)

ACHIEVEMENTS: Final = Table(
    "achievements",
    key=("achievement_id",),
    label="Achievement",
    key_property="id",
    columns=(
        must("achievement_id"),
        WORKER,
        must(
            "kind", one_of("PRODUCT", "INNOVATION", "INVENTION", "RESEARCH", "STANDARD", "METHOD")
        ),
        must("title", TEXT),
        Column("scope", one_of(*ACHIEVEMENT_SCOPES)),
        Column("on", DAY),
        Column("key_field", TEXT),
    ),
    edges=(Edge("ACHIEVED", "worker_id", outgoing=False),),
    renamed={"achievement_id": "id"},
    unstored=frozenset({"worker_id"}),
)
