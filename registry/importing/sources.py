"""The files of a directory that an import reads."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from registry.importing.policies import FOLDER
from registry.importing.reading import known_files
from registry.importing.report import NothingToImportError
from registry.importing.table import Table
from registry.importing.tables import TABLES


@dataclass(frozen=True, slots=True)
class Sources:
    """Known files by table, in the order of work, and the policies by file name."""

    files: Mapping[str, Path]
    policies: tuple[Path, ...]
    unknown: tuple[str, ...]

    def tables(self) -> list[tuple[Table, Path]]:
        """Return the tables that have a file, in the order of work."""
        return [(table, self.files[table.name]) for table in TABLES if table.name in self.files]

    def size(self) -> int:
        """Return the size of all files together, in bytes."""
        return sum(path.stat().st_size for path in (*self.files.values(), *self.policies))


def find_sources(directory: Path) -> Sources:
    """Return what a directory has.

    Raises:
        NothingToImportError: there is no such directory, or no known file in it.
    """
    if not directory.is_dir():
        raise NothingToImportError(f"no such directory: {directory}")
    files = known_files(directory, TABLES)
    policies = tuple(sorted((directory / FOLDER).glob("*.json")))
    if not files and not policies:
        raise NothingToImportError(
            f"no known file in {directory}; docs/import.md lists them, such as workers.csv"
        )
    known = {path.name for path in files.values()}
    unknown = sorted(path.name for path in directory.glob("*.csv") if path.name not in known)
    return Sources(files, policies, tuple(unknown))
