"""`certificationCoverage`: people on the books and those of them who hold a counting certificate.

One pass over the people of a place, for all wanted days and groupings at once: jobs and
certificates of each are read once, and what they were on a day is worked out of the lists. A place
is found by the index on its province. This is all over all, and grows with the place: see
`registry.snapshots`.
"""

from __future__ import annotations

from typing import Final, Literal

from registry.graph.regulations import REGULATIONS
from registry.graph.shapes.model import Head

Found = Literal["enterprise", "division", "everywhere"]
"""Where the people are looked for."""

_PLACES: Final[dict[Found, tuple[str, str]]] = {
    "enterprise": (
        "MATCH (start:Organisation {uscc: $enterprise}) WHERE @inside(start)",
        "place.uscc = $enterprise",
    ),
    "division": (
        """MATCH (start:Organisation {provinceCode: $province})
    WHERE $division IN [start.division, start.cityCode, start.provinceCode]
      AND ($industry IS NULL OR start.industry = $industry)""",
        """$division IN [place.division, place.cityCode, place.provinceCode]
        AND ($industry IS NULL OR place.industry = $industry)""",
    ),
    "everywhere": (
        """MATCH (start:Organisation)
    WHERE $industry IS NULL OR start.industry = $industry""",
        "($industry IS NULL OR place.industry = $industry)",
    ),
}
"""Where the organisations are found, and which jobs of their people are meant."""

_COUNTED: Final = """
    MATCH (start)<-[:EMPLOYED]-(worker:Worker {status: 'ACTIVE'})
    WITH DISTINCT worker
    WITH COLLECT {
        MATCH (worker)-[job:EMPLOYED]->(place:Organisation)
        WHERE <place>
        RETURN [job.from, job.to, coalesce(place.cityCode, place.division, ''),
            coalesce(place.industry, ''),
            CASE WHEN 'ENTERPRISE' IN $groupings AND @inside(place) THEN place.uscc END]
    } AS jobs, COLLECT {
        MATCH (worker)-[:HOLDS]->(c:Certificate)
        WHERE c.status = 'VALID' OR c.statusSince IS NOT NULL
        RETURN [c.issuedOn, CASE WHEN c.status = 'VALID' THEN null ELSE c.statusSince END,
            coalesce(c.rank, 0)]
    } AS certificates
    UNWIND $days AS day
    WITH day, certificates,
        [job IN jobs WHERE job[0] <= day AND (job[1] IS NULL OR job[1] >= day)] AS jobs
    WHERE size(jobs) > 0
    WITH day, jobs, reduce(best = -1, c IN certificates | CASE
        WHEN c[0] <= day AND (c[1] IS NULL OR c[1] > day) AND c[2] > best THEN c[2]
        ELSE best END) AS best
    UNWIND $groupings AS grouping
    UNWIND CASE grouping WHEN 'TOTAL' THEN [''] ELSE
        reduce(keys = [], job IN jobs | keys + CASE
            WHEN job[<column>] IS NULL OR job[<column>] IN keys THEN []
            ELSE [job[<column>]] END) END AS key
    WITH day, grouping, key, count(*) AS employed,
         sum(CASE WHEN best >= 0 THEN 1 ELSE 0 END) AS certified,
         sum(CASE WHEN best >= 4 THEN 1 ELSE 0 END) AS senior
    WITH day, grouping, CASE WHEN key <> '' THEN key END AS key, employed, certified, senior,
         CASE WHEN grouping = 'ENTERPRISE' THEN head(COLLECT {
             MATCH (named:Organisation {uscc: key}) RETURN named.name }) END AS name
    ORDER BY grouping, key, day""".replace(
    "<column>", "CASE grouping WHEN 'CITY' THEN 2 WHEN 'INDUSTRY' THEN 3 ELSE 4 END"
)
"""A person counts once in each group, whatever number of jobs: an unknown city or industry is a
group of its own, of organisations there are only those that the viewer may look into.
"""

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
        rows=starts + _COUNTED.replace("<place>", fits),
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
    for found, (starts, fits) in _PLACES.items()
}
