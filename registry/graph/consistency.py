"""What the graph must hold and Community cannot enforce, searched for and reported.

Three families, each a list of data or one function:

- *shape*: a property that every node of a label (or relationship of a type) must have;
- *ties*: relationships that must be there exactly once, that must not be doubled, lead nowhere, or
  lead back to where they began;
- *derived*: facts that differ from a fresh computation, read in batches so that a graph of any size
  is checked in constant memory. `repair` writes the fresh ones; nothing else is ever changed here.

Every statement returns at most `$limit` examples and counts the rest.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final, LiteralString, ParamSpec, TypeVar

import neo4j

from registry.graph.candidacies import is_same
from registry.graph.driver import open_sync_driver, translated_errors
from registry.graph.invariants import rules
from registry.graph.rebuild import BATCH, judge_steps, read_basis, write_steps
from registry.graph.recheck import codes_steps, marks_steps, recheck_days_steps, recheck_steps
from registry.graph.steps import Steps, run_steps_blocking
from registry.settings import Settings

P = ParamSpec("P")
T = TypeVar("T")

WORKER_IDS: Final = """
MATCH (worker:Worker)
WHERE worker.id > $after
RETURN worker.id
ORDER BY worker.id
LIMIT $limit
"""

CERTIFICATE_KEYS: Final = """
MATCH (certificate:Certificate)
WHERE certificate.key > $after
RETURN certificate.key
ORDER BY certificate.key
LIMIT $limit
"""

SESSION_DAYS: Final = """
MATCH (s:AssessmentSession)
WHERE s.heldOn IS NOT NULL
RETURN DISTINCT s.heldOn
ORDER BY s.heldOn
"""

ORPHANS: Final = """
MATCH (k:Candidacy)
WHERE COUNT { (:Worker)-[:OFFERS]->(k) } <> 1
RETURN count(k), collect(coalesce(k.workerId, '?'))[..$limit]
"""

DELETE_ORPHANS: Final = """
MATCH (k:Candidacy)
WHERE NOT EXISTS { (:Worker)-[:OFFERS]->(k) }
DETACH DELETE k
"""

COPIES: Final = """
MATCH (home:Organisation)<-[:FROM]-(a:FlexibleAssignment)-[:TO]->(host:Organisation)
WITH a, [home.division, home.provinceCode, home.cityCode,
         host.division, host.provinceCode, host.cityCode] AS wanted,
     [a.homeDivision, a.homeProvince, a.homeCity,
      a.hostDivision, a.hostProvince, a.hostCity] AS stored
WHERE any(i IN range(0, 5) WHERE coalesce(wanted[i], '') <> coalesce(stored[i], ''))
RETURN count(a), collect(a.id)[..$limit]
"""

WRITE_COPIES: Final = """
MATCH (home:Organisation)<-[:FROM]-(a:FlexibleAssignment)-[:TO]->(host:Organisation)
SET a.homeDivision = home.division, a.homeProvince = home.provinceCode, a.homeCity = home.cityCode,
    a.hostDivision = host.division, a.hostProvince = host.provinceCode, a.hostCity = host.cityCode
