"""`talent-registry badge`: a certificate on record as an Open Badge, in a file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from registry.vocabulary import CertificateKind

if TYPE_CHECKING:
    from registry.badges.export import Badge
    from registry.graph.wallet.certificates import NamedCertificate
    from registry.office import Office

FORMATS = "jwt, json, png, svg"


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command(
        epilog="Example: talent-registry badge --number S000032000123262000017 --out badge.png"
    )(badge)


def badge(
    *,
    number: Annotated[str, typer.Option(help="The certificate's number.")],
    out: Annotated[Path, typer.Option(help="The file; `-` prints a token or its content.")],
    form: Annotated[
        str | None, typer.Option("--format", help=f"{FORMATS}; without: as the file is named.")
    ] = None,
    kind: Annotated[CertificateKind | None, typer.Option(help="Where two kinds share it.")] = None,
) -> None:
    """Write a certificate as an Open Badge 3.0.

    PNG and SVG carry the signed badge within; verify-certificate reads them back.
    """
    from registry.badges.export import BadgeForm  # noqa: PLC0415 - help needs none of it
    from registry.cli.office import fail, in_office  # noqa: PLC0415

    wanted = form or out.suffix.removeprefix(".") or BadgeForm.JWT.value
    if wanted not in set(BadgeForm):
        fail(f"--format is one of {FORMATS}, not {wanted}")
    content = in_office(lambda office: _made(office, number, kind)).in_form(BadgeForm(wanted))
    if str(out) == "-":
        typer.echo(content.decode("utf-8", "replace"))
        return
    out.write_bytes(content)
    typer.echo(f"{out}: {len(content)} bytes")


async def _made(office: Office, number: str, kind: CertificateKind | None) -> Badge:
    from registry.badges.export import badge_of  # noqa: PLC0415
    from registry.cli.office import fail  # noqa: PLC0415

    found = await _named(office, number, kind)
    made = (
        None if found.prefix is None else await badge_of(office.existing, found.prefix, found.key)
    )
    if made is None:
        fail(f"{number} has no badge: only graded certificates of a known issuer have one")
    return made


async def _named(office: Office, number: str, kind: CertificateKind | None) -> NamedCertificate:
    from registry.access import Act, reach  # noqa: PLC0415
    from registry.cli.office import fail  # noqa: PLC0415
    from registry.graph.wallet.certificates import certificates_within  # noqa: PLC0415
    from registry.viewer import Role, Viewer  # noqa: PLC0415

    within = reach(Viewer(Role.ADMINISTRATOR), Act.OFFER)
    found = (
        ()
        if within is None
        else await certificates_within(
            office.keyring.database, within, number, kind=None if kind is None else kind.value
        )
    )
    if len(found) != 1:
        fail("no certificate has this number" if not found else "several kinds have it: --kind")
    return found[0]
