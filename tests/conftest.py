"""Fixtures of all tests: a database for the kinds that need it, no network for the others."""

from __future__ import annotations

import os
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Final, NoReturn

import pytest

from registry.settings import Settings
from tests.support.database import Graph, running_graph
from tests.support.texts import Texts

TESTS: Final = Path(__file__).parent
OFFLINE_KINDS: Final = frozenset({"unit", "property", "conformance"})
HOME: Final = Settings().home


def pytest_configure(config: pytest.Config) -> None:
    """Count the statement texts of the run."""
    config.pluginmanager.register(Texts())


@pytest.fixture(autouse=True, scope="session")
def _no_settings_from_outside() -> Iterator[None]:
    """Hide this shell's settings: a test says all that it wants."""
    with pytest.MonkeyPatch.context() as patch:
        for name in list(os.environ):
            if name.startswith(("REGISTRY_", "NEO4J_", "AWS_")):
                patch.delenv(name)
        yield


@pytest.fixture(autouse=True)
def _no_network(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Take the network from the kinds that say they need no service."""
    if request.path.relative_to(TESTS).parts[0] in OFFLINE_KINDS:
        monkeypatch.setattr(socket.socket, "connect", _refuse)


def _refuse(_socket: socket.socket, address: object) -> NoReturn:
    raise AssertionError(f"an offline test connects to {address}")


@pytest.fixture(scope="session")
def database() -> Iterator[Graph]:
    """Run the test database, whatever is in it."""
    with running_graph(HOME / "test") as graph:
        yield graph


@pytest.fixture(scope="module")
def graph(database: Graph) -> Graph:
    """Return the test database, emptied down to schema and reference tables for this module."""
    database.wipe()
    return database
