"""ID numbers and amounts at rest: sealed values for the few who may read them.

An ID number also has a keyed digest to find it by. `idHash` is HMAC-SHA-256 of the number, so the
graph alone tells nobody whose it is; `idEnc` is AES-256-GCM with a nonce taken from another HMAC of
the number. The same number always gives the same sealed text, so that loading it twice changes
nothing; that it is the same number the digest says anyway, and no nonce ever serves two numbers.

A *cell* (an amount of pay) is sealed for its place: table, key of the row, column. The same amount
in two rows gives two texts, so that nobody compares what people earn; a text that is moved to
another place cannot be opened there.

All keys come from one secret in `$REGISTRY_HOME/keys/personal.key` by HKDF (RFC 5869); with
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
_CELL_BYTES: Final = 32
_CELL_AAD: Final = b"talent-registry cell 1 "


class PersonalKeyError(Exception):
    """The secret of personal data cannot be read: another passphrase, or a changed file."""

    code: ClassVar[str] = "personal_key"


class PersonalKeys:
    """Digests and seals ID numbers, and seals cells, with one secret of 32 bytes."""

    __slots__ = ("_cell_cipher", "_cell_nonce_key", "_cipher", "_hash_key", "_nonce_key")

    def __init__(self, secret: bytes) -> None:
        self._hash_key = _derived(secret, b"idHash")
        self._nonce_key = _derived(secret, b"nonce")
        self._cipher = AESGCM(_derived(secret, b"idEnc"))
        self._cell_nonce_key = _derived(secret, b"cell nonce")
        self._cell_cipher = AESGCM(_derived(secret, b"cell"))

    @classmethod
    def load(cls, settings: Settings) -> PersonalKeys:
        """Return the keys of this registry; the first call makes their secret.

        Raises:
            PersonalKeyError: the file cannot be read with this passphrase.
        """
        path = settings.keys_folder / "personal.key"
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
        return _text(nonce + self._cipher.encrypt(nonce, number.encode(), _AAD))

    def unseal(self, sealed: str) -> str:
        """Return the ID number.

        Raises:
            PersonalKeyError: it was sealed with another secret, or has been changed.
        """
        try:
            raw = _bytes(sealed)
            return self._cipher.decrypt(raw[:_NONCE_BYTES], raw[_NONCE_BYTES:], _AAD).decode()
        except (ValueError, InvalidTag) as err:
            raise PersonalKeyError("a sealed ID number cannot be read with this key") from err

    def seal_cell(self, place: str, value: str) -> str:
        """Return a value sealed for its place (`cell_place`), as unpadded base64url."""
        nonce = hmac.digest(self._cell_nonce_key, f"{place}\n{value}".encode(), "sha256")
        nonce = nonce[:_NONCE_BYTES]
        sealed = self._cell_cipher.encrypt(nonce, _padded(value), _CELL_AAD + place.encode())
        return _text(nonce + sealed)

    def open_cell(self, place: str, sealed: str) -> str:
        """Return the value.

        Raises:
            PersonalKeyError: it was sealed for another place or with another secret, or changed.
        """
        try:
            raw = _bytes(sealed)
            aad = _CELL_AAD + place.encode()
            padded = self._cell_cipher.decrypt(raw[:_NONCE_BYTES], raw[_NONCE_BYTES:], aad)
            return padded.rstrip(b"\0").decode()
        except (ValueError, InvalidTag) as err:
            raise PersonalKeyError("a sealed value cannot be read at this place") from err


def cell_place(table: str, key: str, column: str) -> str:
    """Return the name of the place for which a cell is sealed."""
    return f"{table}\n{key}\n{column}"


def _padded(value: str) -> bytes:
    """Return a value in blocks of one length: a cipher hides what is said, not how long it is."""
    raw = value.encode()
    return raw.ljust(-(-max(len(raw), 1) // _CELL_BYTES) * _CELL_BYTES, b"\0")


def _text(raw: bytes) -> str:
    return urlsafe_b64encode(raw).rstrip(b"=").decode()


def _bytes(text: str) -> bytes:
    return urlsafe_b64decode(text.encode("ascii") + b"=" * (-len(text) % 4))


def _derived(secret: bytes, purpose: bytes) -> bytes:
    return HKDF(hashes.SHA256(), length=32, salt=None, info=purpose).derive(secret)
