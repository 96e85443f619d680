"""Posts, and exceptions of appointments, from files: taken, refused, updated, the same again."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import pytest

from registry.codes.uscc import uscc_check_character
from registry.importing import run_import
from tests.support.database import Graph
from tests.support.importing import write

ORGANISATIONS: Final = """
    uscc,name,kind,division
    91320000MA1WABCD0P,一厂,ENTERPRISE,320102
    """
WORKERS: Final = """
    worker_id,name
    A,甲
    """
POSTS: Final = """
    post_id,uscc,name,level,occupation,quota,key_post,key_field,from,to,document_no
    P1,{uscc},特级技师,SPECIAL_TECHNICIAN,6-18-02-04,{quota},1,工业母机,2024-01-01,,岗字1号
    P2,{uscc},焊接,SENIOR,,,,,2024-01-01,2023-12-31,
    P3,{uscc},焊接,EXPERT,,,,,2024-01-01,,
    P4,{uscc},焊接,SENIOR,9999:1,,,,2024-01-01,,
    P5,{uscc},焊接,SENIOR,,,,,2024-01-01,,
    """
APPOINTMENTS: Final = """
    appointment_id,worker_id,uscc,level,post,from,exception_reason,exception_document_no
    A1,A,{uscc},SPECIAL_TECHNICIAN,特级技师,2024-02-01,独门绝技,特批1号
    """
STORED: Final = """
MATCH (o:Organisation)-[:HAS_POST]->(p:Post)
OPTIONAL MATCH (p)-[:FOR]->(occupation:Occupation)
RETURN p.id, p.name, p.rank, p.quota, p.keyPost, p.keyField, toString(p.from), toString(p.to),
       p.documentNo, occupation.code
ORDER BY p.id
"""
EXCEPTION: Final = """
MATCH (:Worker)-[:APPOINTED]->(a:Appointment)
RETURN a.id, a.exceptionReason, a.exceptionDocumentNo
"""


@pytest.fixture
def uscc() -> str:
    """Return a credit code of an invented organisation with its check character."""
    first = "91990000MA0000001"
    return first + uscc_check_character(first)


def files(uscc: str, quota: str) -> dict[str, str]:
    return {
        "organisations.csv": ORGANISATIONS.replace("91320000MA1WABCD0P", uscc),
        "workers.csv": WORKERS,
        "posts.csv": POSTS.replace("{uscc}", uscc).replace("{quota}", quota),
        "appointments.csv": APPOINTMENTS.replace("{uscc}", uscc),
    }


def test_posts_are_taken_refused_and_updated(graph: Graph, tmp_path: Path, uscc: str) -> None:
    rejects = tmp_path / "rejects.csv"
    folder = write(tmp_path / "first", files(uscc, "2"))
    first = run_import(folder, settings=graph.settings, rejects=rejects)
    again = run_import(folder, settings=graph.settings, rejects=rejects)
    changed = write(tmp_path / "second", files(uscc, "3"))
    second = run_import(changed, settings=graph.settings, rejects=rejects)

    assert first.last_line() == "created 5, updated 0, unchanged 0, conflicts 0, rejected 3"
    assert again.last_line() == "created 0, updated 0, unchanged 5, conflicts 0, rejected 3"
    assert second.last_line() == "created 0, updated 1, unchanged 4, conflicts 0, rejected 3"
    assert [line.split(",")[2] for line in rejects.read_text("utf-8").splitlines()[1:]] == [
        "to",
        "level",
        "occupation",
    ]
    assert graph.run(STORED) == [
        [
            *("P1", "特级技师", 7, 3, True, "工业母机", "2024-01-01", None, "岗字1号"),
            "6-18-02-04",
        ],
        ["P5", "焊接", 4, None, None, None, "2024-01-01", None, None, None],
    ]
    assert graph.run(EXCEPTION) == [["A1", "独门绝技", "特批1号"]]
