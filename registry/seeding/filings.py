"""Filings of evaluation organisations, and the sessions that each of them holds.

A filing holds sessions for an occupation and grade on a few days only, so that people meet in
sessions as they do in life. A session knows its plan (one each): filed before, held, issued some
weeks later. Nobody sits twice in the same occupation and grade.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from registry.seeding.chance import Chance
from registry.seeding.days import ordinal

if TYPE_CHECKING:
    from registry.seeding.organisations import Founder, Organisation
    from registry.seeding.people import Award, Person
    from registry.seeding.trades import Trade

SPECIAL: Final = 7
_SCHEME_BEGINS: Final = ordinal(2019, 10)
_SPECIAL_BEGINS: Final = ordinal(2021, 12)
"""The pilot of special technicians is of September 2021."""


@dataclass(slots=True, eq=False)
class Result:
    """A result of a session; `award` is the certificate that it led to, if any."""

    id: str
    holder: Person
    passed: bool
    award: Award | None = None


@dataclass(slots=True, eq=False)
class Session:
    """A session and its plan, with the certificates' day of issue. Days are ordinals."""

    filing: Filing
    occupation: str
    rank: int
    filed: int
    held: int
    issued: int
    site: str
    assessors: list[str]
    results: list[Result] = field(default_factory=list)
    is_short_of_seats: bool = False
    is_doubly_sited: bool = False


@dataclass(slots=True, eq=False)
class Filing:
    """A filing: `scope` gives the ranks of each occupation key, `closes` ends its sessions."""

    number: str
    uscc: str
    kind: str
    body_level: str
    prefix: str
    first: int
    last: int
    closes: int
    chance: Chance
    site: str
    status: str = "ACTIVE"
    status_since: int = 0
    scope: dict[str, tuple[int, ...]] = field(default_factory=dict)
    issued: int = 0
    sessions: dict[tuple[str, int], list[Session]] = field(default_factory=dict)

    def serial(self) -> str:
        """Return the six digits of the next certificate number."""
        self.issued += 1
        return f"{self.issued:06d}"

    def covers(self, occupation: str, rank: int) -> bool:
        """Say whether occupation and grade are in its scope."""
        return rank in self.scope.get(occupation, ())

    def session(self, occupation: str, rank: int, earliest: int, latest: int) -> Session | None:
        """Return a session whose certificates are issued in the period, or None."""
        if not self.covers(occupation, rank):
            return None
        known = self.sessions.get((occupation, rank))
        if known is None:
            known = self.sessions[occupation, rank] = self._hold(occupation, rank)
        fitting = [session for session in known if earliest <= session.issued <= latest]
        return self.chance.pick(fitting) if fitting else None

    def _hold(self, occupation: str, rank: int) -> list[Session]:
        begins = max(self.first, _SPECIAL_BEGINS) if rank == SPECIAL else self.first
        if self.closes - begins < 120:
            return []
        days = [self.chance.between(begins + 60, self.closes - 40) for _ in range(3)]
        return [self.new_session(occupation, rank, day) for day in days]

    def new_session(self, occupation: str, rank: int, held: int) -> Session:
        """Return a session held on a day, planned 20 to 60 days and followed 8 to 30 days."""
        chance = self.chance
        first = chance.between(1, 6)
        return Session(
            filing=self,
            occupation=occupation,
            rank=rank,
            filed=held - chance.between(20, 60),
            held=held,
            issued=held + chance.between(8, 30),
            site=self.site,
            # An assessor belongs to one filing, and a filing to one site: nobody is in two places.
            assessors=[f"KP{self.number}-{first + step:02d}" for step in range(3)],
        )


def new_filing(founder: Founder, holder: Organisation, *, kind: str, body_level: str) -> Filing:
    """Return a filing of an organisation with the next prefix of its province and no scope."""
    province = holder.province[:2]
    serial = founder.prefixes.get(province, 0) + 1
    founder.prefixes[province] = serial
    # Filed with the ministry, the issuer has a number of its own; with a province, 0000.
    issuer = f"{serial % 9_999 + 1:04d}" if body_level == "MINISTRY" else "0000"
    letter = "Y" if kind == "EMPLOYER" else "S"
    today, chance = founder.draft.today, founder.chance
    return Filing(
        number=f"{holder.province}-{letter}-{serial:06d}",
        uscc=holder.uscc,
        kind=kind,
        body_level=body_level,
        prefix=f"{letter}{issuer}{province}{serial:06d}",
        first=chance.between(_SCHEME_BEGINS, ordinal(2021, 6, 30)),
        last=today + chance.between(120, 1_500),
        closes=today,
        chance=chance,
        site=f"{holder.name}考核点",
    )


def filing_of_evaluator(founder: Founder, holder: Organisation) -> Filing:
    """File a social evaluator for all trades of its cluster, up to senior technician."""
    filing = new_filing(founder, holder, kind="SOCIAL", body_level="PROVINCE")
    for trade in holder.trades:
        _cover(filing, trade, highest=6)
    return filing


def filing_of_firm(founder: Founder, firm: Organisation) -> Filing:
    """File a firm for its own trades; large ones also appoint special technicians."""
    chance = founder.chance
    is_central = firm.ownership == "SOE_CENTRAL" and firm.headcount >= 200
    body_level = "MINISTRY" if is_central else "PROVINCE" if chance.happens(0.6) else "CITY"
    filing = new_filing(founder, firm, kind="EMPLOYER", body_level=body_level)
    for trade in firm.trades:
        _cover(filing, trade, highest=SPECIAL)
    if not firm.showcase and chance.happens(0.04):
        # Lost its filing lately; what it issued before stays good.
        filing.status = "WITHDRAWN" if chance.happens(0.5) else "SUSPENDED"
        filing.status_since = founder.draft.today - chance.between(10, 300)
        filing.closes = filing.status_since - 1
    return filing


def _cover(filing: Filing, trade: Trade, *, highest: int) -> None:
    ranks = tuple(range(trade.lowest, highest + 1))
    filing.scope[trade.key] = ranks
    for key in trade.old_keys[:1]:
        # The code before 2022 was filed too; special technicians came with the new one.
        filing.scope[key] = tuple(rank for rank in ranks if rank < SPECIAL)
