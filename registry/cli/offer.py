"""`talent-registry offer`: a certificate for its holder's wallet, as a QR at the terminal."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from registry.vocabulary import CertificateKind


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command(epilog="Example: talent-registry offer --number S000032000123262000017 --pin")(
        offer
    )


def offer(
    *,
    number: Annotated[str, typer.Option(help="The certificate's number.")],
    kind: Annotated[CertificateKind | None, typer.Option(help="Where two kinds share it.")] = None,
    pin: Annotated[
        bool, typer.Option("--pin", help="Ask for a transaction code, to be told by another way.")
    ] = False,
) -> None:
    """Offer a certificate to its holder's wallet; good for 15 minutes and once.

    Prints the address of the offer; at a terminal also its QR, to be read by the wallet.
    """
    from registry.cli.office import fail, in_office  # noqa: PLC0415 - help needs none of it
    from registry.recording.refusals import Refusal  # noqa: PLC0415
    from registry.viewer import Role, Viewer  # noqa: PLC0415

    wanted = None if kind is None else kind.value
    made = in_office(
        lambda office: office.offers.make(
            Viewer(Role.ADMINISTRATOR), number, kind=wanted, with_pin=pin
        )
    )
    if isinstance(made, Refusal):
        fail(f"{made.code}: {made.message('en')}")
    typer.echo(made.uri)
    if made.pin is not None:
        typer.echo(f"transaction code / 交易码: {made.pin}", err=True)
    if sys.stdout.isatty():
        _show(made.uri)


def _show(uri: str) -> None:
    import segno  # noqa: PLC0415 - only a terminal shows a code

    segno.make(uri, error="m", micro=False).terminal(compact=True)
