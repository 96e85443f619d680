"""Signature Version 4 of requests, as AWS documents it ("Create a signed AWS API request").

Pure: the request, the credentials and the time come in, the headers that prove who asks go out.
Only what is sent here is supported: a path of unreserved characters and no query string.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

_ALGORITHM: Final = "AWS4-HMAC-SHA256"
_TERMINATOR: Final = "aws4_request"


@dataclass(frozen=True, slots=True)
class Credentials:
    """Who asks, in which region. `session_token` is for credentials that run out."""

    access_key_id: str
    secret_access_key: str = field(repr=False)
    region: str
    session_token: str | None = field(default=None, repr=False)


def signed_headers(
    method: str,
    path: str,
    headers: Mapping[str, str],
    body: bytes,
    *,
    credentials: Credentials,
    service: str,
    now: datetime,
) -> dict[str, str]:
    """Return all headers of a request: the given ones (with `host`), its time, its signature.

    Names are in lower case. `now` is aware UTC.
    """
    stamp = now.strftime("%Y%m%dT%H%M%SZ")
    all_headers = {name.lower(): " ".join(value.split()) for name, value in headers.items()}
    all_headers["x-amz-date"] = stamp
    if credentials.session_token is not None:
        all_headers["x-amz-security-token"] = credentials.session_token
    names = ";".join(sorted(all_headers))
    # 1. The canonical request; the query string is the empty line.
    lines = [f"{name}:{all_headers[name]}" for name in sorted(all_headers)]
    request = "\n".join([method, path, "", *lines, "", names, hashlib.sha256(body).hexdigest()])
    # 2. The text to sign binds it to the second, the region and the service.
    scope = f"{stamp[:8]}/{credentials.region}/{service}/{_TERMINATOR}"
    text = "\n".join([_ALGORITHM, stamp, scope, hashlib.sha256(request.encode()).hexdigest()])
    # 3. A key of that day, region and service signs it.
    key = f"AWS4{credentials.secret_access_key}".encode()
    for part in (stamp[:8], credentials.region, service, _TERMINATOR):
        key = hmac.digest(key, part.encode(), "sha256")
    signature = hmac.digest(key, text.encode(), "sha256").hex()
    all_headers["authorization"] = (
        f"{_ALGORITHM} Credential={credentials.access_key_id}/{scope}, "
        f"SignedHeaders={names}, Signature={signature}"
    )
    return all_headers
