"""`allowances`: what an enterprise grants beside the pay, for whoever may see inside it."""

from __future__ import annotations

from typing import Final

from registry.graph.regulations import REGULATIONS
from registry.graph.shapes.model import Head

_GRANTED: Final = """MATCH (grantor:Organisation {uscc: $enterprise})
    WHERE @inside(grantor)
    MATCH (grantor)-[:GRANTS]->(it:AllowanceScheme)"""

ALLOWANCES: Final = Head(
    name="allowances",
    type="AllowanceScheme",
    rows=_GRANTED
    + """
    WHERE $position IS NULL OR it.kind > $position[0]
        OR it.kind = $position[0] AND it.id > $position[1]
    WITH it, grantor ORDER BY it.kind, it.id LIMIT $limit""",
    roles={"it": "it", "grantor": "grantor"},
    position="[it.kind, it.id]",
    extras={
        "totalCount": "COUNT { " + _GRANTED + " RETURN it LIMIT 10001 }",
        "regulations": REGULATIONS,
        # Where it is, and what is in force there today: nothing for whoever may not know.
        "firm": """head(COLLECT {
            MATCH (grantor:Organisation {uscc: $enterprise})
            WHERE @inside(grantor)
            RETURN [grantor.division, COLLECT {
                MATCH (grantor)-[:GRANTS]->(scheme:AllowanceScheme)
                WHERE scheme.from <= $today AND (scheme.to IS NULL OR scheme.to >= $today)
                RETURN [scheme.kind, scheme.id] ORDER BY scheme.kind, scheme.id }] })""",
    },
)
