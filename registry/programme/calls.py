"""`trainingProjects` and `challenges`: what is called for, who bid, who was awarded (S8, S9)."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from registry.errors import UnknownCodeError
from registry.graph.heads.calls import challenges_head, training_projects_head
from registry.places import require_division
from registry.programme.challenges import bidding_conditions
from registry.vocabulary import TRAINING_PROJECT_STATUSES

if TYPE_CHECKING:
    from registry.graph.selection import Selection
    from registry.graph.shapes.model import Row
    from registry.inquiry import Inquiry
    from registry.language import Language


async def training_projects(
    inquiry: Inquiry,
    wanted: Selection,
    *,
    field: str | None,
    division: str | None,
    status: str | None,
    open_on: date | None,
    first: int | None,
    after: str | None,
) -> Row:
    """Return a page of training projects.

    A division holds everything below it; `open_on` asks for calls that are open on that day.

    Raises:
        UnknownCodeError: there is no such division or status.
    """
    require_division(division)
    if status is not None and status not in TRAINING_PROJECT_STATUSES:
        known = ", ".join(TRAINING_PROJECT_STATUSES)
        raise UnknownCodeError(f"status {status} is not known; known: {known}")
    asked: dict[str, object] = {
        "field": field,
        "division": division,
        "status": status,
        "openOn": open_on,
    }
    head = training_projects_head(in_division=division is not None, is_open=open_on is not None)
    return await inquiry.connection(
        head, {**asked, "first": first, "after": after}, wanted, **asked
    )


async def challenges(
    inquiry: Inquiry,
    wanted: Selection,
    *,
    field: str | None,
    open_on: date | None,
    first: int | None,
    after: str | None,
) -> Row:
    """Return a page of challenges; `open_on` asks for those that may be bid for on that day."""
    asked: dict[str, object] = {"field": field, "openOn": open_on}
    page = await inquiry.connection(
        challenges_head(is_open=open_on is not None),
        {**asked, "first": first, "after": after},
        wanted,
        **asked,
    )
    for row in page["nodes"]:
        with_conditions(row, inquiry.language)
    return page


def with_conditions(row: Row, language: Language) -> None:
    """Judge the bids of a challenge, if that is wanted of its row."""
    if "_bids" in row:
        row["conditions"] = bidding_conditions(
            row["_bids"],
            published=date.fromisoformat(row["publishedOn"]),
            deadline=date.fromisoformat(row["deadline"]),
            status=row["status"],
            language=language,
        )
