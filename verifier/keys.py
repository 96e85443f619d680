"""Public keys, from JWK (RFC 7517, RFC 8037) to an object that can check one signature.

A key fixes its algorithm: ES256 for P-256, EdDSA for Ed25519. What a token's header says about the
algorithm only has to agree, so no token can choose how it is checked (RFC 8725 section 3.1).
`EdDSA` (RFC 8037) and `Ed25519` (RFC 9864) name the same algorithm.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, TypeAlias

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ec import (
    ECDSA,
    SECP256R1,
    EllipticCurvePublicKey,
    EllipticCurvePublicNumbers,
)
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256

from verifier.encoding import decode_base64url
from verifier.errors import MalformedError, RefusedSignatureError
from verifier.strict_json import JSON

SIGNATURE_BYTES: Final = 64
_REFUSAL: Final = "the signature does not hold"
_COORDINATE_BYTES: Final = 32
_ECDSA: Final = ECDSA(SHA256())
_EDDSA_NAMES: Final = frozenset({"EdDSA", "Ed25519"})
_ES256_NAMES: Final = frozenset({"ES256"})


@dataclass(frozen=True, slots=True)
class ES256Key:
    """A key that checks ECDSA signatures on P-256 with SHA-256."""

    key: EllipticCurvePublicKey
    algorithms: frozenset[str] = _ES256_NAMES

    def verify(self, signature: bytes, message: bytes) -> None:
        """Check a raw signature (RFC 7518 section 3.4: r and s, 32 bytes each).

        Raises:
            RefusedSignatureError: it is of another length or does not hold.
        """
        _check_length(signature)
        r = int.from_bytes(signature[:_COORDINATE_BYTES])
        s = int.from_bytes(signature[_COORDINATE_BYTES:])
        try:
            self.key.verify(encode_dss_signature(r, s), message, _ECDSA)
        except InvalidSignature as err:
            raise RefusedSignatureError(_REFUSAL) from err


@dataclass(frozen=True, slots=True)
class Ed25519Key:
    """A key that checks Ed25519 signatures."""

    key: Ed25519PublicKey
    algorithms: frozenset[str] = _EDDSA_NAMES

    def verify(self, signature: bytes, message: bytes) -> None:
        """Check a signature (RFC 8037 section 3.1).

        Raises:
            RefusedSignatureError: it is of another length or does not hold.
        """
        _check_length(signature)
        try:
            self.key.verify(signature, message)
        except InvalidSignature as err:
            raise RefusedSignatureError(_REFUSAL) from err


PublicKey: TypeAlias = ES256Key | Ed25519Key
"""A key that checks signatures of one algorithm, under any of its names."""


def _check_length(signature: bytes) -> None:
    if len(signature) != SIGNATURE_BYTES:
        raise RefusedSignatureError(
            f"a signature of {len(signature)} bytes, {SIGNATURE_BYTES} wanted"
        )


def parse_jwk(jwk: JSON) -> PublicKey | None:
    """Read a public key from a JWK.

    Returns None for a kind of key that is not used here (RFC 7517 section 5 wants such keys passed
    over), and for one that is not for signatures.

    Raises:
        MalformedError: it is of a kind used here and broken: not on the curve, coordinates of
            another length, an `alg` that does not belong to it.
    """
    if not isinstance(jwk, dict):
        raise MalformedError("a key is no JSON object")
    if jwk.get("use", "sig") != "sig":
        return None
    kind = (jwk.get("kty"), jwk.get("crv"))
    if kind == ("EC", "P-256"):
        key: PublicKey = ES256Key(_p256(_coordinate(jwk, "x"), _coordinate(jwk, "y")))
    elif kind == ("OKP", "Ed25519"):
        key = Ed25519Key(Ed25519PublicKey.from_public_bytes(_coordinate(jwk, "x")))
    else:
        return None
    # A tuple, because what a stranger writes there may have no hash.
    if "alg" in jwk and jwk["alg"] not in tuple(key.algorithms):
        raise MalformedError("the algorithm of a key does not belong to its kind")
    return key


def _coordinate(jwk: dict[str, JSON], name: str) -> bytes:
    text = jwk.get(name)
    raw = decode_base64url(text) if isinstance(text, str) else b""
    if len(raw) != _COORDINATE_BYTES:
        raise MalformedError(
            f"coordinate {name} of a key is not {_COORDINATE_BYTES} bytes of base64url"
        )
    return raw


def _p256(x: bytes, y: bytes) -> EllipticCurvePublicKey:
    numbers = EllipticCurvePublicNumbers(int.from_bytes(x), int.from_bytes(y), SECP256R1())
    try:
        return numbers.public_key()
    except ValueError as err:
        raise MalformedError("the point of a key is not on its curve") from err
