"""Bitstring Status Lists (W3C Recommendation, v1.0): one bit for each badge and purpose.

A badge has *one* place, which counts in two lists: revocation and suspension. The graph knows the
pair as one list, `w3c/<prefix>-<n>`; each half is published under the name of its purpose. Entry
`i` is the bit `i % 8` of byte `i // 8`, counted from the most significant; compressed with gzip,
multibase base64url (`u`). Unused entries are 0, so that nobody can count what was issued. Pure.
"""

from __future__ import annotations

import gzip
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Final

from registry.dates import moment_text
from registry.issuing.signing import SigningKey, base64url, sign_jwt
from registry.issuing.statuslist import STATUS_BITS, Period

TYP: Final = "vc+jwt"
CTY: Final = "vc"
MEDIA_TYPE: Final = "application/vc+jwt"
HEAD: Final = "w3c/"
"""How names of these lists begin; token lists have no slash in theirs."""

PURPOSES: Final[Mapping[str, int]] = {
    "revocation": STATUS_BITS["REVOKED"],
    "suspension": STATUS_BITS["SUSPENDED"],
}
"""The status whose entries are 1 in the list of a purpose."""

CONTEXT: Final = "https://www.w3.org/ns/credentials/v2"
_MILLISECONDS: Final = 1_000


def names_of(list_id: str) -> tuple[str, ...]:
    """Return the names under which a list of the graph is published: a token list is its own."""
    if not list_id.startswith(HEAD):
        return (list_id,)
    return tuple(f"{list_id}-{purpose}" for purpose in PURPOSES)


def list_of(name: str) -> tuple[str, str | None] | None:
    """Return the list of the graph behind a published name, and its purpose.

    The purpose is None for a token list; None alone for a name that can be none.
    """
    if not name.startswith(HEAD):
        return name, None
    list_id, _, purpose = name.rpartition("-")
    return (list_id, purpose) if purpose in PURPOSES else None


def pack_bits(statuses: Mapping[int, int], size: int, *, purpose: str) -> bytes:
    """Return the bitstring of a purpose, `size` entries long, from statuses by index."""
    packed = bytearray(-(-size // 8))
    for index, status in statuses.items():
        if status == PURPOSES[purpose]:
            packed[index // 8] |= 0x80 >> index % 8
    return bytes(packed)


def sign_bits(
    packed: bytes, *, iss: str, uri: str, purpose: str, period: Period, key: SigningKey
) -> str:
    """Return the list as `BitstringStatusListCredential` (section 2.2); `id` is its own address.

    It says its time twice: as W3C members, and as the claims that a reader of JWTs looks for.
    """
    # gzip writes the time into its header unless told not to: the same list is the same bytes.
    encoded = "u" + base64url(gzip.compress(packed, 9, mtime=0))
    payload = {
        "@context": [CONTEXT],
        "id": uri,
        "type": ["VerifiableCredential", "BitstringStatusListCredential"],
        "issuer": iss,
        "validFrom": _moment(period.iat),
        "validUntil": _moment(period.exp),
        "credentialSubject": {
            "id": f"{uri}#list",
            "type": "BitstringStatusList",
            "statusPurpose": purpose,
            "encodedList": encoded,
            "ttl": period.ttl * _MILLISECONDS,
        },
        "iss": iss,
        "jti": uri,
        "iat": period.iat,
        "nbf": period.iat,
        "exp": period.exp,
    }
    return sign_jwt(payload, typ=TYP, key=key, headers={"cty": CTY})


def _moment(seconds: int) -> str:
    return moment_text(datetime.fromtimestamp(seconds, UTC))
