"""`talent-registry serve`: from an empty machine to pages that answer.

    1. take the port and read the witnesses, so that what is wrong is noticed before minutes of work
    2. start or adopt the database, and bring the graph up to date
    3. fill an empty graph with a demonstration, if asked for
    4. serve until Ctrl-C; the server first, then the database, stop in order

The database is watched meanwhile: should it die, it is started again.
"""

from __future__ import annotations

import asyncio
import shutil
import signal
import socket
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from typing import Final, NoReturn

import typer
import uvicorn

from registry.cli.progress import progress_lines
from registry.demonstration import identities
from registry.graph import local
from registry.graph.demonstration import is_empty, mark_demonstration
from registry.graph.errors import LocalServerError
from registry.graph.migrate import migrate
from registry.log.policy import read_witnesses
from registry.settings import Settings

Progress = Callable[[str], None]

DEMONSTRATION_WORKERS: Final = 20_000
DEMONSTRATION_SEED: Final = 1


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command(epilog="Example: REGISTRY_PORT=8080 talent-registry serve")(serve)


def serve() -> None:
    """Serve the registry, with a local database if none is named."""
    settings = Settings()
    say = progress_lines()
    signal.signal(signal.SIGTERM, _interrupt)
    read_witnesses(settings.witnesses)
    try:
        with _bound_socket(settings) as listener, local.local_database(settings, progress=say):
            migrate(settings, progress=say)
            if settings.seed == "demo":
                _fill(settings, say)
            # The web server ends by raising the signal again that ended it.
            with local.watched(settings, progress=say), suppress(KeyboardInterrupt):
                _Server(settings, say).run(sockets=[listener])
            say("stopping the database")
    except KeyboardInterrupt:
        raise typer.Exit(130) from None  # Ctrl-C is how one ends it.


def _interrupt(_signal: int, _frame: object) -> NoReturn:
    """Let SIGTERM end the preparation in order, as Ctrl-C does."""
    raise KeyboardInterrupt


def _bound_socket(settings: Settings) -> socket.socket:
    """Take the port without listening yet: who connects too early is refused, not kept waiting."""
    family, kind, protocol, _, address = socket.getaddrinfo(
        settings.host, settings.port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
    )[0]
    listener = socket.socket(family, kind, protocol)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind(address)
    except OSError as err:
        listener.close()
        raise LocalServerError(
            f"cannot listen on {settings.host}:{settings.port} ({err.strerror}); "
            "choose another port with REGISTRY_PORT"
        ) from err
    return listener


def _fill(settings: Settings, say: Progress) -> None:
    """Fill an empty graph with the demonstration, or go on where that was cut short."""
    from registry.cli.importing import shown_progress  # noqa: PLC0415 - most starts import nothing
    from registry.importing import run_import  # noqa: PLC0415
    from registry.issuing.samples import write_samples  # noqa: PLC0415
    from registry.seeding import generate  # noqa: PLC0415

    folder = settings.home / "demo"
    unfinished = settings.home / "demo.unfinished"
    if not unfinished.exists():
        if not is_empty(settings):
            return
        unfinished.touch()
        shutil.rmtree(folder, ignore_errors=True)
    # The story ends on the day of its making: an import that goes on must not get another one.
    if not (folder / "truth.json").exists():
        say(f"demonstration: inventing {DEMONSTRATION_WORKERS:,} workers")
        generate(
            workers=DEMONSTRATION_WORKERS,
            profile="demo",
            seed=DEMONSTRATION_SEED,
            out=folder,
            force=True,
        )
    say("demonstration: importing")
    with shown_progress() as progress:
        run_import(folder, settings=settings, progress=progress)
    mark_demonstration(settings)
    say("demonstration: signing certificates to try")
    say(f"demonstration: try them, {write_samples(settings) / 'README.txt'} says how")
    unfinished.unlink()


class _Server(uvicorn.Server):
    """The web server, which says what to open once it answers."""

    def __init__(self, settings: Settings, say: Progress) -> None:
        from registry.app import create_app, warm  # noqa: PLC0415 - a long preparation comes before

        app = create_app(settings)
        super().__init__(
            uvicorn.Config(
                app,
                loop="uvloop",
                http="httptools",
                lifespan="on",
                # `registry.observing.logs` says how lines look.
                log_config=None,
                log_level="warning",
                access_log=False,
                server_header=False,
                # Whoever else says on whose behalf it asks is not believed.
                proxy_headers=settings.trusted_proxies is not None,
                forwarded_allow_ips=settings.trusted_proxies or "",
                timeout_graceful_shutdown=5,
            )
        )
        self._settings = settings
        self._say = say
        self._warm = partial(warm, app)
        self._warming: asyncio.Task[None] | None = None

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Start to answer, then say so."""
        await super().startup(sockets)
        if self.started:
            self._say("serving")
            typer.echo(_welcome(self._settings))
            self._warming = asyncio.create_task(self._warm())


def _welcome(settings: Settings) -> str:
    """Return what to open and, in the demonstration, a token for each kind of user."""
    base = settings.base_url
    lines = [
        "",
        f"  search candidates     {base}/",
        f"  verify a certificate  {base}/verify",
        f"  trace assignments     {base}/trace",
        f"  GraphQL               {base}/graphql",
    ]
    offered = [identity for identity in identities(settings) if identity.token]
    if offered:
        lines += ["", "  tokens of the demonstration (Authorization: Bearer ...):", ""]
        for identity in offered:
            lines += [f"  {identity.label} ({identity.label_zh})", f"    {identity.token}"]
    return "\n".join([*lines, "", "  Ctrl-C stops server and database.", ""])
