"""Memory of the local database: enough for the store, never too much for the machine."""

from __future__ import annotations

import pytest

from registry.graph.memory import Memory, share


@pytest.mark.parametrize(
    ("machine", "store", "expected"),
    [
        pytest.param(4_096, 10, Memory(512, 128), id="small-machine-small-store"),
        pytest.param(24_000, 1_500, Memory(1_500, 1_875), id="page-cache-holds-the-store"),
        pytest.param(8_192, 50_000, Memory(512, 2_048), id="page-cache-leaves-the-machine-room"),
        pytest.param(256_000, 1_000, Memory(4_096, 8_000), id="heap-has-an-end"),
        pytest.param(256, 0, Memory(512, 128), id="never-below-what-neo4j-needs"),
    ],
)
def test_share(machine: int, store: int, expected: Memory) -> None:
    assert share(machine, store) == expected
