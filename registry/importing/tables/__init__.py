"""The files of IMPORT.md, in the order of work: whatever a row points at comes before it.

Only occupations point into their own file. Names of files and columns are fixed from outside: add,
never rename or drop.
"""

from __future__ import annotations

from typing import Final

from registry.importing.tables.assessment import (
    CERTIFICATES,
    FILING_SCOPES,
    FILINGS,
    OCCUPATIONS_TABLE,
    PLANS,
    RESULTS,
    SESSIONS,
    STANDARDS,
)
from registry.importing.tables.merits import (
    ACHIEVEMENTS,
    APPOINTMENTS,
    COMPETITION_EVENTS,
    COMPETITION_RESULTS,
    COMPETITIONS,
    HONOUR_TYPES,
    HONOURS,
)
from registry.importing.tables.organisations import (
    DESIGNATIONS,
    ORGANISATIONS,
    PROJECTS,
    SUPPLIES,
    TEAMS,
)
from registry.importing.tables.people import (
    ASSIGNMENTS,
    CONSENTS,
    EMPLOYMENTS,
    MENTORSHIPS,
    MISCONDUCT,
    STATEMENTS,
    STUDIO_MEMBERS,
    STUDIOS,
    TEAM_MEMBERS,
    WORKERS,
)

__all__ = [
    "ACHIEVEMENTS",
    "APPOINTMENTS",
    "ASSIGNMENTS",
    "CERTIFICATES",
    "COMPETITIONS",
    "COMPETITION_EVENTS",
    "COMPETITION_RESULTS",
    "CONSENTS",
    "DESIGNATIONS",
    "EMPLOYMENTS",
    "FILINGS",
    "FILING_SCOPES",
    "HONOURS",
    "HONOUR_TYPES",
    "MENTORSHIPS",
    "MISCONDUCT",
    "OCCUPATIONS_TABLE",
    "ORGANISATIONS",
    "PLANS",
    "PROJECTS",
    "RESULTS",
    "SESSIONS",
    "STANDARDS",
    "STATEMENTS",
    "STUDIOS",
    "STUDIO_MEMBERS",
    "SUPPLIES",
    "TABLES",
    "TEAMS",
    "TEAM_MEMBERS",
    "WORKERS",
]

TABLES: Final = (
    OCCUPATIONS_TABLE, HONOUR_TYPES, COMPETITIONS, COMPETITION_EVENTS, PROJECTS, TEAMS,
    ORGANISATIONS, DESIGNATIONS, SUPPLIES, FILINGS, FILING_SCOPES, STANDARDS, PLANS, SESSIONS,
    WORKERS, RESULTS, MENTORSHIPS, CERTIFICATES, EMPLOYMENTS, APPOINTMENTS, HONOURS, STUDIOS,
    STUDIO_MEMBERS, COMPETITION_RESULTS, ACHIEVEMENTS, STATEMENTS, MISCONDUCT, TEAM_MEMBERS,
    ASSIGNMENTS, CONSENTS,
)  # fmt: skip
"""Every table, in the order of work."""
