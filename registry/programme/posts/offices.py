"""`posts`: a page of an enterprise's posts with the structure of its eight grades."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any, Final

from registry.errors import BadArgumentError
from registry.graph.heads.posts import POSTS
from registry.graph.regulations import decode_regulations
from registry.graph.selection import Selection
from registry.graph.shapes.model import Row
from registry.inquiry import Inquiry
from registry.places import place_at
from registry.programme.posts.structure import (
    LOWEST_APPOINTED,
    Census,
    GradeFacts,
    Jobs,
    Offices,
    PostFact,
    grades,
    holders_of_posts,
    structure_conditions,
)
from registry.regulations import regulation_in_force
from registry.regulations.rows import regulation_row

SUBJECT: Final = "APPOINTMENT"
MAX_DAYS: Final = 3_660


async def posts(
    inquiry: Inquiry,
    enterprise: str | None,
    selection: Selection,
    *,
    ending_within: int,
    first: int | None,
    after: str | None,
) -> Row:
    """Return a page of posts; an enterprise that is not open looks like one without any.

    `ending_within` is a number of days: terms that end by then are counted.

    Raises:
        BadArgumentError: the number of days is out of range.
    """
    if not 0 <= ending_within <= MAX_DAYS:
        raise BadArgumentError(f"endingWithin is {ending_within}, must be 0 to {MAX_DAYS:,} days")
    arguments = {"enterprise": enterprise, "first": first, "after": after}
    page = inquiry.page(POSTS.name, arguments)
    answer = await inquiry.read(
        POSTS,
        selection.below("nodes"),
        frozenset({"totalCount", "census", "regulations"}),
        enterprise=enterprise,
        subject=SUBJECT,
        lowestAppointed=LOWEST_APPOINTED,
        limit=page.limit,
        position=page.position,
    )
    connection = inquiry.connected(page, answer)
    census = [_census(value) for value in answer.extras["census"]]
    held = {key: many for one in census for key, many in holders_of_posts(one).items()}
    for row in connection["nodes"]:
        row.update(_numbers(held[row["id"]], row["quota"]))
    ending_by = inquiry.today + timedelta(days=ending_within)
    facts = [grade for one in census for grade in grades(one, ending_by=ending_by)]
    place = place_at(census[0].division) if census else ()
    regulations = decode_regulations(answer.extras["regulations"])
    regulation = regulation_in_force(regulations, place=place, on=inquiry.today) if census else None
    return connection | {
        "asOf": inquiry.today.isoformat(),
        "grades": [_grade_row(grade) for grade in facts],
        "conditions": structure_conditions(facts, regulation, inquiry.language) if facts else [],
        "regulation": None if regulation is None else regulation_row(regulation),
    }


def _census(value: list[Any]) -> Census:
    division, posts_, jobs, offices = value
    return Census(
        division=division,
        posts=tuple(PostFact(*post) for post in posts_),
        jobs=tuple(Jobs(*one) for one in jobs),
        offices=tuple(
            Offices(name, rank, None if until is None else date.fromisoformat(until), people)
            for name, rank, until, people in offices
        ),
    )


def _numbers(held: int, quota: int | None) -> Row:
    return {
        "held": held,
        "vacancies": None if quota is None else max(quota - held, 0),
        "overQuota": None if quota is None else held > quota,
    }


def _grade_row(grade: GradeFacts) -> Row:
    return {
        "level": grade.rank.name,
        "posts": grade.posts,
        "quota": grade.quota,
        "holders": grade.holders,
        "vacancies": grade.vacancies,
        "overQuota": grade.over_quota,
        "appointed": grade.appointed,
        "ending": grade.ending,
        "staff": grade.staff,
    }
