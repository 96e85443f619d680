"""The files of IMPORT.md, in the order of work: whatever a row points at comes before it.

Only occupations point into their own file. Names of files and columns are fixed from outside: add,
never rename or drop.
"""

from __future__ import annotations

from typing import Final

from registry.importing.columns import (
    BOOLEAN,
    CODE,
    COUNT,
    DAY,
    DIVISION,
    EDITION,
    IDENTITY,
    INDUSTRY,
    KEY,
    LEVEL,
    LEVELS,
    LIST,
    MOMENT,
    OCCUPATION,
    OCCUPATIONS,
    OPEN,
    PREFIX,
    SCORE,
    TEXT,
    USCC,
    YEAR,
    Column,
    Kind,
    integer,
    one_of,
)
from registry.importing.rules import GRANTEE, PERIOD, SAME_PERSON, TWO_PEOPLE
from registry.importing.table import Edge, Table
from registry.masking import mask_all, mask_day, mask_id_number, mask_name
from registry.vocabulary import (
    ACHIEVEMENT_SCOPES,
    COMPETITION_CLASSES,
    EDUCATION,
    HONOUR_LEVELS,
    AssignmentMode,
    CertificateKind,
    CertificateStatus,
    ConsentPurpose,
)


def _must(name: str, kind: Kind = KEY, to: str | None = None) -> Column:
    return Column(name, kind, required=True, to=to)


FROM: Final = _must("from", DAY)
TO: Final = Column("to", DAY, empty_means=OPEN)
WORKER: Final = _must("worker_id", to="workers")
EMPLOYER: Final = _must("uscc", USCC, to="organisations")
DOCUMENT: Final = Column("document_no", TEXT)
HONOUR_LEVEL: Final = _must("level", one_of(*reversed(HONOUR_LEVELS)))

OCCUPATIONS_TABLE: Final = Table(
    "occupations",
    key=("edition", "code"),
    label="Occupation",
    separator=":",
    columns=(
        _must("edition", EDITION),
        _must("code", CODE),
        _must("name", TEXT),
        Column("supersedes", OCCUPATIONS, to="occupations"),
    ),
    edges=(Edge("SUPERSEDES", "supersedes"),),
    unstored=frozenset({"supersedes"}),
)

HONOUR_TYPES: Final = Table(
    "honour_types",
    key=("id",),
    label="HonourType",
    key_property="id",
    columns=(_must("id"), _must("name", TEXT), HONOUR_LEVEL, Column("quota", COUNT)),
)

COMPETITIONS: Final = Table(
    "competitions",
    key=("competition_id",),
    label="Competition",
    key_property="id",
    columns=(
        _must("competition_id"),
        _must("name", TEXT),
        _must("class", one_of(*reversed(COMPETITION_CLASSES))),
        _must("year", YEAR),
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
        _must("event_id"),
        _must("competition_id", to="competitions"),
        _must("name", TEXT),
        Column("occupation", OCCUPATION, to="occupations"),
    ),
    edges=(Edge("OF", "competition_id"), Edge("FOR", "occupation")),
    renamed={"event_id": "id", "occupation": "occKey"},
    unstored=frozenset({"competition_id"}),
)

PROJECTS: Final = Table(
    "projects",
    key=("project_id",),
    label="Project",
    key_property="id",
    columns=(
        _must("project_id"),
        _must("name", TEXT),
        Column("key_field", TEXT),
        Column("owner", TEXT),
        Column("from", DAY),
        TO,
    ),
    rules=(PERIOD,),
    renamed={"project_id": "id"},
)

TEAMS: Final = Table(
    "teams",
    key=("team_id",),
    label="Team",
    key_property="id",
    columns=(_must("team_id"), _must("project_id", to="projects"), _must("name", TEXT)),
    edges=(Edge("WORKS_ON", "project_id"),),
    renamed={"team_id": "id"},
    unstored=frozenset({"project_id"}),
)

