"""A Token Status List: two bits for each token, and its signed form.

IETF draft-ietf-oauth-status-list, section 4.1: entry `i` is in byte `i // 4`, the first entry in
the least significant bits; compressed with zlib; unused entries say VALID, so that nobody can count
what was issued. Pure.
"""

from __future__ import annotations

import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from registry.issuing.signing import SigningKey, base64url, sign_jwt

TYP: Final = "statuslist+jwt"
MEDIA_TYPE: Final = "application/statuslist+jwt"
BITS: Final = 2
ENTRIES: Final = 131_072
"""Entries of a list: a holder hides among so many."""

STATUS_BITS: Final = {"VALID": 0, "REVOKED": 1, "SUSPENDED": 2}
_PER_BYTE: Final = 8 // BITS


@dataclass(frozen=True, slots=True)
class Period:
    """When a signed list speaks: from `iat` on, before `exp`, fetched anew after `ttl`.

    Unix seconds.
    """

    iat: int
    exp: int
    ttl: int


def pack(statuses: Mapping[int, int], size: int) -> bytes:
    """Return the list of `size` entries; those of `statuses` (index to 0..3) differ from 0."""
    packed = bytearray(-(-size // _PER_BYTE))
    for index, status in statuses.items():
        packed[index // _PER_BYTE] |= status << (BITS * (index % _PER_BYTE))
    return bytes(packed)


def sign_list(packed: bytes, *, iss: str, uri: str, period: Period, key: SigningKey) -> str:
    """Return the Status List Token (section 5.1); `sub` is the list's own address."""
    payload = {
        "iss": iss,
        "sub": uri,
        "iat": period.iat,
        "exp": period.exp,
        "ttl": period.ttl,
        "status_list": {"bits": BITS, "lst": base64url(zlib.compress(packed, 9))},
    }
    return sign_jwt(payload, typ=TYP, key=key)
