"""One request of one viewer: what a resolver reads with, and who was seen on the way.

Every read goes through here, so everybody who was shown is known when the answer is complete;
`registry.events` writes it down before the answer leaves.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Final

from registry.dates import china_day, moment_text
from registry.graph.layout import connection
from registry.graph.reading import Answer, Reader
from registry.graph.selection import Selection
from registry.graph.shapes.model import Head, People, Reading, Row
from registry.graph.snapshots import Rows, without_rows
from registry.language import Language
from registry.observing.told import NOT_EXECUTED
from registry.paging import Cursors, Page, binding_of
from registry.services import Services
from registry.snapshots import Count
from registry.viewer import Viewer

_COUNT: Final = "totalCount"


@dataclass(frozen=True, slots=True)
class Statistic:
    """Rows that were counted at a moment, given as text, and what stands beside them."""

    rows: Rows
    extras: Mapping[str, Any]
    at: str


@dataclass(slots=True)
class Inquiry:
    """The context of one request. `now` is its moment, the same for all its parts.

    `language` that of texts for people.
    """

    services: Services
    viewer: Viewer
    now: datetime
    language: Language = "zh"
    client: str = ""
    """The network address that asks, for limits of rate."""
    today: date = field(init=False)
    """Today in China (MEANINGS.md, "Time")."""
    reading: Reading = field(init=False)
    purposes: set[str] = field(default_factory=set)
    """The root fields that read rows: why people were seen."""
    _sealers: dict[str, Callable[[str], str]] = field(default_factory=dict, init=False)
    asked: tuple[str, str] = NOT_EXECUTED
    """Kind and root field of the operation, for whoever counts."""

    def __post_init__(self) -> None:
        """Tell the day, and give the viewer its cursors."""
        self.today = china_day(self.now)
        self.reading = Reading(Cursors(self.services.sealing, self.viewer))

    async def read(
        self,
        head: Head,
        selection: Selection,
        extras: frozenset[str] = frozenset(),
        **parameters: object,
    ) -> Answer:
        """Read what is wanted of the head's rows in one statement.

        See `Reader.read`. The first read of a day waits for the new day.
        """
        answer = await self.read_unseen(head, selection, extras, **parameters)
        for people in answer.people:
            self.show(people)
        return answer

    async def read_unseen(
        self,
        head: Head,
        selection: Selection,
        extras: frozenset[str] = frozenset(),
        **parameters: object,
    ) -> Answer:
        """Read as `read` does, for who does not show all rows: `show` then tells whom it shows."""
        await self.services.rollover.ensure()
        self.purposes.add(head.name)
        return await self.services.reader.read(
            head,
            selection,
            viewer=self.viewer,
            today=self.today,
            reading=self.reading,
            parameters=parameters,
            extras=extras,
        )

    async def counted_now(
        self, head: Head, extras: frozenset[str] = frozenset(), **parameters: object
    ) -> Statistic:
        """Count for this request alone."""
        answer = await self.read(head, Selection(), extras, **parameters)
        return Statistic([row for _, row in answer.rows], answer.extras, moment_text(self.now))

    async def counted(
        self, head: Head, extras: frozenset[str] = frozenset(), **parameters: object
    ) -> Statistic:
        """Count what is the same for every viewer; in a large registry as of a moment ago.

        See `registry.snapshots`. What stands beside the rows is always of now.
        """
        snapshots = self.services.snapshots
        if not await snapshots.are_wanted():
            return await self.counted_now(head, extras, **parameters)
        name = binding_of(head.name, parameters | {"today": self.today, "rows": head.rows})
        kept, at = await snapshots.rows(f"{head.name} {name}", self._count(head, parameters))
        beside = await self.read(without_rows(head), Selection(), extras, **parameters)
        return Statistic(kept, beside.extras, at)

    def _count(self, head: Head, parameters: Mapping[str, object]) -> Count:
        """Return what counts, once this request may have ended."""
        viewer, today = self.viewer, self.today

        async def count(reader: Reader) -> Rows:
            answer = await reader.read(
                head,
                Selection(),
                viewer=viewer,
                today=today,
                reading=Reading(Cursors(self.services.sealing, viewer)),
                parameters=parameters,
            )
            return [row for _, row in answer.rows]

        return count

    def show(self, people: People) -> None:
        """Note people, by id, whose fields of these names are shown."""
        seen = self.reading.people
        for person, fields in people.items():
            known = seen.get(person)
            seen[person] = fields if known is None else known | fields

    async def one(self, head: Head, selection: Selection, **parameters: object) -> Row | None:
        """Return the head's one row, or None."""
        answer = await self.read(head, selection, frozenset(), **parameters)
        return answer.rows[0][1] if answer.rows else None

    async def many(self, head: Head, selection: Selection, **parameters: object) -> list[Row]:
        """Return the head's rows."""
        answer = await self.read(head, selection, frozenset(), **parameters)
        return [row for _, row in answer.rows]

    def sealer(self, purpose: str) -> Callable[[str], str]:
        """Return what seals texts of a purpose for this viewer; made once a request."""
        known = self._sealers.get(purpose)
        if known is None:
            sealer = self.services.sealing.sealer(self.viewer.scope, purpose)
            known = self._sealers[purpose] = sealer
        return known

    def page(self, name: str, arguments: Mapping[str, object]) -> Page:
        """Read the paging arguments of a root field; see `Cursors.page`."""
        return self.reading.cursors.page(name, arguments)

    async def connection(
        self,
        head: Head,
        arguments: Mapping[str, object],
        selection: Selection,
        **parameters: object,
    ) -> Row:
        """Return a page as a connection.

        `selection` is what is wanted of the connection, `arguments` are those of the field.

        The head gets `$limit` (one more than wanted) and `$position` (null at the beginning), and
        counts in its extra `totalCount`.
        """
        page = self.page(head.name, arguments)
        extras = frozenset({_COUNT}) if selection.has(_COUNT) else frozenset()
        answer = await self.read(
            head, selection.rows(), extras, limit=page.limit, position=page.position, **parameters
        )
        return self.connected(page, answer, edges=selection.has("edges"))

    def connected(self, page: Page, answer: Answer, *, edges: bool = True) -> Row:
        """Return the connection of an answer that was read for this page."""
        kept, more = page.cut(answer.rows)
        positions = [position for position, _ in kept]
        return connection(
            [row for _, row in kept],
            self.reading.cursors.sealed(page.binding, positions),
            edges=edges,
            more=more,
            page_is_first=page.position is None,
            total=answer.extras.get(_COUNT),
            backwards=page.backwards,
        )
