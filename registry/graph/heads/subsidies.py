"""`subsidyCatalogue` and `subsidyQuote`: the catalogues of a place and year, and a person's record.

Both begin at an index: catalogues at (division, year) of the few divisions of a place, a person at
the id or at the number of a certificate. The items of a quote are looked up by their key.
"""

from __future__ import annotations

from typing import Final

from registry.graph.regulations import REGULATIONS
from registry.graph.shapes.model import Head

# Of the place (`$place`, the nearest first) the nearest published catalogue, the next one above it,
# and what the same division published in the year to compare with.
CATALOGUE: Final = Head(
    name="subsidyCatalogue",
    type="SubsidyCatalogueReport",
    rows="""WITH COLLECT {
        UNWIND range(0, size($place) - 1) AS near
        MATCH (found:SubsidyCatalogue {division: $place[near], year: $year})
        WHERE found.publishedOn IS NULL OR found.publishedOn <= $today
        RETURN found ORDER BY near, coalesce(found.version, 0) DESC, found.id DESC
    } AS published
    WITH published, published[0] AS it WHERE it IS NOT NULL
    WITH it, head([other IN published WHERE other.division <> it.division]) AS above,
        head(COLLECT {
            MATCH (then:SubsidyCatalogue {division: it.division, year: $comparedWith})
            WHERE then.publishedOn IS NULL OR then.publishedOn <= $today
            RETURN then ORDER BY coalesce(then.version, 0) DESC, then.id DESC LIMIT 1
        }) AS before""",
    roles={"it": "it", "above": "above", "before": "before"},
    extras={"regulations": REGULATIONS},
)

_PLACE: Final = """
    WITH DISTINCT worker, coalesce($place, head(COLLECT {
        MATCH (worker)-[job:EMPLOYED]->(at:Organisation)
        WHERE job.from <= $on AND (job.to IS NULL OR job.to >= $on)
        RETURN [at.division, at.cityCode, at.provinceCode] ORDER BY job.from DESC, at.uscc LIMIT 1
    }), []) AS place"""

QUOTE_OF_WORKER: Final = Head(
    name="subsidyQuote",
    type="SubsidyCase",
    rows="""MATCH (worker:Worker {id: $worker}) WHERE @record(worker)""" + _PLACE,
    roles={"worker": "worker", "place": "place"},
    extras={"regulations": REGULATIONS},
)

QUOTE_OF_CERTIFICATE: Final = Head(
    name="subsidyQuote",
    type="SubsidyCase",
    rows="""MATCH (worker:Worker)-[:HOLDS]->(paper:Certificate {number: $number})
    WHERE ($kind IS NULL OR paper.kind = $kind) AND ($worker IS NULL OR worker.id = $worker)
    AND @record(worker)"""
    + _PLACE
    + """
    ORDER BY worker.id""",
    roles={"worker": "worker", "place": "place"},
    extras={"regulations": REGULATIONS},
)
