"""`successionRisk`: key posts of an enterprise that one person alone holds, by their name.

A post is a key post if it is recorded as one or the job of somebody who holds it says so. Whoever
holds a post of the same name holds the same one, of the grade that is recorded for it; a job
without a name is a post of its own. A job that says 0 is none, unless its post is recorded as key.
Everything starts at the enterprise.
"""

from __future__ import annotations

from typing import Final

from registry.graph.policies import POLICIES
from registry.graph.regulations import REGULATIONS
from registry.graph.shapes.model import Head

SUCCESSION: Final = Head(
    name="successionRisk",
    type="SuccessionRisk",
    rows="""MATCH (owner:Organisation {uscc: $enterprise}) WHERE @inside(owner)
    MATCH (owner)<-[job:EMPLOYED]-(staff:Worker {status: 'ACTIVE'})
    WHERE job.from <= $today AND (job.to IS NULL OR job.to >= $today)
    WITH owner, staff, job ORDER BY job.from DESC
    WITH owner, staff, head(collect(job)) AS job
    OPTIONAL MATCH (staff)-[:APPOINTED]->(office:Appointment)-[:BY]->(owner)
    WHERE office.from <= $today AND (office.to IS NULL OR office.to >= $today)
    WITH owner, staff, job.keyPost AS flag, office IS NOT NULL AS appointed,
         coalesce(office.post, job.post) AS name, coalesce(office.rank, staff.rank) AS rank
    WITH owner, staff, flag, appointed, name, rank, COLLECT {
        MATCH (owner)-[:HAS_POST]->(named:Post {name: name})
        WHERE named.from <= $today AND (named.to IS NULL OR named.to >= $today)
          AND (appointed OR named.rank < $lowestAppointed)
        RETURN named
    } AS namesakes
    WITH owner, staff, flag, name, coalesce(
        head([one IN namesakes WHERE one.rank = rank | one]),
        CASE WHEN size(namesakes) = 1 AND NOT appointed THEN namesakes[0] END) AS post
    WITH owner, staff, flag, name, post,
         coalesce(name, staff.id) + '|' + coalesce(toString(post.rank), '') AS spot
    WITH owner, name, spot, head(collect(post)) AS post, collect(flag) AS flags,
         collect(DISTINCT CASE WHEN coalesce(post.keyPost, false) OR coalesce(flag, true)
                               THEN staff END) AS holders
    WHERE size(holders) = 1 AND (true IN flags OR coalesce(post.keyPost, false))
      AND ($position IS NULL OR spot > $position)
    WITH owner, name, post, spot, holders[0] AS holder ORDER BY spot LIMIT $limit""",
    roles={"owner": "owner", "name": "name", "post": "post", "holder": "holder"},
    position="spot",
    extras={"policies": POLICIES, "regulations": REGULATIONS},
)
