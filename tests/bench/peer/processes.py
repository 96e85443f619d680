"""Processes that are measured: started, waited for, their CPU counted, and ended again."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import time
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Any, Final

TICKS: Final = os.sysconf("SC_CLK_TCK")
_WAIT_SECONDS: Final = 90.0


def free_port() -> int:
    """Return a port of this machine that nobody listens on."""
    with closing(socket.socket()) as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def cpu_seconds(root: int) -> float:
    """Return the CPU seconds that a process and all that descend from it have used.

    What has ended counts as soon as its parent has waited for it.
    """
    used: dict[int, int] = {}
    children: defaultdict[int, list[int]] = defaultdict(list)
    for folder in Path("/proc").iterdir():
        if not folder.name.isdecimal():
            continue
        with suppress(OSError):  # It ended while we looked.
            fields = (folder / "stat").read_text().rpartition(")")[2].split()
            children[int(fields[1])].append(int(folder.name))
            used[int(folder.name)] = sum(int(field) for field in fields[11:15])
    found, total = [root], 0
    for pid in found:
        total += used.get(pid, 0)
        found += children[pid]
    return total / TICKS


@contextmanager
def serving(
    command: Sequence[str],
    port: int,
    environment: Mapping[str, str],
    folder: Path | None = None,
    account: Mapping[str, Any] | None = None,
) -> Iterator[int]:
    """Run a server for the length of a block, from its first answer on; give its process id.

    `account` names user and group, where they are others than ours.

    Raises:
        SystemExit: it ended, or did not listen in time.
    """
    process = subprocess.Popen(command, env=os.environ | environment, cwd=folder, **(account or {}))
    try:
        _wait(process, port, command)
        yield process.pid
    finally:
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(15)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _wait(process: subprocess.Popen[bytes], port: int, command: Sequence[str]) -> None:
    deadline = time.monotonic() + _WAIT_SECONDS
    while time.monotonic() < deadline:
        if process.poll() is not None:
            raise SystemExit(f"ended with {process.returncode}: {' '.join(command)}")
        with suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
            return
        time.sleep(0.1)
    raise SystemExit(f"does not answer: {' '.join(command)}")
