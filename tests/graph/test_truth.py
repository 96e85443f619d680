"""An invented nation, imported: the checks find what was planted in it and nothing else."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from registry.graph.consistency import check
from registry.importing import run_import
from registry.seeding import generate
from tests.support.database import Graph

TODAY = date(2026, 11, 24)

FOUND = """
MATCH (c:Certificate)
WHERE c.codes IS NOT NULL OR c.status <> 'VALID'
RETURN c.number, coalesce(c.codes, []) + CASE WHEN c.status = 'VALID' THEN [] ELSE [c.status] END
"""


@pytest.fixture(scope="module")
def truth(graph: Graph, tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Any]]:
    folder: Path = tmp_path_factory.mktemp("nation")
    generate(workers=600, profile="demo", seed=11, out=folder / "csv", today=TODAY)
    run_import(
        folder / "csv", settings=graph.settings, rejects=folder / "rejects.csv", summary=None
    )
    yield json.loads((folder / "csv" / "truth.json").read_text(encoding="utf-8"))
    graph.wipe()


def test_the_checks_find_what_was_planted_and_nothing_else(
    graph: Graph, truth: dict[str, Any]
) -> None:
    found: dict[str, set[str]] = {}
    for number, codes in graph.run(FOUND):
        found.setdefault(number, set()).update(codes)
    assert found == {number: set(codes) for number, codes in truth["certificates"].items()}


def test_nothing_is_wrong_with_the_imported_graph(graph: Graph, truth: dict[str, Any]) -> None:
    assert truth["workers"] == 600
    with graph.driver.session(database=graph.address.database) as session:
        assert list(check(session, today=TODAY)) == []
