"""A row is read whole or left out whole, with a stable reason and the line where it starts."""

from __future__ import annotations

from pathlib import Path

import pytest

from registry.importing.faults import REASONS, Fault
from registry.importing.reading import NumberedRow, Reading
from registry.importing.table import Table
from registry.importing.tables import (
    CERTIFICATES,
    CONSENTS,
    EMPLOYMENTS,
    MENTORSHIPS,
    ORGANISATIONS,
    PLANS,
    WORKERS,
)

EMPLOYER = "91990000MA0000001B"


def read(
    tmp_path: Path, table: Table, content: str | bytes
) -> tuple[list[NumberedRow], list[Fault], list[str]]:
    path = tmp_path / table.file
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    faults: list[Fault] = []
    warnings: list[str] = []
    rows = list(Reading(path, table, faults.append, warnings.append).rows())
    return rows, faults, warnings


@pytest.mark.parametrize(
    ("header", "row", "column", "reason"),
    [
        pytest.param("worker_id,name", ",张三", "worker_id", "missing_value", id="empty-key"),
        pytest.param("name", "张三", "worker_id", "missing_column", id="no-key-column"),
        pytest.param("worker_id,name,name", "W,a,b", "name", "doubled_column", id="column-twice"),
        pytest.param("worker_id,name", "W,张三,x", "", "wrong_cell_count", id="one-cell-too-many"),
        pytest.param("worker_id,name", 'W,"a"b', "", "bad_csv", id="text-after-a-quote"),
        pytest.param(
            "worker_id,name", f"{'W' * 201},张三", "worker_id", "too_long", id="key-too-long"
        ),
        pytest.param("worker_id,name", "W,a\x07", "name", "bad_character", id="bell-in-a-name"),
        pytest.param(
            "worker_id,name,gender", "W,张三,X", "gender", "not_in_list", id="gender-not-listed"
        ),
        pytest.param(
            "worker_id,name,birth_date",
            "W,张三,1990-2-3",
            "birth_date",
            "bad_date",
            id="short-date",
        ),
        pytest.param(
            "worker_id,name,birth_date",
            "W,张三,1990-02-30",
            "birth_date",
            "impossible_date",
            id="thirtieth-of-february",
        ),
        pytest.param(
            "worker_id,name,id_number",
            "W,张三,990000199001010010",
            "id_number",
            "bad_check_character",
            id="wrong-check-character",
        ),
        pytest.param(
            "worker_id,name,id_number", "W,张三,12", "id_number", "bad_shape", id="short-id-number"
        ),
        pytest.param(
            "worker_id,name,id_number,gender",
            "W,张三,990000199001010017,F",
            "gender",
            "contradicts_id_number",
            id="gender-against-the-number",
        ),
        pytest.param(
            "worker_id,name,id_number,birth_date",
            "W,张三,990000199001010017,1990-01-02",
            "birth_date",
            "contradicts_id_number",
            id="birth-date-against-the-number",
        ),
    ],
)
def test_a_worker_is_left_out(
    tmp_path: Path, header: str, row: str, column: str, reason: str
) -> None:
    rows, faults, _ = read(tmp_path, WORKERS, f"{header}\n{row}\n")
    assert rows == []
    assert [(fault.line, fault.column, fault.reason) for fault in faults] == [(2, column, reason)]
    assert reason in REASONS


