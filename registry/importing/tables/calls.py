"""What authorities call for: training projects, and challenges that organisations bid for."""

from __future__ import annotations

from typing import Final

from registry.importing.columns import (
    BOOLEAN,
    COUNT,
    DAY,
    DIVISION,
    LEVEL,
    OCCUPATION,
    TEXT,
    USCC,
    YUAN,
    Column,
    one_of,
)
from registry.importing.rules import AWARD, PERIOD, ordered
from registry.importing.table import Edge, Table
from registry.importing.tables.shared import DOCUMENT, EMPLOYER, TO, must
from registry.vocabulary import CHALLENGE_STATUSES, TRAINING_PROJECT_STATUSES

TRAINING_PROJECTS: Final = Table(
    "training_projects",
    key=("training_project_id",),
    label="TrainingProject",
    key_property="id",
    columns=(
        must("training_project_id"),
        must("name", TEXT),
        Column("field", TEXT),
        must("division", DIVISION, to="divisions"),
        Column("occupation", OCCUPATION, to="occupations"),
        Column("level", LEVEL),
        Column("provider", USCC, to="organisations"),
        Column("seats", COUNT),
        must("published_on", DAY),
        must("deadline", DAY),
        must("status", one_of(*TRAINING_PROJECT_STATUSES)),
        Column("status_since", DAY),
        Column("from", DAY),
        TO,
        DOCUMENT,
    ),
    edges=(
        Edge("OFFERED_IN", "division"),
        Edge("FOR", "occupation"),
        Edge("PROVIDED_BY", "provider"),
    ),
    rules=(ordered("published_on", "deadline"), PERIOD),
    renamed={"training_project_id": "id", "occupation": "occKey", "level": "rank"},
    unstored=frozenset({"provider"}),
)

CHALLENGES: Final = Table(
    "challenges",
    key=("challenge_id",),
    label="Challenge",
    key_property="id",
    columns=(
        must("challenge_id"),
        must("problem", TEXT),
        Column("field", TEXT),
        Column("budget", YUAN),
        must("published_on", DAY),
        must("deadline", DAY),
        Column("owner", USCC, to="organisations"),
        must("status", one_of(*CHALLENGE_STATUSES)),
        DOCUMENT,
    ),
    edges=(Edge("POSES", "owner", outgoing=False),),
    rules=(ordered("published_on", "deadline"),),
    renamed={"challenge_id": "id"},
    unstored=frozenset({"owner"}),
)

BIDS: Final = Table(
    "bids",
    key=("challenge_id", "uscc"),
    label="BIDS_FOR",
    ends=("uscc", "challenge_id"),
    columns=(
        EMPLOYER,
        must("challenge_id", to="challenges"),
        must("bid_on", DAY),
        Column("awarded", BOOLEAN),
        Column("awarded_on", DAY),
    ),
    rules=(ordered("bid_on", "awarded_on"), AWARD),
    unstored=frozenset({"uscc", "challenge_id"}),
)
"""An award is said of a bid, so that nobody can be awarded who did not bid."""
