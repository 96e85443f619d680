"""A small random world of training bases, and an oracle that walks over its rows.

The oracle shares nothing with the product but the reference tables: it knows no statement, and
measures distances by the haversine formula on the sphere that the database uses.
"""

from __future__ import annotations

import math
import random
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final, LiteralString

import orjson

from registry.reference import city_seats, divisions
from tests.support.database import Graph

TODAY: Final = date(2026, 11, 24)
WELDER: Final = "2022:6-18-02-04"
OLD_WELDER: Final = "2015:6-18-02-04"
TURNER: Final = "2022:6-18-01-01"
HOST: Final = "H0"
"""The host whose chain and sessions are written by hand."""
PLACES: Final = ("320102", "320205", "310101", "330102", "440103", "659012", "110101")
KINDS: Final = ("LEADING", "SINGLE_CHAMPION", "LITTLE_GIANT", "EXCELLENT_SCHOOL")
EARTH_METRES: Final = 6_378_140.0

Row = dict[str, Any]

NATIONAL: Final[Row] = {
    "id": "CN-BASE",
    "division": None,
    "validFrom": date(2022, 6, 2),
    "designations": list(KINDS),
    "smallStaffBelow": 1000,
}
PROVINCIAL: Final[Row] = {
    "id": "JS-BASE",
    "division": "320000",
    "validFrom": date(2024, 1, 1),
    "designations": ["LEADING"],
    "smallStaffBelow": 300,
}

CREATE: Final[dict[str, LiteralString]] = {
    "organisations": """UNWIND $rows AS row CREATE (o:Organisation) SET o = row""",
    "titles": """UNWIND $rows AS row MATCH (o:Organisation {uscc: row.uscc})
        CREATE (o)-[:DESIGNATED]->(:Designation {key: row.key, kind: row.kind, from: row.from,
            to: row.to})""",
    "supplies": """UNWIND $rows AS row MATCH (a:Organisation {uscc: row.supplier})
        MATCH (b:Organisation {uscc: row.customer})
        CREATE (a)-[:SUPPLIES {product: row.product}]->(b)""",
    "bases": """UNWIND $rows AS row MATCH (o:Organisation {uscc: row.host})
        CREATE (o)-[:HOSTS]->(b:TrainingBase) SET b = row {.*, host: null}
        WITH b, row MATCH (d:Division {code: row.division}) CREATE (b)-[:LOCATED_IN]->(d)""",
    "offers": """UNWIND $rows AS row MATCH (b:TrainingBase {id: row.base})
        MATCH (o:Occupation {key: row.occupation})
        CREATE (b)-[:TRAINS_FOR {rank: row.rank, capacity: row.capacity, from: row.from,
            to: row.to}]->(o)""",
    "sessions": """UNWIND $rows AS row MATCH (b:TrainingBase {id: row.base})
        CREATE (s:TrainingSession {id: row.id, rank: row.rank, from: row.from})-[:AT]->(b)""",
    "seats": """UNWIND $rows AS row MATCH (s:TrainingSession {id: row.session})
        MATCH (o:Organisation {uscc: row.uscc})
        CREATE (s)-[:FOR_STAFF_OF {seats: row.seats, completed: row.completed}]->(o)""",
    "regulations": """UNWIND $rows AS row CREATE (r:Regulation) SET r = row""",
}  # fmt: skip


@dataclass(slots=True)
class World:
    """Rows of facts, as they were put into the graph."""

    organisations: list[Row] = field(default_factory=list)
    titles: list[Row] = field(default_factory=list)
    supplies: list[Row] = field(default_factory=list)
    bases: list[Row] = field(default_factory=list)
    offers: list[Row] = field(default_factory=list)
    sessions: list[Row] = field(default_factory=list)
    seats: list[Row] = field(default_factory=list)
    regulations: list[Row] = field(default_factory=list)

    def load(self, graph: Graph) -> None:
        """Put the facts into a graph, beside an occupation of an earlier edition."""
        graph.run(
            """MATCH (new:Occupation {key: $new})
            MERGE (old:Occupation {key: $old}) SET old += {edition: '2015', code: '6-18-02-04',
                name: '焊工', green: false, digital: false, search: '焊工'}
            MERGE (new)-[:SUPERSEDES]->(old)""",
            new=WELDER,
            old=OLD_WELDER,
        )
        for name, statement in CREATE.items():
            graph.run(statement, rows=getattr(self, name))

    def asked(
        self,
        *,
        occupations: set[str] | None = None,
        rank: int | None = None,
        division: str | None = None,
        near: tuple[str, float] | None = None,
        designated: bool | None = None,
        ended: bool = False,
    ) -> list[str]:
        """Return the ids of the bases in the order of the list."""
        found = [
            base
            for base in self.bases
            if (ended or self.runs(base))
            and (division is None or division in above(base["division"]))
            and (designated is None or self.outcome(base) == ("UNMET", "MET")[designated])
            and self.trains(base, occupations, rank)
        ]
        if near is None:
            return sorted(base["id"] for base in found)
        code, kilometres = near
        away = [(metres(place(base), seat_of(code)), base["id"]) for base in found]
        return [id_ for far, id_ in sorted(away) if far <= kilometres * 1_000]

    def runs(self, base: Row) -> bool:
        """Say whether a base is in force today, as far as is known."""
        begun = base["designatedOn"] is None or base["designatedOn"] <= TODAY
        return bool(base["status"] == "ACTIVE" and begun and (base["to"] or TODAY) >= TODAY)

    def trains(self, base: Row, occupations: set[str] | None, rank: int | None) -> bool:
        """Say whether a base trains for any of the occupations at the grade today."""
        if occupations is None and rank is None:
            return True
        return any(
            offer["base"] == base["id"]
            and (occupations is None or offer["occupation"] in occupations)
            and rank in {None, offer["rank"]}
            and (offer["from"] or TODAY) <= TODAY <= (offer["to"] or TODAY)
            for offer in self.offers
        )

    def outcome(self, base: Row) -> str:
        """Return the outcome of the rule about a base's host."""
        day = base["designatedOn"]
        rules = [
            rule
            for rule in (NATIONAL, PROVINCIAL)
            if day is not None
            and rule["validFrom"] <= day
            and rule["division"] in {None, *above(base["division"])}
        ]
        if not rules:
            return "UNKNOWN"
        held = {
            title["kind"]
            for title in self.titles
            if title["uscc"] == base["host"] and title["from"] <= day <= (title["to"] or day)
        }
        return "MET" if held & set(rules[-1]["designations"]) else "UNMET"


