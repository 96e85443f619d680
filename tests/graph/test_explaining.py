"""`talent-registry explain`, as it is run: plans of a document for any viewer, and no values."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.support.database import Graph
from tests.support.small_world import settings_of

ID_NUMBER = "990000198005050016"
DOCUMENT = """query Two($id: ID!) {
  one: worker(id: $id) { id }
  two: occupations(first: 2) { nodes { id } } }"""

Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def run(graph: Graph, tmp_path: Path) -> Run:
    """Run the command on a document in a process of its own."""
    settings = settings_of(graph, tmp_path / "home")
    file = tmp_path / "two.graphql"
    file.write_text(DOCUMENT, encoding="utf-8")
    environment = {
        **os.environ,
        "REGISTRY_HOME": str(settings.home),
        "NEO4J_URI": settings.neo4j_uri or "",
        "NEO4J_PASSWORD": settings.neo4j_password.get_secret_value(),
    }

    def runner(*words: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "registry.cli", "explain", str(file), *words],
            env=environment,
            capture_output=True,
            text=True,
            check=False,
            timeout=120,
        )

    return runner


def test_each_statement_has_hits_indexes_and_a_plan_without_values(run: Run) -> None:
    done = run("--variables", json.dumps({"id": ID_NUMBER}), "--json")
    assert done.returncode == 0, done.stderr
    shown = {each["path"]: each for each in json.loads(done.stdout)}
    assert set(shown) == {"one", "two"}
    assert any("Worker(id)" in index for index in shown["one"]["indexes"])
    assert shown["two"]["hits"] > 0
    assert ID_NUMBER not in done.stdout + done.stderr


def test_a_plan_is_a_tree_for_people(run: Run) -> None:
    done = run("--variables", '{"id": "x"}', "--role", "anonymous")
    assert done.returncode == 0, done.stderr
    assert "two: 1 rows, " in done.stdout
    assert "ProduceResults" in done.stdout


@pytest.mark.parametrize(
    ("words", "status"),
    [
        pytest.param(("--role", "holder"), 2, id="a-holder-without-record"),
        pytest.param(("--variables", "{"), 2, id="variables-that-are-no-json"),
        pytest.param((), 1, id="a-variable-is-missing"),
    ],
)
def test_what_cannot_be_explained_says_why_in_a_line(
    run: Run, words: tuple[str, ...], status: int
) -> None:
    done = run(*words)
    assert done.returncode == status
    assert done.stdout == ""
    assert "talent-registry: " in done.stderr
    assert "Traceback" not in done.stderr
