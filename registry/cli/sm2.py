"""`talent-registry sm2`: a second signature, SM2 with SM3, in a file beside a credential.

An optional profile (docs/signers.md): the credential does not change, and no verifier needs it.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from registry.office import Office

_Issuer = Annotated[str, typer.Option("--issuer", help="Issuer prefix (13 characters).")]
_Files = Annotated[list[Path], typer.Argument(help="Files of credentials, such as NUMBER.txt.")]


def register(app: typer.Typer) -> None:
    """Add the commands to the application."""
    sm2 = typer.Typer(no_args_is_help=True, help="SM2 with SM3 beside a credential (optional).")
    sm2.command(epilog="Example: talent-registry sm2 key --issuer S000032000123 > issuer.pem")(key)
    sm2.command(epilog="Example: talent-registry sm2 sign --issuer S000032000123 valid.txt")(sign)
    app.add_typer(sm2, name="sm2")


def key(issuer: _Issuer) -> None:
    """Print the issuer's public SM2 key as PEM; the first call makes the key."""
    from registry.cli.office import in_office  # noqa: PLC0415 - help needs none of it
    from registry.signers.sm2 import SM2Key  # noqa: PLC0415

    async def load(office: Office) -> str:
        iss = office.keyring.iss(issuer)
        return SM2Key.load(office.keyring.signers.settings, issuer, iss=iss).public.pem()

    typer.echo(in_office(load), nl=False)


def sign(issuer: _Issuer, files: _Files) -> None:
    """Write FILE.sm2.jws for each credential that the issuer's own key has signed."""
    from registry.cli.office import fail, in_office  # noqa: PLC0415
    from registry.issuing.countersigning import NotOursError, countersign  # noqa: PLC0415
    from registry.signers.sm2 import ENDING  # noqa: PLC0415

    async def work(office: Office) -> None:
        for path in files:
            text = path.read_text("ascii").strip()
            detached = await countersign(office.keyring, issuer, text)
            beside = path.with_name(path.name + ENDING)
            beside.write_text(detached + "\n", "ascii")
            typer.echo(beside)

    try:
        in_office(work)
    except (NotOursError, OSError, UnicodeDecodeError) as err:
        fail(str(err))
