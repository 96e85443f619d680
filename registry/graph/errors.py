"""What can go wrong between us and the database; `code` is public and permanent."""

from __future__ import annotations

from typing import ClassVar


class GraphError(Exception):
    """The graph cannot do what was asked of it."""

    code: ClassVar[str] = "graph_error"


class DatabaseAwayError(GraphError):
    """The database does not answer, or refuses us; nothing was written."""

    code: ClassVar[str] = "database_unavailable"


class OutcomeUnknownError(DatabaseAwayError):
    """The answer to COMMIT was lost: the write happened or not; its idempotency key will tell."""

    code: ClassVar[str] = "outcome_unknown"


class BookmarkAheadError(DatabaseAwayError):
    """The database did not come to the state of a bookmark in time, or was restored since."""

    code: ClassVar[str] = "bookmark_ahead"


class StatementTooSlowError(GraphError):
    """A statement reached its time limit and was ended; nothing was written."""

    code: ClassVar[str] = "statement_too_slow"


class AlreadyThereError(GraphError):
    """A uniqueness constraint refused the write: the key was just taken; nothing was written."""

    code: ClassVar[str] = "already_there"


class JarError(GraphError):
    """A part of the database server is missing, or is not what the lock file says."""

    code: ClassVar[str] = "server_files"


class LocalServerError(GraphError):
    """The local database server could not be made, started or stopped."""

    code: ClassVar[str] = "local_server"


class MigrationError(GraphError):
    """A migration failed, or one that was applied has changed since."""

    code: ClassVar[str] = "migration"
