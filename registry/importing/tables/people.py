"""Workers, and what is recorded of them beside certificates."""

from __future__ import annotations

from typing import Final

from registry.importing.columns import (
    BOOLEAN,
    DAY,
    IDENTITY,
    KEY,
    OCCUPATION,
    TEXT,
    USCC,
    YUAN,
    Column,
    integer,
    one_of,
)
from registry.importing.rules import GRANTEE, PERIOD, SAME_PERSON, TWO_PEOPLE
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
from registry.masking import mask_all, mask_day, mask_id_number, mask_name
from registry.vocabulary import EDUCATION, AssignmentMode, ConsentPurpose

WORKERS: Final = Table(
    "workers",
    key=("worker_id",),
    label="Worker",
    key_property="id",
    columns=(
        must("worker_id"),
        Column("name", TEXT, required=True, mask=mask_name),
        Column("id_number", IDENTITY, mask=mask_id_number),
        Column("gender", one_of("M", "F"), mask=mask_all),
        Column("birth_date", DAY, mask=mask_day),
        Column("education", one_of(*EDUCATION), mask=mask_all),
        Column("status", one_of("ACTIVE", "RETIRED", "DECEASED"), empty_means="ACTIVE"),
    ),
    rules=(SAME_PERSON,),
    renamed={"worker_id": "id"},
    unstored=frozenset({"id_number"}),
)

EMPLOYMENTS: Final = Table(
    "employments",
    key=("worker_id", "uscc", "from"),
    label="EMPLOYED",
    ends=("worker_id", "uscc"),
    columns=(
        WORKER,
        EMPLOYER,
        FROM,
        TO,
        Column("post", TEXT),
        Column("key_post", BOOLEAN),
        Column("front_line", BOOLEAN),
    ),
    rules=(PERIOD,),
    unstored=frozenset({"worker_id", "uscc"}),
)

MENTORSHIPS: Final = Table(
    "mentorships",
    key=("mentor", "mentee", "from"),
    label="MENTORS",
    ends=("mentor", "mentee"),
    columns=(
        must("mentor", to="workers"),
        must("mentee", to="workers"),
        must("kind", one_of("MASTER", "ENTERPRISE", "SCHOOL")),
        FROM,
        TO,
        Column("agreement_no", TEXT),
    ),
    rules=(TWO_PEOPLE, PERIOD),
    unstored=frozenset({"mentor", "mentee"}),
)

STUDIOS: Final = Table(
    "studios",
    key=("studio_id",),
    label="MasterStudio",
    key_property="id",
    columns=(
        must("studio_id"),
        must("name", TEXT),
        HONOUR_LEVEL,
        must("leader", to="workers"),
        Column("host", USCC, to="organisations"),
        Column("approved_on", DAY),
        Column("occupation", OCCUPATION, to="occupations"),
        Column("fund", YUAN),
    ),
    edges=(Edge("LEADS", "leader", outgoing=False), Edge("HOSTED_BY", "host")),
    renamed={"studio_id": "id", "occupation": "occKey"},
    unstored=frozenset({"leader", "host"}),
)

STUDIO_MEMBERS: Final = Table(
    "studio_members",
    key=("studio_id", "worker_id", "from"),
    label="MEMBER_OF",
    ends=("worker_id", "studio_id"),
    columns=(must("studio_id", to="studios"), WORKER, FROM, TO),
    rules=(PERIOD,),
    unstored=frozenset({"worker_id", "studio_id"}),
)

STUDIO_ACHIEVEMENTS: Final = Table(
    "studio_achievements",
    key=("studio_id", "achievement_id"),
    label="PRODUCED",
    ends=("studio_id", "achievement_id"),
    columns=(must("studio_id", to="studios"), must("achievement_id", to="achievements")),
    unstored=frozenset({"studio_id", "achievement_id"}),
)

STATEMENTS: Final = Table(
    "statements",
    key=("worker_id", "code", "from"),
    label="Statement",
    columns=(
        WORKER,
        must("code"),
        must("holds", BOOLEAN),
        FROM,
        TO,
        Column("body", TEXT),
        DOCUMENT,
    ),
    edges=(Edge("ATTESTED", "worker_id", outgoing=False),),
    rules=(PERIOD,),
    unstored=frozenset({"worker_id"}),
)

MISCONDUCT: Final = Table(
    "misconduct",
    key=("worker_id", "kind", "from"),
    label="Misconduct",
    columns=(
        WORKER,
        must("kind", one_of("SAFETY", "QUALITY", "FRAUD", "DISCIPLINE")),
        FROM,
        TO,
        DOCUMENT,
    ),
    edges=(Edge("CHARGED", "worker_id", outgoing=False),),
    rules=(PERIOD,),
    unstored=frozenset({"worker_id"}),
)

TEAM_MEMBERS: Final = Table(
    "team_members",
    key=("team_id", "worker_id", "from"),
    label="MEMBER_OF",
    ends=("worker_id", "team_id"),
    columns=(
        must("team_id", to="teams"),
        WORKER,
        must("role", one_of("ENGINEER", "LEADING_TALENT", "MEMBER")),
        FROM,
        TO,
    ),
    rules=(PERIOD,),
    unstored=frozenset({"worker_id", "team_id"}),
)

ASSIGNMENTS: Final = Table(
    "assignments",
    key=("assignment_id",),
    label="FlexibleAssignment",
    key_property="id",
    columns=(
        must("assignment_id"),
        WORKER,
        must("home", USCC, to="organisations"),
        must("host", USCC, to="organisations"),
        must("mode", one_of(*AssignmentMode)),
        FROM,
        TO,
        must("duty_percent", integer(0, 100)),
        Column("project_id", KEY, to="projects"),
        Column("purpose", TEXT),
        Column("home_consent_no", TEXT),
        Column("worker_consent", BOOLEAN),
        must("status", one_of("PLANNED", "ACTIVE", "ENDED", "CANCELLED")),
    ),
    edges=(
        Edge("ASSIGNED", "worker_id", outgoing=False),
        Edge("FROM", "home"),
        Edge("TO", "host"),
        Edge("ON", "project_id"),
    ),
    rules=(PERIOD,),
    renamed={"assignment_id": "id"},
    unstored=frozenset({"worker_id", "home", "host", "project_id"}),
)

CONSENTS: Final = Table(
    "consents",
    key=("worker_id", "purpose", "from", "grantee"),
    label="Consent",
    columns=(
        WORKER,
        must("purpose", one_of(*ConsentPurpose)),
        FROM,
        TO,
        Column("grantee", USCC, to="organisations"),
    ),
    edges=(Edge("GAVE", "worker_id", outgoing=False),),
    rules=(PERIOD, GRANTEE),
    unstored=frozenset({"worker_id"}),
)
