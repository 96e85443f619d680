"""The way to a database: a driver a process, a session an operation, a limit a transaction.

A read is one auto-commit statement in a READ session: a managed transaction would cost a round trip
more and buys nothing, since a statement that did not answer may simply be asked again by the
client. A write is a unit of work in a managed transaction, which the driver runs again after
deadlocks and changes of leader; what it cannot know, a lost answer to COMMIT, is
`OutcomeUnknownError`, told apart by the unit's idempotency key.

Nothing here knows what is asked. Errors of the driver leave this module only as ours.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any, Final, TypeVar

import neo4j
from neo4j import exceptions

from registry.graph.bookmarks import NOTHING, Trail, current
from registry.graph.errors import (
    AlreadyThereError,
    BookmarkAheadError,
    DatabaseAwayError,
    OutcomeUnknownError,
    StatementTooSlowError,
)
from registry.graph.explaining import current_explanation, profiled
from registry.graph.local import find_address
from registry.graph.sent import Mode, Sent, Watched, unwatched
from registry.settings import Settings

Parameters = dict[str, Any]
Row = list[Any]
T = TypeVar("T")

READ_SECONDS: Final = 5.0
WRITE_SECONDS: Final = 15.0

_TOO_SLOW: Final = frozenset(
    {
        "Neo.ClientError.Transaction.TransactionTimedOut",
        "Neo.ClientError.Transaction.TransactionTimedOutClientConfiguration",
        "Neo.ClientError.Transaction.LockClientStopped",
    }
)
_AHEAD: Final = "Neo.TransientError.Transaction.BookmarkTimeout"

_NOTHING: Final = "RETURN 0"

_DRIVER: Final[Mapping[str, Any]] = {
    "connection_timeout": 3.0,
    "connection_acquisition_timeout": 5.0,
    "max_transaction_retry_time": 10.0,
    # The default waits a second before the first retry: a deadlock is over in milliseconds.
    "initial_retry_delay": 0.02,
    "max_connection_pool_size": 64,
    # A connection idle for longer is tried before its use: the server may have restarted.
    "liveness_check_timeout": 30.0,
    "telemetry_disabled": True,
    "user_agent": "talent-registry",
    # The planner's advice is for those who write statements, not for every answer.
    "notifications_min_severity": "OFF",
}


def open_driver(settings: Settings) -> neo4j.AsyncDriver:
    """Return a driver of the database; it connects when first used.

    Raises:
        DatabaseAwayError: the database is the local one, and that does not run.
    """
    address = find_address(settings)
    return neo4j.AsyncGraphDatabase.driver(
        address.uri, auth=(address.user, address.password), **_DRIVER
    )


def open_sync_driver(settings: Settings) -> neo4j.Driver:
    """Return a blocking driver, for commands and imports; see `open_driver`."""
    address = find_address(settings)
    return neo4j.GraphDatabase.driver(address.uri, auth=(address.user, address.password), **_DRIVER)


class Transaction:
    """A running write; its statements are counted like all others."""

    def __init__(self, transaction: neo4j.AsyncManagedTransaction, database: Database) -> None:
        self._transaction = transaction
        self._database = database

    async def run(self, statement: str, parameters: Parameters | None = None) -> list[Row]:
        """Run a statement and return its rows."""
        self._database.statements += 1
        with self._database.watched(statement, "write") as rows:
            result = await self._transaction.run(statement, parameters)
            rows.extend([record.values() async for record in result])
        return rows


class Database:
    """Reads and writes of one database, and how many statements they took.

    `statements` counts every statement that was sent; tests compare it before and after a request.
    `sent` is told of each when it ended. `floor` is a state that every session waits for, besides
    those that the running request follows (`registry.graph.bookmarks`).
    """

    def __init__(
        self,
        driver: neo4j.AsyncDriver,
        database: str = "neo4j",
        *,
        sent: Callable[[Sent], None] = unwatched,
    ) -> None:
        self._driver = driver
        self._database = database
        self._sent = sent
        self.statements = 0
        self.floor = NOTHING

    def beside(self) -> Database:
        """Return the same database with a count of its own, for work that no request asked for."""
        return Database(self._driver, self._database, sent=self._sent)

    async def read(
        self,
        statement: str,
        parameters: Parameters | None = None,
        *,
        timeout: float = READ_SECONDS,
    ) -> list[Row]:
        """Run one reading statement and return its rows, each a list of values.

        Raises:
            DatabaseAwayError: the database does not answer.
            StatementTooSlowError: it took longer than `timeout` seconds.
        """
        self.statements += 1
        explanation = current_explanation()
        text = statement if explanation is None else profiled(statement)
        query = neo4j.Query(text, timeout=timeout)
        trail = current()
        begin = self._beginning(trail)
        with translated_errors(), self.watched(statement, "read") as rows:
            async with self._driver.session(
                database=self._database,
                default_access_mode=neo4j.READ_ACCESS,
                bookmarks=begin,
                fetch_size=-1,
            ) as session:
                result = await session.run(query, parameters)
                rows.extend([record.values() async for record in result])
                if explanation is not None:
                    explanation.note(statement, parameters, len(rows), await result.consume())
                if trail is not None:
                    trail.move(begin, await session.last_bookmarks())
        return rows

    async def state(self) -> frozenset[str]:
        """Return the name of the state that the database is in: it changes with every commit.

        The question asks nothing of the graph, and is not counted among its statements.

        Raises:
            DatabaseAwayError: the database does not answer.
        """
        begin = self._beginning(current())
        with translated_errors():
            async with self._driver.session(
                database=self._database, default_access_mode=neo4j.READ_ACCESS, bookmarks=begin
            ) as session:
                result = await session.run(neo4j.Query(_NOTHING, timeout=READ_SECONDS))
                await result.consume()
                return frozenset((await session.last_bookmarks()).raw_values)

    async def append(
        self,
        statement: str,
        parameters: Parameters | None = None,
        *,
        timeout: float = WRITE_SECONDS,
    ) -> None:
        """Run one writing statement by itself; it costs half of what a unit of work does.

        It is not run again after a passing failure. It leaves no bookmark: nobody who reads later
        has to have seen it.

        Raises:
            AlreadyThereError: a uniqueness constraint refused it.
            DatabaseAwayError: the database does not answer, or could not take it now.
            StatementTooSlowError: it took longer than `timeout` seconds.
        """
        self.statements += 1
        query = neo4j.Query(statement, timeout=timeout)
        with translated_errors(), self.watched(statement, "write"):
            async with self._driver.session(
                database=self._database, bookmarks=self.floor
            ) as session:
                result = await session.run(query, parameters)
                await result.consume()

    async def write(
        self,
        unit_of_work: Callable[[Transaction], Awaitable[T]],
        *,
        timeout: float = WRITE_SECONDS,
    ) -> T:
        """Run a unit of work in one transaction and return its result.

        The unit runs again after a passing failure, so it must have no other effect than its
        statements.

        Raises:
            OutcomeUnknownError: the answer to COMMIT was lost.
            AlreadyThereError: a uniqueness constraint refused it.
            DatabaseAwayError: the database does not answer.
            StatementTooSlowError: it took longer than `timeout` seconds.
        """

        @neo4j.unit_of_work(timeout=timeout)
        async def run(transaction: neo4j.AsyncManagedTransaction) -> T:
            return await unit_of_work(Transaction(transaction, self))

        trail = current()
        begin = self._beginning(trail)
        with translated_errors():
            async with self._driver.session(
                database=self._database, bookmarks=begin, fetch_size=-1
            ) as session:
                result = await session.execute_write(run)
                if trail is not None:
                    trail.move(begin, await session.last_bookmarks(), has_written=True)
                return result

    def _beginning(self, trail: Trail | None) -> neo4j.Bookmarks:
        """Return what a session has to wait for."""
        if trail is None or not trail.bookmarks:
            return self.floor
        return trail.bookmarks + self.floor if self.floor else trail.bookmarks

    def watched(self, statement: str, mode: Mode) -> Watched:
        """Surround the sending of a statement: its block puts the rows into the list."""
        return Watched(statement, mode, self._sent)


@contextmanager
def translated_errors() -> Iterator[None]:
    """Turn what the driver raises for a database that is away or too slow into our errors."""
    try:
        yield
    except exceptions.IncompleteCommit as err:
        raise OutcomeUnknownError("the database went away before it confirmed the write") from err
    except exceptions.AuthError as err:
        raise DatabaseAwayError(
            "the database refuses our sign-in; check NEO4J_USER and NEO4J_PASSWORD"
        ) from err
    except (
        exceptions.ServiceUnavailable,
        exceptions.SessionExpired,
        exceptions.ConnectionPoolError,
        exceptions.ConfigurationError,
        OSError,
    ) as err:
        raise DatabaseAwayError("the database does not answer") from err
    except exceptions.ConstraintError as err:
        raise AlreadyThereError("another write has just taken the same key") from err
    except exceptions.Neo4jError as err:
        # What is left is a mistake in a statement, and goes up as it is.
        if err.code in _TOO_SLOW:
            raise StatementTooSlowError("the statement took longer than its time limit") from err
        if err.code == _AHEAD:
            raise BookmarkAheadError("the database has not come to the bookmark's state") from err
        if isinstance(err, exceptions.TransientError):
            raise DatabaseAwayError("the database cannot take this now") from err
        raise
