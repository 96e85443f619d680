"""docs/import.md says what the reader reads."""

from __future__ import annotations

from pathlib import Path

from registry.graph.loading.statements import EdgeStatements
from registry.graph.loading.transaction import STATEMENTS
from registry.importing.documentation import page
from registry.importing.faults import REASONS
from registry.importing.tables import TABLES

ROOT = Path(__file__).parents[2]


def test_the_page_is_current() -> None:
    assert (ROOT / "docs" / "import.md").read_text("utf-8") == page()


def test_every_file_and_reason_is_on_the_page() -> None:
    text = page()
    assert all(f"## {table.file}" in text for table in TABLES)
    assert all(f"`{reason}`" in text for reason in REASONS)


def test_what_a_row_points_at_comes_before_it() -> None:
    seen = {"divisions", "industries", "occupations"}
    for table in TABLES:
        assert {column.to for column in table.columns if column.to} <= seen, table.name
        seen.add(table.name)


def test_every_table_has_statements_for_all_its_edges() -> None:
    assert STATEMENTS.keys() == {table.name for table in TABLES}
    for table in TABLES:
        statements = STATEMENTS[table.name]
        if isinstance(statements, EdgeStatements):
            assert table.ends is not None
        else:
            assert statements.links.keys() == {edge.column for edge in table.edges}
