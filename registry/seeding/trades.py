"""Which occupations an industry needs, what they were called before, and which grades they have.

Old editions are the real examples of DOMAIN.md 0.6 (a code that was reused, one that moved, a
split) and the well-known codes of 1999 for turners and welders.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Final

from registry.reference import levels, occupations, work_types
from registry.seeding.tables import Tables

OLD_OCCUPATIONS: Final = (
    ("1999:6-04-01-01", "车工", ()),
    ("1999:6-04-02-05", "焊工", ()),
    ("2015:6-18-01-01", "车工", ("1999:6-04-01-01",)),
    ("2015:6-18-02-04", "焊工", ("1999:6-04-02-05",)),
    ("2015:6-20-01-01", "钳工", ()),
    ("2015:6-31-01-10", "工业机器人系统运维员", ()),
    ("2015:6-30-99-00", "工业机器人系统操作员", ()),
)
"""Key, name and what it supersedes."""

SUCCESSIONS: Final = {
    "2022:6-18-01-01": "2015:6-18-01-01",
    "2022:6-18-02-04": "2015:6-18-02-04",
    "2022:6-20-01-01": "2015:6-20-01-01",
    "2022:6-18-04-06": "2015:6-20-01-01",
    "2022:6-31-01-02": "2015:6-20-01-01",
    "2022:6-31-07-01": "2015:6-31-01-10",
    "2022:6-31-07-03": "2015:6-30-99-00",
}
"""What a shipped occupation of 2022 supersedes; 钳工 was split into three."""

ADDED: Final = {
    "2022:6-17-01-08": "2024-07-31",
    "2022:6-25-01-17": "2023-06-30",
    "2022:6-29-02-18": "2023-06-30",
    "2022:6-31-07-04": "2024-07-31",
    "2022:6-31-07-05": "2024-07-31",
}
"""Occupations that were added after the print of 2022; the days are assumed."""

WITHOUT_JUNIOR: Final = frozenset(
    {"2022:6-31-07-01", "2022:6-31-07-03", "2015:6-31-01-10", "2015:6-30-99-00"}
)
"""Their standards begin at the intermediate grade."""

ROBOT_OPERATOR: Final = "2022:6-31-07-03"
WELDER: Final = "2022:6-18-02-04"
OUTSIDE_EVERY_SCOPE: Final = "2022:6-18-01-09"
"""拉床工: no filing of the invented nation covers it, so a certificate for it is out of scope."""

_GROUPS: Final = {
    "C13": "6-01", "C14": "6-02", "C15": "6-02", "C16": "6-03", "C17": "6-04", "C18": "6-05",
    "C19": "6-05", "C20": "6-06", "C21": "6-06", "C22": "6-07", "C23": "6-08", "C24": "6-09",
    "C25": "6-10", "C26": "6-11", "C27": "6-12", "C28": "6-13", "C29": "6-14", "C30": "6-15",
    "C31": "6-17", "C32": "6-17", "C33": "6-19", "C34": "6-20", "C35": "6-21", "C36": "6-22",
    "C37": "6-23", "C38": "6-24", "C39": "6-25", "C40": "6-26", "C41": "6-19", "C42": "6-27",
    "C43": "6-20",
}  # fmt: skip
_EVERYWHERE: Final = ("6-31-01-03", "6-31-01-02", "6-18-02-04", "6-31-01-01", "6-31-07-03")
_METAL: Final = (
    "6-18-02-04", "6-18-01-01", "6-18-01-02", "6-20-01-01", "6-18-04-06", "6-18-04-01",
    "6-18-01-04", "6-18-01-07", "6-18-02-03", "6-18-01-11", "6-31-03-04", "6-31-07-01",
    "6-18-02-01", "6-18-03-03", "6-31-07-03", "6-18-01-12",
)  # fmt: skip
_METAL_INDUSTRIES: Final = frozenset(
    f"C{number}" for number in (31, 32, 33, 34, 35, 36, 37, 38, 43)
)

INDUSTRY_WEIGHTS: Final = tuple(
    (code, {"C39": 9.2, "C38": 7.1, "C34": 7.0, "C35": 5.0, "C36": 6.0, "C37": 3.0, "C33": 5.0}
     .get(code, 1.6)) for code in _GROUPS
)  # fmt: skip
"""Percent of industrial employees: C39, C38, C34 by the census of 2023, the others assumed."""


_CONTEST_FIELDS: Final = {
    "6-31-07": "工业机器人",
    "6-22": "新能源汽车",
    "6-18": "机械制造",
    "6-20": "机械制造",
    "6-25": "人工智能",
}
"""The fields that the programme names, by group of occupations (assumption)."""


@dataclass(frozen=True, slots=True)
class Trade:
    """An occupation as firms need it; `lowest` is the rank at which its certificates begin."""

    key: str
    name: str
    lowest: int
    work_types: tuple[str, ...]
    old_keys: tuple[str, ...]
    """The same occupation in the editions before, newest first."""


@cache
def trade(key: str) -> Trade:
    """Return the trade of an occupation key of 2022."""
    names = {known: (name, older) for known, name, older in OLD_OCCUPATIONS}
    old: list[str] = []
    before = SUCCESSIONS.get(key)
    while before is not None:
        old.append(before)
        before = next(iter(names[before][1]), None)
    occupation = occupations()[key]
    return Trade(
        key=key,
        name=occupation.name,
        lowest=3 if key in WITHOUT_JUNIOR else 2,
        work_types=work_types().get(occupation.code, ("",)),
        old_keys=tuple(old),
    )


@cache
def own_trades(industry: str) -> tuple[Trade, ...]:
    """Return the trades that are an industry's own."""
    group = _GROUPS[industry] + "-"
    return tuple(trade(o.key) for o in occupations().values() if o.code.startswith(group))


