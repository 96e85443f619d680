"""`assessmentPlans` and `assessmentSession`, and the same rows where a mutation shows them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date
from typing import Any, Final

from registry.dates import china_day, parse_moment
from registry.errors import BadArgumentError
from registry.graph.heads.assessments import SESSION, plans_head, way_to
from registry.graph.regulations import decode_regulations
from registry.graph.selection import Selection
from registry.graph.shapes.model import Head, Row
from registry.inquiry import Inquiry
from registry.places import place_at, province_of
from registry.programme.assessments.judging import (
    Held,
    PlanNumbers,
    SessionNumbers,
    kept_until,
    plan_checks,
    session_outliers,
)
from registry.regulations import Regulation, regulation_in_force

SUBJECT: Final = "ASSESSMENT"


async def assessment_plans(
    inquiry: Inquiry,
    selection: Selection,
    *,
    filing: str | None,
    period: tuple[date | None, date | None],
    first: int | None,
    after: str | None,
) -> Row:
    """Return a page of plans for days of a period (None: open), the earliest first.

    Raises:
        BadArgumentError: the period ends before it begins.
    """
    start, end = period
    if start is not None and end is not None and end < start:
        raise BadArgumentError(f"the period from {start} to {end} ends before it begins")
    head = plans_head(way_to(inquiry.viewer, filing))
    arguments = {"filing": filing, "from": start, "to": end, "first": first, "after": after}
    page = inquiry.page(head.name, arguments)
    extras = {"regulations"} | ({"totalCount"} if selection.has("totalCount") else set())
    answer = await inquiry.read(
        head,
        selection.below("nodes"),
        frozenset(extras),
        subject=SUBJECT,
        filing=filing,
        province=province_of(inquiry.viewer.division),
        plannedFrom=start,
        plannedTo=end,
        limit=page.limit,
        position=page.position,
    )
    regulations = decode_regulations(answer.extras["regulations"])
    connection = inquiry.connected(page, answer)
    for row in connection["nodes"]:
        _complete(inquiry, row, regulations)
    return connection


async def assessment_session(inquiry: Inquiry, session: str, selection: Selection) -> Row | None:
    """Return a session, or None where it is not there, or not open."""
    return await assessment_row(inquiry, SESSION, selection, session=session)


async def assessment_row(
    inquiry: Inquiry, head: Head, selection: Selection, **parameters: object
) -> Row | None:
    """Return the one plan or session of a head with what is said of it, or None."""
    wanted = frozenset({"regulations"})
    answer = await inquiry.read(head, selection, wanted, subject=SUBJECT, **parameters)
    if not answer.rows:
        return None
    row = answer.rows[0][1]
    _complete(inquiry, row, decode_regulations(answer.extras["regulations"]))
    return row


def _complete(inquiry: Inquiry, row: Row, regulations: tuple[Regulation, ...]) -> None:
    """Fill in what the shapes left to the service, in a plan or session and below it."""
    if "checks" in row:
        division, held = row["_held"]
        plan = _plan(row, held)
        regulation = _in_force(regulations, division, plan.planned_for)
        row["checks"] = plan_checks(plan, regulation, inquiry.language)
    if "_numbers" in row:
        numbers, division = _session(row["_numbers"])
        regulation = _in_force(regulations, division, numbers.held.on)
        row["outliers"] = session_outliers(numbers, regulation, inquiry.language)
        row["keepUntil"] = kept_until(numbers.held.on, regulation, "yearsElectronic")
        row["keepPaperUntil"] = kept_until(numbers.held.on, regulation, "yearsOnPaper")
    below = [*row.get("sessions", ()), row.get("plan")]
    for one in below:
        if one is not None:
            _complete(inquiry, one, regulations)


def _in_force(
    regulations: Iterable[Regulation], division: str | None, on: date
) -> Regulation | None:
    return regulation_in_force(regulations, place=place_at(division), on=on)


def _plan(row: Row, held: list[Any]) -> PlanNumbers:
    return PlanNumbers(
        filed_on=china_day(parse_moment(row["filedAt"])),
        planned_for=date.fromisoformat(row["plannedFor"]),
        seats=row["seats"],
        sessions=tuple(
            Held(id_, date.fromisoformat(on), results, two_sites)
            for id_, on, results, two_sites in held
        ),
    )


def _session(value: list[Any]) -> tuple[SessionNumbers, str | None]:
    """Return a session's numbers and the division of the organisation that held it."""
    id_, on, assessors, results, passed, scores, two_sites, plan = value
    filed_at, seats, site, site_day, division = plan
    numbers = SessionNumbers(
        held=Held(id_, date.fromisoformat(on), results, two_sites),
        filed_on=china_day(parse_moment(filed_at)),
        seats=seats,
        assessors=assessors,
        passed=passed,
        scored=len(scores),
        alike=max(Counter(map(tuple, scores)).values(), default=0),
        site=site,
        site_day=site_day,
    )
    return numbers, division
