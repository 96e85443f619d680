"""`talent-registry log`: look at the transparency log, carry it on, complete it, rebuild it."""

from __future__ import annotations

import asyncio
import signal
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from registry.office import Office


def register(app: typer.Typer) -> None:
    """Add the commands to the application."""
    log = typer.Typer(no_args_is_help=True, help="The transparency log.")
    log.command(epilog="Example: talent-registry log status")(status)
    log.command(epilog="Example: talent-registry log key --policy > policy.txt")(key)
    log.command(epilog="Example: REGISTRY_WITNESSES=witnesses.txt talent-registry log run")(run)
    log.command(epilog="Example: talent-registry log complete --wait 30")(complete)
    log.command(epilog="Example: talent-registry log rebuild")(rebuild)
    app.add_typer(log, name="log")


def status() -> None:
    """Say what is signed, published and waiting, and check all of it; status 1 if it disagrees."""
    from registry.cli.office import fail, in_office  # noqa: PLC0415 - help needs none of it
    from registry.log.report import report  # noqa: PLC0415

    found = in_office(lambda office: report(office.log))
    for line in found.lines():
        typer.echo(line)
    if found.disagreement is not None:
        fail(found.disagreement)


def key(
    *,
    policy: Annotated[
        bool, typer.Option("--policy", help="Print the whole policy: log, witnesses, quorum.")
    ] = False,
) -> None:
    """Print the log's verifier key, which witnesses and monitors need; it is made if there is none.

    Another key would be another log, so there is no rotation.
    """
    from registry.log.origin import LogKeyFile  # noqa: PLC0415
    from registry.log.policy import read_witnesses  # noqa: PLC0415
    from registry.settings import Settings  # noqa: PLC0415

    settings = Settings()
    vkey = LogKeyFile.of(settings).make().vkey
    typer.echo(read_witnesses(settings.witnesses).text(vkey) if policy else vkey, nl=not policy)


def run() -> None:
    """Carry the log on without serving it, until Ctrl-C."""
    from registry.cli.office import in_office  # noqa: PLC0415

    async def keep(office: Office) -> None:
        keeping = asyncio.ensure_future(office.log.sequencer.keep())
        asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, keeping.cancel)
        try:
            await keeping
        except asyncio.CancelledError:
            typer.echo("the log is given up", err=True)

    try:
        in_office(keep)
    except KeyboardInterrupt:
        raise typer.Exit(130) from None  # Ctrl-C is how one ends it.


def complete(
    wait: Annotated[float, typer.Option(min=0, help="Seconds to wait for witnesses.")] = 30.0,
) -> None:
    """Take up what waits and have it witnessed; status 1 if witnesses are still missing."""
    from registry.cli.office import fail, in_office  # noqa: PLC0415

    taken = in_office(lambda office: office.log.sequencer.complete(wait_seconds=wait))
    if taken is None:
        fail("another process carries the log on")
    typer.echo(f"taken up {taken.entries}, {taken.size} entries in all")
    if not taken.is_witnessed:
        fail("; ".join(taken.troubles) or "no witnesses are set up (REGISTRY_WITNESSES)")


def rebuild() -> None:
    """Write lost files again from the database, if its entries have the root that was signed."""
    from registry.cli.office import fail, in_office  # noqa: PLC0415
    from registry.log.rebuilding import rebuild as write_again  # noqa: PLC0415

    size = in_office(lambda office: write_again(office.log.sequencer))
    if size is None:
        fail("another process carries the log on; stop it first")
    typer.echo(f"written again: {size} entries")
