"""How many different statement texts a run of the tests asked the database for.

A text that the database has not seen costs it up to a second of planning, so most of the time of
the API's tests is spent on these, as is that of a user's first requests. The number is printed at
the end of a run and should fall, or grow no faster than the schema.
"""

from __future__ import annotations

from typing import Any, Final

import pytest

from registry.graph.driver import Database


class Texts:
    """A plugin that notes what is read, without changing it."""

    def __init__(self) -> None:
        self._seen: Final[set[str]] = set()
        self._patch = pytest.MonkeyPatch()

    def pytest_sessionstart(self) -> None:
        """Begin to note."""
        read, seen = Database.read, self._seen

        async def noted(database: Database, statement: str, *args: Any, **named: Any) -> Any:
            seen.add(statement)
            return await read(database, statement, *args, **named)

        self._patch.setattr(Database, "read", noted)

    def pytest_sessionfinish(self) -> None:
        """Note no more."""
        self._patch.undo()

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        """Print the number."""
        if self._seen:
            terminalreporter.write_line(f"{len(self._seen)} different statement texts were read")
