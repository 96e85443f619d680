"""Sealed text: ids and cursors that mean nothing to anyone but the viewer to whom they were given.

AES-SIV (RFC 5297) with the viewer's scope and the purpose as associated data: the same text for the
same viewer and purpose is the same sealed text (a client may keep it and compare it), for another
viewer another one, and nothing that we did not make can be opened. The key lies in the state
folder, so replicas that share it share the seals.
"""

from __future__ import annotations

import os
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Callable
from pathlib import Path
from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESSIV

from registry.settings import Settings

_KEY_BYTES: Final = 32
_MAX_SEALED_CHARACTERS: Final = 2_048
"""What a client may hand in; texts of our own keeping may be longer."""


class Sealing:
    """Seals and opens with one key of 32 bytes."""

    __slots__ = ("_cipher",)

    def __init__(self, key: bytes) -> None:
        self._cipher = AESSIV(key)

    @classmethod
    def load(cls, settings: Settings) -> Sealing:
        """Return the sealing of this registry; the first call makes its key."""
        return cls(
            secret_file(settings.keys_folder / "sealing.key", lambda: os.urandom(_KEY_BYTES))
        )

    def seal(self, viewer_scope: str, purpose: str, text: str) -> str:
        """Return `text` sealed for this viewer and purpose, as unpadded base64url."""
        return self.sealer(viewer_scope, purpose)(text)

    def sealer(self, viewer_scope: str, purpose: str) -> Callable[[str], str]:
        """Return `seal` for one viewer and purpose, for who has many texts to seal."""
        encrypt, data = self._cipher.encrypt, [viewer_scope.encode(), purpose.encode()]

        def seal(text: str) -> str:
            return urlsafe_b64encode(encrypt(text.encode(), data)).rstrip(b"=").decode()

        return seal

    def unseal(
        self, viewer_scope: str, purpose: str, sealed: str, *, longest: int = _MAX_SEALED_CHARACTERS
    ) -> str | None:
        """Return the text, or None if it was not sealed by us for this viewer and purpose.

        Or has over `longest` characters.
        """
        if len(sealed) > longest:
            return None
        try:
            raw = urlsafe_b64decode(sealed.encode("ascii") + b"=" * (-len(sealed) % 4))
            return self._cipher.decrypt(raw, [viewer_scope.encode(), purpose.encode()]).decode()
        except (ValueError, InvalidTag):
            return None


def secret_file(path: Path, make: Callable[[], bytes]) -> bytes:
    """Return the bytes of a secret file of mode 0600.

    The first of several processes to ask makes it, whole or not at all.
    """
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        draft = path.with_name(f"{path.name}.{os.getpid()}")
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
            file.write(make())
            file.flush()
            os.fsync(file.fileno())
        try:
            # A link fails where the name exists, so the second of two processes takes the first
            # one's secret.
            os.link(draft, path)
        except FileExistsError:
            pass
        finally:
            draft.unlink()
    return path.read_bytes()
