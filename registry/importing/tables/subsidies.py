"""What training is paid for: catalogues of subsidised trades, and what people claimed."""

from __future__ import annotations

from typing import Final

from registry.importing.columns import (
    BOOLEAN,
    DAY,
    DIVISION,
    KEY,
    LEVEL,
    OCCUPATION,
    TEXT,
    YEAR,
    YUAN,
    Column,
    integer,
    one_of,
)
from registry.importing.table import Edge, Table
from registry.importing.tables.shared import DOCUMENT, WORKER, must
from registry.vocabulary import CLAIM_STATUSES, FUNDS

SUBSIDY_CATALOGUES: Final = Table(
    "subsidy_catalogues",
    key=("catalogue_id",),
    label="SubsidyCatalogue",
    key_property="id",
    columns=(
        must("catalogue_id"),
        must("division", DIVISION, to="divisions"),
        must("year", YEAR),
        Column("version", integer(1, 999)),
        Column("published_on", DAY),
        DOCUMENT,
        Column("supplements", BOOLEAN),
    ),
    renamed={"catalogue_id": "id"},
)
"""`supplements`: 1 if it adds to the catalogue of the division above, 0 if it stands alone."""

SUBSIDY_ITEMS: Final = Table(
    "subsidy_items",
    key=("catalogue_id", "occupation", "level"),
    label="SubsidyItem",
    columns=(
        must("catalogue_id", to="subsidy_catalogues"),
        must("occupation", OCCUPATION, to="occupations"),
        must("level", LEVEL),
        Column("base_rate", YUAN),
        Column("urgent", BOOLEAN),
        Column("field", TEXT),
    ),
    edges=(Edge("IN", "catalogue_id"), Edge("FOR", "occupation")),
    renamed={"occupation": "occKey", "level": "rank"},
    unstored=frozenset({"catalogue_id"}),
)

SUBSIDY_CLAIMS: Final = Table(
    "subsidy_claims",
    key=("claim_id",),
    label="SubsidyClaim",
    key_property="id",
    columns=(
        must("claim_id"),
        WORKER,
        Column("occupation", OCCUPATION, to="occupations"),
        Column("level", LEVEL),
        Column("certificate", KEY),
        Column("division", DIVISION, to="divisions"),
        Column("fund", one_of(*FUNDS)),
        must("claimed_on", DAY),
        Column("amount", YUAN),
        must("status", one_of(*CLAIM_STATUSES)),
    ),
    edges=(Edge("CLAIMED", "worker_id", outgoing=False), Edge("FOR", "occupation")),
    renamed={"claim_id": "id", "occupation": "occKey", "level": "rank"},
    unstored=frozenset({"worker_id"}),
)
"""`certificate` is a number as the claim gives it: it need not be that of a known certificate."""
