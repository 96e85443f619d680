"""Schools and enterprises together: agreements, alliances, and what they share."""

from __future__ import annotations

from typing import Final

from registry.importing.columns import DAY, INDUSTRY, KEY, KEYS, TEXT, USCC, Column, one_of
from registry.importing.rules import PERIOD, different
from registry.importing.table import Edge, Table
from registry.importing.tables.shared import DOCUMENT, FROM, TO, must
from registry.vocabulary import ALLIANCE_ROLES, COOPERATION_KINDS, RESOURCE_KINDS

COOPERATION_AGREEMENTS: Final = Table(
    "cooperation_agreements",
    key=("agreement_no",),
    label="CooperationAgreement",
    key_property="id",
    columns=(
        must("agreement_no"),
        must("school", USCC, to="organisations"),
        must("enterprise", USCC, to="organisations"),
        Column("kind", one_of(*COOPERATION_KINDS)),
        FROM,
        TO,
        Column("majors", KEYS, to="majors"),
        DOCUMENT,
    ),
    edges=(
        Edge("PARTNERS_WITH", "school", outgoing=False),
        Edge("WITH", "enterprise"),
        Edge("FOR", "majors"),
    ),
    rules=(PERIOD, different("school", "enterprise")),
    renamed={"agreement_no": "id"},
    unstored=frozenset({"school", "enterprise", "majors"}),
)

ALLIANCES: Final = Table(
    "alliances",
    key=("alliance_id",),
    label="EducationAlliance",
    key_property="id",
    columns=(
        must("alliance_id"),
        must("name", TEXT),
        Column("industry", INDUSTRY, to="industries"),
        Column("from", DAY),
        TO,
        DOCUMENT,
        Column("source", TEXT),
    ),
    edges=(Edge("IN_INDUSTRY", "industry"),),
    rules=(PERIOD,),
    renamed={"alliance_id": "id"},
)

ALLIANCE_MEMBERS: Final = Table(
    "alliance_members",
    key=("alliance_id", "uscc", "from"),
    label="MEMBER_OF",
    ends=("uscc", "alliance_id"),
    columns=(
        must("uscc", USCC, to="organisations"),
        must("alliance_id", to="alliances"),
        must("role", one_of(*ALLIANCE_ROLES)),
        FROM,
        TO,
    ),
    rules=(PERIOD,),
    unstored=frozenset({"alliance_id", "uscc"}),
)

SHARED_RESOURCES: Final = Table(
    "shared_resources",
    key=("resource_id",),
    label="SharedResource",
    key_property="id",
    columns=(
        must("resource_id"),
        must("name", TEXT),
        must("kind", one_of(*RESOURCE_KINDS)),
        Column("provider", USCC, to="organisations"),
        Column("alliance_id", KEY, to="alliances"),
        Column("agreement_no", KEY, to="cooperation_agreements"),
        FROM,
        TO,
    ),
    edges=(
        Edge("PROVIDES", "provider", outgoing=False),
        Edge("SHARED_IN", "alliance_id"),
        Edge("SHARED_UNDER", "agreement_no"),
    ),
    rules=(PERIOD,),
    renamed={"resource_id": "id"},
    unstored=frozenset({"provider", "alliance_id", "agreement_no"}),
)
