"""The lists of majors, training packages and training plans."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from registry.editions import occupation_key
from registry.errors import UnknownCodeError
from registry.graph.heads.teaching import Way, majors_head, packages_head, plans_head
from registry.paging import counted
from registry.programme.walking import Walk
from registry.vocabulary import Rank

if TYPE_CHECKING:
    from registry.graph.reading import Answer
    from registry.graph.selection import Selection
    from registry.graph.shapes.model import Head, Row
    from registry.inquiry import Inquiry

KINDS = ("EMERGING", "QUALITY", "ORDINARY")


@dataclass(frozen=True, slots=True)
class PlanQuestion:
    """Training plans: of a post (its name or id), an enterprise, an occupation; None is any."""

    post: str | None = None
    enterprise: str | None = None
    occupation: str | None = None
    year: int | None = None
    lacks_package: bool | None = None
    outcomes: frozenset[str] | None = None


async def majors(
    inquiry: Inquiry,
    wanted: Selection,
    *,
    school: str | None,
    occupation: str | None,
    kind: str | None,
    new_since: date | None,
    first: int | None,
    after: str | None,
) -> Row:
    """Return a page of majors by id.

    Raises:
        UnknownCodeError: there is no such school, occupation or kind.
    """
    if kind is not None and kind not in KINDS:
        raise UnknownCodeError(f"kind {kind} is not known")
    asked = {"school": school, "occupation": occupation, "kind": kind, "newSince": new_since}
    head = majors_head("ORGANISATION" if school else "ALL", by_occupation=occupation is not None)
    walk = Walk.of(inquiry.page("majors", asked | {"first": first, "after": after}), chooses=False)
    answer = await _read(
        inquiry, head, wanted, walk, occupation, organisation=school, kind=kind, newSince=new_since
    )
    return _connected(inquiry, walk, answer)


async def training_packages(
    inquiry: Inquiry,
    wanted: Selection,
    *,
    occupation: str | None,
    level: str | None,
    outcomes: Collection[str] | None,
    first: int | None,
    after: str | None,
) -> Row:
    """Return a page of packages by id; `outcomes` are those of their review.

    Raises:
        UnknownCodeError: there is no such occupation.
    """
    chosen = None if outcomes is None else sorted(outcomes)
    asked = {"occupation": occupation, "level": level, "outcomes": chosen}
    page = inquiry.page("trainingPackages", asked | {"first": first, "after": after})
    walk = Walk.of(page, chooses=outcomes is not None)
    wanted = wanted.copy()
    wanted.want("nodes").want("reviewed")
    answer = await _read(
        inquiry,
        packages_head("ALL" if occupation is None else "OCCUPATION"),
        wanted,
        walk,
        occupation,
        rank=None if level is None else Rank[level].value,
        organisation=None,
    )
    return _connected(inquiry, walk, answer, "reviewed", outcomes)


async def training_plans(
    inquiry: Inquiry,
    wanted: Selection,
    question: PlanQuestion,
    *,
    first: int | None,
    after: str | None,
) -> Row:
    """Return a page of plans by id, of enterprises whose inside the viewer may see.

    Raises:
        UnknownCodeError: there is no such enterprise or occupation.
    """
    chosen = None if question.outcomes is None else sorted(question.outcomes)
    asked: dict[str, object] = {
        "post": question.post,
        "enterprise": question.enterprise,
        "occupation": question.occupation,
        "year": question.year,
        "lacksPackage": question.lacks_package,
        "outcomes": chosen,
    }
    page = inquiry.page("trainingPlans", asked | {"first": first, "after": after})
    walk = Walk.of(page, chooses=chosen is not None)
    organisation = question.enterprise or inquiry.viewer.organisation
    wanted = wanted.copy()
    wanted.want("nodes").want("outcome")
    answer = await _read(
        inquiry,
        plans_head(_way(question, organisation), by_occupation=question.occupation is not None),
        wanted,
        walk,
        question.occupation,
        post=question.post,
        year=question.year,
        lacksPackage=question.lacks_package,
        organisation=organisation,
    )
    return _connected(inquiry, walk, answer, "outcome", question.outcomes)


def _way(question: PlanQuestion, organisation: str | None) -> Way:
    """Return the narrowest start: what is asked, or what alone the viewer may see."""
    if organisation is not None:
        return "ORGANISATION"
    if question.post is not None:
        return "POST"
    return "ALL" if question.occupation is None else "OCCUPATION"


async def _read(
    inquiry: Inquiry,
    head: Head,
    wanted: Selection,
    walk: Walk,
    occupation: str | None,
    **parameters: object,
) -> Answer:
    answer = await walk.read(
        inquiry,
        head,
        wanted.below("nodes"),
        frozenset({"unknownOccupations", "unknownOrganisation"} | wanted.names() & {"totalCount"}),
        occupations=None if occupation is None else [occupation_key(occupation)],
        prefix=None,
        **parameters,
    )
    if unknown := answer.extras["unknownOccupations"]:
        raise UnknownCodeError(f"occupation {', '.join(unknown)} is not known")
    if answer.extras["unknownOrganisation"]:
        raise UnknownCodeError(f"organisation {parameters['organisation']} is not known")
    return answer


def _connected(
    inquiry: Inquiry,
    walk: Walk,
    answer: Answer,
    field: str = "",
    outcomes: Collection[str] | None = None,
) -> Row:
    """Return the page; where nothing is left out, the total is counted by the database."""
    made = walk.connected(inquiry, answer, lambda row: outcomes is None or row[field] in outcomes)
    total = answer.extras.get("totalCount")
    if outcomes is None and total is not None:
        made["totalCount"] = counted(total)
    return made
