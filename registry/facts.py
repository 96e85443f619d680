"""What is known of one worker, as plain values: what eligibility, derived facts and score read.

The same values come from three places (one statement over the graph, the rows of an import, a
test), and the same pure functions judge them, so that a bulk load, a batch and a fresh computation
cannot disagree. Periods are closed, `end` None = open; a rank is 1..8; an empty cell of an import
is None = unknown, never "no". Tuples are in no particular order unless said.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from registry.dates import in_force


@dataclass(frozen=True, slots=True)
class CertificateFact:
    """A certificate. `occupation` is an `edition:code` key."""

    key: str
    kind: str
    number: str
    rank: int | None
    occupation: str | None
    work_type: str | None
    issued_on: date
    status: str
    status_since: date | None

    def counts_on(self, day: date) -> bool:
        """Say whether it was issued by `day` and is VALID on it (MEANINGS.md, "Time")."""
        if self.issued_on > day:
            return False
        return self.status == "VALID" or (self.status_since is not None and self.status_since > day)


@dataclass(frozen=True, slots=True)
class FilingFact:
    """A filing of an employer: its period, status and the occupations of its scope."""

    filing_no: str
    start: date
    end: date
    status: str
    status_since: date | None
    occupations: frozenset[str]

    def is_active_on(self, day: date) -> bool:
        """Say whether it is in its period and ACTIVE; a status without a day held always."""
        if not in_force(self.start, self.end, day):
            return False
        return self.status == "ACTIVE" or (
            self.status_since is not None and self.status_since > day
        )


@dataclass(frozen=True, slots=True)
class EmploymentFact:
    """A job, where the employer is (`division`: its own six digits), what it is filed for."""

    uscc: str
    start: date
    end: date | None
    key_post: bool | None
    front_line: bool | None
    division: str | None
    province: str | None
    city: str | None
    industry: str | None
    filings: tuple[FilingFact, ...] = ()


@dataclass(frozen=True, slots=True)
class AppointmentFact:
    """An appointment to a post of grade `rank`."""

    id: str
    rank: int
    start: date
    end: date | None
    fields: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class HonourFact:
    """An honour received; where only the year is known `on` is its 1 January."""

    key: str
    honour: str
    name: str
    level: str
    on: date


@dataclass(frozen=True, slots=True)
class CompetitionFact:
    """A place in a contest; `on` is 1 January of its year."""

    key: str
    class_: str
    rank: int
    on: date


@dataclass(frozen=True, slots=True)
class AchievementFact:
    """A recorded achievement."""

    id: str
    kind: str
    title: str
    scope: str | None
    on: date | None
    key_field: str | None


@dataclass(frozen=True, slots=True)
class MenteeFact:
    """A mentorship by this worker, with all certificates the mentee held, of every status."""

    mentee: str
    start: date
    end: date | None
    certificates: tuple[CertificateFact, ...]


@dataclass(frozen=True, slots=True)
class StudioFact:
    """A studio that this worker leads."""

    id: str
    level: str
    approved_on: date | None


@dataclass(frozen=True, slots=True)
class StatementFact:
    """An authorised body's word on a condition that no fact decides."""

    key: str
    code: str
    holds: bool
    start: date
    end: date | None


@dataclass(frozen=True, slots=True)
class MisconductFact:
    """A recorded misconduct."""

    key: str
    kind: str
    start: date
    end: date | None


@dataclass(frozen=True, slots=True)
class ConsentFact:
    """A consent; `grantee` None is for everybody."""

    purpose: str
    start: date
    end: date | None
    grantee: str | None


@dataclass(frozen=True, slots=True)
class WorkerFacts:
    """Everything that eligibility, the candidacy and the score of one worker rest on."""

    id: str
    status: str = "ACTIVE"
    birth_date: date | None = None
    education: str | None = None
    certificates: tuple[CertificateFact, ...] = ()
    employments: tuple[EmploymentFact, ...] = ()
    appointments: tuple[AppointmentFact, ...] = ()
    honours: tuple[HonourFact, ...] = ()
    competitions: tuple[CompetitionFact, ...] = ()
    achievements: tuple[AchievementFact, ...] = ()
    mentees: tuple[MenteeFact, ...] = ()
    studios: tuple[StudioFact, ...] = ()
    statements: tuple[StatementFact, ...] = ()
    misconduct: tuple[MisconductFact, ...] = ()
    consents: tuple[ConsentFact, ...] = ()
    project_fields: tuple[str, ...] = field(default=())
    """Key fields of the projects of the teams they belong to."""
