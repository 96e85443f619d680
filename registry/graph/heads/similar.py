"""`similarWorkers`: whom a candidate shares a studio, a project, a contest or an occupation with.

Few share the first three, so they are read outright. Thousands share an occupation: of them only
the first of the same province are read, in the order that the index of scores holds, so the
question costs the same however many there are.
"""

from __future__ import annotations

from typing import Final

from registry.graph.heads.finding import HAS_FOUND_CANDIDACY, IS_FOUND_CARD
from registry.graph.policies import POLICIES
from registry.graph.shapes.model import Head

_SOURCE: Final = (
    """MATCH (worker:Worker {id: $id})
    WHERE @record(worker) OR ($asCandidate AND """
    + HAS_FOUND_CANDIDACY
    + """)
    WITH worker AS source"""
)

_SHARED: Final = """
    CALL (source) {
        MATCH (source)-[:LEADS|MEMBER_OF]->(thing:MasterStudio)
        MATCH (thing)<-[:LEADS|MEMBER_OF]-(other:Worker)
        RETURN other, ['STUDIO', thing.id, thing.name] AS tie
        UNION
        MATCH (source)-[:MEMBER_OF]->(:Team)-[:WORKS_ON]->(thing:Project)
        MATCH (thing)<-[:WORKS_ON]-(:Team)<-[:MEMBER_OF]-(other:Worker)
        RETURN other, ['PROJECT', thing.id, thing.name] AS tie
        UNION
        MATCH (source)-[:PLACED]->(:CompetitionResult)-[:IN]->(thing:CompetitionEvent)
        MATCH (thing)<-[:IN]-(:CompetitionResult)<-[:PLACED]-(other:Worker)
        RETURN other, ['COMPETITION', thing.id, thing.name] AS tie
        UNION
        MATCH (source)-[:OFFERS]->(own:Candidacy {overall: true, primary: true})
        MATCH (thing:Occupation {key: own.occKey})
        CALL (own) {
            MATCH (it:Candidacy)
            USING INDEX it:Candidacy(occKey, provinceCode, byScore)
            WHERE it.occKey = own.occKey AND it.provinceCode = own.provinceCode
            AND it.byScore > '' AND it.primary AND it.workerId <> own.workerId
            AND (it.open OR $grantee IN it.grantees)
            AND ($agency IS NULL OR $agency IN [it.division, it.cityCode, it.provinceCode])
            RETURN it ORDER BY it.occKey, it.provinceCode, it.byScore LIMIT $limit
        }
        MATCH (other:Worker)-[:OFFERS]->(it)
        RETURN other, ['OCCUPATION', thing.key, thing.name] AS tie
    }
    WITH source, other, collect(DISTINCT tie) AS ties WHERE other <> source"""

_CARDS: Final = (
    """
    WITH other AS worker, ties
    MATCH (worker)-[:OFFERS]->(it:Candidacy {overall: true, primary: true})
    WHERE """
    + IS_FOUND_CARD
    + """
    WITH it, worker, ties ORDER BY size(ties) DESC, it.byScore LIMIT $limit"""
)

SIMILAR: Final = Head(
    name="similarWorkers",
    type="Candidate",
    rows=_SOURCE + _SHARED + _CARDS,
    roles={"it": "it", "worker": "worker"},
    position="ties",
    extras={"policies": POLICIES},
)
"""Cards, those with most in common first, then by score; the place of a row is what is shared."""
