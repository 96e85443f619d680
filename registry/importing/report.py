"""What an import did, by file: counts, rejects, the last line."""

from __future__ import annotations

import csv
import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, ClassVar, Final, Self

from registry.importing.faults import Fault

_COLUMNS: Final = ("file", "line", "column", "value", "reason", "hint")


class NothingToImportError(Exception):
    """There is nothing to import: no directory, no known file, or another import at work."""

    code: ClassVar[str] = "nothing_to_import"


@dataclass(slots=True)
class Counts:
    """Rows of one file by what they meant."""

    created: int = 0
    updated: int = 0
    unchanged: int = 0
    conflicts: int = 0
    rejected: int = 0

    def add(self, other: Counts) -> None:
        """Add another count to this one."""
        self.created += other.created
        self.updated += other.updated
        self.unchanged += other.unchanged
        self.conflicts += other.conflicts
        self.rejected += other.rejected

    def as_dict(self) -> dict[str, int]:
        """Return the counts by name, in the order of the last line."""
        return {
            "created": self.created,
            "updated": self.updated,
            "unchanged": self.unchanged,
            "conflicts": self.conflicts,
            "rejected": self.rejected,
        }


@dataclass(slots=True)
class ImportReport:
    """Counts by file, in the order of work; `seconds` is the time that all of it took."""

    files: dict[str, Counts] = field(default_factory=dict)
    seconds: float = 0.0

    def of(self, file: str) -> Counts:
        """Return the counts of a file, zero at first."""
        return self.files.setdefault(file, Counts())

    @property
    def total(self) -> Counts:
        """Return the sum over all files."""
        total = Counts()
        for counts in self.files.values():
            total.add(counts)
        return total

    def last_line(self) -> str:
        """Return the last line of an import, as IMPORT.md fixes it."""
        return ", ".join(f"{name} {number}" for name, number in self.total.as_dict().items())

    def write_summary(self, path: Path) -> None:
        """Write the counts by file as JSON."""
        by_file = {file: counts.as_dict() for file, counts in self.files.items()}
        path.write_text(json.dumps(by_file, indent=2) + "\n", encoding="utf-8")


class Rejects:
    """The rows that were left out, counted and written down as they come.

    The file is written beside its name and put there at the end; without a path rows are only
    counted.
    """

    def __init__(self, path: Path | None, report: ImportReport) -> None:
        self._path = path
        self._report = report
        self._file: IO[str] | None = None

    def __enter__(self) -> Self:
        """Open the file."""
        if self._path is not None:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            self._file = self._new(self._path).open("w", encoding="utf-8", newline="")
            csv.writer(self._file).writerow(_COLUMNS)
        return self

    def __exit__(self, *_error: object) -> None:
        """Put the file in place, also after a failure: it says how far the import came."""
        if self._file is not None and self._path is not None:
            self._file.close()
            self._new(self._path).replace(self._path)

    def refuse(self, fault: Fault, *, as_part_of: str | None = None) -> None:
        """Count a row as rejected, and write it down.

        `as_part_of` is what its file is counted with, if not for itself.
        """
        self._report.of(as_part_of or fault.file).rejected += 1
        if self._file is not None:
            csv.writer(self._file).writerow(
                (fault.file, fault.line, fault.column, _safe(fault.value), fault.reason, fault.hint)
            )

    def _new(self, path: Path) -> Path:
        return path.with_name(path.name + ".new")


def _safe(value: str) -> str:
    """Return a cell without what is not UTF-8."""
    return value.encode("utf-8", "replace").decode("utf-8")
