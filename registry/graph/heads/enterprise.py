"""`enterprise(uscc)` and `enterprises`.

Organisations as the public registers know them, for everybody who signed in.
"""

from __future__ import annotations

from typing import Final

from registry.graph.shapes.model import Head

ENTERPRISE: Final = Head(
    name="enterprise",
    type="Enterprise",
    rows="MATCH (it:Organisation {uscc: $uscc}) WHERE @listed(it)",
)

ENTERPRISES: Final = Head(
    name="enterprises",
    type="Enterprise",
    rows="""MATCH (it:Organisation)
    WHERE @listed(it) AND ($division IS NULL OR $division IN [it.division, it.cityCode,
        it.provinceCode])
    AND it.uscc > coalesce($position, '')
    WITH it ORDER BY it.uscc LIMIT $limit""",
    position="it.uscc",
    extras={
        "totalCount": """COUNT { MATCH (it:Organisation)
        WHERE @listed(it) AND ($division IS NULL OR $division IN [it.division, it.cityCode,
            it.provinceCode])
        RETURN it LIMIT 10001 }"""
    },
)

ENTERPRISES_BY_TEXT: Final = Head(
    name="enterprises",
    type="Enterprise",
    rows="""CALL db.index.fulltext.queryNodes('organisationSearch', $phrase) YIELD node AS it
    WHERE @listed(it) AND ($division IS NULL OR $division IN [it.division, it.cityCode,
        it.provinceCode])
    AND it.uscc > coalesce($position, '')
    WITH it ORDER BY it.uscc LIMIT $limit""",
    position="it.uscc",
    extras={
        "totalCount": """COUNT { CALL db.index.fulltext.queryNodes('organisationSearch', $phrase)
        YIELD node AS it
        WHERE @listed(it) AND ($division IS NULL OR $division IN [it.division, it.cityCode,
            it.provinceCode])
        RETURN it LIMIT 10001 }"""
    },
)
