"""An issuer of credentials that follows the rules, and can break any one of them on purpose.

It is made of `cryptography` and the standard library and shares no line with the verifier.
Signatures are deterministic (RFC 6979), so the same arguments give the same token; what a call
changes stands in its arguments, so a test reads as "the valid one, but ...". Times are unix
seconds. Everybody here is invented: division 990000.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import zlib
from base64 import urlsafe_b64encode
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from cryptography.hazmat.primitives.asymmetric.ec import (
    ECDSA,
    SECP256R1,
    EllipticCurvePrivateKey,
    derive_private_key,
)
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256

BASE: Final = "https://registry.example.cn"
PREFIX: Final = "S000032000123"
ISS: Final = f"{BASE}/issuers/{PREFIX}"
LIST_URI: Final = f"{BASE}/status/1"
VCT: Final = "urn:cn:skills:certificate:1"
NOW: Final = 1_795_000_000  # 2026-11-18
ISSUED: Final = 1_780_300_000  # 2026-06-01 in China

_ES256: Final = ECDSA(SHA256(), deterministic_signing=True)

PrivateKey = EllipticCurvePrivateKey | Ed25519PrivateKey


def b64u(raw: bytes) -> str:
    """Encode as base64url without padding."""
    return urlsafe_b64encode(raw).rstrip(b"=").decode()


def es256_key(seed: int) -> EllipticCurvePrivateKey:
    """Return the same P-256 key for the same seed, so that tests can be repeated."""
    return derive_private_key(0x1234_5678_9ABC + seed, SECP256R1())


def ed25519_key(seed: int) -> Ed25519PrivateKey:
    """Return the same Ed25519 key for the same seed."""
    return Ed25519PrivateKey.from_private_bytes(seed.to_bytes(32, "big"))


def public_jwk(key: PrivateKey, **members: Any) -> dict[str, Any]:
    """Return the public JWK of a key, with further members."""
    if isinstance(key, Ed25519PrivateKey):
        x = b64u(key.public_key().public_bytes_raw())
        return {"kty": "OKP", "crv": "Ed25519", "x": x, "alg": "EdDSA", "use": "sig", **members}
    point = key.public_key().public_numbers()
    x, y = (b64u(number.to_bytes(32, "big")) for number in (point.x, point.y))
    jwk = {"kty": "EC", "crv": "P-256", "x": x, "y": y, "alg": "ES256", "use": "sig"}
    return {**jwk, **members}


def sign(key: PrivateKey, header: Mapping[str, Any], payload: bytes | Mapping[str, Any]) -> str:
    """Sign any payload under any header, asking nothing about either."""
    body = payload if isinstance(payload, bytes) else json.dumps(payload).encode()
    signed = f"{b64u(json.dumps(header).encode())}.{b64u(body)}"
    if isinstance(key, Ed25519PrivateKey):
        return f"{signed}.{b64u(key.sign(signed.encode()))}"
    r, s = decode_dss_signature(key.sign(signed.encode(), _ES256))
    return f"{signed}.{b64u(r.to_bytes(32, 'big') + s.to_bytes(32, 'big'))}"


def disclosure(*parts: Any) -> str:
    """Return a disclosure of a salt, perhaps a name, and a value."""
    return b64u(json.dumps(parts, ensure_ascii=False).encode())


def digest(text: str) -> str:
    """Return the digest of a disclosure."""
    return b64u(hashlib.sha256(text.encode()).digest())


def certificate_claims(**changes: Any) -> dict[str, Any]:
    """Return the visible claims of a valid certificate, with changes; None takes a claim away."""
    claims = {
        "iss": ISS,
        "vct": VCT,
        "iat": ISSUED,
        "nbf": ISSUED,
        "number": f"{PREFIX}262000017",
        "kind": "SKILL_GRADE",
        "issued_on": "2026-05-30",
        "level": "TECHNICIAN",
        "occupation": "2022:6-18-02-04",
        "occupation_name": "焊工",
        "issuer_name": "江苏某某评价中心",
        "issuer_prefix": PREFIX,
        "status": {"status_list": {"idx": 7, "uri": LIST_URI}},
        **changes,
    }
    return {name: value for name, value in claims.items() if value is not None}


HOLDER: Final[dict[str, Any]] = {
    "name": "张三丰",
    "id_number": "990000199001011234",
    "id_last4": "1234",
    "birth_date": "1990-01-01",
    "theory": 88,
    "practical": 91.5,
}


@dataclass
class Issuer:
    """One issuer with one key, its status list and its entry in the trust file."""

    key: PrivateKey = field(default_factory=lambda: es256_key(1))
    kid: str = "k1"
    iss: str = ISS

    def header(self, **changes: Any) -> dict[str, Any]:
        """Return the header of a credential, with changes; None takes a member away."""
        algorithm = "EdDSA" if isinstance(self.key, Ed25519PrivateKey) else "ES256"
        members = {"alg": algorithm, "typ": "dc+sd-jwt", "kid": self.kid, **changes}
        return {name: value for name, value in members.items() if value is not None}

    def jwt(self, claims: Mapping[str, Any] | bytes, **header: Any) -> str:
        """Sign claims as a token of this issuer."""
        return sign(self.key, self.header(**header), claims)

    def credential(
        self,
        claims: Mapping[str, Any] | None = None,
        *,
        holder: Mapping[str, Any] | None = None,
        hide: Sequence[str] = (),
        header: Mapping[str, Any] | None = None,
    ) -> str:
        """Issue a certificate that discloses `holder`, except the claims in `hide`."""
        visible = dict(certificate_claims() if claims is None else claims)
        facts = HOLDER if holder is None else holder
        salted = {name: disclosure(salt(name), name, value) for name, value in facts.items()}
        if salted:
            visible["_sd"] = sorted(digest(text) for text in salted.values())
            visible["_sd_alg"] = "sha-256"
        shown = [text for name, text in salted.items() if name not in hide]
        return "~".join([self.jwt(visible, **(header or {})), *shown, ""])

    def status_list(
        self,
        values: Mapping[int, int] | None = None,
        *,
        bits: int = 2,
        size: int = 1024,
        header: Mapping[str, Any] | None = None,
        **claims: Any,
    ) -> str:
        """Return a Token Status List with some values set, the others 0."""
        data = bytearray(size * bits // 8)
        for index, value in (values or {}).items():
            place, shift = divmod(index * bits, 8)
            data[place] |= value << shift
        return self.raw_status_list(zlib.compress(bytes(data)), bits=bits, header=header, **claims)

    def raw_status_list(
        self,
        lst: bytes | str,
        *,
        bits: Any = 2,
        header: Mapping[str, Any] | None = None,
        **claims: Any,
    ) -> str:
        """Return a status list token around any compressed bytes (or text)."""
        text = lst if isinstance(lst, str) else b64u(lst)
        members = {
            "iss": self.iss,
            "sub": LIST_URI,
            "iat": NOW - 600,
            "exp": NOW + 600,
            "ttl": 300,
            "status_list": {"bits": bits, "lst": text},
            **claims,
        }
        present = {name: value for name, value in members.items() if value is not None}
        return self.jwt(present, **{"typ": "statuslist+jwt", **(header or {})})

    def bitstring_list(
        self, uri: str, purpose: str | Sequence[str], indexes: Sequence[int] = (), **claims: Any
    ) -> str:
        """Return a W3C Bitstring Status List credential with some bits set."""
        data = bytearray(131_072 // 8)
        for index in indexes:
            data[index // 8] |= 0x80 >> index % 8
        subject = {
            "id": f"{uri}#list",
            "type": "BitstringStatusList",
            "statusPurpose": purpose,
            "encodedList": "u" + b64u(gzip.compress(bytes(data), mtime=0)),
        }
        members = {
            "iss": self.iss,
            "id": uri,
            "type": ["VerifiableCredential", "BitstringStatusListCredential"],
            "iat": NOW - 600,
            "exp": NOW + 600,
            "credentialSubject": subject,
            **claims,
        }
        present = {name: value for name, value in members.items() if value is not None}
        return self.jwt(present, typ="vc+jwt")

    def badge(self, *, header: Mapping[str, Any] | None = None, **changes: Any) -> str:
        """Issue the certificate as an Open Badge."""
        members = {**badge_claims(self.iss), **changes}
        present = {name: value for name, value in members.items() if value is not None}
        return self.jwt(present, **{"typ": "vc+jwt", "cty": "vc", **(header or {})})

    def trust_key(self, **members: Any) -> dict[str, Any]:
        """Return the key's entry in the trust file."""
        window = {"kid": self.kid, "nbf": 1_700_000_000, "exp": 1_900_000_000}
        present = public_jwk(self.key, **{**window, **members})
        return {name: value for name, value in present.items() if value is not None}

    def trust_entry(self, **members: Any) -> dict[str, Any]:
        """Return the issuer's entry in the trust file."""
        return {
            "iss": self.iss,
            "name": "江苏某某评价中心",
            "prefix": self.iss.rpartition("/")[2],
            "keys": [self.trust_key()],
            "scope": [
                {
                    "kinds": ["SKILL_GRADE", "SPECIAL_TECHNICIAN"],
                    "occupation": "2022:6-18-02-04",
                    "levels": ["TECHNICIAN", "SENIOR"],
                    "from": "2024-01-01",
                    "to": "2026-12-31",
                }
            ],
            **members,
        }


