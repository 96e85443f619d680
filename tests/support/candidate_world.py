"""A small random nation for the candidate search, as files to import: dense with odd cases.

Many workers have two jobs, certificates in an old and a new edition of one occupation, equal
grades, terms that begin or end around today, empty cells. Deterministic by its seed and day.
"""

from __future__ import annotations

import csv
import json
import random
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any, Final

from registry.codes import uscc_check_character

Row = dict[str, Any]

OCCUPATIONS: Final = ("2022:6-18-02-04", "2022:6-18-02-05", "2022:6-18-01-01", "2022:6-20-01-01")
OLD: Final = ("2015:6-18-02-90", "1999:6-02-90-01")
"""An occupation that was split into two of today's, and one that it superseded in its turn."""

PAIRS: Final = (
    ("2022:6-18-02-04", OLD[0]),
    ("2022:6-18-02-05", OLD[0]),
    (OLD[0], OLD[1]),
)
DIVISIONS: Final = ("320102", "320102", "320506", "320500", "370102", "110101", "429004")
INDUSTRIES: Final = ("C33", "C34", "C35", "")
LEVELS: Final = ("INTERMEDIATE", "SENIOR", "TECHNICIAN", "SENIOR_TECHNICIAN", "")
HONOURS: Final = ("GRAND", "EXPERT", "ARTISAN")
HONOUR_NAMES: Final = {"GRAND": "中华技能大奖", "EXPERT": "全国技术能手", "ARTISAN": "江苏工匠"}
FIELDS: Final = ("工业母机", "航空航天装备", "工业机器人")
WORK_TYPES: Final = ("电焊工", "CNC车工", "PLC 编程", "")
TITLES: Final = ("薄板焊接操作法", "CNC 程序优化", "Welding robot 改造")


def uscc(number: int) -> str:
    """Return a valid credit code."""
    first = f"91990000{number:09d}"
    return first + uscc_check_character(first)


def write_files(folder: Path, files: dict[str, list[Row]], policies: list[Row]) -> None:
    """Write a directory to import; a row may lack columns."""
    (folder / "policies").mkdir(parents=True, exist_ok=True)
    for name, rows in files.items():
        columns = list(dict.fromkeys(column for row in rows for column in row))
        with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, columns)
            writer.writeheader()
            writer.writerows(rows)
    for policy in policies:
        (folder / "policies" / f"{policy['id']}.json").write_text(json.dumps(policy), "utf-8")


