"""The log's name and key, and what it signs (c2sp.org/signed-note, tlog-checkpoint).

The key is an Ed25519 key in `<home>/keys/log/log.pem`, PKCS #8, mode 0600, encrypted with the
passphrase of the other keys. Name and key are the log: there is no rotation, another key begins
another log. So the key is made once, when the log begins, and never replaced by itself.
"""

from __future__ import annotations

import hashlib
from base64 import b64encode
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    KeySerializationEncryption,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)

from registry.log.errors import LogKeyError
from registry.sealing import secret_file
from registry.settings import Settings
from verifier.notes import ED25519_NOTE, NoteKey

_KEY_ID_BYTES: Final = 4


def origin_of(base_url: str) -> str:
    """Return the log's origin: `<host of the base URL>/log`, with the port where it has one."""
    return f"{urlsplit(base_url).netloc.rpartition('@')[2]}/log"


@dataclass(frozen=True, slots=True)
class LogKey:
    """The log's name and private key."""

    origin: str
    private: Ed25519PrivateKey

    @property
    def public(self) -> NoteKey:
        """Return the key as verifiers know it."""
        raw = self.private.public_key().public_bytes_raw()
        digest = hashlib.sha256(self.origin.encode() + b"\n" + bytes([ED25519_NOTE]) + raw)
        return NoteKey(self.origin, digest.digest()[:_KEY_ID_BYTES], ED25519_NOTE, raw)

    @property
    def vkey(self) -> str:
        """Return the verifier key: `<origin>+<key id>+<base64 of type and key>`."""
        public = self.public
        material = b64encode(bytes([public.type]) + public.raw).decode()
        return f"{public.name}+{public.key_id.hex()}+{material}"

    def sign(self, checkpoint: str) -> str:
        """Return a checkpoint as a note with the log's signature, the same for the same text."""
        signature = b64encode(self.public.key_id + self.private.sign(checkpoint.encode())).decode()
        return f"{checkpoint}\n— {self.origin} {signature}\n"


def checkpoint_text(origin: str, size: int, root: bytes) -> str:
    """Return the text of a checkpoint (c2sp.org/tlog-checkpoint)."""
    return f"{origin}\n{size}\n{b64encode(root).decode()}\n"


@dataclass(slots=True)
class LogKeyFile:
    """Where the private key lies. It is kept once read: an encrypted one takes milliseconds."""

    path: Path
    passphrase: bytes | None
    origin: str
    _key: LogKey | None = field(default=None, init=False, repr=False)

    @classmethod
    def of(cls, settings: Settings) -> LogKeyFile:
        """Return the key file that the settings name; nothing is made before the log begins."""
        secret = settings.key_passphrase
        passphrase = secret.get_secret_value().encode() if secret is not None else None
        path = settings.keys_folder / "log" / "log.pem"
        return cls(path, passphrase or None, origin_of(settings.base_url))

    def make(self) -> LogKey:
        """Return the key, made now if there is none.

        Raises:
            LogKeyError: there is one, and it cannot be read.
        """
        if self._key is None:
            self._key = self._read(secret_file(self.path, self._new))
        return self._key

    def of_begun_log(self) -> LogKey:
        """Return the key of a log that was signed before: another one is never made.

        Raises:
            LogKeyError: it is not there, or cannot be read.
        """
        key = self.load()
        if key is None:
            raise LogKeyError(
                f"the log is signed with a key that is not in {self.path}; bring it back"
            )
        return key

    def load(self) -> LogKey | None:
        """Return the key, None if there is none.

        Raises:
            LogKeyError: it cannot be read.
        """
        if self._key is None:
            try:
                self._key = self._read(self.path.read_bytes())
            except FileNotFoundError:
                return None
        return self._key

    def _new(self) -> bytes:
        encryption: KeySerializationEncryption = NoEncryption()
        if self.passphrase is not None:
            encryption = BestAvailableEncryption(self.passphrase)
        return Ed25519PrivateKey.generate().private_bytes(
            Encoding.PEM, PrivateFormat.PKCS8, encryption
        )

    def _read(self, pem: bytes) -> LogKey:
        try:
            private = load_pem_private_key(pem, self.passphrase)
        except (TypeError, ValueError) as err:
            # The reason of the library may quote the file; its class is enough to find the cause.
            raise LogKeyError(
                f"{self.path} cannot be read with this REGISTRY_KEY_PASSPHRASE"
            ) from err
        if not isinstance(private, Ed25519PrivateKey):
            raise LogKeyError(f"{self.path} holds no Ed25519 key")
        return LogKey(self.origin, private)
