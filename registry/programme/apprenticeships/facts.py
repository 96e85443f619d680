"""What is known of an apprenticeship, as plain values: what its conditions are judged by.

Periods are closed, an end of None is open; any other None is unknown. Codes of conditions are
published and permanent.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from registry.facts import CertificateFact

Job = tuple[str, date, date | None]
"""Where somebody works: credit code, first day, last day."""


class Asked(StrEnum):
    """The conditions, in the order in which they are shown."""

    ENTERPRISE_MENTOR = "ENTERPRISE_MENTOR"
    SCHOOL_MENTOR = "SCHOOL_MENTOR"
    MENTORS_EMPLOYED = "MENTORS_EMPLOYED"
    CONTRACT = "CONTRACT"
    MONTHS_AT_LEAST = "MONTHS_AT_LEAST"
    MONTHS_AT_MOST = "MONTHS_AT_MOST"
    WAGE = "WAGE"
    TARGET_LEVEL = "TARGET_LEVEL"
    ON_TIME = "ON_TIME"
    CERTIFICATE = "CERTIFICATE"


class Problem(StrEnum):
    """What is wrong with an apprenticeship: a condition that is UNMET."""

    MISSING_ENTERPRISE_MENTOR = "MISSING_ENTERPRISE_MENTOR"
    MISSING_SCHOOL_MENTOR = "MISSING_SCHOOL_MENTOR"
    MENTOR_NOT_EMPLOYED = "MENTOR_NOT_EMPLOYED"
    CONTRACT_TOO_SHORT = "CONTRACT_TOO_SHORT"
    TOO_SHORT = "TOO_SHORT"
    TOO_LONG = "TOO_LONG"
    WAGE_BELOW_MINIMUM = "WAGE_BELOW_MINIMUM"
    LEVEL_NOT_ALLOWED = "LEVEL_NOT_ALLOWED"
    OVERDUE = "OVERDUE"
    COMPLETED_WITHOUT_CERTIFICATE = "COMPLETED_WITHOUT_CERTIFICATE"


PROBLEM_OF: Final[Mapping[Asked, Problem]] = dict(zip(Asked, Problem, strict=True))
"""The problem that an UNMET condition is: both are told in the same order."""


@dataclass(frozen=True, slots=True)
class Mentor:
    """Who teaches, with every job on record."""

    id: str
    jobs: tuple[Job, ...] = ()


@dataclass(frozen=True, slots=True)
class Apprenticeship:
    """One apprenticeship. `place` holds the divisions of the enterprise, the nearest first.

    `wage` is in yuan a month. `certificates` are all of the apprentice's; `kin` says which
    occupation supersedes which around the one that is taught.
    """

    id: str
    enterprise: str
    place: tuple[str, ...]
    start: date
    status: str
    end: date | None = None
    completed_on: date | None = None
    school: str | None = None
    occupation: str | None = None
    rank: int | None = None
    contract_start: date | None = None
    contract_end: date | None = None
    wage: float | None = None
    enterprise_mentors: tuple[Mentor, ...] = ()
    school_mentors: tuple[Mentor, ...] = ()
    certificates: tuple[CertificateFact, ...] = ()
    kin: tuple[tuple[str, str], ...] = ()

    @property
    def last_day(self) -> date | None:
        """The day on which it was completed, else the agreed last day."""
        return self.completed_on or self.end

    def day_of_interest(self, today: date) -> date:
        """Return today, or the day nearest to it on which the apprenticeship goes on."""
        last = self.last_day
        return max(self.start, today if last is None else min(today, last))
