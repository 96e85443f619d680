"""`talent-registry token`: a bearer token for trials, and nothing else on standard output."""

from __future__ import annotations

from typing import Annotated

import typer

from registry.settings import Settings
from registry.tokens import BadTokenError, mint
from registry.viewer import Role

_ROLES = ", ".join(Role)


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command(epilog="Example: talent-registry token --role agency --division 320000 --hours 1")(
        token
    )


def token(
    role: Annotated[str, typer.Option(help=f"{_ROLES}.")],
    subject: Annotated[str | None, typer.Option(help="Worker id, for a holder.")] = None,
    organisation: Annotated[
        str | None, typer.Option(help="USCC, for an enterprise or issuer.")
    ] = None,
    division: Annotated[
        str | None, typer.Option(help="Six digits, for an agency; without: the nation.")
    ] = None,
    hours: Annotated[float, typer.Option(min=0.01, max=24 * 366, help="How long it is good.")] = 12,
) -> None:
    """Print a bearer token for trials."""
    try:
        made = mint(
            Settings(),
            role=role,
            subject=subject,
            organisation=organisation,
            division=division,
            hours=hours,
        )
    except BadTokenError as err:
        typer.echo(f"talent-registry: {err}", err=True)
        raise typer.Exit(2) from None  # The line above says it.
    typer.echo(made)
