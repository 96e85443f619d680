"""Which process of a bulk load reads a table: what facts point at, or the facts of people.

Both follow from what the columns point at, in the order of work of `TABLES`. Tables with steps of
their own (people, sessions, results, certificates, mentorships) stand in neither.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from registry.importing.table import Table
from registry.importing.tables import (
    CERTIFICATES,
    MENTORSHIPS,
    OCCUPATIONS_TABLE,
    RESULTS,
    SESSIONS,
    TABLES,
    WORKERS,
)

_APART: Final = frozenset(
    table.name
    for table in (OCCUPATIONS_TABLE, WORKERS, SESSIONS, RESULTS, CERTIFICATES, MENTORSHIPS)
)


def _of_people() -> Iterator[str]:
    """Yield the tables whose rows point at workers, directly or by another table."""
    pointing = {WORKERS.name}
    for table in TABLES:
        if _targets(table) & pointing:
            pointing.add(table.name)
            yield table.name


def _targets(table: Table) -> set[str]:
    return {column.to for column in table.columns if column.to is not None}


_PEOPLE: Final = frozenset(_of_people())

WORLD: Final = tuple(
    table.name for table in TABLES if table.name not in _PEOPLE and table.name not in _APART
)
"""Read beside the workers, before everything else."""

PEOPLE: Final = tuple(
    table.name for table in TABLES if table.name in _PEOPLE and table.name not in _APART
)
"""Read beside the certificates, after the workers are known."""
