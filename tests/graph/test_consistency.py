"""`talent-registry check`: every kind of violation is found, and derived facts are repaired."""

from __future__ import annotations

from datetime import date

import pytest

from registry.graph.consistency import check
from registry.graph.invariants import rules
from tests.support.database import Graph
from tests.support.people import add_people, candidacies, forget_people

TODAY = date(2026, 11, 24)


def found(graph: Graph, *, repair: bool = False) -> dict[str, tuple[int, tuple[str, ...]]]:
    with graph.driver.session(database=graph.address.database) as session:
        return {
            violation.rule: (violation.count, violation.examples)
            for violation in check(session, today=TODAY, repair=repair)
        }


@pytest.fixture(autouse=True)
def people(graph: Graph) -> None:
    forget_people(graph)
    add_people(graph, "A", "B")
    found(graph, repair=True)


def test_what_is_right_is_right_after_a_repair(graph: Graph) -> None:
    assert found(graph) == {}
    assert candidacies(graph, "B") == [("2022:6-18-02-04", 5, "2018-05-01", "U1")]


def test_every_rule_has_words_and_a_statement() -> None:
    listed = rules("shapes") + rules("ties")
    assert len(listed) > 70
    assert all(rule.text and "$limit" in rule.statement for rule in listed)
    assert len({rule.text for rule in listed}) == len(listed)


BREAKS = [
    pytest.param(
        "MATCH (w:Worker {id: 'A'}) REMOVE w.nameMasked",
        "every Worker has",
        "A",
        id="missing-property",
    ),
    pytest.param(
        "MATCH (:Worker {id: 'A'})-[j:EMPLOYED]->() REMOVE j.from",
        "every EMPLOYED has",
        "A",
        id="employment-without-day",
    ),
    pytest.param(
        "MATCH (c:Certificate {number: 'A'}), (w:Worker {id: 'B'}) CREATE (w)-[:HOLDS]->(c)",
        "every Certificate has exactly one holder",
        "SKILL_GRADE:A",
        id="two-holders",
    ),
    pytest.param(
        "MATCH (:Worker {id: 'A'})-[h:HOLDS]->() DELETE h",
        "every Certificate has exactly one holder",
        "SKILL_GRADE:A",
        id="no-holder",
    ),
    pytest.param(
        "MATCH (:Certificate {number: 'A'})-[f:FOR]->() DELETE f",
        "every Certificate leads to the occupation it names",
        "SKILL_GRADE:A",
        id="occupation-named-and-not-linked",
    ),
    pytest.param(
        "MATCH (c:Certificate {number: 'A'})-[:FOR]->(o) CREATE (c)-[:FOR]->(o)",
        "every Certificate leads to the occupation it names",
        "SKILL_GRADE:A",
        id="doubled-link",
    ),
    pytest.param(
        "MATCH (w:Worker {id: 'A'}) "
        "CREATE (w)-[:MENTORS {kind: 'MASTER', from: date('2020-01-01')}]->(w)",
        "nobody mentors himself",
        "A",
        id="own-mentor",
    ),
    pytest.param(
        "MATCH (w:Worker {id: 'A'})-[j:EMPLOYED]->(o) CREATE (w)-[:EMPLOYED {from: j.from}]->(o)",
        "no EMPLOYED from Worker to Organisation is doubled",
        "A U1",
        id="doubled-employment",
    ),
    pytest.param(
        "MATCH (o:Organisation {uscc: 'U2'}) SET o.division = '320102'",
        "every Organisation is located in the division",
        "U2",
        id="moved-on-paper-only",
    ),
]


@pytest.mark.parametrize(("statement", "rule", "example"), BREAKS)
def test_a_broken_graph_is_named(graph: Graph, statement: str, rule: str, example: str) -> None:
    graph.run(statement)
    shapes = {text: where for text, where in found(graph).items() if text.startswith(rule)}
    assert [where for _, where in shapes.values()] == [(example,)]


def test_a_circle_of_editions_is_found(graph: Graph) -> None:
    graph.run(
        "CREATE (a:Occupation {key: 'x:1', edition: 'x', code: '1', name: 'a', search: 'a'})"
        "-[:SUPERSEDES]->(b:Occupation {key: 'x:2', edition: 'x', code: '2', name: 'b',"
        " search: 'b'})"
        "-[:SUPERSEDES]->(a)"
    )
    try:
        assert found(graph)["no occupation supersedes itself"] == (2, ("x:1", "x:2"))
    finally:
        graph.run("MATCH (o:Occupation {edition: 'x'}) DETACH DELETE o")


DERIVED = "derived facts of a worker are what a computation gives"
CODES = "codes of a certificate are what its checks give"
MARKS = "marks of a session are what its day gives"
ORPHANS = "a candidacy belongs to exactly one worker"

STALE = [
    pytest.param(
        "MATCH (:Worker {id: 'A'})-[:OFFERS]->(k) SET k.points = 1",
        {DERIVED: (1, ("A",))},
        id="changed-candidacy",
    ),
    pytest.param(
        "MATCH (:Worker {id: 'A'})-[:OFFERS]->(k) DETACH DELETE k",
        {DERIVED: (1, ("A",))},
        id="missing-candidacy",
    ),
    pytest.param(
        "MATCH (w:Worker {id: 'A'})-[:OFFERS]->(k) "
        "CREATE (w)-[:OFFERS]->(d:Candidacy) SET d = properties(k)",
        {DERIVED: (1, ("A",))},
        id="doubled-candidacy",
    ),
    pytest.param(
        "MATCH (:Worker {id: 'A'})-[o:OFFERS]->(k) DELETE o",
        {ORPHANS: (1, ("A",)), DERIVED: (1, ("A",))},
        id="candidacy-of-nobody",
    ),
    pytest.param(
        "MATCH (w:Worker {id: 'B'}) SET w.rank = 8", {DERIVED: (1, ("B",))}, id="changed-rank"
    ),
    pytest.param(
        "MATCH (c:Certificate {number: 'A'}) SET c.codes = ['FORMAT']",
        {CODES: (1, ("SKILL_GRADE:A",))},
        id="changed-codes",
    ),
    pytest.param(
        "MATCH (f:EvaluationFiling {filingNo: 'F1'}), (o:Occupation {key: '2022:6-18-02-04'}) "
        "CREATE (s:AssessmentSession {sessionId: 's', heldOn: date('2018-04-01'), overSeats: true,"
        " twoSites: false})"
        "-[:OF]->(p:AssessmentPlan {planId: 'p', filingNo: 'F1', occKey: o.key, rank: 5,"
        " plannedFor: date('2018-04-01'),"
        " filedAt: '2018-03-01T00:00:00Z', seats: 1})-[:UNDER]->(f) CREATE (p)-[:FOR]->(o)",
        {MARKS: (1, ("s",))},
        id="changed-mark-of-a-session",
    ),
]


@pytest.mark.parametrize(("statement", "expected"), STALE)
def test_stale_derived_facts_are_found_and_repaired(
    graph: Graph, statement: str, expected: dict[str, tuple[int, tuple[str, ...]]]
) -> None:
    graph.run(statement)
    assert found(graph, repair=True) == expected
    assert found(graph) == {}
