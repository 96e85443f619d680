"""One import at a time: two would each decide from what the other is about to change.

The lock is one that its holder cannot forget: of the state folder for a local database, which the
kernel drops when the process dies, and an open transaction for another one, which the database ends
when the connection dies.
"""

from __future__ import annotations

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager

from registry.graph.loading.lock import graph_lock
from registry.graph.local import is_local
from registry.importing.report import NothingToImportError
from registry.settings import Settings

_BUSY = "another import is at work in this graph; wait for its end and start again"


@contextmanager
def only_import(settings: Settings) -> Iterator[None]:
    """Hold the lock for the length of a block.

    Raises:
        NothingToImportError: another import holds it.
    """
    if is_local(settings):
        settings.home.mkdir(parents=True, exist_ok=True)
        with (settings.home / "import.lock").open("a") as file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError as err:
                raise NothingToImportError(_BUSY) from err
            yield
        return
    with graph_lock(settings) as free:
        if not free:
            raise NothingToImportError(_BUSY)
        yield
