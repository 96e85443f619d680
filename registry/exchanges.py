"""What small HTTP routes share: the body up to a size, answers that nobody stores, refusals.

A refusal on the wire is `{"error": {"code", "message"}}`; its code is public and permanent.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import orjson
from starlette.requests import Request
from starlette.responses import Response

MAX_BODY_BYTES: Final = 96 * 1024
JSON: Final = "application/json"
NOT_STORED: Final = {"Cache-Control": "no-store"}


class RequestRefusedError(Exception):
    """The request is not granted: with this status and code, and the message in words."""

    def __init__(self, status: int, code: str, message: str) -> None:
        super().__init__(message)
        self.status = status
        self.code = code


async def read_body(request: Request) -> bytes:
    """Return the body; what is too large is not read to its end.

    Raises:
        RequestRefusedError: 413 `TOO_LARGE`, over 96 kB.
    """
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > MAX_BODY_BYTES:
            raise RequestRefusedError(413, "TOO_LARGE", f"the body is over {MAX_BODY_BYTES} bytes")
    return bytes(body)


def read_members(body: bytes, *, code: str) -> dict[str, Any]:
    """Return the members of a body that must be one JSON object.

    Raises:
        RequestRefusedError: 400 with the code, it is none.
    """
    try:
        members = orjson.loads(body)
    except ValueError as err:
        raise RequestRefusedError(400, code, "the body is not JSON") from err
    if not isinstance(members, dict):
        raise RequestRefusedError(400, code, "the body must be one JSON object")
    return members


def json_answer(
    content: Any, *, status: int = 200, headers: Mapping[str, str] | None = None
) -> Response:
    """Return JSON that no cache keeps."""
    return Response(
        orjson.dumps(content),
        status_code=status,
        media_type=JSON,
        headers={**NOT_STORED, **(headers or {})},
    )


def refusal(
    status: int, code: str, message: str, headers: Mapping[str, str] | None = None
) -> Response:
    """Return a refusal as JSON."""
    content = {"error": {"code": code, "message": message}}
    return json_answer(content, status=status, headers=headers)
