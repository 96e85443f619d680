"""A certificate as Open Badge 3.0, signed as `vc+jwt` (CREDENTIAL.md section 2; VC-JOSE-COSE).

The payload is the credential itself, with the JWT claims beside it that readers of JWTs look for.
The facts stand where `verifier.badge` reads them: occupation and level in the id of the
achievement, the number in `licenseNumber`, the day of issue in `validFrom`.

The subject is an `identifier`: a salted hash of the holder's name (1EdTech Open Badges 3.0,
IdentityObject: `sha256$` and the hexadecimal SHA-256 of identity and salt). The salt stands beside
it, so whoever knows the name can compare it, and whoever does not can only guess. An ID number is
left out, hashed or not: with a public salt, all that there can be are tried in seconds. Pure; the
same input gives the same bytes.
"""

from __future__ import annotations

import hashlib
import uuid
from typing import Final

from registry.badges.bitstring import CONTEXT, CTY, PURPOSES, TYP
from registry.issuing.credential import Content, Seat, SignedCredential
from registry.issuing.signing import SigningKey, sign_jwt
from registry.reference import levels
from registry.vocabulary import CertificateKind

OB_CONTEXT: Final = "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"
ACHIEVEMENT: Final = "urn:cn:skills:achievement"
KINDS: Final = frozenset({CertificateKind.SKILL_GRADE, CertificateKind.SPECIAL_TECHNICIAN})
_SALT_DIGITS: Final = 32


def has_badge(content: Content) -> bool:
    """Say whether a certificate can be exported: graded, and its occupation and level known."""
    return content.kind in KINDS and None not in (content.occupation, content.level)


def badge_credential(content: Content, *, seat: Seat, key: SigningKey) -> SignedCredential:
    """Sign the badge of a certificate that has one (`has_badge`).

    Args:
        content: the certificate.
        seat: `list_uri` without purpose: the address that both its status lists begin with.
        key: of the issuer.
    """
    # An id of its own for every token signed: a place is never given twice.
    badge_id = uuid.uuid5(uuid.NAMESPACE_URL, f"{seat.list_uri}#{seat.idx}").urn
    payload: dict[str, object] = {
        "@context": [CONTEXT, OB_CONTEXT],
        "id": badge_id,
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "name": _title(content),
        "issuer": _issuer(content, seat),
        "validFrom": f"{content.issued_on.isoformat()}T00:00:00+08:00",
        "credentialSubject": _subject(content, seat),
        "credentialStatus": [_status(seat, purpose) for purpose in PURPOSES],
        "iss": seat.iss,
        "jti": badge_id,
        "iat": seat.iat,
        "nbf": seat.iat,
    }
    jwt = sign_jwt(payload, typ=TYP, key=key, headers={"cty": CTY})
    return SignedCredential(jwt, hashlib.sha256(jwt.encode("ascii")).hexdigest())


def _issuer(content: Content, seat: Seat) -> dict[str, object]:
    name = {} if content.issuer_name is None else {"name": content.issuer_name}
    return {"id": seat.iss, "type": ["Profile"], **name}


def _subject(content: Content, seat: Seat) -> dict[str, object]:
    identity = {} if content.name is None else {"identifier": [_identity(content.name, seat)]}
    return {
        "type": ["AchievementSubject"],
        **identity,
        "licenseNumber": content.number,
        "achievement": _achievement(content),
    }


def _achievement(content: Content) -> dict[str, object]:
    title = _title(content)
    criteria = (
        "经备案的评价机构按国家职业标准组织认定，理论与技能考核合格。"
        " Assessed by a filed evaluation body against the national occupational standard;"
        " theory and practice passed."
    )
    return {
        "id": f"{ACHIEVEMENT}:{content.occupation}:{content.level}",
        "type": ["Achievement"],
        "achievementType": "Certification",
        "name": title,
        "description": f"{title} ({content.occupation})",
        "criteria": {"narrative": criteria},
    }


def _identity(name: str, seat: Seat) -> dict[str, object]:
    # Public anyway, so it need not be secret; it must only be another one in every token.
    place = f"badge identity|{seat.list_uri}#{seat.idx}"
    salt = hashlib.sha256(place.encode()).hexdigest()[:_SALT_DIGITS]
    return {
        "type": "IdentityObject",
        "hashed": True,
        "identityType": "name",
        "identityHash": "sha256$" + hashlib.sha256(f"{name}{salt}".encode()).hexdigest(),
        "salt": salt,
    }


def _status(seat: Seat, purpose: str) -> dict[str, object]:
    uri = f"{seat.list_uri}-{purpose}"
    return {
        "id": f"{uri}#{seat.idx}",
        "type": "BitstringStatusListEntry",
        "statusPurpose": purpose,
        "statusListIndex": str(seat.idx),
        "statusListCredential": uri,
    }


def _title(content: Content) -> str:
    level = levels()[content.level or ""]
    return f"{content.occupation_name or content.occupation} · {level.zh} · {level.en}"
