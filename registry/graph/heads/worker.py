"""`worker` and `workers`: people whom the viewer may know, by id and by name."""

from __future__ import annotations

from typing import Final

from registry.graph.shapes.model import Head

WORKER: Final = Head(name="worker", type="Worker", rows="MATCH (it:Worker {id: $id})")

# A name that is the text itself comes first, then the higher grade; 9 - rank is one digit, so text
# order is the order wanted.
WORKERS: Final = Head(
    name="workers",
    type="Worker",
    rows="""CALL db.index.fulltext.queryNodes('workerSearch', $phrase) YIELD node AS it
    WHERE @known(it)
    WITH it, CASE WHEN it.name = $text THEN '0' ELSE '1' END + toString(9 - coalesce(it.rank, 0))
        + it.id AS place
    WHERE place > coalesce($position, '')
    WITH it, place ORDER BY place LIMIT $limit""",
    position="place",
    extras={
        "totalCount": """COUNT { CALL db.index.fulltext.queryNodes('workerSearch', $phrase)
        YIELD node AS it
        WHERE @known(it) RETURN it LIMIT 10001 }"""
    },
)
