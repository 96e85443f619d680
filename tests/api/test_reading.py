"""The spine.

A selection of any shape is one statement, and every alias gets the answer to its own arguments.
"""

from __future__ import annotations

import pytest

from tests.support.api import ADMINISTRATOR, Api, enterprise
from tests.support.database import Graph

PEOPLE = """
CREATE (plant:Organisation:Enterprise {uscc: 'U1', name: '甲厂', kind: 'ENTERPRISE', search:
    '甲厂 jia chang jc'})
CREATE (other:Organisation:Enterprise {uscc: 'U2', name: '乙厂', kind: 'ENTERPRISE', search:
    '乙厂 yi chang yc'})
CREATE (plant)-[:SUPPLIES {product: 'a'}]->(other)
CREATE (plant)-[:SUPPLIES {product: 'b'}]->(other)
WITH plant
UNWIND range(1, 9) AS n
CREATE (worker:Worker {id: 'W' + n, name: '王' + n, nameMasked: '王**', status: 'ACTIVE', rank:
    CASE WHEN n > 6 THEN 5 ELSE 4 END,
                       search: '王' + n + ' wang w'})
CREATE (worker)-[:EMPLOYED {from: date('2020-01-01')}]->(plant)
CREATE (worker)-[:HOLDS]->(c:Certificate {key: 'SKILL_GRADE:' + n, number: toString(n), kind:
    'SKILL_GRADE', rank: 4, status: 'VALID',
        issuedOn: date('2020-02-02'), registeredAt: '2020-02-03T00:00:00Z'})
WITH c
MATCH (welder:Occupation {key: '2022:6-18-02-04'})
CREATE (c)-[:FOR]->(welder)
"""

FULL = """
query ($with: Boolean!) {
  worker(id: "W1") { ...who certificates { number ...of } same: certificates { holder { name } }
      gender @include(if: $with) }
}
fragment who on Worker { id ... on Worker { n: name @skip(if: $with) } }
fragment of on Certificate { occupation { name supersededBy { id } } }
"""


@pytest.fixture(scope="module", autouse=True)
def _people(graph: Graph) -> None:
    graph.run(PEOPLE)


def test_fragments_aliases_and_directives_are_one_statement(api: Api) -> None:
    reply = api.ask(FULL, ADMINISTRATOR, {"with": False})
    assert reply.statements == 1
    assert reply.data == {
        "worker": {
            "id": "W1",
            "n": "王1",
            "certificates": [{"number": "1", "occupation": {"name": "焊工", "supersededBy": []}}],
            "same": [{"holder": {"name": "王1"}}],
        }
    }


def test_each_root_field_is_one_statement(api: Api) -> None:
    reply = api.ask(
        '{ a: worker(id: "W1") { name } b: worker(id: "W2") { name } honourTypes { id } }',
        ADMINISTRATOR,
    )
    # The whole query is read again if something was committed meanwhile.
    assert reply.statements in {3, 6, 9}


def test_aliases_with_other_arguments_get_their_own_answers(api: Api) -> None:
    reply = api.ask(
        """{ enterprise(uscc: "U1") {
            best: staff(minLevel: TECHNICIAN) { nodes { id } totalCount { value exact } }
            first: staff(first: 2) { nodes { id } pageInfo { hasNextPage hasPreviousPage } }
        } }""",
        enterprise("U1"),
    )
    assert reply.statements == 1
    assert reply.data["enterprise"] == {
        "best": {
            "nodes": [{"id": "W7"}, {"id": "W8"}, {"id": "W9"}],
            "totalCount": {"value": 3, "exact": True},
        },
        "first": {
            "nodes": [{"id": "W7"}, {"id": "W8"}],
            "pageInfo": {"hasNextPage": True, "hasPreviousPage": False},
        },
    }


def test_pages_joined_are_the_whole_once(api: Api) -> None:
    query = """query ($after: String) { enterprise(uscc: "U1") {
        staff(first: 4, after: $after) { nodes { id } pageInfo { hasNextPage endCursor } } } }"""
    seen, after = [], None
    while True:
        staff = api.ask(query, enterprise("U1"), {"after": after}).data["enterprise"]["staff"]
        seen += [node["id"] for node in staff["nodes"]]
        if not staff["pageInfo"]["hasNextPage"]:
            break
        after = staff["pageInfo"]["endCursor"]
    assert seen == ["W7", "W8", "W9", "W1", "W2", "W3", "W4", "W5", "W6"]


def test_a_row_reached_by_two_relationships_is_shown_once(api: Api) -> None:
    reply = api.ask('{ enterprise(uscc: "U1") { customers { uscc } } }', ADMINISTRATOR)
    assert reply.data == {"enterprise": {"customers": [{"uscc": "U2"}]}}


@pytest.mark.parametrize("fields", ["name", "id honours { year }", "mentees { kind } birthYear"])
def test_what_is_asked_of_the_rows_never_changes_the_text(api: Api, fields: str) -> None:
    usual = api.statements(lambda: api.ask('{ worker(id: "W1") { id } }', ADMINISTRATOR))
    assert (
        api.statements(
            lambda: api.ask(f'{{ other: worker(id: "W2") {{ {fields} }} }}', ADMINISTRATOR)
        )
        == usual
    )
