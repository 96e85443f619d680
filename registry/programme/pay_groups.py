"""Groups of people by how they are paid, as far as they may be published.

A *group* is people of one occupation, grade, place and mode of pay, each of which may also stand
for all: the nation's welders, the senior technicians of a city who are paid by the year. A person
counts once, by the arrangement that began last.

Pay is what people keep to themselves, so a group is published only where

1. it has enough people, of enough employers, and no employer has more than a part of them: an
   employer knows its own pay, and must not find that of a competitor by leaving it out;
2. the wider groups are published (the province of a city, all grades of a grade);
3. what is left of a wider group beside its published parts is nobody, or again enough people:
   otherwise two answers subtracted would tell what neither of them shows. Where too little is left,
   the smallest part is held back too.

Medians are rounded to a step, so that the difference of two medians is none of a person. This
protects against any two answers; it does not claim to withstand every system of equations.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product
from statistics import median
from typing import Final, NamedTuple

from registry.vocabulary import PAY_MODES

ANY: Final = ""
"""Stands for all occupations, places or modes; all grades are 0."""

NATION: Final = ANY


Parts = tuple[str, int, str, str]
"""What a group consists of; equal to the group."""


class Group(NamedTuple):
    """Which people: an occupation, a rank, a division code and a mode, each of them or all."""

    occupation: str = ANY
    rank: int = 0
    place: str = NATION
    mode: str = ANY

    @property
    def key(self) -> str:
        """Return the key of the group in the graph."""
        return f"{self.occupation}|{self.rank}|{self.place}|{self.mode}"


@dataclass(frozen=True, slots=True)
class Paid:
    """One person's pay: yuan a year; None where a fact is not known."""

    employer: str
    occupation: str | None
    rank: int | None
    province: str | None
    city: str | None
    mode: str
    amount: float | None


@dataclass(frozen=True, slots=True)
class Limits:
    """When a group may be published, and how finely its median (yuan)."""

    people: int
    employers: int
    largest_share: float
    step: float


@dataclass(frozen=True, slots=True)
class Published:
    """A published group; `absent` are the modes that nobody in it has, `median` yuan a year."""

    group: Group
    people: int
    median: float | None
    absent: tuple[str, ...]


@dataclass(slots=True)
class _Tally:
    """What a group that is large enough consists of."""

    employers: Counter[str] = field(default_factory=Counter)
    amounts: list[float] = field(default_factory=list)
    known: Counter[str] = field(default_factory=Counter)

    def count(self, paid: Paid) -> None:
        """Count one more."""
        self.employers[paid.employer] += 1
        if paid.amount is not None:
            self.amounts.append(paid.amount)
            self.known[paid.employer] += 1


def publish(people: Sequence[Paid], limits: Limits) -> list[Published]:
    """Return every group that may be published, with its median where enough amounts are known."""
    sizes: Counter[Parts] = Counter()
    for paid in people:
        sizes.update(groups_of(paid))
    # Most groups are a person or two: only the others are looked at closely.
    tallies = {Group(*group): _Tally() for group, size in sizes.items() if size >= limits.people}
    for paid in people:
        for group in groups_of(paid):
            tally = tallies.get(group)  # type: ignore[call-overload]  # equal to its parts
            if tally is not None:
                tally.count(paid)
    allowed = {group for group, tally in tallies.items() if _is_broad(tally.employers, limits)}
    return [
        Published(
            group=group,
            people=sizes[group],
            median=_median(tallies[group], limits),
            absent=_absent(group, sizes),
        )
        for group in sorted(_kept(allowed, sizes, limits.people))
    ]


def groups_of(paid: Paid) -> Iterator[Parts]:
    """Return the groups that a person belongs to, as plain tuples: there are very many."""
    places = dict.fromkeys(
        place for place in (NATION, paid.province, paid.city) if place is not None
    )
    occupations = (ANY, paid.occupation) if paid.occupation else (ANY,)
    ranks = (0, paid.rank) if paid.rank else (0,)
    return product(occupations, ranks, places, (ANY, paid.mode))


def wider(group: Group) -> Iterator[tuple[str, Group]]:
    """Yield the next wider groups, each with the name of what it leaves open."""
    if group.occupation:
        yield "occupation", group._replace(occupation=ANY)
    if group.rank:
        yield "rank", group._replace(rank=0)
    if group.place:
        yield "place", group._replace(place=_above(group.place))
    if group.mode:
        yield "mode", group._replace(mode=ANY)


def _above(place: str) -> str:
    """Return the province of a city, the nation of a province (GB/T 2260)."""
    return NATION if place.endswith("0000") else f"{place[:2]}0000"


def _is_broad(employers: Mapping[str, int], limits: Limits) -> bool:
    total = sum(employers.values())
    return (
        total >= limits.people
        and len(employers) >= limits.employers
        and max(employers.values()) <= limits.largest_share * total
    )


def _median(tally: _Tally, limits: Limits) -> float | None:
    if not _is_broad(tally.known, limits):
        return None
    return limits.step * int(median(tally.amounts) / limits.step + 0.5)


def _absent(group: Group, sizes: Mapping[Parts, int]) -> tuple[str, ...]:
    if group.mode:
        return ()
    return tuple(mode for mode in PAY_MODES if not sizes.get(group._replace(mode=mode)))


def _kept(allowed: set[Group], sizes: Mapping[Parts, int], least: int) -> set[Group]:
    """Hold back groups until nothing small is left beside the published ones."""
    kept = set(allowed)
    while True:
        kept = _within_published(kept)
        surplus = set(_too_telling(kept, sizes, least))
        if not surplus:
            return kept
        kept -= surplus


def _within_published(groups: set[Group]) -> set[Group]:
    """Return the groups all of whose wider groups are among them."""
    kept: set[Group] = set()
    # From the widest to the narrowest: every wider group has been decided before.
    for group in sorted(groups, key=_narrowness):
        if all(parent in kept for _, parent in wider(group)):
            kept.add(group)
    return kept


def _narrowness(group: Group) -> int:
    depth = 0 if not group.place else 1 if group.place.endswith("0000") else 2
    return depth + bool(group.occupation) + bool(group.rank) + bool(group.mode)


def _too_telling(kept: Iterable[Group], sizes: Mapping[Parts, int], least: int) -> Iterator[Group]:
    """Yield the smallest part of every wider group of which too few people are left over."""
    parts: dict[tuple[str, Group], list[Group]] = defaultdict(list)
    for group in kept:
        for opened, parent in wider(group):
            parts[opened, parent].append(group)
    for (_, parent), shown in parts.items():
        left = sizes[parent] - sum(sizes[part] for part in shown)
        if 0 < left < least:
            yield min(shown, key=lambda part: (sizes[part], part))
