"""`posts`: a page of an enterprise's posts with the structure of its eight grades."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

from registry.errors import BadArgumentError
from registry.graph.heads.posts import POSTS
from registry.graph.reading import Answer
from registry.graph.regulations import decode_regulations
from registry.graph.selection import Selection
from registry.graph.shapes.model import Row
from registry.inquiry import Inquiry
from registry.paging import counted
from registry.places import place_at
from registry.programme.posts.appointing import SUBJECT
from registry.programme.posts.structure import (
    LOWEST_APPOINTED,
    Census,
    GradeFacts,
    Jobs,
    Offices,
    PostFact,
    PostProblem,
    grades,
    holders_of_posts,
    is_over,
    problems_of_posts,
    structure_conditions,
    vacancies,
)
from registry.programme.walking import Walk
from registry.regulations import regulation_in_force
from registry.regulations.rows import regulation_row

MAX_DAYS: Final = 3_660


@dataclass(frozen=True, slots=True)
class Question:
    """Whose posts: those with a problem (None: all), terms that end within so many days counted.

    Raises:
        BadArgumentError: the number of days is out of range.
    """

    enterprise: str | None
    problem: PostProblem | None
    ending_within: int

    def __post_init__(self) -> None:
        """Refuse what cannot be asked."""
        if not 0 <= self.ending_within <= MAX_DAYS:
            raise BadArgumentError(
                f"endingWithin is {self.ending_within}, must be 0 to {MAX_DAYS:,} days"
            )


async def posts(
    inquiry: Inquiry,
    question: Question,
    selection: Selection,
    *,
    first: int | None,
    after: str | None,
) -> Row:
    """Return a page of posts; an enterprise that is not open looks like one without any.

    Of posts with a problem a page may be shorter than asked though more follow.
    """
    arguments = {
        "enterprise": question.enterprise,
        "problem": question.problem,
        # The days choose posts only where a term that ends is the problem.
        "endingWithin": None if question.problem is None else question.ending_within,
        "first": first,
        "after": after,
    }
    walk = Walk.of(inquiry.page(POSTS.name, arguments), chooses=question.problem is not None)
    answer = await inquiry.read(
        POSTS,
        selection.below("nodes"),
        frozenset({"totalCount", "census", "regulations"}),
        enterprise=question.enterprise,
        subject=SUBJECT,
        lowestAppointed=LOWEST_APPOINTED,
        **walk.parameters,
    )
    census = [_census(value) for value in answer.extras["census"]]
    ending_by = inquiry.today + timedelta(days=question.ending_within)
    _number(answer, census, ending_by)
    connection = walk.connected(
        inquiry, answer, lambda row: question.problem is None or question.problem in row["problems"]
    )
    if question.problem is None:
        connection["totalCount"] = counted(answer.extras["totalCount"])
    return connection | _structure(inquiry, answer, census, ending_by)


def _number(answer: Answer, census: list[Census], ending_by: date) -> None:
    """Fill in how many hold each post, and what is wrong with it."""
    held: dict[str, int] = {}
    problems: dict[str, list[PostProblem]] = {}
    for one in census:
        held |= holders_of_posts(one)
        problems |= problems_of_posts(one, ending_by=ending_by)
    for _, row in answer.rows:
        many, quota = held[row["id"]], row["quota"]
        row["held"] = many
        row["vacancies"], row["overQuota"] = vacancies(quota, many), is_over(quota, many)
        row["problems"] = problems[row["id"]]


def _structure(inquiry: Inquiry, answer: Answer, census: list[Census], ending_by: date) -> Row:
    """Return the eight grades and what is asked of them; nothing where nothing is open."""
    facts = [grade for one in census for grade in grades(one, ending_by=ending_by)]
    regulation = None
    for one in census:
        regulation = regulation_in_force(
            decode_regulations(answer.extras["regulations"]),
            place=place_at(one.division),
            on=inquiry.today,
        )
    return {
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
