"""`posts`: the posts of an enterprise in force today, the highest grade first, and its census.

The census counts jobs and appointments by what tells posts apart, so that it stays as small as the
enterprise has posts, however many people hold them; `registry.programme.posts` fits them together.
Everything starts at the enterprise.
"""

from __future__ import annotations

from typing import Final

from registry.graph.regulations import REGULATIONS
from registry.graph.shapes.model import Head

_CENSUS: Final = """COLLECT {
    MATCH (owner:Organisation {uscc: $enterprise}) WHERE @inside(owner)
    CALL (owner) {
        MATCH (owner)-[:HAS_POST]->(p:Post)
        WHERE p.from <= $today AND (p.to IS NULL OR p.to >= $today)
        RETURN collect([p.id, p.name, p.rank, p.quota]) AS posts
    }
    CALL (owner) {
        MATCH (owner)<-[job:EMPLOYED]-(w:Worker)
        WHERE job.from <= $today AND (job.to IS NULL OR job.to >= $today)
        WITH w, job.post AS name, EXISTS {
            MATCH (w)-[:APPOINTED]->(a:Appointment)-[:BY]->(owner)
            WHERE a.from <= $today AND (a.to IS NULL OR a.to >= $today)
        } AS appointed
        WITH name, w.rank AS rank, appointed, count(DISTINCT w) AS people
        RETURN collect([name, rank, appointed, people]) AS jobs
    }
    CALL (owner) {
        MATCH (owner)<-[:BY]-(a:Appointment)<-[:APPOINTED]-(w:Worker)
        WHERE a.from <= $today AND (a.to IS NULL OR a.to >= $today)
        WITH a.post AS name, a.rank AS rank, a.to AS until, count(DISTINCT w) AS people
        RETURN collect([name, rank, toString(until), people]) AS offices
    }
    RETURN [owner.division, posts, jobs, offices]
}"""

_FOUND: Final = """MATCH (owner:Organisation {uscc: $enterprise})
    WHERE @inside(owner)
    MATCH (owner)-[:HAS_POST]->(it:Post)
    WHERE it.from <= $today AND (it.to IS NULL OR it.to >= $today)"""

# 9 - rank is one digit, so the text order of the place is the order of the list.
POSTS: Final = Head(
    name="posts",
    type="Post",
    rows=_FOUND
    + """
    WITH it, toString(9 - it.rank) + it.id AS place
    WHERE $position IS NULL OR place > $position
    WITH it, place ORDER BY place LIMIT $limit""",
    position="place",
    extras={
        "totalCount": "COUNT { " + _FOUND + " RETURN it LIMIT 10001 }",
        "census": _CENSUS,
        "regulations": REGULATIONS,
    },
)
