"""Do the keys that a row points at exist, in this import or in the graph?

Tables are loaded in an order in which everything pointed at comes first, so the graph answers for
both. Only occupations point into their own file, forwards too: there a row also counts as known if
it will be taken itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from typing import Final

from registry.importing.columns import Column, Row, Value
from registry.importing.faults import Fault
from registry.importing.reading import NumberedRow, Where, fault_of
from registry.importing.table import Table

HINT: Final = "add the row it points at, or correct the key"


def pointers(table: Table) -> tuple[tuple[int, Column, str], ...]:
    """Return position, column and target of the columns that point somewhere."""
    return tuple(
        (at, column, column.to) for at, column in enumerate(table.columns) if column.to is not None
    )


def named_by(value: Value) -> Sequence[str]:
    """Return the keys that a cell names."""
    if value is None:
        return ()
    return [str(part) for part in value] if isinstance(value, tuple) else (str(value),)


def wanted(table: Table, rows: Iterable[NumberedRow]) -> dict[str, set[str]]:
    """Return the keys that the rows name, by target."""
    keys: dict[str, set[str]] = {}
    places = pointers(table)
    for _line, row in rows:
        for at, _column, target in places:
            value = row[at]
            if value is not None:
                keys.setdefault(target, set()).update(named_by(value))
    return keys


def unknown_in(
    table: Table, row: Row, known: dict[str, AbstractSet[str]]
) -> tuple[Column, str] | None:
    """Return the first column that names an unknown key, with the key."""
    for at, column, target in pointers(table):
        for key in named_by(row[at]):
            if key not in known[target]:
                return column, key
    return None


def split_by_references(
    table: Table, rows: Sequence[NumberedRow], known: dict[str, AbstractSet[str]]
) -> tuple[list[NumberedRow], list[Fault]]:
    """Return the rows whose references all exist, and the faults of the others."""
    kept, faults = list(rows), list[Fault]()
    own_key = table.key_maker()
    points_home = any(target == table.name for _, _, target in pointers(table))
    while True:
        seen = dict(known)
        if points_home:
            own: set[str] = {own_key(row) for _, row in kept}
            seen[table.name] = known.get(table.name, set()) | own
        refused = list(_faults(table, kept, seen))
        faults += [fault for _, fault in refused]
        lines = {line for line, _ in refused}
        kept = [numbered for numbered in kept if numbered[0] not in lines]
        # What pointed at a row that has just been refused must be refused too.
        if not (refused and points_home):
            return kept, sorted(faults, key=lambda fault: fault.line)


def _faults(
    table: Table, rows: Iterable[NumberedRow], known: dict[str, AbstractSet[str]]
) -> Iterator[tuple[int, Fault]]:
    for line, row in rows:
        unknown = unknown_in(table, row, known)
        if unknown is not None:
            column, key = unknown
            yield line, fault_of(Where(table.file, line, column, key), "unknown_reference", HINT)
