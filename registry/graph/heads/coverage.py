"""`certificationCoverage`: people on the books and those of them who hold a counting certificate.

One pass over the jobs of a place's organisations, for all wanted days and groupings at once. A
place is found by the index on its province; the nation is all over all, which is why published
statistics stand beside it (`StatSnapshot`).
"""

from __future__ import annotations

from typing import Final, Literal

from registry.graph.regulations import REGULATIONS
from registry.graph.shapes.model import Head

Found = Literal["enterprise", "division", "everywhere"]
"""Where the people are looked for."""

_PLACES: Final[dict[Found, str]] = {
    "enterprise": "MATCH (place:Organisation {uscc: $enterprise}) WHERE @inside(place)",
    "division": """MATCH (place:Organisation {provinceCode: $province})
    WHERE $division IN [place.division, place.cityCode, place.provinceCode]
      AND ($industry IS NULL OR place.industry = $industry)""",
    "everywhere": """MATCH (place:Organisation)
    WHERE $industry IS NULL OR place.industry = $industry""",
}

_COUNTED: Final = """
    MATCH (place)<-[job:EMPLOYED]-(worker:Worker {status: 'ACTIVE'})
    UNWIND $days AS day
    WITH place, job, worker, day
    WHERE job.from <= day AND (job.to IS NULL OR job.to >= day)
    UNWIND $groupings AS grouping
    WITH place, worker, day, grouping
    WHERE grouping <> 'ENTERPRISE' OR @inside(place)
    WITH DISTINCT worker, day, grouping, CASE grouping
        WHEN 'CITY' THEN coalesce(place.cityCode, place.division)
        WHEN 'INDUSTRY' THEN place.industry
        WHEN 'ENTERPRISE' THEN place.uscc END AS key,
        CASE WHEN grouping = 'ENTERPRISE' THEN place.name END AS name
    WITH day, grouping, key, name, COLLECT {
        MATCH (worker)-[:HOLDS]->(c:Certificate)
        WHERE c.issuedOn <= day AND (c.status = 'VALID' OR c.statusSince > day)
        RETURN coalesce(c.rank, 0) ORDER BY coalesce(c.rank, 0) DESC LIMIT 1
    } AS best
    WITH day, grouping, key, name, count(*) AS employed,
         sum(size(best)) AS certified,
         sum(CASE WHEN best[0] >= 4 THEN 1 ELSE 0 END) AS senior
    ORDER BY grouping, key, day"""

_STATISTICS: Final = """COLLECT {
    MATCH (s:StatSnapshot)
    WHERE s.measure IN ['CERTIFICATION_COVERAGE', 'SENIOR_SHARE']
      AND coalesce(s.division, '') = coalesce($division, '')
      AND coalesce(s.industry, '') = coalesce($industry, '')
    RETURN [s.measure, toString(s.on), s.value, s.source] ORDER BY s.on, s.measure LIMIT 200
}"""

_NAMES: Final = """COLLECT {
    MATCH (o:Organisation {uscc: $enterprise}) WHERE @inside(o) RETURN [o.name, o.division]
}"""

HEADS: Final = {
    found: Head(
        name="certificationCoverage",
        type="CoverageCount",
        rows=places + _COUNTED,
        roles={
            name: name
            for name in ("day", "grouping", "key", "name", "employed", "certified", "senior")
        },
        extras={
            "regulations": REGULATIONS,
            "statistics": _STATISTICS,
            "enterprise": _NAMES,
        },
    )
    for found, places in _PLACES.items()
}