def salt(name: str) -> str:
    """Return a salt of 128 bits, the same for the same name."""
    return b64u(hashlib.sha256(name.encode()).digest()[:16])


W3C_REVOCATIONS: Final = f"{BASE}/status/w3c/1"
W3C_SUSPENSIONS: Final = f"{BASE}/status/w3c/2"


def badge_claims(iss: str = ISS) -> dict[str, Any]:
    """Return the claims of the valid certificate as an Open Badge."""
    entry = {"type": "BitstringStatusListEntry", "statusListIndex": "7"}
    return {
        "@context": [
            "https://www.w3.org/ns/credentials/v2",
            "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json",
        ],
        "id": f"{BASE}/badges/1",
        "jti": f"{BASE}/badges/1",
        "iss": iss,
        "iat": ISSUED,
        "nbf": ISSUED,
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "issuer": {"id": iss, "type": ["Profile"], "name": "江苏某某评价中心"},
        "validFrom": "2026-05-30T00:00:00+08:00",
        "credentialSubject": {
            "type": ["AchievementSubject"],
            "licenseNumber": f"{PREFIX}262000017",
            "achievement": {
                "id": "urn:cn:skills:achievement:2022:6-18-02-04:TECHNICIAN",
                "type": ["Achievement"],
                "achievementType": "Certification",
                "name": "焊工",
            },
        },
        "credentialStatus": [
            {**entry, "statusPurpose": "revocation", "statusListCredential": W3C_REVOCATIONS},
            {**entry, "statusPurpose": "suspension", "statusListCredential": W3C_SUSPENSIONS},
        ],
    }


