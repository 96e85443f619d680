"""Sessions that look wrong: more results than seats, and assessors in two places on one day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class SessionFact:
    """A session with its plan's seats and site, and the number of its results, passed or not."""

    session_id: str
    held_on: date
    assessors: tuple[str, ...]
    site: str | None
    seats: int
    results: int


def crowded_sessions(sessions: Iterable[SessionFact]) -> frozenset[str]:
    """Return the ids of sessions with more results than seats."""
    return frozenset(s.session_id for s in sessions if s.results > s.seats)


def two_site_sessions(sessions: Iterable[SessionFact]) -> frozenset[str]:
    """Return the ids of sessions an assessor of which sat at another named site on the same day.

    A session without a named site proves nothing either way. All sessions of a day must be given.
    """
    sites: dict[tuple[date, str], set[str]] = defaultdict(set)
    named = [session for session in sessions if session.site is not None]
    for session in named:
        for assessor in session.assessors:
            sites[session.held_on, assessor].add(session.site or "")
    return frozenset(
        session.session_id
        for session in named
        if any(len(sites[session.held_on, assessor]) > 1 for assessor in session.assessors)
    )
