"""Access events.

Every look at a person by someone else, written down before the answer leaves (PIPL 44, 55).

One event for each answer, about all the people in it. A request waits for its event, but not alone:
what comes in while a group is being written makes the next group, so that many requests share one
commit. If it cannot be written, the answer does not leave.
"""

from __future__ import annotations

import asyncio
import uuid
from contextvars import Context
from dataclasses import dataclass
from datetime import datetime

from registry.dates import moment_text
from registry.graph.driver import Database
from registry.graph.events import record_events


@dataclass(frozen=True, slots=True)
class AccessEvent:
    """Who looked at whom, when, why, at which fields.

    `people` are worker ids, never the viewer's own.
    """

    at: datetime
    role: str
    organisation: str | None
    purpose: str
    fields: tuple[str, ...]
    people: tuple[str, ...]

    def parameters(self) -> dict[str, object]:
        """Return the event as the database takes it."""
        return {
            # Events of the same second are listed in the order in which they happened.
            "id": f"{int(self.at.timestamp() * 1_000_000):014x}{uuid.uuid4().hex}",
            "at": moment_text(self.at),
            "role": self.role,
            "organisation": self.organisation,
            "purpose": self.purpose,
            "fields": list(self.fields),
            "people": list(self.people),
        }


class AccessEvents:
    """The writer of a process. `groups` counts the groups that it has written."""

    def __init__(self, database: Database) -> None:
        self.groups = 0
        self._database = database
        self._waiting: list[tuple[AccessEvent, asyncio.Future[None]]] = []
        self._writer: asyncio.Task[None] | None = None

    async def record(self, event: AccessEvent) -> None:
        """Return when the event is durable.

        Raises:
            GraphError: it could not be written.
        """
        done = asyncio.get_running_loop().create_future()
        self._waiting.append((event, done))
        if self._writer is None or self._writer.done():
            # A group is of many requests, so it follows the trail of none.
            self._writer = asyncio.create_task(self._write(), context=Context())
        await done

    async def _write(self) -> None:
        while self._waiting:
            group, self._waiting = self._waiting, []
            self.groups += 1
            try:
                await record_events(self._database, [event.parameters() for event, _ in group])
            except Exception as err:  # noqa: BLE001 - whatever it was goes to those who wait for it
                for _, done in group:
                    if not done.done():
                        done.set_exception(err)
            else:
                for _, done in group:
                    if not done.done():
                        done.set_result(None)
