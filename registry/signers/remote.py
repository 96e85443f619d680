"""A key that never comes here: a device or service signs digests with it, on request.

Its public part was recorded when the key was made or adopted, so opening it asks nobody. Every
signature is checked against that part before it is used: a service that answers with another key, a
broken device, or a man between can at most keep us from signing.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol

from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePublicKey

from registry.signers.errors import SignerRefusedError, WrongSignatureError
from registry.signers.jwk import ES256, jwk_of
from verifier.errors import MalformedError, RefusedSignatureError
from verifier.keys import PublicKey, parse_jwk


class Device(Protocol):
    """A place that holds P-256 keys and signs SHA-256 digests with them."""

    def sign_digest(self, uri: str, digest: bytes) -> bytes:
        """Return the ECDSA signature of a digest, r and s of 32 bytes each.

        Raises:
            SignerError: there is none.
        """
        ...

    def public_key(self, uri: str) -> EllipticCurvePublicKey:
        """Return the public part of the key at an address.

        Raises:
            SignerError: there is no such key, or nobody answers.
        """
        ...

    def make(self, label: str) -> str:
        """Make a P-256 key that signs, and return its address.

        Raises:
            SignerError: it cannot be made.
        """
        ...


@dataclass(frozen=True, slots=True)
class RemoteKey:
    """A key at an address of a device. ECDSA there draws its nonces: nothing is signed twice."""

    prefix: str
    kid: str
    uri: str
    device: Device = field(repr=False)
    _jwk: Mapping[str, str] = field(repr=False)
    _public: PublicKey = field(repr=False)
    _salts: bytes = field(repr=False)
    alg: str = ES256
    is_remote: bool = True
    is_deterministic: bool = False

    def public_jwk(self) -> dict[str, str]:
        """Return the public part as a JWK with `kid`, `alg` and `use`."""
        return dict(self._jwk)

    def salt_secret(self) -> bytes:
        """Return the secret of this key's salts, which this registry keeps itself."""
        return self._salts

    def sign(self, message: bytes) -> bytes:
        """Return the signature of a message, checked.

        Raises:
            SignerError: the device gives none, or one that does not hold.
        """
        signature = self.device.sign_digest(self.uri, hashlib.sha256(message).digest())
        try:
            self._public.verify(signature, message)
        except RefusedSignatureError as err:
            raise WrongSignatureError(
                f"what the signer of key {self.kid} gave is not its signature"
            ) from err
        return signature


def open_remote(
    prefix: str, uri: str, device: Device, *, jwk: Mapping[str, str], salts: bytes
) -> RemoteKey:
    """Return the key at an address whose public part is on record."""
    return RemoteKey(prefix, jwk["kid"], uri, device, jwk, _checker(jwk), salts)


def adopted_jwk(device: Device, uri: str) -> dict[str, str]:
    """Return the JWK of a key that lies at an address, made there by us or by its owner."""
    public = device.public_key(uri)
    return jwk_of(public)


def _checker(jwk: Mapping[str, str]) -> PublicKey:
    try:
        public = parse_jwk(dict(jwk))
    except MalformedError as err:
        raise SignerRefusedError("the recorded public key cannot be read") from err
    if public is None:
        raise SignerRefusedError("the recorded public key is of another kind")
    return public
