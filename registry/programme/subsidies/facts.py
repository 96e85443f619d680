"""What the rules of a subsidy look at, as plain values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from registry.facts import CertificateFact, StatementFact


@dataclass(frozen=True, slots=True)
class Claim:
    """A claim that was made; `certificate` is a number as the claim gives it."""

    id: str
    occupation: str | None
    rank: int | None
    certificate: str | None
    claimed_on: date
    status: str


@dataclass(frozen=True, slots=True)
class Apprenticed:
    """An apprenticeship towards a grade; `fund` is the public fund that pays for it, if known."""

    id: str
    occupation: str | None
    rank: int | None
    fund: str | None
    start: date | None
    completed_on: date | None
    certificate: str | None


@dataclass(frozen=True, slots=True)
class FundUsed:
    """What a fund paid for this person; `training` is a certificate number or a session."""

    id: str
    fund: str
    training: str | None
    year: int


@dataclass(frozen=True, slots=True)
class Person:
    """The record of one person.

    `place`: the divisions where the claim would be made, the nearest first; `sessions`: where the
    certificates were won, by the key of the certificate.
    """

    birth_date: date | None = None
    place: tuple[str, ...] = ()
    certificates: tuple[CertificateFact, ...] = ()
    sessions: Mapping[str, str] | None = None
    statements: tuple[StatementFact, ...] = ()
    claims: tuple[Claim, ...] = ()
    apprenticeships: tuple[Apprenticed, ...] = ()
    fund_uses: tuple[FundUsed, ...] = ()

    def session_of(self, certificate: CertificateFact) -> str | None:
        """Return the session that a certificate was won in, None where it is not known."""
        return (self.sessions or {}).get(certificate.key)


@dataclass(frozen=True, slots=True)
class Catalogue:
    """A catalogue; `supplements` True adds to that of the division above, None is unknown."""

    id: str
    division: str
    version: int | None
    supplements: bool | None


@dataclass(frozen=True, slots=True)
class Item:
    """A trade and grade of a catalogue; `base` in yuan; None is unknown."""

    key: str
    catalogue: str
    occupation: str
    rank: int
    base: float | None
    urgent: bool | None
