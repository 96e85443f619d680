"""`fundUses`: what funds paid for, the latest year first, with sums and what was paid twice.

Rows are found by the narrowest index: the uses of a province in order of their year, those paid to
an enterprise, or those of the nation in order of their year. Sums and double funding look at every
use of the question, which is a province's year, not at the registry.
"""

from __future__ import annotations

from functools import cache
from typing import Final, Literal

from registry.graph.regulations import REGULATIONS
from registry.graph.shapes.model import Head

Way = Literal["PROVINCE", "ORGANISATION", "NATION"]

_FITS: Final = """it.year >= $fromYear AND it.year <= $toYear
    AND ($fund IS NULL OR it.fund = $fund)
    AND ($division IS NULL OR $division IN [it.division, it.cityCode, it.provinceCode])
    AND @fund_use(it)"""

# An index is used only where something is asked of each of its columns.
_INDEXED: Final = "it.id IS NOT NULL AND "

_WAYS: Final[dict[Way, str]] = {
    "PROVINCE": "MATCH (it:FundUse) WHERE it.provinceCode = $anchor AND " + _INDEXED + _FITS,
    "ORGANISATION": """MATCH (:Organisation {uscc: $anchor})<-[:PAID_TO]-(it:FundUse)
    WHERE """
    + _FITS,
    "NATION": "MATCH (it:FundUse) WHERE " + _INDEXED + _FITS,
}
_ORDER: Final[dict[Way, str]] = {
    # Every column of the index is named, or the whole range would be read and sorted.
    "PROVINCE": "it.provinceCode DESC, it.year DESC, it.id DESC",
    "ORGANISATION": "it.year DESC, it.id DESC",
    "NATION": "it.year DESC, it.id DESC",
}
_AFTER: Final = """
    AND ($position IS NULL OR it.year < $position[0]
         OR it.year = $position[0] AND it.id < $position[1])"""

_TOTALS: Final = """
    WITH it.fund AS fund, count(it) AS uses, sum(it.amount) AS amount, count(it.amount) AS known
    RETURN [fund, uses, amount, known] ORDER BY fund"""

_PAIRED: Final = """
    CALL (it) {
        MATCH (it)-[:BENEFITS]->(worker:Worker)<-[:BENEFITS]-(other:FundUse)
        WHERE other <> it AND (other.training = it.training
            OR other.year = it.year AND (it.trainingKind IS NOT NULL
                OR other.trainingKind IS NOT NULL))
        RETURN other, collect(worker.id) AS people
      UNION
        MATCH (other:FundUse)
        WHERE other.training = it.training AND other <> it
          AND (NOT EXISTS { (it)-[:BENEFITS]->() } OR NOT EXISTS { (other)-[:BENEFITS]->() })
        RETURN other, [] AS people
    }
    RETURN [it.id, it.fund, it.training, it.trainingKind, it.division, it.year,
            other.id, other.fund, other.training, other.trainingKind, other.division, other.year,
            @fund_use(other), people]
    ORDER BY it.year DESC, it.id DESC, other.id LIMIT 10001"""
"""Pairs of uses that may be double funding, rather too many: the rules of the place decide.

An `other` outside the viewer's duty is found too, because the money of the duty is at stake; what
is said of it is that it is there.
"""


@cache
def fund_uses_head(way: Way) -> Head:
    """Return the head of a page of uses that are found this way."""
    found = _WAYS[way]
    return Head(
        name="fundUses",
        type="FundUse",
        rows=found + _AFTER + "\n    WITH it ORDER BY " + _ORDER[way] + " LIMIT $limit",
        position="[it.year, it.id]",
        extras={
            "totalCount": "COUNT { " + found + " RETURN it LIMIT 10001 }",
            "totals": "COLLECT { " + found + _TOTALS + " }",
            "paired": "COLLECT { " + found + _PAIRED + " }",
            "regulations": REGULATIONS,
        },
    )
