"""Private keys in files: `<home>/keys/issuers/<prefix>/<kid>.pem`, PKCS #8, mode 0600.

With a passphrase the files are encrypted, and a file that is not is refused: somebody put it there.
A key is written once and never changed; the graph knows its public part and when it may be used
(`keyring`).
"""

from __future__ import annotations

import os
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePrivateKey
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from registry.settings import Settings
from registry.signers.errors import KeyFileError
from registry.signers.jwk import is_p256
from registry.signers.software import PrivateKey, SoftwareKey, as_signing_key

_PREFIX: Final = re.compile(r"[0-9A-Za-z]{1,32}")
"""Becomes a folder's name, so nothing else may be in it."""


@dataclass(frozen=True, slots=True)
class KeyFiles:
    """The folder of private keys.

    Loaded keys are kept: reading an encrypted one takes milliseconds.
    """

    folder: Path
    passphrase: bytes | None
    _loaded: dict[tuple[str, str], SoftwareKey] = field(default_factory=dict, repr=False)

    @classmethod
    def of(cls, settings: Settings) -> KeyFiles:
        """Return the key folder that the settings name; nothing is made before the first key."""
        secret = settings.key_passphrase
        passphrase = secret.get_secret_value().encode() if secret is not None else None
        return cls(settings.keys_folder / "issuers", passphrase or None)

    def store(self, key: SoftwareKey) -> Path:
        """Write a new key; a power cut leaves either the whole file or none.

        Raises:
            KeyFileError: the prefix cannot name a folder, or there is such a key already.
        """
        path = self._path(key.prefix, key.kid)
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        draft = path.with_suffix(f".{os.getpid()}.new")
        with os.fdopen(os.open(draft, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb") as file:
            file.write(self._encode(key))
            file.flush()
            os.fsync(file.fileno())
        try:
            os.link(draft, path)
        except FileExistsError as err:
            raise KeyFileError(f"there is a key {key.kid} of {key.prefix} already") from err
        finally:
            draft.unlink()
        self._loaded[key.prefix, key.kid] = key
        return path

    def load(self, prefix: str, kid: str) -> SoftwareKey:
        """Return a key.

        Raises:
            KeyFileError: there is no such file, it is encrypted otherwise, or it holds another key.
        """
        known = self._loaded.get((prefix, kid))
        if known is not None:
            return known
        path = self._path(prefix, kid)
        try:
            private = serialization.load_pem_private_key(path.read_bytes(), self.passphrase)
        except FileNotFoundError as err:
            raise KeyFileError(f"the private key {kid} of {prefix} is not on this machine") from err
        except (TypeError, ValueError) as err:
            # The reason of the library may quote the file; its class is enough to find the cause.
            raise KeyFileError(
                f"key {kid} of {prefix} cannot be read with this REGISTRY_KEY_PASSPHRASE"
            ) from err
        key = as_signing_key(prefix, _usable(private, kid))
        if key.kid != kid:
            raise KeyFileError(f"the file of key {kid} of {prefix} holds key {key.kid}")
        self._loaded[prefix, kid] = key
        return key

    def has(self, prefix: str, kid: str) -> bool:
        """Say whether the private key is on this machine."""
        return self._path(prefix, kid).is_file()

    def _path(self, prefix: str, kid: str) -> Path:
        if _PREFIX.fullmatch(prefix) is None or _PREFIX.fullmatch(kid) is None:
            raise KeyFileError(f"{prefix!r} and {kid!r} cannot name a key file")
        return self.folder / prefix / f"{kid}.pem"

    def _encode(self, key: SoftwareKey) -> bytes:
        encryption: serialization.KeySerializationEncryption = serialization.NoEncryption()
        if self.passphrase is not None:
            encryption = serialization.BestAvailableEncryption(self.passphrase)
        return key.private.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, encryption
        )


def _usable(private: object, kid: str) -> PrivateKey:
    if isinstance(private, Ed25519PrivateKey):
        return private
    if isinstance(private, EllipticCurvePrivateKey) and is_p256(private.public_key()):
        return private
    raise KeyFileError(f"key {kid} is neither on P-256 nor Ed25519")
