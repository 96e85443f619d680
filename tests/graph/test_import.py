"""An import into a real graph: what it counts, what it keeps, and that neither a repeat nor a kill
changes the result."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from registry.graph.driver import open_sync_driver
from registry.graph.local import local_database
from registry.importing import NothingToImportError, run_import, shipped_policies
from registry.importing.lock import only_import
from registry.importing.progress import Silent
from registry.importing.references import HINT
from registry.seeding import generate
from registry.settings import Settings
from tests.support.database import WIPE, Graph
from tests.support.importing import append, whole_graph, write

HOLDER = "MATCH (w:Worker)-[:HOLDS]->(c:Certificate {number: $number}) RETURN w.id, c.workType"
CONFLICTS = "MATCH (c:Conflict) RETURN c.workerId, c.provider, c.differs ORDER BY c.workerId"
CONFIRMATIONS = """MATCH (c:Certificate)-[:CONFIRMED_BY]->(n)
    RETURN c.provider, n.provider, n.workerId, n.workType ORDER BY n.provider"""
STALE = "MATCH (n:Stale) RETURN count(n)"


class KilledError(Exception):
    """Stands for a kill: nothing after it runs."""


class KilledAt(Silent):
    """A progress that is killed when it hears of something for the nth time."""

    def __init__(self, times: int) -> None:
        self._left = times

    def at(self, step: str, rows: int, part: float) -> None:
        self._left -= 1
        if not self._left:
            raise KilledError(step)


@pytest.fixture
def empty(graph: Graph) -> Graph:
    graph.wipe()
    return graph


@pytest.fixture(scope="module")
def nation(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a small nation with what an invented one lacks: rows that come again, contradict, and
    are refused."""
    folder = tmp_path_factory.mktemp("nation")
    generate(workers=150, profile="demo", seed=7, out=folder, force=True)
    workers = (folder / "workers.csv").read_text("utf-8").splitlines()
    header = workers[0].split(",")
    first = dict(zip(header, workers[1].split(","), strict=True))
    again = {"worker_id": first["worker_id"], "name": "改名人", "education": "DOCTOR"}
    append(folder / "workers.csv", ",".join(again.get(name, "") for name in header))
    append(folder / "workers.csv", ",".join({"worker_id": "X"}.get(name, "") for name in header))
    certificates = (folder / "certificates.csv").read_text("utf-8").splitlines()
    columns = certificates[0].split(",")
    for line, cells in (
        (certificates[1], {"work_type": "补填工种"}),
        (certificates[2], {"issued_on": "2001-01-01", "provider": "other"}),
        (certificates[3], {"worker_id": "nobody"}),
        (certificates[4], {"provider": "other"}),
        (certificates[4], {"provider": "third"}),
    ):
        known = dict(zip(columns, line.split(","), strict=True))
        append(folder / "certificates.csv", ",".join((known | cells)[name] for name in columns))
    return folder


def small(folder: Path) -> Path:
    return write(
        folder,
        {
            "workers.csv": """
                worker_id,name,id_number
                A,甲,990000199001010017
                B,乙,
                """,
            "certificates.csv": """
                number,kind,worker_id,work_type,level,issued_on,registered_at,status,provider
                N,SKILL_GRADE,A,,SENIOR,2022-01-01,2022-01-02T00:00:00Z,VALID,P
                """,
        },
    )


