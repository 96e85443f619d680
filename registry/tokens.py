"""Bearer tokens: `at+jwt` (RFC 9068), ES256, made and read by this registry alone.

The key is made on first use under `$REGISTRY_HOME/keys`. Reading is strict (RFC 8725): one
algorithm, one type, one issuer, one audience, all claims required. A bad token is an error, never
an anonymous viewer: somebody who presents one means to be known.

Tokens are not revoked, they run out. So one that was read is remembered, by its whole text, until
then: a signature costs more to check than all else of a small answer.
"""

from __future__ import annotations

import time
import uuid
from collections import OrderedDict
from datetime import UTC, datetime, timedelta
from typing import ClassVar, Final

import jwt
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)

from registry.sealing import secret_file
from registry.settings import Settings
from registry.viewer import ANONYMOUS, Role, Viewer

_TYPE: Final = "at+jwt"
_ALGORITHM: Final = "ES256"
_ISSUER: Final = "talent-registry"
_AUDIENCE: Final = "talent-registry"
_CLAIMS: Final = ("exp", "iat", "iss", "aud", "sub", "jti", "role")
_NEEDS: Final = {
    Role.HOLDER: "subject",
    Role.ENTERPRISE: "organisation",
    Role.ISSUER: "organisation",
}
_MAX_CHARACTERS: Final = 4_096
_REMEMBERED: Final = 4_096


class BadTokenError(Exception):
    """The bearer token is not one of ours, or no longer good."""

    code: ClassVar[str] = "BAD_TOKEN"


class Tokens:
    """Mints and reads tokens with one key."""

    def __init__(self, key: ec.EllipticCurvePrivateKey) -> None:
        self._key = key
        self._public = key.public_key()
        self._known: OrderedDict[str, tuple[float, Viewer]] = OrderedDict()

    @classmethod
    def load(cls, settings: Settings) -> Tokens:
        """Return the tokens of this registry; the first call makes its key."""
        pem = secret_file(settings.keys_folder / "tokens.pem", _new_key)
        key = load_pem_private_key(pem, password=None)
        if not isinstance(key, ec.EllipticCurvePrivateKey):
            raise BadTokenError("the token key of this registry is no EC key")
        return cls(key)

    def mint(self, viewer: Viewer, *, hours: float, now: datetime) -> str:
        """Return a token that makes its bearer this viewer for so many hours."""
        claims = {
            "iss": _ISSUER,
            "aud": _AUDIENCE,
            "sub": viewer.subject or viewer.organisation or viewer.division or viewer.role.value,
            "iat": int(now.timestamp()),
            "exp": int((now + timedelta(hours=hours)).timestamp()),
            "jti": uuid.uuid4().hex,
            "role": viewer.role.value,
        }
        facts = {
            "worker": viewer.subject,
            "organisation": viewer.organisation,
            "division": viewer.division,
        }
        claims |= {name: value for name, value in facts.items() if value is not None}
        return jwt.encode(claims, self._key, algorithm=_ALGORITHM, headers={"typ": _TYPE})

    def viewer(self, authorization: str | None) -> Viewer:
        """Return who the `Authorization` header says is asking; without one, the anonymous viewer.

        Raises:
            BadTokenError: the header is no bearer token of ours, or one that has run out.
        """
        if authorization is None:
            return ANONYMOUS
        scheme, _, token = authorization.partition(" ")
        if scheme.lower() != "bearer" or not token.strip():
            raise BadTokenError("the Authorization header must be: Bearer <token>")
        return self._remembered(token.strip())

    def _remembered(self, token: str) -> Viewer:
        known = self._known.get(token)
        if known is None or known[0] <= time.time():
            self._known.pop(token, None)
            known = self._known[token] = self._read(token)
            if len(self._known) > _REMEMBERED:
                self._known.popitem(last=False)
        return known[1]

    def _read(self, token: str) -> tuple[float, Viewer]:
        """Return who a token makes its bearer, and when it runs out."""
        if len(token) > _MAX_CHARACTERS:
            raise BadTokenError(
                f"the token is {len(token)} characters, at most {_MAX_CHARACTERS} allowed"
            )
        try:
            header = jwt.get_unverified_header(token)
            claims = jwt.decode(
                token,
                self._public,
                algorithms=[_ALGORITHM],
                issuer=_ISSUER,
                audience=_AUDIENCE,
                options={"require": list(_CLAIMS), "strict_aud": True},
            )
        except jwt.ExpiredSignatureError as err:
            raise BadTokenError("the token has run out; ask for a new one") from err
        except jwt.InvalidTokenError as err:
            raise BadTokenError("the token was not made by this registry, or was changed") from err
        if header.get("typ") != _TYPE:
            raise BadTokenError(f"the token's type must be {_TYPE}")
        viewer = viewer_of(
            str(claims["role"]),
            subject=claims.get("worker"),
            organisation=claims.get("organisation"),
            division=claims.get("division"),
        )
        return float(claims["exp"]), viewer


def viewer_of(
    role: str, *, subject: str | None, organisation: str | None, division: str | None
) -> Viewer:
    """Return the viewer of a role with the identity that it needs.

    Raises:
        BadTokenError: no such role, or a holder without worker, an enterprise or issuer without
        organisation.
    """
    try:
        known = Role(role)
    except ValueError as err:
        raise BadTokenError(f"there is no role {role!r}; roles are {', '.join(Role)}") from err
    needed = _NEEDS.get(known)
    given = {"subject": subject, "organisation": organisation}
    if needed and not given[needed]:
        raise BadTokenError(f"the role {known} needs --{needed}")
    return Viewer(
        role=known,
        subject=subject if known is Role.HOLDER else None,
        organisation=organisation if known in {Role.ENTERPRISE, Role.ISSUER} else None,
        division=division if known is Role.AGENCY else None,
    )


def mint(
    settings: Settings,
    *,
    role: str,
    subject: str | None = None,
    organisation: str | None = None,
    division: str | None = None,
    hours: float = 12,
) -> str:
    """Return a bearer token for trials.

    `subject` a worker id, `organisation` a USCC, `division` six digits.

    Raises:
        BadTokenError: the role is unknown, or lacks the identity that it needs.
    """
    viewer = viewer_of(role, subject=subject, organisation=organisation, division=division)
    return Tokens.load(settings).mint(viewer, hours=hours, now=datetime.now(UTC))


def _new_key() -> bytes:
    key = ec.generate_private_key(ec.SECP256R1())
    return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
