"""Compute afresh what is marked stale: sessions, then certificates, then workers.

A mark goes in the transaction that makes the facts true again: it can be killed and repeated at
will. Several transactions run at once, each with keys of its own; a step begins when the one before
it has ended, because that may mark more.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any, Final, LiteralString

import neo4j

from registry.graph.loading.access import Loading
from registry.graph.loading.sessions import session_steps
from registry.graph.loading.transaction import LoadTransaction
from registry.graph.rebuild import rebuild_blocking
from registry.graph.recheck import recheck_blocking
from registry.graph.steps import run_steps_blocking

STALE_SESSIONS: Final = """
MATCH (session:Stale&AssessmentSession)
RETURN DISTINCT session.heldOn
"""
STALE_CERTIFICATES: Final = """
MATCH (certificate:Stale&Certificate)
RETURN certificate.key
"""
STALE_WORKERS: Final = """
MATCH (worker:Stale&Worker)
RETURN worker.id
"""
TAKE_SESSIONS: Final = """
UNWIND $keys AS key
MATCH (session:Stale&AssessmentSession {heldOn: key})
REMOVE session:Stale
RETURN DISTINCT key
"""
TAKE_CERTIFICATES: Final = """
UNWIND $keys AS key
MATCH (certificate:Certificate {key: key})
REMOVE certificate:Stale
RETURN key
"""
TAKE_WORKERS: Final = """
UNWIND $keys AS key
MATCH (worker:Worker {id: key})
REMOVE worker:Stale
RETURN key
"""

ROWS: Final = 1_000
"""Certificates or workers of one transaction."""

DAYS: Final = 100
"""Days of one transaction of sessions: what happened on one day is judged together."""

TRANSACTIONS: Final = 3
"""How many at once: while the database works for one, this process computes for another."""

Compute = Callable[[neo4j.ManagedTransaction, list[Any], date], object]


@dataclass(frozen=True, slots=True)
class _Step:
    name: str
    stale: LiteralString
    take: LiteralString
    size: int
    compute: Compute


@dataclass(frozen=True, slots=True)
class Refreshed:
    """How far a step is."""

    step: str
    done: int
    total: int


def refresh(loading: Loading, *, today: date) -> Iterator[Refreshed]:
    """Compute whatever is marked, and yield after each transaction."""
    with ThreadPoolExecutor(TRANSACTIONS) as pool:
        for step in _STEPS:
            keys = sorted(loading.transact(partial(_stale, step)))
            batches = [keys[at : at + step.size] for at in range(0, len(keys), step.size)]
            done = 0
            for taken in pool.map(partial(_transact, loading, step, today), batches):
                done += taken
                yield Refreshed(step.name, done, len(keys))


def _stale(step: _Step, transaction: LoadTransaction) -> list[Any]:
    return transaction.values(step.stale)


def _transact(loading: Loading, step: _Step, today: date, keys: list[Any]) -> int:
    def work(transaction: LoadTransaction) -> None:
        step.compute(transaction.transaction, transaction.values(step.take, keys=keys), today)

    loading.transact(work)
    return len(keys)


def _sessions(transaction: neo4j.ManagedTransaction, days: list[Any], _today: date) -> None:
    run_steps_blocking(transaction, session_steps({day.to_native() for day in days}))


def _certificates(transaction: neo4j.ManagedTransaction, keys: list[Any], _today: date) -> None:
    recheck_blocking(transaction, keys)


def _workers(transaction: neo4j.ManagedTransaction, ids: list[Any], today: date) -> None:
    # Mentors were marked with the rows that concern them.
    rebuild_blocking(transaction, ids, today=today, with_mentors=False)


_STEPS: Final = (
    _Step("sessions", STALE_SESSIONS, TAKE_SESSIONS, DAYS, _sessions),
    _Step("checks of certificates", STALE_CERTIFICATES, TAKE_CERTIFICATES, ROWS, _certificates),
    _Step("candidacies of workers", STALE_WORKERS, TAKE_WORKERS, ROWS, _workers),
)
