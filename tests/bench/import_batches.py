"""Certificates a second in batches, with everything they rest on and with derived facts.

    python tests/bench/import_batches.py --home DIR [--workers 20000]

Loads an invented nation into the local database of the home folder, which must be empty, and says
how long each step took. The rate is certificates over the time of their rows, their checks and the
candidacies of all workers.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from pathlib import Path

from registry.importing import run_import
from registry.importing.progress import Silent
from registry.seeding import generate
from registry.settings import Settings


def say(line: str) -> None:
    """Print a line at once."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


class Steps(Silent):
    """Notes when each step was last heard of."""

    def __init__(self) -> None:
        self.began = time.monotonic()
        self.ends: dict[str, tuple[float, int]] = {}

    def at(self, step: str, rows: int, part: float) -> None:
        """Note the time and the rows."""
        self.ends[step] = (time.monotonic() - self.began, rows)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--home", type=Path, required=True)
    parser.add_argument("--workers", type=int, default=20_000)
    parser.add_argument("--profile", default="national")
    options = parser.parse_args()
    settings = Settings(home=options.home, neo4j_uri=None)
    steps = Steps()
    with tempfile.TemporaryDirectory() as folder:
        nation = Path(folder)
        generate(workers=options.workers, profile=options.profile, seed=1, out=nation, force=True)
        steps.began = time.monotonic()
        report = run_import(nation, settings=settings, progress=steps, bulk=False)
    before = 0.0
    for step, (end, rows) in steps.ends.items():
        say(f"{step:28} {rows:>9,} rows  {end - before:7.1f} s")
        before = end
    certificates = report.files["certificates.csv"].created
    of_certificates = sum(
        end - start
        for (step, (end, _)), (start, _) in zip(
            list(steps.ends.items())[1:], list(steps.ends.values()), strict=False
        )
        if step in {"certificates.csv", "checks of certificates", "candidacies of workers"}
    )
    say(
        f"{certificates:,} certificates with derived facts in {of_certificates:.1f} s: "
        f"{certificates / of_certificates:,.0f}/s; the whole import {report.seconds:.1f} s"
    )


if __name__ == "__main__":
    main()
