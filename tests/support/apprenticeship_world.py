"""A small world of apprenticeships and studios, imported from files as users hand them in.

Today is 2026-11-24. Each apprenticeship breaks one thing, or some, or nothing: `EXPECTED` says
which, written from DOMAIN.md 3.6 by hand.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

import orjson

from registry.codes import uscc_check_character
from registry.importing import run_import
from tests.support.database import Graph
from tests.support.importing import write

WELDER: Final = "2022:6-18-02-04"
OLDER: Final = "2015:6-02-02-05"


def credit_code(number: int, lead: str = "91") -> str:
    """Return a credit code that is nobody's."""
    first = f"{lead}990000MA0P4{number:04d}"
    return first + uscc_check_character(first)


NANJING: Final = credit_code(1)
WUXI: Final = credit_code(2)
WUHAN: Final = credit_code(3)
HANGZHOU: Final = credit_code(4)
SCHOOL: Final = credit_code(5, "12")
SMALL: Final = tuple(credit_code(number) for number in range(10, 14))

_LEVELS: Final = ["INTERMEDIATE", "SENIOR", "TECHNICIAN", "SENIOR_TECHNICIAN"]
_NATION: Final = {
    "contractMonths": 12,
    "monthsAtLeast": 12,
    "monthsAtMost": 36,
    "enterpriseMentor": True,
    "schoolMentor": True,
    "minimumWage": True,
    "levels": _LEVELS,
}


def regulation(name: str, subject: str, division: str | None, **parameters: Any) -> str:
    """Return a regulation as a file has it."""
    return orjson.dumps(
        {
            "id": name,
            "title": name,
            "documentNo": None,
            "division": division,
            "validFrom": "2020-01-01",
            "validTo": None,
            "subject": subject,
            "confidence": "invented",
            "source": None,
            "parameters": parameters,
        }
    ).decode()


POLICIES: Final[Mapping[str, str]] = {
    "policies/nation.json": regulation("NATION", "APPRENTICESHIP", None, **_NATION, subsidy=5000),
    "policies/wuhan.json": regulation(
        "WUHAN",
        "APPRENTICESHIP",
        "420100",
        **_NATION | {"schoolMentor": False, "certificateMonths": 6},
        subsidyByLevel={"INTERMEDIATE": 5000, "SENIOR": 6000},
        subsidyWithoutCertificate=4000,
        subsidyUnfinished=0,
    ),
    "policies/wage.json": regulation("WAGE", "MINIMUM_WAGE", "320000", monthly=2300),
    "policies/ratio.json": regulation("RATIO", "APPRENTICE_RATIO", None, share=0.03),
    "policies/jiangsu.json": regulation("RATIO-JS", "APPRENTICE_RATIO", "320000", share=0.05),
    "policies/studio.json": regulation(
        "STUDIO", "STUDIO", None, leaderLevel="TECHNICIAN", mentoring=True
    ),
}

WORKERS: Final = ("L1", "L2", "L3", "L4", "L5", "L6", "M1", "M2", "M3", "T1", "T2", "X1")
"""Learners, masters, teachers, and somebody without any job."""

