"""A small nation of honours, contests, promotions and teaching, as files to import.

Everything is in order but what a row's name says is wrong. `TODAY` is the day of the tests.
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Final

from registry.codes.uscc import uscc_check_character
from registry.importing import run_import, shipped_policies
from tests.support.database import Graph
from tests.support.importing import write

NOON: Final = datetime(2026, 11, 24, 4, tzinfo=UTC)
TODAY: Final = date(2026, 11, 24)
WELDER: Final = "2022:6-18-02-04"
TURNER: Final = "2022:6-18-01-01"


def uscc(place: int) -> str:
    """Return a well-formed credit code."""
    first = f"91990000MA0000{place:03d}"
    return first + uscc_check_character(first)


HANGZHOU, NANJING, SCHOOL, BRANCH = uscc(1), uscc(2), uscc(3), uscc(4)

# Who has what: `expert` fulfils the criteria of the grand award; `charged` would but for a
# misconduct; `nominated` is nominated already; `granted` has the award; `low` lacks the grade.
PEOPLE: Final = {
    "expert": (HANGZHOU, "SENIOR_TECHNICIAN"),
    "expert2": (NANJING, "SENIOR_TECHNICIAN"),
    "charged": (HANGZHOU, "SENIOR_TECHNICIAN"),
    "nominated": (HANGZHOU, "SENIOR_TECHNICIAN"),
    "granted": (NANJING, "SENIOR_TECHNICIAN"),
    "low": (HANGZHOU, "TECHNICIAN"),
    "winner": (HANGZHOU, "SENIOR"),
    "sixth": (HANGZHOU, "SENIOR"),
    "jumper": (NANJING, "TECHNICIAN"),
    "absent": (NANJING, "TECHNICIAN"),
    "uncertain": (NANJING, "TECHNICIAN"),
    "local": (HANGZHOU, "INTERMEDIATE"),
}


def _workers() -> str:
    return "\n".join(["worker_id,name", *(f"{name},张{name}" for name in PEOPLE)])


def _certificates() -> str:
    rows = [
        f"N{name},SKILL_GRADE,{name},{WELDER},{level},2019-05-01,2019-05-02T00:00:00Z,VALID"
        for name, (_, level) in PEOPLE.items()
    ]
    columns = "number,kind,worker_id,occupation,level,issued_on,registered_at,status"
    won = f"P1,SKILL_GRADE,winner,{WELDER},TECHNICIAN,2025-12-01,2025-12-02T00:00:00Z,VALID"
    return "\n".join([columns, *rows, won])


def _employments() -> str:
    rows = [f"{name},{at},2015-01-01" for name, (at, _) in PEOPLE.items()]
    return "\n".join(["worker_id,uscc,from", *rows])


FILES: Final = {
    "organisations.csv": f"""
        uscc,name,kind,division
        {HANGZHOU},杭州某厂,ENTERPRISE,330106
        {NANJING},南京某厂,ENTERPRISE,320102
        {SCHOOL},某技师学院,SCHOOL,330106
        {BRANCH},某高级技工学校,SCHOOL,320102
        """,
    "workers.csv": _workers(),
    "certificates.csv": _certificates(),
    "employments.csv": _employments(),
    "honour_types.csv": """
        id,name,level,quota
        GRAND_SKILL_AWARD,中华技能大奖,NATIONAL,30
        NATIONAL_TECHNICAL_EXPERT,全国技术能手,NATIONAL,300
        PROVINCIAL_TECHNICAL_EXPERT,省级技术能手,PROVINCIAL,
        CITY_TECHNICAL_EXPERT,市级技术能手,CITY,2
        """,
    "honours.csv": """
        worker_id,honour,batch,year,on,document_no,published_url
        expert,NATIONAL_TECHNICAL_EXPERT,2019,2019,2019-06-01,人社部〔2019〕1号,https://h.example/1
        expert2,NATIONAL_TECHNICAL_EXPERT,2019,2019,2019-06-01,人社部〔2019〕1号,
        charged,NATIONAL_TECHNICAL_EXPERT,2019,2019,,,https://h.example/1
        nominated,NATIONAL_TECHNICAL_EXPERT,2019,2019,2019-06-01,人社部〔2019〕1号,https://h.example/1
        granted,NATIONAL_TECHNICAL_EXPERT,2019,2019,2019-06-01,人社部〔2019〕1号,https://h.example/1
        low,NATIONAL_TECHNICAL_EXPERT,2021,2021,2021-06-01,人社部〔2021〕1号,https://h.example/2
        granted,GRAND_SKILL_AWARD,2023,2023,2023-06-01,人社部〔2023〕1号,https://h.example/3
        winner,CITY_TECHNICAL_EXPERT,2024,2024,,,
        sixth,CITY_TECHNICAL_EXPERT,2024,2024,,,
        low,CITY_TECHNICAL_EXPERT,2024,2024,,,
        """,
    "misconduct.csv": """
        worker_id,kind,from,to
        charged,SAFETY,2024-01-01,2024-06-30
        """,
    "nominations.csv": """
        worker_id,honour,batch,nominated_on,body,status,document_no
        nominated,GRAND_SKILL_AWARD,2026,2026-03-01,浙江省人社厅,NOMINATED,浙荐〔2026〕1号
        expert2,GRAND_SKILL_AWARD,2024,2024-03-01,江苏省人社厅,REJECTED,苏荐〔2024〕1号
        """,
    "talent_programmes.csv": """
        programme_id,name,level,division,from,to,document_no
        PR1,制造业人才支持计划,NATIONAL,,2022-01-01,,工信部〔2022〕1号
        """,
    "talent_programme_members.csv": """
        worker_id,programme_id,from,to,document_no
        expert,PR1,2023-01-01,,工信部〔2023〕9号
        expert2,PR1,2022-01-01,2025-12-31,工信部〔2022〕9号
        """,
    "competitions.csv": """
        competition_id,name,class,year,division
        Q1,第三届全国技能大赛,NATIONAL_1,2025,
        Q2,浙江省一类竞赛,PROVINCIAL_1,2025,330000
        Q3,第一届全国技能大赛,NATIONAL_1,2020,
        """,
    "competition_events.csv": f"""
        event_id,competition_id,name,occupation,field,participants
        E1,Q1,焊接,{WELDER},机械制造,20
        E2,Q1,数控车,{TURNER},工业机器人,
        E3,Q2,焊接,{WELDER},机械制造,30
        E4,Q3,焊接,{WELDER},,20
        """,
    "competition_results.csv": """
        event_id,worker_id,rank,medal
        E1,winner,1,GOLD
        E1,sixth,6,MERIT
        E1,jumper,11,
        E2,uncertain,9,
        E3,local,5,
        E4,low,2,SILVER
        """,
    "competition_months.csv": """
        month_id,name,division,from,to,document_no,competitions
        M1,浙江技能竞赛月,330000,2025-10-01,2025-10-31,浙人社〔2025〕5号,Q2
        M2,杭州技能竞赛月,330100,2024-05-01,2024-05-31,,
        """,
    "grade_promotions.csv": f"""
        promotion_id,worker_id,occupation,from_level,to_level,certificate_no,event_id,on,document_no
        G1,winner,{WELDER},SENIOR,TECHNICIAN,P1,E1,2025-12-01,浙人社〔2025〕8号
        G2,sixth,{WELDER},SENIOR,TECHNICIAN,P2,E1,2025-12-01,
        G3,jumper,{WELDER},SENIOR,SENIOR_TECHNICIAN,,E1,2025-12-02,
        G4,absent,{WELDER},SENIOR,TECHNICIAN,,E1,2025-12-03,
        G5,uncertain,{TURNER},SENIOR,TECHNICIAN,,E2,2025-12-04,
        G6,low,{WELDER},SENIOR,TECHNICIAN,,E4,2021-01-05,
        G7,local,{WELDER},INTERMEDIATE,SENIOR,,,2025-12-06,
        """,
    "majors.csv": f"""
        major_id,school,name,kind,occupations,level,work_study,from,to,new_since,document_no
        MA1,{SCHOOL},焊接加工,QUALITY,{WELDER};{TURNER},SENIOR,1,2010-09-01,,,
        MA2,{SCHOOL},工业机器人应用,EMERGING,,TECHNICIAN,,2025-09-01,,2025-09-01,浙教〔2025〕3号
        MA3,{BRANCH},数控加工,,{TURNER},,0,2005-09-01,2020-08-31,,
        """,
    "cooperation_agreements.csv": f"""
        agreement_no,school,enterprise,from,to,majors
        AG1,{SCHOOL},{HANGZHOU},2022-01-01,,MA1
        AG2,{SCHOOL},{NANJING},2015-01-01,2019-12-31,MA1
        """,
    "resource_packages.csv": """
        package_id,major_id,title,kind,published_on,document_no
        RP1,MA1,焊接工学一体化教材,TEXTBOOK,2024-03-01,
        RP2,MA1,焊接仿真,SIMULATION,,
        """,
    "expert_committees.csv": """
        committee_id,name,from,to,document_no
        EC1,国家基本职业培训包专家委员会,2022-01-01,,人社厅〔2022〕7号
        EC2,旧专家委员会,2010-01-01,2015-12-31,
        """,
    "committee_members.csv": """
        worker_id,committee_id,role,from,to,document_no
        expert,EC1,CHAIR,2022-01-01,,人社厅〔2022〕7号
        expert2,EC1,MEMBER,2022-01-01,2024-12-31,
        granted,EC1,MEMBER,2023-01-01,,
        """,
    "training_packages.csv": f"""
        package_id,occupation,levels,title,version,reviewed_by,reviewed_on,from,to,document_no
        TP1,{WELDER},SENIOR;TECHNICIAN,焊工培训包,2023,EC1,2023-05-01,2023-06-01,,人社厅〔2023〕2号
        TP2,{WELDER},JUNIOR,焊工初级培训包,2024,,,2024-01-01,,
        TP3,{TURNER},SENIOR,车工培训包,2016,EC2,2016-03-01,2016-06-01,2020-12-31,
        TP4,{TURNER},SENIOR,车工培训包,2021,EC1,2023-05-01,2021-01-01,,
        """,
    "training_plans.csv": f"""
        plan_id,uscc,post,post_id,occupation,level,package_id,year,hours,from,to,document_no
        PL1,{HANGZHOU},焊接班长,P-1,{WELDER},SENIOR,TP1,2026,120,2026-01-01,2026-12-31,
        PL2,{HANGZHOU},车工,,{TURNER},SENIOR,,2026,80,2026-01-01,2026-12-31,
        PL3,{NANJING},车工,,{TURNER},SENIOR,TP3,2026,,2026-01-01,2026-12-31,
        PL4,{NANJING},焊工,,{WELDER},SENIOR_TECHNICIAN,TP1,2026,40,2026-01-01,,
        """,
}


def load(graph: Graph, folder: Path) -> None:
    """Import the world and the shipped policies into an empty graph."""
    run_import(write(folder, FILES), settings=graph.settings, rejects=folder / "rejects")
    run_import(shipped_policies(), settings=graph.settings, rejects=folder / "refused")
    for name in ("rejects", "refused"):
        refused = folder / name
        assert not refused.exists() or len(refused.read_text("utf-8").splitlines()) <= 1, (
            refused.read_text("utf-8")
        )
