"""Competitions with their events, results, what each place gives a right to; contest months."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Final

from registry.errors import UnknownCodeError
from registry.graph.heads.contests import COMPETITION_MONTHS, COMPETITIONS
from registry.graph.regulations import decode_regulations
from registry.graph.selection import Selection
from registry.graph.shapes.model import Row
from registry.inquiry import Inquiry
from registry.places import prefix_of, require_division
from registry.programme.contests.rights import SUBJECT, Rights, ruling
from registry.regulations import Regulation
from registry.regulations.rows import regulation_row
from registry.vocabulary import COMPETITION_CLASSES

_FIRST_YEAR: Final = 1900
_LAST_YEAR: Final = 9999


async def competitions(
    inquiry: Inquiry,
    wanted: Selection,
    *,
    class_: str | None,
    field: str | None,
    year: int | None,
    division: str | None,
    month: str | None,
    first: int | None,
    after: str | None,
) -> Row:
    """Return a page of competitions, the latest first.

    Raises:
        UnknownCodeError: there is no such class, division or month, or neither an event nor a
            regulation names the field.
    """
    require_division(division)
    if class_ is not None and class_ not in COMPETITION_CLASSES:
        raise UnknownCodeError(f"class {class_} is not known")
    asked = {"class": class_, "field": field, "year": year, "division": division, "month": month}
    page = inquiry.page("competitions", {**asked, "first": first, "after": after})
    rows = wanted.below("nodes")
    extras = {"regulations", "fieldIsKnown", "monthIsKnown"} | wanted.names() & {"totalCount"}
    answer = await inquiry.read(
        COMPETITIONS,
        rows,
        frozenset(extras),
        **{"class": class_},
        field=field,
        fromYear=year or _FIRST_YEAR,
        toYear=year or _LAST_YEAR,
        prefix=prefix_of(division),
        month=month,
        subject=SUBJECT,
        limit=page.limit,
        position=page.position,
    )
    regulations = decode_regulations(answer.extras["regulations"])
    if field is not None and not (answer.extras["fieldIsKnown"] or _names(regulations, field)):
        raise UnknownCodeError(f"field {field} is not known")
    if month is not None and not answer.extras["monthIsKnown"]:
        raise UnknownCodeError(f"contest month {month} is not known")
    for _, row in answer.rows:
        _explain(inquiry, regulations, row)
    return inquiry.connected(page, answer)


async def competition_months(
    inquiry: Inquiry,
    wanted: Selection,
    *,
    year: int | None,
    division: str | None,
    first: int | None,
    after: str | None,
) -> Row:
    """Return a page of contest months that touch a year (None: any), the latest first.

    Raises:
        UnknownCodeError: there is no such division.
    """
    require_division(division)
    arguments = {"year": year, "division": division, "first": first, "after": after}
    return await inquiry.connection(
        COMPETITION_MONTHS,
        arguments,
        wanted,
        **{"from": date(year or _FIRST_YEAR, 1, 1), "to": date(year or _LAST_YEAR, 12, 31)},
        prefix=prefix_of(division),
    )


def _names(regulations: Iterable[Regulation], field: str) -> bool:
    return any(field in regulation.parameters.get("fields", ()) for regulation in regulations)


def _explain(inquiry: Inquiry, regulations: Iterable[Regulation], row: Row) -> None:
    """Say by which regulation a contest is judged, and what each result gives a right to."""
    regulation = ruling(regulations, division=row["_division"], year=row["year"])
    row["regulation"] = None if regulation is None else regulation_row(regulation)
    rights = Rights(regulation, inquiry.language)
    for event in row["events"]:
        for result in event.get("results") or ():
            if "_honours" in result:
                result["conditions"] = rights.of_place(
                    result["_placing"], result["_honours"], result["_promotions"]
                )
