"""Dumps of the local database: one file that holds the whole graph.

The server stops, its tool copies the store, the server starts again: Community dumps stopped
databases only. The file is complete or absent: it is written under another name first.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

from registry.graph import local
from registry.graph.errors import LocalServerError
from registry.settings import Settings

Progress = Callable[[str], None]


def backup(settings: Settings, file: Path, *, progress: Progress = local.silent) -> None:
    """Write a dump of the graph to a file.

    Raises:
        LocalServerError: Neo4j's tool did not end well; the file is as it was before.
    """
    file.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=file.parent, prefix=".dump-") as folder:
        with local.paused(settings, progress=progress):
            progress("database: writing the dump")
            words = ["database", "dump", local.DATABASE, f"--to-path={folder}"]
            local.admin_command(settings, words)
        (Path(folder) / f"{local.DATABASE}.dump").replace(file)


def restore(settings: Settings, file: Path, *, progress: Progress = local.silent) -> None:
    """Replace the graph by what a dump holds.

    Raises:
        LocalServerError: there is no such file, or Neo4j's tool did not end well.
    """
    if not file.is_file():
        raise LocalServerError(f"there is no file {file}")
    with tempfile.TemporaryDirectory(prefix="dump-") as folder:
        # The tool wants the file under the name of the database.
        shutil.copyfile(file, Path(folder) / f"{local.DATABASE}.dump")
        with local.paused(settings, progress=progress):
            progress("database: reading the dump")
            words = ["database", "load", local.DATABASE, f"--from-path={folder}"]
            local.admin_command(settings, [*words, "--overwrite-destination=true"])
