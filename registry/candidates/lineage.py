"""`mentorLineage`: who learned from whom."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from registry.errors import BadArgumentError
from registry.graph.heads.lineage import LINEAGE

if TYPE_CHECKING:
    from registry.graph.selection import Selection
    from registry.inquiry import Inquiry

MAX_DEPTH: Final = 6


async def mentor_lineage(
    inquiry: Inquiry, worker: str, depth: int, selection: Selection
) -> list[dict[Any, Any]]:
    """Return everybody taught by this worker, directly or through others, the nearest first.

    Raises:
        BadArgumentError: the depth is outside 1 to 6.
    """
    if not 1 <= depth <= MAX_DEPTH:
        raise BadArgumentError(f"depth is {depth}, must be 1 to {MAX_DEPTH}")
    return await inquiry.many(LINEAGE, selection, id=worker, depth=depth)