def above(code: str | None) -> set[str]:
    """Return a division and all above it."""
    found: set[str] = set()
    while code:
        found.add(code)
        code = divisions()[code].parent_code
    return found


def seat_of(code: str) -> tuple[float, float] | None:
    """Return the seat of the city of a division."""
    seat = city_seats().get(divisions()[code].city_code or "")
    return None if seat is None else (seat.latitude, seat.longitude)


def place(base: Row) -> tuple[float, float] | None:
    """Return where a base is."""
    if base["latitude"] is not None:
        return base["latitude"], base["longitude"]
    return seat_of(base["division"])


def metres(one: tuple[float, float] | None, other: tuple[float, float] | None) -> float:
    """Return the great circle between two points; infinite where one is unknown."""
    if one is None or other is None:
        return math.inf
    north, east, south, west = map(math.radians, (*one, *other))
    half = (
        math.sin((south - north) / 2) ** 2
        + math.cos(north) * math.cos(south) * math.sin((west - east) / 2) ** 2
    )
    return round(2 * EARTH_METRES * math.asin(math.sqrt(half)))


def invent(seed: int) -> World:
    """Invent a world; the same seed gives the same."""
    chance = random.Random(seed)
    world = World(regulations=[regulation(NATIONAL), regulation(PROVINCIAL)])
    for number in range(12):
        place_ = "320102" if number == 0 else chance.choice(PLACES)
        world.organisations.append(organisation(f"H{number}", place_))
        world.titles += [
            _title(chance, f"H{number}", kind)
            for kind in chance.sample(KINDS, chance.randint(0, 2))
        ]
    for number in range(45):
        own = chance.random() < 0.4
        code = chance.choice(PLACES)
        world.bases.append(
            {
                "id": f"B{number:02d}",
                "name": f"基地{number}",
                "host": f"H{chance.randint(1, 11)}",
                **_codes(code),
                "designatedOn": chance.choice([None, *(_day(chance) for _ in range(5))]),
                "to": chance.choice([None, None, None, _day(chance)]),
                "status": chance.choice(["ACTIVE", "ACTIVE", "ACTIVE", "SUSPENDED"]),
                "latitude": round(chance.uniform(22, 41), 3) if own else None,
                "longitude": round(chance.uniform(104, 122), 3) if own else None,
            }
        )
        world.offers += _offers(chance, f"B{number:02d}")
    return world


def organisation(uscc: str, code: str, **known: Any) -> Row:
    """Return an organisation at a place."""
    return {
        "uscc": uscc,
        "name": uscc,
        "kind": "ENTERPRISE",
        "search": uscc,
        **_codes(code),
    } | known


def regulation(rule: Row) -> Row:
    """Return a regulation as it stands in the graph."""
    parameters = {
        "designations": rule["designations"],
        "advancedFrom": "TECHNICIAN",
        "smallStaffBelow": rule["smallStaffBelow"],
    }
    return {
        "id": rule["id"],
        "title": rule["id"],
        "division": rule["division"],
        "validFrom": rule["validFrom"],
        "subject": "TRAINING_BASE",
        "confidence": "high",
        "parameters": orjson.dumps(parameters).decode(),
        "about": ";".join(rule["designations"]),
    }


def _codes(code: str) -> Row:
    known = divisions()[code]
    return {"division": code, "provinceCode": known.province_code, "cityCode": known.city_code}


def _day(chance: random.Random) -> date:
    return date(chance.randint(2021, 2027), chance.randint(1, 12), chance.randint(1, 28))


def _title(chance: random.Random, uscc: str, kind: str) -> Row:
    first = _day(chance)
    last = chance.choice([None, first.replace(year=first.year + 3)])
    return {"uscc": uscc, "kind": kind, "from": first, "to": last, "key": f"{uscc}|{kind}|{first}"}


def _offers(chance: random.Random, base: str) -> list[Row]:
    wanted = chance.sample(
        [(key, rank) for key in (WELDER, OLD_WELDER, TURNER) for rank in (4, 5, 6, 8)],
        chance.randint(0, 4),
    )
    return [
        {
            "base": base,
            "occupation": occupation,
            "rank": rank,
            "capacity": chance.choice([None, 20, 50]),
            "from": chance.choice([None, date(2024, 1, 1)]),
            "to": chance.choice([None, None, date(2025, 12, 31)]),
        }
        for occupation, rank in wanted
    ]
