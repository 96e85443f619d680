"""Nonces for key proofs (OpenID4VCI 1.0 section 7): made without a trace, used once.

A nonce is its own expiry and 128 random bits, sealed with the registry's key, so that anybody may
ask for as many as they like and nothing is written. What was used is remembered until it would have
expired, in the graph: no two processes accept the same.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from typing import Final

from registry.graph.driver import Database
from registry.graph.wallet.nonces import spend_nonce
from registry.sealing import Sealing
from registry.wallet.codes import digest
from registry.wallet.errors import WalletError

LIFE_SECONDS: Final = 300
_SCOPE: Final = "wallet"
_PURPOSE: Final = "c_nonce"
_RANDOM_BYTES: Final = 16


@dataclass(frozen=True, slots=True)
class Nonces:
    """Makes nonces and uses them up."""

    database: Database
    sealing: Sealing

    def make(self, *, now: int) -> str:
        """Return a nonce that is good for five minutes from `now` (unix seconds)."""
        text = f"{now + LIFE_SECONDS} {secrets.token_hex(_RANDOM_BYTES)}"
        return self.sealing.seal(_SCOPE, _PURPOSE, text)

    async def spend(self, nonce: str, *, now: int) -> None:
        """Use up a nonce.

        Raises:
            WalletError: `invalid_nonce`: not one of ours, expired, or used before.
        """
        text = self.sealing.unseal(_SCOPE, _PURPOSE, nonce)
        expires = 0 if text is None else int(text.partition(" ")[0])
        if now >= expires:
            raise WalletError("invalid_nonce", "the nonce has expired or is none of ours")
        # Two texts of base64url can mean the same bytes: what is inside is what counts once.
        if not await spend_nonce(self.database, digest(text or ""), expires=expires, now=now):
            raise WalletError("invalid_nonce", "the nonce was used before")
