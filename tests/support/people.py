"""A few people put straight into a test graph, for tests that need facts and no import."""

from __future__ import annotations

from typing import Final

from tests.support.database import Graph, require_mark

ORGANISATIONS: Final = """
CREATE (o:Organisation:Enterprise {uscc: 'U1', name: '一厂', kind: 'ENTERPRISE', division: '320102',
        provinceCode: '320000', cityCode: '320100', industry: 'C34', search: '一厂'})
CREATE (p:Organisation:Enterprise {uscc: 'U2', name: '二厂', kind: 'ENTERPRISE', division: '310101',
        provinceCode: '310000', cityCode: '310000', search: '二厂'})
CREATE (f:EvaluationFiling {filingNo: 'F1', kind: 'EMPLOYER', issuerPrefix: 'Y000032000001',
        from: date('2010-01-01'), to: date('2030-12-31'), status: 'ACTIVE'})
CREATE (o)-[:FILED_AS]->(f)
WITH o, p, f
MATCH (welder:Occupation {key: '2022:6-18-02-04'})
MATCH (a:Division {code: '320102'})
MATCH (b:Division {code: '310101'})
MATCH (i:Industry {code: 'C34'})
CREATE (f)-[:COVERS {ranks: [4, 5, 6]}]->(welder)
CREATE (o)-[:LOCATED_IN]->(a)
CREATE (p)-[:LOCATED_IN]->(b)
CREATE (o)-[:IN_INDUSTRY]->(i)
"""

WORKERS: Final = """
UNWIND $ids AS id
CREATE (w:Worker {id: id, name: '张' + id, nameMasked: '张**', search: '张', status: 'ACTIVE'})
WITH w, id
MATCH (welder:Occupation {key: '2022:6-18-02-04'})
MATCH (o:Organisation {uscc: 'U1'})
MATCH (f:EvaluationFiling {filingNo: 'F1'})
CREATE (w)-[:HOLDS]->(c:Certificate {key: 'SKILL_GRADE:' + id, kind: 'SKILL_GRADE', number: id,
        rank: 5, occKey: welder.key, issuedOn: date('2018-05-01'), filingNo: 'F1',
        registeredAt: '2018-05-02T00:00:00Z', status: 'VALID', workType: '电焊工'})
CREATE (c)-[:FOR]->(welder)
CREATE (c)-[:ISSUED_UNDER]->(f)
CREATE (w)-[:EMPLOYED {from: date('2015-01-01'), keyPost: true, frontLine: true}]->(o)
CREATE (w)-[:GAVE]->(:Consent {key: id + '|TALENT_SEARCH|2020-01-01|', purpose: 'TALENT_SEARCH',
        from: date('2020-01-01')})
"""

FORGET: Final = """
MATCH (n)
WHERE NOT (n:TestDatabase OR n:Migration OR n:Lock OR n:Division OR n:Industry OR n:SkillLevel
           OR n:Occupation OR n:Reference)
DETACH DELETE n
"""

CANDIDACIES: Final = """
MATCH (:Worker {id: $id})-[:OFFERS]->(k:Candidacy)
RETURN k.occKey, k.rank, toString(k.since), k.uscc
ORDER BY k.occKey, k.uscc
"""


def add_people(graph: Graph, *ids: str) -> None:
    """Add two organisations (once), and welders of grade 5 at the first who consent."""
    if not graph.run("MATCH (o:Organisation {uscc: 'U1'}) RETURN 1"):
        graph.run(ORGANISATIONS)
    graph.run(WORKERS, ids=list(ids))


def forget_people(graph: Graph) -> None:
    """Remove all but the reference tables, which take long to load."""
    require_mark(graph)
    graph.run(FORGET)


def candidacies(graph: Graph, worker_id: str) -> list[tuple[str, int, str, str | None]]:
    """Return occupation, rank, day and employer of each candidacy of a worker."""
    return [(row[0], row[1], row[2], row[3]) for row in graph.run(CANDIDACIES, id=worker_id)]
