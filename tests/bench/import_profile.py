"""Where the Python time of a bulk load goes: its files written in one process, under a profile.

    python tests/bench/import_profile.py --home DIR [--workers 20000]

The tasks that an import hands to children run one after the other here, and the loader itself is
left out. Prints the CPU seconds of each task without a profile, then, profiled, the functions with
the most time of their own and below them. The home folder's local database must be empty.
"""

from __future__ import annotations

import argparse
import cProfile
import pstats
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any, Final

from registry.dates import china_today
from registry.graph.loading.access import Loading
from registry.graph.local import local_database
from registry.graph.migrate import migrate
from registry.importing import run_import, shipped_policies
from registry.importing.bulk import BulkLoad, load
from registry.importing.progress import Silent
from registry.importing.report import ImportReport, Rejects
from registry.importing.sources import find_sources
from registry.personal import PersonalKeys
from registry.seeding import generate
from registry.settings import Settings

SHOWN: Final = 40


def say(line: str) -> None:
    """Print a line at once."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def one_after_the_other(told: bool, tasks: Sequence[Any], tell: Callable[..., None]) -> list[Any]:
    """Run the tasks here, and say how long each computed if that is wanted."""
    results = []
    for task in tasks:
        began = time.process_time()
        results.append(task(tell))
        if told:
            say(f"{task.func.__name__.strip('_'):24} {time.process_time() - began:7.2f} s")
    return results


@contextmanager
def at_once(told: bool, tasks: Sequence[Any], tell: Callable[..., None]) -> Iterator[Any]:
    """Stand for `at_work`: run the tasks before the block instead of beside it."""
    results = one_after_the_other(told, tasks, tell)
    yield lambda: results


def write_files(make: Callable[[Rejects], BulkLoad], folder: Path, *, told: bool) -> None:
    """Write the loader's files in this process."""
    folder.mkdir()
    load.run_together = partial(one_after_the_other, told)  # type: ignore[attr-defined]
    load.at_work = partial(at_once, told)  # type: ignore[attr-defined]
    with Rejects(None, ImportReport()) as rejects:
        make(rejects).write_files(folder)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--home", type=Path, required=True)
    parser.add_argument("--workers", type=int, default=20_000)
    options = parser.parse_args()
    settings = Settings(home=options.home, neo4j_uri=None)
    with tempfile.TemporaryDirectory() as made:
        nation = Path(made) / "nation"
        generate(workers=options.workers, profile="national", seed=1, out=nation, force=True)
        with local_database(settings):
            migrate(settings)
            run_import(shipped_policies(), settings=settings)
            with Loading.open(settings) as loading:
                carried, basis = loading.carried(), loading.basis(china_today())
        sources, keys = find_sources(nation), PersonalKeys.load(settings)

        def make(rejects: Rejects) -> BulkLoad:
            report = ImportReport()
            return BulkLoad(settings, sources, report, rejects, Silent(), keys, basis, carried)

        write_files(make, Path(made) / "timed", told=True)
        with cProfile.Profile() as profile:
            write_files(make, Path(made) / "profiled", told=False)
    statistics = pstats.Stats(profile)
    statistics.sort_stats("tottime").print_stats(SHOWN)
    statistics.sort_stats("cumtime").print_stats(SHOWN)


if __name__ == "__main__":
    main()
