"""The order of a bulk load; see the package's docstring for the steps."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import Final

from registry.derived import Basis
from registry.graph.loading.carried import Carried
from registry.graph.loading.store import replace_store
from registry.importing.bulk.carrying import carry
from registry.importing.bulk.certificates import CertificateOutcome, load_certificates
from registry.importing.bulk.files import LoaderFiles, loader_arguments
from registry.importing.bulk.order import PEOPLE, WORLD
from registry.importing.bulk.people import PeopleFiles, Surroundings, certificate_fact
from registry.importing.bulk.processes import Tell, at_work, run_together
from registry.importing.bulk.spill import Spill, records_of, shards_for
from registry.importing.bulk.tables import Outcome, TableLoad
from registry.importing.bulk.world import World
from registry.importing.bulk.writing import TableFiles
from registry.importing.columns import Row
from registry.importing.progress import ImportProgress
from registry.importing.report import ImportReport, Rejects
from registry.importing.sources import Sources
from registry.importing.tables import MENTORSHIPS, SESSIONS, WORKERS
from registry.papercheck import crowded_sessions, two_site_sessions
from registry.personal import PersonalKeys
from registry.settings import Settings

_DERIVING: Final = "candidacies and checks"
_PROCESSES: Final = 2


@dataclass(slots=True)
class BulkLoad:
    """One load into an empty graph; `folder` is its own, and is removed at the end."""

    settings: Settings
    sources: Sources
    report: ImportReport
    rejects: Rejects
    tell: ImportProgress
    keys: PersonalKeys
    basis: Basis
    carried: Carried
    world: World = field(default_factory=World)

    def run(self) -> None:
        """Make the new store and put it in place."""
        with self._folder() as folder:
            self.write_files(folder)
            replace_store(self.settings, loader_arguments(folder), progress=self.tell.say)

    def write_files(self, folder: Path) -> None:
        """Write the loader's files."""
        shards = shards_for(self.sources.size())
        workers, sessions = self._read_world(folder, shards)
        self.world.known["workers"] = workers
        certified, others = self._read_people(folder, shards)
        around = self._surroundings(folder, shards, certified, others, sessions)
        del workers, sessions
        self.world.known.clear()
        self._derive(folder, shards, around)

    @contextmanager
    def _folder(self) -> Iterator[Path]:
        folder = self.settings.home.resolve() / "import"
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True, mode=0o700)
        try:
            yield folder
        finally:
            shutil.rmtree(folder, ignore_errors=True)

    def _read_world(self, folder: Path, shards: int) -> tuple[set[str], list[tuple[str, Row]]]:
        """Read what facts point at here, and the workers in a child.

        Return the workers' keys and the sessions.
        """
        with LoaderFiles(folder, "carried") as files:
            carry(self.carried, files, self.world)
        outcome = Outcome()
        sessions: list[tuple[str, Row]] = []
        with (
            at_work([partial(self._workers_task, folder, shards)], self.tell.at) as results,
            LoaderFiles(folder, "world") as files,
        ):
            load = TableLoad(self.sources, self.world, files, self.keys, self.tell.at, outcome)
            for name in WORLD:
                load.run(name)
            load.run("sessions", nodes=False, note=lambda key, row: sessions.append((key, row)))
            [(workers_outcome, workers)] = results()
        self._note(outcome, workers_outcome)
        return workers, sessions

    def _workers_task(self, folder: Path, shards: int, tell: Tell) -> tuple[Outcome, set[str]]:
        outcome = Outcome()
        with LoaderFiles(folder, "workers") as files, Spill(folder, "workers", shards) as spill:
            load = TableLoad(self.sources, self.world, files, self.keys, tell, outcome, spill)
            load.run("workers", nodes=False)
        return outcome, self.world.known["workers"]

    def _read_people(self, folder: Path, shards: int) -> tuple[CertificateOutcome, set[str]]:
        """Read the facts of people in two children.

        Returns what certificates need, and who is a mentee.
        """
        [certified, (outcome, mentees)] = run_together(
            [
                partial(self._certificates_task, folder, shards),
                partial(self._people_task, folder, shards),
            ],
            self.tell.at,
        )
        self._note(certified.outcome, outcome)
        return certified, mentees

    def _certificates_task(self, folder: Path, shards: int, tell: Tell) -> CertificateOutcome:
        outcome = CertificateOutcome(Outcome())
        with LoaderFiles(folder, "certified") as files, Spill(folder, "certified", shards) as spill:
            load = TableLoad(
                self.sources, self.world, files, self.keys, tell, outcome.outcome, spill
            )
            load_certificates(load, outcome)
        return outcome

    def _people_task(self, folder: Path, shards: int, tell: Tell) -> tuple[Outcome, set[str]]:
        outcome = Outcome()
        at = MENTORSHIPS.position("mentee")
        mentees: set[str] = set()
        with LoaderFiles(folder, "people") as files, Spill(folder, "people", shards) as spill:
            load = TableLoad(self.sources, self.world, files, self.keys, tell, outcome, spill)
            load.run("mentorships", note=lambda _key, row: mentees.add(str(row[at])))
            for name in PEOPLE:
                load.run(name)
        return outcome, mentees

    def _surroundings(
        self,
        folder: Path,
        shards: int,
        certified: CertificateOutcome,
        mentees: set[str],
        sessions: Sequence[tuple[str, Row]],
    ) -> Surroundings:
        """Gather what derived facts rest on beside a worker's records.

        Writes the sessions too, whose marks are decided here.
        """
        facts = self.world.session_facts(certified.results_of_sessions)
        crowded, two_sites = crowded_sessions(facts), two_site_sessions(facts)
        with LoaderFiles(folder, "sessions") as files:
            writer = TableFiles(
                SESSIONS,
                files,
                self.keys,
                extra=(("overSeats", "boolean"), ("twoSites", "boolean")),
                edges=False,
            )
            for key, row in sessions:
                writer.write(key, row, (key in crowded, key in two_sites))
        held: dict[str, list[list[object]]] = {}
        for shard in range(shards):
            for worker, kind, values in records_of(folder, shard, "certified"):
                if kind == "certificates" and worker in mentees:
                    held.setdefault(worker, []).append(certificate_fact(values[0], values[1]))
        return Surroundings(
            world=self.world,
            basis=replace(self.basis, occupation_names=self.world.occupation_names),
            crowded=crowded,
            two_sites=two_sites,
            mentees=held,
            other_kinds=certified.kinds_of_numbers,
            conflicts=certified.conflicts,
            filings_of_owners=self.world.filings_of_owners(),
            filings_of_prefixes=self.world.filings_of_prefixes(),
        )

    def _derive(self, folder: Path, shards: int, around: Surroundings) -> None:
        run_together(
            [
                partial(self._derive_task, folder, range(first, shards, _PROCESSES), around)
                for first in range(_PROCESSES)
            ],
            self.tell.at,
        )
        self.tell.at(_DERIVING, self.report.of(WORKERS.file).created, 1.0)

    def _derive_task(
        self, folder: Path, shards: Sequence[int], around: Surroundings, tell: Tell
    ) -> None:
        done = 0
        with LoaderFiles(folder, f"derived{shards[0] if shards else ''}") as files:
            people = PeopleFiles(files, self.keys, around)
            for number, shard in enumerate(shards, start=1):
                done += people.write(records_of(folder, shard))
                # The other process has about as many; the step ends when both have ended.
                tell(_DERIVING, done * _PROCESSES, min(number / len(shards), 0.99))

    def _note(self, *outcomes: Outcome) -> None:
        """Report what processes did."""
        for outcome in outcomes:
            for file, counts in outcome.counts.items():
                self.report.of(file).add(counts)
            for warning in outcome.warnings:
                self.tell.say(warning)
            for fault in outcome.faults:
                self.rejects.refuse(fault)
