"""Load one file after the other in one process.

A row is folded, written, remembered if others point at it, spilled if something is derived from it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Final

from registry.importing.bulk.files import LoaderFiles
from registry.importing.bulk.folding import Folding
from registry.importing.bulk.processes import Tell
from registry.importing.bulk.spill import Spill
from registry.importing.bulk.spilling import SPILLERS
from registry.importing.bulk.world import LEARNERS, World
from registry.importing.bulk.writing import TableFiles, Typed
from registry.importing.columns import Row
from registry.importing.faults import Fault
from registry.importing.reading import Reading
from registry.importing.report import Counts
from registry.importing.sources import Sources
from registry.importing.table import Table
from registry.importing.tables import ASSIGNMENTS, TABLES
from registry.personal import PersonalKeys

BY_NAME: Final = {table.name: table for table in TABLES}
POINTED_AT: Final = frozenset(
    column.to for table in TABLES for column in table.columns if column.to is not None
)
COPIES: Final[tuple[Typed, ...]] = (
    ("homeDivision", "string"), ("homeProvince", "string"), ("homeCity", "string"),
    ("hostDivision", "string"), ("hostProvince", "string"), ("hostCity", "string"),
)  # fmt: skip
"""What an assignment repeats of home and host."""

_TELL_ROWS: Final = 10_000


@dataclass(slots=True)
class Outcome:
    """What a process has to report at its end."""

    counts: dict[str, Counts] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)


@dataclass(slots=True)
class TableLoad:
    """Loads tables in one process."""

    sources: Sources
    world: World
    files: LoaderFiles
    keys: PersonalKeys
    tell: Tell
    outcome: Outcome
    spill: Spill | None = None

    def folding(self, table: Table) -> Folding | None:
        """Return the folding of a table's file, or None where there is no file."""
        path = self.sources.files.get(table.name)
        for target in {column.to for column in table.columns if column.to is not None}:
            self.world.known.setdefault(target, set())
        self.world.known.setdefault(table.name, set())
        if path is None:
            return None
        reading = Reading(path, table, self.outcome.faults.append, self.outcome.warnings.append)
        folding = Folding(reading, self.world.known)
        self.outcome.counts[table.file] = folding.counts
        return folding

    def run(
        self, name: str, *, nodes: bool = True, note: Callable[[str, Row], object] | None = None
    ) -> None:
        """Load a table.

        Args:
            name: of the table.
            nodes: False where the nodes are written when more is known.
            note: is called with each key and its row.
        """
        table = BY_NAME[name]
        folding = self.folding(table)
        if folding is None:
            return
        is_assignment = table is ASSIGNMENTS
        writer = TableFiles(
            table, self.files, self.keys, extra=COPIES if is_assignment else (), nodes=nodes
        )
        spiller = SPILLERS.get(name)
        # Whoever notes results keeps them with their sessions.
        remembered = (name in POINTED_AT or name in LEARNERS) and name != "results"
        done = 0
        for key, row in folding.rows():
            writer.write(key, row, self._copies(row) if is_assignment else ())
            if remembered:
                self.world.learn(name, key, row)
            if spiller is not None and self.spill is not None:
                record = spiller(self.world, key, row)
                if record is not None:
                    self.spill.add(*record)
            if note is not None:
                note(key, row)
            done += 1
            if not done % _TELL_ROWS:
                self.tell(table.file, done, min(folding.reading.part, 0.99))
        self.tell(table.file, done, 1.0)

    def _copies(self, row: Row) -> tuple[Any, ...]:
        home, host = (
            self.world.organisations[str(row[ASSIGNMENTS.position(name)])]
            for name in ("home", "host")
        )
        return home.division, home.province, home.city, host.division, host.province, host.city
