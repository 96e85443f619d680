"""`talent-registry export`: what others need of this registry."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from registry.office import Office

_Trust = Annotated[
    Path,
    typer.Option(
        help="Where the trust file goes; `-` prints it. A folder that is there, or a name that ends"
        " in .zip, gets the whole offline bundle."
    ),
]


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command(
        epilog="Example: talent-registry export --trust trust.json"
        "; with everything for a place without a network: --trust offline.zip"
    )(export)


def export(
    *,
    trust: _Trust,
    issuer: Annotated[str | None, typer.Option(help="Only this issuer prefix.")] = None,
    days: Annotated[int, typer.Option(min=1, max=366, help="For how long it is good.")] = 30,
    signed: Annotated[
        bool, typer.Option("--signed", help="As a trust+jwt, signed by the registry.")
    ] = False,
) -> None:
    """Write the trust file: all that an offline verifier needs, good for some days."""
    import orjson  # noqa: PLC0415 - help needs none of it

    from registry.cli.office import fail, in_office  # noqa: PLC0415
    from registry.issuing.bundle import is_bundle  # noqa: PLC0415

    if is_bundle(trust):
        if signed:
            fail("a bundle holds the trust file both ways; leave out --signed")
        _bundle(trust, issuer, days)
        return

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


def _bundle(path: Path, issuer: str | None, days: int) -> None:
    from registry.cli.office import in_office  # noqa: PLC0415
    from registry.issuing.bundle import make_bundle, write_bundle  # noqa: PLC0415

    files = in_office(lambda office: make_bundle(office.trust, prefix=issuer, days=days))
    write_bundle(files, path)
    typer.echo(f"{path}: {len(files)} files, good for {days} days; README.txt says how to use them")
