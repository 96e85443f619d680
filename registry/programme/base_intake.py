"""The intake of a training base by year: capacity, seats and completions by grade.

- A session belongs to the year in which it begins; seats are counted, people are not named.
- Grades from the regulation's `advancedFrom` on are counted apart (S1).
- Outside seats are those for small enterprises that the host supplies or is supplied by (S2); their
  share is known only if no linked firm's size is unknown.
- A sum with an unknown part is unknown.
- Whoever is not the host, its agency or the administrator sees published numbers: groups of 1 to 4
  are suppressed, and what would give them away.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final, TypeVar

from registry.language import Language, said
from registry.programme.small_firms import Size, is_small
from registry.regulations.judging import condition, held
from registry.regulations.rows import regulation_row
from registry.suppression import K, published
from registry.vocabulary import Outcome, Rank

if TYPE_CHECKING:
    from registry.eligibility import ConditionReport
    from registry.graph.shapes.model import Row
    from registry.regulations import Regulation

Key = TypeVar("Key", int, str)

OUTSIDE: Final = "OUTSIDE"
UNKNOWN: Final = "UNKNOWN"
OTHER: Final = "OTHER"


@dataclass(frozen=True, slots=True)
class Offer:
    """A grade that a base trains for, with places a year; None is unknown."""

    rank: int
    capacity: int | None
    start: date | None
    end: date | None

    def touches(self, year: int) -> bool:
        """Say whether it was in force on any day of a year."""
        return (self.start is None or self.start.year <= year) and (
            self.end is None or self.end.year >= year
        )


@dataclass(frozen=True, slots=True)
class Seats:
    """The seats of a firm's staff in a session; how many completed it, None while unknown."""

    size: Size
    own: bool
    linked: bool
    seats: int
    completed: int | None

    def group(self, regulation: Regulation | None) -> str:
        """Return whether the seats are OUTSIDE, OTHER or UNKNOWN."""
        if self.own or not self.linked or not self.seats:
            return OTHER
        small = is_small(self.size, regulation)
        return UNKNOWN if small is None else OUTSIDE if small else OTHER


@dataclass(frozen=True, slots=True)
class Session:
    """A session of a base; one of which no seats are recorded had none."""

    id: str
    year: int
    rank: int
    seats: tuple[Seats, ...]

    @property
    def seated(self) -> int:
        """How many seats it had."""
        return sum(one.seats for one in self.seats)

    @property
    def completed(self) -> int | None:
        """How many completed it, None while not all are known."""
        return _sum(one.completed for one in self.seats)


@dataclass(frozen=True, slots=True)
class Looker:
    """How numbers are shown: exact or published, in which language."""

    exact: bool
    language: Language

    def shown(self, counts: Mapping[Key, int]) -> dict[Key, int | None]:
        """Return the counts of groups as they are shown."""
        return dict(counts) if self.exact else published(counts)

    def total(self, count: int | None) -> int | None:
        """Return a sum over all groups as it is shown."""
        hidden = count is not None and not self.exact and 0 < count < K
        return None if hidden else count


def intake(
    sessions: Sequence[Session],
    offers: Sequence[Offer],
    *,
    regulation_of: Callable[[int], Regulation | None],
    looker: Looker,
) -> list[Row]:
    """Return the intake of each year with a session, the latest first."""
    years: dict[int, list[Session]] = defaultdict(list)
    for session in sessions:
        years[session.year].append(session)
    return [
        _year(year, years[year], offers, regulation_of(year), looker)
        for year in sorted(years, reverse=True)
    ]


