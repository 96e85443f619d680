"""Derived facts in the graph: written with their cause, only when different, none lost."""

from __future__ import annotations

import asyncio
import threading
from datetime import date

import neo4j
import pytest

from registry.graph.driver import Database, open_driver
from registry.graph.rebuild import rebuild, rebuild_blocking
from registry.rollover import Rollover
from tests.support.database import Graph
from tests.support.people import add_people, candidacies, forget_people

TODAY = date(2026, 11, 24)
WELDER = "2022:6-18-02-04"
PLAIN = [(WELDER, 5, "2018-05-01", "U1")]

POLICY = """
CREATE (:Policy {id: 'P', title: 't', validFrom: date('2020-01-01'), target: 'SPECIAL_TECHNICIAN',
        confidence: 'low', rule: '{"is": "employer_filed"}'})
"""
EVERYTHING = """
MATCH (w:Worker {id: 'A'})-[:OFFERS]->(k)
RETURN w.rank, toString(w.rankSince), w.occKey, w.searchText, toString(w.validUntil), k.eligible,
       k.overall, k.primary, k.plainRank, k.behind, k.industry, k.open, k.leadsStudio, k.points,
       k.byScore, k.byLevel, k.reasons
"""


@pytest.fixture(autouse=True)
def people(graph: Graph) -> None:
    forget_people(graph)
    add_people(graph, "A", "B")


def rebuilt(graph: Graph, *ids: str, today: date = TODAY, with_mentors: bool = True) -> int:
    def work(tx: neo4j.ManagedTransaction) -> int:
        return rebuild_blocking(tx, ids, today=today, with_mentors=with_mentors)

    with graph.driver.session(database=graph.address.database) as session:
        return session.execute_write(work)


def test_writes_what_the_facts_give(graph: Graph) -> None:
    graph.run(POLICY)
    assert rebuilt(graph, "A", "B", "nobody") == 2
    assert candidacies(graph, "A") == candidacies(graph, "B") == PLAIN
    assert graph.run(EVERYTHING) == [
        [
            5,
            "2018-05-01",
            WELDER,
            "焊工\n电焊工",
            "2031-01-01",
            [7],
            True,
            True,
            5,
            [],
            "C34",
            True,
            False,
            -1518,
            "51517A",
            "42018-05-0151517A",
            '[["SKILL_GRADE:A"],[]]',
        ]
    ]


def test_leaves_alone_what_is_right(graph: Graph) -> None:
    rebuilt(graph, "A")
    before = graph.run("MATCH (k:Candidacy) RETURN elementId(k)")
    assert rebuilt(graph, "A") == 0
    assert graph.run("MATCH (k:Candidacy) RETURN elementId(k)") == before


def test_removes_what_is_no_longer(graph: Graph) -> None:
    rebuilt(graph, "A")
    graph.run("MATCH (:Worker {id: 'A'})-[:GAVE]->(g) SET g.to = date('2026-11-23')")
    assert rebuilt(graph, "A") == 1
    assert candidacies(graph, "A") == []
    assert graph.run("MATCH (w:Worker {id: 'A'}) RETURN w.rank, w.searchText") == [[5, None]]


def test_mentors_are_rebuilt_with_their_mentees(graph: Graph) -> None:
    graph.run(
        "MATCH (a:Worker {id: 'A'}), (b:Worker {id: 'B'}) "
        "CREATE (a)-[:MENTORS {kind: 'MASTER', from: date('2018-01-01')}]->(b)"
    )
    rebuilt(graph, "A", "B")
    points = graph.run("MATCH (:Worker {id: 'A'})-[:OFFERS]->(k) RETURN k.points")[0][0]
    graph.run("MATCH (c:Certificate {number: 'B'}) SET c.status = 'REVOKED'")
    assert rebuilt(graph, "B", with_mentors=False) == 1
    assert rebuilt(graph, "B") == 1
    after = graph.run("MATCH (:Worker {id: 'A'})-[:OFFERS]->(k) RETURN k.points")[0][0]
    assert points - after == 5


def test_two_transactions_on_one_worker_do_not_lose_a_fact(graph: Graph) -> None:
    """Both add a fact and rebuild; the second waits, then sees both facts."""
    turn = threading.Barrier(2, timeout=20)
    job = (
        "MATCH (w:Worker {id: 'A'}), (o:Organisation {uscc: 'U2'}) "
        "CREATE (w)-[:EMPLOYED {from: date('2020-01-01')}]->(o)"
    )
    certificate = (
        "MATCH (o:Occupation {key: '2022:6-18-01-01'}) WITH o LIMIT 1 "
        "CREATE (c:Certificate {key: 'SKILL_GRADE:X', kind: 'SKILL_GRADE', number: 'X', rank: 4, "
        "occKey: o.key, issuedOn: date('2012-01-01'), status: 'VALID'})-[:FOR]->(o) "
        "WITH c MATCH (w:Worker {id: 'A'}) CREATE (w)-[:HOLDS]->(c)"
    )

    def both(statement: neo4j.Query) -> None:
        with graph.driver.session(database=graph.address.database) as session:

            def work(tx: neo4j.ManagedTransaction) -> None:
                rebuild_blocking(tx, ["B"], today=TODAY)

            session.execute_write(work)
            turn.wait()
            with session.begin_transaction() as tx:
                tx.run(statement.text).consume()
                rebuild_blocking(tx, ["A"], today=TODAY)
                tx.commit()

    threads = [
        threading.Thread(target=both, args=(neo4j.Query(text),)) for text in (job, certificate)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    assert len(candidacies(graph, "A")) == 4
    assert graph.run("MATCH (w:Worker) WHERE w.locked IS NOT NULL RETURN count(w)") == [[0]]


def test_an_asynchronous_transaction_does_the_same(graph: Graph) -> None:
    async def work() -> int:
        async with open_driver(graph.settings) as driver:
            database = Database(driver, graph.address.database)
            return await database.write(lambda tx: rebuild(tx, ["A"], today=TODAY))

    assert asyncio.run(work()) == 1
    assert candidacies(graph, "A") == PLAIN


async def rolled(graph: Graph, *days: date) -> list[int]:
    """Let a process live through days and return how many workers each rebuilt."""
    counts = []
    async with open_driver(graph.settings) as driver:
        database = Database(driver, graph.address.database)
        for day in days:
            rollover = Rollover(database, today=lambda day=day: day)  # type: ignore[misc]
            counts.append(await rollover.roll(day))
    return counts


def test_a_new_day_rebuilds_who_ran_out(graph: Graph) -> None:
    graph.run("MATCH (:Worker {id: 'A'})-[:GAVE]->(g) SET g.to = date('2026-11-25')")
    rebuilt(graph, "A", "B")
    days = [date(2026, 11, 25), date(2026, 11, 26), date(2026, 11, 27)]
    assert asyncio.run(rolled(graph, *days)) == [0, 1, 0]
    assert candidacies(graph, "A") == []
    assert candidacies(graph, "B") == PLAIN


def test_readers_of_a_new_day_wait_for_one_that_does_the_work(graph: Graph) -> None:
    async def work() -> tuple[int, int]:
        async with open_driver(graph.settings) as driver:
            database = Database(driver, graph.address.database)
            rollover = Rollover(database, today=lambda: TODAY)
            await asyncio.gather(*(rollover.ensure() for _ in range(5)))
            first = database.statements
            await rollover.ensure()
            return first, database.statements

    assert asyncio.run(work()) == (1, 1)
