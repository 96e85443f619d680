"""What an entry may not say, after all those before it and the days that are known to have passed.

When an entry was logged is known from below only. It was not yet there when the log was last looked
at; and it stands behind certificates, which bear the day of their issue and cannot have been logged
before it. If a session or certificate claims a day too long before that, one of the two entries
lies. A first run over an old log finds such contradictions within it; a monitor that looks every
day finds them whatever the log says.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from typing import Final, assert_never

from verifier.errors import MalformedError
from verifier.monitor.entries import (
    Certificate,
    Session,
    Statement,
    UnknownTypeError,
    parse_entry,
)
from verifier.monitor.findings import Code, Finding
from verifier.monitor.ledger import Clock, KnownSession, Ledger
from verifier.scope import occupation_key

REGISTRATION_DAYS: Final = 30
"""Within so many days a certificate is to be registered."""
_NEEDS_SESSION: Final = frozenset({"SKILL_GRADE", "SPECIAL_TECHNICIAN"})
_NO_ROSTER: Final = hashlib.sha256().hexdigest()
"""The roster of a session that was announced before anybody registered for it."""
_CHINA: Final = timezone(timedelta(hours=8))


def china_day(moment: float) -> date:
    """Return the day in China of unix seconds."""
    return datetime.fromtimestamp(moment, _CHINA).date()


@dataclass(frozen=True, slots=True)
class Judge:
    """Judges entries in their order; `today` is the day in China on which they are read."""

    ledger: Ledger
    today: date

    def judge(self, index: int, raw: bytes, absent_until: int | None) -> Iterator[Finding]:
        """Yield what is wrong with the entry at `index`, and remember what it says."""
        try:
            entry = parse_entry(raw)
        except UnknownTypeError as err:
            yield Finding(Code.UNKNOWN_TYPE, str(err), index)
            return
        except MalformedError as err:
            yield Finding(Code.MALFORMED_ENTRY, str(err), index)
            return
        match entry:
            case Certificate():
                yield from self._certificate(index, entry, self._clock(absent_until))
            case Session():
                yield from self._session(index, entry, self._clock(absent_until))
            case Statement():
                return
            case _:
                assert_never(entry)

    def _clock(self, absent_until: int | None) -> Clock | None:
        """Return the latest day that had come before this entry was logged."""
        known = self.ledger.clock
        if absent_until is None:
            return known
        day = china_day(absent_until)
        return known if known is not None and known.day >= day else Clock(day, -1)

    def _session(self, index: int, entry: Session, clock: Clock | None) -> Iterator[Finding]:
        logged_after = clock.day if clock else None
        announced = KnownSession(
            name=entry.session,
            plan=f"{entry.plan}\n{entry.filing}",
            subject=_subject(entry.occupation, entry.level),
            seats=entry.seats,
            day=entry.day,
            logged_after=logged_after,
            is_open=entry.roster == _NO_ROSTER,
        )
        known = self.ledger.session(entry.session)
        if known is None:
            known = announced
            self.ledger.add_session(known)
        elif known.is_open and _promise(known) == _promise(announced):
            # Its second entry says who sits there, and the day it was held.
            known.day, known.is_open = entry.day, False
        else:
            yield Finding(Code.SESSION_CHANGED, f"session {entry.session}", index)
            return
        if known.logged_after is not None and known.logged_after > entry.day:
            yield Finding(
                Code.SESSION_AFTER_DAY,
                f"session {entry.session} of {entry.day}, logged after {known.logged_after}",
                index,
            )

    def _certificate(
        self, index: int, entry: Certificate, clock: Clock | None
    ) -> Iterator[Finding]:
        if not self.ledger.add_certificate(entry.tokens[0]):
            # Signed again, for example for a wallet: it was judged, and counted, the first time.
            return
        if entry.issued_on > self.today:
            yield Finding(Code.FUTURE_DATED, f"issued on {entry.issued_on}", index)
        elif self.ledger.clock is None or entry.issued_on > self.ledger.clock.day:
            self.ledger.clock = Clock(entry.issued_on, index)
        if clock is not None and clock.day - entry.issued_on > timedelta(REGISTRATION_DAYS):
            since = f", as entry {clock.index} says" if clock.index >= 0 else ""
            reason = f"issued on {entry.issued_on}, logged after {clock.day}{since}"
            yield Finding(Code.LOGGED_LATE, reason, index)
        if entry.session is not None:
            yield from self._certificate_of_session(index, entry, entry.session)
        elif entry.kind in _NEEDS_SESSION:
            yield Finding(Code.NO_SESSION, f"kind {entry.kind}", index)

    def _certificate_of_session(
        self, index: int, entry: Certificate, name: str
    ) -> Iterator[Finding]:
        session = self.ledger.session(name)
        if session is None:
            yield Finding(Code.UNKNOWN_SESSION, f"session {name}", index)
            return
        if entry.issued_on < session.day:
            reason = f"issued on {entry.issued_on}, session {name} is of {session.day}"
            yield Finding(Code.BACK_DATED, reason, index)
        if session.subject != _subject(entry.occupation or "", entry.level or ""):
            reason = f"session {name}: {entry.occupation} {entry.level}"
            yield Finding(Code.SESSION_MISMATCH, reason, index)
        session.certificates += 1
        if session.certificates > session.seats:
            reason = f"session {name}: certificate {session.certificates} of {session.seats} seats"
            yield Finding(Code.OVER_ROSTER, reason, index)


def _promise(session: KnownSession) -> tuple[str, str, int]:
    """Return what of a session may not change once it is announced."""
    return session.plan, session.subject, session.seats


def _subject(occupation: str, level: str) -> str:
    return f"{occupation_key(occupation)} {level}"
