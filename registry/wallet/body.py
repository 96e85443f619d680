"""The body of a request, up to a size: what is larger is not read to its end."""

from __future__ import annotations

from typing import Final

from starlette.requests import Request

from registry.wallet.errors import WalletError

MAX_BODY_BYTES: Final = 96 * 1024


async def read_body(request: Request) -> bytes:
    """Return the body.

    Raises:
        WalletError: `invalid_request`, status 413, over 96 kB.
    """
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > MAX_BODY_BYTES:
            raise WalletError(
                "invalid_request", f"the body is over {MAX_BODY_BYTES} bytes", status=413
            )
    return bytes(body)
