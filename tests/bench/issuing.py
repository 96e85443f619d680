"""How near issuing comes to what its signatures alone cost.

    python -m tests.bench.issuing [SECONDS]
    python -m tests.bench.issuing --home DIR [--limit N]

The first form is pure: certificates built and signed in memory, beside the floor of bare
deterministic ES256 signing of as many bytes, all in one run, in slices that take turns, so that a
busy machine slows everything alike. CPU seconds of one core are counted.

The second form signs what is on record in the graph of a home (`talent-registry seed`, `import`),
first for one issuer and then for all, with everything that is written: certificates a second on
the clock, and the peak of memory.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import resource
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from registry.badges.credential import badge_credential
from registry.events import AccessEvents
from registry.graph.driver import Database, open_driver
from registry.graph.issuing.existing import certificates_by_issuer
from registry.graph.local import local_database
from registry.graph.migrate import migrate
from registry.issuing.credential import Seat, full_credential, print_credential
from registry.issuing.existingfiles import ExistingFiles, Report
from registry.office import Office
from registry.sealing import Sealing
from registry.settings import Settings
from registry.signers.software import new_signing_key
from tests.support.contents import PREFIX, welder

_SLICE = 100
_BASE = "https://registry.example.cn"
# Without an enterprise it discloses six claims, as the table says.
CONTENT = welder(enterprise=None)


def pure(seconds: float) -> None:
    """Print rates of signing in memory."""
    key = new_signing_key(PREFIX)
    places = iter(range(1 << 62))

    def seat() -> Seat:
        uri = f"{_BASE}/status/{PREFIX}-1"
        return Seat(f"{_BASE}/issuers/{PREFIX}", uri, next(places), 1_795_000_000)

    message = full_credential(CONTENT, seat=seat(), key=key).text.partition("~")[0].encode()

    def full() -> None:
        full_credential(CONTENT, seat=seat(), key=key)

    def with_print() -> None:
        full()
        print_credential(CONTENT, seat=seat(), key=key)

    def everything() -> None:
        with_print()
        badge_credential(CONTENT, seat=seat(), key=key)

    works: dict[str, tuple[int, Callable[[], object]]] = {
        "bare ES256, deterministic": (1, lambda: key.sign(message)),
        "full credential": (1, full),
        "and print profile": (2, with_print),
        "and Open Badge": (3, everything),
    }
    spent = dict.fromkeys(works, 0.0)
    rounds = 0
    end = time.perf_counter() + seconds
    while time.perf_counter() < end:
        for name, (_, work) in works.items():
            spent[name] += _time(work)
        rounds += 1
    rates = {name: rounds * _SLICE / total for name, total in spent.items()}
    bare = rates["bare ES256, deterministic"]
    print(f"{'6 disclosures, one core':28}  certificates/s  of its signatures alone")  # noqa: T201
    for name, (signatures, _) in works.items():
        share = rates[name] * signatures / bare
        print(f"{name:28}  {rates[name]:14.0f}  {share:.0%}")  # noqa: T201


def on_record(home: Path, limit: int | None) -> None:
    """Print rates of signing what a graph has."""
    settings = Settings(home=home, base_url=_BASE)
    with local_database(settings):
        migrate(settings)
        pid = int((home / "neo4j" / "running").read_text().split()[0])
        asyncio.run(_on_record(settings, limit, lambda: _cpu_of(pid)))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"peak of memory  {peak:.0f} MB")  # noqa: T201


async def _on_record(
    settings: Settings, limit: int | None, database_cpu: Callable[[], float]
) -> None:
    async with open_driver(settings) as driver:
        database = Database(driver, settings.neo4j_database)
        sealing, events = Sealing.load(settings), AccessEvents(database)
        office = Office.of(settings, database, sealing=sealing, events=events)
        files = ExistingFiles(office.existing)
        counts = await certificates_by_issuer(database)
        largest = max(counts, key=lambda prefix: counts[prefix])
        with tempfile.TemporaryDirectory() as folder:
            out = Path(folder)
            with _told("one issuer", database_cpu) as report:
                report.add(await files.write(largest, out / largest, limit=limit))
            if limit is None:
                for what in ("all issuers", "all again"):
                    with _told(what, database_cpu) as report:
                        report.add(await files.write_all(out))


@contextmanager
def _told(what: str, database_cpu: Callable[[], float]) -> Iterator[Report]:
    """Time what fills a report, and print it: on the clock, and what of it each process worked."""
    report = Report()
    clock, ours, theirs = time.perf_counter(), time.process_time(), database_cpu()
    yield report
    seconds = time.perf_counter() - clock
    ours, theirs = (time.process_time() - ours, database_cpu() - theirs)
    each = 1e6 / max(report.done, 1)
    print(  # noqa: T201
        f"{what:12} {report.done:8} in {seconds:7.1f} s, {report.done / seconds:6.0f}/s;"
        f" CPU us each: {ours * each:.0f} here, {theirs * each:.0f} in the database"
        f"  (written {report.written}, unchanged {report.unchanged}, skipped {report.skipped})"
    )


def _cpu_of(pid: int) -> float:
    """Return the CPU seconds that a process has used (Linux)."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _time(work: Callable[[], object]) -> float:
    start = time.process_time()
    for _ in range(_SLICE):
        work()
    return time.process_time() - start


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("seconds", nargs="?", type=float, default=6.0)
    parser.add_argument("--home", type=Path)
    parser.add_argument("--limit", type=int)
    chosen = parser.parse_args()
    if chosen.home is None:
        pure(chosen.seconds)
    else:
        on_record(chosen.home, chosen.limit)