def test_rows_are_counted_by_what_they_mean(empty: Graph, tmp_path: Path) -> None:
    folder = small(tmp_path)
    rejects, summary = tmp_path / "out" / "rejects.csv", tmp_path / "summary.json"
    append(folder / "workers.csv", "C,,", "D,丁,990000199001010017")
    append(
        folder / "certificates.csv",
        "N,SKILL_GRADE,A,焊工,SENIOR,2022-01-01,2022-01-02T00:00:00Z,VALID,P",
        "N,SKILL_GRADE,B,,SENIOR,2022-01-01,2022-01-02T00:00:00Z,VALID,Q",
        "N,SKILL_GRADE,B,,SENIOR,2022-01-01,2022-01-02T00:00:00Z,VALID,Q",
        "M,SKILL_GRADE,Z,,SENIOR,2022-01-01,2022-01-02T00:00:00Z,VALID,Q",
    )
    report = run_import(folder, settings=empty.settings, rejects=rejects, summary=summary)
    assert report.last_line() == "created 3, updated 1, unchanged 1, conflicts 1, rejected 3"
    assert empty.run(HOLDER, number="N") == [["A", "焊工"]]
    assert empty.run(CONFLICTS) == [["B", "Q", ["worker_id"]]]
    assert rejects.read_text("utf-8").splitlines() == [
        "file,line,column,value,reason,hint",
        "workers.csv,4,name,,missing_value,this column must not be empty",
        "workers.csv,5,id_number,****0017,duplicate_id_number,another worker has this number",
        f'certificates.csv,6,worker_id,Z,unknown_reference,"{HINT}"',
    ]  # fmt: skip
    assert json.loads(summary.read_text())["certificates.csv"] == {
        "created": 1, "updated": 1, "unchanged": 1, "conflicts": 1, "rejected": 1,
    }  # fmt: skip


def test_who_says_the_same_is_kept_once(empty: Graph, tmp_path: Path) -> None:
    folder = small(tmp_path)
    append(
        folder / "certificates.csv",
        "N,SKILL_GRADE,A,,SENIOR,2022-01-01,2022-01-02T00:00:00Z,VALID,P",
        "N,SKILL_GRADE,A,焊工,SENIOR,2022-01-01,2022-01-02T00:00:00Z,VALID,Q",
        "N,SKILL_GRADE,A,,SENIOR,2022-01-01,2022-01-02T00:00:00Z,VALID,Q",
        "N,SKILL_GRADE,B,,SENIOR,2022-01-01,2022-01-02T00:00:00Z,VALID,R",
        "N,SKILL_GRADE,A,,SENIOR,2022-01-01,2022-01-02T00:00:00Z,VALID,S",
        "N,SKILL_GRADE,A,,SENIOR,2022-01-01,2022-01-02T00:00:00Z,VALID,",
    )
    report = run_import(folder, settings=empty.settings)
    assert report.last_line() == "created 3, updated 1, unchanged 4, conflicts 1, rejected 0"
    said = [["P", "Q", "A", "焊工"], ["P", "S", "A", None]]
    assert empty.run(CONFIRMATIONS) == said
    append(
        folder / "certificates.csv",
        "N,SKILL_GRADE,A,焊工,SENIOR,2022-01-01,2022-01-02T00:00:00Z,VALID,S",
        "N,SKILL_GRADE,A,焊工,SENIOR,2022-01-01,2022-01-02T00:00:00Z,VALID,R",
    )
    run_import(folder, settings=empty.settings)
    assert empty.run(CONFIRMATIONS) == [said[0], ["P", "R", "A", "焊工"], said[1]]


def test_the_same_import_again_changes_nothing(empty: Graph, nation: Path) -> None:
    first = run_import(nation, settings=empty.settings).total
    before = whole_graph(empty.driver)
    second = run_import(nation, settings=empty.settings).total
    assert (second.created, second.conflicts) == (0, 0)
    assert second.rejected == first.rejected == 2
    assert whole_graph(empty.driver) == before
    assert empty.run(STALE) == [[0]]


def test_what_a_row_points_at_may_change(empty: Graph, tmp_path: Path) -> None:
    folder = small(tmp_path)
    write(
        folder,
        {
            "organisations.csv": """
                uscc,name,kind,division,industry
                91990000MA0000001B,一厂,ENTERPRISE,320100,C34
                """,
            "achievements.csv": """
                achievement_id,worker_id,kind,title
                a,A,METHOD,焊法
                """,
        },
    )
    run_import(folder, settings=empty.settings)
    write(
        folder,
        {
            "organisations.csv": """
                uscc,name,kind,division
                91990000MA0000001B,一校,SCHOOL,330100
                """,
            "achievements.csv": """
                achievement_id,worker_id,kind,title
                a,B,METHOD,焊法
                """,
        },
    )
    report = run_import(folder, settings=empty.settings)
    assert (report.total.created, report.total.updated) == (0, 2)
    assert empty.run(
        "MATCH (d)<-[:LOCATED_IN]-(o:Organisation)-[:IN_INDUSTRY]->(i) "
        "RETURN labels(o), d.code, o.provinceCode, i.code"
    ) == [[["Organisation", "School"], "330100", "330000", "C34"]]
    assert empty.run("MATCH (w)-[:ACHIEVED]->(:Achievement {id: 'a'}) RETURN w.id") == [["B"]]


