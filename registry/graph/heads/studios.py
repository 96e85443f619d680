"""`studio(id)` and `studios`: master studios for everybody who signed in.

A division is found by its hosts, by the index on their province. The trade of a studio is its own,
or that of its leader's grade; editions are followed both ways.
"""

from __future__ import annotations

from typing import Final

from registry.graph.regulations import REGULATIONS
from registry.graph.shapes.model import Head

STUDIO: Final = Head(
    name="studio",
    type="Studio",
    rows="MATCH (it:MasterStudio {id: $id}) WHERE @studio(it)",
    extras={"regulations": REGULATIONS},
)

_RELATED: Final = """WITH CASE WHEN $occupation IS NULL THEN [] ELSE COLLECT {
        MATCH (:Occupation {key: $occupation})-[:SUPERSEDES*0..]->(trade:Occupation)
        RETURN trade.key AS tradeKey
        UNION
        MATCH (:Occupation {key: $occupation})<-[:SUPERSEDES*0..]-(trade:Occupation)
        RETURN trade.key AS tradeKey
    } END AS related
    """

_EVERYWHERE: Final = "MATCH (it:MasterStudio)"

_IN_DIVISION: Final = """MATCH (host:Organisation {provinceCode: $province})
        <-[:HOSTED_BY]-(it:MasterStudio)
    WHERE $division IN [host.division, host.cityCode, host.provinceCode]
    WITH it, related"""

_FITS: Final = """
    WHERE @studio(it) AND ($level IS NULL OR it.level = $level)
      AND ($occupation IS NULL OR EXISTS {
          MATCH (lead:Worker)-[:LEADS]->(it) WHERE coalesce(it.occKey, lead.occKey) IN related })"""


def _head(places: str) -> Head:
    found = _RELATED + places + _FITS
    return Head(
        name="studios",
        type="Studio",
        rows=found
        + """
      AND it.id > coalesce($position, '')
    WITH it ORDER BY it.id LIMIT $limit""",
        position="it.id",
        extras={
            "totalCount": "COUNT { " + found + " RETURN it LIMIT 10001 }",
            "regulations": REGULATIONS,
            "isKnown": "$occupation IS NULL OR EXISTS { (:Occupation {key: $occupation}) }",
        },
    )


EVERYWHERE: Final = _head(_EVERYWHERE)
IN_DIVISION: Final = _head(_IN_DIVISION)
