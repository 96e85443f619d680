"""A small world of teams, providers, experts and guests over the small world of issuing.

Two projects: `P1` of the home enterprise with a team that has everything and one that lacks an
engineer, `P2` of the host with a team of which nothing is on record.
"""

from __future__ import annotations

import json
from datetime import date
from typing import Any, Final

from registry.graph.changes import RECORD_CHANGES, Change, ChangeKind, change_rows
from registry.graph.rebuild import rebuild_blocking
from tests.support.database import Graph
from tests.support.shipped import shipped
from tests.support.small_world import HOME, HOST, ISSUER

TODAY: Final = date(2026, 11, 24)
ENGINEER_OCCUPATION: Final = "2022:2-02-07-01"

TEAMS: Final = """
CREATE (p1:Project {id: 'P1', name: '高端机床主轴', keyField: '工业母机', owner: $home,
  from: date('2025-01-01')})
CREATE (p2:Project {id: 'P2', name: '焊接机器人', keyField: '机器人', owner: $host,
  from: date('2025-01-01')})
CREATE (p3:Project {id: 'P3', name: '已结束', keyField: '机器人', owner: $host,
  from: date('2020-01-01'), to: date('2021-01-01')})
CREATE (both:Team {id: 'T1', name: '甲队'})-[:WORKS_ON]->(p1)
CREATE (half:Team {id: 'T2', name: '乙队'})-[:WORKS_ON]->(p1)
CREATE (open:Team {id: 'T3', name: '丙队'})-[:WORKS_ON]->(p2)
CREATE (past:Team {id: 'T4', name: '丁队'})-[:WORKS_ON]->(p3)
WITH both, half, open
MERGE (type:HonourType {id: 'GRAND_SKILL_AWARD'})
  ON CREATE SET type.name = '中华技能大奖', type.level = 'NATIONAL'
MERGE (occupation:Occupation {key: $engineering})
WITH both, half, open, type
MATCH (w1:Worker {id: 'w1'}), (w2:Worker {id: 'w2'}), (w3:Worker {id: 'w3'}), (w4:Worker {id: 'w4'})
CREATE (w1)-[:TITLED]->(:ProfessionalTitle {key: 'w1|title', occKey: $engineering,
  title: 'INTERMEDIATE', from: date('2020-01-01')})
CREATE (w2)-[:RECEIVED]->(:HonourAward {key: 'w2|award', batch: '2024', year: 2024})-[:OF]->(type)
CREATE (w3)-[:TITLED]->(:ProfessionalTitle {key: 'w3|title', occKey: $welder,
  title: 'INTERMEDIATE', from: date('2020-01-01')})
CREATE (w1)-[:MEMBER_OF {role: 'ENGINEER', from: date('2025-02-01')}]->(both)
CREATE (w2)-[:MEMBER_OF {role: 'LEADING_TALENT', from: date('2025-02-01'),
  to: date('2026-12-31')}]->(both)
CREATE (w3)-[:MEMBER_OF {role: 'ENGINEER', from: date('2025-02-01')}]->(half)
CREATE (w2)-[:MEMBER_OF {role: 'LEADING_TALENT', from: date('2025-02-01')}]->(half)
CREATE (w4)-[:MEMBER_OF {role: 'ENGINEER', from: date('2025-02-01')}]->(open)
CREATE (w4)-[:MEMBER_OF {role: 'LEADING_TALENT', from: date('2025-02-01')}]->(open)
"""

REGULATION: Final = """
CREATE (r:Regulation)
SET r = $it, r.validFrom = date($it.validFrom), r.validTo = date($it.validTo)
"""


def build_teams(graph: Graph) -> None:
    """Write the teams; the workers `w1` ... `w4` are there."""
    graph.run(
        TEAMS, home=HOME, host=HOST, engineering=ENGINEER_OCCUPATION, welder="2022:6-18-02-04"
    )


def write_regulation(graph: Graph, id_: str, **changes: Any) -> None:
    """Write a shipped regulation with changes; `parameters` are merged."""
    given = shipped(id_)
    given["parameters"] |= changes.pop("parameters", {})
    given |= changes
    given["parameters"] = json.dumps(given["parameters"], ensure_ascii=False)
    graph.run(REGULATION, it=given)


