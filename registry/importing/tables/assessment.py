"""What makes a certificate true: occupations, filings, standards, plans, sessions, results."""

from __future__ import annotations

from typing import Final

from registry.importing.columns import (
    BOOLEAN,
    CODE,
    COUNT,
    DAY,
    EDITION,
    KEY,
    LEVEL,
    LEVELS,
    LIST,
    MOMENT,
    OCCUPATION,
    OCCUPATIONS,
    PREFIX,
    SCORE,
    TEXT,
    YEAR,
    Column,
    one_of,
)
from registry.importing.rules import PERIOD
from registry.importing.table import Edge, Table
from registry.importing.tables.shared import EMPLOYER, FROM, WORKER, must
from registry.masking import mask_all
from registry.vocabulary import CertificateKind, CertificateStatus

OCCUPATIONS_TABLE: Final = Table(
    "occupations",
    key=("edition", "code"),
    label="Occupation",
    separator=":",
    columns=(
        must("edition", EDITION),
        must("code", CODE),
        must("name", TEXT),
        Column("supersedes", OCCUPATIONS, to="occupations"),
        Column("added_on", DAY),
    ),
    edges=(Edge("SUPERSEDES", "supersedes"),),
    unstored=frozenset({"supersedes"}),
)

FILINGS: Final = Table(
    "filings",
    key=("filing_no",),
    label="EvaluationFiling",
    key_property="filingNo",
    columns=(
        must("filing_no"),
        EMPLOYER,
        must("kind", one_of("EMPLOYER", "SOCIAL")),
        Column("body_level", one_of("MINISTRY", "PROVINCE", "CITY")),
        must("issuer_prefix", PREFIX),
        FROM,
        must("to", DAY),
        must("status", one_of("ACTIVE", "SUSPENDED", "WITHDRAWN")),
        Column("status_since", DAY),
    ),
    edges=(Edge("FILED_AS", "uscc", outgoing=False),),
    rules=(PERIOD,),
    unstored=frozenset({"uscc"}),
)

FILING_SCOPES: Final = Table(
    "filing_scopes",
    key=("filing_no", "occupation"),
    label="COVERS",
    ends=("filing_no", "occupation"),
    columns=(
        must("filing_no", to="filings"),
        must("occupation", OCCUPATION, to="occupations"),
        must("levels", LEVELS),
    ),
    renamed={"levels": "ranks"},
    unstored=frozenset({"filing_no", "occupation"}),
)

STANDARDS: Final = Table(
    "standards",
    key=("gzb_no",),
    label="OccupationalStandard",
    key_property="gzbNo",
    columns=(
        must("gzb_no"),
        must("occupation", OCCUPATION, to="occupations"),
        must("year", YEAR),
        must("levels", LEVELS),
    ),
    edges=(Edge("DEFINED_BY", "occupation", outgoing=False),),
    renamed={"occupation": "occKey", "levels": "ranks"},
)

PLANS: Final = Table(
    "plans",
    key=("plan_id",),
    label="AssessmentPlan",
    key_property="planId",
    columns=(
        must("plan_id"),
        must("filing_no", to="filings"),
        must("occupation", OCCUPATION, to="occupations"),
        must("level", LEVEL),
        must("planned_for", DAY),
        must("filed_at", MOMENT),
        must("seats", COUNT),
        Column("site", TEXT),
    ),
    edges=(Edge("UNDER", "filing_no"), Edge("FOR", "occupation")),
    renamed={"occupation": "occKey", "level": "rank"},
)

SESSIONS: Final = Table(
    "sessions",
    key=("session_id",),
    label="AssessmentSession",
    key_property="sessionId",
    columns=(
        must("session_id"),
        must("plan_id", to="plans"),
        must("held_on", DAY),
        Column("assessors", LIST),
    ),
    edges=(Edge("OF", "plan_id"),),
    unstored=frozenset({"plan_id"}),
)

RESULTS: Final = Table(
    "results",
    key=("result_id",),
    label="AssessmentResult",
    key_property="resultId",
    columns=(
        must("result_id"),
        must("session_id", to="sessions"),
        WORKER,
        Column("theory", SCORE, mask=mask_all),
        Column("practical", SCORE, mask=mask_all),
        must("passed", BOOLEAN),
    ),
    edges=(Edge("SAT", "worker_id", outgoing=False), Edge("IN", "session_id")),
    unstored=frozenset({"session_id", "worker_id"}),
)

CERTIFICATES: Final = Table(
    "certificates",
    key=("kind", "number"),
    label="Certificate",
    separator=":",
    columns=(
        must("number"),
        must("kind", one_of(*CertificateKind)),
        WORKER,
        Column("occupation", OCCUPATION, to="occupations"),
        Column("work_type", TEXT),
        Column("level", LEVEL),
        must("issued_on", DAY),
        must("registered_at", MOMENT),
        Column("filing_no", KEY, to="filings"),
        Column("result_id", KEY, to="results"),
        must("status", one_of(*CertificateStatus)),
        Column("status_since", DAY),
        Column("status_reason", TEXT),
        Column("decision_no", TEXT),
        Column("provider", TEXT),
    ),
    edges=(
        Edge("HOLDS", "worker_id", outgoing=False),
        Edge("FOR", "occupation"),
        Edge("ISSUED_UNDER", "filing_no"),
        Edge("RESULT_OF", "result_id"),
    ),
    renamed={"occupation": "occKey", "level": "rank"},
    unstored=frozenset({"worker_id"}),
)
