"""`majors`, `trainingPackages` and `trainingPlans`.

Each starts at what is asked: the school or enterprise, the post, the occupation (by its key: an
occupation node has a million certificates around it); else it walks the ids in their order.
Packages are published; majors stand in the public registers; a training plan is the business of its
enterprise.
"""

from __future__ import annotations

from functools import cache
from typing import Final, Literal

from registry.graph.heads.candidate_rows import ALL_KEYS, KEYS
from registry.graph.shapes.model import Head

Way = Literal["ORGANISATION", "POST", "OCCUPATION", "ALL"]

_KNOWN: Final = {
    "unknownOccupations": """COLLECT {
        UNWIND coalesce($occupations, []) AS code
        WITH code WHERE NOT EXISTS { MATCH (:Occupation {key: code}) }
        RETURN code }""",
    "unknownOrganisation": """$organisation IS NOT NULL
        AND NOT EXISTS { MATCH (:Organisation {uscc: $organisation}) }""",
}

_MAJORS: Final[dict[Way, str]] = {
    "ORGANISATION": """
    MATCH (school:Organisation {uscc: $organisation})<-[:AT]-(it:Major)""",
    "ALL": """
    MATCH (it:Major)-[:AT]->(school:Organisation)""",
}
_MAJOR_FITS: Final = """
    WHERE @listed(school)
    AND ($kind IS NULL OR it.kind = $kind)
    AND ($newSince IS NULL OR it.newSince >= $newSince)
    AND (keys IS NULL OR EXISTS {
        MATCH (it)-[:TRAINS_FOR]->(taught:Occupation) WHERE taught.key IN keys })"""

_PACKAGES: Final[dict[Way, str]] = {
    "OCCUPATION": """
    UNWIND keys AS wantedKey
    MATCH (it:TrainingPackage {occKey: wantedKey})""",
    "ALL": """
    MATCH (it:TrainingPackage)""",
}
_PACKAGE_FITS: Final = """
    WHERE ($rank IS NULL OR $rank IN it.ranks)"""

_PLANS: Final[dict[Way, str]] = {
    "ORGANISATION": """
    MATCH (place:Organisation {uscc: $organisation})<-[:AT]-(it:TrainingPlan)""",
    "POST": """
    CALL () {
        MATCH (it:TrainingPlan {post: $post}) RETURN it
        UNION
        MATCH (it:TrainingPlan {postId: $post}) RETURN it
    }
    MATCH (it)-[:AT]->(place:Organisation)""",
    "OCCUPATION": """
    UNWIND keys AS wantedKey
    MATCH (it:TrainingPlan {occKey: wantedKey})-[:AT]->(place:Organisation)""",
    "ALL": """
    MATCH (it:TrainingPlan)-[:AT]->(place:Organisation)""",
}
_PLAN_FITS: Final = """
    WHERE @inside(place)
    AND ($post IS NULL OR it.post = $post OR it.postId = $post)
    AND ($year IS NULL OR it.year = $year)
    AND (keys IS NULL OR it.occKey IN keys)
    AND ($lacksPackage IS NULL
         OR $lacksPackage <> EXISTS { (it)-[:USES]->(:TrainingPackage) })"""

_PAGE: Final = """
    AND it.id > coalesce($position, '')
    WITH it ORDER BY it.id LIMIT $limit"""


@cache
def majors_head(way: Way, *, by_occupation: bool) -> Head:
    """Return the head of majors of a school or of all."""
    found = _keys(by_occupation=by_occupation) + _MAJORS[way] + _MAJOR_FITS
    return _head("majors", "Major", found)


@cache
def packages_head(way: Way) -> Head:
    """Return the head of packages of an occupation or of all."""
    found = _keys(by_occupation=way == "OCCUPATION") + _PACKAGES[way] + _PACKAGE_FITS
    return _head("trainingPackages", "TrainingPackage", found)


@cache
def plans_head(way: Way, *, by_occupation: bool) -> Head:
    """Return the head of plans of an enterprise, a post, an occupation or of all."""
    found = _keys(by_occupation=by_occupation) + _PLANS[way] + _PLAN_FITS
    return _head("trainingPlans", "TrainingPlan", found)


def _keys(*, by_occupation: bool) -> str:
    return KEYS if by_occupation else ALL_KEYS


def _head(name: str, type_: str, found: str) -> Head:
    return Head(
        name=name,
        type=type_,
        rows=found + _PAGE,
        position="it.id",
        extras={"totalCount": "COUNT { " + found + " RETURN it LIMIT 10001 }", **_KNOWN},
    )
