"""Compute afresh what is marked stale: sessions, then certificates, then workers.

A mark goes in the transaction that makes the facts true again, and what a transaction does is
chosen in it: it can be killed and repeated at will.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
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
WITH session LIMIT $limit
REMOVE session:Stale
RETURN session.heldOn
"""
STALE_CERTIFICATES: Final = """
MATCH (certificate:Stale&Certificate)
WITH certificate LIMIT $limit
REMOVE certificate:Stale
RETURN certificate.key
"""
STALE_WORKERS: Final = """
MATCH (worker:Stale&Worker)
WITH worker LIMIT $limit
REMOVE worker:Stale
RETURN worker.id
"""
COUNT_SESSIONS: Final = "RETURN COUNT { (:Stale&AssessmentSession) }"
COUNT_CERTIFICATES: Final = "RETURN COUNT { (:Stale&Certificate) }"
COUNT_WORKERS: Final = "RETURN COUNT { (:Stale&Worker) }"

ROWS: Final = 2_000
"""Sessions, certificates or workers of one transaction."""

Compute = Callable[[neo4j.ManagedTransaction, list[Any], date], object]


@dataclass(frozen=True, slots=True)
class _Step:
    name: str
    count: LiteralString
    take: LiteralString
    compute: Compute


@dataclass(frozen=True, slots=True)
class Refreshed:
    """How far a step is; `total` grows where one step marks more."""

    step: str
    done: int
    total: int


def refresh(loading: Loading, *, today: date) -> Iterator[Refreshed]:
    """Compute whatever is marked, and yield after each transaction."""
    for step in _STEPS:
        done, total = 0, loading.transact(_counter(step))
        while taken := loading.transact(_worker(step, today)):
            done += taken
            yield Refreshed(step.name, done, max(total, done))


def _counter(step: _Step) -> Callable[[LoadTransaction], int]:
    return lambda transaction: int(transaction.transaction.run(step.count).value()[0])


def _worker(step: _Step, today: date) -> Callable[[LoadTransaction], int]:
    def work(transaction: LoadTransaction) -> int:
        keys: list[Any] = transaction.transaction.run(step.take, limit=ROWS).value()
        if keys:
            step.compute(transaction.transaction, keys, today)
        return len(keys)

    return work


def _sessions(transaction: neo4j.ManagedTransaction, days: list[Any], _today: date) -> None:
    run_steps_blocking(transaction, session_steps({day.to_native() for day in days}))


def _certificates(transaction: neo4j.ManagedTransaction, keys: list[Any], _today: date) -> None:
    recheck_blocking(transaction, keys)


def _workers(transaction: neo4j.ManagedTransaction, ids: list[Any], today: date) -> None:
    # Mentors were marked with the rows that concern them.
    rebuild_blocking(transaction, ids, today=today, with_mentors=False)


_STEPS: Final = (
    _Step("sessions", COUNT_SESSIONS, STALE_SESSIONS, _sessions),
    _Step("checks of certificates", COUNT_CERTIFICATES, STALE_CERTIFICATES, _certificates),
    _Step("candidacies of workers", COUNT_WORKERS, STALE_WORKERS, _workers),
)
