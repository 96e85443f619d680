"""`reachThrough`: the shortest chains of mentors, studios, teams and employers to a candidate."""

from __future__ import annotations

from typing import Final

from registry.graph.heads.finding import HAS_FOUND_CANDIDACY
from registry.graph.shapes.model import Head

REACHED: Final = Head(
    name="reachThrough",
    type="Reached",
    # The candidate must be one whom this viewer would find, and an enterprise asks for itself
    # alone.
    rows="""MATCH (enterprise:Organisation {uscc: $enterprise}) WHERE @inside(enterprise)
    MATCH (worker:Worker {id: $id})
    WHERE """
    + HAS_FOUND_CANDIDACY
    + """
    MATCH path = allShortestPaths(
        (enterprise)-[:EMPLOYED|MENTORS|LEADS|MEMBER_OF*..6]-(worker))
    WHERE length(path) <= $maxHops
    WITH [node IN nodes(path) | CASE
        WHEN node = worker THEN ['candidate', null, node.id]
        WHEN node:Worker THEN
            ['worker', CASE WHEN @known(node) THEN node.name ELSE node.nameMasked END, node.id]
        WHEN node:MasterStudio THEN ['studio', node.name, node.id]
        WHEN node:Team THEN ['team', node.name, node.id]
        ELSE ['enterprise', node.name, node.uscc] END] AS hops
    ORDER BY [hop IN hops | hop[2]] LIMIT 10""",
    roles={"hops": "hops"},
)
