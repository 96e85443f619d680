"""Files of a leading firm, its training base, its chain and its school, written by hand.

Everything that a rule distinguishes is there once; the numbers are small enough to add by eye.
"""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Final

from registry.importing import shipped_policies
from tests.support.importing import write

HOST: Final = "91990000MA0TB0000G"
SMALL: Final = "91990000MA0TB0001K"
"""Supplies the host; few staff."""
BELOW: Final = "91990000MA0TB0002N"
"""Is supplied by the host; below the designated size, staff unknown."""
BIG: Final = "91990000MA0TB0003R"
"""Supplies the host; many staff."""
UNSURE: Final = "91990000MA0TB0004W"
"""Supplies the host; above the designated size, staff unknown."""
STRANGER: Final = "91990000MA0TB00050"
"""Small, and not of the chain."""
SEATLESS: Final = "91990000MA0TB00063"
"""Supplies the host with two products; small, a seat was planned for none of its staff."""
ELSEWHERE: Final = "91990000MA0TB00076"
"""Supplies the host; had seats at another base alone."""
SCHOOL: Final = "12990000MAXTB0001C"
SCHOOL_TWO: Final = "12990000MAXTB0002F"

FILES: Final = {
    "organisations.csv": f"""
        uscc,name,kind,division,industry,scale_above,staff_total
        {HOST},龙头厂,ENTERPRISE,320102,C34,1,5000
        {SMALL},小厂,ENTERPRISE,320102,C34,1,100
        {BELOW},规下厂,ENTERPRISE,320205,C34,0,
        {BIG},大厂,ENTERPRISE,320205,C34,1,3000
        {UNSURE},不明厂,ENTERPRISE,330102,C34,1,
        {STRANGER},外人厂,ENTERPRISE,320102,C34,0,20
        {SEATLESS},无座厂,ENTERPRISE,320102,C34,,30
        {ELSEWHERE},外训厂,ENTERPRISE,330102,C34,1,200
        {SCHOOL},一技师学院,SCHOOL,320102,,,
        {SCHOOL_TWO},二技师学院,SCHOOL,330102,,,
        """,
    "designations.csv": f"""
        uscc,kind,from,to,document_no
        {HOST},LEADING,2022-01-01,2023-12-31,号
        {HOST},LITTLE_GIANT,2020-01-01,2021-12-31,号
        """,
    "supplies.csv": f"""
        supplier,customer,product
        {SMALL},{HOST},轴
        {HOST},{BELOW},机床
        {BIG},{HOST},钢
        {UNSURE},{HOST},泵
        {SEATLESS},{HOST},阀
        {SEATLESS},{HOST},管
        {ELSEWHERE},{HOST},轮
        """,
    "training_clusters.csv": """
        cluster_id,name,kind,division,industry,from,to,document_no
        K1,江苏数控机床集群,CLUSTER,320000,C34,2021-03-01,,号
        """,
    "training_bases.csv": f"""
        base_id,uscc,name,division,cluster_id,batch,designated_on,to,status,latitude,longitude,equipment
        B1,{HOST},一基地,320102,K1,第一批,2022-10-01,,ACTIVE,32.05,118.78,五轴;焊机
        B2,{SCHOOL},二基地,320102,,,,,ACTIVE,,,
        """,
    "base_offers.csv": """
        base_id,occupation,level,capacity,from,to
        B1,6-18-02-04,SENIOR,100,,
        B1,6-18-02-04,TECHNICIAN,40,2023-01-01,
        B1,6-18-01-01,TECHNICIAN,20,,2025-12-31
        B1,6-18-02-04,CHIEF_TECHNICIAN,,,
        """,
    "training_sessions.csv": """
        training_session_id,base_id,occupation,level,from,to,seats
        S1,B1,6-18-02-04,SENIOR,2026-03-01,2026-04-01,60
        S2,B1,6-18-02-04,TECHNICIAN,2026-05-01,2026-12-31,30
        S3,B1,6-18-02-04,CHIEF_TECHNICIAN,2026-09-01,,
        S4,B1,6-18-02-04,SENIOR,2025-03-01,2025-04-01,
        S5,B1,6-18-02-04,SENIOR,2024-03-01,,
        S6,B1,6-18-02-04,TECHNICIAN,2024-03-01,,
        S7,B1,6-18-02-04,SENIOR_TECHNICIAN,2024-03-01,,
        S8,B2,6-18-02-04,TECHNICIAN,2026-05-01,,
        """,
    "training_seats.csv": f"""
        training_session_id,uscc,seats,completed
        S1,{HOST},40,40
        S1,{SMALL},10,9
        S1,{STRANGER},8,8
        S2,{HOST},3,3
        S2,{BELOW},20,
        S2,{BIG},6,6
        S2,{SEATLESS},0,0
        S4,{UNSURE},7,7
        S4,{HOST},30,28
        S5,{HOST},30,30
        S6,{SMALL},3,3
        S7,{HOST},12,12
        S8,{ELSEWHERE},5,5
        """,
    "majors.csv": f"""
        major_id,school,name,from,to
        M1,{SCHOOL},焊接,2020-01-01,
        M2,{SCHOOL},数控,2020-01-01,
        M3,{SCHOOL},铸造,2020-01-01,
        M4,{SCHOOL_TWO},模具,2020-01-01,
        """,
    "cooperation_agreements.csv": f"""
        agreement_no,school,enterprise,kind,from,to,majors,document_no
        A1,{SCHOOL},{HOST},WORK_STUDY,2024-01-01,,M2;M1,
        A2,{SCHOOL},{SMALL},ORDER_CLASS,2023-01-01,2025-06-30,M3,
        A3,{SCHOOL},{ELSEWHERE},,2027-01-01,,,
        A4,{SCHOOL_TWO},{HOST},CO_BUILT,2025-01-01,,M4,
        """,
    "alliances.csv": """
        alliance_id,name,industry,from,to,document_no
        L1,机床联盟,C34,2023-01-01,,号
        L2,旧联盟,C34,2020-01-01,2024-12-31,
        L3,起始不明联盟,C34,,,
        L4,汽车联盟,C36,2023-01-01,,
        """,
    "alliance_members.csv": f"""
        alliance_id,uscc,role,from,to
        L1,{SCHOOL},LEADER,2023-01-01,
        L1,{HOST},MEMBER,2023-01-01,
        L1,{SMALL},MEMBER,2023-01-01,2025-12-31
        L3,{SCHOOL_TWO},LEADER,2023-01-01,
        """,
    "shared_resources.csv": f"""
        resource_id,name,kind,provider,alliance_id,agreement_no,from,to
        R1,焊接课程,COURSE,{SCHOOL},L1,,2024-01-01,
        R2,五轴机床,EQUIPMENT,{HOST},,A1,2024-01-01,
        R3,旧课程,COURSE,{SCHOOL},L1,,2024-01-01,2025-12-31
        R4,铸造车间,SITE,{SMALL},,A2,2023-01-01,
        """,
}


def training_files(folder: Path) -> Path:
    """Write the files, with the regulation that the project ships, and return their folder."""
    write(folder, FILES)
    (folder / "policies").mkdir(exist_ok=True)
    regulation = shipped_policies() / "policies" / "CN-TRAINING-BASE.json"
    shutil.copy(regulation, folder / "policies")
    return folder