SOURCES: Final = """
CREATE (js:DataProvider {id: 'EX-320000', name: '江苏省人社数据中心', kind: 'PROVINCE',
  division: '320000', from: date('2022-01-01')})
CREATE (:DataProvider {id: 'EX-330000', name: '浙江省人社数据中心', kind: 'PROVINCE',
  division: '330000', from: date('2022-01-01')})
CREATE (:SyncBatch {id: 'B1', receivedAt: '2026-01-01T00:00:00Z', rows: 10})-[:SENT_BY]->(js)
CREATE (:SyncBatch {id: 'B2', receivedAt: '2026-11-20T00:00:00Z', rows: 20})-[:SENT_BY]->(js)
WITH js
MATCH (welder:Occupation {key: $welder}), (w1:Worker {id: 'w1'})
MATCH (filing:EvaluationFiling {filingNo: 'F1'})
CREATE (w1)-[:HOLDS]->(it:Certificate {key: 'SKILL_GRADE:N1', kind: 'SKILL_GRADE', number: 'N1',
  rank: 5, occKey: $welder, issuedOn: date('2026-11-12'), registeredAt: '2026-11-13T00:00:00Z',
  filingNo: 'F1', status: 'VALID', provider: 'EX-320000'})
CREATE (it)-[:FOR]->(welder), (it)-[:ISSUED_UNDER]->(filing)
CREATE (it)-[:CONTRADICTED_BY]->(:Conflict {key: 'SKILL_GRADE:N1#a', workerId: 'w2', rank: 4,
  occKey: $welder, issuedOn: date('2026-11-12'), registeredAt: '2026-11-13T00:00:00Z',
  status: 'VALID', provider: 'EX-330000', differs: ['level', 'worker_id']})
CREATE (it)-[:CONTRADICTED_BY]->(:Conflict {key: 'SKILL_GRADE:N1#b', workerId: 'w1', rank: 5,
  issuedOn: date('2026-11-12'), registeredAt: '2026-11-13T00:00:00Z', status: 'REVOKED',
  provider: 'NOBODY', differs: ['status']})
CREATE (it)-[:CONFIRMED_BY]->(:Confirmation {key: 'SKILL_GRADE:N1#Z', workerId: 'w1', rank: 5,
  issuedOn: date('2026-11-12'), registeredAt: '2026-11-13T00:00:00Z', status: 'VALID',
  provider: 'Z'})
CREATE (w1)-[:HOLDS]->(:Certificate {key: 'QUALIFICATION:N1', kind: 'QUALIFICATION', number: 'N1',
  rank: 5, issuedOn: date('2010-11-12'), registeredAt: '2010-11-13T00:00:00Z', status: 'VALID'})
"""

BY_HAND: Final = """
MATCH (worker:Worker {id: 'w4'}), (filing:EvaluationFiling {filingNo: 'F1'})
CREATE (worker)-[:HOLDS]->(it:Certificate {key: 'SKILL_GRADE:' + $number, kind: 'SKILL_GRADE',
  number: $number, rank: 5, issuedOn: date('2026-11-12'), registeredAt: '2026-11-13T00:00:00Z',
  filingNo: 'F1', status: 'VALID'})
CREATE (it)-[:ISSUED_UNDER]->(filing)
"""


def build_sources(graph: Graph) -> None:
    """Write providers and a number that two kinds have and four providers tell of."""
    graph.run(SOURCES, welder="2022:6-18-02-04")


def record_by_hand(graph: Graph, number: str) -> str:
    """Record a certificate of `w4` with its change, and return its number."""
    change = Change(f"SKILL_GRADE:{number}", ChangeKind.RECORDED, "2026-11-24T04:00:00Z")
    graph.run(BY_HAND, number=number)
    graph.run(RECORD_CHANGES, rows=change_rows([change]))
    return number


