"""What a bulk load keeps in memory: the few thousand things that facts of many workers point at.

Filled in the order of work from the rows that are taken. People's facts are not here: they are
spilled by worker (`spill`).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Final, cast

from registry import reference
from registry.dates import parse_moment
from registry.facts import FilingFact
from registry.importing.columns import Row
from registry.importing.properties import as_day
from registry.papercheck import FilingCase, SessionFact


@dataclass(frozen=True, slots=True)
class Place:
    """Where an organisation is, and what it makes."""

    division: str
    province: str | None
    city: str | None
    industry: str | None


@dataclass(frozen=True, slots=True)
class Filing:
    """A filing with the ranks of its scope by occupation."""

    no: str
    uscc: str
    prefix: str
    start: date
    end: date
    status: str
    since: date | None
    scope: dict[str, frozenset[int]]


@dataclass(frozen=True, slots=True)
class Plan:
    """An assessment plan."""

    filing_no: str
    occupation: str
    rank: int
    filed_at: datetime
    seats: int
    site: str | None


@dataclass(frozen=True, slots=True)
class Session:
    """An assessment session."""

    plan: Plan
    held_on: date
    assessors: tuple[str, ...]


@dataclass(slots=True)
class World:
    """Everything that facts of workers point at, by key.

    `known` has the keys that rows may name, by table.
    """

    known: dict[str, set[str]] = field(default_factory=dict)
    occupation_names: dict[str, str] = field(default_factory=dict)
    successors: dict[str, tuple[tuple[str, str], ...]] = field(default_factory=dict)
    organisations: dict[str, Place] = field(default_factory=dict)
    filings: dict[str, Filing] = field(default_factory=dict)
    standards: dict[str, list[frozenset[int]]] = field(default_factory=dict)
    plans: dict[str, Plan] = field(default_factory=dict)
    sessions: dict[str, Session] = field(default_factory=dict)
    honours: dict[str, tuple[str, str]] = field(default_factory=dict)
    contests: dict[str, tuple[str, int]] = field(default_factory=dict)
    events: dict[str, tuple[str, int]] = field(default_factory=dict)
    projects: dict[str, str | None] = field(default_factory=dict)
    teams: dict[str, str | None] = field(default_factory=dict)

    def learn(self, table: str, key: str, row: Row) -> None:
        """Remember a row that is taken."""
        self.known.setdefault(table, set()).add(key)
        learner = LEARNERS.get(table)
        if learner is not None:
            learner(self, row)

    def filings_of_owners(self) -> dict[str, tuple[FilingFact, ...]]:
        """Return the filings of each organisation."""
        filings: dict[str, tuple[FilingFact, ...]] = {}
        for filing in self.filings.values():
            fact = FilingFact(
                filing.no,
                filing.start,
                filing.end,
                filing.status,
                filing.since,
                frozenset(filing.scope),
            )
            filings[filing.uscc] = (*filings.get(filing.uscc, ()), fact)
        return filings

    def filings_of_prefixes(self) -> dict[str, list[Filing]]:
        """Return the filings of each issuer prefix."""
        filings: dict[str, list[Filing]] = {}
        for filing in self.filings.values():
            filings.setdefault(filing.prefix, []).append(filing)
        return filings

    def session_facts(self, results: dict[str, int]) -> list[SessionFact]:
        """Return the sessions as their marks are judged, given the number of results of each."""
        return [
            SessionFact(
                id_, one.held_on, one.assessors, one.plan.site, one.plan.seats, results.get(id_, 0)
            )
            for id_, one in self.sessions.items()
        ]


def case_of(filing: Filing, occupation: str | None) -> FilingCase:
    """Return a filing as the checks of a certificate for this occupation look at it."""
    ranks = filing.scope.get(occupation, frozenset()) if occupation is not None else frozenset()
    return FilingCase(filing.no, filing.start, filing.end, filing.status, filing.since, ranks)


def _organisation(world: World, row: Row) -> None:
    uscc, _, _, division, industry, *_ = cast("tuple[Any, ...]", row)
    known = reference.divisions().get(division)
    province, city = (None, None) if known is None else (known.province_code, known.city_code)
    world.organisations[uscc] = Place(division, province, city, industry)


def _filing(world: World, row: Row) -> None:
    no, uscc, _, _, prefix, start, end, status, since = cast("tuple[Any, ...]", row)
    since_day = None if since is None else as_day(since)
    world.filings[no] = Filing(
        no, uscc, prefix, as_day(start), as_day(end), status, since_day, scope={}
    )


def _scope(world: World, row: Row) -> None:
    filing_no, occupation, ranks = cast("tuple[Any, ...]", row)
    world.filings[filing_no].scope[occupation] = frozenset(ranks)


def _standard(world: World, row: Row) -> None:
    _, occupation, _, ranks = cast("tuple[Any, ...]", row)
    world.standards.setdefault(occupation, []).append(frozenset(ranks))


def _plan(world: World, row: Row) -> None:
    id_, filing_no, occupation, rank, _, filed_at, seats, site = cast("tuple[Any, ...]", row)
    # Many plans share filing, occupation and site; the interned keys of `known` keep each text
    # once.
    world.plans[id_] = Plan(filing_no, occupation, rank, parse_moment(filed_at), seats, site)


def _session(world: World, row: Row) -> None:
    id_, plan_id, held_on, assessors = cast("tuple[Any, ...]", row)
    world.sessions[id_] = Session(world.plans[plan_id], as_day(held_on), assessors or ())


def _honour(world: World, row: Row) -> None:
    id_, name, level, _ = cast("tuple[Any, ...]", row)
    world.honours[id_] = (name, level)


def _contest(world: World, row: Row) -> None:
    id_, _, class_, year, _ = cast("tuple[Any, ...]", row)
    world.contests[id_] = (class_, year)


def _event(world: World, row: Row) -> None:
    id_, contest, *_ = cast("tuple[Any, ...]", row)
    world.events[id_] = world.contests[contest]


def _project(world: World, row: Row) -> None:
    id_, _, key_field, *_ = cast("tuple[Any, ...]", row)
    world.projects[id_] = key_field


def _team(world: World, row: Row) -> None:
    id_, project, _ = cast("tuple[Any, ...]", row)
    world.teams[id_] = world.projects[project]


LEARNERS: Final[dict[str, Callable[[World, Row], None]]] = {
    "organisations": _organisation,
    "filings": _filing,
    "filing_scopes": _scope,
    "standards": _standard,
    "plans": _plan,
    "sessions": _session,
    "honour_types": _honour,
    "competitions": _contest,
    "competition_events": _event,
    "projects": _project,
    "teams": _team,
}
