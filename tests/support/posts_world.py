"""Posts of eight grades over the small world of issuing: who holds them, who is appointed.

The home enterprise has two posts of one name, one that is over its quota, one whose quota is not
recorded, and an appointment under a name that no post bears.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from tests.support.api import Api, running_small_world
from tests.support.database import Graph
from tests.support.sharing_world import write_regulation
from tests.support.small_world import HOME, HOST, WELDER

POSTS: Final = """
MATCH (home:Organisation {uscc: $home}), (welder:Occupation {key: $welder})
UNWIND $posts AS row
CREATE (home)-[:HAS_POST]->(post:Post {id: row[0], name: row[1], rank: row[2], quota: row[3],
  keyPost: row[4], from: date('2022-01-01'), to: date(row[5]), occKey: $welder})
CREATE (post)-[:FOR]->(welder)
"""

STAFF: Final = """
UNWIND $staff AS row
MATCH (worker:Worker {id: row[0]})-[job:EMPLOYED]->(:Organisation {uscc: $home})
SET worker.rank = row[2], job.post = row[1], job.to = date(row[3])
"""

OFFICES: Final = """
MATCH (home:Organisation {uscc: $home})
UNWIND $offices AS row
MATCH (worker:Worker {id: row[1]})
CREATE (worker)-[:APPOINTED]->(:Appointment {id: row[0], post: row[2], rank: row[3],
  from: date(row[4]), to: date(row[5]), publishedOn: date(row[6])})-[:BY]->(home)
"""

CERTIFIED: Final = """
MATCH (welder:Occupation {key: $welder})
UNWIND $workers AS id
MATCH (worker:Worker {id: id})
CREATE (worker)-[:HOLDS]->(c:Certificate {key: 'SKILL_GRADE:own-' + id, kind: 'SKILL_GRADE',
  number: 'own-' + id, rank: 6, occKey: $welder, issuedOn: date('2019-05-01'),
  registeredAt: '2019-05-02T00:00:00Z', status: 'VALID'})-[:FOR]->(welder)
"""

FILED: Final = """
MATCH (home:Organisation {uscc: $home}), (welder:Occupation {key: $welder})
CREATE (home)-[:FILED_AS]->(filing:EvaluationFiling {filingNo: 'F-home', kind: 'EMPLOYER',
  issuerPrefix: 'Y000032000009', from: date('2022-01-01'), to: date('2027-12-31'),
  status: 'ACTIVE'})-[:COVERS {ranks: [4, 5, 6, 7]}]->(welder)
"""

STAFF_ROWS: Final = [
    ["w1", "焊接", 6, None],
    ["w2", "焊接", 6, None],
    ["w3", "焊接", 5, None],
    ["w4", "焊接", 7, None],
    ["w5", "调试", 3, None],
    ["w6", "调试", 4, None],
    ["w7", "焊接", 7, None],
    ["w8", "调试", 4, "2026-01-31"],
    ["w9", "焊接", None, None],
]
POST_ROWS: Final = [
    ["p-chief", "首席技师", 8, 1, None, None],
    ["p-special", "特级技师", 7, 1, True, None],
    ["p-weld6", "焊接", 6, 1, True, None],
    ["p-weld5", "焊接", 5, None, False, None],
    ["p-debug", "调试", 4, 3, None, None],
    ["p-old", "铆接", 4, 9, None, "2025-12-31"],
]
OFFICE_ROWS: Final = [
    ["a-4", "w4", "特级技师", 7, "2023-01-01", "2026-12-31", "2023-01-20"],
    ["a-7", "w7", "总技师", 7, "2024-01-01", None, None],
    ["a-1", "w1", "特级技师", 7, "2020-01-01", "2021-12-31", None],
]


@contextmanager
def running_posts(graph: Graph, home: Path) -> Iterator[Api]:
    """Write the world into an empty graph and run the application over it."""
    with running_small_world(graph, home, workers=20) as api:
        graph.run(POSTS, home=HOME, welder=WELDER, posts=POST_ROWS)
        graph.run(STAFF, home=HOME, staff=STAFF_ROWS)
        graph.run(OFFICES, home=HOME, offices=OFFICE_ROWS)
        graph.run(CERTIFIED, welder=WELDER, workers=["w1", "w10", "w11", "w12", "w13"])
        graph.run(FILED, home=HOME, welder=WELDER)
        for regulation in ("CN-APPOINTMENT", "CN-ASSESSMENT", "CN-SUCCESSION"):
            write_regulation(graph, regulation)
        yield api


__all__ = ["HOME", "HOST", "WELDER", "running_posts"]
