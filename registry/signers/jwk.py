"""Public keys as JWK (RFC 7517, RFC 8037), the names of keys, and the form of ECDSA signatures."""

from __future__ import annotations

import hashlib
from typing import Final, TypeAlias

import orjson
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, EllipticCurvePublicKey
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature

from verifier.encoding import encode_base64url

PublicKey: TypeAlias = EllipticCurvePublicKey | Ed25519PublicKey

ES256: Final = "ES256"
EDDSA: Final = "EdDSA"
COORDINATE_BYTES: Final = 32
_KID_CHARACTERS: Final = 12


def alg_of(public: PublicKey) -> str:
    """Return the JOSE algorithm of a key: its kind leaves no choice."""
    return EDDSA if isinstance(public, Ed25519PublicKey) else ES256


def kid_of(public: PublicKey) -> str:
    """Return a key's `kid`: the beginning of its RFC 7638 thumbprint, in hexadecimal.

    CREDENTIAL.md allows 16 characters.
    """
    # Section 3: the required members alone, in lexicographic order, without white space.
    members = orjson.dumps(_members(public), option=orjson.OPT_SORT_KEYS)
    return hashlib.sha256(members).hexdigest()[:_KID_CHARACTERS]


def jwk_of(public: PublicKey) -> dict[str, str]:
    """Return the JWK of a public key with `kid`, `alg` and `use`."""
    return {**_members(public), "kid": kid_of(public), "alg": alg_of(public), "use": "sig"}


def is_p256(public: object) -> bool:
    """Say whether a public key is one on P-256."""
    return isinstance(public, EllipticCurvePublicKey) and isinstance(public.curve, SECP256R1)


def raw_signature(der: bytes) -> bytes:
    """Return an ECDSA signature in DER as r and s of 32 bytes each (RFC 7518 section 3.4).

    Both halves of the range of s are ECDSA, and JOSE prefers neither.

    Raises:
        ValueError: it is no such signature.
    """
    r, s = decode_dss_signature(der)
    try:
        return r.to_bytes(COORDINATE_BYTES, "big") + s.to_bytes(COORDINATE_BYTES, "big")
    except OverflowError as err:
        raise ValueError("a signature with numbers over 32 bytes, or under zero") from err


def _members(public: PublicKey) -> dict[str, str]:
    if isinstance(public, Ed25519PublicKey):
        return {"kty": "OKP", "crv": "Ed25519", "x": encode_base64url(public.public_bytes_raw())}
    numbers = public.public_numbers()
    return {
        "kty": "EC",
        "crv": "P-256",
        "x": encode_base64url(numbers.x.to_bytes(COORDINATE_BYTES, "big")),
        "y": encode_base64url(numbers.y.to_bytes(COORDINATE_BYTES, "big")),
    }
