"""Certificates a second in batches, with everything they rest on and with derived facts.

    python tests/bench/import_batches.py --home DIR [--workers 20000]

Loads an invented nation into the local database of the home folder, which must be empty, and says
how long each step took, and how long each process computed for it. The rate is certificates over
the time of their rows, their checks and the candidacies of all workers. The floor is a bare
`UNWIND` of the same rows of certificates into nodes without key, index or relationship.
"""

from __future__ import annotations

import argparse
import csv
import sys
import tempfile
import time
from itertools import islice
from pathlib import Path
from typing import Final

from registry.graph.driver import open_sync_driver
from registry.graph.local import local_database, server_of
from registry.importing import run_import
from registry.importing.progress import Silent
from registry.seeding import generate
from registry.settings import Settings
from tests.bench.search import cpu_seconds

MEASURED: Final = ("certificates.csv", "checks of certificates", "candidacies of workers")
BARE: Final = """
UNWIND $rows AS row
CREATE (n:Bare)
SET n = row
"""
FORGET: Final = """
MATCH (n:Bare)
CALL (n) { DELETE n } IN TRANSACTIONS OF 20000 ROWS
"""
ROWS: Final = 5_000


def say(line: str) -> None:
    """Print a line at once."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


class Steps(Silent):
    """Notes the clock and the CPU of both processes when each step was last heard of."""

    def __init__(self, settings: Settings) -> None:
        self._pid_file = server_of(settings).pid_file
        self.start = self._now()
        self.ends: dict[str, tuple[int, tuple[float, float, float]]] = {}

    def at(self, step: str, rows: int, part: float) -> None:
        """Note the times and the rows."""
        self.ends[step] = (rows, self._now())

    def spent(self) -> dict[str, tuple[int, tuple[float, ...]]]:
        """Return rows, seconds, CPU seconds of ours and of the database of each step."""
        before, spent = self.start, {}
        for step, (rows, end) in self.ends.items():
            spent[step] = rows, tuple(b - a for a, b in zip(before, end, strict=True))
            before = end
        return spent

    def _now(self) -> tuple[float, float, float]:
        database = cpu_seconds(int(self._pid_file.read_text().split()[0]))
        return time.monotonic(), time.process_time(), database


def bare(settings: Settings, path: Path) -> tuple[int, float]:
    """Return how many rows of a file a bare UNWIND wrote, and the seconds that it took."""
    seconds, written = 0.0, 0
    with (
        path.open(encoding="utf-8") as file,
        open_sync_driver(settings) as driver,
        driver.session() as session,
    ):
        reader = csv.DictReader(file)
        while rows := list(islice(reader, ROWS)):
            began = time.monotonic()
            session.run(BARE, rows=rows).consume()
            seconds += time.monotonic() - began
            written += len(rows)
        session.run(FORGET).consume()
    return written, seconds


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--home", type=Path, required=True)
    parser.add_argument("--workers", type=int, default=20_000)
    parser.add_argument("--profile", default="national")
    options = parser.parse_args()
    settings = Settings(home=options.home, neo4j_uri=None)
    with tempfile.TemporaryDirectory() as folder, local_database(settings):
        nation = Path(folder)
        generate(workers=options.workers, profile=options.profile, seed=1, out=nation, force=True)
        steps = Steps(settings)
        report = run_import(nation, settings=settings, progress=steps, bulk=False)
        rows, floor = bare(settings, nation / "certificates.csv")
    spent = steps.spent()
    for step, (number, (seconds, ours, theirs)) in spent.items():
        say(
            f"{step:28} {number:>9,} rows {seconds:7.1f} s;"
            f" CPU {ours:6.1f} s here, {theirs:6.1f} s in the database"
        )
    certificates = report.files["certificates.csv"].created
    seconds, ours, theirs = (sum(spent[step][1][at] for step in MEASURED) for at in range(3))
    say(
        f"{certificates:,} certificates with derived facts in {seconds:.1f} s: "
        f"{certificates / seconds:,.0f}/s; CPU a certificate {1e6 * ours / certificates:.0f} us "
        f"here, {1e6 * theirs / certificates:.0f} us in the database"
    )
    say(f"bare UNWIND of {rows:,} rows: {rows / floor:,.0f}/s; whole import {report.seconds:.1f} s")


if __name__ == "__main__":
    main()
