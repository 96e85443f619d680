"""A key that signs again what it has signed before, from its recorded signatures.

A device draws a nonce for every signature, so it never signs the same bytes twice. Where the
signatures of a credential are on record the credential can still be written again as it was; its
recorded hash tells whether it is the same.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from registry.signers.errors import SignerRefusedError

if TYPE_CHECKING:
    from registry.issuing.signing import SigningKey


@dataclass(frozen=True, slots=True)
class ReplayedKey:
    """The key that signed, answering with its recorded signatures in their order."""

    key: SigningKey
    signatures: Iterator[bytes]
    is_remote: bool = False
    is_deterministic: bool = False

    @property
    def prefix(self) -> str:
        """Return the issuer prefix."""
        return self.key.prefix

    @property
    def kid(self) -> str:
        """Return the key's name."""
        return self.key.kid

    @property
    def alg(self) -> str:
        """Return the key's algorithm."""
        return self.key.alg

    def public_jwk(self) -> dict[str, str]:
        """Return the public part."""
        return self.key.public_jwk()

    def salt_secret(self) -> bytes:
        """Return the secret of the key's salts."""
        return self.key.salt_secret()

    def sign(self, message: bytes) -> bytes:
        """Return the next signature; whether it is one of this message its hash will tell."""
        signature = next(self.signatures, None)
        if signature is None:
            raise SignerRefusedError(f"key {self.kid} has signed less than is asked again")
        return signature