def test_an_id_number_is_stored_as_digest_and_sealed(empty: Graph, tmp_path: Path) -> None:
    run_import(small(tmp_path), settings=empty.settings)
    [[properties]] = empty.run("MATCH (w:Worker {id: 'A'}) RETURN properties(w)")
    assert "990000199001010017" not in str(properties)
    assert properties["nameMasked"] == "甲**"
    assert len(properties["idHash"]) == 64


@pytest.mark.parametrize("times", [1, 17, 26, 33])
def test_a_killed_import_ends_as_if_never_killed(empty: Graph, nation: Path, times: int) -> None:
    with pytest.raises(KilledError):
        run_import(nation, settings=empty.settings, progress=KilledAt(times))
    run_import(nation, settings=empty.settings)
    assert whole_graph(empty.driver) == _uninterrupted(empty, nation)


_RESULTS: dict[Path, Any] = {}


def _uninterrupted(graph: Graph, nation: Path) -> Any:
    if nation not in _RESULTS:
        graph.wipe()
        run_import(nation, settings=graph.settings)
        _RESULTS[nation] = whole_graph(graph.driver)
    return _RESULTS[nation]


def test_the_bulk_loader_makes_the_same_graph(empty: Graph, nation: Path) -> None:
    batches = run_import(nation, settings=empty.settings)
    with empty_database(empty.settings) as settings:
        bulk = run_import(nation, settings=settings, bulk=True)
        with open_sync_driver(settings) as driver:
            assert whole_graph(driver) == whole_graph(empty.driver)
    assert bulk.files == batches.files


@contextmanager
def empty_database(settings: Settings) -> Iterator[Settings]:
    """Run a second database, kept between runs and emptied here, with the same secret for ID
    numbers."""
    home = settings.home.parent / "test-bulk"
    (home / "keys").mkdir(parents=True, exist_ok=True)
    shutil.copy2(settings.home / "keys" / "personal.key", home / "keys" / "personal.key")
    second = Settings(home=home, neo4j_uri=None)
    with local_database(second):
        with open_sync_driver(second) as driver, driver.session() as session:
            session.run(WIPE).consume()
            session.run("MATCH (load:Migration {id: 'reference'}) DELETE load").consume()
        yield second


def test_shipped_policies_are_a_directory_of_their_own(empty: Graph) -> None:
    report = run_import(shipped_policies(), settings=empty.settings)
    assert report.files.keys() == {"policies/*.json"}
    assert report.total.created > 0
    assert report.total.rejected == 0


def test_a_refused_policy_is_listed_with_its_path(empty: Graph, tmp_path: Path) -> None:
    policy = {
        "id": "P", "title": "t", "validFrom": "2020-01-01", "target": "SPECIAL_TECHNICIAN",
        "confidence": "low", "rule": {"allOf": [{"is": "years_at_level", "level": "SENIOR"}]},
    }  # fmt: skip
    (tmp_path / "policies").mkdir()
    (tmp_path / "policies" / "P.json").write_text(json.dumps(policy))
    rejects = tmp_path / "rejects.csv"
    report = run_import(tmp_path, settings=empty.settings, rejects=rejects)
    assert report.total.rejected == 1
    assert (
        rejects.read_text()
        .splitlines()[1]
        .startswith("policies/P.json,1,rule.allOf[0].years,,missing,")
    )


@pytest.mark.parametrize("name", ["absent", "without"])
def test_nothing_to_import(empty: Graph, tmp_path: Path, name: str) -> None:
    (tmp_path / "without").mkdir()
    with pytest.raises(NothingToImportError):
        run_import(tmp_path / name, settings=empty.settings)


def test_one_import_at_a_time(empty: Graph, tmp_path: Path) -> None:
    with only_import(empty.settings), pytest.raises(NothingToImportError):
        run_import(small(tmp_path), settings=empty.settings)
