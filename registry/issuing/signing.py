"""JWTs signed with ES256, deterministically.

A signature is a function of the key and the bytes (RFC 6979), so the same certificate signed again
is the same file, and a broken random source cannot leak a key. PyJWT writes the token; only its
ECDSA is replaced.
"""

from __future__ import annotations

import hashlib
from base64 import urlsafe_b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

import orjson
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from jwt.algorithms import ECAlgorithm
from jwt.api_jws import PyJWS
from jwt.utils import der_to_raw_signature

ALG: Final = "ES256"
_COORDINATE_BYTES: Final = 32
_KID_CHARACTERS: Final = 12


@dataclass(frozen=True, slots=True)
class SigningKey:
    """A private key of an issuer.

    `prefix` is the issuer prefix, or `registry` for the registry's own key.
    """

    prefix: str
    kid: str
    private: ec.EllipticCurvePrivateKey

    def public_jwk(self) -> dict[str, str]:
        """Return the public part as a JWK (RFC 7517) with `kid`, `alg` and `use`."""
        return {**_coordinates(self.private), "kid": self.kid, "alg": ALG, "use": "sig"}


def new_signing_key(prefix: str) -> SigningKey:
    """Make a P-256 key; its `kid` is the beginning of its RFC 7638 thumbprint in hexadecimal."""
    return as_signing_key(prefix, ec.generate_private_key(ec.SECP256R1()))


def as_signing_key(prefix: str, private: ec.EllipticCurvePrivateKey) -> SigningKey:
    """Return the private key under the name that its thumbprint gives it."""
    # RFC 7638 section 3: the required members alone, in lexicographic order, without white space.
    members = orjson.dumps(_coordinates(private), option=orjson.OPT_SORT_KEYS)
    return SigningKey(prefix, hashlib.sha256(members).hexdigest()[:_KID_CHARACTERS], private)


def sign_jwt(payload: Mapping[str, object], *, typ: str, key: SigningKey) -> str:
    """Return the payload, in its order, as a compact JWT (RFC 7515 section 7.1)."""
    return _jws().encode(
        orjson.dumps(payload),
        key.private,
        algorithm=ALG,
        headers={"typ": typ, "kid": key.kid},
    )


def base64url(data: bytes) -> str:
    """Return base64url without padding (RFC 7515 section 2)."""
    return urlsafe_b64encode(data).rstrip(b"=").decode("ascii")


class _DeterministicES256(ECAlgorithm):
    """ES256 whose nonce comes from the key and the message (RFC 6979)."""

    def sign(self, msg: bytes, key: Any) -> bytes:
        der = key.sign(msg, ec.ECDSA(hashes.SHA256(), deterministic_signing=True))
        return der_to_raw_signature(der, key.curve)


@cache
def _jws() -> PyJWS:
    jws = PyJWS(algorithms=[])
    jws.register_algorithm(ALG, _DeterministicES256(hashes.SHA256, ec.SECP256R1))
    return jws


def _coordinates(private: ec.EllipticCurvePrivateKey) -> dict[str, str]:
    numbers = private.public_key().public_numbers()
    return {
        "kty": "EC",
        "crv": "P-256",
        "x": base64url(numbers.x.to_bytes(_COORDINATE_BYTES, "big")),
        "y": base64url(numbers.y.to_bytes(_COORDINATE_BYTES, "big")),
    }