"""

NOT_COMPARED: Final = "derived facts are compared once no property is missing"

EXAMPLES: Final = 5
"""Examples named of each kind of violation."""

DAYS: Final = 50
"""Days whose sessions are read at once."""


@dataclass(frozen=True, slots=True)
class Violation:
    """A rule that the graph breaks `count` times, with the keys of the first few."""

    rule: str
    count: int
    examples: tuple[str, ...]


def violations(settings: Settings, *, today: date, repair: bool = False) -> Iterator[Violation]:
    """Check the database of the settings; see `check`."""
    with (
        open_sync_driver(settings) as driver,
        driver.session(database=settings.neo4j_database, fetch_size=-1) as session,
        translated_errors(),
    ):
        yield from check(session, today=today, repair=repair)


def check(session: neo4j.Session, *, today: date, repair: bool = False) -> Iterator[Violation]:
    """Yield every violation, and with `repair` make derived facts true on the way.

    A repaired violation is yielded like any other: it says what was found.
    """
    for rule in rules("ties"):
        yield from _counted(session, rule.text, rule.statement)
    shapes = [
        violation
        for rule in rules("shapes")
        for violation in _counted(session, rule.text, rule.statement)
    ]
    yield from shapes
    if shapes:
        # Nothing can be computed from facts that lack what they need.
        yield Violation(NOT_COMPARED, len(shapes), ())
        return
    yield from _derived(session, today=today, repair=repair)


def _derived(session: neo4j.Session, *, today: date, repair: bool) -> Iterator[Violation]:
    """Compare derived facts with a fresh computation: those first on which others rest."""
    yield from _counted(session, "a candidacy belongs to exactly one worker", ORPHANS)
    yield from _counted(session, "an assignment copies the places of home and host", COPIES)
    if repair:
        session.run(DELETE_ORPHANS).consume()
        session.run(WRITE_COPIES).consume()
    yield from _gathered(
        "marks of a session are what its day gives", _marks(session, repair=repair)
    )
    yield from _gathered(
        "codes of a certificate are what its checks give", _codes(session, repair=repair)
    )
    yield from _gathered(
        "derived facts of a worker are what a computation gives",
        _workers(session, today, repair=repair),
    )


def _counted(session: neo4j.Session, rule: str, statement: LiteralString) -> Iterator[Violation]:
    """Run a statement that returns a count and examples."""
    count, examples = session.run(statement, limit=EXAMPLES).single(strict=True)
    if count:
        yield Violation(rule, count, tuple(str(example) for example in examples))


def _gathered(rule: str, broken: Iterator[str]) -> Iterator[Violation]:
    """Count the keys that break a rule and keep the first few."""
    count = 0
    examples: list[str] = []
    for key in broken:
        count += 1
        if len(examples) < EXAMPLES:
            examples.append(key)
    if count:
        yield Violation(rule, count, tuple(examples))


def _marks(session: neo4j.Session, *, repair: bool) -> Iterator[str]:
    days = [day.to_native() for day in session.run(SESSION_DAYS).value()]
    for start in range(0, len(days), DAYS):
        batch = days[start : start + DAYS]
        marks = session.execute_read(_run, marks_steps, batch)
        wrong = [key for key, found, stored in marks if list(found) != stored]
        yield from wrong
        if wrong and repair:
            session.execute_write(_run, recheck_days_steps, batch)


def _codes(session: neo4j.Session, *, repair: bool) -> Iterator[str]:
    for keys in _pages(session, CERTIFICATE_KEYS):
        found = session.execute_read(_run, codes_steps, keys)
        wrong = [key for key, codes, stored in found if codes != stored]
        yield from wrong
        if wrong and repair:
            session.execute_write(_run, recheck_steps, wrong)


def _workers(session: neo4j.Session, today: date, *, repair: bool) -> Iterator[str]:
    for ids in _pages(session, WORKER_IDS):
        differing = session.execute_write(_run, _compare_steps, ids, today, repair=repair)
        yield from differing


def _compare_steps(ids: list[str], today: date, *, repair: bool) -> Steps[list[str]]:
    """Yield the statements that find, and repair, the workers whose derived facts differ."""
    basis = yield from read_basis(today)
    judged = yield from judge_steps(ids, basis, lock=repair)
    differing = [one for one in judged if not is_same(one.stored, one.derived)]
    if repair:
        yield from write_steps(differing)
    return [one.facts.id for one in differing]


def _pages(session: neo4j.Session, statement: LiteralString) -> Iterator[list[str]]:
    """Yield the keys of a statement in pages, each beginning after the last of the one before."""
    after = ""
    while keys := session.run(statement, after=after, limit=BATCH).value():
        yield keys
        after = keys[-1]


def _run(
    transaction: neo4j.ManagedTransaction,
    steps: Callable[P, Steps[T]],
    *args: P.args,
    **kwargs: P.kwargs,
) -> T:
    """Begin the steps anew on each try of a managed transaction."""
    return run_steps_blocking(transaction, steps(*args, **kwargs))
