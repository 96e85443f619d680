"""A PostgreSQL of the benchmark's own: in a folder of its own, on a free port, gone afterwards."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from tests.bench.peer.processes import free_port, serving

_SETTINGS: Final = {
    # Everything is in memory, as for Neo4j, and no compiler is started for a page of 20 rows.
    "shared_buffers": "1GB",
    "effective_cache_size": "4GB",
    "random_page_cost": "1.1",
    "jit": "off",
    "listen_addresses": "127.0.0.1",
    "log_min_messages": "fatal",
}
_USERS: Final = ("postgres", "nobody")


@dataclass(frozen=True, slots=True)
class Cluster:
    """A running server."""

    pid: int
    port: int

    @property
    def url(self) -> str:
        """Where its database is."""
        return f"postgres://peer@127.0.0.1:{self.port}/postgres"

    def run(self, text: str) -> None:
        """Run statements."""
        subprocess.run(
            self.psql("-f", "-"), input=text, text=True, check=True, stdout=subprocess.DEVNULL
        )

    def psql(self, *options: str) -> list[str]:
        """Return the command of its client."""
        return [_tool("psql"), "-qX", "-v", "ON_ERROR_STOP=1", *options, self.url]


@contextmanager
def cluster() -> Iterator[Cluster]:
    """Run an empty server for the length of a block.

    Raises:
        SystemExit: PostgreSQL is not installed.
    """
    account = _account()
    with tempfile.TemporaryDirectory(prefix="peer-postgres-") as name:
        folder = Path(name)
        if account:
            os.chown(folder, account["user"], account["group"])
        subprocess.run(
            [_tool("initdb"), "-D", str(folder / "data"), "-U", "peer", "-A", "trust", "-E", "UTF8",
             "--locale", "C", "--no-sync"],
            check=True, stdout=subprocess.DEVNULL, cwd=folder, **account,
        )  # fmt: skip
        port = free_port()
        chosen = _SETTINGS | {"port": str(port), "unix_socket_directories": str(folder)}
        options = [option for key, value in chosen.items() for option in ("-c", f"{key}={value}")]
        command = [_tool("postgres"), "-D", str(folder / "data"), *options]
        with serving(command, port, {}, folder, account) as pid:
            yield Cluster(pid, port)


def _tool(name: str) -> str:
    """Return a program of PostgreSQL, also where Debian hides it."""
    folders = [str(path) for path in Path("/usr/lib/postgresql").glob("*/bin")]
    found = shutil.which(name) or shutil.which(name, path=os.pathsep.join(folders))
    if found is None:
        raise SystemExit(f"the second peer needs PostgreSQL: there is no {name}")
    return found


def _account() -> dict[str, Any]:
    """Return whom the server runs as: it refuses root."""
    if os.geteuid() != 0:
        return {}
    known = {entry.pw_name: entry for entry in pwd.getpwall()}
    entry = next(known[name] for name in _USERS if name in known)
    return {"user": entry.pw_uid, "group": entry.pw_gid, "extra_groups": []}
