"""The credential of a wallet: bound to its key, signed and recorded in one transaction.

A holder-bound certificate is a token of its own: its own place in a status list, its own entry in
the log. It is made once for each offer and key, and the answer is kept sealed like every other
(`registry.recording.requests`): a wallet whose answer was lost asks again with a fresh proof of the
same key and gets the same bytes; one that comes with another key gets nothing. A badge is bound to
no key and is the one that was signed with the certificate.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from registry.dates import moment_text
from registry.graph.driver import Transaction
from registry.graph.issuing.certificates import record_credentials
from registry.graph.issuing.existing import (
    RecordedCertificate,
    lock_certificates,
    recorded_certificates,
)
from registry.graph.log.entries import record_entries
from registry.graph.wallet.offers import OfferRecord
from registry.issuing.credential import full_credential
from registry.issuing.existing import ExistingCertificates
from registry.issuing.keyring import Keyring
from registry.issuing.places import draw_places
from registry.issuing.signer import WALLET, Signer
from registry.issuing.signing import signed_by
from registry.log.entries import certificate_entry
from registry.recording.refusals import Refusal, refuse, refuse_for
from registry.recording.requests import KeyReusedError, Made, Request, Requests
from registry.viewer import Role, Viewer
from registry.vocabulary import CertificateStatus
from registry.wallet.errors import WalletError
from registry.wallet.keyproof import verify_key_proof
from registry.wallet.metadata import BADGE, CERTIFICATE
from registry.wallet.nonces import Nonces
from verifier.checks import Check, failed

_KNOWN: Final = frozenset({CERTIFICATE, BADGE})
_OPERATION: Final = "walletCredential"


@dataclass(frozen=True, slots=True)
class CredentialOrder:
    """What a wallet asks for: a configuration, and the proof of its key (None: none given)."""

    configuration: str
    proof: str | None


@dataclass(frozen=True, slots=True)
class Issuance:
    """Makes the credentials of wallets."""

    requests: Requests
    keyring: Keyring
    existing: ExistingCertificates
    nonces: Nonces

    async def issue(self, offer: OfferRecord, order: CredentialOrder) -> str:
        """Return the credential that an offer's access token allows.

        Raises:
            WalletError: as OpenID4VCI 1.0 section 8.3.1 has it.
        """
        if order.configuration not in _KNOWN:
            raise WalletError("unknown_credential_configuration", "there is no such credential")
        if offer.prefix is None or order.configuration not in offer.configurations:
            raise WalletError("unknown_credential_configuration", "the offer does not name it")
        if order.configuration == BADGE:
            return await self._badge(offer, offer.prefix)
        return await self._certificate(offer, offer.prefix, order.proof)

    async def _certificate(self, offer: OfferRecord, prefix: str, proof: str | None) -> str:
        if proof is None:
            raise WalletError("invalid_proof", "a proof of the wallet's key is missing")
        now = self.keyring.seconds()
        holder = verify_key_proof(proof, audience=self.keyring.base_url, now=now)
        await self.nonces.spend(holder.nonce, now=now)
        # An issuer's key is made before the transaction: nothing is signed before the key's time.
        await self.keyring.signing_key(prefix)
        viewer = Viewer(Role.HOLDER, subject=offer.holder)
        request = Request(viewer, f"offer {offer.id}", _OPERATION, {"jwk": dict(holder.jwk)})
        try:
            made = await self.requests.answer(
                request, lambda tx: self._make(tx, offer, prefix, holder.jwk)
            )
        except KeyReusedError as err:
            raise WalletError(
                "credential_request_denied", "this offer was answered for another key"
            ) from err
        if isinstance(made, Refusal):
            raise WalletError("credential_request_denied", made.message("en"))
        credential: str = made["credential"]
        return credential

    async def _make(self, tx: Transaction, offer: OfferRecord, prefix: str, jwk: Any) -> Made:
        await lock_certificates(tx, [offer.certificate_key])
        record, *_ = await recorded_certificates(tx, [offer.certificate_key])
        content = self.existing.content(prefix, record)
        if content is None:
            raise refuse("CERTIFICATE_NOT_FOUND")
        _refuse_what_is_not_in_force(record)
        key = await self.keyring.signing_key(prefix)
        now = self.requests.now()
        at = moment_text(now)
        iss, iat = self.keyring.iss(prefix), int(now.timestamp())
        signer = Signer(self.keyring.base_url, iss, key, iat)
        [place] = await draw_places(tx, prefix, 1, at=at)
        seat = signer.seat(place)
        signed = await signed_by(
            key, lambda: full_credential(content, seat=seat, key=key, holder_jwk=jwk)
        )
        row = signer.row(place, WALLET, signed, offer.certificate_key, 0)
        await record_credentials(tx, [row])
        entry = certificate_entry(content, [signed], at=at, first=record.first_logged)
        await record_entries(tx, [entry])
        return {"credential": signed.text}

    async def _badge(self, offer: OfferRecord, prefix: str) -> str:
        [signed] = await self.existing.sign(prefix, [offer.certificate_key])
        if signed.credential is None or signed.credential.badge is None:
            raise WalletError("credential_request_denied", "the certificate has no badge")
        return signed.credential.badge.text


def _refuse_what_is_not_in_force(record: RecordedCertificate) -> None:
    """Refuse a certificate that was revoked or suspended since it was offered."""
    if record.status != CertificateStatus.VALID:
        raise refuse_for((failed(Check(record.status), "failed"),))
