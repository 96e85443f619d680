"""Run an import: choose the way, hold the lock, keep the order of work, report.

1. find the files; 2. take the lock; 3. bring the graph up to date; 4. into an empty local graph
   with the bulk loader, if there is enough to load, else in batches; 5. compute derived facts that
   are marked stale, also those that an import which was killed left behind; 6. put what happened
   to certificates into the order of the feed of changes.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from registry.dates import china_today, moment_text
from registry.graph.loading.access import Loading
from registry.graph.loading.refresh import refresh
from registry.graph.local import is_local, local_database
from registry.graph.migrate import migrate
from registry.importing.batches import BatchTable
from registry.importing.bulk import BulkLoad
from registry.importing.faults import Fault
from registry.importing.lock import only_import
from registry.importing.policies import FILES, ReadPolicy, read_policies, take_policies
from registry.importing.progress import ImportProgress, Silent
from registry.importing.reading import NumberedRow, Reading
from registry.importing.report import ImportReport, Rejects
from registry.importing.sources import Sources, find_sources
from registry.importing.table import Table
from registry.importing.tables import OCCUPATIONS_TABLE
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
        directory: what `talent-registry import` is given.
        settings: which graph, and where the secret of ID numbers lies.
        rejects: where the rows go that were left out; None: they are only counted.
        summary: where the counts by file go, as JSON.
        progress: is told how it goes; None: nobody is.
        bulk: False: batches in any case; True: the bulk loader however little; None: by size.

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
        job = _Job(settings, sources, report, writer, tell)
        job.prepare()
        if bulk is not False and is_local(settings) and job.finds_empty_graph():
            if bulk or sources.size() >= BULK_BYTES:
                job.load_bulk()
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

    def prepare(self) -> None:
        """Finish a bulk load that has just been done or was killed, and bring the graph up to date.

        In this order: what is written before there are indexes is written to the nodes alone, and
        a migration that mends nodes of older graphs finds nothing to mend.
        """
        with Loading.open(self.settings) as loading:
            loading.finish_bulk_load()
        migrate(self.settings, progress=self.tell.say)

    def finds_empty_graph(self) -> bool:
        with Loading.open(self.settings) as loading:
            return loading.is_empty()

    def load(self) -> None:
        """Load in batches."""
        keys = PersonalKeys.load(self.settings)
        self._say_order()
        with Loading.open(self.settings) as loading:
            self._load_policies(loading)
            for table, path in self.sources.tables():
                self._load_table(loading, table, path, keys)
            for done in refresh(loading, today=china_today()):
                self.tell.at(done.step, done.done, done.done / done.total)
            loading.place_changes(at=moment_text(datetime.now(UTC)))

    def load_bulk(self) -> None:
        """Load with the bulk loader.

        Policies and occupations go before, because it carries them over.
        """
        keys = PersonalKeys.load(self.settings)
        self._say_order()
        with Loading.open(self.settings) as loading:
            self._load_policies(loading)
            occupations = self.sources.files.get(OCCUPATIONS_TABLE.name)
            if occupations is not None:
                self._load_table(loading, OCCUPATIONS_TABLE, occupations, keys)
            carried, basis = loading.carried(), loading.basis(china_today())
        BulkLoad(
            self.settings, self.sources, self.report, self.rejects, self.tell, keys, basis, carried
        ).run()
        self.prepare()
        with Loading.open(self.settings) as loading:
            loading.place_changes(at=moment_text(datetime.now(UTC)))

    def _say_order(self) -> None:
        policies = [FILES] if self.sources.policies else []
        self.tell.order([*policies, *(table.file for table, _ in self.sources.tables())])

    def _load_policies(self, loading: Loading) -> None:
        if not self.sources.policies:
            return
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

    def _load_table(self, loading: Loading, table: Table, path: Path, keys: PersonalKeys) -> None:
        counts = self.report.of(table.file)
        reading = Reading(path, table, self.rejects.refuse, self.tell.say)
        rows = _Counted(reading.rows())
        for taken in BatchTable(table, keys).load(loading, rows):
            counts.add(taken.counts)
            for fault in taken.faults:
                self.rejects.refuse(fault)
            self.tell.at(table.file, rows.number, min(reading.part, 0.99))
        self.tell.at(table.file, rows.number, 1.0)


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
