"""What is looked at to judge a certificate on record."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class FilingCase:
    """A filing whose issuer prefix stands in the number.

    `ranks` are the levels of its scope for the certificate's own occupation (exact key); none if
    the occupation is not in the scope.
    """

    filing_no: str
    start: date
    end: date
    status: str
    status_since: date | None
    ranks: frozenset[int]

    def was_active_on(self, day: date) -> bool:
        """Say whether its status was ACTIVE; its period is the business of OUT_OF_SCOPE.

        Without `status_since` a status was held always.
        """
        return self.status == "ACTIVE" or (
            self.status_since is not None and self.status_since > day
        )

    def covers(self, rank: int | None, day: date) -> bool:
        """Say whether the day is in its period and the level in its scope."""
        return self.start <= day <= self.end and rank in self.ranks


@dataclass(frozen=True, slots=True)
class ChainLink:
    """A passed result of the holder with its session and plan. `filed_at` is an aware moment."""

    result_id: str
    filing_no: str
    occupation: str
    rank: int
    filed_at: datetime
    held_on: date
    over_seats: bool
    two_sites: bool


@dataclass(frozen=True, slots=True)
class CertificateCase:
    """A certificate and all that its checks rest on.

    `filings`: all with the number's issuer prefix (`issuer_prefix_of`). `named_prefix`: the issuer
    prefix of the filing that the record names. `passed`: every passed result of the holder.
    `crowded`: (over seats, two sites) of the session that the record names, if it names one.
    `standards`: the levels of each known standard of the occupation. `conflicts`: for each other
    row with this number, the columns of certificates.csv in which it differs. `other_kinds`: other
    kinds of certificate with the same number. `successors`: key and name of what superseded the
    occupation.
    """

    key: str
    kind: str
    number: str
    rank: int | None
    occupation: str | None
    issued_on: date
    registered_at: datetime
    status: str
    status_since: date | None
    filing_no: str | None
    named_prefix: str | None = None
    filings: tuple[FilingCase, ...] = ()
    passed: tuple[ChainLink, ...] = ()
    crowded: tuple[bool, bool] | None = None
    standards: tuple[frozenset[int], ...] = ()
    conflicts: tuple[frozenset[str], ...] = ()
    other_kinds: tuple[str, ...] = ()
    successors: tuple[tuple[str, str], ...] = ()


def issuer_prefix_of(kind: str, number: str) -> str | None:
    """Return the issuer prefix that stands in a number, by which filings are looked up.

    The first 13 characters of a number of the two kinds that are issued under filings, also where
    the rest of it fits no scheme: FORMAT says that, and the issuer stays known. A pilot code of
    2018 has no prefix, and its first 13 characters are that of no filing.
    """
    if kind not in {"SKILL_GRADE", "SPECIAL_TECHNICIAN"}:
        return None
    return number[:13] if len(number) >= 13 and number[0] in "YS" else None
