"""Bring a database up to date: numbered migrations, then the reference tables.

A migration is a file `migrations/NNNN_name.cypher`; its statements end with `;` at the end of a
line and change the schema, and each says `IF NOT EXISTS` (or, where it marks data, what is left to
mark): a migration that was cut short simply runs again. Each is a transaction of its own, but for
neighbouring indexes: the server then looks through the store once for all of them. An index that a
later migration drops is not made before it: after a bulk load the store is large. What was applied
stands in the graph as `(:Migration {id, sha256, appliedAt})`; a file that changed after it was
applied is an error, because other databases have its earlier text.

Two processes may start at once. Whoever holds the write lock on one node works, the other waits and
then finds nothing to do; the lock is an open transaction, which ends with its process.
"""

from __future__ import annotations

import hashlib
import re
import time
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.resources import files
from itertools import groupby
from typing import Any, Final

import neo4j
from neo4j import exceptions

from registry.dates import moment_text
from registry.graph.driver import Database, open_sync_driver, translated_errors
from registry.graph.errors import MigrationError
from registry.graph.local import find_address, silent
from registry.graph.reference import is_reference_loaded, load_reference
from registry.settings import Settings

Progress = Callable[[str], None]

LOCK_KEY: Final = """
CREATE CONSTRAINT lock_id IF NOT EXISTS
FOR (n:Lock) REQUIRE n.id IS UNIQUE
"""
MIGRATION_KEY: Final = """
CREATE CONSTRAINT migration_id IF NOT EXISTS
FOR (n:Migration) REQUIRE n.id IS UNIQUE
"""
TAKE_LOCK: Final = """
MERGE (lock:Lock {id: 'migrations'})
SET lock.takenAt = $now
"""
APPLIED: Final = """
MATCH (migration:Migration)
RETURN migration.id, migration.sha256
"""
RECORD_MIGRATION: Final = """
MERGE (migration:Migration {id: $id})
SET migration.sha256 = $sha256, migration.appliedAt = $now
"""
AWAIT_INDEXES: Final = """
CALL db.awaitIndexes($seconds)
"""

_MADE: Final = re.compile(r"CREATE (?:FULLTEXT )?INDEX (\w+)")
_DROPPED: Final = re.compile(r"DROP INDEX (\w+)")

_ATTEMPTS: Final = 20
_LOCK_SECONDS: Final = 900.0
_STATEMENT_SECONDS: Final = 600.0


@dataclass(frozen=True, slots=True)
class Migration:
    """One numbered file."""

    id: str
    text: str

    @property
    def sha256(self) -> str:
        """Return the digest of the text, which must never change once applied."""
        return hashlib.sha256(self.text.encode()).hexdigest()

    def statements(self) -> list[str]:
        """Return the statements, without the comments between them."""
        kept = [line for line in self.text.splitlines() if not line.startswith("//")]
        parts = "\n".join(kept).split(";\n")
        return [part.strip().removesuffix(";") for part in parts if part.strip()]


def migrations() -> list[Migration]:
    """Return the migrations of this package, in order."""
    folder = files(__package__) / "migrations"
    found = [path for path in folder.iterdir() if path.name.endswith(".cypher")]
    return [
        Migration(id=path.name.removesuffix(".cypher"), text=path.read_text("utf-8"))
        for path in sorted(found, key=lambda path: path.name)
    ]


def migrate(settings: Settings, *, progress: Progress = silent) -> list[str]:
    """Apply what the database lacks and load the reference tables; return the ids applied.

    Raises:
        MigrationError: a migration failed, or changed after it was applied.
        DatabaseAwayError: the database does not answer.
    """
    with translated_errors(), open_sync_driver(settings) as driver:
        return apply_all(driver, find_address(settings).database, migrations(), progress=progress)


