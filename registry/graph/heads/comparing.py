"""`compareCandidates`: the cards of some people, in the order in which they were asked."""

from __future__ import annotations

from typing import Final

from registry.graph.heads.finding import IS_FOUND_CARD
from registry.graph.policies import POLICIES
from registry.graph.shapes.model import Head

COMPARED: Final = Head(
    name="compareCandidates",
    type="Candidate",
    rows="""UNWIND CASE WHEN size($ids) = 0 THEN [] ELSE range(0, size($ids) - 1) END AS column
    WITH column, $ids[column] AS id
    MATCH (worker:Worker {id: id})-[:OFFERS]->(it:Candidacy {overall: true, primary: true})
    WHERE """
    + IS_FOUND_CARD
    + """
    WITH it, worker, column ORDER BY column""",
    roles={"it": "it", "worker": "worker"},
    extras={"policies": POLICIES},
)
