"""A real Neo4j for tests: its own home, marked as ours, empty when a module starts.

The server is the one of `registry.graph.local`, under `$REGISTRY_HOME/test`; it is made once and
kept between runs, which then start it in seconds. A graph that holds anything and lacks the mark is
never touched: wiping is what happens here.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, LiteralString

import neo4j

from registry.graph.address import Address
from registry.graph.driver import open_sync_driver
from registry.graph.local import local_database
from registry.graph.migrate import migrate
from registry.graph.reference import load_reference
from registry.settings import Settings

MARK: Final = "MERGE (mark:TestDatabase {id: 'talent-registry tests'})"
COUNT: Final = """
MATCH (n)
RETURN count(n), count(CASE WHEN n:TestDatabase THEN 1 END)
"""
WIPE: Final = """
MATCH (n)
WHERE NOT n:TestDatabase AND NOT n:Migration
CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 5000 ROWS
"""


class ForeignDatabaseError(Exception):
    """The database holds something and was not made by the tests: it must not be wiped."""


@dataclass(frozen=True, slots=True)
class Graph:
    """A running test database; `settings` make product code use it."""

    settings: Settings
    address: Address
    driver: neo4j.Driver

    def run(self, statement: LiteralString, **parameters: Any) -> list[list[Any]]:
        """Run a statement and return its rows."""
        with self.driver.session(database=self.address.database) as session:
            return session.run(statement, parameters).values()

    def wipe(self) -> None:
        """Empty the graph down to the schema and the reference tables.

        The files of its transparency log go too: with another database they are another log.

        Raises:
            ForeignDatabaseError: the tests did not mark it.
        """
        require_mark(self)
        shutil.rmtree(self.settings.home / "log", ignore_errors=True)
        with self.driver.session(database=self.address.database) as session:
            session.run(WIPE).consume()
            load_reference(session)


def require_mark(graph: Graph) -> None:
    """Mark an empty graph; refuse one that holds something without the mark."""
    nodes, marks = graph.run(COUNT)[0]
    if nodes and not marks:
        raise ForeignDatabaseError(f"{graph.address.uri} was not made by the tests; not touched")
    graph.run(MARK)


@contextmanager
def running_graph(home: Path) -> Iterator[Graph]:
    """Run a migrated test database with its state under `home`."""
    settings = Settings(home=home, neo4j_uri=None)
    with local_database(settings) as address, open_sync_driver(settings) as driver:
        graph = Graph(settings=settings, address=address, driver=driver)
        require_mark(graph)
        migrate(settings)
        yield graph