def _year(
    year: int,
    sessions: Sequence[Session],
    offers: Sequence[Offer],
    regulation: Regulation | None,
    looker: Looker,
) -> Row:
    offered = [offer for offer in offers if offer.touches(year)]
    ranks = sorted({one.rank for one in sessions} | {offer.rank for offer in offered})
    by_rank = {rank: sum(one.seated for one in sessions if one.rank == rank) for rank in ranks}
    done = {rank: _sum(one.completed for one in sessions if one.rank == rank) for rank in ranks}
    shown = looker.shown(by_rank)
    shown_done = looker.shown({rank: count for rank, count in done.items() if count is not None})
    total = looker.total(sum(by_rank.values()))
    advanced = _advanced(shown, regulation)
    return {
        "year": year,
        "grades": [
            {
                "level": Rank(rank).name,
                "capacity": _capacity(rank, offered),
                "seats": shown[rank],
                "completed": shown_done.get(rank),
            }
            for rank in ranks
        ],
        "seats": total,
        "completed": looker.total(_sum(done.values())),
        "advancedSeats": advanced,
        "advancedShare": _share(advanced, total),
        **_outside(
            [one for session in sessions for one in session.seats], total, regulation, looker
        ),
        "suppressed": total is None or None in shown.values() or _hides(done, shown_done),
        "regulation": None if regulation is None else regulation_row(regulation),
        "evidence": sorted(one.id for one in sessions) if looker.exact else [],
    }


def _outside(
    seats: Sequence[Seats], total: int | None, regulation: Regulation | None, looker: Looker
) -> Row:
    groups = dict.fromkeys((OUTSIDE, UNKNOWN, OTHER), 0)
    for one in seats:
        groups[one.group(regulation)] += one.seats
    shown = looker.shown(groups) if total is not None else dict.fromkeys(groups)
    share = None if shown[UNKNOWN] != 0 else _share(shown[OUTSIDE], total)
    return {
        "outsideSeats": shown[OUTSIDE],
        "unknownSeats": shown[UNKNOWN],
        "outsideShare": share,
        "conditions": _asked_of_outside(groups, regulation, looker.language, share),
    }


def _asked_of_outside(
    groups: Mapping[str, int],
    regulation: Regulation | None,
    language: Language,
    share: float | None,
) -> list[ConditionReport]:
    """Return the condition about the share of outside seats, where a regulation asks for one."""
    wanted = None if regulation is None else regulation.parameters.get("outsideShare")
    if wanted is None:
        return []
    total = sum(groups.values())
    least, most = groups[OUTSIDE], groups[OUTSIDE] + groups[UNKNOWN]
    enough, possible = least >= wanted * total, most >= wanted * total
    outcome = held(enough if enough == possible else None) if total else Outcome.UNKNOWN
    found = said(language, "未知", "unknown") if share is None else f"{share:.0%}"
    return [
        condition(
            "OUTSIDE_SHARE",
            outcome,
            said(
                language,
                f"产业链中小微企业的名额占比不低于 {wanted:.0%}",
                f"at least {wanted:.0%} of the seats are for small enterprises of the chain",
            ),
            detail=f"{found} / {wanted:.0%}",
        )
    ]


def _advanced(shown: Mapping[int, int | None], regulation: Regulation | None) -> int | None:
    """Return the seats of the advanced grades.

    Where one of them is suppressed their sum is too: with the total it would tell the others.
    """
    if regulation is None:
        return None
    lowest = Rank[regulation.parameters["advancedFrom"]]
    return _sum(count for rank, count in shown.items() if rank >= lowest)


def _capacity(rank: int, offers: Iterable[Offer]) -> int | None:
    capacities = [offer.capacity for offer in offers if offer.rank == rank]
    return _sum(capacities) if capacities else None


def _hides(known: Mapping[int, int | None], shown: Mapping[int, int | None]) -> bool:
    return any(count is not None and shown[rank] is None for rank, count in known.items())


def _sum(counts: Iterable[int | None]) -> int | None:
    total = 0
    for count in counts:
        if count is None:
            return None
        total += count
    return total


def _share(part: int | None, whole: int | None) -> float | None:
    return None if part is None or not whole else round(part / whole, 4)
