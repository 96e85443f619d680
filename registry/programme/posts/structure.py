"""The eight grades of an enterprise: what posts there are, how many hold them, how many may.

Pure: a census goes in (posts, jobs and appointments of one day, counted by what tells them apart),
numbers come out. An unknown quota makes a sum unknown, never zero.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from registry.eligibility import ConditionReport
from registry.language import Language, said
from registry.regulations import Regulation
from registry.regulations.judging import condition, held
from registry.vocabulary import Outcome, Rank

LOWEST_APPOINTED: Final = int(Rank.SPECIAL_TECHNICIAN)
"""From this grade on a post is held by appointment alone."""


@dataclass(frozen=True, slots=True)
class PostFact:
    """A post in force; `quota` None is unknown."""

    id: str
    name: str
    rank: int
    quota: int | None


class PostProblem(StrEnum):
    """What may be wrong with a post. Values are published."""

    OVER_QUOTA = "OVER_QUOTA"
    QUOTA_UNKNOWN = "QUOTA_UNKNOWN"
    VACANT = "VACANT"
    TERM_ENDING = "TERM_ENDING"


@dataclass(frozen=True, slots=True)
class Jobs:
    """So many people whose job bears a name and whose grade today is `rank` (None: none).

    `appointed`: the enterprise has appointed them besides.
    """

    name: str | None
    rank: int | None
    appointed: bool
    people: int


@dataclass(frozen=True, slots=True)
class Offices:
    """So many people appointed to a grade under a post's name until a day (None: open)."""

    name: str | None
    rank: int
    until: date | None
    people: int


@dataclass(frozen=True, slots=True)
class Census:
    """An enterprise on one day; `division` is where it is."""

    division: str | None
    posts: tuple[PostFact, ...]
    jobs: tuple[Jobs, ...]
    offices: tuple[Offices, ...]


@dataclass(frozen=True, slots=True)
class GradeFacts:
    """One grade: `quota`, `vacancies`, `over_quota` None where a quota is unknown.

    `holders` hold a post of the grade or are appointed to it; `staff` have reached it themselves.
    """

    rank: Rank
    posts: int
    quota: int | None
    holders: int
    appointed: int
    ending: int
    staff: int

    @property
    def vacancies(self) -> int | None:
        """Return how many more may hold such a post."""
        return vacancies(self.quota, self.holders)

    @property
    def over_quota(self) -> bool | None:
        """Say whether more hold such posts than may."""
        return is_over(self.quota, self.holders)


def holders_of_posts(census: Census) -> dict[str, int]:
    """Return how many people hold each post, by its id."""
    by_appointment: Counter[tuple[str | None, int]] = Counter()
    for office in census.offices:
        by_appointment[office.name, office.rank] += office.people
    names = Counter(post.name for post in census.posts)
    return {
        post.id: by_appointment[post.name, post.rank]
        + sum(
            jobs.people
            for jobs in census.jobs
            if not jobs.appointed and _fits(jobs, post, is_only_one=names[post.name] == 1)
        )
        for post in census.posts
    }


def problems_of_posts(census: Census, *, ending_by: date) -> dict[str, list[PostProblem]]:
    """Return what is wrong with each post, by its id; a term ends soon that ends by a day."""
    held_by_post = holders_of_posts(census)
    ending = {
        (office.name, office.rank)
        for office in census.offices
        if office.until is not None and office.until <= ending_by
    }
    found = {}
    for post in census.posts:
        many = held_by_post[post.id]
        signs = {
            PostProblem.OVER_QUOTA: post.quota is not None and many > post.quota,
            PostProblem.QUOTA_UNKNOWN: post.quota is None,
            PostProblem.VACANT: post.quota is not None and many < post.quota,
            PostProblem.TERM_ENDING: (post.name, post.rank) in ending,
        }
        found[post.id] = [problem for problem, is_so in signs.items() if is_so]
    return found


def _fits(jobs: Jobs, post: PostFact, *, is_only_one: bool) -> bool:
    if post.rank >= LOWEST_APPOINTED or jobs.name != post.name:
        return False
    return is_only_one or jobs.rank == post.rank


def grades(census: Census, *, ending_by: date) -> list[GradeFacts]:
    """Return the eight grades, the lowest first; terms end soon that end by a day."""
    held_by_post = holders_of_posts(census)
    posts = {post.id: post for post in census.posts}
    named = {(post.name, post.rank) for post in census.posts}
    made = []
    for rank in Rank:
        own = [post for post in posts.values() if post.rank == rank]
        offices = [office for office in census.offices if office.rank == rank]
        # Whoever is appointed to the grade holds a post of it, whatever it is called.
        unnamed = _people(office for office in offices if (office.name, rank) not in named)
        made.append(
            GradeFacts(
                rank=rank,
                posts=len(own),
                quota=quota_of(own),
                holders=sum(held_by_post[post.id] for post in own) + unnamed,
                appointed=_people(offices),
                ending=_people(
                    office
                    for office in offices
                    if office.until is not None and office.until <= ending_by
                ),
                staff=sum(jobs.people for jobs in census.jobs if jobs.rank == rank),
            )
        )
    return made


def vacancies(quota: int | None, people: int) -> int | None:
    """Return how many more may hold what so many hold; None where the quota is unknown."""
    return None if quota is None else max(quota - people, 0)


def is_over(quota: int | None, people: int) -> bool | None:
    """Say whether more hold it than may; None where the quota is unknown."""
    return None if quota is None else people > quota


def quota_of(posts: Sequence[PostFact]) -> int | None:
    """Return how many may hold these posts together; None if one of the quotas is unknown."""
    quotas = [post.quota for post in posts]
    known = [quota for quota in quotas if quota is not None]
    return sum(known) if len(known) == len(quotas) else None


def _people(offices: Iterable[Offices]) -> int:
    return sum(office.people for office in offices)


_TEXTS: Final[Mapping[str, tuple[str, str]]] = {
    "EIGHT_GRADES": ("设有规定的各等级岗位", "there are posts of every grade asked for"),
    "WITHIN_QUOTA": ("各等级在岗人数不超过岗位数", "no grade has more holders than its quota"),
}


def structure_conditions(
    facts: Sequence[GradeFacts], regulation: Regulation | None, language: Language
) -> list[ConditionReport]:
    """Judge the structure of an enterprise; without any post recorded it is UNKNOWN."""
    is_recorded = any(grade.posts for grade in facts)
    wanted = () if regulation is None else regulation.parameters["grades"]
    missing = [grade.rank.name for grade in facts if grade.rank.name in wanted and not grade.posts]
    over = [grade for grade in facts if grade.over_quota]
    within = None if any(g.over_quota is None and g.posts for g in facts) else True
    evidence = () if regulation is None else (regulation.id,)
    return [
        condition(
            "EIGHT_GRADES",
            held(not missing) if is_recorded and regulation else Outcome.UNKNOWN,
            said(language, *_TEXTS["EIGHT_GRADES"]),
            detail=", ".join(missing),
            evidence=evidence,
        ),
        condition(
            "WITHIN_QUOTA",
            held(False if over else within if is_recorded else None),
            said(language, *_TEXTS["WITHIN_QUOTA"]),
            detail=", ".join(f"{g.rank.name} {g.holders} / {g.quota}" for g in over),
        ),
    ]
