"""`knowledgeFlow`: whom guests of a host taught, found from the host.

A mentorship belongs to an assignment if it began during it, with somebody whom the host employed
on that day (MEANINGS.md, "Assignments": `menteesGained`). Of two assignments at a time it is told
once, with the one that began first.
"""

from __future__ import annotations

from typing import Final

from registry.graph.shapes.knowledge import RISEN
from registry.graph.shapes.model import Head

_FOUND: Final = """MATCH (host:Organisation {uscc: $uscc}) WHERE @inside(host)
    MATCH (host)<-[:TO]-(lent:FlexibleAssignment)<-[:ASSIGNED]-(mentor:Worker)
    WHERE lent.status <> 'CANCELLED'
    AND lent.from <= $to AND (lent.to IS NULL OR lent.to >= $from)
    MATCH (mentor)-[bond:MENTORS]->(mentee:Worker)
    WHERE bond.from >= lent.from AND (lent.to IS NULL OR bond.from <= lent.to)
    AND bond.from >= $from AND bond.from <= $to
    AND EXISTS {
        MATCH (mentee)-[job:EMPLOYED]->(host)
        WHERE job.from <= bond.from AND (job.to IS NULL OR job.to >= bond.from) }
    WITH bond, mentor, mentee, lent ORDER BY lent.from, lent.id
    WITH bond, mentor, mentee, head(collect(lent)) AS lent"""

_RISEN: Final = RISEN.replace("@mentee", "mentee").replace("@bond", "bond")

KNOWLEDGE_FLOW: Final = Head(
    name="knowledgeFlow",
    type="KnowledgeTransfer",
    rows=_FOUND
    + """
    WITH bond, mentor, mentee, lent, [toString(bond.from), mentor.id, mentee.id] AS place
    WHERE $position IS NULL OR place[0] > $position[0] OR place[0] = $position[0]
        AND (place[1] > $position[1] OR place[1] = $position[1] AND place[2] > $position[2])
    WITH bond, mentor, mentee, lent, place ORDER BY place[0], place[1], place[2] LIMIT $limit""",
    roles={"bond": "bond", "mentor": "mentor", "mentee": "mentee", "assignment": "lent"},
    position="place",
    extras={
        "totalCount": "COUNT { " + _FOUND + " RETURN bond LIMIT 10001 }",
        "summary": "head(COLLECT { "
        + _FOUND
        + """
    RETURN [count(DISTINCT mentor), count(DISTINCT mentee),
            count(DISTINCT CASE WHEN size(<risen>) > 0 THEN mentee END)] })""".replace(
            "<risen>", _RISEN
        ),
    },
)
