"""Which sessions are opened at the database: every one of the driver's, with its access mode."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import neo4j
import pytest


@dataclass(slots=True)
class Sessions:
    """The sessions that were opened: by access mode, how many."""

    modes: list[str] = field(default_factory=list)

    @property
    def reads(self) -> int:
        """How many are routed to whoever may be read from."""
        return self.modes.count(neo4j.READ_ACCESS)

    @property
    def writes(self) -> int:
        """How many are routed to the member that writes."""
        return len(self.modes) - self.reads


@contextmanager
def noted_sessions() -> Iterator[Sessions]:
    """Note every session that is opened in the block; the real driver opens it."""
    noted = Sessions()
    opened = neo4j.AsyncDriver.session

    def session(driver: neo4j.AsyncDriver, **config: Any) -> neo4j.AsyncSession:
        noted.modes.append(config.get("default_access_mode", neo4j.WRITE_ACCESS))
        return opened(driver, **config)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(neo4j.AsyncDriver, "session", session)
        yield noted
