"""Reads the rows of one root field.

Compile (or remember) the statement, send it once, turn its one record into rows.

Compiled statements are kept in a bounded memory by head, standing and selection; the text itself
does not depend on what is asked of the root rows, so the database plans few texts (DESIGN.md 4,
"Stable text").
"""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from time import perf_counter
from typing import Any, Final, Self, cast

from registry.counted import Counted
from registry.graph.compiler import Statement, compile_statement
from registry.graph.driver import Database
from registry.graph.layout import PageSlot
from registry.graph.rows import Decoder, decoder
from registry.graph.selection import Selection
from registry.graph.shapes.model import Head, People, Reading, Row
from registry.viewer import Viewer

_REMEMBERED: Final = 1_024
_READ_SECONDS: Final = 10.0
_FIRST_SECONDS: Final = 30.0
"""The database plans an unseen text first, which takes many times as long as its execution."""
_PLANNED: Final = 1_000
"""As many plans as Neo4j keeps by default (`server.memory.query_cache.per_db_cache_num_entries`).
"""
_PLANNING: Final = 2


@dataclass(frozen=True, slots=True)
class Answer:
    """The rows of a root field with what a cursor holds of each.

    Its further results by name (None where not wanted). `people` says of each row whom it shows:
    worker id -> names of the fields.
    """

    rows: tuple[tuple[object, Row], ...]
    extras: Mapping[str, Any]
    people: Sequence[People]


@dataclass(frozen=True, slots=True)
class _Known:
    """A statement with all that follows of it and its selection alone."""

    statement: Statement
    switches: Mapping[str, bool]
    pages: tuple[PageSlot, ...]
    row: Decoder

    @classmethod
    def of(cls, statement: Statement, selection: Selection) -> Self:
        layout = statement.layout
        pages = tuple(layout.page_slots())
        return cls(statement, statement.switched(selection), pages, decoder(layout))


class Reader:
    """Compiles and reads. One for a process; `seconds` is how long a statement may take.

    `texts_planned` counts the texts that were new to the database, as far as this process knows,
    and `first_seconds` adds up how long their first answers took;
    `compiled` how often a compiled statement was remembered.
    """

    def __init__(self, database: Database, *, seconds: float = _READ_SECONDS) -> None:
        self._database = database
        self._seconds = seconds
        self._first_seconds = max(seconds, _FIRST_SECONDS)
        self._statements: OrderedDict[tuple[object, ...], _Known] = OrderedDict()
        self._planned: OrderedDict[str, None] = OrderedDict()
        self._planning = asyncio.Semaphore(_PLANNING)
        self.texts_planned = 0
        self.first_seconds = 0.0
        self.compiled = Counted()

    async def read(
        self,
        head: Head,
        selection: Selection,
        *,
        viewer: Viewer,
        today: date,
        reading: Reading,
        parameters: Mapping[str, object],
        extras: frozenset[str] = frozenset(),
    ) -> Answer:
        """Read what is wanted of the head's rows, in one statement.

        Raises:
            RequestError: the arguments of a page inside the rows are impossible, or whoever asks
            may have no more statements planned for now.
            DatabaseAwayError, StatementTooSlowError: see `Database.read`.
        """
        known = self._known(head, selection, viewer)
        statement = known.statement
        values: dict[str, object] = {
            "viewerSubject": viewer.subject,
            "viewerOrganisation": viewer.organisation,
            "viewerDivision": viewer.division,
            "today": today,
            **known.switches,
        }
        for name in statement.extras:
            values[f"with_{name}"] = name in extras
        for slot in known.pages:
            values |= _page_parameters(slot, reading)
        values |= parameters
        found, *more = await self._sent(statement.text, values, reading.plan)
        people: list[People] = [{} for _ in found]
        rows = tuple(
            [
                (position, known.row(row, reading.cursors, noted))
                for (position, row), noted in zip(found, people, strict=True)
            ]
        )
        return Answer(rows, dict(zip(statement.extras, more, strict=True)), people)

    async def _sent(
        self, text: str, values: dict[str, object], plan: Callable[[], None]
    ) -> list[Any]:
        """Return the one record.

        Unseen texts are paid for, and wait for each other, so that planning never takes the whole
        database.
        """
        if text in self._planned:
            self._planned.move_to_end(text)
            [[answer]] = await self._database.read(text, values, timeout=self._seconds)
        else:
            plan()
            self.texts_planned += 1
            async with self._planning:
                began = perf_counter()
                [[answer]] = await self._database.read(text, values, timeout=self._first_seconds)
                self.first_seconds += perf_counter() - began
            self._planned[text] = None
            if len(self._planned) > _PLANNED:
                self._planned.popitem(last=False)
        return cast("list[Any]", answer)

    def statement(self, head: Head, selection: Selection, viewer: Viewer) -> Statement:
        """Return the compiled statement, from memory if it was compiled before."""
        return self._known(head, selection, viewer).statement

    def _known(self, head: Head, selection: Selection, viewer: Viewer) -> _Known:
        key = (head.rows, tuple(head.extras.items()), viewer.standing, selection.key())
        known = self._statements.get(key)
        if known is None:
            self.compiled.misses += 1
            statement = compile_statement(head, selection, viewer.standing)
            known = self._statements[key] = _Known.of(statement, selection)
            if len(self._statements) > _REMEMBERED:
                self._statements.popitem(last=False)
        else:
            self.compiled.hits += 1
            self._statements.move_to_end(key)
        return known


def _page_parameters(slot: PageSlot, reading: Reading) -> dict[str, object]:
    arguments = dict(slot.arguments)
    page = reading.cursors.page(slot.edge.name, arguments)
    values = {"limit": page.limit, "position": page.position, "counted": slot.counted}
    values |= slot.edge.arguments(arguments)
    return {f"{slot.place}_{name}": value for name, value in values.items()}
