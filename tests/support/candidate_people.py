"""A handful of people for the candidate search: a master, the taught, and who consented."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from registry.dates import add_years, china_today
from tests.support.candidate_world import Row, uscc

TODAY: Final = china_today()
PLANT, RIVAL, FAR = uscc(1), uscc(2), uscc(3)
WELDER: Final = "2022:6-18-02-04"
NUMBER: Final = "S000032000123241000001"


def ago(years: int, days: int = 0) -> str:
    """Return the day so many years (and days) before today."""
    return (add_years(TODAY, -years) - timedelta(days)).isoformat()


def certificate(worker: str, number: str, level: str, issued: str, **other: str) -> Row:
    """Make a certificate."""
    return {
        "number": number,
        "kind": "SKILL_GRADE",
        "worker_id": worker,
        "occupation": WELDER,
        "level": level,
        "issued_on": issued,
        "registered_at": f"{issued}T00:00:00Z",
        "status": "VALID",
        **other,
    }


def at_work(worker: str, code: str, since: str, front_line: str = "") -> Row:
    """Make a job."""
    return {"worker_id": worker, "uscc": code, "from": since, "front_line": front_line}


def consent(worker: str, purpose: str = "TALENT_SEARCH", grantee: str = "", until: str = "") -> Row:
    """Make a consent."""
    return {
        "worker_id": worker,
        "purpose": purpose,
        "from": ago(1),
        "to": until,
        "grantee": grantee,
    }


FILES: Final[dict[str, list[Row]]] = {
    "workers": [
        {"worker_id": "master", "name": "曾大师", "birth_date": f"{TODAY.year - 47}-06-01"},
        {"worker_id": "learner", "name": "李学徒"},
        {"worker_id": "second", "name": "赵再传"},
        {"worker_id": "ours", "name": "孙自家"},
        {"worker_id": "granted", "name": "周许可"},
        {"worker_id": "silent", "name": "吴未允"},
    ],
    "organisations": [
        {
            "uscc": PLANT,
            "name": "甲厂",
            "kind": "ENTERPRISE",
            "division": "320102",
            "industry": "C34",
        },
        {
            "uscc": RIVAL,
            "name": "乙厂",
            "kind": "ENTERPRISE",
            "division": "320506",
            "industry": "C33",
        },
        {
            "uscc": FAR,
            "name": "丙厂",
            "kind": "ENTERPRISE",
            "division": "370102",
            "industry": "C33",
        },
    ],
    "filings": [
        {
            "filing_no": "F1",
            "uscc": RIVAL,
            "kind": "EMPLOYER",
            "issuer_prefix": NUMBER[:13],
            "from": ago(9),
            "to": "2099-12-31",
            "status": "ACTIVE",
        },
    ],
    "filing_scopes": [
        {"filing_no": "F1", "occupation": WELDER, "levels": "SENIOR;SENIOR_TECHNICIAN"}
    ],
    "certificates": [
        certificate(
            "master", NUMBER, "SENIOR_TECHNICIAN", ago(6), filing_no="F1", work_type="电焊工"
        ),
        certificate("master", "PAPER-1", "SENIOR", ago(12)),
        certificate("learner", "L-1", "SENIOR", ago(5)),
        certificate("learner", "L-2", "TECHNICIAN", ago(1)),
        certificate("second", "X-1", "JUNIOR", ago(1)),
        certificate("ours", "O-1", "SENIOR", ago(3)),
        certificate("granted", "G-1", "SENIOR", ago(3)),
        certificate("silent", "Z-1", "SENIOR", ago(3)),
    ],
    "employments": [
        at_work("master", FAR, ago(9)),
        at_work("master", RIVAL, ago(4), "1"),
        at_work("learner", RIVAL, ago(4)),
        at_work("ours", PLANT, ago(4)),
        at_work("granted", RIVAL, ago(4)),
        at_work("silent", RIVAL, ago(4)),
    ],
    "honour_types": [{"id": "GRAND", "name": "中华技能大奖", "level": "NATIONAL"}],
    "honours": [{"worker_id": "master", "honour": "GRAND", "year": str(TODAY.year - 1)}],
    "mentorships": [
        {"mentor": "master", "mentee": "learner", "kind": "MASTER", "from": ago(3)},
        {"mentor": "learner", "mentee": "second", "kind": "MASTER", "from": ago(2)},
        {
            "mentor": "master",
            "mentee": "second",
            "kind": "MASTER",
            "from": (TODAY + timedelta(1)).isoformat(),
        },
    ],
    "studios": [
        {
            "studio_id": "st",
            "name": "曾大师工作室",
            "level": "NATIONAL",
            "leader": "master",
            "approved_on": ago(2),
        }
    ],
    "studio_members": [{"studio_id": "st", "worker_id": "ours", "from": ago(1)}],
    "consents": [
        consent("master"),
        consent("learner"),
        consent("ours"),
        consent("granted", grantee=PLANT),
        consent("silent", until=ago(0, 1)),
        consent("learner", "CONTACT", PLANT),
    ],
}
POLICIES: Final[list[Row]] = [
    {
        "id": "CN",
        "title": "t",
        "validFrom": "2020-01-01",
        "target": "SPECIAL_TECHNICIAN",
        "confidence": "high",
        "division": "320000",
        "rule": {
            "allOf": [
                {"is": "years_at_level", "level": "SENIOR_TECHNICIAN", "years": 4},
                {"is": "front_line_post"},
            ]
        },
    }
]