def apply_all(
    driver: neo4j.Driver, database: str, wanted: list[Migration], *, progress: Progress = silent
) -> list[str]:
    """Apply those of the wanted migrations that the database lacks; see `migrate`."""
    with driver.session(database=database) as session:
        # Nearly every start finds nothing to do, and then takes no lock.
        if not _lacking(session, wanted) and is_reference_loaded(session):
            return []
        _make_key(session, LOCK_KEY)
        _make_key(session, MIGRATION_KEY)
        with _lock(driver, database):
            lacking = _lacking(session, wanted)
            for number, migration in enumerate(lacking, start=1):
                progress(f"graph: migration {migration.id}")
                _apply(session, migration, without=_dropped_by(lacking[number:]))
            if lacking:
                session.run(AWAIT_INDEXES, seconds=int(_STATEMENT_SECONDS)).consume()
            if not is_reference_loaded(session):
                progress("graph: reference tables")
                load_reference(session)
    return [migration.id for migration in lacking]


async def lacking_migrations(database: Database) -> list[str]:
    """Return the ids of the migrations of this package that the database lacks.

    Raises:
        MigrationError: one changed after it was applied.
    """
    return [migration.id for migration in _not_in(await database.read(APPLIED), migrations())]


def _lacking(session: neo4j.Session, wanted: list[Migration]) -> list[Migration]:
    return _not_in(session.run(APPLIED).values(), wanted)


def _not_in(rows: list[list[Any]], wanted: list[Migration]) -> list[Migration]:
    applied = {row[0]: row[1] for row in rows}
    for migration in wanted:
        if applied.get(migration.id, migration.sha256) != migration.sha256:
            raise MigrationError(
                f"migration {migration.id} changed after it was applied; add a new one instead"
            )
    return [migration for migration in wanted if migration.id not in applied]


def _dropped_by(later: Iterable[Migration]) -> set[str]:
    """Return the names of the indexes that migrations drop."""
    statements = (statement for migration in later for statement in migration.statements())
    return {found[1] for statement in statements if (found := _DROPPED.match(statement))}


def _apply(session: neo4j.Session, migration: Migration, *, without: Collection[str] = ()) -> None:
    """Apply a migration, but for the indexes of these names."""
    wanted = [
        statement
        for statement in migration.statements()
        if not (found := _MADE.match(statement)) or found[1] not in without
    ]
    for is_index, statements in groupby(wanted, lambda one: _MADE.match(one) is not None):
        try:
            if is_index:
                _run_together(session, statements)
            else:
                for statement in statements:
                    _run(session, statement)
        except exceptions.ClientError as err:
            raise MigrationError(f"migration {migration.id} failed: {err.message}") from err
    now = moment_text(datetime.now(UTC))
    session.run(RECORD_MIGRATION, id=migration.id, sha256=migration.sha256, now=now).consume()


def _run(session: neo4j.Session, statement: str) -> None:
    # The text comes from a file of this package, never from a user.
    query = neo4j.Query(statement, timeout=_STATEMENT_SECONDS)
    session.run(query).consume()


def _run_together(session: neo4j.Session, statements: Iterable[str]) -> None:
    with session.begin_transaction(timeout=_STATEMENT_SECONDS) as transaction:
        for statement in statements:
            # As in `_run`; a transaction takes no `Query`.
            transaction.run(statement).consume()
        transaction.commit()


def _make_key(session: neo4j.Session, statement: str) -> None:
    """Make a constraint that another process may be making at this moment."""
    for attempt in range(_ATTEMPTS):
        try:
            _run(session, statement)
        except (exceptions.ClientError, exceptions.TransientError):
            # `IF NOT EXISTS` looks before the other has committed, and the creation then collides.
            if attempt == _ATTEMPTS - 1:
                raise
            time.sleep(0.1)
        else:
            return


@contextmanager
def _lock(driver: neo4j.Driver, database: str) -> Iterator[None]:
    """Hold the write lock on the one node of migrations; wait for whoever has it."""
    end = time.monotonic() + _LOCK_SECONDS
    with driver.session(database=database) as session:
        while True:
            transaction = session.begin_transaction(timeout=_LOCK_SECONDS)
            try:
                transaction.run(TAKE_LOCK, now=moment_text(datetime.now(UTC))).consume()
                break
            except exceptions.TransientError:
                # The server ends long waits for a lock by itself.
                transaction.close()
                if time.monotonic() > end:
                    raise
        with transaction:
            yield
            transaction.commit()
