"""`talent-registry present`: the holder's side of showing a certificate (RFC 9901)."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command(
        epilog="Example: talent-registry present --credential mine.txt --key key.jwk"
        " --disclose name --audience https://employer.example --nonce 7f3a"
    )(present)


def present(
    *,
    credential: Annotated[Path, typer.Option(help="The certificate as it was issued.")],
    audience: Annotated[str, typer.Option(help="Who asks, as they wrote it.")],
    nonce: Annotated[str, typer.Option(help="What they asked to be answered.")],
    key: Annotated[Path, typer.Option(help="Your private key as a JWK; it is read, never sent.")],
    disclose: Annotated[str, typer.Option(help="Claims to show, comma separated.")] = "",
) -> None:
    """Show chosen facts of a certificate and prove that it is yours; needs no network.

    Prints the presentation; whoever asked verifies it with their audience and nonce.
    """
    from registry.cli.office import fail  # noqa: PLC0415 - help needs none of it
    from registry.wallet import presenting  # noqa: PLC0415

    names = [name.strip() for name in disclose.split(",") if name.strip()]
    try:
        made = presenting.present(
            credential.read_text(encoding="ascii"),
            key=presenting.read_private_jwk(key.read_text(encoding="utf-8")),
            disclose=names,
            audience=audience,
            nonce=nonce,
            now=int(datetime.now(UTC).timestamp()),
        )
    except (presenting.PresentingError, OSError, UnicodeDecodeError) as err:
        fail(str(err))
    typer.echo(made)
