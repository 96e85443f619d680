"""The closed vocabularies of the registry, as IMPORT.md and the GraphQL contract spell them.

Values are stored and published: never rename or reuse one.
"""

from __future__ import annotations

from enum import IntEnum, StrEnum


class Rank(IntEnum):
    """The eight grades as the graph stores them; the names are the published `SkillLevel`."""

    APPRENTICE = 1
    JUNIOR = 2
    INTERMEDIATE = 3
    SENIOR = 4
    TECHNICIAN = 5
    SENIOR_TECHNICIAN = 6
    SPECIAL_TECHNICIAN = 7
    CHIEF_TECHNICIAN = 8


class CertificateKind(StrEnum):
    """The four kinds of certificate that the programme wants shared (S23)."""

    SKILL_GRADE = "SKILL_GRADE"
    QUALIFICATION = "QUALIFICATION"
    SPECIAL_ABILITY = "SPECIAL_ABILITY"
    SPECIAL_TECHNICIAN = "SPECIAL_TECHNICIAN"


class CertificateStatus(StrEnum):
    """What the issuer says of a certificate today."""

    VALID = "VALID"
    SUSPENDED = "SUSPENDED"
    REVOKED = "REVOKED"


class ConsentPurpose(StrEnum):
    """What a worker may consent to; each purpose is separate (PIPL 23, 25)."""

    TALENT_SEARCH = "TALENT_SEARCH"
    CONTACT = "CONTACT"
    FLEXIBLE_MOBILITY = "FLEXIBLE_MOBILITY"


class AssignmentMode(StrEnum):
    """How a worker is lent: part-time post, service, project cooperation (S31)."""

    PART_TIME = "PART_TIME"
    SERVICE = "SERVICE"
    PROJECT = "PROJECT"


class Outcome(StrEnum):
    """Kleene's three values of a condition."""

    MET = "MET"
    UNMET = "UNMET"
    UNKNOWN = "UNKNOWN"


EDUCATION = (
    "PRIMARY",
    "JUNIOR_MIDDLE",
    "SENIOR_MIDDLE",
    "SECONDARY_VOCATIONAL",
    "JUNIOR_COLLEGE",
    "BACHELOR",
    "MASTER",
    "DOCTOR",
)
"""Education from the lowest to the highest, as IMPORT.md lists it."""

ACHIEVEMENT_SCOPES = ("ENTERPRISE", "REGION", "TRADE", "NATION")
"""Scopes of an achievement from the narrowest to the widest."""

COMPETITION_CLASSES = ("CITY", "PROVINCIAL_2", "PROVINCIAL_1", "NATIONAL_2", "NATIONAL_1", "WORLD")
"""Classes of a competition from the lowest to the highest."""

HONOUR_LEVELS = ("ENTERPRISE", "CITY", "PROVINCIAL", "NATIONAL")
"""Levels of honours and of studios from the lowest to the highest."""

PAY_MODES = ("POST_PERFORMANCE", "AGREEMENT", "PROJECT", "ANNUAL")
"""How somebody is paid: by post and performance, by agreement, by project, by the year (S29)."""

ALLOWANCES = (
    "SKILL",
    "MENTOR",
    "SPECIAL",
    "NIGHT",
    "ENVIRONMENT",
    "TEAM_LEADER",
    "SCHOLARSHIP",
)
"""What an employer grants beside the pay; SCHOLARSHIP is for apprentices (S14, S28)."""

ALLOWANCE_TERMS = ("MONTH", "ONCE")
"""How often an allowance is paid."""

FUNDS = (
    "EMPLOYMENT_SUBSIDY",
    "SKILL_ACCOUNT",
    "UNEMPLOYMENT_INSURANCE",
    "ENTERPRISE_EDUCATION",
    "TALENT_TEAM",
)
"""The funds that are pooled for training (S26)."""

FUND_TRAININGS = ("PROJECT", "SESSION", "APPRENTICESHIP", "COURSE")
"""What a fund pays for."""

CLAIM_STATUSES = ("PENDING", "PAID", "REFUSED")
"""What became of a claim for a subsidy."""

TRAINING_PROJECT_STATUSES = ("CALLED", "SELECTED", "WITHDRAWN")
"""A training project is called for, selected for the catalogue, and taken out of it (S8)."""

CHALLENGE_STATUSES = ("OPEN", "AWARDED", "CLOSED", "CANCELLED")
"""What became of a challenge that organisations bid for (S9)."""

MECHANISMS = tuple(f"S{number}" for number in range(32))
"""The mechanisms of the programme (docs/programme.md)."""

MEASURES = (
    "CERTIFICATION_COVERAGE",
    "SENIOR_SHARE",
    "FILED_SHARE",
    "TRAINING_BASES",
    "APPRENTICES",
    "MASTER_STUDIOS",
    "LEADING_TALENTS",
)
"""What a target of the programme is measured by; shares are from 0 to 1 (S0)."""

APPRENTICE_ORIGINS = ("NEW_HIRE", "ON_POST", "TRANSFERRED")
"""Who becomes an apprentice: newly hired, on the post already, transferred to another (S11)."""

APPRENTICESHIP_STATUSES = ("RUNNING", "COMPLETED", "ENDED")
"""What became of an apprenticeship; ENDED is given up."""

TEAM_ROLES = ("ENGINEER", "LEADING_TALENT", "MEMBER")
"""What somebody is in a team on a project (S30)."""

CLUSTER_KINDS = ("CLUSTER", "PILOT_ZONE")
"""Advanced manufacturing clusters and pilot zones of high-quality development (S1)."""

BASE_STATUSES = ("ACTIVE", "SUSPENDED", "WITHDRAWN")
"""What its authority says of a training base today (S1)."""

COOPERATION_KINDS = ("WORK_STUDY", "CO_BUILT", "ORDER_CLASS", "PLACEMENT")
"""What a school and an enterprise agree on: work-study, a co-built college, classes, posts (S3)."""

ALLIANCE_ROLES = ("LEADER", "MEMBER")
"""What somebody is in an alliance of schools and enterprises (S4)."""

RESOURCE_KINDS = ("COURSE", "TEXTBOOK", "EQUIPMENT", "SITE", "TEACHER")
"""What partners share (S3, S4)."""

DESIGNATION_KINDS = ("LEADING", "SINGLE_CHAMPION", "LITTLE_GIANT", "EXCELLENT_SCHOOL")
"""Designations of enterprises and schools, of which a training base's host needs one (S1)."""
