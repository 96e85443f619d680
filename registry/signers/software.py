"""A key in memory: ES256 with nonces from key and message (RFC 6979), or Ed25519 (RFC 8032).

Both are deterministic: the same certificate signed again is the same file, and a broken random
source cannot leak a key.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final, TypeAlias

from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from registry.signers.jwk import (
    COORDINATE_BYTES,
    EDDSA,
    ES256,
    alg_of,
    jwk_of,
    kid_of,
    raw_signature,
)

PrivateKey: TypeAlias = ec.EllipticCurvePrivateKey | Ed25519PrivateKey

ALGORITHMS: Final = (ES256, EDDSA)
_SALT_LABEL: Final = b"sd-jwt disclosure salts 1"
_ECDSA: Final = ec.ECDSA(hashes.SHA256(), deterministic_signing=True)


@dataclass(frozen=True, slots=True)
class SoftwareKey:
    """A private key of an issuer; `prefix` is `registry` for the registry's own."""

    prefix: str
    kid: str
    alg: str
    private: PrivateKey = field(repr=False)
    _salts: bytes = field(repr=False)
    is_remote: bool = False
    is_deterministic: bool = True

    def public_jwk(self) -> dict[str, str]:
        """Return the public part as a JWK with `kid`, `alg` and `use`."""
        return jwk_of(self.private.public_key())

    def salt_secret(self) -> bytes:
        """Return the secret that only this key yields."""
        return self._salts

    def sign(self, message: bytes) -> bytes:
        """Return the signature of a message, 64 bytes."""
        if isinstance(self.private, Ed25519PrivateKey):
            return self.private.sign(message)
        return raw_signature(self.private.sign(message, _ECDSA))


def new_signing_key(prefix: str, alg: str = ES256) -> SoftwareKey:
    """Make a key of an algorithm of `ALGORITHMS`."""
    if alg == EDDSA:
        return as_signing_key(prefix, Ed25519PrivateKey.generate())
    return as_signing_key(prefix, ec.generate_private_key(ec.SECP256R1()))


def as_signing_key(prefix: str, private: PrivateKey) -> SoftwareKey:
    """Return the private key under the name that its thumbprint gives it."""
    public = private.public_key()
    return SoftwareKey(prefix, kid_of(public), alg_of(public), private, _salts_of(private))


def _salts_of(private: PrivateKey) -> bytes:
    if isinstance(private, Ed25519PrivateKey):
        scalar = private.private_bytes(
            serialization.Encoding.Raw,
            serialization.PrivateFormat.Raw,
            serialization.NoEncryption(),
        )
    else:
        scalar = private.private_numbers().private_value.to_bytes(COORDINATE_BYTES, "big")
    return HKDF(hashes.SHA256(), COORDINATE_BYTES, salt=None, info=_SALT_LABEL).derive(scalar)
