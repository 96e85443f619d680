"""S0: how many of those on the books are certified, beside what the programme aims at.

Certification coverage = workers with a counting certificate / workers employed; the structure is
the share of grade SENIOR and up among the certified. Published numbers suppress groups under 5
(certified below SENIOR, SENIOR and up, uncertified) so that none can be computed; the enterprise
itself and the agencies in whose duty the place lies see exact ones.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from registry.access import counts_exactly
from registry.eligibility import ConditionReport
from registry.graph.heads.coverage import HEADS, Found
from registry.graph.regulations import decode_regulations
from registry.graph.selection import Selection
from registry.graph.shapes.model import Row
from registry.inquiry import Inquiry
from registry.language import Language
from registry.places import place_at, province_of, require_division, require_industry
from registry.reference import divisions, industries
from registry.regulations import Regulation, regulation_in_force
from registry.regulations.judging import at_least, condition
from registry.regulations.rows import division_row, regulation_row
from registry.suppression import published

SUBJECT: Final = "CERTIFICATION"
TREND_YEARS: Final = 3


@dataclass(frozen=True, slots=True)
class Question:
    """Whose coverage on which day: an enterprise's, or a division's and industry's; None: all.

    Raises:
        UnknownCodeError: there is no such division or industry.
    """

    division: str | None
    industry: str | None
    enterprise: str | None
    day: date

    def __post_init__(self) -> None:
        """Refuse what cannot be asked."""
        require_division(self.division)
        require_industry(self.industry)

    @property
    def found(self) -> Found:
        """Where the people are looked for."""
        if self.enterprise is not None:
            return "enterprise"
        return "everywhere" if self.division is None else "division"


async def certification_coverage(
    inquiry: Inquiry, question: Question, selection: Selection
) -> Row | None:
    """Return the coverage, or None for an enterprise whose inside the viewer may not see."""
    groupings = ["TOTAL", *dict(_groupings(selection))]
    days = _days(question.day) if selection.has("trend") else [question.day]
    extras = frozenset({"regulations", "statistics", "enterprise"})
    # Of an enterprise, and enterprise by enterprise, everybody sees something else.
    is_for_all = question.found != "enterprise" and "ENTERPRISE" not in groupings
    count = inquiry.counted if is_for_all else inquiry.counted_now
    answer = await count(
        HEADS[question.found],
        extras,
        division=question.division,
        province=province_of(question.division),
        industry=question.industry,
        enterprise=question.enterprise,
        days=days,
        groupings=groupings,
        subject=SUBJECT,
    )
    asked = answer.extras["enterprise"]
    if question.enterprise is not None and not asked:
        return None
    [[name, at]] = asked or [[None, question.division]]
    exact = question.enterprise is not None or counts_exactly(inquiry.viewer, place_at(at))
    counts = answer.rows
    whole = [row for row in counts if row["grouping"] == "TOTAL"]
    on_day = shown_counts(_of(whole, question.day), exact=exact)
    regulation = regulation_in_force(
        decode_regulations(answer.extras["regulations"]), place=place_at(at), on=question.day
    )
    return {
        **on_day,
        "asOf": question.day.isoformat(),
        "countedAt": answer.at,
        "division": division_row(question.division),
        "enterprise": name,
        "conditions": _conditions(on_day, regulation, inquiry.language),
        "regulation": None if regulation is None else regulation_row(regulation),
        "trend": [
            {"on": day.isoformat(), **shown_counts(_of(whole, day), exact=exact)} for day in days
        ],
        "statistics": [
            {"measure": measure, "on": on, "value": value, "source": source}
            for measure, on, value, source in answer.extras["statistics"]
        ],
        "groups": _grouped(counts, question.day, exact=exact),
    }


def _groupings(selection: Selection) -> Iterable[tuple[str, None]]:
    for arguments, _ in selection.each("groups"):
        yield str(dict(arguments)["by"]), None


def _days(day: date) -> list[date]:
    """Return the ends of the years before, and the day."""
    return [*(date(day.year - back, 12, 31) for back in range(TREND_YEARS, 0, -1)), day]


def _of(rows: Iterable[Row], day: date) -> Row:
    nobody = {"employed": 0, "certified": 0, "senior": 0}
    return next((row for row in rows if row["day"] == day.isoformat()), nobody)


def shown_counts(row: Mapping[str, Any], *, exact: bool) -> Row:
    """Return the numbers and shares that may be seen; a share of nobody is unknown."""
    employed, certified, senior = row["employed"], row["certified"], row["senior"]
    parts = {
        "senior": senior,
        "certified": certified - senior,
        "uncertified": employed - certified,
    }
    hidden = not exact and None in published(parts).values()
    if hidden:
        # One of the numbers would give another away, so all of them go.
        return {
            "employed": None, "certified": None, "seniorAndUp": None, "coverage": None,
            "seniorShare": None, "suppressed": True,
        }  # fmt: skip
    return {
        "employed": employed,
        "certified": certified,
        "seniorAndUp": senior,
        "coverage": round(certified / employed, 4) if employed else None,
        "seniorShare": round(senior / certified, 4) if certified else None,
        "suppressed": False,
    }


def _conditions(
    shown: Mapping[str, Any], regulation: Regulation | None, language: Language
) -> list[ConditionReport]:
    """Judge coverage and structure by the regulation in force."""
    wanted = {} if regulation is None else regulation.parameters
    chinese = language == "zh"
    texts = {
        "coverage": "持证率达到目标" if chinese else "coverage reaches the target",
        "seniorShare": (
            "高级工以上占比达到目标" if chinese else "the share of SENIOR and up reaches the target"
        ),
    }
    return [
        condition(
            name,
            at_least(shown[name], wanted.get(name)),
            text,
            detail=f"{percent(shown[name])} / {percent(wanted.get(name))}",
            evidence=[] if regulation is None else [regulation.id],
        )
        for name, text in texts.items()
    ]


def percent(share: float | None) -> str:
    """Return a share as a percentage, `?` where it is unknown."""
    return "?" if share is None else f"{share:.1%}"


def _grouped(counts: Sequence[Row], day: date, *, exact: bool) -> Callable[..., list[Row]]:
    """Return the answer to `groups`: by what, and only those whose coverage is below a share.

    Groups side by side add up to the whole, so a single suppressed one hides another.
    """

    def groups(by: str, below: float | None = None) -> list[Row]:
        rows = [row for row in counts if row["grouping"] == by and row["day"] == day.isoformat()]
        shown = {row["key"]: shown_counts(row, exact=exact or by == "ENTERPRISE") for row in rows}
        names = {row["key"]: row["name"] for row in rows}
        hidden = [key for key, one in shown.items() if one["suppressed"]]
        if len(hidden) == 1 and len(rows) > 1:
            other = min(
                (row for row in rows if row["key"] not in hidden), key=lambda row: row["employed"]
            )
            shown[other["key"]] = _suppressed()
        return [
            {"key": key or "", "label": _label(by, key, names), **one}
            for key, one in sorted(shown.items(), key=lambda item: item[0] or "")
            if below is None or (one["coverage"] is not None and one["coverage"] < below)
        ]

    return groups


def _suppressed() -> Row:
    return shown_counts({"employed": 1, "certified": 1, "senior": 0}, exact=False)


def _label(by: str, key: str | None, names: Mapping[str | None, str | None]) -> str:
    if key is None:
        return ""
    if by == "CITY":
        return divisions()[key].name if key in divisions() else key
    if by == "INDUSTRY":
        return industries()[key].name if key in industries() else key
    return names[key] or key