def trust_file(*issuers: Mapping[str, Any], **members: Any) -> dict[str, Any]:
    """Return a trust file with these issuers, by default the valid one with its status list."""
    issuer = Issuer()
    return {
        "version": 1,
        "issued": "2026-11-01T00:00:00Z",
        "expires": "2026-12-23T00:00:00Z",
        "issuers": list(issuers) or [issuer.trust_entry()],
        "statusLists": {
            LIST_URI: issuer.status_list(),
            W3C_REVOCATIONS: issuer.bitstring_list(W3C_REVOCATIONS, "revocation"),
            W3C_SUSPENSIONS: issuer.bitstring_list(W3C_SUSPENSIONS, "suspension"),
        },
        **members,
    }


HOLDER_KEY: Final = 77


def bound_claims(**changes: Any) -> dict[str, Any]:
    """Return the claims of a certificate bound to the key of its holder."""
    cnf = {"jwk": public_jwk(es256_key(HOLDER_KEY))}
    return certificate_claims(cnf=cnf, **changes)


def bind(
    presentation: str,
    *,
    key: PrivateKey | None = None,
    header: Mapping[str, Any] | None = None,
    **changes: Any,
) -> str:
    """Add a key binding to a presentation; None takes a claim away."""
    members = {
        "iat": NOW - 5,
        "aud": "https://employer.example",
        "nonce": "n-1",
        "sd_hash": b64u(hashlib.sha256(presentation.encode()).digest()),
        **changes,
    }
    present = {name: value for name, value in members.items() if value is not None}
    top = {"alg": "ES256", "typ": "kb+jwt", **(header or {})}
    return presentation + sign(key or es256_key(HOLDER_KEY), top, present)
