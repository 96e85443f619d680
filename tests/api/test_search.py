"""Search as people type it: Chinese words, one character, pinyin, initials, codes.

Text is never a query language.
"""

from __future__ import annotations

import pytest

from registry.searchtext import name_search, title_search
from tests.support.api import ADMINISTRATOR, Api, enterprise
from tests.support.database import Graph

PEOPLE = """
UNWIND $people AS person
CREATE (w:Worker {id: person.id, name: person.name, nameMasked: '*', status: 'ACTIVE', search:
    person.search})
WITH w WHERE w.id = 'W2'
CREATE (w)-[:EMPLOYED {from: date('2020-01-01')}]->(:Organisation:Enterprise {uscc: 'U1', name:
    '甲机床厂', kind: 'ENTERPRISE', search: $title})
"""
NAMES = {"W1": "王小明", "W2": "曾小红", "W3": "欧阳明"}


@pytest.fixture(scope="module", autouse=True)
def _people(graph: Graph) -> None:
    people = [{"id": key, "name": name, "search": name_search(name)} for key, name in NAMES.items()]
    graph.run(PEOPLE, people=people, title=title_search("甲机床厂"))
    graph.run("CALL db.awaitIndexes(60)")
    graph.run("CALL db.index.fulltext.awaitEventuallyConsistentIndexRefresh()")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param("王", {"W1"}, id="surname"),
        pytest.param("小", {"W1", "W2"}, id="one-character"),
        pytest.param("欧阳明", {"W3"}, id="whole-name"),
        pytest.param("zengxiaohong", {"W2"}, id="pinyin-of-a-surname-with-its-own-reading"),
        pytest.param("zeng xiao", {"W2"}, id="syllables"),
        pytest.param("wxm", {"W1"}, id="initials"),
        pytest.param("WXM", {"W1"}, id="capitals"),
        pytest.param("明小", set(), id="not-any-of-the-characters"),
        pytest.param("王 OR 曾", set(), id="no-operators"),
        pytest.param('"', set(), id="a-quote"),
        pytest.param("\\", set(), id="a-backslash"),
        pytest.param("*", set(), id="a-wildcard"),
        pytest.param("name:王", set(), id="no-fields"),
    ],
)
def test_workers_are_found_by_name(api: Api, text: str, found: set[str]) -> None:
    reply = api.ask(
        "query ($text: String!) { workers(text: $text) { nodes { id } totalCount { value } } }",
        ADMINISTRATOR,
        {"text": text},
    )
    assert {node["id"] for node in reply.data["workers"]["nodes"]} == found
    assert reply.data["workers"]["totalCount"]["value"] == len(found)
    assert reply.statements == 1


def test_an_enterprise_finds_its_own_staff_only(api: Api) -> None:
    query = '{ workers(text: "小") { nodes { id } } }'
    assert api.ask(query, enterprise("U1")).data["workers"]["nodes"] == [{"id": "W2"}]
    assert api.ask(query, enterprise("U2")).data["workers"]["nodes"] == []
    assert api.ask(query).data["workers"]["nodes"] == []


def test_staff_are_found_by_name(api: Api) -> None:
    query = """{ enterprise(uscc: "U1") {
        a: staff(text: "xh") { nodes { id } } b: staff(text: "王") { nodes { id } } } }"""
    found = api.ask(query, enterprise("U1")).data["enterprise"]
    assert found == {"a": {"nodes": [{"id": "W2"}]}, "b": {"nodes": []}}


@pytest.mark.parametrize(
    ("text", "first"),
    [
        pytest.param("焊工", "2022:6-18-02-04", id="the-name-itself-comes-first"),
        pytest.param("hangong", "2022:6-18-02-04", id="pinyin"),
        pytest.param("数控车工", "2022:6-18-01-01", id="a-work-type"),
        pytest.param("6-18-02-04", "2022:6-18-02-04", id="code"),
    ],
)
def test_occupations_are_found(api: Api, text: str, first: str) -> None:
    reply = api.ask(
        "query ($text: String) { occupations(text: $text) { nodes { id } } }",
        variables={"text": text},
    )
    assert reply.data["occupations"]["nodes"][0]["id"] == first


def test_a_group_of_the_classification_is_its_prefix(api: Api) -> None:
    nodes = api.ask('{ occupations(codePrefix: "6-18-02", first: 100) { nodes { code } } }').data[
        "occupations"
    ]["nodes"]
    assert nodes
    assert all(node["code"].startswith("6-18-02") for node in nodes)
    assert nodes == sorted(nodes, key=lambda node: node["code"])


@pytest.mark.parametrize("text", ["机床", "jijichangjc", "jia", "甲机床厂"])
def test_enterprises_are_found(api: Api, text: str) -> None:
    reply = api.ask(
        "query ($text: String) { enterprises(text: $text) { nodes { uscc } } }",
        enterprise("U9"),
        {"text": text},
    )
    expected = [] if text == "jijichangjc" else [{"uscc": "U1"}]
    assert reply.data["enterprises"]["nodes"] == expected
