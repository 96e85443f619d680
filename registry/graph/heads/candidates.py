"""`candidates` and `candidate`: the rows of a search, and what it counts beside them.

Which rows a search has is said in `candidate_rows`. A facet counts the search without its own wish:
by level without `minLevel`, by honour without `honours`, by province without `divisions`, by
occupation without occupations.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from typing import Final, Literal

from registry.graph.heads.candidate_filters import (
    FITS_IN_ANY_GRADE,
    FITS_WITH_ANY_HONOUR,
    SAME_PROVINCE,
)
from registry.graph.heads.candidate_rows import Plan, all_rows, page_rows
from registry.graph.heads.finding import IS_FOUND_CARD
from registry.graph.policies import POLICIES
from registry.graph.regulations import REGULATIONS
from registry.graph.shapes.model import Head

Facet = Literal["LEVEL", "PROVINCE", "OCCUPATION", "HONOUR"]

UNKNOWN: Final = """COLLECT {
    UNWIND coalesce($occupations, []) AS code
    WITH code WHERE NOT EXISTS { MATCH (:Occupation {key: code}) }
    RETURN 'occupation ' + code AS unknown
    UNION
    WITH $prefix AS code WHERE code IS NOT NULL AND NOT EXISTS {
        MATCH (inGroup:Occupation) WHERE inGroup.key STARTS WITH code }
    RETURN 'occupationPrefix ' + split(code, ':')[1] AS unknown
    UNION
    UNWIND coalesce($honours, []) AS code
    WITH code WHERE NOT EXISTS { MATCH (:HonourType {id: code}) }
    RETURN 'honour ' + code AS unknown
    UNION
    WITH $exclude AS code
    WHERE code IS NOT NULL AND NOT EXISTS { MATCH (:Organisation {uscc: code}) }
    RETURN 'enterprise ' + code AS unknown
}"""
"""Codes of the filter that the graph does not know."""

TOTAL: Final = "COUNT { <rows> RETURN it LIMIT 10001 }"
"""One beyond the cap of `Count`."""

FACETS: Final[Mapping[Facet, str]] = {
    "LEVEL": """COLLECT { <rows>
    WITH it.rank AS bucket, count(it) AS found
    RETURN [bucket, null, found] }""",
    # A worker counts in every province of a present employer, so rows are counted by worker.
    "PROVINCE": """COLLECT { <rows>
    WITH it.provinceCode AS bucket, count(DISTINCT it.workerId) AS found WHERE bucket IS NOT NULL
    RETURN [bucket, null, found] }""",
    "OCCUPATION": """COLLECT { <rows>
    UNWIND it.occKeys AS bucket
    WITH bucket, count(it) AS found
    OPTIONAL MATCH (occupation:Occupation {key: bucket})
    RETURN [bucket, occupation.name, found] }""",
    "HONOUR": """COLLECT { <rows>
    UNWIND it.honours AS bucket
    WITH bucket, count(it) AS found
    OPTIONAL MATCH (honour:HonourType {id: bucket})
    RETURN [bucket, honour.name, found] }""",
}
"""Buckets with their numbers; each facet reads the search without its own wish."""


@cache
def search_head(plan: Plan, extras: frozenset[str]) -> Head:
    """Return the head of a search by a plan, with at least these results beside the rows.

    `extras`: `unknown`, `totalCount`, `policies`, `regulations`, and a facet by its name. The first
    two are always there, and all facets where one is asked: a result that is not wanted costs
    nothing, another text would be planned anew. Policies go with all facts of a worker, whose text
    is another one anyhow.
    """
    results = {"unknown": UNKNOWN, "totalCount": TOTAL.replace("<rows>", all_rows(plan))}
    if "policies" in extras:
        results["policies"] = POLICIES
    if "regulations" in extras:
        results["regulations"] = REGULATIONS
    if not extras.isdisjoint(FACETS):
        results |= {facet: _facet(facet, plan) for facet in FACETS}
    return Head(
        name="candidates",
        type="Candidate",
        rows=page_rows(plan),
        roles={"it": "it", "worker": "worker"},
        position="sortKey",
        extras=results,
    )


CANDIDATE: Final = Head(
    name="candidate",
    type="Candidate",
    rows="""MATCH (worker:Worker {id: $id})-[:OFFERS]->(it:Candidacy {overall: true, primary: true})
    WHERE """
    + IS_FOUND_CARD
    + """
    WITH it, worker LIMIT 1""",
    roles={"it": "it", "worker": "worker"},
    extras={"policies": POLICIES},
)
"""One card by the worker whom a sealed id names."""


def _facet(facet: Facet, plan: Plan) -> str:
    """Return the counts of a facet: the search without the facet's own wish."""
    match facet:
        case "LEVEL":
            text = all_rows(plan, fits=FITS_IN_ANY_GRADE)
        case "HONOUR":
            text = all_rows(plan, fits=FITS_WITH_ANY_HONOUR)
        case "OCCUPATION":
            text = all_rows(replace(plan, by_occupation=False))
        case "PROVINCE":
            # Without areas an agency's search is no longer inside its division by construction:
            # `asks` of its plan says so.
            everywhere = replace(plan, areas=(), by_employer=True)
            text = all_rows(everywhere, tie=SAME_PROVINCE).replace("$industry", "$trade")
    return FACETS[facet].replace("<rows>", text)