ORGANISATIONS: Final = Table(
    "organisations",
    key=("uscc",),
    label="Organisation",
    key_property="uscc",
    columns=(
        _must("uscc", USCC),
        _must("name", TEXT),
        _must("kind", one_of("ENTERPRISE", "SCHOOL", "SOCIAL_EVALUATOR")),
        _must("division", DIVISION, to="divisions"),
        Column("industry", INDUSTRY, to="industries"),
        Column("scale_above", BOOLEAN),
        Column("ownership", one_of("SOE_CENTRAL", "SOE_LOCAL", "PRIVATE", "FOREIGN")),
        Column("posts_total", COUNT),
        Column("apprentice_posts", COUNT),
        Column("staff_total", COUNT),
    ),
    edges=(Edge("LOCATED_IN", "division"), Edge("IN_INDUSTRY", "industry")),
)

DESIGNATIONS: Final = Table(
    "designations",
    key=("uscc", "kind", "from"),
    label="Designation",
    columns=(
        EMPLOYER,
        _must("kind", one_of("LEADING", "SINGLE_CHAMPION", "LITTLE_GIANT", "EXCELLENT_SCHOOL")),
        FROM,
        TO,
        DOCUMENT,
    ),
    edges=(Edge("DESIGNATED", "uscc", outgoing=False),),
    rules=(PERIOD,),
    unstored=frozenset({"uscc"}),
)

SUPPLIES: Final = Table(
    "supplies",
    key=("supplier", "customer", "product"),
    label="SUPPLIES",
    ends=("supplier", "customer"),
    columns=(
        _must("supplier", USCC, to="organisations"),
        _must("customer", USCC, to="organisations"),
        Column("product", KEY),
    ),
    unstored=frozenset({"supplier", "customer"}),
)

FILINGS: Final = Table(
    "filings",
    key=("filing_no",),
    label="EvaluationFiling",
    key_property="filingNo",
    columns=(
        _must("filing_no"),
        EMPLOYER,
        _must("kind", one_of("EMPLOYER", "SOCIAL")),
        Column("body_level", one_of("MINISTRY", "PROVINCE", "CITY")),
        _must("issuer_prefix", PREFIX),
        FROM,
        _must("to", DAY),
        _must("status", one_of("ACTIVE", "SUSPENDED", "WITHDRAWN")),
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
        _must("filing_no", to="filings"),
        _must("occupation", OCCUPATION, to="occupations"),
        _must("levels", LEVELS),
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
        _must("gzb_no"),
        _must("occupation", OCCUPATION, to="occupations"),
        _must("year", YEAR),
        _must("levels", LEVELS),
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
        _must("plan_id"),
        _must("filing_no", to="filings"),
        _must("occupation", OCCUPATION, to="occupations"),
        _must("level", LEVEL),
        _must("planned_for", DAY),
        _must("filed_at", MOMENT),
        _must("seats", COUNT),
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
        _must("session_id"),
        _must("plan_id", to="plans"),
        _must("held_on", DAY),
        Column("assessors", LIST),
    ),
    edges=(Edge("OF", "plan_id"),),
    unstored=frozenset({"plan_id"}),
)

