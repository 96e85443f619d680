"""Where the invented nation works: provinces by weight, their cities, and who borders on whom."""

from __future__ import annotations

from dataclasses import dataclass

from registry.reference import Division, divisions, read_table

JIANGSU = "320000"


@dataclass(frozen=True, slots=True)
class City:
    """A city (or municipality, or county run by its province) with the divisions of its firms."""

    code: str
    name: str
    places: tuple[Division, ...]


@dataclass(frozen=True, slots=True)
class Province:
    """A province of the mainland; `weight` is its share of employees in percent.

    `old_code` stands in old qualification numbers: their own table, not GB/T 2260. It is known that
    10 is Jiangsu; the others are inferred from the same order.
    """

    code: str
    weight: float
    old_code: str
    cities: tuple[City, ...]
    neighbours: tuple[str, ...]


def provinces() -> list[Province]:
    """Return the provinces with their cities, in order of code."""
    inside: dict[str, dict[str, list[Division]]] = {}
    for division in divisions().values():
        if division.city_code is not None:
            cities = inside.setdefault(division.province_code, {})
            cities.setdefault(division.city_code, []).append(division)
    borders = {
        row["province"]: tuple(row["neighbours"].split())
        for row in read_table("words/neighbours.csv")
    }
    return [
        Province(
            code=row["province"],
            weight=float(row["weight"]),
            old_code=row["old_number_code"],
            cities=tuple(_city(code, found) for code, found in inside[row["province"]].items()),
            neighbours=borders[row["province"]],
        )
        for row in read_table("words/province_weights.csv")
    ]


def _city(code: str, found: list[Division]) -> City:
    counties = tuple(division for division in found if division.code != code)
    name = divisions()[code].name
    # 苏州市 is 苏州, and 湘西土家族苗族自治州 is 湘西 in the names of firms.
    short = name[:-1] if name.endswith("市") else name[:2]
    return City(code=code, name=short, places=counties or tuple(found))
