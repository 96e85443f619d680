"""Who shares data with the registry, what was sent when, and who is an engineer by title."""

from __future__ import annotations

from typing import Final

from registry.importing.columns import (
    COUNT,
    DIVISION,
    KEY,
    MOMENT,
    OCCUPATION,
    TEXT,
    USCC,
    Column,
    one_of,
)
from registry.importing.rules import PERIOD
from registry.importing.table import Edge, Table
from registry.importing.tables.shared import DOCUMENT, FROM, TO, WORKER, must

PROVIDERS: Final = Table(
    "providers",
    key=("provider_id",),
    label="DataProvider",
    key_property="id",
    columns=(
        must("provider_id"),
        must("name", TEXT),
        must("kind", one_of("PROVINCE", "CITY", "MINISTRY", "ISSUER", "EXCHANGE")),
        Column("division", DIVISION, to="divisions"),
        Column("uscc", USCC, to="organisations"),
        FROM,
        TO,
        DOCUMENT,
    ),
    edges=(Edge("RUN_BY", "uscc"),),
    rules=(PERIOD,),
    renamed={"provider_id": "id"},
    unstored=frozenset({"uscc"}),
)

SYNC_BATCHES: Final = Table(
    "sync_batches",
    key=("batch_id",),
    label="SyncBatch",
    key_property="id",
    columns=(
        must("batch_id"),
        must("provider", KEY, to="providers"),
        must("received_at", MOMENT),
        Column("rows", COUNT),
    ),
    edges=(Edge("SENT_BY", "provider"),),
    renamed={"batch_id": "id"},
    unstored=frozenset({"provider"}),
)

PROFESSIONAL_TITLES: Final = Table(
    "professional_titles",
    key=("worker_id", "occupation", "from"),
    label="ProfessionalTitle",
    columns=(
        WORKER,
        must("occupation", OCCUPATION, to="occupations"),
        must("title", one_of("ASSISTANT", "INTERMEDIATE", "ASSOCIATE_SENIOR", "SENIOR")),
        FROM,
        TO,
        DOCUMENT,
    ),
    edges=(Edge("TITLED", "worker_id", outgoing=False), Edge("FOR", "occupation")),
    rules=(PERIOD,),
    renamed={"occupation": "occKey"},
    unstored=frozenset({"worker_id"}),
)
