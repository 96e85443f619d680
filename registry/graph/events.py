"""Access events in the graph: written in groups, read by the person whom they are about."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from registry.graph.driver import Database, Parameters, Transaction

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
    """Write events with all the people whom each is about, in one transaction."""

    async def work(transaction: Transaction) -> None:
        await transaction.run(RECORD, {"events": list(events)})

    await database.write(work)
