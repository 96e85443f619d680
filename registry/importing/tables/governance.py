"""What the programme aims at, what was counted, and who is responsible for what."""

from __future__ import annotations

from typing import Final

from registry.importing.columns import (
    DAY,
    DIVISION,
    INDUSTRY,
    KEYS,
    SCORE,
    TEXT,
    Column,
    one_of,
)
from registry.importing.rules import PERIOD
from registry.importing.table import Edge, Table
from registry.importing.tables.shared import DOCUMENT, FROM, TO, must
from registry.vocabulary import MEASURES, MECHANISMS

_DIVISION: Final = Column("division", DIVISION, to="divisions")
_INDUSTRY: Final = Column("industry", INDUSTRY, to="industries")
_SOURCE: Final = Column("source", TEXT)

POLICY_DOCUMENTS: Final = Table(
    "policy_documents",
    key=("document_id",),
    label="PolicyDocument",
    key_property="id",
    columns=(
        must("document_id"),
        must("title", TEXT),
        DOCUMENT,
        Column("issued_by", TEXT),
        _DIVISION,
        FROM,
        TO,
        _SOURCE,
    ),
    rules=(PERIOD,),
    renamed={"document_id": "id"},
)

TARGETS: Final = Table(
    "targets",
    key=("target_id",),
    label="Target",
    key_property="id",
    columns=(
        must("target_id"),
        must("document", to="policy_documents"),
        must("measure", one_of(*MEASURES)),
        _DIVISION,
        _INDUSTRY,
        FROM,
        must("to", DAY),
        must("value", SCORE),
        _SOURCE,
    ),
    edges=(Edge("SET_BY", "document"),),
    rules=(PERIOD,),
    renamed={"target_id": "id"},
    unstored=frozenset({"document"}),
)

STATISTICS: Final = Table(
    "statistics",
    key=("measure", "division", "industry", "on"),
    label="StatSnapshot",
    columns=(
        must("measure", one_of(*MEASURES)),
        _DIVISION,
        _INDUSTRY,
        must("on", DAY),
        must("value", SCORE),
        _SOURCE,
    ),
)

GOVERNMENT_BODIES: Final = Table(
    "government_bodies",
    key=("body_id",),
    label="GovernmentBody",
    key_property="id",
    columns=(
        must("body_id"),
        must("name", TEXT),
        must("kind", one_of("HRSS", "MIIT", "SASAC", "FINANCE", "UNION")),
        _DIVISION,
    ),
    renamed={"body_id": "id"},
)

DUTIES: Final = Table(
    "duties",
    key=("body", "mechanism", "division", "from"),
    label="Duty",
    columns=(
        must("body", to="government_bodies"),
        must("mechanism", one_of(*MECHANISMS)),
        _DIVISION,
        must("role", one_of("LEAD", "SUPPORT")),
        FROM,
        TO,
        DOCUMENT,
    ),
    edges=(Edge("RESPONSIBLE_FOR", "body", outgoing=False),),
    rules=(PERIOD,),
    unstored=frozenset({"body"}),
)

JOINT_MECHANISMS: Final = Table(
    "joint_mechanisms",
    key=("mechanism_id",),
    label="JointMechanism",
    key_property="id",
    columns=(
        must("mechanism_id"),
        must("name", TEXT),
        _DIVISION,
        Column("members", KEYS, required=True, to="government_bodies"),
        FROM,
        TO,
        DOCUMENT,
    ),
    edges=(Edge("JOINS", "members", outgoing=False),),
    rules=(PERIOD,),
    renamed={"mechanism_id": "id"},
    unstored=frozenset({"members"}),
)
