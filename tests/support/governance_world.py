"""A division with targets, filings, duties and certified people, as files to import.

Two firms of Nanjing and one of Suzhou; the counts that tests expect are recounted from the rows
below, not from the graph.
"""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Final

from registry.codes.uscc import uscc_check_character
from registry.importing import run_import
from tests.support.database import Graph
from tests.support.importing import write

NOON: Final = datetime(2026, 11, 24, 4, tzinfo=UTC)
TODAY: Final = date(2026, 11, 24)
WELDER: Final = "2022:6-18-02-04"


def uscc(place: int) -> str:
    """Return a well-formed credit code."""
    first = f"91990000MA0001{place:03d}"
    return first + uscc_check_character(first)


SHIPYARD, FOUNDRY, WORKSHOP, SMALL = (uscc(place) for place in range(1, 5))
DIVISION: Final = {
    SHIPYARD: "320102", FOUNDRY: "320100", WORKSHOP: "320500", SMALL: "320500",
}  # fmt: skip
INDUSTRY: Final = {SHIPYARD: "C37", FOUNDRY: "C31", WORKSHOP: "C37", SMALL: "C37"}
ABOVE: Final = {SHIPYARD: "1", FOUNDRY: "1", WORKSHOP: "1", SMALL: "0"}

Held = tuple[str, str, str, str]
"""Level, issue date, status, status_since."""

SENIOR_2023: Final[Held] = ("SENIOR", "2023-05-01", "VALID", "")
JUNIOR_2024: Final[Held] = ("JUNIOR", "2024-05-01", "VALID", "")
REVOKED_2025: Final[Held] = ("SENIOR", "2022-05-01", "REVOKED", "2025-03-01")

STAFF: Final[dict[str, list[tuple[Held | None, str]]]] = {
    # What somebody holds, and since when they work there.
    SHIPYARD: [(SENIOR_2023, "2020-01-01")] * 6
    + [(JUNIOR_2024, "2020-01-01")] * 7
    + [(REVOKED_2025, "2021-01-01")] * 2
    + [(None, "2020-01-01")] * 8,
    FOUNDRY: [(SENIOR_2023, "2025-06-01")] * 5 + [(None, "2025-06-01")] * 5,
    WORKSHOP: [(SENIOR_2023, "2020-01-01")] * 3 + [(None, "2020-01-01")] * 9,
    SMALL: [(JUNIOR_2024, "2020-01-01")] * 2,
}


def counted(*firms: str, day: date = TODAY) -> tuple[int, int, int]:
    """Recount employed, certified, and grade SENIOR and up, from the rows."""
    text = day.isoformat()
    staff = [held for firm in firms for held, since in STAFF[firm] if since <= text]
    counting = [
        held
        for held in staff
        if held is not None and held[1] <= text and (held[2] == "VALID" or held[3] > text)
    ]
    return len(staff), len(counting), sum(held[0] == "SENIOR" for held in counting)


def _people() -> dict[str, str]:
    workers, jobs, certificates = ["worker_id,name"], ["worker_id,uscc,from"], [
        "number,kind,worker_id,occupation,level,issued_on,registered_at,status,status_since"
    ]  # fmt: skip
    for firm, staff in STAFF.items():
        for place, (held, since) in enumerate(staff):
            worker = f"{firm[-4:]}-{place}"
            workers.append(f"{worker},张{place}")
            jobs.append(f"{worker},{firm},{since}")
            if held is not None:
                level, issued, status, changed = held
                certificates.append(
                    f"N{worker},SKILL_GRADE,{worker},{WELDER},{level},{issued},"
                    f"{issued}T00:00:00Z,{status},{changed}"
                )
    return {
        "workers.csv": "\n".join(workers),
        "employments.csv": "\n".join(jobs),
        "certificates.csv": "\n".join(certificates),
    }


