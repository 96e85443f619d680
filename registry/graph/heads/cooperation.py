"""`alliances` and `cooperation`: who builds training together, on a day (`$day`)."""

from __future__ import annotations

from typing import Final

from registry.graph.shapes.model import Head

_IN_FORCE: Final = """(it.from IS NULL OR it.from <= $day) AND (it.to IS NULL OR it.to >= $day)"""

_EVERY: Final = "MATCH (it:EducationAlliance) WHERE " + _IN_FORCE

_OF_INDUSTRY: Final = "MATCH (it:EducationAlliance {industry: $industry}) WHERE " + _IN_FORCE

_PAGE: Final = """
    AND ($position IS NULL OR it.id > $position)
    WITH it ORDER BY it.id LIMIT $limit"""


def _alliances(matched: str) -> Head:
    return Head(
        name="alliances",
        type="EducationAlliance",
        rows=matched + _PAGE,
        position="it.id",
        extras={"totalCount": "COUNT { " + matched + " RETURN it LIMIT 10001 }"},
    )


ALLIANCES: Final = _alliances(_EVERY)
ALLIANCES_OF_INDUSTRY: Final = _alliances(_OF_INDUSTRY)

COOPERATION: Final = Head(
    name="cooperation",
    type="Cooperation",
    rows="MATCH (it:Organisation {uscc: $uscc}) WHERE @listed(it)",
)
