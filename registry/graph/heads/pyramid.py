"""`gradePyramid`: workers of each grade, counted by the database.

Today's grade stands on the worker; that of another day is found in certificates and appointments.
The count starts at the employers, those of a division by the index on their province.
"""

from __future__ import annotations

from functools import cache
from typing import Final

from registry.graph.shapes.model import Head

_EMPLOYED: Final = """
    MATCH (place)<-[job:EMPLOYED]-(worker:Worker {status: 'ACTIVE'})
    WHERE job.from <= $day AND (job.to IS NULL OR job.to >= $day)
    WITH DISTINCT worker"""

_EVERYWHERE: Final = """MATCH (place:Organisation)
    WHERE $industry IS NULL OR place.industry = $industry"""

_IN_DIVISION: Final = """MATCH (place:Organisation {provinceCode: $province})
    WHERE $division IN [place.division, place.cityCode, place.provinceCode]
      AND ($industry IS NULL OR place.industry = $industry)"""

_TODAY: Final = """
    WITH worker.rank AS rank"""

_THEN: Final = """
    WITH COLLECT {
        MATCH (worker)-[:HOLDS]->(c:Certificate)
        WHERE c.rank IS NOT NULL AND c.issuedOn <= $day
          AND (c.status = 'VALID' OR c.statusSince > $day)
        RETURN c.rank AS held
        UNION ALL
        MATCH (worker)-[:APPOINTED]->(a:Appointment)
        WHERE a.from <= $day AND (a.to IS NULL OR a.to >= $day)
        RETURN a.rank AS held
    } AS ranks
    WITH reduce(best = null, held IN ranks |
        CASE WHEN best IS NULL OR held > best THEN held ELSE best END) AS rank"""

_COUNTED: Final = """
    WITH rank, count(*) AS workers WHERE rank IS NOT NULL
    WITH rank, workers ORDER BY rank"""


@cache
def pyramid_head(*, in_division: bool, is_today: bool) -> Head:
    """Return the head of the counts in a division or everywhere, today or on another day."""
    places = _IN_DIVISION if in_division else _EVERYWHERE
    return Head(
        name="gradePyramid",
        type="GradeCount",
        rows=places + _EMPLOYED + (_TODAY if is_today else _THEN) + _COUNTED,
        roles={"rank": "rank", "workers": "workers"},
    )
