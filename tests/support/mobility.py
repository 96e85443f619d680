"""A small random world of assignments and grades, and an oracle that counts its days one by one.

The oracle is written from MEANINGS.md alone and shares nothing with the product but the reference
table of divisions: it walks over days and rows, and knows no interval arithmetic.
"""

from __future__ import annotations

import random
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any, Final, LiteralString

from registry.reference import divisions
from registry.viewer import Role, Viewer
from tests.support.database import Graph

TODAY: Final = date(2026, 11, 24)
PLACES: Final = ("320000", "320102", "320205", "310101", "310000", "429004", "420102", "110101")
MODES: Final = ("PART_TIME", "SERVICE", "PROJECT")
CODES: Final = ("FORMAT", "OUT_OF_SCOPE", "LATE_REGISTRATION", "SUPERSEDED_EDITION")

Row = dict[str, Any]

CREATE: Final[dict[str, LiteralString]] = {
    "organisations": """UNWIND $rows AS row MATCH (d:Division {code: row.division})
        CREATE (o:Organisation:Enterprise) SET o = row CREATE (o)-[:LOCATED_IN]->(d)
        CREATE (o)-[:FILED_AS]->(:EvaluationFiling {filingNo: 'F' + row.uscc, kind: 'EMPLOYER',
            issuerPrefix: row.uscc + '-prefix', from: date('2010-01-01'), to: date('2030-01-01'),
            status: 'ACTIVE'})""",
    "workers": "UNWIND $rows AS row CREATE (w:Worker) SET w = row",
    "jobs": """UNWIND $rows AS row MATCH (w:Worker {id: row.worker})
        MATCH (o:Organisation {uscc: row.uscc})
        CREATE (w)-[:EMPLOYED {from: row.start, to: row.end}]->(o)""",
    "consents": """UNWIND $rows AS row MATCH (w:Worker {id: row.worker})
        CREATE (w)-[:GAVE]->(:Consent {key: row.key, purpose: row.purpose, from: row.start,
            to: row.end,
            grantee: row.grantee})""",
    "assignments": """UNWIND $rows AS row
        MATCH (w:Worker {id: row.worker}) MATCH (h:Organisation {uscc: row.home})
            MATCH (t:Organisation {uscc: row.host})
        CREATE (w)-[:ASSIGNED]->(a:FlexibleAssignment {id: row.id, mode: row.mode,
            from: row.start, to: row.end,
            dutyPercent: row.duty, homeConsentNo: row.homeConsent, workerConsent: row.workerConsent,
            status: row.status, homeDivision: h.division, homeProvince: h.provinceCode,
                homeCity: h.cityCode,
            hostDivision: t.division, hostProvince: t.provinceCode, hostCity: t.cityCode})
        CREATE (a)-[:FROM]->(h) CREATE (a)-[:TO]->(t)""",
    "certificates": """UNWIND $rows AS row MATCH (w:Worker {id: row.worker})
        CREATE (w)-[:HOLDS]->(c:Certificate {key: 'SKILL_GRADE:' + row.number,
            kind: 'SKILL_GRADE', number: row.number,
            rank: row.rank, issuedOn: row.issuedOn,
                registeredAt: toString(row.issuedOn) + 'T04:00:00Z',
            status: row.status, statusSince: row.statusSince, issuerPrefix: row.prefix,
                filingNo: row.filing,
            codes: row.codes})
        WITH c, row MATCH (f:EvaluationFiling {filingNo: row.filing})
            CREATE (c)-[:ISSUED_UNDER]->(f)""",
    "appointments": """UNWIND $rows AS row MATCH (w:Worker {id: row.worker})
        MATCH (o:Organisation {uscc: row.uscc})
        CREATE (w)-[:APPOINTED]->(a:Appointment {id: row.id, rank: row.rank, from: row.start,
            to: row.end})
        CREATE (a)-[:BY]->(o)""",
}  # fmt: skip


