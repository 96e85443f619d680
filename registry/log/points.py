"""Named points of a round of the sequencer, at each of which a process may die without harm.

`REGISTRY_KILL_AT=<name>` makes the process kill itself there (SIGKILL: nothing is flushed, nothing
is tidied up), `<name>:3` when it comes there for the third time. Only tests set it.
"""

from __future__ import annotations

import os
import signal
from dataclasses import dataclass
from enum import StrEnum


class Point(StrEnum):
    """The points of a round, in their order."""

    LEASE_TAKEN = "lease-taken"
    BEFORE_INDEXES = "before-indexes"
    INDEXES_UNCOMMITTED = "indexes-uncommitted"
    INDEXES_GIVEN = "indexes-given"
    FILES_DRAFTED = "files-drafted"
    FILE_IN_PLACE = "file-in-place"
    FILES_WRITTEN = "files-written"
    CHECKED = "checked"
    SIGNED = "signed"
    WITNESSED = "witnessed"
    HEAD_MOVED = "head-moved"
    CHECKPOINT_DRAFTED = "checkpoint-drafted"
    PUBLISHED = "published"


@dataclass(slots=True)
class KillAt:
    """The point at which this process dies, None for none, and after how many visits."""

    point: Point | None = None
    visits: int = 1

    @classmethod
    def of(cls, text: str | None) -> KillAt:
        """Read `<name>` or `<name>:<visits>`.

        Raises:
            ValueError: there is no such point.
        """
        if text is None:
            return cls()
        name, _, visits = text.partition(":")
        return cls(Point(name), int(visits or 1))

    def reached(self, point: Point) -> None:
        """Die here if this is the point."""
        if point is not self.point:
            return
        self.visits -= 1
        if self.visits == 0:
            os.kill(os.getpid(), signal.SIGKILL)
