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
