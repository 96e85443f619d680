"""The application for API tests, over a graph that is empty at the start of each module.

A module that runs it by `ticking` moves its time with `clock`.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.support.api import Api, running_api
from tests.support.clock import Clock
from tests.support.database import Graph
from tests.support.small_world import NOW


@pytest.fixture(scope="module")
def api(graph: Graph) -> Iterator[Api]:
    """Ask the real application over the real database."""
    with running_api(graph.settings) as api:
        yield api


@pytest.fixture(scope="module")
def ticking() -> Clock:
    """Tell the time to a module's application."""
    return Clock()


@pytest.fixture
def clock(ticking: Clock) -> Iterator[Clock]:
    """Move that time for one test; after it, it is `NOW` again."""
    yield ticking
    ticking.now = NOW
