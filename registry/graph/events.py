"""Access events in the graph: written in groups, read by the person whom they are about."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from typing import Final

from registry.graph.driver import Database, Parameters, Transaction
from registry.graph.errors import AlreadyThereError, DatabaseAwayError

RECORD: Final = """
UNWIND $events AS event
CREATE (e:AccessEvent {id: event.id, at: event.at, role: event.role, organisation:
    event.organisation,
                       purpose: event.purpose, fields: event.fields})
WITH e, event
UNWIND event.people AS person
MATCH (w:Worker {id: person})
CREATE (e)-[:ABOUT]->(w)
"""


async def record_events(database: Database, events: Sequence[Parameters]) -> None:
    """Write events with all the people whom each is about, in one transaction.

    Mostly that is one statement by itself. After a passing failure (a deadlock with the events of
    another process, a change of leader) it is a unit of work that the driver repeats. An event that
    was written after all, its answer lost, is there under its id and is not written again.
    """
    parameters = {"events": list(events)}
    try:
        await database.append(RECORD, parameters)
    except DatabaseAwayError:

        async def work(transaction: Transaction) -> None:
            await transaction.run(RECORD, parameters)

        with suppress(AlreadyThereError):
            await database.write(work)
