"""`apprenticeRatio`: apprentice posts as a share of all posts, beside what is aimed at (S10).

What is aimed at is the regulation of the asked division (for an enterprise below it, of its own
place) on the last day of the year, or today. No national percentage was found, so without a
regulation the outcome is UNKNOWN. The number of posts says nothing about people; still the sums of
fewer than five enterprises would give away what one of them has handed in, and are shown only to
agencies in their duty.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, Final

from registry.access import counts_exactly
from registry.candidates.cards import condition_row
from registry.eligibility import ConditionReport
from registry.errors import BadArgumentError
from registry.graph.heads.apprentice_ratio import EVERYWHERE, IN_DIVISION
from registry.graph.regulations import decode_regulations
from registry.graph.selection import Selection
from registry.graph.shapes.model import Row
from registry.inquiry import Inquiry
from registry.language import Language
from registry.places import place_at, province_of, require_division, require_industry
from registry.reference import industries
from registry.regulations import Regulation, regulation_in_force
from registry.regulations.judging import at_least, condition
from registry.regulations.rows import division_row, regulation_row
from registry.suppression import K
from registry.vocabulary import Outcome

SUBJECT: Final = "APPRENTICE_RATIO"
MOST_NAMED: Final = 100
"""Enterprises named below the share."""
_YEARS: Final = range(1900, 2201)


async def apprentice_ratio(
    inquiry: Inquiry,
    selection: Selection,
    *,
    division: str | None,
    industry: str | None,
    year: int | None,
) -> Row:
    """Return the share of apprentice posts in a division and an industry.

    Args:
        inquiry: who asks, when.
        selection: what is wanted of the answer.
        division: None is the nation.
        industry: None is all of them.
        year: None is the present one.

    Raises:
        UnknownCodeError: there is no such division or industry.
        BadArgumentError: there is no such year.
    """
    require_division(division)
    require_industry(industry)
    asked = inquiry.today.year if year is None else year
    if asked not in _YEARS:
        raise BadArgumentError(f"year is {asked}, must be {_YEARS[0]} to {_YEARS[-1]}")
    wanted = selection.below("below")
    answer = await inquiry.read(
        EVERYWHERE if division is None else IN_DIVISION,
        wanted,
        frozenset({"sums", "regulations"}),
        division=division,
        province=province_of(division),
        industry=industry,
        year=asked,
        present=asked == inquiry.today.year,
        limit=MOST_NAMED if selection.has("below") else 0,
        subject=SUBJECT,
    )
    regulations = decode_regulations(answer.extras["regulations"])
    day = min(inquiry.today, date(asked, 12, 31))
    place = place_at(division)
    [sums] = answer.extras["sums"]
    is_exact = counts_exactly(inquiry.viewer, place)
    regulation = regulation_in_force(regulations, place=place, on=day)
    return {
        "year": asked,
        "division": division_row(division),
        "industry": _industry_row(industry),
        **_summed(sums, regulation, is_shown=is_exact or sums[0] >= K, language=inquiry.language),
        "regulation": None if regulation is None else regulation_row(regulation),
        "below": [
            row
            for _, row in answer.rows
            if _judged(row, regulations, day)["outcome"] is Outcome.UNMET
        ],
    }


def _summed(
    sums: Sequence[int], regulation: Regulation | None, *, is_shown: bool, language: Language
) -> Row:
    said, unsaid, posts, apprentices = sums
    actual = apprentices / posts if is_shown and posts else None
    target = _target(regulation)
    one = _condition(actual, target, language)
    asked = {} if regulation is None else regulation.parameters
    return {
        "enterprises": said,
        "enterprisesWithout": unsaid,
        "suppressed": not is_shown and said > 0,
        "postsTotal": posts if is_shown else None,
        "apprenticePosts": apprentices if is_shown else None,
        "share": actual,
        "target": target,
        "plannedStaff": asked.get("staffApprentices"),
        "plannedStudents": asked.get("studentApprentices"),
        "outcome": one.outcome,
        "conditions": [condition_row(one, list)],
    }


def _judged(row: Row, regulations: Sequence[Regulation], day: date) -> Row:
    """Fill in what the regulation of an enterprise's own place says of its posts."""
    place = [code for code in row["_place"] if code is not None]
    target = _target(regulation_in_force(regulations, place=place, on=day))
    row["share"] = row["apprenticePosts"] / row["postsTotal"]
    row["target"] = target
    row["outcome"] = at_least(row["share"], target)
    return row


def _condition(actual: float | None, target: float | None, language: Language) -> ConditionReport:
    detail = " / ".join("?" if one is None else f"{one:.1%}" for one in (actual, target))
    text = (
        "学徒岗位占岗位总量的比例达到要求"
        if language == "zh"
        else "apprentice posts are the share of all posts that is asked for"
    )
    return condition(SUBJECT, at_least(actual, target), text, detail=detail)


def _target(regulation: Regulation | None) -> float | None:
    return None if regulation is None else regulation.parameters.get("share")


def _industry_row(code: str | None) -> dict[str, Any] | None:
    return None if code is None else {"id": code, "name": industries()[code].name}
