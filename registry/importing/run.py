"""Run an import: choose the way, hold the lock, keep the order of work, report.

1. find the files; 2. take the lock; 3. bring the graph up to date; 4. into an empty local graph with the bulk loader, if there is enough
to load, else in batches; 5. compute derived facts that are marked stale, also those that an import which was killed left behind.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from registry.dates import china_today
from registry.graph.driver import open_sync_driver, translated_errors
from registry.graph.loading.emptiness import is_empty
from registry.graph.loading.refresh import refresh
from registry.graph.loading.transaction import Loading
from registry.graph.local import find_address, is_local, local_database
from registry.graph.migrate import migrate
from registry.importing.batches import BatchTable
from registry.importing.bulk import load_bulk
from registry.importing.faults import Fault
from registry.importing.lock import only_import
from registry.importing.policies import FILES, ReadPolicy, read_policies, take_policies
from registry.importing.progress import ImportProgress, Silent
from registry.importing.reading import NumberedRow, Reading
from registry.importing.report import ImportReport, Rejects
from registry.importing.sources import Sources, find_sources
from registry.personal import PersonalKeys
from registry.settings import Settings

BULK_BYTES: Final = 4_000_000
"""Below this size of all files batches end sooner: the bulk loader restarts the database."""


def shipped_policies() -> Path:
    """Return the directory whose `policies/` are those that the project ships."""
    return Path(__file__).resolve().parent.parent


def run_import(
    directory: Path,
    *,
    settings: Settings,
    rejects: Path | None = None,
    summary: Path | None = None,
    progress: ImportProgress | None = None,
    bulk: bool | None = None,
) -> ImportReport:
    """Import a directory, and return what became of its rows.

    Args:
        rejects: where the rows go that were left out; None: they are only counted.
        summary: where the counts by file go, as JSON.
        bulk: False: batches in any case; True: the bulk loader however little there is; None: by size.

    Raises:
        NothingToImportError: no such directory, no known file, or another import is at work.
        GraphError: the database is away, or cannot be started.
        PersonalKeyError: the secret of ID numbers cannot be read.
    """
    began = time.monotonic()
    tell = progress if progress is not None else Silent()
    sources = find_sources(directory)
    for name in sources.unknown:
        tell.say(f"{name}: not a known file, ignored")
    report = ImportReport()
    with ExitStack() as stack:
        stack.enter_context(only_import(settings))
        stack.enter_context(local_database(settings, progress=tell.say))
        writer = stack.enter_context(Rejects(rejects, report))
        migrate(settings, progress=tell.say)
        job = _Job(settings, sources, report, writer, tell)
        if bulk is not False and is_local(settings) and job.finds_empty_graph():
            if bulk or sources.size() >= BULK_BYTES:
                load_bulk(settings, sources, report, writer, tell)
            else:
                job.load()
        else:
            job.load()
    report.seconds = time.monotonic() - began
    if summary is not None:
        report.write_summary(summary)
    return report


@dataclass(frozen=True, slots=True)
class _Job:
    """An import in batches."""

    settings: Settings
    sources: Sources
    report: ImportReport
    rejects: Rejects
    tell: ImportProgress

    def finds_empty_graph(self) -> bool:
        with translated_errors(), open_sync_driver(self.settings) as driver:
            with driver.session(database=find_address(self.settings).database) as session:
                return is_empty(session)

    def load(self) -> None:
        keys = PersonalKeys.load(self.settings)
        policies = [FILES] if self.sources.policies else []
        self.tell.order([*policies, *(table.file for table, _ in self.sources.tables())])
        with open_sync_driver(self.settings) as driver:
            loading = Loading(driver, find_address(self.settings).database)
            if self.sources.policies:
                self._load_policies(loading)
            for table, path in self.sources.tables():
                reading = Reading(path, table, self.rejects.refuse, self.tell.say)
                self._load_table(loading, reading, BatchTable(table, keys))
            for done in refresh(loading, today=china_today()):
                self.tell.at(done.step, done.done, done.done / done.total)

    def _load_policies(self, loading: Loading) -> None:
        read: list[ReadPolicy] = []
        for one in read_policies(self.sources.policies):
            if isinstance(one, Fault):
                self.rejects.refuse(one, as_part_of=FILES)
            else:
                read.append(one)
        counts, faults = loading.transact(lambda transaction: take_policies(transaction, read))
        self.report.of(FILES).add(counts)
        for fault in faults:
            self.rejects.refuse(fault, as_part_of=FILES)
        self.tell.at(FILES, len(read), 1.0)

    def _load_table(self, loading: Loading, reading: Reading, batches: BatchTable) -> None:
        counts = self.report.of(reading.table.file)
        rows = _Counted(reading.rows())
        for taken in batches.load(loading, rows):
            counts.add(taken.counts)
            for fault in taken.faults:
                self.rejects.refuse(fault)
            self.tell.at(reading.table.file, rows.number, reading.part)
        self.tell.at(reading.table.file, rows.number, 1.0)


class _Counted(Iterator[NumberedRow]):
    """Rows, and how many have been taken."""

    def __init__(self, rows: Iterable[NumberedRow]) -> None:
        self._rows = iter(rows)
        self.number = 0

    def __next__(self) -> NumberedRow:
        """Return the next row."""
        row = next(self._rows)
        self.number += 1
        return row