WORKERS: Final = Table(
    "workers",
    key=("worker_id",),
    label="Worker",
    key_property="id",
    columns=(
        _must("worker_id"),
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

RESULTS: Final = Table(
    "results",
    key=("result_id",),
    label="AssessmentResult",
    key_property="resultId",
    columns=(
        _must("result_id"),
        _must("session_id", to="sessions"),
        WORKER,
        Column("theory", SCORE, mask=mask_all),
        Column("practical", SCORE, mask=mask_all),
        _must("passed", BOOLEAN),
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
        _must("number"),
        _must("kind", one_of(*CertificateKind)),
        WORKER,
        Column("occupation", OCCUPATION, to="occupations"),
        Column("work_type", TEXT),
        Column("level", LEVEL),
        _must("issued_on", DAY),
        _must("registered_at", MOMENT),
        Column("filing_no", KEY, to="filings"),
        Column("result_id", KEY, to="results"),
        _must("status", one_of(*CertificateStatus)),
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

APPOINTMENTS: Final = Table(
    "appointments",
    key=("appointment_id",),
    label="Appointment",
    key_property="id",
    columns=(
        _must("appointment_id"),
        WORKER,
        EMPLOYER,
        _must("level", LEVEL),
        Column("post", TEXT),
        FROM,
        TO,
        Column("decision_no", TEXT),
        Column("published_on", DAY),
        Column("fields", LIST),
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
        _must("honour", to="honour_types"),
        Column("batch", KEY),
        _must("year", YEAR),
        Column("on", DAY),
        DOCUMENT,
        Column("published_url", TEXT),
    ),
    edges=(Edge("RECEIVED", "worker_id", outgoing=False), Edge("OF", "honour")),
    unstored=frozenset({"worker_id", "honour"}),
)

MENTORSHIPS: Final = Table(
    "mentorships",
    key=("mentor", "mentee", "from"),
    label="MENTORS",
    ends=("mentor", "mentee"),
    columns=(
        _must("mentor", to="workers"),
        _must("mentee", to="workers"),
        _must("kind", one_of("MASTER", "ENTERPRISE", "SCHOOL")),
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
        _must("studio_id"),
        _must("name", TEXT),
        HONOUR_LEVEL,
        _must("leader", to="workers"),
        Column("host", USCC, to="organisations"),
        Column("approved_on", DAY),
    ),
    edges=(Edge("LEADS", "leader", outgoing=False), Edge("HOSTED_BY", "host")),
    renamed={"studio_id": "id"},
    unstored=frozenset({"leader", "host"}),
)

STUDIO_MEMBERS: Final = Table(
    "studio_members",
    key=("studio_id", "worker_id", "from"),
    label="MEMBER_OF",
    ends=("worker_id", "studio_id"),
    columns=(_must("studio_id", to="studios"), WORKER, FROM, TO),
    rules=(PERIOD,),
    unstored=frozenset({"worker_id", "studio_id"}),
)

COMPETITION_RESULTS: Final = Table(
    "competition_results",
    key=("event_id", "worker_id"),
    label="CompetitionResult",
    columns=(
        _must("event_id", to="competition_events"),
        WORKER,
        _must("rank", integer(1, 999_999)),
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
        _must("achievement_id"),
        WORKER,
        _must(
            "kind", one_of("PRODUCT", "INNOVATION", "INVENTION", "RESEARCH", "STANDARD", "METHOD")
        ),
        _must("title", TEXT),
        Column("scope", one_of(*ACHIEVEMENT_SCOPES)),
        Column("on", DAY),
        Column("key_field", TEXT),
    ),
    edges=(Edge("ACHIEVED", "worker_id", outgoing=False),),
    renamed={"achievement_id": "id"},
    unstored=frozenset({"worker_id"}),
)

STATEMENTS: Final = Table(
    "statements",
    key=("worker_id", "code", "from"),
    label="Statement",
    columns=(
        WORKER,
        _must("code"),
        _must("holds", BOOLEAN),
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
        _must("kind", one_of("SAFETY", "QUALITY", "FRAUD", "DISCIPLINE")),
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
        _must("team_id", to="teams"),
        WORKER,
        _must("role", one_of("ENGINEER", "LEADING_TALENT", "MEMBER")),
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
        _must("assignment_id"),
        WORKER,
        _must("home", USCC, to="organisations"),
        _must("host", USCC, to="organisations"),
        _must("mode", one_of(*AssignmentMode)),
        FROM,
        TO,
        _must("duty_percent", integer(0, 100)),
        Column("project_id", KEY, to="projects"),
        Column("purpose", TEXT),
        Column("home_consent_no", TEXT),
        Column("worker_consent", BOOLEAN),
        _must("status", one_of("PLANNED", "ACTIVE", "ENDED", "CANCELLED")),
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
        _must("purpose", one_of(*ConsentPurpose)),
        FROM,
        TO,
        Column("grantee", USCC, to="organisations"),
    ),
    edges=(Edge("GAVE", "worker_id", outgoing=False),),
    rules=(PERIOD, GRANTEE),
    unstored=frozenset({"worker_id"}),
)

TABLES: Final = (
    OCCUPATIONS_TABLE, HONOUR_TYPES, COMPETITIONS, COMPETITION_EVENTS, PROJECTS, TEAMS,
    ORGANISATIONS, DESIGNATIONS, SUPPLIES, FILINGS, FILING_SCOPES, STANDARDS, PLANS, SESSIONS,
    WORKERS, RESULTS, MENTORSHIPS, CERTIFICATES, EMPLOYMENTS, APPOINTMENTS, HONOURS, STUDIOS,
    STUDIO_MEMBERS, COMPETITION_RESULTS, ACHIEVEMENTS, STATEMENTS, MISCONDUCT, TEAM_MEMBERS,
    ASSIGNMENTS, CONSENTS,
)  # fmt: skip
"""Every table, in the order of work."""
