"""`filings`, `filingCoverage`: who may assess, until when, and who could and does not.

A page of filings is found by the last day of those that lapse, by the province of a division, or
in the order of their numbers; each by an index.
"""

from __future__ import annotations

from functools import cache
from typing import Final

from registry.graph.regulations import REGULATIONS
from registry.graph.shapes.model import Head

_ACTIVE_ON: Final = """filing.from <= $on AND filing.to >= $on
    AND (filing.status = 'ACTIVE' OR filing.statusSince > $on)"""

_LAPSING: Final = """MATCH (filing:EvaluationFiling)
    WHERE filing.to >= $today AND filing.to < $before"""

_IN_DIVISION: Final = """MATCH (filer:Organisation {provinceCode: $province})
        -[:FILED_AS]->(filing:EvaluationFiling)
    WHERE $division IN [filer.division, filer.cityCode, filer.provinceCode]
      AND ($before IS NULL OR filing.to >= $today AND filing.to < $before)"""

_ALL: Final = """MATCH (filing:EvaluationFiling)
    WHERE filing.filingNo >= ''"""

_FITTING: Final = (
    """
      AND ($kind IS NULL OR filing.kind = $kind)
      AND ($on IS NULL OR """
    + _ACTIVE_ON
    + ")"
)


@cache
def filings_head(*, lapsing: bool, in_division: bool) -> Head:
    """Return the head of a page of filings; those that lapse come in the order in which they do."""
    found = (_IN_DIVISION if in_division else _LAPSING if lapsing else _ALL) + _FITTING
    return Head(
        name="filings",
        type="Filing",
        rows=found
        + """
    WITH filing, """
        + ("toString(filing.to)" if lapsing else "''")
        + """ AS day
    WHERE $position IS NULL OR day > $position[0]
        OR day = $position[0] AND filing.filingNo > $position[1]
    WITH filing, day ORDER BY day, filing.filingNo LIMIT $limit""",
        roles={"filing": "filing"},
        position="[day, filing.filingNo]",
        extras={"totalCount": "COUNT { " + found + " RETURN filing LIMIT 10001 }"},
    )


_PLACES: Final = """MATCH (place:Enterprise {scaleAbove: true})
    WHERE ($division IS NULL OR place.provinceCode = $province
           AND $division IN [place.division, place.cityCode, place.provinceCode])
      AND ($industry IS NULL OR place.industry = $industry)"""

_IS_FILED: Final = """EXISTS {
        MATCH (place)-[:FILED_AS]->(filing:EvaluationFiling)
        WHERE filing.from <= $on AND filing.to >= $on
          AND (filing.status = 'ACTIVE' OR filing.statusSince > $on) }"""

NOT_FILED: Final = Head(
    name="filingCoverage",
    type="Enterprise",
    rows=_PLACES
    + """ AND @inside(place)
      AND place.uscc > coalesce($position, '')
      AND NOT """
    + _IS_FILED
    + """
    WITH place ORDER BY place.uscc LIMIT $limit""",
    roles={"it": "place"},
    position="place.uscc",
    extras={
        "totalCount": "COUNT { "
        + _PLACES
        + " AND @inside(place) AND NOT "
        + _IS_FILED
        + " RETURN place LIMIT 10001 }",
        "counts": "head(COLLECT { "
        + _PLACES
        + " RETURN [count(place), sum(CASE WHEN "
        + _IS_FILED
        + " THEN 1 ELSE 0 END)] })",
        "lapsing": "COUNT { "
        + _PLACES
        + """
        MATCH (place)-[:FILED_AS]->(filing:EvaluationFiling)
        WHERE filing.from <= $on AND filing.to >= $on AND filing.to < $before
          AND (filing.status = 'ACTIVE' OR filing.statusSince > $on)
        RETURN filing }""",
        "regulations": REGULATIONS,
    },
)
