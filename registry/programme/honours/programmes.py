"""Talent programmes: which there are, and who is in them."""

from __future__ import annotations

from registry.graph.heads.honour_rolls import TALENT_PROGRAMMES
from registry.graph.selection import Selection
from registry.graph.shapes.model import Row
from registry.inquiry import Inquiry
from registry.places import prefix_of, require_division


async def talent_programmes(
    inquiry: Inquiry,
    wanted: Selection,
    *,
    division: str | None,
    first: int | None,
    after: str | None,
) -> Row:
    """Return a page of programmes by id: those of a division and below, and of the nation.

    Raises:
        UnknownCodeError: there is no such division.
    """
    require_division(division)
    arguments = {"division": division, "first": first, "after": after}
    return await inquiry.connection(
        TALENT_PROGRAMMES, arguments, wanted, prefix=prefix_of(division)
    )
