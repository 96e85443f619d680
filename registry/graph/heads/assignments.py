"""`assignments`: those that touch a period, the earliest first, also cancelled ones."""

from __future__ import annotations

from functools import cache
from typing import Final

from registry.graph.heads.mobility import Way, found
from registry.graph.shapes.model import Head

_AFTER: Final = """$position IS NULL OR it.from > date($position[0])
        OR it.from = date($position[0]) AND it.id > $position[1]"""
_PAGE: Final = """
    WITH it ORDER BY it.from, it.id LIMIT $limit"""


@cache
def assignments_head(way: Way) -> Head:
    """Return the head of a page of assignments that are found this way."""
    return Head(
        name="assignments",
        type="Assignment",
        rows=found(way, "PARTIES", _AFTER) + _PAGE,
        position="[toString(it.from), it.id]",
        extras={"totalCount": "COUNT { " + found(way, "PARTIES") + " RETURN it LIMIT 10001 }"},
    )
