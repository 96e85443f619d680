"""Work in several statements, written once and run in a blocking or an asynchronous transaction.

Such work is a generator: it yields `(statement, parameters)` and is sent the rows. So an import
with the blocking driver and a mutation of the API run the very same code in their own transactions.
"""

from __future__ import annotations

from collections.abc import Generator
from typing import Any, Protocol, TypeVar, cast

import neo4j

Row = list[Any]
Statement = tuple[str, dict[str, Any]]
T = TypeVar("T")

Steps = Generator[Statement, list[Row], T]


class RunsStatements(Protocol):
    """An open transaction of `registry.graph.driver`."""

    async def run(self, statement: str, parameters: dict[str, Any] | None = None) -> list[Row]:
        """Run a statement and return its rows."""
        ...


async def run_steps(transaction: RunsStatements, steps: Steps[T]) -> T:
    """Run the steps in an asynchronous transaction and return their result."""
    try:
        statement, parameters = next(steps)
        while True:
            statement, parameters = steps.send(await transaction.run(statement, parameters))
    except StopIteration as end:
        return cast("T", end.value)


def run_steps_blocking(
    transaction: neo4j.ManagedTransaction | neo4j.Transaction, steps: Steps[T]
) -> T:
    """Run the steps in a blocking transaction and return their result."""
    try:
        statement, parameters = next(steps)
        while True:
            result = transaction.run(statement, parameters)
            statement, parameters = steps.send([record.values() for record in result])
    except StopIteration as end:
        return cast("T", end.value)
