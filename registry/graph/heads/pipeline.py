"""`pipeline`: who is on the way to a grade, at an enterprise or in a division, and what they lack.

Everything stands on the derived relationship ADVANCES_AT (docs/graph.md), so a question costs what
it counts, and not the size of the registry: an enterprise is asked for its staff, a division is a
range of the index that begins with the target and the province or city. Somebody with two jobs in
the asked place is one person.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Final, Literal

from registry.graph.policies import POLICIES
from registry.graph.shapes.model import Head

Scope = Literal["enterprise", "province", "city", "everywhere"]

_AT: Final[Mapping[Scope, str]] = {
    "enterprise": """MATCH (nearAt:Organisation {uscc: $enterprise})
        <-[near:ADVANCES_AT]-(worker:Worker)
    USING INDEX nearAt:Organisation(uscc)
    WITH nearAt, near, worker
    WHERE @inside(nearAt) AND near.target = $target""",
    "province": """MATCH (worker:Worker)-[near:ADVANCES_AT]->(:Organisation)
    USING INDEX near:ADVANCES_AT(target, provinceCode, <column>)
    WHERE near.target = $target AND near.provinceCode = $province""",
    "city": """MATCH (worker:Worker)-[near:ADVANCES_AT]->(:Organisation)
    USING INDEX near:ADVANCES_AT(target, cityCode, <column>)
    WHERE near.target = $target AND near.cityCode = $city
    AND ($county IS NULL OR near.division = $county)""",
    "everywhere": """MATCH (worker:Worker)-[near:ADVANCES_AT]->(:Organisation)
    USING INDEX near:ADVANCES_AT(target, <column>)
    WHERE near.target = $target""",
}
"""Without a hint the planner reads who lacks something in the whole nation for one enterprise."""

_IN_TIME: Final = "\n    AND near.eligibleFrom <= $until"
_FOR_WANT_OF_ONE: Final = "\n    AND near.lacks = $lacking"

_PAGE: Final = """
    WITH DISTINCT worker, near.eligibleFrom AS day, near.policy AS policy WHERE @record(worker)
    WITH worker, day, policy, coalesce(toString(day), '') + '|' + worker.id AS nearPlace
    WHERE $position IS NULL OR nearPlace > $position
    WITH worker, day, policy, nearPlace ORDER BY nearPlace LIMIT $limit"""

_MONTHS: Final = """
    WITH DISTINCT worker, near.eligibleFrom AS day
    WITH day.year AS year, day.month AS month, count(*) AS people
    RETURN [year, month, people]"""

_LACKS: Final = """
    AND near.lacks > ''
    WITH near.lacks AS lacks, count(DISTINCT worker) AS people
    RETURN [lacks, people]"""


@cache
def pipeline_head(scope: Scope, *, lacking: bool) -> Head:
    """Return the head of a scope: those in time, or with `lacking` those who lack one condition."""
    by_day = _AT[scope].replace("<column>", "eligibleFrom") + _IN_TIME
    by_lack = _AT[scope].replace("<column>", "lacks")
    found = by_lack + _FOR_WANT_OF_ONE if lacking else by_day
    return Head(
        name="pipeline",
        type="PipelineEntry",
        rows=found + _PAGE,
        roles={"worker": "worker", "day": "day", "policy": "policy"},
        position="nearPlace",
        extras={
            "totalCount": "COUNT { " + found + " RETURN DISTINCT worker LIMIT 10001 }",
            "months": "COLLECT { " + by_day + _MONTHS + " }",
            "bottlenecks": "COLLECT { " + by_lack + _LACKS + " }",
            "policies": POLICIES,
            "enterprise": """head(COLLECT {
                MATCH (asked:Organisation {uscc: $enterprise}) WHERE @inside(asked)
                RETURN asked.uscc })""",
        },
    )