@cache
def shared_trades(industry: str) -> tuple[Trade, ...]:
    """Return the trades that an industry shares with others."""
    codes = _METAL if industry in _METAL_INDUSTRIES else _EVERYWHERE
    return tuple(trade(f"2022:{code}") for code in codes)


def contest_field(key: str) -> str:
    """Return the key field of contests that an occupation belongs to, an empty cell for most."""
    code = key.partition(":")[2]
    return next((field for group, field in _CONTEST_FIELDS.items() if code.startswith(group)), "")


@cache
def level_key(rank: int) -> str:
    """Return the published name of a rank, or an empty cell for 0."""
    return next((level.key for level in levels().values() if level.rank == rank), "")


def level_list(lowest: int, highest: int) -> str:
    """Return a list cell of all levels of a range."""
    return ";".join(level_key(rank) for rank in range(lowest, highest + 1))


def write_occupations(tables: Tables) -> None:
    """Write the old editions, the rows of 2022 that supersede them, and what was added since."""
    for key, name, older in OLD_OCCUPATIONS:
        edition, code = key.split(":")
        tables.add("occupations", edition, code, name, ";".join(older), "")
    for key, older_key in SUCCESSIONS.items():
        edition, code = key.split(":")
        tables.add("occupations", edition, code, occupations()[key].name, older_key, "")
    for key, added_on in ADDED.items():
        edition, code = key.split(":")
        tables.add("occupations", edition, code, occupations()[key].name, "", added_on)


def write_standards(tables: Tables) -> None:
    """Write a standard of five grades for most trades, and one of eight grades for all of those.

    The eight-grade edition is what makes a special technician's certificate fit its standard.
    """
    old = sorted(WITHOUT_JUNIOR - set(occupations()))
    made = [key for key in occupations() if ":6-" in key and not key.endswith("4")]
    for key in (WELDER, *made, *old):
        lowest = 3 if key in WITHOUT_JUNIOR else 2
        for year, highest in ((2019, 6), (2024, 8)):
            number = f"GZB {key.replace(':', '-')}-{year}"
            tables.add("standards", number, key, str(year), level_list(lowest, highest))
