"""What the rules about contests look at: a place, a certificate, a promotion."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Placing:
    """A place of somebody in an event; `participants` None is unknown, `medal` None is none."""

    key: str
    rank: int
    medal: str | None
    participants: int | None
    class_: str
    year: int


@dataclass(frozen=True, slots=True)
class Certified:
    """The certificate that a promotion names; `is_own`: the promoted worker holds it."""

    key: str
    rank: int | None
    occupation: str | None
    issued_on: date
    is_own: bool


@dataclass(frozen=True, slots=True)
class Promotion:
    """A rise from one grade to another that cites an event of a contest.

    `before` None is unknown; `placing` None: the worker has no result in the event; `certified`
    None: no certificate has the number that is named, or none is named.
    """

    id: str
    occupation: str
    before: int | None
    after: int
    certificate_no: str | None
    on: date
    event_occupation: str | None
    placing: Placing | None
    certified: Certified | None
