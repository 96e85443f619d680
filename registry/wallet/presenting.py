"""What a holder shows: chosen disclosures, and the proof of being the holder (RFC 9901, 7.2).

The holder's side of the exchange: it needs the credential and the holder's own key, no registry and
no network. Pure.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from typing import Any, ClassVar, Final

import orjson
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature

from verifier.encoding import decode_base64url, encode_base64url
from verifier.errors import MalformedError
from verifier.strict_json import parse_json, parse_json_object

TYP: Final = "kb+jwt"
_COORDINATE_BYTES: Final = 32
_MEMBER_PARTS: Final = 3
_NAME_AT: Final = 1

HolderPrivateKey = ec.EllipticCurvePrivateKey | Ed25519PrivateKey


class PresentingError(Exception):
    """The credential or the key is not what it must be; the message says what to do."""

    code: ClassVar[str] = "presenting"


def present(
    credential: str,
    *,
    key: HolderPrivateKey | None,
    disclose: Iterable[str],
    audience: str,
    nonce: str,
    now: int,
) -> str:
    """Return a presentation with the named disclosures only, bound to who asks.

    Args:
        credential: the SD-JWT VC as it was issued.
        key: the holder's; None leaves the key binding away.
        disclose: names of claims; all others stay hidden.
        audience: who asks, as they wrote it.
        nonce: what they asked to be answered.
        now: in unix seconds.

    Raises:
        PresentingError: a claim is not in the credential, or the key is not the one it is bound to.
    """
    jwt, disclosures = _parts(credential)
    wanted = set(disclose)
    missing = wanted - disclosures.keys()
    if missing:
        raise PresentingError(f"the credential does not disclose {', '.join(sorted(missing))}")
    shown = [text for name, text in disclosures.items() if name in wanted]
    bound = "~".join([jwt, *shown, ""])
    if key is None:
        return bound
    _check_key(jwt, key)
    claims = {
        "iat": now,
        "aud": audience,
        "nonce": nonce,
        "sd_hash": encode_base64url(hashlib.sha256(bound.encode()).digest()),
    }
    return bound + sign_compact(key, {"typ": TYP}, claims)


def sign_compact(key: HolderPrivateKey, header: dict[str, Any], claims: dict[str, Any]) -> str:
    """Return a compact JWT signed with a holder's key, whose algorithm goes into the header."""
    alg = "EdDSA" if isinstance(key, Ed25519PrivateKey) else "ES256"
    parts = [orjson.dumps({"alg": alg, **header}), orjson.dumps(claims)]
    signed = ".".join(map(encode_base64url, parts))
    return f"{signed}.{encode_base64url(_signature(key, signed.encode()))}"


def public_jwk(key: HolderPrivateKey) -> dict[str, str]:
    """Return the public part of a holder's key as a JWK."""
    if isinstance(key, Ed25519PrivateKey):
        raw = key.public_key().public_bytes_raw()
        return {"kty": "OKP", "crv": "Ed25519", "x": encode_base64url(raw)}
    point = key.public_key().public_numbers()
    x, y = (encode_base64url(n.to_bytes(_COORDINATE_BYTES, "big")) for n in (point.x, point.y))
    return {"kty": "EC", "crv": "P-256", "x": x, "y": y}


def read_private_jwk(text: str) -> HolderPrivateKey:
    """Read a holder's private key from a JWK: P-256 or Ed25519.

    Raises:
        PresentingError: it is none.
    """
    try:
        jwk = parse_json_object(text)
        secret = decode_base64url(str(jwk.get("d")))
        if jwk.get("crv") == "Ed25519":
            key: HolderPrivateKey = Ed25519PrivateKey.from_private_bytes(secret)
        elif jwk.get("crv") == "P-256":
            key = ec.derive_private_key(int.from_bytes(secret), ec.SECP256R1())
        else:
            raise PresentingError("a key of another kind than P-256 and Ed25519")
    except (MalformedError, ValueError) as err:
        raise PresentingError("the file holds no private JWK") from err
    if any(jwk.get(name) != value for name, value in public_jwk(key).items()):
        raise PresentingError("the public half of the JWK does not belong to the private one")
    return key


def _parts(credential: str) -> tuple[str, dict[str, str]]:
    """Return the signed token, and the disclosures by the name of their claim."""
    jwt, *rest = credential.strip().split("~")
    if not rest or rest[-1]:
        raise PresentingError("not an SD-JWT without key binding: it must end in ~")
    try:
        return jwt, dict(_named(rest[:-1]))
    except MalformedError as err:
        raise PresentingError("a disclosure cannot be read") from err


def _named(disclosures: Iterable[str]) -> Iterator[tuple[str, str]]:
    for text in disclosures:
        parts = parse_json(decode_base64url(text))
        if isinstance(parts, list) and len(parts) == _MEMBER_PARTS:
            yield str(parts[_NAME_AT]), text


def _check_key(jwt: str, key: HolderPrivateKey) -> None:
    try:
        claims = parse_json_object(decode_base64url(jwt.split(".")[1]))
    except (MalformedError, IndexError) as err:
        raise PresentingError("the signed token cannot be read") from err
    cnf = claims.get("cnf")
    jwk = cnf.get("jwk") if isinstance(cnf, dict) else None
    if not isinstance(jwk, dict):
        raise PresentingError("the credential is bound to no key; fetch one with a wallet")
    if any(jwk.get(name) != value for name, value in public_jwk(key).items()):
        raise PresentingError("the credential is bound to another key")


def _signature(key: HolderPrivateKey, message: bytes) -> bytes:
    if isinstance(key, Ed25519PrivateKey):
        return key.sign(message)
    r, s = decode_dss_signature(key.sign(message, ec.ECDSA(hashes.SHA256())))
    return r.to_bytes(_COORDINATE_BYTES, "big") + s.to_bytes(_COORDINATE_BYTES, "big")