@pytest.mark.parametrize(
    ("table", "header", "row", "reason"),
    [
        pytest.param(
            EMPLOYMENTS,
            "worker_id,uscc,from,to",
            f"W,{EMPLOYER},2020-01-02,2020-01-01",
            "ends_before_start",
            id="ends-a-day-before-it-starts",
        ),
        pytest.param(
            EMPLOYMENTS,
            "worker_id,uscc,from,front_line",
            f"W,{EMPLOYER},2020-01-02,yes",
            "bad_boolean",
            id="yes-is-no-boolean",
        ),
        pytest.param(
            MENTORSHIPS,
            "mentor,mentee,kind,from",
            "W,W,MASTER,2020-01-01",
            "self_reference",
            id="own-mentor",
        ),
        pytest.param(
            CONSENTS,
            "worker_id,purpose,from",
            "W,CONTACT,2020-01-01",
            "missing_grantee",
            id="contact-for-nobody",
        ),
        pytest.param(
            ORGANISATIONS,
            "uscc,name,kind,division",
            "91990000MA00000011,a,SCHOOL,320000",
            "bad_check_character",
            id="credit-code-mistyped",
        ),
        pytest.param(
            PLANS,
            "plan_id,filing_no,occupation,level,planned_for,filed_at,seats",
            "P,F,6-18-02-04,SENIOR,2024-01-01,2024-01-01T08:00:00,20",
            "bad_moment",
            id="moment-without-offset",
        ),
        pytest.param(
            PLANS,
            "plan_id,filing_no,occupation,level,planned_for,filed_at,seats",
            "P,F,6-18-02-04,SENIOR,2024-01-01,2024-01-01T08:00:00Z,-1",
            "bad_number",
            id="seats-below-zero",
        ),
        pytest.param(
            PLANS,
            "plan_id,filing_no,occupation,level,planned_for,filed_at,seats",
            "P,F,welder,SENIOR,2024-01-01,2024-01-01T08:00:00Z,1",
            "bad_shape",
            id="occupation-by-name",
        ),
    ],
)
def test_other_rows_are_left_out(
    tmp_path: Path, table: Table, header: str, row: str, reason: str
) -> None:
    rows, faults, _ = read(tmp_path, table, f"{header}\n{row}\n")
    assert (rows, [fault.reason for fault in faults]) == ([], [reason])


def test_a_line_number_is_the_physical_line_where_the_row_starts(tmp_path: Path) -> None:
    text = 'worker_id,name\nA,"two\nlines"\n\nB,\nC,c\n'
    rows, faults, _ = read(tmp_path, WORKERS, text)
    assert [line for line, _ in rows] == [2, 6]
    assert [fault.line for fault in faults] == [5]


def test_personal_values_are_masked(tmp_path: Path) -> None:
    text = "worker_id,name,id_number\nW,张三,990000199001010010\n"
    _, [fault], _ = read(tmp_path, WORKERS, text)
    assert fault.value == "****0010"


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(b"worker_id\tname\nW\t\xe5\xbc\xa0\n", id="tabs"),
        pytest.param(b"\xef\xbb\xbfworker_id,name\r\nW,\xe5\xbc\xa0\r\n", id="byte-order-mark"),
        pytest.param(b'name,worker_id\n"\xe5\xbc\xa0",W\n', id="another-order-of-columns"),
        pytest.param(b"worker_id,name,shoe_size\nW,\xe5\xbc\xa0,44\n", id="an-unknown-column"),
    ],
)
def test_forms_of_a_file(tmp_path: Path, content: bytes) -> None:
    [(line, row)], faults, warnings = read(tmp_path, WORKERS, content)
    assert (line, row[:2], faults) == (2, ("W", "张"), [])
    assert len(warnings) == (b"shoe_size" in content)


def test_bytes_that_are_not_utf8_spoil_their_row_alone(tmp_path: Path) -> None:
    rows, [fault], _ = read(tmp_path, WORKERS, b"worker_id,name\nA,\xff\nB,b\n")
    assert ([row[0] for _, row in rows], fault.line, fault.reason) == (["B"], 2, "bad_encoding")


def test_values_have_the_types_of_their_columns(tmp_path: Path) -> None:
    text = (
        "number,kind,worker_id,occupation,level,issued_on,registered_at,status\n"
        "X,SKILL_GRADE,W,6-18-02-04,SENIOR,2022-05-05,2022-05-06T02:00:00+08:00,VALID\n"
    )
    [(_, row)], _, _ = read(tmp_path, CERTIFICATES, text)
    by_name = {column.name: value for column, value in zip(CERTIFICATES.columns, row, strict=True)}
    assert by_name["occupation"] == "2022:6-18-02-04"
    assert by_name["level"] == 4
    assert by_name["registered_at"] == "2022-05-05T18:00:00Z"
    assert by_name["work_type"] is None
