"""What the rules about teaching look at: a package with its review, and a plan with its package."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from registry.dates import in_force


@dataclass(frozen=True, slots=True)
class Term:
    """A closed period; `end` None is open."""

    start: date
    end: date | None

    def __contains__(self, day: date) -> bool:
        """Say whether a day lies in it."""
        return in_force(self.start, self.end, day)

    def covers(self, other: Term) -> bool:
        """Say whether every day of another period lies in it."""
        if other.start < self.start:
            return False
        return self.end is None or (other.end is not None and other.end <= self.end)

    def __str__(self) -> str:
        """Return both days, the open end as nothing."""
        return f"{self.start}/{self.end or ''}"


@dataclass(frozen=True, slots=True)
class Package:
    """A training package; `committee` None: no review by one is recorded.

    `in_office` is the term of that committee.
    """

    id: str
    occupation: str
    ranks: frozenset[int]
    term: Term
    reviewed_on: date | None
    committee: str | None
    in_office: Term | None


@dataclass(frozen=True, slots=True)
class Plan:
    """A training plan of a post; `rank` None is unknown, `package` None: none is recorded."""

    id: str
    occupation: str
    rank: int | None
    term: Term
    package: Package | None
