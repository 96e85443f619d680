"""`honourRolls`: the awards of an honour whose people the viewer may know, and all by the batch.

Both start at the kind of honour; awards are few (tens in a million people). And
`talentProgrammes`, of which there are a few in each province.
"""

from __future__ import annotations

from typing import Final

from registry.graph.regulations import REGULATIONS
from registry.graph.shapes.model import Head

_ROLL: Final = """MATCH (:HonourType {id: $honour})<-[:OF]-(it:HonourAward)
    MATCH (it)<-[:RECEIVED]-(worker:Worker)
    WHERE ($batch IS NULL OR it.batch = $batch) AND @known(worker)"""

HONOUR_ROLLS: Final = Head(
    name="honourRolls",
    type="HonourRollEntry",
    rows=_ROLL
    + """
    AND ($position IS NULL OR it.year < $position[0]
         OR it.year = $position[0] AND it.key > $position[1])
    WITH it, worker ORDER BY it.year DESC, it.key LIMIT $limit""",
    roles={"it": "it", "worker": "worker"},
    position="[it.year, it.key]",
    extras={
        "totalCount": "COUNT { " + _ROLL + " RETURN it LIMIT 10001 }",
        "regulations": REGULATIONS,
        "honour": """head(COLLECT {
            MATCH (honour:HonourType {id: $honour})
            RETURN [honour.id, honour.name, honour.level, honour.quota] })""",
        "batches": """COLLECT {
            MATCH (:HonourType {id: $honour})<-[:OF]-(award:HonourAward)
            WHERE $batch IS NULL OR award.batch = $batch
            WITH award.batch AS batch, max(award.year) AS year, count(*) AS awarded
            RETURN [batch, year, awarded] ORDER BY year DESC, batch DESC LIMIT 100 }""",
    },
)

_PROGRAMMES: Final = """MATCH (it:TalentProgramme)
    WHERE ($prefix IS NULL OR it.division IS NULL OR it.division STARTS WITH $prefix)"""

TALENT_PROGRAMMES: Final = Head(
    name="talentProgrammes",
    type="TalentProgramme",
    rows=_PROGRAMMES
    + """
    AND it.id > coalesce($position, '')
    WITH it ORDER BY it.id LIMIT $limit""",
    position="it.id",
    extras={"totalCount": "COUNT { " + _PROGRAMMES + " RETURN it LIMIT 10001 }"},
)
