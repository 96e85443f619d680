"""The grade pyramid as it is published: small groups are suppressed (MEANINGS.md, "Statistics")."""

from __future__ import annotations

from datetime import date

from registry.graph.heads.pyramid import pyramid_head
from registry.graph.shapes.model import Row
from registry.inquiry import Inquiry
from registry.places import province_of, require_division, require_industry
from registry.suppression import published
from registry.vocabulary import Rank


async def grade_pyramid(
    inquiry: Inquiry, *, division: str | None, industry: str | None, as_of: date | None
) -> Row:
    """Return the published pyramid of a division and an industry on a day (default: today).

    Raises:
        UnknownCodeError: there is no such division or industry.
    """
    require_division(division)
    require_industry(industry)
    day = as_of or inquiry.today
    counts = await inquiry.counted(
        pyramid_head(in_division=division is not None, is_today=day == inquiry.today),
        division=division,
        province=province_of(division),
        industry=industry,
        day=day,
    )
    found = {row["rank"]: row["workers"] for row in counts.rows}
    rows = published({rank: found.get(rank, 0) for rank in Rank})
    return {
        "asOf": day.isoformat(),
        "countedAt": counts.at,
        "rows": [{"level": rank.name, "workers": workers} for rank, workers in rows.items()],
        "suppressed": None in rows.values(),
    }
