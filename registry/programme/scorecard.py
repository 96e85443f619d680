"""S25: one page for a division and a year, each measure with the year before and its trend.

Shares about firms are published for at least 5 of them, counts of people from 5 on; the agencies in
whose duty the division lies see all. Where a regulation asks for a share, it stands beside it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from registry.access import counts_exactly
from registry.errors import BadArgumentError
from registry.graph.heads.scorecard import EVERYWHERE, IN_DIVISION
from registry.graph.regulations import decode_regulations
from registry.graph.shapes.model import Row
from registry.inquiry import Inquiry
from registry.places import place_at, province_of, require_division
from registry.regulations import Regulation, regulation_in_force
from registry.regulations.judging import at_least
from registry.regulations.rows import division_row, regulation_row
from registry.suppression import K, published

YEARS: Final = range(1980, 2101)

Read = Callable[[Row, bool], float | None]
"""A measure of a year's numbers; the flag says whether small groups are shown."""


@dataclass(frozen=True, slots=True)
class Measure:
    """A line of the page; `asked` is subject and parameter of the share that it should reach."""

    code: str
    mechanism: str
    zh: str
    en: str
    read: Read
    asked: tuple[str, str] | None = None


def _count(name: str) -> Read:
    return lambda row, _: row[name]


def _people(name: str) -> Read:
    """Read a number of people; fewer than 5 are not published."""

    def read(row: Row, exact: bool) -> float | None:  # noqa: FBT001 - the form of every measure
        count: int = row[name]
        return count if exact else published({name: count})[name]

    return read


def _share(name: str, *, firms: bool) -> Read:
    """Read part / whole of firms that said both; of fewer than 5 firms it is not published."""

    def read(row: Row, exact: bool) -> float | None:  # noqa: FBT001 - the form of every measure
        # Of no firm at all there is no list.
        *count, whole, part = row[name] or (0, 0, 0)
        if not whole or (firms and not exact and count[0] < K):
            return None
        return round(part / whole, 4)

    return read


MEASURES: Final = (
    Measure("bases", "S1", "技能根基工程培训基地", "training bases", _count("bases")),
    Measure(
        "apprenticePosts", "S10", "学徒岗位占岗位总量", "apprentice posts / posts",
        _share("posts", firms=True), ("APPRENTICE_RATIO", "share"),
    ),
    Measure(
        "frontlineShare", "S27", "职工教育经费用于一线职工",
        "education fund spent on the front line",
        _share("funds", firms=True), ("EDUCATION_FUND", "frontlineShare"),
    ),
    Measure(
        "filedShare", "S15", "规模以上企业备案率", "above-scale manufacturers filed",
        _share("filings", firms=False), ("CERTIFICATION", "filedShare"),
    ),
    Measure("contests", "S24", "职业技能竞赛", "competitions", _count("contests")),
    Measure(
        "appointed", "S18", "新聘特级技师、首席技师", "special and chief technicians appointed",
        _people("appointed"),
    ),
    Measure("honoured", "S19", "获表彰人数", "people honoured", _people("honoured")),
    Measure("lent", "S31", "柔性流动", "flexible assignments", _people("lent")),
)  # fmt: skip

SUBJECTS: Final = sorted({measure.asked[0] for measure in MEASURES if measure.asked})


async def policy_scorecard(inquiry: Inquiry, *, division: str | None, year: int) -> Row:
    """Return the page of a division (None: the nation) and a year.

    Raises:
        UnknownCodeError: there is no such division.
        BadArgumentError: the year is none.
    """
    require_division(division)
    if year not in YEARS:
        raise BadArgumentError(f"year {year} is out of range; wanted {YEARS[0]} to {YEARS[-1]}")
    answer = await inquiry.counted(
        EVERYWHERE if division is None else IN_DIVISION,
        frozenset({"regulations"}),
        division=division,
        province=province_of(division),
        year=year,
        subjects=SUBJECTS,
    )
    this, before = answer.rows
    place = place_at(division)
    regulations = decode_regulations(answer.extras["regulations"])
    end = min(date(year, 12, 31), inquiry.today)
    inforce = {
        subject: regulation_in_force(
            (one for one in regulations if one.subject == subject), place=place, on=end
        )
        for subject in SUBJECTS
    }
    exact = counts_exactly(inquiry.viewer, place)
    return {
        "division": division_row(division),
        "year": year,
        "countedAt": answer.at,
        "lines": [
            _line(measure, this, before, inforce, inquiry, exact=exact) for measure in MEASURES
        ],
    }


def _line(
    measure: Measure,
    this: Row,
    before: Row,
    inforce: Mapping[str, Regulation | None],
    inquiry: Inquiry,
    *,
    exact: bool,
) -> dict[str, Any]:
    value, previous = measure.read(this, exact), measure.read(before, exact)
    subject, parameter = measure.asked or ("", "")
    regulation = inforce.get(subject)
    wanted = None if regulation is None else regulation.parameters.get(parameter)
    return {
        "code": measure.code,
        "mechanism": measure.mechanism,
        "text": measure.zh if inquiry.language == "zh" else measure.en,
        "value": value,
        "previous": previous,
        "trend": _trend(value, previous),
        "wanted": wanted,
        "outcome": at_least(value, wanted),
        "regulation": None if regulation is None else regulation_row(regulation),
    }


def _trend(value: float | None, previous: float | None) -> str:
    if value is None or previous is None:
        return "UNKNOWN"
    if value == previous:
        return "FLAT"
    return "UP" if value > previous else "DOWN"
