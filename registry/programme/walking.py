"""A page of rows that only a rule can choose, found in one statement however many there are.

The database gives a *window* of rows in a stable order, some more than the page needs; each is
judged, and those that are kept fill the page. The cursor remembers where the walk stands and how
many it has kept, so that a page may be shorter than asked though more follow: `hasNextPage` says
so. `totalCount` is how many have been found up to here, exact when the walk has come to its end.
So the cost of a page is that of its window, and never grows with the registry. Whoever was judged
and is not shown was not seen: no access event tells of them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from registry.graph.layout import connection
from registry.graph.reading import Answer
from registry.graph.selection import Selection
from registry.graph.shapes.model import Head, Row
from registry.inquiry import Inquiry
from registry.paging import Page

ROWS_JUDGED: Final = 5
"""Rows judged for each row wanted."""

Positioned = tuple[object, Row]


@dataclass(frozen=True, slots=True)
class Walk:
    """A walk that stands at a page of its rows.

    `found` were kept before this page; `window` rows are judged for it.
    """

    page: Page
    found: int
    start: object
    window: int

    @classmethod
    def of(cls, page: Page, *, chooses: bool) -> Walk:
        """Return the walk of a page; one that chooses no rows judges no more than it shows."""
        found, start = page.position if isinstance(page.position, list) else (0, None)
        return cls(page, found, start, page.rows * (ROWS_JUDGED if chooses else 1))

    @property
    def parameters(self) -> dict[str, object]:
        """Where the head starts, and one more row than the window: it tells whether more follow."""
        return {"position": self.start, "limit": self.window + 1}

    async def read(
        self,
        inquiry: Inquiry,
        head: Head,
        selection: Selection,
        extras: frozenset[str] = frozenset(),
        **parameters: object,
    ) -> Answer:
        """Read the window; nobody in it is noted as shown before `connected` shows them."""
        return await inquiry.read_unseen(head, selection, extras, **self.parameters, **parameters)

    def connected(self, inquiry: Inquiry, answer: Answer, keep: Callable[[Row], bool]) -> Row:
        """Return the connection of those rows of the window that `keep` lets through."""
        rows: Sequence[Positioned] = answer.rows[: self.window]
        kept = [(n, at, row) for n, (at, row) in enumerate(rows) if keep(row)]
        shown = kept[: self.page.rows]
        for n, _, _ in shown:
            inquiry.show(answer.people[n])
        goes_on = len(answer.rows) > self.window
        made = connection(
            [row for _, _, row in shown],
            [self._seal(inquiry, self.found + n, at) for n, (_, at, _) in enumerate(shown, 1)],
            more=goes_on or len(kept) > len(shown),
            page_is_first=self.start is None,
            total=None,
        )
        made["totalCount"] = {"value": self.found + len(kept), "exact": not goes_on}
        if goes_on and len(kept) <= len(shown):
            # Nothing of the window is left, so the next page begins behind all of it.
            end = self._seal(inquiry, self.found + len(shown), rows[-1][0])
            made["pageInfo"]["endCursor"] = end
        return made

    def _seal(self, inquiry: Inquiry, found: int, at: object) -> str:
        return inquiry.reading.cursors.seal(self.page.binding, [found, at])
