"""A small world of teams, providers, experts and guests over the small world of issuing.

Two projects: `P1` of the home enterprise with a team that has everything and one that lacks an
engineer, `P2` of the host with a team of which nothing is on record.
"""

from __future__ import annotations

import json
from datetime import date
from importlib.resources import files
from typing import Any, Final

from tests.support.database import Graph
from tests.support.small_world import HOME, HOST

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
    text = (files("registry") / "policies" / f"{id_}.json").read_text(encoding="utf-8")
    given = json.loads(text)
    given["parameters"] |= changes.pop("parameters", {})
    given |= changes
    given["parameters"] = json.dumps(given["parameters"], ensure_ascii=False)
    given["documentNo"] = given.get("documentNo")
    graph.run(REGULATION, it=given)
