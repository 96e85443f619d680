"""Sign all that belongs to a certificate, each token at a place of its own.

The full and the print profile, and the same as an Open Badge where there is one for its kind.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from registry.badges.credential import badge_credential, has_badge
from registry.graph.issuing.certificates import CredentialRow
from registry.issuing.credential import (
    Content,
    Seat,
    SignedCredential,
    full_credential,
    print_credential,
    qr_text,
)
from registry.issuing.places import Place
from registry.issuing.signing import SigningKey

FULL: Final = "FULL"
PRINT: Final = "PRINT"
BADGE: Final = "BADGE"
WALLET: Final = "WALLET"
"""Profiles: of the holder's file, the paper, the badge, and a certificate bound to a wallet."""

TOKENS: Final = 2
"""Tokens signed for a certificate beside its badge, hence places in a token list it takes."""


@dataclass(frozen=True, slots=True)
class SignedCertificate:
    """What the holder gets, and what is recorded of it."""

    content: Content
    full: SignedCredential
    print: SignedCredential
    badge: SignedCredential | None
    rows: tuple[CredentialRow, ...]
    qr_text: str

    @property
    def tokens(self) -> tuple[SignedCredential, ...]:
        """Return all that was signed, in the order of the log entry."""
        return tuple(token for token in (self.full, self.print, self.badge) if token is not None)


@dataclass(frozen=True, slots=True)
class Signer:
    """Signs for one issuer with one key at one time.

    `iss` and `base_url` go into the tokens, `iat` is in unix seconds.
    """

    base_url: str
    iss: str
    key: SigningKey
    iat: int

    def sign(
        self,
        content: Content,
        places: Sequence[Place],
        *,
        certificate_key: str,
        badge_place: Place | None = None,
        status: int = 0,
    ) -> SignedCertificate:
        """Sign both profiles at two places, and the badge at its own, if there is one.

        `status`: the two bits that the certificate has already.
        """
        at_full, at_print = places
        full = full_credential(content, seat=self.seat(at_full), key=self.key)
        printed = print_credential(content, seat=self.seat(at_print), key=self.key)
        rows = [
            self.row(at_full, FULL, full, certificate_key, status),
            self.row(at_print, PRINT, printed, certificate_key, status),
        ]
        badge = None
        if badge_place is not None and has_badge(content):
            badge = badge_credential(content, seat=self.seat(badge_place), key=self.key)
            rows.append(self.row(badge_place, BADGE, badge, certificate_key, status))
        return SignedCertificate(
            content=content,
            full=full,
            print=printed,
            badge=badge,
            rows=tuple(rows),
            qr_text=qr_text(self.base_url, printed.text),
        )

    def seat(self, place: Place) -> Seat:
        """Return where and when a token of this place is signed."""
        return Seat(self.iss, f"{self.base_url}/status/{place.list_id}", place.idx, self.iat)

    def row(
        self,
        place: Place,
        profile: str,
        signed: SignedCredential,
        certificate_key: str,
        status: int,
    ) -> CredentialRow:
        """Return what is recorded of a token signed at a place."""
        return CredentialRow(
            list_id=place.list_id,
            idx=place.idx,
            prefix=self.key.prefix,
            kid=self.key.kid,
            iat=self.iat,
            profile=profile,
            sha256=signed.jwt_sha256,
            certificate_key=certificate_key,
            initial=status,
            signature=None if self.key.is_deterministic else signed.signature.hex(),
        )
