"""A small world of pay and funds, written as files and imported: what they say is what is asked.

Seven firms: F1 to F3 in Nanjing, F4 to F6 in Suzhou, F7 alone in Hangzhou. Their welders are paid
by post (the first half of each firm of Nanjing, all of Suzhou), by agreement (the others of
Nanjing) or by the year (Hangzhou, whose one employer nobody may be told about).
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from registry.codes import uscc_check_character
from registry.importing import run_import, shipped_policies
from tests.support.api import Api, running_api
from tests.support.database import Graph
from tests.support.importing import write
from tests.support.small_world import NOW, WELDER

NANJING: Final = "320100"
SUZHOU: Final = "320500"
HANGZHOU: Final = "330100"
WUHAN: Final = "420100"
OLD_WELDER: Final = "2015:6-18-02-04"
"""What the welders were in the edition before; every other certificate says so."""


def uscc(number: int) -> str:
    """Return the credit code of a firm of the world."""
    first = f"91990000MA000000{number}"
    return first + uscc_check_character(first)


FIRMS: Final = {uscc(number): place for number, place in enumerate(
    (NANJING, NANJING, NANJING, SUZHOU, SUZHOU, SUZHOU, HANGZHOU, WUHAN), start=1
)}  # fmt: skip
F1, F2, F3, F4, F5, F6, F7, F8 = FIRMS


@dataclass(frozen=True, slots=True)
class Pay:
    """One arrangement of the world; yuan a year."""

    worker: str
    firm: str
    mode: str
    amount: int

    @property
    def city(self) -> str:
        """Where the firm is."""
        return FIRMS[self.firm]

    @property
    def province(self) -> str:
        """The province of the firm."""
        return f"{self.city[:2]}0000"


def _pays() -> Iterator[Pay]:
    number = 0
    for firm, mode, people in (
        *((firm, mode, 2) for firm in (F1, F2, F3) for mode in ("POST_PERFORMANCE", "AGREEMENT")),
        *((firm, "POST_PERFORMANCE", 2) for firm in (F4, F5, F6)),
        (F7, "ANNUAL", 6),
    ):
        for _ in range(people):
            number += 1
            yield Pay(f"w{number}", firm, mode, 60_000 + 2_345 * number)


PAYS: Final = tuple(_pays())
STAFF: Final = (*((pay.worker, pay.firm) for pay in PAYS), ("u1", F8), ("u2", F8))


def _files() -> dict[str, str]:
    return {
        "organisations.csv": "uscc,name,kind,division,ownership\n"
        + "\n".join(
            f"{firm},厂{firm[-2:]},ENTERPRISE,{place},PRIVATE" for firm, place in FIRMS.items()
        ),
        "workers.csv": "worker_id,name\n" + "\n".join(f"{worker},张某" for worker, _ in STAFF),
        "employments.csv": "worker_id,uscc,from\n"
        + "\n".join(f"{worker},{firm},2020-01-01" for worker, firm in STAFF),
        "certificates.csv": "number,kind,worker_id,occupation,level,issued_on,registered_at,"
        "status\n"
        + "\n".join(
            f"n-{worker},SKILL_GRADE,{worker},{(WELDER, OLD_WELDER)[at % 2]},SENIOR,2022-01-01,"
            "2022-01-02T00:00:00Z,VALID"
            for at, (worker, _) in enumerate(STAFF)
        ),
        "occupations.csv": f"""
            edition,code,name,supersedes
            {OLD_WELDER.replace(":", ",")},电焊工,
            {WELDER.replace(":", ",")},焊工,{OLD_WELDER}
            """,
        "pay_arrangements.csv": "worker_id,uscc,from,to,mode,annual_amount,post\n"
        + "\n".join(
            f"{pay.worker},{pay.firm},2024-01-01,,{pay.mode},{pay.amount},焊工" for pay in PAYS
        )
        # What ended does not count, and of two the one that began last.
        + f"\nw1,{F1},2020-01-01,2023-12-31,ANNUAL,999999,焊工"
        + f"\nw2,{F1},2021-01-01,,ANNUAL,999999,焊工",
        "allowance_schemes.csv": f"""
            scheme_id,uscc,kind,level,amount,term,from,to,document_no
            S1,{F1},SKILL,SENIOR,300,MONTH,2024-01-01,,厂发1号
            S2,{F1},MENTOR,,1200.5,ONCE,2024-01-01,,
            S3,{F1},SCHOLARSHIP,,800,ONCE,2022-01-01,2023-12-31,
            S4,{F2},NIGHT,,50,MONTH,2024-01-01,,
            """,
        "allowance_payments.csv": """
            payment_id,scheme_id,worker_id,paid_on,amount
            P1,S1,w1,2026-09-30,300
            P2,S1,w1,2026-10-31,300
            P3,S2,w1,2026-10-31,1200.5
            P4,S1,w2,2026-10-31,300
            P5,S1,w3,2024-10-31,300
            """,
        "education_fund_years.csv": f"""
            uscc,year,wage_bill,accrued,spent_total,spent_frontline,high_skill_firm
            {F1},2024,1000000,15000,10000,5000,0
            {F1},2025,1000000,25000,20000,12000,1
            {F2},2025,1000000,20000,10000,5999,
            {F3},2025,1000000,,,,
            """,
        "funds.csv": f"""
            fund_id,kind,division,name,budget,from
            FD1,SKILL_ACCOUNT,{NANJING},南京专账,1000000,2024-01-01
            """,
        "fund_uses.csv": f"""
            use_id,fund,fund_id,division,uscc,year,used_on,amount,purpose,training,training_kind,workers
            U01,SKILL_ACCOUNT,FD1,{NANJING},{F1},2025,2025-03-01,5000,焊工培训,T1,COURSE,w1;w2
            U02,EMPLOYMENT_SUBSIDY,,{NANJING},{F1},2025,2025-06-01,3000,焊工培训,T1,COURSE,w2
            U03,ENTERPRISE_EDUCATION,,{NANJING},{F1},2025,2025-06-01,1000,焊工培训,T1,COURSE,w1
            U04,SKILL_ACCOUNT,FD1,{NANJING},{F2},2025,2025-07-01,2000,铣工培训,T2,COURSE,w5
            U05,SKILL_ACCOUNT,FD1,{NANJING},{F2},2025,2025-08-01,2000,铣工培训,T2,COURSE,w5
            U06,TALENT_TEAM,,{NANJING},{F3},2024,2024-08-01,,人才培训,T3,COURSE,
            U07,SKILL_ACCOUNT,,{SUZHOU},{F4},2024,2024-08-01,700,人才培训,T3,COURSE,w13
            U08,SKILL_ACCOUNT,,{HANGZHOU},{F7},2025,2025-08-01,900,焊工培训,T4,COURSE,w19
            U09,UNEMPLOYMENT_INSURANCE,,{SUZHOU},{F4},2025,2025-09-01,800,焊工培训,T4,COURSE,w19
            U10,EMPLOYMENT_SUBSIDY,,{WUHAN},{F8},2025,2025-02-01,6000,学徒培养,A1,APPRENTICESHIP,u1
            U11,SKILL_ACCOUNT,,{WUHAN},{F8},2025,2025-05-01,1500,短期培训,T5,COURSE,u1;u2
            U12,EMPLOYMENT_SUBSIDY,,{NANJING},{F1},2025,2025-02-01,6000,学徒培养,A2,APPRENTICESHIP,w3
            U13,SKILL_ACCOUNT,,{NANJING},{F1},2025,2025-05-01,1500,短期培训,T6,COURSE,w3
            """,
    }  # fmt: skip


@contextmanager
def running_pay_world(graph: Graph, folder: Path) -> Iterator[Api]:
    """Import the world and the shipped policies into an empty graph, and run the application."""
    report = run_import(write(folder, _files()), settings=graph.settings)
    assert report.total.rejected == 0, report.files
    run_import(shipped_policies(), settings=graph.settings)
    with running_api(graph.settings, clock=lambda: NOW) as api:
        yield api