class World:
    """Rows by file name, and what the oracle needs to know of the tables."""

    def __init__(self, seed: int, today: date, *, workers: int = 300) -> None:
        self.random = random.Random(seed)
        self.today = today
        self.files: dict[str, list[Row]] = {}
        self.people = [f"w{number:04d}" for number in range(workers)]
        self.employers = [uscc(number) for number in range(14)]
        self._places()
        for worker in self.people:
            self._worker(worker)
        self._teaching()
        self.policies = self._policies()

    def write(self, folder: Path) -> None:
        """Write the files."""
        write_files(folder, self.files, self.policies)

    def rows(self, name: str, **wanted: str) -> Iterator[Row]:
        """Go through the rows of a file that have these values."""
        for row in self.files.get(name, ()):
            if all(row.get(column) == value for column, value in wanted.items()):
                yield row

    def _add(self, file: str, /, **row: Any) -> None:
        self.files.setdefault(file, []).append(
            {key: "" if value is None else value for key, value in row.items()}
        )

    def _day(self, earliest: int = -3000, latest: int = 200) -> str:
        """Draw a day; today, its neighbours and its birthdays come up often."""
        if self.random.random() < 0.15:
            near = self.today.replace(
                day=min(self.today.day, 28), year=self.today.year - self.random.randrange(6)
            )
            return (near + timedelta(self.random.choice([-1, 0, 1]))).isoformat()
        return (self.today + timedelta(self.random.randint(earliest, latest))).isoformat()

    def _period(self) -> tuple[str, str]:
        start = self._day()
        end = self.random.choice(["", "", self._day(-300, 400)])
        return (start, end) if not end or end >= start else (end, start)

    def _places(self) -> None:
        self._add(
            "occupations", edition="2015", code="6-18-02-90", name="旧焊工", supersedes=OLD[1]
        )
        self._add("occupations", edition="1999", code="6-02-90-01", name="老焊工", supersedes="")
        for newer in OCCUPATIONS[:2]:
            name = {"2022:6-18-02-04": "焊工", "2022:6-18-02-05": "机械加工材料切割工"}[newer]
            self._add("occupations", edition="2022", code=newer[5:], name=name, supersedes=OLD[0])
        for number, code in enumerate(self.employers):
            self._add(
                "organisations",
                uscc=code,
                name=f"第{number}机械有限公司",
                kind="ENTERPRISE",
                division=self.random.choice(DIVISIONS),
                industry=self.random.choice(INDUSTRIES),
            )
        for honour in HONOURS:
            self._add("honour_types", id=honour, name=HONOUR_NAMES[honour], level="NATIONAL")
        for number, field in enumerate((*FIELDS, "")):
            self._add("projects", project_id=f"p{number}", name=f"项目{number}", key_field=field)
            self._add("teams", team_id=f"t{number}", project_id=f"p{number}", name=f"团队{number}")

    def _worker(self, worker: str) -> None:
        pick = self.random
        birth = pick.choice(
            ["", date(self.today.year - pick.randint(20, 64), pick.randint(1, 12), 15).isoformat()]
        )
        status = pick.choices(["", "ACTIVE", "RETIRED"], [4, 4, 1])[0]
        self._add(
            "workers",
            worker_id=worker,
            name=f"王{worker}",
            birth_date=birth,
            status=status,
            education=pick.choice(["", "JUNIOR_COLLEGE", "BACHELOR"]),
        )
        for number in range(pick.choice([0, 1, 1, 2, 3])):
            self._certificate(worker, f"{worker}-{number}")
        for code in pick.sample(self.employers, pick.choice([0, 1, 1, 1, 2])):
            start, end = self._period()
            self._add(
                "employments",
                worker_id=worker,
                uscc=code,
                **{"from": start, "to": end},
                front_line=pick.choice(["1", "0", ""]),
            )
        for number in range(pick.choice([0, 0, 0, 1, 2])):
            start, end = self._period()
            self._add(
                "appointments",
                appointment_id=f"{worker}-a{number}",
                worker_id=worker,
                uscc=pick.choice(self.employers),
                level=pick.choice(["SENIOR_TECHNICIAN", "SPECIAL_TECHNICIAN"]),
                **{"from": start, "to": end},
                fields=pick.choice(["", FIELDS[0], f"{FIELDS[1]};{FIELDS[2]}"]),
            )
        for honour in HONOURS:
            if pick.random() < 0.15:
                on = pick.choice(["", self._day(-2000, 60)])
                year = on[:4] or str(self.today.year - pick.randint(-1, 3))
                self._add("honours", worker_id=worker, honour=honour, batch="1", year=year, on=on)
        self._deeds(worker)
        for _ in range(pick.choice([0, 1, 1, 2])):
            start, end = self._period()
            self._consent(
                worker, "TALENT_SEARCH", start, end, pick.choice(["", "", self.employers[0]])
            )
        for number in range(pick.choice([0, 0, 1, 2, 3])):
            self._assignment(worker, f"{worker}-x{number}")

    def _certificate(self, worker: str, number: str) -> None:
        pick = self.random
        issued = self._day(-4000, 60)
        status = pick.choices(["VALID", "SUSPENDED", "REVOKED"], [6, 1, 1])[0]
        since = self._day(-500, 100) if status != "VALID" or pick.random() < 0.1 else ""
        self._add(
            "certificates",
            number=number,
            kind=pick.choice(["SKILL_GRADE", "QUALIFICATION"]),
            worker_id=worker,
            occupation=pick.choice([*OCCUPATIONS, *OCCUPATIONS[:2], *OLD, ""]),
            level=pick.choice(LEVELS),
            work_type=pick.choice(WORK_TYPES),
            issued_on=issued,
            registered_at=f"{issued}T00:00:00Z",
            status=status,
            status_since=max(since, issued) if since else "",
        )

    def _deeds(self, worker: str) -> None:
        pick = self.random
        if pick.random() < 0.2:
            self._add(
                "achievements",
                achievement_id=f"{worker}-d",
                worker_id=worker,
                kind="METHOD",
                title=pick.choice(TITLES),
                scope=pick.choice(["", "ENTERPRISE", "TRADE"]),
                on=pick.choice(["", self._day(-900, -10)]),
                key_field=pick.choice(["", FIELDS[0]]),
            )
        if pick.random() < 0.1:
            self._add(
                "studios",
                studio_id=f"{worker}-s",
                name="工作室",
                level=pick.choice(["CITY", "NATIONAL"]),
                leader=worker,
                approved_on=self._day(-900, -1),
            )
        if pick.random() < 0.2:
            start, end = self._period()
            self._add(
                "team_members",
                team_id=f"t{pick.randrange(4)}",
                worker_id=worker,
                role="MEMBER",
                **{"from": start, "to": end},
            )
        if pick.random() < 0.15:
            start, end = self._period()
            self._add("misconduct", worker_id=worker, kind="SAFETY", **{"from": start, "to": end})
        if pick.random() < 0.2:
            start, end = self._period()
            self._add(
                "statements",
                worker_id=worker,
                code="GOOD",
                holds=pick.choice(["0", "1"]),
                **{"from": start, "to": end},
            )

    def _consent(self, worker: str, purpose: str, start: str, end: str, grantee: str) -> None:
        key = (worker, purpose, start, grantee)
        given = {
            (r["worker_id"], r["purpose"], r["from"], r["grantee"])
            for r in self.files.get("consents", ())
        }
        if key not in given:
            self._add(
                "consents",
                worker_id=worker,
                purpose=purpose,
                **{"from": start, "to": end},
                grantee=grantee,
            )

    def _assignment(self, worker: str, number: str) -> None:
        pick = self.random
        start = self.today + timedelta(pick.randint(-200, 200))
        end = pick.choice(["", (start + timedelta(pick.randint(0, 200))).isoformat()])
        home, host = pick.sample(self.employers, 2)
        self._add(
            "assignments",
            assignment_id=number,
            worker_id=worker,
            home=home,
            host=host,
            mode="PART_TIME",
            **{"from": start.isoformat(), "to": end},
            duty_percent=str(pick.choice([20, 40, 60])),
            status=pick.choice(["ACTIVE", "PLANNED", "CANCELLED"]),
        )

    def _teaching(self) -> None:
        for mentor in self.people[::4]:
            for mentee in self.random.sample(self.people, self.random.choice([0, 1, 2, 4])):
                if mentee != mentor:
                    start, end = self._period()
                    self._add(
                        "mentorships",
                        mentor=mentor,
                        mentee=mentee,
                        kind="MASTER",
                        **{"from": start, "to": end},
                    )

    def _policies(self) -> list[Row]:
        special = {"target": "SPECIAL_TECHNICIAN", "confidence": "high", "title": "t"}
        rule = {
            "allOf": [
                {"is": "years_at_level", "level": "TECHNICIAN", "years": 2},
                {"is": "no_misconduct", "years": 2},
                {
                    "anyOf": [
                        {"is": "achievement", "kinds": ["METHOD"], "scopeAtLeast": "ENTERPRISE"},
                        {"is": "mentees", "count": 2},
                        {"is": "honour", "types": ["GRAND"]},
                    ]
                },
            ]
        }
        statement = {"allOf": [{"is": "front_line_post"}, {"is": "statement", "code": "GOOD"}]}
        return [
            {"id": "CN", "validFrom": "2020-01-01", "rule": rule, **special},
            {
                "id": "JS",
                "validFrom": "2021-01-01",
                "division": "320000",
                "rule": statement,
                **special,
            },
            {
                "id": "JS-NEW",
                "validFrom": (self.today + timedelta(1)).isoformat(),
                "division": "320000",
                "rule": {"is": "key_post"},
                **special,
            },
        ]
