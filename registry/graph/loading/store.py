"""A new store for the local database, made by the bulk loader that ships with it.

The loader works in a copy of the server's folder without its data, while the server is stopped;
then the folders change places. Killed before that, the old store is untouched; killed between the
two renames, the next start makes an empty server, which is what it was before; killed later, the
new store is whole. What is half-made is removed by the next load.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

from registry.graph import local
from registry.graph.server import Server, run_admin
from registry.settings import Settings

Progress = Callable[[str], None]

_KEPT: Final = ("databases/system", "transactions/system", "dbms")
"""Of the data: what knows the database's name and the password."""


def replace_store(settings: Settings, words: Sequence[str], *, progress: Progress) -> None:
    """Load CSV files into a new store and put it in the place of the old one.

    `words` are the loader's arguments: files and options.

    Raises:
        LocalServerError: the loader refused the files; the old store stands.
    """
    with local.paused(settings, progress=progress) as server:
        new, old = server.folder / "server.load", server.folder / "server.old"
        for left_over in (new, old):
            shutil.rmtree(left_over, ignore_errors=True)
        _copy_without_data(server, new)
        progress("database: loading")
        run_admin(new, server.jars, ["database", "import", "full", local.DATABASE, *words])
        # The loader writes its report there if it has anything to say.
        (Path.cwd() / "import.report").unlink(missing_ok=True)
        server.home.rename(old)
        new.rename(server.home)
        shutil.rmtree(old)


def _copy_without_data(server: Server, new: Path) -> None:
    new.mkdir()
    shutil.copytree(server.home / "conf", new / "conf")
    shutil.copy2(server.home / "password", new / "password")
    for part in _KEPT:
        source = server.store / part
        if source.exists():
            shutil.copytree(source, new / "data" / part)
