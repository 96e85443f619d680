"""Certificates on record in the small world, from before there were credentials."""

from __future__ import annotations

from typing import Final

from tests.support.database import Graph
from tests.support.small_world import PREFIX

RECORDS: Final = """
UNWIND $places AS place
MATCH (w:Worker {id: 'w' + toString(place)}), (f:EvaluationFiling {filingNo: 'F1'}),
      (o:Occupation {key: '2022:6-18-02-04'}),
      (r:AssessmentResult {resultId: 'result-w' + toString(place)})
CREATE (w)-[:HOLDS]->(c:Certificate {
  key: 'SKILL_GRADE:' + $stem + right('00000' + toString(place), 6), kind: 'SKILL_GRADE',
  number: $stem + right('00000' + toString(place), 6), rank: 5, occKey: o.key,
  issuedOn: date('2026-11-20'), registeredAt: '2026-11-21T00:00:00Z', filingNo: 'F1',
  resultId: r.resultId, issuerPrefix: $prefix, status: 'VALID'})
CREATE (c)-[:FOR]->(o) CREATE (c)-[:ISSUED_UNDER]->(f) CREATE (c)-[:RESULT_OF]->(r)
RETURN c.key ORDER BY c.key
"""


def record_certificates(graph: Graph, count: int) -> list[str]:
    """Record certificates of the first so many workers of the world; return their keys."""
    rows = graph.run(RECORDS, places=list(range(1, count + 1)), stem=f"{PREFIX}262", prefix=PREFIX)
    return [row[0] for row in rows]