@dataclass(slots=True)
class World:
    """Rows of facts, as they were put into the graph."""

    organisations: list[Row] = field(default_factory=list)
    workers: list[Row] = field(default_factory=list)
    jobs: list[Row] = field(default_factory=list)
    consents: list[Row] = field(default_factory=list)
    assignments: list[Row] = field(default_factory=list)
    certificates: list[Row] = field(default_factory=list)
    appointments: list[Row] = field(default_factory=list)

    def load(self, graph: Graph) -> None:
        """Put the facts into a graph."""
        for name, statement in CREATE.items():
            graph.run(statement, rows=getattr(self, name))

    # -- the oracle ----------------------------------------------------------------------------

    def places(self, uscc: str) -> set[str]:
        """Return a division and all above it."""
        code = next(o["division"] for o in self.organisations if o["uscc"] == uscc)
        found: set[str] = set()
        while code:
            found.add(code)
            parent = divisions()[code].parent_code
            code = parent or ""
        return found

    def sees(self, viewer: Viewer, row: Row) -> bool:
        """Say whether a viewer may see an assignment."""
        match viewer.role:
            case Role.ADMINISTRATOR:
                return True
            case Role.AGENCY:
                return viewer.division is None or self.touches(row, viewer.division)
            case Role.ENTERPRISE:
                return bool(viewer.organisation in {row["home"], row["host"]})
            case Role.HOLDER:
                return bool(row["worker"] == viewer.subject)
            case _:
                return False

    def touches(self, row: Row, division: str | None) -> bool:
        """Say whether home or host is in a division."""
        return division is None or division in self.places(row["home"]) | self.places(row["host"])

    def traced(
        self, viewer: Viewer, start: date, end: date, division: str | None, **wanted: Any
    ) -> list[Row]:
        """Return assignments in the order of the list."""
        rows = [
            row
            for row in self.assignments
            if row["start"] <= end
            and (row["end"] is None or row["end"] >= start)
            and self.sees(viewer, row)
            and self.touches(row, division)
            and all(row[key] == value for key, value in wanted.items() if value is not None)
        ]
        return sorted(rows, key=lambda row: (row["start"], row["id"]))

    def flows(  # noqa: PLR0917 - what the API asks
        self,
        viewer: Viewer,
        start: date,
        end: date,
        division: str | None,
        by: str,
        mode: str | None,
    ) -> dict[tuple[str, str, str], tuple[int, int]]:
        """Return people and person-days by places and mode, counted day by day."""
        people: dict[tuple[str, str, str], set[str]] = defaultdict(set)
        days: Counter[tuple[str, str, str]] = Counter()
        for row in self.traced(viewer, start, end, division, mode=mode):
            if row["status"] == "CANCELLED":
                continue
            flow = (self.place(row["home"], by), self.place(row["host"], by), row["mode"])
            people[flow].add(row["worker"])
            days[flow] += sum(_holds(row, day) for day in _days(start, end))
        return {flow: (len(people[flow]), days[flow]) for flow in people}

    def place(self, uscc: str, by: str) -> str:
        """Return the province or city of an organisation."""
        row = divisions()[next(o["division"] for o in self.organisations if o["uscc"] == uscc)]
        return row.province_code if by == "PROVINCE" else (row.city_code or row.province_code)

    def conflicts(
        self, viewer: Viewer, start: date, end: date, division: str | None, worker: str | None
    ) -> set[tuple[str, frozenset[str], date, date]]:
        """Return kind, assignments shown, first and last day of each conflict, found day by day."""
        live = [row for row in self.assignments if row["status"] != "CANCELLED"]
        shown = {
            row["id"]
            for row in live
            if self.sees(viewer, row)
            and self.touches(row, division)
            and worker in {None, row["worker"]}
        }
        found: set[tuple[str, frozenset[str], date, date]] = set()
        for row in live:
            held = [day for day in _days(start, end) if _holds(row, day)]
            if row["id"] not in shown or not held:
                continue
            one = frozenset({row["id"]})
            away = [day for day in held if not self.employed(row["worker"], day, row["home"])]
            found.update(("OUTSIDE_HOME_EMPLOYMENT", one, *run) for run in _runs(away))
            if row["homeConsent"] is None:
                found.add(("NO_HOME_CONSENT", one, held[0], held[-1]))
            if row["workerConsent"] is not True and not self.agreed(row):
                found.add(("NO_WORKER_CONSENT", one, held[0], held[-1]))
            if row["home"] == row["host"]:
                found.add(("HOST_IS_HOME", one, held[0], held[-1]))
        for person in {row["worker"] for row in live}:
            mine = [row for row in live if row["worker"] == person]
            over = [
                day
                for day in _days(start, end)
                if sum(row["duty"] for row in mine if _holds(row, day)) > 100
            ]
            for first, last in _runs(over):
                inside = {
                    row["id"] for row in mine if any(_holds(row, day) for day in _days(first, last))
                }
                if inside & shown:
                    found.add(("DUTY_OVER_100", frozenset(inside & shown), first, last))
        return found

    def employed(self, worker: str, day: date, uscc: str) -> bool:
        """Say whether a worker has a job at an organisation on a day."""
        return any(
            job["worker"] == worker and job["uscc"] == uscc and _holds(job, day)
            for job in self.jobs
        )

    def agreed(self, row: Row) -> bool:
        """Say whether a consent to be lent is in force at the start and fits the host."""
        return any(
            consent["worker"] == row["worker"]
            and consent["purpose"] == "FLEXIBLE_MOBILITY"
            and _holds(consent, row["start"])
            and consent["grantee"] in {None, row["host"]}
            for consent in self.consents
        )

    def grades(self, day: date, division: str | None, industry: str | None) -> Counter[int]:
        """Return the exact pyramid."""
        counts: Counter[int] = Counter()
        for worker in self.workers:
            employed = any(
                job["worker"] == worker["id"]
                and _holds(job, day)
                and (division is None or division in self.places(job["uscc"]))
                and industry in {None, self.industry(job["uscc"])}
                for job in self.jobs
            )
            ranks = self.ranks(worker["id"], day)
            if worker["status"] == "ACTIVE" and employed and ranks:
                counts[max(ranks)] += 1
        return counts

    def industry(self, uscc: str) -> str:
        """Return the industry of an organisation."""
        return next(str(o["industry"]) for o in self.organisations if o["uscc"] == uscc)

    def ranks(self, worker: str, day: date) -> list[int]:
        """Return the ranks that count on a day."""
        won = [
            int(row["rank"])
            for row in self.certificates
            if row["worker"] == worker
            and row["rank"] is not None
            and row["issuedOn"] <= day
            and (
                row["status"] == "VALID"
                or (row["statusSince"] is not None and row["statusSince"] > day)
            )
        ]
        posts = [
            int(r["rank"]) for r in self.appointments if r["worker"] == worker and _holds(r, day)
        ]
        return won + posts


