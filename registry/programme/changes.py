"""The feed of changes (S23): everything that happened to certificates, from a cursor on.

A cursor says after which position of which feed; it is for everybody and for ever: no key seals it,
because a position opens nothing. The same cursor gives the same changes again, since what is shown
never gets another position (`registry.graph.changes`). A feed of another registry, or of one that
was restored from before the cursor was given, is told apart and refused.
"""

from __future__ import annotations

from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass
from typing import Final

import orjson

from registry.dates import moment_text
from registry.errors import BadCursorError, BadPageError
from registry.graph.changes import place_changes
from registry.graph.heads.sharing import changes_head, way_of
from registry.graph.reading import Answer
from registry.graph.selection import Selection
from registry.graph.shapes.model import Row
from registry.inquiry import Inquiry
from registry.reference import divisions

MAX_CHANGES: Final = 1_000
DEFAULT_CHANGES: Final = 100


@dataclass(frozen=True, slots=True)
class Place:
    """A place in a feed: after `position`. Position 0 is the beginning of any feed."""

    feed: str = ""
    position: int = 0

    def cursor(self) -> str:
        """Return it as clients keep it."""
        return urlsafe_b64encode(orjson.dumps([self.feed, self.position])).rstrip(b"=").decode()

    @classmethod
    def of(cls, cursor: str) -> Place:
        """Read a cursor.

        Raises:
            BadCursorError: it is none.
        """
        try:
            raw = urlsafe_b64decode(cursor.encode("ascii") + b"=" * (-len(cursor) % 4))
            feed, position = orjson.loads(raw)
        except (ValueError, TypeError) as err:
            raise BadCursorError("this is no cursor of the feed of changes") from err
        if not isinstance(feed, str) or type(position) is not int or position < 0:
            raise BadCursorError("this is no cursor of the feed of changes")
        return cls(feed, position)


async def changes(
    inquiry: Inquiry, wanted: Selection, *, since: str | None, first: int | None
) -> Row:
    """Return changes after a cursor (default: all), the earliest first, 100 unless told.

    Raises:
        BadPageError: `first` is outside 1 to 1,000.
        BadCursorError: the cursor is none, or of another feed.
    """
    start = Place() if since is None else Place.of(since)
    count = DEFAULT_CHANGES if first is None else first
    if not 1 <= count <= MAX_CHANGES:
        raise BadPageError(f"first is {count}, must be 1 to {MAX_CHANGES}")
    rows = wanted.below("nodes")
    answer = await _read(inquiry, rows, start, count)
    if answer.extras["standing"][1]:
        # Something has happened since somebody last looked: it gets its place now.
        await place_changes(inquiry.services.database, at=moment_text(inquiry.now))
        answer = await _read(inquiry, rows, start, count)
    feed = _feed(answer, start)
    kept = answer.rows[:count]
    last = start if not kept else Place(feed, int(str(kept[-1][0])))
    return {
        "nodes": [row for _, row in kept],
        "cursor": last.cursor(),
        "hasMore": len(answer.rows) > count,
    }


async def _read(inquiry: Inquiry, rows: Selection, start: Place, count: int) -> Answer:
    division = inquiry.viewer.division
    level = None if division is None or division not in divisions() else divisions()[division].level
    way, anchor = way_of(inquiry.viewer, level)
    return await inquiry.read(
        changes_head(way),
        rows,
        frozenset({"standing"}),
        since=start.position,
        anchor=anchor,
        # One more than wanted tells whether there are more.
        limit=count + 1,
    )


def _feed(answer: Answer, start: Place) -> str:
    """Return the name of the feed, if the cursor is of it."""
    standing = answer.extras["standing"][0]
    name, head = standing or ("", 0)
    if start.position and (start.feed != name or start.position > head):
        raise BadCursorError("the cursor is of another feed, or of a later state of this one")
    return str(name)
