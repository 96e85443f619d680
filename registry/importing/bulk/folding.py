"""The rows of a file, each key once: what reading them in order would leave.

Nearly all keys come once, and their rows pass straight through. The file is scanned for keys that
come again (and ID numbers); only the rows of those are held until the end and merged in file order.
So a million rows need memory for their keys' hashes during the scan, and for nothing after it.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Container, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Final

from registry.importing.columns import OCCUPATION, Row
from registry.importing.merging import (
    complete,
    confirmation_key,
    confirming,
    conflict_key,
    contradictions,
    fill,
    merge,
)
from registry.importing.numbers import doubled
from registry.importing.reading import NumberedRow, Reading, Where, cell_rows, fault_of
from registry.importing.references import HINT, named_by, pointers
from registry.importing.report import Counts
from registry.importing.table import Table
from registry.importing.tables import CERTIFICATES, WORKERS

_NUMBER = WORKERS.position("id_number")
_CELLS: Final = {WORKERS.name: _NUMBER, CERTIFICATES.name: CERTIFICATES.position("number")}
"""Where a cell beside the key decides whether rows belong together."""


@dataclass
class Folding:
    """One file on its way into an empty graph.

    `conflicts` fills with (certificate key, row, columns that differ), `confirmations` with
    (certificate key, row) by their own key.
    """

    reading: Reading
    known: Mapping[str, Container[object]]
    counts: Counts = field(default_factory=Counts)
    conflicts: list[tuple[str, Row, tuple[str, ...]]] = field(default_factory=list)
    confirmations: dict[str, tuple[str, Row]] = field(default_factory=dict)

    @cached_property
    def doubled(self) -> set[str]:
        """The numbers that come more than once, of a file of certificates."""
        return repeated(self.reading.path, ("number",), "")

    def rows(self) -> Iterator[tuple[str, Row]]:
        """Yield every key with its final row."""
        table = self.reading.table
        key_of, finish = table.key_maker(), completer(table)
        again, cell = self._repeated(), _CELLS.get(table.name)
        places = [(at, self.known[to]) for at, column, to in pointers(table) if not column.is_list]
        lists = [(at, self.known[to]) for at, column, to in pointers(table) if column.is_list]
        held: list[NumberedRow] = []
        for line, row in self.reading.rows():
            if any(row[at] is not None and row[at] not in known for at, known in places) or any(
                key not in known for at, known in lists for key in named_by(row[at])
            ):
                self._refuse_unknown(line, row)
                continue
            key = key_of(row)
            if again is None or key in again or (cell is not None and row[cell] in again):
                held.append((line, row))
                continue
            self.counts.created += 1
            yield key, finish(row)
        yield from self._merged(held).items()

    def _repeated(self) -> set[str] | None:
        """Return the keys (of workers also ID numbers) that come more than once.

        Of certificates the numbers, which are a part of their keys. None: hold all rows.
        """
        table, path = self.reading.table, self.reading.path
        # An occupation has two spellings in a cell, so only values tell equal keys; such files are
        # small.
        if any(table.columns[table.position(name)].kind is OCCUPATION for name in table.key):
            return None
        if table is CERTIFICATES:
            return self.doubled
        again = repeated(path, table.key, table.separator)
        if table is not WORKERS:
            return again
        # A number may end with a small x.
        return again | {number.upper() for number in repeated(path, ("id_number",), "", str.upper)}

    def _refuse_unknown(self, line: int, row: Row) -> None:
        for at, column, target in pointers(self.reading.table):
            unknown = next(
                (key for key in named_by(row[at]) if key not in self.known[target]), None
            )
            if unknown is not None:
                file = self.reading.table.file
                self.reading.refuse(
                    fault_of(Where(file, line, column, unknown), "unknown_reference", HINT)
                )
                return

    def _merged(self, held: list[NumberedRow]) -> dict[str, Row]:
        """Merge rows in file order."""
        table = self.reading.table
        key_of, finish = table.key_maker(), completer(table)
        merged: dict[str, Row] = {}
        seen: set[str] = set()
        owners: dict[str, str] = {}
        for line, row in held:
            key = key_of(row)
            if table is WORKERS and not _may_own(owners, merged, key, row):
                self.reading.refuse(doubled(line, str(row[_NUMBER])))
                continue
            before = merged.get(key)
            if before is None:
                merged[key] = finish(row)
                self.counts.created += 1
            elif table is CERTIFICATES and (differs := contradictions(table, before, row)):
                conflict = conflict_key(key, row)
                if conflict in seen:
                    self.counts.unchanged += 1
                else:
                    seen.add(conflict)
                    self.conflicts.append((key, row, differs))
                    self.counts.conflicts += 1
            else:
                after = fill(before, row) if table is CERTIFICATES else merge(table, before, row)
                self.counts.unchanged += after == before
                self.counts.updated += after != before
                merged[key] = after
                if table is CERTIFICATES and (provider := confirming(table, after, row)):
                    self.confirmations.setdefault(confirmation_key(key, provider), (key, row))
        return merged


def _may_own(owners: dict[str, str], merged: dict[str, Row], worker: str, row: Row) -> bool:
    """Give a worker the ID number of the row, unless another one has it."""
    number = row[_NUMBER]
    if number is None:
        return True
    if owners.setdefault(str(number), worker) != worker:
        return False
    before = merged.get(worker)
    if before is not None and before[_NUMBER] not in {None, number}:
        owners.pop(str(before[_NUMBER]), None)
    return True


def completer(table: Table) -> Callable[[Row], Row]:
    """Return the function that makes a first row what is stored."""
    if any(column.empty_means for column in table.columns):
        return lambda row: complete(table, row)
    return lambda row: row


def repeated(
    path: Path, columns: tuple[str, ...], separator: str, fold: Callable[[str], str] = str
) -> set[str]:
    """Return the joined cells of these columns that come more than once in a file.

    What cannot be read is passed over.
    """
    seen: set[int] = set()
    again: set[str] = set()
    with cell_rows(path) as rows:
        header = next(rows, [])
        places = [header.index(name) if name in header else -1 for name in columns]
        for cells in _readable(rows, len(header)):
            text = separator.join([cells[at] if at >= 0 else "" for at in places])
            mark = hash(fold(text))
            if mark in seen and text:
                again.add(text)
            else:
                seen.add(mark)
    return again


def _readable(rows: Iterator[list[str]], width: int) -> Iterator[list[str]]:
    while True:
        try:
            cells = next(rows)
        except StopIteration:
            return
        except csv.Error:
            continue
        if len(cells) == width:
            yield cells
