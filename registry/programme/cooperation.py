"""Alliances of schools and enterprises, and what an organisation agreed on with others (S3, S4)."""

from __future__ import annotations

from datetime import date

from registry.graph.heads.cooperation import ALLIANCES, ALLIANCES_OF_INDUSTRY, COOPERATION
from registry.graph.selection import Selection
from registry.graph.shapes.model import Row
from registry.inquiry import Inquiry
from registry.places import require_industry


async def alliances(
    inquiry: Inquiry,
    wanted: Selection,
    *,
    industry: str | None,
    as_of: date | None,
    first: int | None,
    after: str | None,
) -> Row:
    """Return a page of the alliances in force on a day (default: today).

    Raises:
        UnknownCodeError: there is no such industry.
    """
    require_industry(industry)
    day = as_of or inquiry.today
    head = ALLIANCES if industry is None else ALLIANCES_OF_INDUSTRY
    arguments = {"industry": industry, "asOf": day, "first": first, "after": after}
    return await inquiry.connection(head, arguments, wanted, industry=industry, day=day)


async def cooperation(
    inquiry: Inquiry, wanted: Selection, *, uscc: str, as_of: date | None
) -> Row | None:
    """Return with whom an organisation cooperates on a day (default: today), None if not listed."""
    return await inquiry.one(COOPERATION, wanted, uscc=uscc, day=as_of or inquiry.today)
