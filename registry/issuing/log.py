"""Entries for the transparency log, written in the transaction of what they tell.

An entry (CREDENTIAL.md section 7) is canonical JSON (RFC 8785) without personal data. Here it is
only recorded, under the SHA-256 of its bytes; it gets its place when the log takes it up.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import Final

import orjson

from registry.issuing.credential import Content, SignedCredential

CERTIFICATE: Final = "certificate/1"


def certificate_entry(
    content: Content, signed: Sequence[SignedCredential], *, at: str
) -> dict[str, str]:
    """Return the entry of a certificate with all that was signed of it, as a row of the graph."""
    body = {
        "type": CERTIFICATE,
        "jwts": [credential.jwt_sha256 for credential in signed],
        "issuer": content.issuer_prefix,
        "kind": content.kind,
        "occupation": content.occupation,
        "level": content.level,
        "session": content.session,
        "issued_on": content.issued_on.isoformat(),
    }
    known = {name: value for name, value in body.items() if value is not None}
    # Names are ASCII and values texts, so sorted keys and no white space are all that RFC 8785 asks
    # for.
    text = orjson.dumps(known, option=orjson.OPT_SORT_KEYS)
    return {
        "id": hashlib.sha256(text).hexdigest(),
        "type": CERTIFICATE,
        "body": text.decode(),
        "at": at,
    }
