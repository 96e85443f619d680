"""The grade pyramid as it is published: small groups are suppressed and cannot be computed.

MEANINGS.md, "Statistics": 0 stays 0; 1 to 4 are null; if exactly one row is null, the smallest
other non-zero row is null too, or the total (known from elsewhere) would give it away. Of equals
the lower grade is taken.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Final

from registry.agency.tracing import province_of, require_division
from registry.errors import UnknownCodeError
from registry.graph.heads.pyramid import pyramid_head
from registry.graph.selection import Selection
from registry.graph.shapes.model import Row
from registry.inquiry import Inquiry
from registry.reference import industries
from registry.vocabulary import Rank

K: Final = 5
"""A group smaller than this is not published."""


def published(counts: Mapping[int, int]) -> dict[Rank, int | None]:
    """Return how many workers of each grade, lowest first, are published; None: suppressed."""
    rows: dict[Rank, int | None] = {}
    for rank in Rank:
        count = counts.get(rank, 0)
        rows[rank] = None if 0 < count < K else count
    if sum(count is None for count in rows.values()) == 1:
        others = [(count, rank) for rank, count in rows.items() if count]
        if others:
            rows[min(others)[1]] = None
    return rows


async def grade_pyramid(
    inquiry: Inquiry, *, division: str | None, industry: str | None, as_of: date | None
) -> Row:
    """Return the published pyramid of a division and an industry on a day (default: today).

    Raises:
        UnknownCodeError: there is no such division or industry.
    """
    require_division(division)
    if industry is not None and industry not in industries():
        raise UnknownCodeError(f"industry {industry} is not known")
    day = as_of or inquiry.today
    counts = await inquiry.many(
        pyramid_head(in_division=division is not None, is_today=day == inquiry.today),
        Selection(),
        division=division,
        province=province_of(division),
        industry=industry,
        day=day,
    )
    rows = published({row["rank"]: row["workers"] for row in counts})
    return {
        "asOf": day.isoformat(),
        "rows": [{"level": rank.name, "workers": workers} for rank, workers in rows.items()],
        "suppressed": None in rows.values(),
    }
