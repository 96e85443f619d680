"""`apprenticeRatio`: posts for apprentices among all posts of a year, added up by the database.

A year's numbers are those of apprentice_posts.csv; for the present year those of organisations.csv,
which have no year, stand where none were handed in. A division is found by the index on its
province; the nation is all employers once.
"""

from __future__ import annotations

from typing import Final

from registry.graph.regulations import REGULATIONS
from registry.graph.shapes.model import Head

_IN_DIVISION: Final = """MATCH (it:Organisation {provinceCode: $province})
    WHERE it.kind = 'ENTERPRISE' AND $division IN [it.division, it.cityCode, it.provinceCode]
      AND ($industry IS NULL OR it.industry = $industry)"""

_EVERYWHERE: Final = """MATCH (it:Organisation)
    WHERE it.kind = 'ENTERPRISE' AND ($industry IS NULL OR it.industry = $industry)"""

_SAID: Final = """
    WITH it, head(COLLECT {
        MATCH (it)-[:HAS_POSTS]->(said:ApprenticePosts {year: $year})
        RETURN [said.postsTotal, said.apprenticePosts] }) AS ofYear
    WITH it, coalesce(ofYear[0], CASE WHEN $present THEN it.postsTotal END) AS posts,
         coalesce(ofYear[1], CASE WHEN $present THEN it.apprenticePosts END) AS apprentices"""

# Whose share is the smallest comes first; who has no posts has no share.
_LOWEST: Final = """
    WHERE posts > 0 AND apprentices IS NOT NULL AND @inside(it)
    WITH it, posts, apprentices
    ORDER BY toFloat(apprentices) / posts, posts DESC, it.uscc LIMIT $limit"""

_SUMS: Final = """
    WITH posts, apprentices, posts IS NOT NULL AND apprentices IS NOT NULL AS isSaid
    RETURN [sum(CASE WHEN isSaid THEN 1 ELSE 0 END), sum(CASE WHEN isSaid THEN 0 ELSE 1 END),
            sum(CASE WHEN isSaid THEN posts ELSE 0 END),
            sum(CASE WHEN isSaid THEN apprentices ELSE 0 END)]"""


def _head(places: str) -> Head:
    said = places + _SAID
    return Head(
        name="apprenticeRatio",
        type="ApprenticePosts",
        rows=said + _LOWEST,
        roles={"it": "it", "posts": "posts", "apprentices": "apprentices"},
        extras={"sums": "COLLECT { " + said + _SUMS + " }", "regulations": REGULATIONS},
    )


IN_DIVISION: Final = _head(_IN_DIVISION)
EVERYWHERE: Final = _head(_EVERYWHERE)
