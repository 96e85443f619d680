"""`talent-registry export`: what others need of this registry."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from registry.office import Office


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command(epilog="Example: talent-registry export --trust trust.json")(export)


def export(
    *,
    trust: Annotated[Path, typer.Option(help="Where the trust file goes; `-` prints it.")],
    issuer: Annotated[str | None, typer.Option(help="Only this issuer prefix.")] = None,
    days: Annotated[int, typer.Option(min=1, max=366, help="For how long it is good.")] = 30,
    signed: Annotated[
        bool, typer.Option("--signed", help="As a trust+jwt, signed by the registry.")
    ] = False,
) -> None:
    """Write the trust file: all that an offline verifier needs, good for some days."""
    import orjson  # noqa: PLC0415 - help needs none of it

    from registry.cli.office import in_office  # noqa: PLC0415

    async def make(office: Office) -> tuple[bytes, int]:
        file = await office.trust.make(prefix=issuer, days=days)
        count = len(file["issuers"])
        if signed:
            return (await office.trust.sign(file)).encode("ascii"), count
        return orjson.dumps(file, option=orjson.OPT_INDENT_2), count

    content, issuers = in_office(make)
    if str(trust) == "-":
        typer.echo(content.decode())
        return
    trust.write_bytes(content)
    typer.echo(f"{trust}: {issuers} issuers, good for {days} days")
