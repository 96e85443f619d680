"""`talent-registry keys`: the signing keys of issuers, from new to compromised."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from registry.dates import moment_text, parse_moment
from registry.signers.backends import Backend

if TYPE_CHECKING:
    from registry.graph.issuing.keys import KeyRecord
    from registry.issuing.keyring import Keyring, NewKey
    from registry.office import Office


class Reason(StrEnum):
    """Why a key ends honestly."""

    SUPERSEDED = "superseded"
    WITHDRAWN = "withdrawn"


class Algorithm(StrEnum):
    """With what a key signs."""

    ES256 = "ES256"
    EDDSA = "EdDSA"


_Issuer = Annotated[
    str, typer.Option("--issuer", help="Issuer prefix (13 characters), or `registry`.")
]
_Kid = Annotated[str, typer.Option("--kid", help="The key's id, as `keys list` shows it.")]
_Years = Annotated[int, typer.Option(min=1, max=20, help="For how long it may sign.")]
_Backend = Annotated[
    Backend | None, typer.Option(help="Where it lies; without: REGISTRY_KEY_BACKEND.")
]
_Address = Annotated[
    str | None, typer.Option("--uri", help="Take the key that lies there (pkcs11:, aws-kms:).")
]
_Algorithm = Annotated[Algorithm, typer.Option("--alg", help="EdDSA (Ed25519): files only.")]


def register(app: typer.Typer) -> None:
    """Add the commands to the application."""
    keys = typer.Typer(no_args_is_help=True, help="The signing keys of issuers.")
    keys.command(
        "new",
        help="Make a key, or take one that a device or service has; it signs from now on.",
        epilog="Example: talent-registry keys new --issuer S000032000123",
    )(_making(lambda keyring: keyring.make))
    keys.command("list", epilog="Example: talent-registry keys list --issuer S000032000123")(show)
    keys.command(
        "rotate",
        help="Make a key that supersedes the current one; what was signed before stays good.",
        epilog="Example: talent-registry keys rotate --issuer S000032000123",
    )(_making(lambda keyring: keyring.rotate))
    keys.command(
        epilog="Example: talent-registry keys retire --issuer S000032000123 --kid 0123456789ab"
    )(retire)
    keys.command(
        epilog="Example: talent-registry keys compromise --issuer S000032000123 --kid 0123456789ab"
    )(compromise)
    app.add_typer(keys, name="keys")


def _making(
    chosen: Callable[[Keyring], Callable[[str, NewKey], Awaitable[KeyRecord]]],
) -> Callable[..., None]:
    """Return a command that makes a key in one of the ways of a keyring."""

    def command(
        issuer: _Issuer,
        years: _Years = 5,
        backend: _Backend = None,
        uri: _Address = None,
        alg: _Algorithm = Algorithm.ES256,
    ) -> None:
        from registry.cli.office import in_office  # noqa: PLC0415 - help needs none of it

        wanted = _new_key(years, backend, uri, alg)
        made = in_office(lambda office: chosen(office.keyring)(issuer, wanted(office)))
        typer.echo(made.kid)

    return command


def show(
    issuer: Annotated[str | None, typer.Option("--issuer", help="Only this one.")] = None,
) -> None:
    """List keys with their time and state."""
    from registry.cli.office import in_office  # noqa: PLC0415

    now = int(datetime.now(UTC).timestamp())
    for key in in_office(lambda office: office.keyring.keys(issuer)):
        state = "current" if key.is_current(now) else key.reason or "expired"
        until = key.exp if key.revoked_at is None else key.revoked_at
        place = key.uri or key.backend
        typer.echo(
            f"{key.prefix}  {key.kid}  {_moment(key.nbf)}  {_moment(until)}  {state}"
            f"  {key.jwk['alg']}  {place}"
        )


def retire(
    issuer: _Issuer,
    kid: _Kid,
    reason: Annotated[Reason, typer.Option(help="Why it ends.")] = Reason.WITHDRAWN,
) -> None:
    """End a key honestly; what it signed in its time stays good."""
    from registry.cli.office import in_office  # noqa: PLC0415

    superseded = reason is Reason.SUPERSEDED
    in_office(
        lambda office: office.keyring.retire(
            issuer, kid, reason="superseded" if superseded else "withdrawn"
        )
    )
    typer.echo(f"{kid} ends as {reason}")


def compromise(
    issuer: _Issuer,
    kid: _Kid,
    at: Annotated[str | None, typer.Option(help="Since when, RFC 3339; without: now.")] = None,
) -> None:
    """Record that others may have the key: what it signed is believed with a log proof only."""
    from registry.cli.office import fail, in_office  # noqa: PLC0415

    try:
        since = None if at is None else int(parse_moment(at).timestamp())
    except ValueError:
        fail(f"--at {at!r} is no RFC 3339 moment with an offset")
    successor = in_office(lambda office: office.keyring.compromise(issuer, kid, at=since))
    typer.echo(f"{kid} is compromised" + (f"; {successor.kid} signs now" if successor else ""))


def _new_key(
    years: int, backend: Backend | None, uri: str | None, alg: Algorithm
) -> Callable[[Office], NewKey]:
    """Return the wanted key; where nothing is said of its place, the office's choice decides."""
    from registry.cli.office import fail  # noqa: PLC0415
    from registry.issuing.keyring import NewKey  # noqa: PLC0415
    from registry.signers.backends import KeyPlace  # noqa: PLC0415

    if uri is not None and backend in {None, Backend.FILE}:
        fail("--uri is the address of a key of --backend pkcs11 or kms")
    return lambda office: NewKey(
        KeyPlace(backend or office.keyring.backend, uri), alg=alg.value, years=years
    )


def _moment(seconds: int) -> str:
    return moment_text(datetime.fromtimestamp(seconds, UTC))
