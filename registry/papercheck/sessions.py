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
    """Return the ids of sessions an assessor of which sat in sessions of two named sites that day.

    All sessions of a day must be given. A session without a named site puts nobody anywhere, but
    its own assessors may have been seen in two places.
    """
    of_days = list(sessions)
    sites: dict[tuple[date, str], set[str]] = defaultdict(set)
    for session in of_days:
        if session.site is not None:
            for assessor in session.assessors:
                sites[session.held_on, assessor].add(session.site)
    return frozenset(
        session.session_id
        for session in of_days
        if any(len(sites.get((session.held_on, name), ())) > 1 for name in session.assessors)
    )
