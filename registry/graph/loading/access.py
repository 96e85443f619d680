"""The graph as an import uses it.

Opened once, written in transactions, asked what only an import asks.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from typing import Final, TypeVar

import neo4j

from registry.derived import Basis
from registry.graph.changes import WAITING, head_steps, position_steps
from registry.graph.driver import open_sync_driver, translated_errors
from registry.graph.loading.carried import Carried, read_carried
from registry.graph.loading.emptiness import is_empty
from registry.graph.loading.finishing import finish_bulk_load
from registry.graph.loading.transaction import LoadTransaction
from registry.graph.local import find_address
from registry.graph.rebuild import read_basis
from registry.graph.steps import run_steps_blocking
from registry.settings import Settings

T = TypeVar("T")

_SECONDS: Final = 300.0


class Loading:
    """An open graph."""

    def __init__(self, driver: neo4j.Driver, database: str) -> None:
        self._driver = driver
        self._database = database

    @classmethod
    @contextmanager
    def open(cls, settings: Settings) -> Iterator[Loading]:
        """Open the graph that the settings name, for a block.

        Raises:
            DatabaseAwayError: the database does not answer, or stopped to.
        """
        with translated_errors(), open_sync_driver(settings) as driver:
            yield cls(driver, find_address(settings).database)

    def transact(self, work: Callable[[LoadTransaction], T]) -> T:
        """Run a unit of work in one transaction.

        After a passing failure it runs again from its start.
        """

        @neo4j.unit_of_work(timeout=_SECONDS)
        def run(transaction: neo4j.ManagedTransaction) -> T:
            return work(LoadTransaction(transaction))

        with self._session() as session:
            return session.execute_write(run)

    def is_empty(self) -> bool:
        """Say whether the graph holds nobody and nothing that was recorded."""
        with self._session() as session:
            return is_empty(session)

    def finish_bulk_load(self) -> None:
        """Finish a bulk load that was killed near its end, or has just been done."""
        with self._session() as session:
            finish_bulk_load(session)

    def place_changes(self, *, at: str) -> None:
        """Put what an import did to certificates into the order of the feed."""

        def place(work: LoadTransaction) -> bool:
            [is_waiting] = work.values(WAITING)
            if is_waiting:
                run_steps_blocking(work.transaction, position_steps(at))
            return bool(is_waiting)

        while self.transact(place):
            self.transact(lambda work: run_steps_blocking(work.transaction, head_steps()))

    def carried(self) -> Carried:
        """Return what an empty graph holds that a bulk load carries over."""
        with self._session() as session:
            return read_carried(session)

    def basis(self, today: date) -> Basis:
        """Return the policies and editions that derived facts rest on.

        Without the names of occupations.
        """
        return self.transact(lambda work: run_steps_blocking(work.transaction, read_basis(today)))

    def _session(self) -> neo4j.Session:
        return self._driver.session(database=self._database, fetch_size=-1)
