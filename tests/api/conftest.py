"""The application for API tests, over a graph that is empty at the start of each module."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.support.api import Api, running_api
from tests.support.database import Graph


@pytest.fixture(scope="module")
def api(graph: Graph) -> Iterator[Api]:
    """Ask the real application over the real database."""
    with running_api(graph.settings) as api:
        yield api
