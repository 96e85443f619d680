"""From a file to rows of values: lines, quotes, a header, and a fast function for one row.

A row that cannot be taken is reported and left out whole; reading goes on with the next. Of several
faults in a row the first is reported, in column order, so that `rejected` counts rows. Reading
needs no graph and no other file: references are checked later.
"""

from __future__ import annotations

import csv
import os
import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Final

from registry.importing.columns import Column, Row, Value
from registry.importing.faults import CellFault, Fault
from registry.importing.table import Rule, Table

MAX_ROW_CHARACTERS: Final = 131_072

_NOT_UTF8: Final = re.compile("[\udc80-\udcff]")
_SHOWN_CHARACTERS: Final = 80

NumberedRow = tuple[int, Row]
"""The physical line where a row starts (1 is the header), and its values."""


class RowFault(Exception):  # noqa: N818 - an answer about a row, which never leaves this module
    """A row that cannot be taken, with the column and the cell that say why."""

    def __init__(self, column: Column | None, cell: str, reason: str, hint: str) -> None:
        super().__init__(reason)
        self.column = column
        self.cell = cell
        self.reason = reason
        self.hint = hint


@dataclass(slots=True)
class Reading:
    """One file while it is read.

    `refuse` is called for each row that is left out, `warn` for what is ignored. `part` says how
    much of the file has been read, 0 to 1.
    """

    path: Path
    table: Table
    refuse: Callable[[Fault], None]
    warn: Callable[[str], None]
    part: float = 0.0
    _spoilt: bool = field(default=False, init=False)

    def rows(self) -> Iterator[NumberedRow]:
        """Yield the rows that can be taken, in file order."""
        size = max(self.path.stat().st_size, 1)
        with self.path.open(encoding="utf-8-sig", errors="surrogateescape", newline="") as file:
            reader = csv.reader(self._lines(file), delimiter=_delimiter(file), strict=True)
            header = next(reader, None)
            if header is None:
                return
            read_row = row_reader(self.table, self._known(header))
            line = reader.line_num + 1
            while True:
                try:
                    cells = next(reader)
                except StopIteration:
                    break
                except csv.Error as err:
                    self._refuse(line, RowFault(None, "", "bad_csv", str(err)))
                else:
                    # A blank line is no row.
                    if cells:
                        try:
                            self._check_encoding(cells)
                            row = read_row(cells)
                        except RowFault as fault:
                            self._refuse(line, fault)
                        else:
                            yield line, row
                line = reader.line_num + 1
                if not line & 1023:
                    self.part = os.lseek(file.fileno(), 0, os.SEEK_CUR) / size
        self.part = 1.0

    def _lines(self, file: IO[str]) -> Iterator[str]:
        """Yield physical lines, and remember whether one since the last look is not UTF-8."""
        for text in file:
            if not text.isascii() and _NOT_UTF8.search(text):
                self._spoilt = True
            yield text

    def _check_encoding(self, cells: list[str]) -> None:
        if self._spoilt:
            self._spoilt = False
            cell = next((cell for cell in cells if _NOT_UTF8.search(cell)), "")
            shown = _NOT_UTF8.sub("\N{REPLACEMENT CHARACTER}", cell)
            raise RowFault(None, shown, "bad_encoding", "save the file as UTF-8")

    def _known(self, header: list[str]) -> list[str]:
        names = {column.name for column in self.table.columns}
        for name in dict.fromkeys(header):
            if name not in names:
                self.warn(f"{self.table.file}: column {name!r} is not known and is ignored")
        return header

    def _refuse(self, line: int, fault: RowFault) -> None:
        where = Where(self.table.file, line, fault.column, fault.cell)
        self.refuse(fault_of(where, fault.reason, fault.hint))


@dataclass(frozen=True, slots=True)
class Where:
    """Where a fault was found: the cell, and its column if it is in one."""

    file: str
    line: int
    column: Column | None
    cell: str


def fault_of(where: Where, reason: str, hint: str) -> Fault:
    """Return what goes into the rejects: the cell shortened, and masked if it is personal."""
    column, cell = where.column, where.cell
    mask = column.mask if column is not None else None
    shown = mask(cell) if mask is not None and cell else cell[:_SHOWN_CHARACTERS]
    name = "" if column is None else column.name
    return Fault(where.file, where.line, name, shown, reason, hint)


def _delimiter(file: IO[str]) -> str:
    """Return a tab if the header has one, else a comma; the file stands at its start again."""
    header = file.readline(MAX_ROW_CHARACTERS)
    file.seek(0)
    return "\t" if "\t" in header else ","


def row_reader(table: Table, header: list[str]) -> Callable[[list[str]], Row]:
    """Return the function that reads the cells of a row under this header, or raises `RowFault`."""
    broken = _broken_header(table, header)
    if broken is not None:
        return broken
    width = len(header)
    plan = tuple(
        (header.index(column.name) if column.name in header else -1, column.kind.read, column)
        for column in table.columns
    )
    rules = tuple((_places(table, rule), rule) for rule in table.rules)

    def read(cells: list[str]) -> Row:
        if len(cells) != width:
            raise RowFault(None, "", "wrong_cell_count", f"{width} cells, as the header has")
        values: list[Value] = []
        for at, read_cell, column in plan:
            cell = cells[at] if at >= 0 else ""
            try:
                value = read_cell(cell) if cell else None
            except CellFault as fault:
                raise RowFault(column, cell, fault.reason, fault.hint) from fault
            if value is None:
                if column.required:
                    raise RowFault(column, cell, "missing_value", "this column must not be empty")
                # An absent column says nothing; an empty cell may mean something.
                value = column.empty_means if at >= 0 else None
            values.append(value)
        for places, rule in rules:
            problem = rule.check(*[values[at] for at in places])
            if problem is not None:
                column = table.columns[table.position(problem.column)]
                cell = cells[header.index(column.name)] if column.name in header else ""
                raise RowFault(column, cell, problem.reason, problem.hint)
        return tuple(values)

    return read


def _places(table: Table, rule: Rule) -> tuple[int, ...]:
    return tuple(table.position(name) for name in rule.columns)


def _broken_header(table: Table, header: list[str]) -> Callable[[list[str]], Row] | None:
    """Return a reader that refuses every row, if the header cannot be used."""
    for column in table.columns:
        times = header.count(column.name)
        if times > 1 or (times == 0 and column.required):
            reason = "doubled_column" if times else "missing_column"

            def refuse(_cells: list[str], column: Column = column, reason: str = reason) -> Row:
                raise RowFault(column, "", reason, f"the header needs {column.name!r} once")

            return refuse
    return None


@contextmanager
def cell_rows(path: Path) -> Iterator[Iterator[list[str]]]:
    """Give the rows of cells of a file, header first, for a look at its keys.

    A `csv.Error` does not end them.
    """
    with path.open(encoding="utf-8-sig", errors="surrogateescape", newline="") as file:
        yield csv.reader(file, delimiter=_delimiter(file), strict=True)


def known_files(directory: Path, tables: Iterable[Table]) -> dict[str, Path]:
    """Return the path of each table's file that the directory has, in the order of the tables."""
    paths = {table.name: directory / table.file for table in tables}
    return {name: path for name, path in paths.items() if path.is_file()}
