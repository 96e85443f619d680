"""Offers of a certificate to a wallet: made, shown as a QR, changed for an access token.

OpenID4VCI 1.0 sections 3.5, 4.1 and 6: the pre-authorized code flow. A code is used once; what it
was changed for is good for ten minutes. Where the offer travels by a way that others can see, a
transaction code goes by another way; after five wrong ones the offer is dead.
"""

from __future__ import annotations

import hmac
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import quote

import orjson

from registry.access import Act, reach
from registry.dates import moment_text
from registry.graph.driver import Transaction
from registry.graph.wallet.certificates import certificates_within
from registry.graph.wallet.offers import (
    OfferRecord,
    lock_offer,
    offer_of_token,
    record_offer,
    redeem_offer,
    spend_try,
)
from registry.issuing.keyring import Keyring
from registry.recording.refusals import Refusal
from registry.viewer import Viewer
from registry.vocabulary import CertificateKind, CertificateStatus
from registry.wallet.codes import digest, new_pin, new_secret
from registry.wallet.errors import WalletError, invalid_token
from registry.wallet.metadata import BADGE, CERTIFICATE, GRANT

OFFER_SECONDS: Final = 900
TOKEN_SECONDS: Final = 600
KEPT_SECONDS: Final = 24 * 3600
"""For so long an offer that has run out is still there to be told from one that never was."""

TRIES: Final = 5
SCHEME: Final = "openid-credential-offer://"
_PIN_LENGTH: Final = 6
_BADGE_KINDS: Final = frozenset({CertificateKind.SKILL_GRADE, CertificateKind.SPECIAL_TECHNICIAN})


@dataclass(frozen=True, slots=True)
class Offer:
    """An offer as it is handed out: once, here. `pin` is None without transaction code."""

    content: dict[str, Any]
    code: str
    pin: str | None
    expires: int

    @property
    def uri(self) -> str:
        """Return what the QR says (section 4.1.2: by value)."""
        return f"{SCHEME}?credential_offer={quote(orjson.dumps(self.content), safe='')}"


@dataclass(frozen=True, slots=True)
class Offers:
    """Makes offers and changes their codes for access tokens."""

    keyring: Keyring

    async def make(
        self, viewer: Viewer, number: str, *, kind: str | None = None, with_pin: bool = False
    ) -> Offer | Refusal:
        """Offer a certificate of the viewer, or of those the viewer's organisation issued."""
        within = reach(viewer, Act.OFFER)
        if within is None:
            return Refusal("FORBIDDEN")
        found = await certificates_within(self.keyring.database, within, number, kind=kind)
        if len(found) > 1:
            return Refusal("AMBIGUOUS_NUMBER")
        if not found or found[0].prefix is None:
            return Refusal("CERTIFICATE_NOT_FOUND")
        [certificate] = found
        if certificate.status == CertificateStatus.REVOKED:
            return Refusal("ALREADY_REVOKED")
        kinds = [CERTIFICATE]
        if certificate.key.partition(":")[0] in _BADGE_KINDS:
            kinds.append(BADGE)
        return await self._record(certificate.key, kinds, with_pin=with_pin)

    async def _record(self, key: str, configurations: list[str], *, with_pin: bool) -> Offer:
        code, pin = new_secret(), new_pin() if with_pin else None
        expires = self.keyring.seconds() + OFFER_SECONDS
        row: dict[str, object] = {
            "id": digest(code),
            "at": moment_text(self.keyring.now()),
            "expires": expires,
            "configurations": configurations,
            # Six digits alone would be tried out at once; together with the code nobody can.
            "pinHash": None if pin is None else digest(code, pin),
            "triesLeft": TRIES,
        }
        forgotten = self.keyring.seconds() - KEPT_SECONDS
        await self.keyring.database.write(
            lambda tx: record_offer(tx, key, row, forgotten=forgotten)
        )
        grant: dict[str, Any] = {"pre-authorized_code": code}
        if pin is not None:
            grant["tx_code"] = {"input_mode": "numeric", "length": _PIN_LENGTH}
        content = {
            "credential_issuer": self.keyring.base_url,
            "credential_configuration_ids": configurations,
            "grants": {GRANT: grant},
        }
        return Offer(content, code, pin, expires)

    async def redeem(self, code: str, pin: str | None) -> str:
        """Change a code for an access token, once.

        Raises:
            WalletError: `invalid_grant`, or `invalid_request` where the transaction code is missing
                or was not asked for.
        """
        token = new_secret()

        async def unit(tx: Transaction) -> WalletError | None:
            offer = await lock_offer(tx, digest(code))
            refusal = self._refusal(offer, code, pin)
            if offer is None or refusal is not None:
                if offer is not None and pin is not None and refusal is not None:
                    await spend_try(tx, offer.id)
                return refusal
            expires = self.keyring.seconds() + TOKEN_SECONDS
            await redeem_offer(tx, offer.id, token_hash=digest(token), expires=expires)
            return None

        refusal = await self.keyring.database.write(unit)
        if refusal is not None:
            raise refusal
        return token

    async def by_token(self, token: str) -> OfferRecord:
        """Return the offer that an access token was given for.

        Raises:
            WalletError: `invalid_token`: unknown or expired.
        """
        offer = await offer_of_token(self.keyring.database, digest(token))
        if offer is None or self.keyring.seconds() >= (offer.token_expires or 0):
            raise invalid_token("the access token is unknown or has expired")
        return offer

    def _refusal(self, offer: OfferRecord | None, code: str, pin: str | None) -> WalletError | None:
        """Return why a code is not changed for a token, None if it is."""
        if offer is None:
            return WalletError("invalid_grant", "the code is unknown")
        if offer.is_redeemed:
            return WalletError("invalid_grant", "the code was used before")
        if self.keyring.seconds() >= offer.expires:
            return WalletError("invalid_grant", "the code has expired")
        if offer.pin_hash is None:
            if pin is None:
                return None
            return WalletError("invalid_request", "no transaction code was asked for")
        if pin is None:
            return WalletError("invalid_request", "the transaction code is missing")
        if offer.tries_left < 1:
            return WalletError("invalid_grant", "too many wrong transaction codes")
        if not hmac.compare_digest(offer.pin_hash, digest(code, pin)):
            return WalletError("invalid_grant", "the transaction code is wrong")
        return None
