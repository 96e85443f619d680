"""Secrets at rest: what is written to a secret file, encrypted where there is a passphrase.

`plain:` and base64url, or `scrypt:` and base64url of salt, nonce and AES-256-GCM under a key that
scrypt (RFC 7914) stretches from `REGISTRY_KEY_PASSPHRASE`. The file itself is of mode 0600
(`registry.sealing.secret_file`).
"""

from __future__ import annotations

import os
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Callable
from pathlib import Path
from typing import ClassVar, Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

from registry.sealing import secret_file
from registry.settings import Settings

_SALT_BYTES: Final = 16
_NONCE_BYTES: Final = 12
_PLAIN: Final = b"plain:"
_ENCRYPTED: Final = b"scrypt:"


class ProtectedSecretError(Exception):
    """A secret file cannot be read: another passphrase, or a changed file."""

    code: ClassVar[str] = "protected_secret"


def kept_secret(path: Path, make: Callable[[], bytes], settings: Settings) -> bytes:
    """Return the secret in a file; the first call makes it, encrypted if there is a passphrase.

    Raises:
        ProtectedSecretError: it cannot be read with this passphrase.
    """
    chosen = settings.key_passphrase
    passphrase = chosen.get_secret_value().encode() if chosen is not None else b""
    content = secret_file(path, lambda: _protected(make(), passphrase))
    return _opened(content, passphrase, path.name)


def _protected(secret: bytes, passphrase: bytes) -> bytes:
    """Return the content of a new file."""
    if not passphrase:
        return _PLAIN + urlsafe_b64encode(secret)
    salt, nonce = os.urandom(_SALT_BYTES), os.urandom(_NONCE_BYTES)
    sealed = AESGCM(_stretched(passphrase, salt)).encrypt(nonce, secret, _ENCRYPTED)
    return _ENCRYPTED + urlsafe_b64encode(salt + nonce + sealed)


def _opened(content: bytes, passphrase: bytes, name: str) -> bytes:
    """Return the secret in a file's content."""
    kind, _, text = content.partition(b":")
    try:
        raw = urlsafe_b64decode(text)
    except ValueError as err:
        raise ProtectedSecretError(f"{name} is not what was written") from err
    # A plain file is read also when a passphrase is set: it was made before, and losing it would
    # lose what it protects.
    if kind + b":" == _PLAIN and raw:
        return raw
    salt, nonce = raw[:_SALT_BYTES], raw[_SALT_BYTES : _SALT_BYTES + _NONCE_BYTES]
    try:
        sealed = raw[_SALT_BYTES + _NONCE_BYTES :]
        return AESGCM(_stretched(passphrase, salt)).decrypt(nonce, sealed, _ENCRYPTED)
    except (ValueError, InvalidTag) as err:
        raise ProtectedSecretError(
            f"{name} cannot be read with this REGISTRY_KEY_PASSPHRASE"
        ) from err


def _stretched(passphrase: bytes, salt: bytes) -> bytes:
    """Return the key of a passphrase; the cost is a sixteenth of a second."""
    return Scrypt(salt=salt, length=32, n=2**14, r=8, p=1).derive(passphrase)