FILES: Final[Mapping[str, str]] = {
    "occupations.csv": f"""
        edition,code,name,supersedes
        2015,6-02-02-05,老焊工,
        2022,6-18-02-04,焊工,{OLDER}
        """,
    "organisations.csv": "\n".join([
        "uscc,name,kind,division,industry,posts_total,apprentice_posts",
        f"{NANJING},南京一厂,ENTERPRISE,320102,C34,200,12",
        f"{WUXI},无锡二厂,ENTERPRISE,320205,C34,100,1",
        f"{WUHAN},武汉三厂,ENTERPRISE,420102,C37,300,6",
        f"{HANGZHOU},杭州四厂,ENTERPRISE,330102,C34,50,",
        f"{SCHOOL},南京技师学院,SCHOOL,320102,,,",
        *(f"{uscc},小厂{n},ENTERPRISE,320205,C34,10,{n}" for n, uscc in enumerate(SMALL)),
    ]),
    "workers.csv": "\n".join(
        ["worker_id,name,birth_date", *(f"{id_},某{id_},1990-01-01" for id_ in WORKERS)]
    ),
    "employments.csv": f"""
        worker_id,uscc,from,to
        L1,{NANJING},2020-01-01,
        L2,{NANJING},2020-01-01,
        L3,{WUXI},2020-01-01,
        L4,{WUHAN},2020-01-01,
        L5,{WUHAN},2020-01-01,
        L6,{NANJING},2020-01-01,
        M1,{NANJING},2015-01-01,
        M2,{WUXI},2015-01-01,2025-12-31
        M3,{WUHAN},2015-01-01,
        T1,{SCHOOL},2015-01-01,
        """,
    "mentorships.csv": """
        mentor,mentee,kind,from,to
        M1,L1,MASTER,2021-01-01,
        L1,L2,ENTERPRISE,2023-01-01,2024-01-01
        """,
    "certificates.csv": f"""
        number,kind,worker_id,occupation,level,issued_on,registered_at,status,status_since
        C1,SKILL_GRADE,M1,{WELDER},SENIOR_TECHNICIAN,2018-01-01,2018-01-02T00:00:00Z,VALID,
        C2,SKILL_GRADE,L1,{OLDER},SENIOR,2024-05-01,2024-05-02T00:00:00Z,VALID,
        C3,SKILL_GRADE,L2,{WELDER},INTERMEDIATE,2023-06-01,2023-06-02T00:00:00Z,VALID,
        C4,SKILL_GRADE,L4,{WELDER},SENIOR,2025-09-01,2025-09-02T00:00:00Z,VALID,
        C5,SKILL_GRADE,L5,{WELDER},SENIOR,2024-06-01,2024-06-02T00:00:00Z,REVOKED,2025-01-01
        """,
    "apprentice_classes.csv": f"""
        class_id,enterprise,school,occupation,target_level,from,to,plan,document_no
        K1,{NANJING},{SCHOOL},{WELDER},SENIOR,2023-01-01,2024-12-31,工学交替,学徒2023-1
        """,
    "studios.csv": f"""
        studio_id,name,level,leader,host,approved_on,occupation,fund
        S1,焊工工作室,NATIONAL,M1,{NANJING},2022-03-01,,200000
        S2,钳工工作室,CITY,M2,{WUXI},,{WELDER},
        S3,无依托工作室,ENTERPRISE,M3,,2024-01-01,,
        """,
    "studio_members.csv": """
        studio_id,worker_id,from,to
        S1,L1,2022-03-01,
        S1,L2,2022-03-01,2023-12-31
        S1,L6,2023-06-01,
        S1,L3,2023-06-01,
        S1,T1,2023-06-01,
        S1,T2,2024-06-01,
        """,
    "achievements.csv": """
        achievement_id,worker_id,kind,title,scope,on,key_field
        A1,M1,METHOD,某焊法,TRADE,2023-05-01,工业母机
        A2,L2,PRODUCT,某产品,ENTERPRISE,2023-05-01,
        A3,L2,PRODUCT,后来的产品,ENTERPRISE,2025-05-01,
        A4,X1,RESEARCH,委托研究,NATION,2024-05-01,
        A5,M1,INNOVATION,以前的革新,TRADE,2020-05-01,
        """,
    "studio_achievements.csv": """
        studio_id,achievement_id
        S1,A4
        """,
    "apprentice_posts.csv": f"""
        uscc,year,posts_total,apprentice_posts,document_no
        {NANJING},2025,100,2,
        {WUXI},2025,100,10,
        {NANJING},2026,100,4,
        """,
    "apprenticeships.csv": f"""
        apprenticeship_id,apprentice,enterprise,school,class_id,occupation,target_level,enterprise_mentors,school_mentors,origin,contract_from,contract_to,from,to,agreement_no,wage,public_fund,status,completed_on,certificate_number
        P01,L1,{NANJING},{SCHOOL},K1,{WELDER},SENIOR,M1,T1,ON_POST,2023-01-01,2023-12-31,2023-01-01,2024-12-31,协议1,3000,SKILL_ACCOUNT,COMPLETED,2024-12-20,C2
        P02,L2,{NANJING},{SCHOOL},K1,{WELDER},SENIOR,,T1,NEW_HIRE,2023-01-01,2023-12-30,2023-02-01,2024-12-31,,2299.99,,COMPLETED,2024-12-20,
        P03,L3,{WUXI},,,{WELDER},CHIEF_TECHNICIAN,M2,,TRANSFERRED,,,2024-01-01,2027-01-01,,,,RUNNING,,
        P04,L4,{WUHAN},,,{WELDER},SENIOR,M3,,ON_POST,2023-01-01,,2023-03-01,2025-02-28,,,,COMPLETED,2025-02-28,
        P05,L5,{WUHAN},,,{WELDER},SENIOR,M3,,ON_POST,2023-01-01,,2023-04-01,2024-08-31,,,,COMPLETED,,
        P06,L6,{NANJING},{SCHOOL},,{WELDER},INTERMEDIATE,M1,T1;T2,ON_POST,2024-01-01,2027-01-01,2025-01-01,2026-06-30,,2300,,RUNNING,,
        P07,L6,{NANJING},{SCHOOL},,{WELDER},INTERMEDIATE,M1,T1,ON_POST,2018-01-01,,2019-01-01,2019-06-30,,,,ENDED,,
        P08,L3,{HANGZHOU},,,,,,,,,,2026-05-01,,,,,RUNNING,,
        P09,L5,{WUHAN},,,{WELDER},INTERMEDIATE,M3,,ON_POST,2020-01-01,,2026-01-01,2026-10-01,,,,COMPLETED,2026-10-01,
        """,
}  # fmt: skip