FILES: Final = {
    "organisations.csv": "\n".join(
        ["uscc,name,kind,division,industry,scale_above"]
        + [
            f"{firm},厂{firm[-3:]},ENTERPRISE,{place},{INDUSTRY[firm]},{ABOVE[firm]}"
            for firm, place in DIVISION.items()
        ]
    ),
    "filings.csv": f"""filing_no,uscc,kind,issuer_prefix,from,to,status,status_since
        F-1,{SHIPYARD},EMPLOYER,Y000032000001,2024-01-01,2027-01-10,ACTIVE,
        F-2,{FOUNDRY},EMPLOYER,Y000032000002,2024-01-01,2028-12-31,SUSPENDED,2026-06-01
        F-3,{SMALL},SOCIAL,S000032000003,2024-01-01,2026-12-24,ACTIVE,
        F-4,{WORKSHOP},EMPLOYER,Y000032000004,2020-01-01,2025-12-31,ACTIVE,""",
    "policy_documents.csv": """document_id,title,document_no,issued_by,division,from,to
        D-CN,制造业技能根基工程,人社部发〔2022〕33号,人力资源社会保障部,,2022-06-02,2025-12-31
        D-JS,江苏方案,苏人社发〔2026〕1号,江苏省人社厅,320000,2026-01-01,2026-12-31""",
    "targets.csv": """target_id,document,measure,division,from,to,value
        T-1,D-JS,CERTIFICATION_COVERAGE,320000,2026-01-01,2026-12-31,0.9
        T-2,D-JS,FILED_SHARE,320000,2026-01-01,2026-06-30,0.2
        T-3,D-CN,CERTIFICATION_COVERAGE,,2022-06-02,2025-12-31,0.5
        T-4,D-JS,FILED_SHARE,320000,2026-01-01,2026-12-31,0.9
        T-5,D-JS,SENIOR_SHARE,330000,2026-01-01,2026-12-31,0.4""",
    "statistics.csv": """measure,division,on,value,source
        CERTIFICATION_COVERAGE,,2023-12-31,0.3,年鉴 2023
        CERTIFICATION_COVERAGE,,2024-12-31,0.55,年鉴 2024
        CERTIFICATION_COVERAGE,,2027-12-31,0.99,明年
        CERTIFICATION_COVERAGE,320000,2024-12-31,0.4,年鉴 2024""",
    "government_bodies.csv": """body_id,name,kind,division
        MOHRSS,人力资源和社会保障部,HRSS,
        JS-HRSS,江苏省人社厅,HRSS,320000
        NJ-HRSS,南京市人社局,HRSS,320100
        ZJ-HRSS,浙江省人社厅,HRSS,330000""",
    "duties.csv": """body,mechanism,division,role,from,to
        MOHRSS,S2,,LEAD,2022-06-02,
        JS-HRSS,S15,,LEAD,2022-06-02,
        NJ-HRSS,S10,320100,SUPPORT,2022-06-02,2025-12-31
        NJ-HRSS,S10,320100,LEAD,2026-01-01,
        ZJ-HRSS,S15,,LEAD,2022-06-02,""",
    "joint_mechanisms.csv": """mechanism_id,name,division,members,from
        J-1,江苏联席会议,320000,NJ-HRSS;JS-HRSS,2023-01-01""",
}


def regulation(id_: str, division: str | None, coverage: float) -> dict[str, object]:
    """Return a regulation of certification coverage."""
    return {
        "id": id_, "title": id_, "division": division, "validFrom": "2022-01-01",
        "subject": "CERTIFICATION", "confidence": "high",
        "parameters": {"coverage": coverage, "filedShare": 0.5},
    }  # fmt: skip


def load(graph: Graph, folder: Path) -> None:
    """Import the world."""
    write(folder, {**FILES, **_people()})
    (folder / "policies").mkdir()
    for rule in (regulation("R-CN", None, 0.8), regulation("R-JS", "320000", 0.5)):
        (folder / "policies" / f"{rule['id']}.json").write_text(json.dumps(rule), "utf-8")
    report = run_import(folder, settings=graph.settings, bulk=False)
    assert not report.total.rejected
