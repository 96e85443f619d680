"""A second signature beside a credential: SM2 with SM3, for readers who must have the national one.

GB/T 32918.2 (SM2 digital signature), GB/T 32905 (SM3), signer id `1234567812345678` (GM/T 0009).
The credential itself does not change: CREDENTIAL.md knows ES256 and EdDSA alone, and no verifier of
it accepts this. What is written is a detached JWS (RFC 7515 appendix F) in a file of its own:

    BASE64URL(header) .. BASE64URL(r || s)

    header   {"alg": "SM2SM3", "iss": ..., "kid": ..., "typ": "certificate-sm2+jws"}
    payload  the issuer-signed JWT, octets as they stand before the first `~`; not in the file

`alg` and `typ` are registered nowhere, and are meant to be refused wherever they are not asked for.
The key is a file of its own (`$REGISTRY_HOME/keys/sm2/<prefix>.key`), made with the first
signature. It has no history in the trust file: who relies on it takes the public key from the
issuer, and learns of revocation from the credential's own status.

`gmssl-pyx` (extra `sm`) signs; the tests have `openssl` confirm it.
"""

from __future__ import annotations

import hashlib
import re
from base64 import b64encode, urlsafe_b64decode
from dataclasses import dataclass, field
from importlib import import_module
from importlib.util import find_spec
from typing import Any, Final

import orjson
from cryptography.hazmat.primitives.asymmetric.utils import (
    encode_dss_signature,
)

from registry.issuing.signing import base64url
from registry.protected import ProtectedSecretError, kept_secret
from registry.settings import Settings
from registry.signers.errors import KeyFileError, SignerRefusedError
from registry.signers.jwk import raw_signature

ALG: Final = "SM2SM3"
TYP: Final = "certificate-sm2+jws"
ENDING: Final = ".sm2.jws"
_PREFIX: Final = re.compile(r"[0-9A-Za-z]{1,32}")
_PRIVATE_BYTES: Final = 32
_PUBLIC_BYTES: Final = 64
_KID_CHARACTERS: Final = 12
# SubjectPublicKeyInfo up to the point: id-ecPublicKey on curve 1.2.156.10197.1.301 (GM/T 0006).
_SPKI_HEAD: Final = bytes.fromhex("3059301306072a8648ce3d020106082a811ccf5501822d03420004")


@dataclass(frozen=True, slots=True)
class SM2Public:
    """A public SM2 key: x and y, 32 bytes each."""

    point: bytes

    @property
    def kid(self) -> str:
        """Return its name: the beginning of its RFC 7638 thumbprint, in hexadecimal."""
        x, y = base64url(self.point[:32]), base64url(self.point[32:])
        members = orjson.dumps({"crv": "SM2", "kty": "EC", "x": x, "y": y})
        return hashlib.sha256(members).hexdigest()[:_KID_CHARACTERS]

    def pem(self) -> str:
        """Return it as `openssl pkey -pubin` reads it."""
        text = b64encode(_SPKI_HEAD + self.point).decode("ascii")
        lines = [text[start : start + 64] for start in range(0, len(text), 64)]
        return "\n".join(["-----BEGIN PUBLIC KEY-----", *lines, "-----END PUBLIC KEY-----", ""])


@dataclass(frozen=True, slots=True)
class SM2Key:
    """The SM2 key of an issuer; `iss` goes into what it signs."""

    iss: str
    public: SM2Public
    _private: bytes = field(repr=False)

    @classmethod
    def load(cls, settings: Settings, prefix: str, *, iss: str) -> SM2Key:
        """Return the key of an issuer; the first call makes it.

        Raises:
            SignerError: `gmssl-pyx` is not installed, or the file cannot be read.
        """
        library = _library()
        if _PREFIX.fullmatch(prefix) is None:
            raise KeyFileError(f"{prefix!r} cannot name a key file")

        def make() -> bytes:
            point, private = library.sm2_key_generate()
            return bytes(private) + bytes(point)

        path = settings.keys_folder / "sm2" / f"{prefix}.key"
        try:
            secret = kept_secret(path, make, settings)
        except ProtectedSecretError as err:
            raise KeyFileError(str(err)) from err
        if len(secret) != _PRIVATE_BYTES + _PUBLIC_BYTES:
            raise KeyFileError(f"{path.name} holds no SM2 key")
        return cls(iss, SM2Public(secret[_PRIVATE_BYTES:]), secret[:_PRIVATE_BYTES])

    def sign(self, jwt: str) -> str:
        """Return the detached signature over an issuer-signed JWT."""
        header = {"alg": ALG, "iss": self.iss, "kid": self.public.kid, "typ": TYP}
        head = base64url(orjson.dumps(header))
        message = signed_octets(head, jwt)
        der: bytes = _library().sm2_sign(self._private, self.public.point, message)
        return f"{head}..{base64url(raw_signature(der))}"


def signed_octets(head: str, jwt: str) -> bytes:
    """Return what is signed (RFC 7515 section 5.1): for `openssl`, or a reader of one's own."""
    return f"{head}.{base64url(jwt.encode('ascii'))}".encode("ascii")


def der_signature(detached: str) -> bytes:
    """Return the signature in DER, as `openssl pkeyutl -verify` wants it.

    Raises:
        SignerRefusedError: it is no detached signature of this profile.
    """
    return _parsed(detached)[2]


def holds(detached: str, *, jwt: str, public: SM2Public) -> bool:
    """Say whether a detached signature is one of this key over this JWT.

    Raises:
        SignerRefusedError: it is no detached signature of this profile.
    """
    head, header, der = _parsed(detached)
    library = _library()
    if header.get("kid") != public.kid:
        return False
    return bool(library.sm2_verify(public.point, signed_octets(head, jwt), der))


def _parsed(detached: str) -> tuple[str, dict[str, Any], bytes]:
    head, _, rest = detached.strip().partition("..")
    try:
        header = orjson.loads(_decoded(head))
        raw = _decoded(rest)
    except ValueError as err:
        raise SignerRefusedError("this is no detached signature") from err
    known = isinstance(header, dict) and (header.get("alg"), header.get("typ")) == (ALG, TYP)
    if not known or len(raw) != _PUBLIC_BYTES:
        raise SignerRefusedError(f"this is no signature of {ALG}, {TYP}")
    r, s = int.from_bytes(raw[:32], "big"), int.from_bytes(raw[32:], "big")
    return head, header, encode_dss_signature(r, s)


def _decoded(text: str) -> bytes:
    return urlsafe_b64decode(text + "=" * (-len(text) % 4))


def _library() -> Any:
    if find_spec("gmssl_pyx") is None:
        raise SignerRefusedError("gmssl-pyx is not installed: pip install 'talent-registry[sm]'")
    return import_module("gmssl_pyx")
