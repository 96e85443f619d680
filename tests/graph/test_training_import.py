"""Training bases, agreements and alliances through an import: what is kept, refused and changed."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import pytest

from registry.graph.consistency import check
from registry.importing import run_import
from tests.support.database import Graph
from tests.support.importing import append, write
from tests.support.training_files import HOST, SCHOOL, SCHOOL_TWO, training_files

TODAY = date(2026, 11, 24)


@pytest.fixture
def folder(graph: Graph, tmp_path: Path) -> Path:
    """Import the files into an empty graph, and return their folder."""
    graph.wipe()
    training_files(tmp_path)
    assert run_import(tmp_path, settings=graph.settings).total.rejected == 0
    return tmp_path


def test_what_was_imported_holds_and_changes_nothing_again(graph: Graph, folder: Path) -> None:
    with graph.driver.session() as session:
        assert list(check(session, today=TODAY)) == []
    again = run_import(folder, settings=graph.settings).total
    assert (again.created, again.updated, again.rejected) == (0, 0, 0)


def test_rows_become_nodes_and_relationships(graph: Graph, folder: Path) -> None:
    assert folder.exists()
    assert graph.run(
        "MATCH (o)-[:HOSTS]->(b:TrainingBase {id: 'B1'})-[:IN_CLUSTER]->(k) "
        "MATCH (b)-[:LOCATED_IN]->(d) "
        "RETURN o.uscc, k.id, d.code, b.provinceCode, b.cityCode, toString(b.designatedOn)"
    ) == [[HOST, "K1", "320102", "320000", "320100", "2022-10-01"]]
    assert graph.run(
        "MATCH (:TrainingBase {id: 'B1'})-[offer:TRAINS_FOR]->(o) "
        "RETURN o.code, offer.rank, offer.capacity ORDER BY o.code, offer.rank"
    ) == [["6-18-01-01", 5, 20], ["6-18-02-04", 4, 100], ["6-18-02-04", 5, 40],
          ["6-18-02-04", 8, None]]  # fmt: skip
    assert graph.run(
        "MATCH (s)-[:PARTNERS_WITH]->(a:CooperationAgreement {id: 'A1'})-[:WITH]->(e) "
        "RETURN s.uscc, e.uscc, COLLECT { MATCH (a)-[:FOR]->(m:Major) RETURN m.id ORDER BY m.id }"
    ) == [[SCHOOL, HOST, ["M1", "M2"]]]


def test_rows_may_change_what_they_point_at(graph: Graph, folder: Path) -> None:
    write(
        folder,
        {
            "training_bases.csv": f"""
                base_id,uscc,name,division,status
                B1,{SCHOOL_TWO},一基地,330102,WITHDRAWN
                """,
            "base_offers.csv": """
                base_id,occupation,level,capacity
                B1,6-18-02-04,SENIOR,120
                """,
            "cooperation_agreements.csv": f"""
                agreement_no,school,enterprise,from,to,majors
                A1,{SCHOOL},{HOST},2024-01-01,2026-12-31,M3
                """,
        },
    )
    report = run_import(folder, settings=graph.settings)
    assert (report.total.created, report.total.updated) == (0, 3)
    # The coordinates stay: an empty cell erases nothing.
    assert graph.run(
        "MATCH (o)-[:HOSTS]->(b:TrainingBase {id: 'B1'})-[:LOCATED_IN]->(d) "
        "RETURN o.uscc, d.code, b.provinceCode, b.cityCode, b.status, b.latitude"
    ) == [[SCHOOL_TWO, "330102", "330000", "330100", "WITHDRAWN", 32.05]]
    assert graph.run(
        "MATCH (:TrainingBase {id: 'B1'})-[offer:TRAINS_FOR {rank: 4}]->() RETURN offer.capacity"
    ) == [[120]]
    assert graph.run(
        "MATCH (a:CooperationAgreement {id: 'A1'})-[:FOR]->(m) RETURN m.id, toString(a.to)"
    ) == [["M3", "2026-12-31"]]
    with graph.driver.session() as session:
        assert list(check(session, today=TODAY)) == []


def test_rows_that_cannot_be_taken(graph: Graph, folder: Path) -> None:
    append(
        folder / "training_bases.csv",
        f"B8,{HOST},基地,320102,,,2024-01-01,2023-01-01,ACTIVE,,,",
        f"B9,{HOST},基地,320102,,,,,ACTIVE,32.0,,",
        f"B10,{HOST},基地,320102,,,,,ACTIVE,132.0,118.0,",
        f"B11,{HOST},基地,320102,K9,,,,ACTIVE,,,",
    )
    append(folder / "training_seats.csv", f"S9,{HOST},1,1")
    append(folder / "cooperation_agreements.csv", f"A9,{SCHOOL},{SCHOOL},,2024-01-01,,,")
    append(folder / "alliance_members.csv", f"L1,{HOST},OWNER,2024-01-01,")
    rejects = folder / "rejects.csv"
    assert run_import(folder, settings=graph.settings, rejects=rejects).total.rejected == 7
    with rejects.open(encoding="utf-8", newline="") as file:
        found = {(row["file"], row["column"], row["reason"]) for row in csv.DictReader(file)}
    assert found == {
        ("training_bases.csv", "to", "ends_before_start"),
        ("training_bases.csv", "longitude", "missing_value"),
        ("training_bases.csv", "latitude", "bad_number"),
        ("training_bases.csv", "cluster_id", "unknown_reference"),
        ("training_seats.csv", "training_session_id", "unknown_reference"),
        ("cooperation_agreements.csv", "enterprise", "self_reference"),
        ("alliance_members.csv", "role", "not_in_list"),
    }
