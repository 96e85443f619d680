"""The files that the bulk loader reads: a header file and any number of parts.

Values are written as the row has them; None is an empty cell, which the loader leaves absent. Parts
of one set are written by different processes, so nothing is shared but the folder.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import IO, Any, Final, Self

from registry.importing.columns import GraphType

ARRAY_DELIMITER: Final = "\x1f"
OPTIONS: Final = (
    "--array-delimiter=U+001F",
    "--multiline-fields=true",
    "--id-type=string",
    "--bad-tolerance=0",
)
"""Search text has one title a line, and a list may hold any character but a control character."""

_BUFFER: Final = 1 << 18


@dataclass(frozen=True, slots=True)
class FileSet:
    """What the loader is told of one set of files.

    Nodes of some labels, or relationships of a type.
    """

    name: str
    kind: str
    label: str
    header: tuple[str, ...]

    def describe(self, folder: Path) -> None:
        """Write the header and what the loader is told.

        Every process that writes a part writes the same.
        """
        (folder / f"{self.name}.header.csv").write_text(",".join(self.header) + "\n", "utf-8")
        (folder / f"{self.name}.set").write_text(f"{self.kind}\n{self.label}\n", "utf-8")


def loader_arguments(folder: Path) -> list[str]:
    """Return the loader's arguments for all sets in a folder that have rows, nodes first."""
    words = []
    for described in sorted(folder.glob("*.set")):
        kind, label = described.read_text("utf-8").split()
        name = described.name.removesuffix(".set")
        parts = [path for path in sorted(folder.glob(f"{name}.part-*.csv")) if path.stat().st_size]
        # A header alone may name ids of nodes that there are none of, which the loader refuses.
        if parts:
            header = folder / f"{name}.header.csv"
            words.append(f"--{kind}={label}=" + ",".join(map(str, (header, *parts))))
    # The loader's own report would else lie wherever somebody happened to stand.
    return [*sorted(words), *OPTIONS, f"--report-file={folder / 'import.report'}"]


def node_set(name: str, labels: str, columns: Iterable[tuple[str, str]]) -> FileSet:
    """Return a set of nodes; a column's type is a graph type, or `ID(Space)`."""
    return FileSet(name, "nodes", labels, tuple(f"{column}:{kind}" for column, kind in columns))


def edge_set(
    name: str, kind: str, start: str, end: str, columns: Iterable[tuple[str, str]] = ()
) -> FileSet:
    """Return a set of relationships between two id spaces."""
    ends = (f":START_ID({start})", f":END_ID({end})")
    properties = tuple(f"{column}:{type_}" for column, type_ in columns)
    return FileSet(name, "relationships", kind, (*ends, *properties))


@dataclass(slots=True)
class LoaderFiles:
    """Open parts of one process."""

    folder: Path
    part: str
    _files: dict[str, IO[str]] = field(default_factory=dict)

    def writer(self, files: FileSet) -> Callable[[Sequence[Any]], object]:
        """Return the function that writes a row of a set."""
        files.describe(self.folder)
        path = self.folder / f"{files.name}.part-{self.part}.csv"
        file = self._files[files.name] = path.open("w", _BUFFER, "utf-8", newline="")
        return csv.writer(file, lineterminator="\n").writerow

    def __enter__(self) -> Self:
        """Return it."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close all parts."""
        for file in self._files.values():
            file.close()


def cells(values: Iterable[Any]) -> list[Any]:
    """Return values as the loader reads them: booleans in lower case, lists joined."""
    return [_cell(value) for value in values]


def _cell(value: object) -> object:
    if value is True:
        return "true"
    if value is False:
        return "false"
    if isinstance(value, tuple | list):
        return ARRAY_DELIMITER.join(map(str, value))
    return value


def cell_maker(types: Sequence[GraphType]) -> Callable[[Sequence[Any]], list[Any]]:
    """Return a faster `cells` for rows whose types are known.

    Only booleans and lists are looked at.
    """
    special = [at for at, kind in enumerate(types) if kind == "boolean" or kind.endswith("[]")]

    def make(values: Sequence[Any]) -> list[Any]:
        made = list(values)
        for at in special:
            made[at] = _cell(made[at])
        return made

    return make
