"""The local database of a machine without one: made on first use, shared, and put away again.

Everything is under `$REGISTRY_HOME/neo4j`:

    jars/      the server's files, checked (`jars.py`)
    server/    NEO4J_HOME: settings, password (0600), data, logs (`server.py`)
    lock       held while somebody makes, starts or stops the server; says who
    running    pid and port; the server itself holds it locked for as long as it lives
    users      each process that uses the server holds it locked, shared
    keep       exists after `graph up`: nobody stops the server but `graph down`

Processes share one server: the first starts it, others adopt it, the last one to leave stops it.
All of it rests on locks that the kernel drops when a process dies, so kill -9 of any of them needs
no tidying: a server that survived its owner is adopted, one that was killed is started again and
recovers from its own log.
"""

from __future__ import annotations

import fcntl
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from threading import Event, Thread
from typing import IO, Final

from registry.graph import server as process
from registry.graph.address import Address, address_in
from registry.graph.errors import DatabaseAwayError, GraphError
from registry.graph.jars import ensure_jars
from registry.graph.server import Server
from registry.settings import Settings

Progress = Callable[[str], None]

USER: Final = "neo4j"
DATABASE: Final = "neo4j"

_WATCH_SECONDS: Final = 1.0


def silent(_line: str) -> None:
    """Say nothing of the progress."""


def is_local(settings: Settings) -> bool:
    """Say whether the database is the one that this module owns."""
    return settings.neo4j_uri is None


def server_of(settings: Settings) -> Server:
    """Return the files of the local server."""
    folder = settings.home.resolve() / "neo4j"
    return Server(folder=folder, jars=folder / "jars")


def store_folder(settings: Settings) -> Path:
    """Return the folder of the data."""
    return server_of(settings).store


def find_address(settings: Settings) -> Address:
    """Return where the database is, without starting anything.

    Raises:
        DatabaseAwayError: it is the local one, and that does not run.
    """
    named = address_in(settings)
    if named is not None:
        return named
    server = server_of(settings)
    port = process.running_port(server)
    if port is None:
        raise DatabaseAwayError(
            "the local database does not run; start it: talent-registry graph up"
        )
    return _address(server, port)


@contextmanager
def local_database(settings: Settings, *, progress: Progress = silent) -> Iterator[Address]:
    """Use the database for the length of a block: start it or adopt it, then leave it.

    The last user to leave stops a local one, unless `keep` was asked for. A database that the
    settings name is only named.

    Raises:
        GraphError: the server cannot be fetched, made or started.
    """
    named = address_in(settings)
    if named is not None:
        yield named
        return
    server = server_of(settings)
    server.folder.mkdir(parents=True, exist_ok=True)
    with (server.folder / "users").open("a") as users:
        fcntl.flock(users, fcntl.LOCK_SH)
        try:
            yield ensure_running(settings, progress=progress)
        finally:
            _leave(server, users)


def ensure_running(settings: Settings, *, progress: Progress = silent) -> Address:
    """Start the database unless it runs, and leave it running.

    Raises:
        GraphError: the server cannot be fetched, made or started.
    """
    named = address_in(settings)
    if named is not None:
        return named
    server = server_of(settings)
    with _exclusive(server):
        port = process.running_port(server)
        if port is None:
            ensure_jars(server.jars, progress=progress)
            if not server.home.exists():
                progress("database: making an empty one")
            process.make(server)
            progress("database: starting")
            port = process.start(server)
        return _address(server, port)


def keep(settings: Settings, *, progress: Progress = silent) -> Address:
    """Start the database and let it run until `stop`, whoever leaves."""
    address = ensure_running(settings, progress=progress)
    if is_local(settings):
        (server_of(settings).folder / "keep").touch()
    return address


def stop(settings: Settings) -> None:
    """Stop the local database, whoever uses it; data and password stay."""
    server = server_of(settings)
    if not is_local(settings) or not server.folder.exists():
        return
    with _exclusive(server):
        (server.folder / "keep").unlink(missing_ok=True)
        process.stop(server)


@contextmanager
def paused(settings: Settings, *, progress: Progress = silent) -> Iterator[Server]:
    """Stop the database for a block that needs its files alone; start it again if it ran.

    For dump, load and the bulk loader. Others wait meanwhile or find it away, and nobody can start
    it: the block itself must not ask for it either.

    Raises:
        GraphError: the server cannot be fetched, made, stopped or started.
    """
    server = server_of(settings)
    with _exclusive(server):
        ensure_jars(server.jars, progress=progress)
        process.make(server)
        ran = process.running_port(server) is not None
        process.stop(server)
        try:
            yield server
        finally:
            if ran:
                progress("database: starting")
                process.start(server)


@contextmanager
def watched(settings: Settings, *, progress: Progress = silent) -> Iterator[None]:
    """Start the local database again whenever it dies within the block.

    Clients find it at the same port, so a server that lost its database for some seconds goes on.
    """
    if not is_local(settings):
        yield
        return
    ended = Event()
    watcher = Thread(target=_watch, args=(settings, ended, progress), name="watch-neo4j")
    watcher.start()
    try:
        yield
    finally:
        ended.set()
        watcher.join()


def _watch(settings: Settings, ended: Event, progress: Progress) -> None:
    server = server_of(settings)
    while not ended.wait(_WATCH_SECONDS):
        if process.running_port(server) is None:
            try:
                ensure_running(settings, progress=progress)
            except GraphError as err:
                # It may work a moment later; until then requests say that the database is away.
                progress(f"database: {err}")


def is_in_use(settings: Settings) -> bool:
    """Say whether any process uses the local database now."""
    users = server_of(settings).folder / "users"
    try:
        with users.open("a") as file:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except FileNotFoundError:
        return False
    except BlockingIOError:
        return True
    return False


def admin_command(settings: Settings, words: Sequence[str]) -> str:
    """Run a command of Neo4j's administration tool, such as `["database", "dump", "neo4j"]`.

    The database must be stopped: use it within `paused`. Returns what the tool printed.

    Raises:
        LocalServerError: the tool did not end well.
    """
    server = server_of(settings)
    return process.run_admin(server.home, server.jars, words)


def _address(server: Server, port: int) -> Address:
    return Address(
        uri=f"bolt://127.0.0.1:{port}", user=USER, password=server.password(), database=DATABASE
    )


@contextmanager
def _exclusive(server: Server) -> Iterator[None]:
    """Hold the lock under which a server is made, started and stopped; wait for it."""
    server.folder.mkdir(parents=True, exist_ok=True)
    with (server.folder / "lock").open("a+") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        lock.truncate(0)
        lock.write(f"{os.getpid()}\n")
        lock.flush()
        yield


def _leave(server: Server, users: IO[str]) -> None:
    """Stop the server if nobody else uses it and nobody wants it kept."""
    # Under the exclusive lock nobody can start it in between; a user who comes now waits there.
    with _exclusive(server):
        try:
            fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return
        if not (server.folder / "keep").exists():
            process.stop(server)