EXPECTED: Final[Mapping[str, tuple[str, ...]]] = {
    "P01": (),
    # The mentor is not named, the contract a day short, a cent below the lowest wage, the
    # certificate of too low a grade.
    "P02": (
        "MISSING_ENTERPRISE_MENTOR",
        "CONTRACT_TOO_SHORT",
        "WAGE_BELOW_MINIMUM",
        "COMPLETED_WITHOUT_CERTIFICATE",
    ),
    # The mentor left; three years are allowed, and no day more.
    "P03": ("MISSING_SCHOOL_MENTOR", "MENTOR_NOT_EMPLOYED", "TOO_LONG", "LEVEL_NOT_ALLOWED"),
    # More than six months after the end.
    "P04": ("COMPLETED_WITHOUT_CERTIFICATE",),
    # Revoked.
    "P05": ("COMPLETED_WITHOUT_CERTIFICATE",),
    "P06": ("OVERDUE",),
    "P07": (),
    "P08": ("MISSING_ENTERPRISE_MENTOR", "MISSING_SCHOOL_MENTOR"),
    # Nine months; the certificate may still come.
    "P09": ("TOO_SHORT",),
}

PLACES: Final = {
    "P01": NANJING,
    "P02": NANJING,
    "P03": WUXI,
    "P04": WUHAN,
    "P05": WUHAN,
    "P06": NANJING,
    "P07": NANJING,
    "P08": HANGZHOU,
    "P09": WUHAN,
}
LATEST_FIRST: Final = ("P08", "P09", "P06", "P03", "P05", "P04", "P02", "P01", "P07")


def load(graph: Graph, folder: Path) -> None:
    """Import the world into an empty graph."""
    (folder / "policies").mkdir(parents=True)
    report = run_import(write(folder, {**FILES, **POLICIES}), settings=graph.settings)
    assert report.total.rejected == 0, report.last_line()
