"""The grade pyramid as it is published: small groups are suppressed, and nothing lets them be computed.

MEANINGS.md, "Statistics": 0 stays 0; 1 to 4 are null; if exactly one row is null, the smallest other
non-zero row is null too, or the total (known from elsewhere) would give it away. Of equals the lower
grade is taken.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from registry.vocabulary import Rank

K: Final = 5
"""A group smaller than this is not published."""


def published(counts: Mapping[int, int]) -> dict[Rank, int | None]:
    """Return for each grade, lowest first, how many workers are published; None where the group is suppressed."""
    rows: dict[Rank, int | None] = {}
    for rank in Rank:
        count = counts.get(rank, 0)
        rows[rank] = None if 0 < count < K else count
    if sum(count is None for count in rows.values()) == 1:
        others = [(count, rank) for rank, count in rows.items() if count]
        if others:
            rows[min(others)[1]] = None
    return rows
