"""What the running request must see: the bookmarks that its sessions follow.

In a cluster a read may be answered by a member that has not yet heard of a write. A bookmark names
a state of the database; a session that is given one waits until its member has come so far. A
request follows what its client sent, and whatever it has seen or written itself: so its reads never
go back in time, wherever they are routed.

Besides, every session of a process waits for its `Database.floor`: the state in which the day began
(`registry.rollover`), since all who come later rely on the derived facts of today.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Final

import neo4j

NOTHING: Final = neo4j.Bookmarks.from_raw_values(())


class Trail:
    """The states that a request has to see; `has_written` tells whether it made one of them."""

    __slots__ = ("bookmarks", "has_written")

    def __init__(self, bookmarks: neo4j.Bookmarks = NOTHING) -> None:
        self.bookmarks = bookmarks
        self.has_written = False

    @classmethod
    def of(cls, texts: tuple[str, ...]) -> Trail:
        """Return the trail that begins at these states, as `texts` names them."""
        return cls(neo4j.Bookmarks.from_raw_values(texts))

    def texts(self) -> tuple[str, ...]:
        """Return the names of the states, as the database gave them."""
        return tuple(sorted(self.bookmarks.raw_values))

    def move(
        self, before: neo4j.Bookmarks, after: neo4j.Bookmarks, *, has_written: bool = False
    ) -> None:
        """Note that a session which began at `before` has come to `after`.

        What another session of the same request has reached meanwhile stays.
        """
        kept = self.bookmarks.raw_values - before.raw_values
        self.bookmarks = neo4j.Bookmarks.from_raw_values(kept | after.raw_values)
        self.has_written = self.has_written or has_written


_CURRENT: Final[ContextVar[Trail | None]] = ContextVar("trail", default=None)


def current() -> Trail | None:
    """Return the trail of the running request; None outside of one."""
    return _CURRENT.get()


@contextmanager
def following(trail: Trail) -> Iterator[Trail]:
    """Let every session of a block, and of the tasks that it starts, follow a trail."""
    token = _CURRENT.set(trail)
    try:
        yield trail
    finally:
        _CURRENT.reset(token)
