"""A nation in bulk, beside what the bare loader takes for the same nodes and relationships.

    python tests/bench/import_bulk.py --home DIR [--workers 1000000] [--nation DIR]

The home folder's local database must be empty. The files that the import made for the loader are
kept and loaded once more, by the loader alone, into a store that is thrown away: that time is the
floor. Memory is the largest resident set of this process and of a child of it.
"""

from __future__ import annotations

import argparse
import resource
import shutil
import sys
import tempfile
import time
from pathlib import Path

from registry.graph.local import server_of
from registry.graph.server import run_admin
from registry.importing import run_import
from registry.importing.bulk import load
from registry.importing.bulk.files import loader_arguments
from registry.importing.progress import Silent
from registry.seeding import generate
from registry.settings import Settings


def say(line: str) -> None:
    """Print a line at once."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


class Lines(Silent):
    """Says when each step ends."""

    def __init__(self) -> None:
        self._began = time.monotonic()

    def at(self, step: str, rows: int, part: float) -> None:
        """Say it."""
        if part >= 1.0:
            say(f"[{time.monotonic() - self._began:7.1f} s] {step}: {rows:,} rows")

    def say(self, line: str) -> None:
        """Say it."""
        say(f"[{time.monotonic() - self._began:7.1f} s] {line}")


def bare(settings: Settings, files: Path) -> float:
    """Return the seconds that the loader alone takes for these files."""
    server = server_of(settings)
    home = server.folder / "bench"
    shutil.rmtree(home, ignore_errors=True)
    shutil.copytree(server.home / "conf", home / "conf")
    began = time.monotonic()
    run_admin(home, server.jars, ["database", "import", "full", "neo4j", *loader_arguments(files)])
    seconds = time.monotonic() - began
    shutil.rmtree(home)
    return seconds


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--home", type=Path, required=True)
    parser.add_argument("--workers", type=int, default=1_000_000)
    parser.add_argument("--nation", type=Path, help="folder of a nation that was made before")
    options = parser.parse_args()
    settings = Settings(home=options.home, neo4j_uri=None)
    with tempfile.TemporaryDirectory(dir=options.home.parent) as folder:
        nation = options.nation
        if nation is None:
            nation = Path(folder) / "nation"
            generate(workers=options.workers, profile="national", seed=1, out=nation, force=True)
        kept, child = Path(folder) / "files", list[int]()
        replace = load.replace_store

        def keep_and_replace(of: Settings, words: list[str], **how: object) -> None:
            # Later the children are Java's too.
            child.append(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
            shutil.copytree(
                of.home.resolve() / "import", kept, ignore=shutil.ignore_patterns("shard-*")
            )
            replace(of, words, **how)  # type: ignore[arg-type]  # handed through

        load.replace_store = keep_and_replace  # type: ignore[assignment]
        report = run_import(nation, settings=settings, progress=Lines(), bulk=True)
        floor = bare(settings, kept)
    ours = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    say(report.last_line())
    times = report.seconds / floor
    say(f"import {report.seconds:.1f} s, bare loader {floor:.1f} s: {times:.2f} times")
    say(f"largest resident set: this process {ours // 1024:,} MB, a child {child[0] // 1024:,} MB")


if __name__ == "__main__":
    main()
