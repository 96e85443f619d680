"""`mentorLineage`: who was taught by somebody, directly or not, each once at the least depth."""

from __future__ import annotations

from typing import Final

from registry.graph.shapes.model import Head

LINEAGE: Final = Head(
    name="mentorLineage",
    type="LineageEntry",
    # Of several teachers at the least depth the one who began first is named.
    rows="""MATCH (root:Worker {id: $id}) WHERE @record(root)
    MATCH path = (root)-[:MENTORS*1..6]->(learner:Worker)
    WHERE length(path) <= $depth AND learner <> root
    AND all(bond IN relationships(path) WHERE bond.from <= $today)
    WITH learner, path
    ORDER BY length(path), last(relationships(path)).from, nodes(path)[-2].id
    WITH learner, head(collect(path)) AS nearest
    WITH learner, length(nearest) AS depth, nodes(nearest)[-2] AS teacher
    ORDER BY depth, learner.id LIMIT 1000""",
    roles={"depth": "depth", "learner": "learner", "teacher": "teacher"},
)
