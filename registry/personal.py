"""ID numbers at rest: a keyed digest to find by, a sealed value for the few who may read it.

`idHash` is HMAC-SHA-256 of the number, so the graph alone tells nobody whose it is; `idEnc` is
AES-256-GCM with a nonce taken from another HMAC of the number. The same number always gives the
same sealed text, so that loading it twice changes nothing; that it is the same number the digest
says anyway, and no nonce ever serves two numbers.

The three keys come from one secret in `$REGISTRY_HOME/keys/personal.key` by HKDF (RFC 5869); with
`REGISTRY_KEY_PASSPHRASE` it is encrypted. Without that file the numbers of a graph can never be
read or compared again: it belongs in the backup.
"""

from __future__ import annotations

import hmac
import os
from base64 import urlsafe_b64decode, urlsafe_b64encode
from typing import ClassVar, Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from registry.protected import ProtectedSecretError, kept_secret
from registry.settings import Settings

_SECRET_BYTES: Final = 32
_NONCE_BYTES: Final = 12
_AAD: Final = b"talent-registry idEnc 1"


class PersonalKeyError(Exception):
    """The secret of personal data cannot be read: another passphrase, or a changed file."""

    code: ClassVar[str] = "personal_key"


class PersonalKeys:
    """Digests and seals ID numbers with one secret of 32 bytes."""

    __slots__ = ("_cipher", "_hash_key", "_nonce_key")

    def __init__(self, secret: bytes) -> None:
        self._hash_key = _derived(secret, b"idHash")
        self._nonce_key = _derived(secret, b"nonce")
        self._cipher = AESGCM(_derived(secret, b"idEnc"))

    @classmethod
    def load(cls, settings: Settings) -> PersonalKeys:
        """Return the keys of this registry; the first call makes their secret.

        Raises:
            PersonalKeyError: the file cannot be read with this passphrase.
        """
        path = settings.home / "keys" / "personal.key"
        try:
            return cls(kept_secret(path, lambda: os.urandom(_SECRET_BYTES), settings))
        except ProtectedSecretError as err:
            raise PersonalKeyError(str(err)) from err

    def digest(self, number: str) -> str:
        """Return the digest of an ID number, 64 hexadecimal digits."""
        return hmac.digest(self._hash_key, number.encode(), "sha256").hex()

    def seal(self, number: str) -> str:
        """Return an ID number sealed, as unpadded base64url."""
        nonce = hmac.digest(self._nonce_key, number.encode(), "sha256")[:_NONCE_BYTES]
        sealed = self._cipher.encrypt(nonce, number.encode(), _AAD)
        return urlsafe_b64encode(nonce + sealed).rstrip(b"=").decode()

    def unseal(self, sealed: str) -> str:
        """Return the ID number.

        Raises:
            PersonalKeyError: it was sealed with another secret, or has been changed.
        """
        try:
            raw = urlsafe_b64decode(sealed.encode("ascii") + b"=" * (-len(sealed) % 4))
            return self._cipher.decrypt(raw[:_NONCE_BYTES], raw[_NONCE_BYTES:], _AAD).decode()
        except (ValueError, InvalidTag) as err:
            raise PersonalKeyError("a sealed ID number cannot be read with this key") from err


def _derived(secret: bytes, purpose: bytes) -> bytes:
    return HKDF(hashes.SHA256(), length=32, salt=None, info=purpose).derive(secret)
