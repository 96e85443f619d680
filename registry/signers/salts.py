"""Salts for keys that cannot be read: a secret of this registry stands in for the private key.

`$REGISTRY_HOME/keys/salts.key` is made with the first remote key. Who loses it loses nothing but
the repeatability of credentials that are signed anew; who steals it can guess at undisclosed claims
of a credential that he holds. So it is encrypted as private keys are.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import Final

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from registry.protected import ProtectedSecretError, kept_secret
from registry.settings import Settings
from registry.signers.errors import KeyFileError

_SECRET_BYTES: Final = 32
_LABEL: Final = "sd-jwt disclosure salts 1"


@dataclass(frozen=True, slots=True)
class Salts:
    """The secrets of remote keys, each derived from the one in the state folder."""

    settings: Settings

    def of(self, prefix: str, kid: str) -> bytes:
        """Return the secret of a key, 32 bytes.

        Raises:
            KeyFileError: the file cannot be read with this passphrase.
        """
        path = self.settings.keys_folder / "salts.key"
        try:
            secret = kept_secret(path, lambda: os.urandom(_SECRET_BYTES), self.settings)
        except ProtectedSecretError as err:
            raise KeyFileError(str(err)) from err
        label = f"{_LABEL} {prefix}|{kid}".encode()
        return HKDF(hashes.SHA256(), _SECRET_BYTES, salt=None, info=label).derive(secret)
