"""What a row means beside what is known, and what one file leaves of rows with the same key."""

from __future__ import annotations

from pathlib import Path

import pytest

from registry.importing.bulk.folding import Folding
from registry.importing.columns import Row
from registry.importing.faults import Fault
from registry.importing.merging import complete, conflict_key, contradictions, fill, merge
from registry.importing.reading import Reading
from registry.importing.table import Table
from registry.importing.tables import CERTIFICATES, EMPLOYMENTS, WORKERS
from tests.support.importing import write


def fold(
    directory: Path, table: Table, known: dict[str, set[str]]
) -> tuple[Folding, dict[str, Row], list[Fault]]:
    faults: list[Fault] = []
    reading = Reading(directory / table.file, table, faults.append, lambda _line: None)
    folding = Folding(reading, known)
    return folding, dict(folding.rows()), faults


JOB: Row = ("W", "U", "2020-01-01", "2021-01-01", "welder", True, None)


@pytest.mark.parametrize(
    ("later", "expected"),
    [
        pytest.param(
            ("W", "U", "2020-01-01", "open end", None, None, None),
            ("W", "U", "2020-01-01", None, "welder", True, None),
            id="an-empty-end-opens-and-other-empty-cells-erase-nothing",
        ),
        pytest.param(
            ("W", "U", "2020-01-01", None, "fitter", False, True),
            ("W", "U", "2020-01-01", "2021-01-01", "fitter", False, True),
            id="a-file-without-the-column-says-nothing-of-the-end",
        ),
    ],
)
def test_a_later_row_updates(later: Row, expected: Row) -> None:
    assert merge(EMPLOYMENTS, JOB, later) == expected


def test_an_empty_status_is_active() -> None:
    row: Row = ("W", "张", None, None, None, None, None)
    assert complete(WORKERS, row)[-1] == "ACTIVE"


def certificate(**cells: object) -> Row:
    plain: dict[str, object] = {
        "number": "N", "kind": "SKILL_GRADE", "worker_id": "W", "level": 4,
        "issued_on": "2022-01-01", "registered_at": "2022-01-02T00:00:00Z", "status": "VALID",
    }  # fmt: skip
    return tuple((plain | cells).get(column.name) for column in CERTIFICATES.columns)  # type: ignore[misc]


@pytest.mark.parametrize(
    ("later", "differs"),
    [
        pytest.param({}, (), id="the-same"),
        pytest.param({"level": None}, (), id="an-empty-cell"),
        pytest.param({"work_type": "焊工"}, (), id="fills-an-empty-cell"),
        pytest.param({"provider": "B"}, (), id="another-provider-with-the-same-facts"),
        pytest.param({"worker_id": "V", "level": 5}, ("worker_id", "level"), id="another-holder"),
    ],
)
def test_contradictions_of_a_certificate(
    later: dict[str, object], differs: tuple[str, ...]
) -> None:
    assert contradictions(CERTIFICATES, certificate(provider="A"), certificate(**later)) == differs


def test_filling_keeps_what_is_known() -> None:
    filled = fill(certificate(level=None), certificate(level=5, work_type="焊工"))
    assert filled == certificate(level=5, work_type="焊工")


def test_a_conflict_has_one_key_for_the_same_row() -> None:
    assert conflict_key("K", certificate()) == conflict_key("K", certificate())
    assert conflict_key("K", certificate()) != conflict_key("K", certificate(provider="B"))


def test_rows_of_one_file_are_merged_in_file_order(tmp_path: Path) -> None:
    write(
        tmp_path,
        {
            "certificates.csv": """
                number,kind,worker_id,work_type,level,issued_on,registered_at,status
                N,SKILL_GRADE,W,,SENIOR,2022-01-01,2022-01-02T00:00:00Z,VALID
                M,SKILL_GRADE,W,,SENIOR,2022-01-01,2022-01-02T00:00:00Z,VALID
                N,SKILL_GRADE,V,,SENIOR,2022-01-01,2022-01-02T00:00:00Z,VALID
                N,SKILL_GRADE,W,焊工,SENIOR,2022-01-01,2022-01-02T00:00:00Z,VALID
                N,SKILL_GRADE,V,,SENIOR,2022-01-01,2022-01-02T00:00:00Z,VALID
                """
        },
    )
    folding, rows, _ = fold(
        tmp_path,
        CERTIFICATES,
        {"workers": {"V", "W"}, "occupations": set(), "filings": set(), "results": set()},
    )
    counts = folding.counts
    assert (counts.created, counts.updated, counts.conflicts, counts.unchanged) == (2, 1, 1, 1)
    assert rows["SKILL_GRADE:N"] == certificate(work_type="焊工")
    assert [(key, differs) for key, _, differs in folding.conflicts] == [
        ("SKILL_GRADE:N", ("worker_id",))
    ]


def test_an_id_number_belongs_to_the_worker_who_comes_first(tmp_path: Path) -> None:
    write(
        tmp_path,
        {
            "workers.csv": """
                worker_id,name,id_number
                A,a,990000199001010017
                B,b,990000199001010017
                A,a,99000019900101005X
                C,c,990000199001010017
                D,d,99000019900101005x
                """
        },
    )
    _, rows, faults = fold(tmp_path, WORKERS, {})
    assert {key: row[2] for key, row in rows.items()} == {
        "A": "99000019900101005X",
        "C": "990000199001010017",
    }
    assert [(fault.line, fault.reason) for fault in faults] == [
        (3, "duplicate_id_number"),
        (6, "duplicate_id_number"),
    ]
