"""The time of a registry under test: it stands still until a test moves it."""

from __future__ import annotations

from datetime import datetime

from tests.support.small_world import NOW


class Clock:
    """Tells the time; `now` is a test's to set, and back to `NOW` after it."""

    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> datetime:
        """Return the time."""
        return self.now

    @property
    def seconds(self) -> int:
        """The time in unix seconds."""
        return int(self.now.timestamp())