def invent(seed: int) -> World:
    """Invent a world; the same seed gives the same."""
    chance = random.Random(seed)
    world = World()
    for number, place in enumerate(PLACES):
        known = divisions()[place]
        world.organisations.append(
            {
                "uscc": f"U{number}",
                "name": f"厂{number}",
                "kind": "ENTERPRISE",
                "search": f"厂{number}",
                "division": place,
                "provinceCode": known.province_code,
                "cityCode": known.city_code,
                "industry": chance.choice(["C34", "C35"]),
            }
        )
    usccs = [row["uscc"] for row in world.organisations]
    for number in range(45):
        worker = f"W{number:02d}"
        world.workers.append(
            {
                "id": worker,
                "name": f"张{number}",
                "nameMasked": "张**",
                "search": "张",
                "status": chance.choice(["ACTIVE"] * 9 + ["RETIRED"]),
            }
        )
        _career(world, worker, usccs, chance)
    return world


def _career(world: World, worker: str, usccs: list[str], chance: random.Random) -> None:
    homes = chance.sample(usccs, 2)
    for uscc in homes:
        world.jobs.append({"worker": worker, "uscc": uscc, **_period(chance, 900)})
    for number in range(chance.randint(0, 3)):
        host = chance.choice(usccs)
        world.assignments.append(
            {
                "id": f"{worker}-{number}",
                "worker": worker,
                "home": chance.choice(homes),
                "host": host,
                "mode": chance.choice(MODES),
                "duty": chance.choice([30, 50, 60, 100, 120]),
                "status": chance.choice(["ACTIVE", "ENDED", "PLANNED", "CANCELLED"]),
                "homeConsent": chance.choice([None, "H1", "H2"]),
                "workerConsent": chance.choice([None, True, False]),
                **_period(chance, 200),
            }
        )
        if chance.random() < 0.5:
            purpose = chance.choice(["FLEXIBLE_MOBILITY", "FLEXIBLE_MOBILITY", "CONTACT"])
            world.consents.append(
                {
                    "key": f"{worker}{number}",
                    "worker": worker,
                    "purpose": purpose,
                    "grantee": chance.choice([None, host, "U0"]),
                    **_period(chance, 500),
                }
            )
    for number in range(chance.randint(0, 3)):
        uscc = chance.choice(usccs)
        status = chance.choice(["VALID", "VALID", "REVOKED"])
        codes = [code for code in CODES if chance.random() < 0.2]
        world.certificates.append(
            {
                "worker": worker,
                "number": f"{worker}{number}",
                "rank": chance.choice([None, 2, 3, 3, 3, 4, 5]),
                "issuedOn": TODAY - timedelta(days=chance.randint(0, 900)),
                "status": status,
                "statusSince": TODAY - timedelta(days=chance.randint(-50, 400))
                if status == "REVOKED"
                else None,
                "filing": chance.choice([f"F{uscc}", f"F{uscc}", None]),
                "prefix": f"{uscc}-prefix",
                "codes": codes or None,
            }
        )
    if chance.random() < 0.15:
        world.appointments.append(
            {
                "id": worker,
                "worker": worker,
                "uscc": homes[0],
                "rank": chance.choice([7, 8]),
                **_period(chance, 300),
            }
        )


def _period(chance: random.Random, days: int) -> Row:
    """Return a period that begins before or around today, sometimes open."""
    start = TODAY - timedelta(days=chance.randint(-60, days))
    end = start + timedelta(days=chance.randint(0, days))
    return {"start": start, "end": chance.choice([None, end, end, end])}


def _holds(row: Row, day: date) -> bool:
    return bool(row["start"] <= day and (row["end"] is None or day <= row["end"]))


def _days(start: date, end: date) -> Iterator[date]:
    day = start
    while day <= end:
        yield day
        day += timedelta(days=1)


def _runs(days: list[date]) -> Iterator[tuple[date, date]]:
    """Yield the first and last of each run of following days."""
    run: list[date] = []
    for day in days:
        if run and day != run[-1] + timedelta(days=1):
            yield run[0], run[-1]
            run = []
        run.append(day)
    if run:
        yield run[0], run[-1]
