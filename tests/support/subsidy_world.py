"""A small world of subsidised training, as files to import: two provinces, three people.

`yan` works in a county of Yancheng, `guang` in Guangzhou, `free` nowhere. The catalogue of
Yancheng changed between 2025 and 2026; its county adds one trade to three, which is too much.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Final

from registry.codes import uscc_check_character
from registry.importing import run_import, shipped_policies
from registry.settings import Settings
from tests.support.importing import write

TODAY: Final = date(2026, 11, 24)
COUNTY, CITY, JIANGSU = "320921", "320900", "320000"
GUANGZHOU, GUANGDONG = "440100", "440000"
WELDER, OLD_WELDER, TURNER = "2022:6-18-02-04", "2015:6-18-02-04", "2022:6-18-01-01"
ELECTRICIAN, FITTER = "2022:6-31-01-03", "2022:6-20-01-01"


def _uscc(first17: str) -> str:
    return first17 + uscc_check_character(first17)


YARD: Final = _uscc("91320921MA0000001")
PLANT: Final = _uscc("91440106MA0000002")
LAB: Final = _uscc("91320000MA0000003")

FILES: Final = {
    "occupations.csv": f"""
        edition,code,name,supersedes,added_on
        2015,6-18-02-04,焊工,,
        2022,6-18-02-04,焊工,{OLD_WELDER},
        2022,6-31-07-04,智能制造系统运维员,,2024-07-31
        """,
    "standards.csv": f"""
        gzb_no,occupation,year,levels
        GZB-W-2018,{WELDER},2018,JUNIOR;INTERMEDIATE;SENIOR
        GZB-W-2024,{WELDER},2024,JUNIOR;INTERMEDIATE;SENIOR;TECHNICIAN
        """,
    "organisations.csv": f"""
        uscc,name,kind,division
        {YARD},盐城某某船厂,ENTERPRISE,{COUNTY}
        {PLANT},广州某某机械厂,ENTERPRISE,440106
        {LAB},江苏某某技师学院,SCHOOL,320102
        """,
    "workers.csv": """
        worker_id,name,birth_date
        yan,张一,1990-05-05
        guang,李二,1985-01-01
        free,王三,
        """,
    "employments.csv": f"""
        worker_id,uscc,from,to
        yan,{PLANT},2015-01-01,2019-12-31
        yan,{YARD},2020-01-01,
        guang,{PLANT},2010-01-01,
        """,
    "certificates.csv": f"""
        number,kind,worker_id,occupation,level,issued_on,registered_at,status,status_since
        Y-OLD,SKILL_GRADE,yan,{OLD_WELDER},SENIOR,2026-06-01,2026-06-02T00:00:00Z,VALID,
        Y-TURN,SKILL_GRADE,yan,{TURNER},INTERMEDIATE,2026-01-10,2026-01-11T00:00:00Z,VALID,
        Y-FIT,SKILL_GRADE,yan,{FITTER},SENIOR,2026-07-01,2026-07-02T00:00:00Z,VALID,
        Y-LATE,SKILL_GRADE,yan,{ELECTRICIAN},JUNIOR,2020-01-10,2020-01-11T00:00:00Z,VALID,
        Y-GONE,SKILL_GRADE,yan,{TURNER},SENIOR,2026-02-01,2026-02-02T00:00:00Z,REVOKED,2026-03-01
        G-TECH,SKILL_GRADE,guang,{WELDER},TECHNICIAN,2026-05-01,2026-05-02T00:00:00Z,VALID,
        G-MID,SKILL_GRADE,guang,{WELDER},INTERMEDIATE,2026-05-01,2026-05-02T00:00:00Z,VALID,
        F-ONE,SKILL_GRADE,free,{WELDER},SENIOR,2026-05-01,2026-05-02T00:00:00Z,VALID,
        """,
    "statements.csv": """
        worker_id,code,holds,from,to
        yan,SOCIAL_INSURED,1,2020-01-01,
        """,
    "subsidy_catalogues.csv": f"""
        catalogue_id,division,year,version,published_on,document_no,supplements
        JS-26,{JIANGSU},2026,1,2026-01-05,,0
        YC-25,{CITY},2025,1,2025-02-01,盐人社〔2025〕1号,0
        YC-26a,{CITY},2026,1,2026-02-01,,0
        YC-26b,{CITY},2026,2,2026-03-01,盐人社〔2026〕9号,0
        YC-26c,{CITY},2026,3,2026-12-01,,0
        XS-26,{COUNTY},2026,1,2026-04-01,,1
        GD-26,{GUANGDONG},2026,1,2026-01-20,,0
        """,
    "subsidy_items.csv": f"""
        catalogue_id,occupation,level,base_rate,urgent,field
        JS-26,{WELDER},SENIOR,1500,1,
        YC-25,{WELDER},SENIOR,1800,0,船舶与海洋工程装备
        YC-25,{TURNER},INTERMEDIATE,1000,0,
        YC-25,{ELECTRICIAN},JUNIOR,800,0,
        YC-26a,{TURNER},INTERMEDIATE,1100,0,
        YC-26b,{WELDER},SENIOR,2000,1,船舶与海洋工程装备
        YC-26b,{WELDER},TECHNICIAN,3000,1,船舶与海洋工程装备
        YC-26b,{TURNER},INTERMEDIATE,1000,0,
        YC-26b,{ELECTRICIAN},SENIOR,1500,,
        XS-26,{FITTER},SENIOR,1200,0,
        GD-26,{WELDER},TECHNICIAN,3500,1,
        GD-26,{WELDER},INTERMEDIATE,1000.5,1,
        """,
    "subsidy_claims.csv": f"""
        claim_id,worker_id,occupation,level,certificate,division,fund,claimed_on,amount,status
        K1,yan,{TURNER},INTERMEDIATE,OTHER,{CITY},SKILL_ACCOUNT,2025-12-01,1000,PAID
        K2,yan,{WELDER},SENIOR,Y-OLD,{CITY},SKILL_ACCOUNT,2026-07-01,,REFUSED
        """,
    "training_projects.csv": f"""
        training_project_id,name,field,division,occupation,level,provider,seats,published_on,deadline,status
        P1,机器人运维,高端工业母机和机器人,{COUNTY},{WELDER},SENIOR,{LAB},40,2026-10-01,2026-12-31,CALLED
        P2,船舶焊接,船舶与海洋工程装备,{CITY},{WELDER},SENIOR,{LAB},,2026-10-01,2026-11-24,CALLED
        P3,数控车工,高端工业母机和机器人,{JIANGSU},{TURNER},,,30,2025-10-01,2025-11-30,SELECTED
        P4,数字技能,数字技能,{GUANGZHOU},,,,30,2026-10-01,2026-12-31,CALLED
        P5,数字技能,数字技能,{GUANGZHOU},,,,30,2026-11-25,2026-12-31,CALLED
        """,
    "challenges.csv": f"""
        challenge_id,problem,field,budget,published_on,deadline,owner,status
        C1,薄板焊接变形控制,船舶与海洋工程装备,500000,2026-09-01,2026-12-01,{YARD},OPEN
        C2,高温合金车削,航空航天装备,300000,2026-03-01,2026-04-01,{YARD},AWARDED
        C3,撤回的榜题,航空航天装备,,2026-10-01,2026-12-31,,CANCELLED
        C4,明天公布的榜题,航空航天装备,,2026-11-25,2026-12-31,{PLANT},OPEN
        C5,待定榜的榜题,数字技能,,2026-09-01,2026-10-01,{YARD},CLOSED
        C6,另一榜题,数字技能,,2026-11-01,2026-11-24,{PLANT},OPEN
        """,
    "bids.csv": f"""
        challenge_id,uscc,bid_on,awarded,awarded_on
        C1,{PLANT},2026-10-01,,
        C1,{LAB},2026-10-02,,
        C2,{LAB},2026-03-15,1,2026-04-20
        C2,{PLANT},2026-04-02,0,
        C5,{LAB},2026-09-15,,
        C5,{PLANT},2026-10-02,,
        """,
}


def build(settings: Settings, folder: Path) -> None:
    """Import the world and the shipped rules into an empty graph."""
    report = run_import(
        write(folder, FILES), settings=settings, rejects=folder / "rejects.csv", bulk=False
    )
    assert report.last_line().endswith("rejected 0"), (folder / "rejects.csv").read_text("utf-8")
    run_import(shipped_policies(), settings=settings, rejects=folder / "rejects.csv", bulk=False)
