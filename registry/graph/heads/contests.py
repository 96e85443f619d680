"""`competitions`, `competitionMonths` and `promotionsByCompetition`.

Competitions are few (a thousand or so a year in the whole country) and found by their year and
class; promotions by the day of their decision. Both carry the order of their index.
"""

from __future__ import annotations

from typing import Final

from registry.graph.regulations import REGULATIONS
from registry.graph.shapes.model import Head

_CONTESTS: Final = """MATCH (it:Competition) USING INDEX it:Competition(year, id)
    WHERE it.year >= $fromYear AND it.year <= $toYear AND it.id > ''
    AND ($class IS NULL OR it.class = $class)
    AND ($prefix IS NULL OR it.division STARTS WITH $prefix)
    AND ($month IS NULL OR EXISTS { (it)<-[:FEATURES]-(:CompetitionMonth {id: $month}) })
    AND ($field IS NULL OR EXISTS {
        MATCH (it)<-[:OF]-(inField:CompetitionEvent) WHERE inField.field = $field })"""

COMPETITIONS: Final = Head(
    name="competitions",
    type="Competition",
    rows=_CONTESTS
    + """
    AND ($position IS NULL OR it.year < $position[0]
         OR it.year = $position[0] AND it.id > $position[1])
    WITH it ORDER BY it.year DESC, it.id LIMIT $limit""",
    position="[it.year, it.id]",
    extras={
        "totalCount": "COUNT { " + _CONTESTS + " RETURN it LIMIT 10001 }",
        "regulations": REGULATIONS,
        "fieldIsKnown": "EXISTS { MATCH (known:CompetitionEvent) WHERE known.field = $field }",
        "monthIsKnown": "EXISTS { (:CompetitionMonth {id: $month}) }",
    },
)

_MONTHS: Final = """MATCH (it:CompetitionMonth)
    WHERE it.from <= $to AND (it.to IS NULL OR it.to >= $from)
    AND ($prefix IS NULL OR it.division STARTS WITH $prefix)"""

COMPETITION_MONTHS: Final = Head(
    name="competitionMonths",
    type="CompetitionMonth",
    rows=_MONTHS
    + """
    AND ($position IS NULL OR it.from < date($position[0])
         OR it.from = date($position[0]) AND it.id > $position[1])
    WITH it ORDER BY it.from DESC, it.id LIMIT $limit""",
    position="[toString(it.from), it.id]",
    extras={"totalCount": "COUNT { " + _MONTHS + " RETURN it LIMIT 10001 }"},
)

PROMOTIONS: Final = Head(
    name="promotionsByCompetition",
    type="CompetitionPromotion",
    rows="""MATCH (it:GradePromotion) USING INDEX it:GradePromotion(on, id)
    WHERE it.on >= $from AND it.on <= $to AND it.id > ''
    AND ($position IS NULL OR it.on > date($position[0])
         OR it.on = date($position[0]) AND it.id > $position[1])
    MATCH (worker:Worker)-[:PROMOTED]->(it)-[:CITES]->(event:CompetitionEvent)
          -[:OF]->(contest:Competition)
    WHERE @record(worker)
    WITH it, worker, event, contest ORDER BY it.on, it.id LIMIT $limit""",
    roles={"it": "it", "worker": "worker", "event": "event", "contest": "contest"},
    position="[toString(it.on), it.id]",
    extras={"regulations": REGULATIONS},
)
