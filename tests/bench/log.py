"""How many entries a second the sequencer takes up, and what one more costs in a large log.

    python -m tests.bench.log [--entries 1000000]
    python -m tests.bench.log --graph [--entries 50000]

The first grows a log without a database in batches as large as the sequencer's: tiles, bundles,
files, flushes, reading back and the root, in a folder that is thrown away. The second does all of
it over the test database, with indexes, leases and the look at the past, after putting the entries
there. Rates are by the clock and by CPU time of this process; the second is what counts on a busy
machine. Memory is the largest resident set.
"""

from __future__ import annotations

import argparse
import resource
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from registry.graph.log.state import Head
from registry.log.audit import check_root, check_tiles
from registry.log.files import LogFiles
from registry.log.growth import Growth
from registry.log.points import KillAt
from registry.log.tenure import BATCH
from tests.conftest import HOME
from tests.support.database import running_graph
from tests.support.log_world import CLEAR, entry_of, log_settings, put, sequence
from verifier.merkle import EMPTY_ROOT
from verifier.tiles import TILE_WIDTH

_SINGLES: Final = 200
_PUT: Final = 10_000


def main() -> None:
    """Measure and print what is asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--graph", action="store_true", help="over the test database")
    parser.add_argument("--entries", type=int)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        if options.graph:
            measure_graph(Path(name), options.entries or 50_000)
        else:
            measure_files(Path(name), options.entries or 1_000_000)
    say(f"memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MB at most")


def measure_files(folder: Path, count: int) -> None:
    """Grow a log to `count` entries, and look at the cost of one more at every tenfold size."""
    growth, files = Growth(), LogFiles(folder, KillAt())
    size = 1_000
    while growth.size < count:
        size = min(size * 10, count)
        begun = growth.size
        with taken(f"{begun:>9,} to {size:>9,} entries", size - begun):
            while growth.size < size:
                add(growth, files, min(BATCH, size - growth.size))
        with taken(f"one at a time after {size:>9,}", _SINGLES):
            for _ in range(_SINGLES):
                add(growth, files, 1)


def add(growth: Growth, files: LogFiles, count: int) -> None:
    """Take up some entries as a round of the sequencer does."""
    begun = growth.size
    head = Head(begun, growth.root() if begun else EMPTY_ROOT)
    files.write(growth.append([entry_of(begun + n) for n in range(count)]))
    check_tiles(files, growth.size, begun // TILE_WIDTH, -(-growth.size // TILE_WIDTH))
    check_root(files, growth.size, head)
    check_root(files, growth.size, Head(growth.size, growth.root()))


def measure_graph(folder: Path, count: int) -> None:
    """Put entries into the test database and sequence them."""
    with running_graph(HOME / "test") as graph:
        graph.run(CLEAR)
        settings = log_settings(graph, folder)
        with taken("put into the database", count):
            for start in range(0, count, _PUT):
                put(graph, range(start, min(start + _PUT, count)))
        with taken("sequenced", count):
            if sequence(settings) != count:
                raise SystemExit("the log of the benchmark was not taken up whole")
        with taken("read again whole", count):
            sequence(settings)
        graph.run(CLEAR)


@contextmanager
def taken(what: str, count: int) -> Iterator[None]:
    """Print how many a second the block takes."""
    clock, cpu = time.perf_counter(), time.process_time()
    yield
    clock, cpu = time.perf_counter() - clock, time.process_time() - cpu
    say(f"{what:34} {count / clock:9,.0f} /s by the clock {count / cpu:9,.0f} /s of CPU")


def say(line: str) -> None:
    """Print a line at once."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
