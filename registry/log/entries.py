"""What is logged, to the byte (CREDENTIAL.md section 7; docs/log.md shows each entry).

An entry is canonical JSON (RFC 8785) without personal data: certificates by the hashes of their
tokens, candidates by one hash over all of them, salted. What is unknown is absent. An entry is made
here and written in the transaction of what it tells, so there is never one without the other.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

import orjson

from registry.graph.log.entries import Entry
from registry.issuing.credential import Content, SignedCredential
from verifier.encoding import encode_base64url

CERTIFICATE: Final = "certificate/1"
SESSION: Final = "session/1"
STATUS: Final = "status/1"
KEY: Final = "key/1"

NO_ROSTER: Final = hashlib.sha256().hexdigest()
"""The roster of a session whose candidates are not named yet: the hash of no lines."""

SALT_BYTES: Final = 16

KeyEvent = Literal["made", "superseded", "withdrawn", "compromised"]

_THUMBPRINT_MEMBERS: Final = {"EC": ("crv", "kty", "x", "y"), "OKP": ("crv", "kty", "x")}


@dataclass(frozen=True, slots=True)
class LoggedSession:
    """A session as it is logged: announced with its plan, or held.

    `level` is a level's name; `day` the day it is planned for, or was held; `roster` the hash of
    `roster_hash`.
    """

    plan: str
    session: str
    filing: str
    occupation: str
    level: str
    day: date
    seats: int
    roster: str


def certificate_entry(
    content: Content, signed: Sequence[SignedCredential], *, at: str, first: str | None = None
) -> Entry:
    """Return the entry of a certificate with all that was signed of it.

    Args:
        content: the certificate.
        signed: the tokens signed now.
        at: the moment of the issue, as text; it orders entries and is not in them.
        first: the hash that its first entry begins with, where it was logged before; by that a
            monitor knows it for the same certificate and counts its seat once.
    """
    tokens = tuple(credential.jwt_sha256 for credential in signed)
    body = {
        "jwts": list(tokens) if first is None else [first, *tokens],
        "issuer": content.issuer_prefix,
        "kind": content.kind,
        "occupation": content.occupation,
        "level": content.level,
        "session": content.session,
        "issued_on": content.issued_on.isoformat(),
    }
    return _entry(CERTIFICATE, body, at=at, tokens=tokens)


def session_entry(session: LoggedSession, *, at: str) -> Entry:
    """Return the entry of a session."""
    body = {
        "plan": session.plan,
        "session": session.session,
        "filing": session.filing,
        "occupation": session.occupation,
        "level": session.level,
        "day": session.day.isoformat(),
        "seats": session.seats,
        "roster": session.roster,
    }
    return _entry(SESSION, body, at=at)


def roster_hash(salt: bytes, candidates: Iterable[str]) -> str:
    """Return the commitment to candidates: SHA-256 of their sorted salted ids, in hexadecimal.

    A salted id is the SHA-256 of salt and id in hexadecimal; each is a line with its newline.
    """
    salted = sorted(hashlib.sha256(salt + name.encode()).hexdigest() for name in candidates)
    return hashlib.sha256("".join(f"{line}\n" for line in salted).encode()).hexdigest()


def status_entry(uri: str, token: str, *, at: str) -> Entry:
    """Return the entry of a signed status list: its address, and the hash of the token served."""
    body = {"list": uri, "sha256": hashlib.sha256(token.encode()).hexdigest()}
    return _entry(STATUS, body, at=at)


def key_entry(iss: str, jwk: Mapping[str, str], event: KeyEvent, *, since: int, at: str) -> Entry:
    """Return the entry of what became of a key.

    Args:
        iss: of its issuer.
        jwk: its public part, with `kid`.
        event: what happened.
        since: from when on, in unix seconds: `nbf` of a new key, the end of another one.
        at: the moment it was recorded, as text.
    """
    body = {
        "iss": iss,
        "kid": jwk["kid"],
        "thumbprint": thumbprint(jwk),
        "event": event,
        "at": since,
    }
    return _entry(KEY, body, at=at)


def thumbprint(jwk: Mapping[str, str]) -> str:
    """Return the thumbprint of a key (RFC 7638 section 3), base64url without padding."""
    members = {name: jwk[name] for name in _THUMBPRINT_MEMBERS[jwk["kty"]]}
    digest = hashlib.sha256(canonical(members)).digest()
    return encode_base64url(digest)


def canonical(body: Mapping[str, object]) -> bytes:
    """Return an entry's canonical JSON (RFC 8785).

    Names are ASCII, numbers small integers, texts without lone surrogates; for these, sorted
    members without white space are all that RFC 8785 asks for.
    """
    return orjson.dumps(body, option=orjson.OPT_SORT_KEYS)


def _entry(
    kind: str, body: Mapping[str, object], *, at: str, tokens: tuple[str, ...] = ()
) -> Entry:
    known = {name: value for name, value in body.items() if value is not None}
    text = canonical({"type": kind, **known})
    return Entry(hashlib.sha256(text).hexdigest(), kind, text.decode(), at, tokens)
