"""Migrations and reference tables, on the real database."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest

from registry.graph.errors import MigrationError
from registry.graph.migrate import Migration, apply_all, migrate, migrations
from tests.support.database import Graph


def one_node(name: str, text: str = "CREATE (:Applied {by: 'once'});\n") -> Migration:
    """Return a migration that leaves one node each time it is applied."""
    return Migration(id=name, text=text)


def test_a_migrated_graph_has_every_migration_and_nothing_left_to_do(graph: Graph) -> None:
    rows = graph.run("MATCH (m:Migration) RETURN m.id ORDER BY m.id")
    wanted = [migration.id for migration in migrations()]

    assert [row[0] for row in rows] == [*wanted, "reference"]
    assert migrate(graph.settings) == []


def test_every_key_is_unique_in_the_graph(graph: Graph) -> None:
    rows = graph.run("SHOW CONSTRAINTS YIELD labelsOrTypes, properties, type")

    assert ["Certificate", "key"] in [[labels[0], names[0]] for labels, names, _ in rows]
    assert {kind for _, _, kind in rows} == {"UNIQUENESS"}
    assert graph.run("SHOW INDEXES YIELD name, state WHERE state <> 'ONLINE' RETURN name") == []


def test_two_processes_at_once_apply_each_migration_once(graph: Graph) -> None:
    wanted = [one_node("9001_a"), one_node("9002_b")]

    def apply(_process: int) -> list[str]:
        return apply_all(graph.driver, graph.address.database, wanted)

    with ThreadPoolExecutor(4) as pool:
        applied = list(pool.map(apply, range(4)))

    assert max(applied, key=len) == ["9001_a", "9002_b"]
    assert sum(len(ids) for ids in applied) == 2
    assert graph.run("MATCH (n:Applied) RETURN count(n)") == [[2]]
    graph.run("MATCH (m:Migration) WHERE m.id STARTS WITH '9' DELETE m")


def test_a_migration_that_changed_after_it_was_applied_is_refused(graph: Graph) -> None:
    apply_all(graph.driver, graph.address.database, [one_node("9003_c")])
    try:
        with pytest.raises(MigrationError, match="9003_c changed"):
            apply_all(graph.driver, graph.address.database, [one_node("9003_c", "RETURN 2;\n")])
    finally:
        graph.run("MATCH (m:Migration {id: '9003_c'}) DELETE m")


def test_a_migration_that_fails_is_named_and_not_recorded(graph: Graph) -> None:
    with pytest.raises(MigrationError, match="9004_d failed"):
        apply_all(graph.driver, graph.address.database, [one_node("9004_d", "NOT CYPHER;\n")])

    assert graph.run("MATCH (m:Migration {id: '9004_d'}) RETURN m") == []


def test_statements_are_split_at_line_ends_and_comments_left_out() -> None:
    migration = Migration(id="0", text="// why;\nRETURN ';' AS a;\n\n// more\nRETURN 2\nAS b;\n")

    assert migration.statements() == ["RETURN ';' AS a", "RETURN 2\nAS b"]


def test_reference_tables_are_in_every_graph(graph: Graph) -> None:
    welder = graph.run(
        "MATCH (o:Occupation {key: '2022:6-18-02-04'}) RETURN o.name, o.edition, o.search"
    )
    line = graph.run(
        "MATCH (d:Division {code: '320102'})-[:PART_OF*]->(p)"
        " RETURN p.name, p.level, p.cityCode ORDER BY p.level"
    )

    assert welder[0][:2] == ["焊工", "2022"]
    assert "han gong" in welder[0][2]
    assert line == [["南京市", "CITY", "320100"], ["江苏省", "PROVINCE", None]]
    assert graph.run("MATCH (l:SkillLevel {key: 'CHIEF_TECHNICIAN'}) RETURN l.rank") == [[8]]


def test_reference_tables_that_were_damaged_come_back(graph: Graph) -> None:
    graph.run("MATCH (o:Occupation {key: '2022:6-18-02-04'}) SET o.name = 'x'")
    graph.run("MATCH (m:Migration {id: 'reference'}) SET m.sha256 = 'older'")

    migrate(graph.settings)

    assert graph.run("MATCH (o:Occupation {key: '2022:6-18-02-04'}) RETURN o.name") == [["焊工"]]
