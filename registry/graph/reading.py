"""Reads the rows of one root field: compile (or remember) the statement, send it once, turn its one record into rows.

Compiled statements are kept in a bounded memory by head, standing and selection; the text itself
does not depend on what is asked of the root rows, so the database plans few texts (DESIGN.md 4,
"Stable text").
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from registry.graph.compiler import Statement, compile_statement
from registry.graph.driver import Database
from registry.graph.selection import Selection
from registry.graph.shapes import SHAPES
from registry.graph.shapes.model import Head, Reading, Row
from registry.viewer import Viewer

_REMEMBERED: Final = 1_024
_READ_SECONDS: Final = 10.0


@dataclass(frozen=True, slots=True)
class Answer:
    """The rows of a root field with what a cursor holds of each, and its further results by name (None where not wanted)."""

    rows: tuple[tuple[object, Row], ...]
    extras: Mapping[str, Any]


class Reader:
    """Compiles and reads. One for a process."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._statements: OrderedDict[tuple[object, ...], Statement] = OrderedDict()

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
            RequestError: the arguments of a page inside the rows are impossible.
            DatabaseAwayError, StatementTooSlowError: see `Database.read`.
        """
        statement = self.statement(head, selection, viewer)
        values: dict[str, object] = {
            "viewerSubject": viewer.subject,
            "viewerOrganisation": viewer.organisation,
            "viewerDivision": viewer.division,
            "today": today,
        }
        values |= {f"with_{name}": name in extras for name in head.extras}
        values |= _switches(head, selection) | _page_parameters(statement, reading) | {**parameters}
        [[answer]] = await self._database.read(statement.text, values, timeout=_READ_SECONDS)
        wanted = selection.names()
        rows = tuple(
            (position, statement.layout.row(row, reading, wanted)) for position, row in answer[0]
        )
        return Answer(rows, dict(zip(statement.extras, answer[1:], strict=True)))

    def statement(self, head: Head, selection: Selection, viewer: Viewer) -> Statement:
        """Return the compiled statement, from memory if it was compiled before."""
        key = (head.rows, tuple(head.extras.items()), viewer.standing, selection.key())
        known = self._statements.get(key)
        if known is None:
            known = self._statements[key] = compile_statement(head, selection, viewer.standing)
            if len(self._statements) > _REMEMBERED:
                self._statements.popitem(last=False)
        else:
            self._statements.move_to_end(key)
        return known


def _switches(head: Head, selection: Selection) -> dict[str, object]:
    shape, names = SHAPES[head.type], selection.names()
    switches: dict[str, object] = {f"with_{edge.name}": edge.name in names for edge in shape.edges}
    return switches | {f"with_{part.name}": part.is_wanted(names) for part in shape.parts}


def _page_parameters(statement: Statement, reading: Reading) -> dict[str, object]:
    parameters: dict[str, object] = {}
    for slot in statement.layout.page_slots():
        arguments = dict(slot.arguments)
        page = reading.cursors.page(slot.edge.name, arguments)
        values = {"limit": page.limit, "position": page.position, "counted": slot.counted}
        values |= slot.edge.arguments(arguments)
        parameters |= {f"{slot.place}_{name}": value for name, value in values.items()}
    return parameters
