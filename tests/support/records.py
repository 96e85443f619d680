"""Certificates on record in the small world, from before there were credentials."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from tests.support.database import Graph
from tests.support.small_world import PREFIX

RECORDS: Final = """
UNWIND range(1, size($numbers)) AS place
MATCH (w:Worker {id: 'w' + toString(place)}), (f:EvaluationFiling {filingNo: 'F1'}),
      (o:Occupation {key: '2022:6-18-02-04'}),
      (r:AssessmentResult {resultId: 'result-w' + toString(place)})
CREATE (w)-[:HOLDS]->(c:Certificate {
  key: 'SKILL_GRADE:' + $numbers[place - 1], kind: 'SKILL_GRADE',
  number: $numbers[place - 1], rank: 5, occKey: o.key,
  issuedOn: date('2026-11-20'), registeredAt: '2026-11-21T00:00:00Z', filingNo: 'F1',
  resultId: r.resultId, issuerPrefix: $prefix, status: 'VALID'})
CREATE (c)-[:FOR]->(o) CREATE (c)-[:ISSUED_UNDER]->(f) CREATE (c)-[:RESULT_OF]->(r)
SET c += coalesce($changes[c.number], {})
RETURN c.key ORDER BY c.key
"""


def numbers_on_record(count: int) -> list[str]:
    """Return the numbers of the certificates of the first so many workers of the world."""
    return [f"{PREFIX}262{place:06d}" for place in range(1, count + 1)]


def record_certificates(
    graph: Graph, count: int, changes: Mapping[str, Mapping[str, Any]] | None = None
) -> list[str]:
    """Record these certificates; return their keys.

    Args:
        changes: properties that are other than a good certificate's, by number; `None` as a value
            takes one away.
    """
    rows = graph.run(
        RECORDS, numbers=numbers_on_record(count), prefix=PREFIX, changes=dict(changes or {})
    )
    return [row[0] for row in rows]
