"""A home with a graph to measure: made of an invented nation where it is empty, else as it is."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from registry.graph.demonstration import is_empty
from registry.graph.local import local_database, server_of
from registry.graph.migrate import migrate
from registry.importing import run_import
from registry.seeding import generate
from registry.settings import Settings


@contextmanager
def filled(settings: Settings, workers: int, say: Callable[[str], None]) -> Iterator[float | None]:
    """Run the home's database, filled with so many workers (profile demo) if it is empty.

    Gives the seconds of the import, None where there was none.
    """
    with local_database(settings, progress=say):
        migrate(settings)
        seconds = None
        if is_empty(settings):
            nation = settings.home / "nation"
            generate(workers=workers, profile="demo", seed=1, out=nation, force=True)
            seconds = run_import(nation, settings=settings).seconds
        yield seconds


def pid_of_database(settings: Settings) -> int:
    """Return the process of the local database."""
    return int(server_of(settings).pid_file.read_text().split()[0])