# `e1` ... `e5` are welders of the home enterprise who may be found; what is odd about each:
# `e2` is lent at 60 %, `e3` holds a key post and has a term, `e4` consents to be lent to another
# host alone, `e5` to nobody.
EXPERTS: Final = """
MATCH (home:Organisation {uscc: $home}), (host:Organisation {uscc: $host})
MATCH (welder:Occupation {key: $welder})
UNWIND [
  {id: 'e1', key: false, to: null, consent: ''}, {id: 'e2', key: false, to: null, consent: ''},
  {id: 'e3', key: true, to: date('2027-02-28'), consent: ''},
  {id: 'e4', key: false, to: null, consent: $issuer}, {id: 'e5', key: null, to: null, consent: null}
] AS row
CREATE (w:Worker {id: row.id, name: '李' + row.id, nameMasked: '李**', status: 'ACTIVE',
  birthDate: date('1980-05-05'), birthYear: 1980})
CREATE (w)-[:EMPLOYED {from: date('2020-01-01'), to: row.to, post: '焊工',
  keyPost: row.key}]->(home)
CREATE (w)-[:GAVE]->(:Consent {key: row.id + '|TALENT_SEARCH|2024-01-01|',
  purpose: 'TALENT_SEARCH', from: date('2024-01-01')})
CREATE (w)-[:HOLDS]->(c:Certificate {key: 'SKILL_GRADE:C' + row.id, kind: 'SKILL_GRADE',
  number: 'C' + row.id, rank: 6, occKey: $welder, issuedOn: date('2015-01-01'),
  registeredAt: '2015-01-02T00:00:00Z', status: 'VALID'})
CREATE (c)-[:FOR]->(welder)
FOREACH (ignored IN CASE WHEN row.consent IS NULL THEN [] ELSE [1] END |
  CREATE (w)-[:GAVE]->(:Consent {key: row.id + '|FLEXIBLE_MOBILITY|2024-01-01|' + row.consent,
    purpose: 'FLEXIBLE_MOBILITY', from: date('2024-01-01'),
    grantee: CASE row.consent WHEN '' THEN null ELSE row.consent END}))
WITH * WHERE row.id = 'e2'
CREATE (w)-[:ASSIGNED]->(lent:FlexibleAssignment {id: 'A2', mode: 'SERVICE',
  from: date('2026-10-01'), to: date('2027-01-31'), dutyPercent: 60, status: 'ACTIVE',
  workerConsent: true, homeConsentNo: '1', homeDivision: '320102', homeProvince: '320000',
  homeCity: '320100', hostDivision: '330102', hostProvince: '330000', hostCity: '330100'})
CREATE (lent)-[:FROM]->(home) CREATE (lent)-[:TO]->(host)
"""


def build_experts(graph: Graph) -> None:
    """Write the welders `e1` ... `e5` with what is derived of them."""
    graph.run(EXPERTS, home=HOME, host=HOST, issuer=ISSUER, welder="2022:6-18-02-04")
    with graph.driver.session() as session:
        workers = [f"e{number}" for number in range(1, 6)]
        session.execute_write(lambda tx: rebuild_blocking(tx, workers, today=TODAY))


# Guests teach: `k1` rises and is appointed, `k2` rises and leaves the host, `k3` was taught before
# the assignment, `k4` works at home.
LESSONS: Final = """
MATCH (home:Organisation {uscc: $home}), (host:Organisation {uscc: $host}), (e2:Worker {id: 'e2'})
UNWIND [{id: 'k1', at: $host, to: null, since: date('2026-10-15')},
        {id: 'k2', at: $host, to: date('2026-11-01'), since: date('2026-10-20')},
        {id: 'k3', at: $host, to: null, since: date('2026-09-30')},
        {id: 'k4', at: $home, to: null, since: date('2026-10-15')}] AS row
MATCH (at:Organisation {uscc: row.at})
CREATE (k:Worker {id: row.id, name: '赵' + row.id, nameMasked: '赵**', status: 'ACTIVE'})
CREATE (k)-[:EMPLOYED {from: date('2024-01-01'), to: row.to}]->(at)
CREATE (e2)-[:MENTORS {kind: 'ENTERPRISE', from: row.since}]->(k)
CREATE (k)-[:HOLDS]->(:Certificate {key: 'SKILL_GRADE:O' + row.id, kind: 'SKILL_GRADE',
  number: 'O' + row.id, rank: 3, issuedOn: date('2024-01-01'),
  registeredAt: '2024-01-02T00:00:00Z', status: 'VALID'})
CREATE (k)-[:HOLDS]->(:Certificate {key: 'SKILL_GRADE:W' + row.id, kind: 'SKILL_GRADE',
  number: 'W' + row.id, rank: 4, issuedOn: date('2026-11-20'),
  registeredAt: '2026-11-21T00:00:00Z', status: 'VALID'})
WITH k, at WHERE k.id = 'k1'
CREATE (k)-[:APPOINTED]->(:Appointment {id: 'Ak1', rank: 4, from: date('2026-11-21')})-[:BY]->(at)
"""


def build_lessons(graph: Graph) -> None:
    """Write whom `e2` taught; the experts are there."""
    graph.run(LESSONS, home=HOME, host=HOST)
