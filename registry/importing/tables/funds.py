"""Money for training: what a firm sets aside and spends, public funds, and what they paid for."""

from __future__ import annotations

from typing import Final

from registry.importing.columns import (
    BOOLEAN,
    DAY,
    DIVISION,
    KEY,
    KEYS,
    TEXT,
    USCC,
    YEAR,
    YUAN,
    Column,
    one_of,
)
from registry.importing.rules import PERIOD
from registry.importing.table import Edge, Table
from registry.importing.tables.shared import DOCUMENT, EMPLOYER, FROM, TO, must
from registry.vocabulary import FUND_TRAININGS, FUNDS

EDUCATION_FUND_YEARS: Final = Table(
    "education_fund_years",
    key=("uscc", "year"),
    label="EducationFundYear",
    columns=(
        EMPLOYER,
        must("year", YEAR),
        Column("wage_bill", YUAN),
        Column("accrued", YUAN),
        Column("spent_total", YUAN),
        Column("spent_frontline", YUAN),
        Column("high_skill_firm", BOOLEAN),
        DOCUMENT,
    ),
    edges=(Edge("BUDGETED", "uscc", outgoing=False),),
    unstored=frozenset({"uscc"}),
)

FUNDS_TABLE: Final = Table(
    "funds",
    key=("fund_id",),
    label="Fund",
    key_property="id",
    columns=(
        must("fund_id"),
        must("kind", one_of(*FUNDS)),
        must("division", DIVISION, to="divisions"),
        Column("name", TEXT),
        Column("budget", YUAN),
        FROM,
        TO,
        DOCUMENT,
    ),
    edges=(Edge("HELD_IN", "division"),),
    rules=(PERIOD,),
    renamed={"fund_id": "id"},
)

FUND_USES: Final = Table(
    "fund_uses",
    key=("use_id",),
    label="FundUse",
    key_property="id",
    columns=(
        must("use_id"),
        must("fund", one_of(*FUNDS)),
        Column("fund_id", KEY, to="funds"),
        must("division", DIVISION, to="divisions"),
        Column("uscc", USCC, to="organisations"),
        must("year", YEAR),
        Column("used_on", DAY),
        Column("amount", YUAN),
        Column("purpose", TEXT),
        # What was paid for stays a text: a session or certificate is read by another process of a
        # bulk load, and other authorities number their trainings as they like.
        Column("training", KEY),
        Column("training_kind", one_of(*FUND_TRAININGS)),
        Column("workers", KEYS, to="workers"),
        DOCUMENT,
    ),
    edges=(
        Edge("FROM_FUND", "fund_id"),
        Edge("PAID_TO", "uscc"),
        Edge("BENEFITS", "workers"),
    ),
    renamed={"use_id": "id"},
    unstored=frozenset({"fund_id", "uscc", "workers"}),
)
