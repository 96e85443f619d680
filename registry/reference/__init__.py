"""The reference tables that every graph carries, as they are published (see SOURCES.md).

Each loader reads its CSV once, on first use, and returns frozen rows. Nothing here is a fact about
a person or an organisation. Word lists of the invented nation have their own loader, `words`.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Final, Literal

DivisionLevel = Literal["PROVINCE", "CITY", "COUNTY"]

MUNICIPALITIES: Final = frozenset({"110000", "120000", "310000", "500000"})
"""The four municipalities (直辖市): provinces that are the city of their districts."""

_LEVELS: Final[dict[str, DivisionLevel]] = {
    "province": "PROVINCE",
    "prefecture": "CITY",
    "county": "COUNTY",
}


@dataclass(frozen=True, slots=True)
class Division:
    """A division of GB/T 2260; `city_code` is None for a province that is no municipality."""

    code: str
    name: str
    level: DivisionLevel
    parent_code: str | None
    province_code: str
    city_code: str | None


@dataclass(frozen=True, slots=True)
class Seat:
    """Where the government of a city is, in degrees (WGS 84), right to about a tenth."""

    latitude: float
    longitude: float


@dataclass(frozen=True, slots=True)
class Occupation:
    """An occupation of the classification of 2022 (职业分类大典)."""

    edition: str
    code: str
    name: str
    mid_name: str
    small_name: str
    green: bool
    digital: bool

    @property
    def key(self) -> str:
        """Return `edition:code`: codes are reused between editions, so neither is a key alone."""
        return f"{self.edition}:{self.code}"


@dataclass(frozen=True, slots=True)
class Industry:
    """A manufacturing division of GB/T 4754-2017: `C34`, 通用设备制造业."""

    code: str
    name: str


@dataclass(frozen=True, slots=True)
class Level:
    """One of the eight grades; `digit` is the grade digit of certificate numbers, if it has one."""

    rank: int
    key: str
    zh: str
    en: str
    digit: str | None


def read_table(name: str) -> list[dict[str, str]]:
    """Return the rows of a CSV of this package."""
    text = (files(__name__) / name).read_text(encoding="utf-8-sig")
    return list(csv.DictReader(text.splitlines()))


@cache
def divisions() -> dict[str, Division]:
    """Return the divisions by code, provinces before cities before counties."""
    rows = {row["code"]: row for row in read_table("divisions.csv")}
    made = [_division(row, rows) for row in rows.values()]
    order = {"PROVINCE": 0, "CITY": 1, "COUNTY": 2}
    return {division.code: division for division in sorted(made, key=lambda d: order[d.level])}


def _division(row: dict[str, str], rows: dict[str, dict[str, str]]) -> Division:
    """Return a division with its province and city found by walking up its parents."""
    line = [row]
    while line[-1]["parent_code"]:
        line.append(rows[line[-1]["parent_code"]])
    province = line[-1]["code"]
    city = next((above["code"] for above in line if above["level"] == "prefecture"), None)
    if city is None and province in MUNICIPALITIES:
        city = province
    if city is None and row["level"] == "county":
        city = row["code"]
    return Division(
        code=row["code"],
        name=row["name"],
        level=_LEVELS[row["level"]],
        parent_code=row["parent_code"] or None,
        province_code=province,
        city_code=city,
    )


@cache
def city_seats() -> dict[str, Seat]:
    """Return the seats of cities, municipalities and counties run by their province, by code."""
    return {
        row["code"]: Seat(float(row["latitude"]), float(row["longitude"]))
        for row in read_table("city_seats.csv")
    }


@cache
def occupations() -> dict[str, Occupation]:
    """Return the occupations of 2022 by key (`2022:6-18-02-04`)."""
    made = [
        Occupation(
            edition=row["edition"],
            code=row["code"],
            name=row["name"],
            mid_name=row["mid_name"],
            small_name=row["small_name"],
            green=row["green"] == "Y",
            digital=row["digital"] == "Y",
        )
        for row in read_table("occupations.csv")
    ]
    return {occupation.key: occupation for occupation in made}


@cache
def industries() -> dict[str, Industry]:
    """Return the manufacturing industries by code (`C13` to `C43`)."""
    made = [
        Industry(code=row["section"] + row["code"], name=row["name"])
        for row in read_table("industries.csv")
    ]
    return {industry.code: industry for industry in made}


@cache
def levels() -> dict[str, Level]:
    """Return the eight grades by key, lowest first."""
    made = [
        Level(
            rank=int(row["rank"]),
            key=row["key"],
            zh=row["zh"],
            en=row["en"],
            digit=row["cert_level_digit"] if row["cert_level_digit"] in set("12345") else None,
        )
        for row in read_table("levels.csv")
    ]
    return {level.key: level for level in made}


@cache
def work_types() -> dict[str, tuple[str, ...]]:
    """Return the usual work types (工种) below an occupation of 2022, by its code."""
    rows = read_table("words/work_types.csv")
    return {row["occupation"]: tuple(row["work_types"].split()) for row in rows}
