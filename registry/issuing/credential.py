"""A certificate as SD-JWT VC (RFC 9901), in the two profiles of CREDENTIAL.md section 1.

The *full* profile is the holder's file: every personal claim is a disclosure of its own. The
*print* profile goes into the QR of the paper: no name, one digest. Pure: the facts, the key, the
place in a status list and the time come in, the text goes out. The same input gives the same bytes:
signatures are deterministic (`signing`), and salts are drawn from a secret that only the issuer's
key yields, bound to the token's own place in its status list.
"""

from __future__ import annotations

from base64 import urlsafe_b64decode
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from hashlib import blake2b, sha256
from typing import Final

import orjson

from registry.issuing.signing import SigningKey, base64url, sign_jwt

VCT: Final = "urn:cn:skills:certificate:1"
TYP: Final = "dc+sd-jwt"
_SALT_BYTES: Final = 16


@dataclass(frozen=True, slots=True)
class Content:
    """What a certificate says. What is unknown is None, and absent from the credential."""

    kind: str
    number: str
    level: str | None
    occupation: str | None
    occupation_name: str | None
    work_type: str | None
    issued_on: date
    issuer_name: str | None
    issuer_prefix: str
    session: str | None
    name: str | None
    id_number: str | None
    birth_date: date | None
    theory: float | None
    practical: float | None
    enterprise: str | None

    def personal_claims(self) -> Iterator[tuple[str, str | float]]:
        """Yield the known claims that are disclosed one by one, with their values."""
        last4 = None if self.id_number is None else self.id_number[-4:]
        birth = None if self.birth_date is None else self.birth_date.isoformat()
        claims: tuple[tuple[str, str | float | None], ...] = (
            ("name", self.name),
            ("id_number", self.id_number),
            ("id_last4", last4),
            ("birth_date", birth),
            ("theory", self.theory),
            ("practical", self.practical),
            ("enterprise", self.enterprise),
        )
        return ((name, value) for name, value in claims if value is not None)


@dataclass(frozen=True, slots=True)
class Seat:
    """Where and when a token is signed: issuer, entry of a status list, `iat` in unix seconds."""

    iss: str
    list_uri: str
    idx: int
    iat: int

    def status_claim(self) -> dict[str, object]:
        """Return the `status` claim (Token Status List section 6.1)."""
        return {"status_list": {"idx": self.idx, "uri": self.list_uri}}


@dataclass(frozen=True, slots=True)
class SignedCredential:
    """A credential and the SHA-256 of its issuer-signed JWT (hexadecimal), its name in the log."""

    text: str
    jwt_sha256: str

    @property
    def signature(self) -> bytes:
        """Return the issuer's signature, 64 bytes."""
        text = self.text.partition("~")[0].rpartition(".")[2]
        return urlsafe_b64decode(text + "==")


def full_credential(
    content: Content,
    *,
    seat: Seat,
    key: SigningKey,
    holder_jwk: Mapping[str, str] | None = None,
) -> SignedCredential:
    """Sign the full profile, with all disclosures; bound to the holder's public key if given."""
    made = _Disclosures(key, seat)
    disclosures = [made.make(name, value) for name, value in content.personal_claims()]
    payload: dict[str, object] = {
        "iss": seat.iss,
        "vct": VCT,
        "iat": seat.iat,
        "nbf": seat.iat,
        **_facts(content),
        **_known(
            occupation_name=content.occupation_name,
            work_type=content.work_type,
            issuer_name=content.issuer_name,
            issuer_prefix=content.issuer_prefix,
            session=content.session,
        ),
        "status": seat.status_claim(),
    }
    if holder_jwk is not None:
        payload["cnf"] = {"jwk": holder_jwk}
    if disclosures:
        payload |= {"_sd": sorted(map(_digest, disclosures)), "_sd_alg": "sha-256"}
    return _signed(payload, disclosures, key)


def print_credential(content: Content, *, seat: Seat, key: SigningKey) -> SignedCredential:
    """Sign the print profile, whose one disclosure is the last four of the ID number.

    `_sd_alg` is left to its default, sha-256 (RFC 9901 section 4.1.1): every byte makes the symbol
    larger. The disclosure itself is left out: the paper shows no part of an ID number.
    """
    payload: dict[str, object] = {
        "iss": seat.iss,
        "iat": seat.iat,
        "vct": VCT,
        **_facts(content),
        "status": seat.status_claim(),
    }
    if content.id_number is not None:
        hidden = _Disclosures(key, seat).make("id_last4", content.id_number[-4:])
        payload["_sd"] = [_digest(hidden)]
    return _signed(payload, [], key)


def qr_text(base_url: str, credential: str) -> str:
    """Return what the QR of the paper says: the verification page, the token in its fragment."""
    return f"{base_url}/verify#{credential}"


def _facts(content: Content) -> dict[str, object]:
    return {
        "number": content.number,
        "kind": content.kind,
        **_known(level=content.level, occupation=content.occupation),
        "issued_on": content.issued_on.isoformat(),
    }


def _known(**claims: str | None) -> dict[str, object]:
    return {name: value for name, value in claims.items() if value is not None}


def _signed(
    payload: dict[str, object], disclosures: list[str], key: SigningKey
) -> SignedCredential:
    jwt = sign_jwt(payload, typ=TYP, key=key)
    digest = sha256(jwt.encode("ascii")).hexdigest()
    return SignedCredential("~".join([jwt, *disclosures, ""]), digest)


class _Disclosures:
    """The disclosures of one token (RFC 9901 section 4.2.1), as they are made.

    A salt is keyed BLAKE2b (RFC 7693 section 2.9) of the token's place and the claim's name: 128
    bits that nobody can tell from chance without the issuer's secret, in a quarter of HMAC's time.
    """

    __slots__ = ("_place", "_secret")

    def __init__(self, key: SigningKey, seat: Seat) -> None:
        self._secret = key.salt_secret()
        self._place = f"{seat.list_uri}#{seat.idx}|".encode()

    def make(self, name: str, value: str | float) -> str:
        """Return the disclosure of a claim."""
        salt = blake2b(self._place + name.encode(), digest_size=_SALT_BYTES, key=self._secret)
        return base64url(orjson.dumps([base64url(salt.digest()), name, value]))


def _digest(disclosure: str) -> str:
    return base64url(sha256(disclosure.encode("ascii")).digest())
