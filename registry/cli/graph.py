"""`talent-registry graph ...`: the local database as one who runs it sees it."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from registry.cli.progress import progress_lines
from registry.graph import backup as dumps
from registry.graph import local
from registry.graph.errors import DatabaseAwayError, LocalServerError
from registry.graph.memory import megabytes
from registry.settings import Settings

_Dump = Annotated[Path, typer.Argument(help="dump file", dir_okay=False)]


def register(app: typer.Typer) -> None:
    """Add the group to the application."""
    group = typer.Typer(
        help="Start, stop, look at, back up and restore the local database.", no_args_is_help=True
    )
    group.command(epilog="Example: talent-registry graph up")(up)
    group.command(epilog="Example: talent-registry graph down")(down)
    group.command(epilog="Example: talent-registry graph status")(status)
    group.command(epilog="Example: talent-registry graph backup monday.dump")(backup)
    group.command(epilog="Example: talent-registry graph restore monday.dump --force")(restore)
    app.add_typer(group, name="graph")


def up() -> None:
    """Start the database, bring it up to date, and let it run until `graph down`."""
    from registry.graph.migrate import migrate  # noqa: PLC0415 - the other commands need no driver

    settings = Settings()
    say = progress_lines()
    address = local.keep(settings, progress=say)
    migrate(settings, progress=say)
    typer.echo(f"the database runs at {address.uri}")


def down() -> None:
    """Stop the database, unless a server or another command uses it."""
    settings = _local_settings()
    if local.is_in_use(settings):
        raise LocalServerError("a server or a command uses the database; stop that first")
    local.stop(settings)
    typer.echo("the database is stopped")


def status() -> None:
    """Say whether the database runs, where, and how large it is."""
    settings = Settings()
    try:
        address = local.find_address(settings)
    except DatabaseAwayError as err:
        typer.echo(err)
        raise typer.Exit(1) from None
    typer.echo(f"running at {address.uri}, database {address.database}")
    if local.is_local(settings):
        store = local.store_folder(settings)
        used = "in use" if local.is_in_use(settings) else "not in use"
        typer.echo(f"{used}; {megabytes(store)} MB in {store}")


def backup(file: _Dump) -> None:
    """Stop the database, write a dump of it, and start it again."""
    dumps.backup(_local_settings(), file, progress=progress_lines())
    typer.echo(f"written: {file}")


def restore(
    file: _Dump,
    *,
    force: Annotated[bool, typer.Option("--force", help="replace what the graph holds")] = False,
) -> None:
    """Replace the graph by a dump."""
    if not force:
        raise LocalServerError("restore replaces everything in the graph; say --force to do it")
    dumps.restore(_local_settings(), file, progress=progress_lines())
    typer.echo(f"restored from {file}")


def _local_settings() -> Settings:
    settings = Settings()
    if not local.is_local(settings):
        raise LocalServerError("NEO4J_URI names a database of somebody else's; use its own tools")
    return settings
