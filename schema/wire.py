"""The wire of "GraphQL over HTTP": a request as it came becomes an `Operation`, an answer bytes.

POST carries one JSON object in UTF-8. GET asks by id for a document that the server knows
(`schema.known`), so that an address in a log or a history never holds a question about people; a
text is taken only where it asks about the schema itself, as probes of gateways do
(`?query={__typename}`). GET writes nothing: mutations are refused with 405.

Answers are never stored (`no-store`) and have no ETag. Those over 1 kB are compressed for those who
accept it. That is safe here (BREACH needs a victim whose browser signs an attacker's requests):
who asks is said by a header that no page of another origin can make a browser send, there are no
cookies, and no answer holds the token.
"""

from __future__ import annotations

import gzip
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

import orjson
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response

from schema.negotiation import GRAPHQL, JSON, accepts_gzip, media_type

MAX_BODY_BYTES: Final = 64 * 1024
SMALLEST_ZIPPED_BYTES: Final = 1_024
METHODS: Final = "GET, HEAD, POST"

_FASTEST: Final = 1
"""Level of compression: the next ones cost twice the time for a tenth of the size."""
_TYPES: Final[Mapping[str, tuple[type, str]]] = {
    "query": (str, "text"),
    "documentId": (str, "text"),
    "operationName": (str, "text"),
    "variables": (dict, "an object"),
    "extensions": (dict, "an object"),
}
_OF_GET: Final = frozenset({"variables", "extensions"})
"""What an address holds as JSON."""


class BadBodyError(Exception):
    """The request is no GraphQL request; `status` says how."""

    def __init__(
        self,
        message: str,
        *,
        status: int = 400,
        code: str = "BAD_REQUEST",
        headers: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(message)
        self.status = status
        self.code = code
        self.headers = headers


@dataclass(frozen=True, slots=True)
class Operation:
    """A request as it was said: a document by its text, its id, or both.

    `is_safe` for GET, which must not write.
    """

    query: str | None
    variables: Mapping[str, Any]
    name: str | None
    document_id: str | None = None
    extensions: Mapping[str, Any] = field(default_factory=dict)
    is_safe: bool = False


@dataclass(frozen=True, slots=True)
class Wished:
    """What the client wants of the answer's form; `media` is None where it wants none of ours."""

    media: str | None
    is_zipped: bool

    @classmethod
    def of(cls, request: Request) -> Wished:
        """Read `Accept` and `Accept-Encoding`."""
        headers = request.headers
        return cls(media_type(headers.get("accept")), accepts_gzip(headers.get("accept-encoding")))

    def check(self) -> None:
        """Check that there is a form of answers that the client accepts.

        Raises:
            BadBodyError: there is none (406).
        """
        if self.media is None:
            raise BadBodyError(f"answers are {JSON} or {GRAPHQL}; accept one", status=406)

    def answer(
        self, content: bytes, status: int = 200, headers: Mapping[str, str] | None = None
    ) -> Response:
        """Return an answer of JSON in that form."""
        said = dict(_HEADERS)
        if self.is_zipped and len(content) > SMALLEST_ZIPPED_BYTES:
            content = gzip.compress(content, _FASTEST, mtime=0)
            said["Content-Encoding"] = "gzip"
        media = f"{self.media or JSON}; charset=utf-8"
        return Response(content, status, media_type=media, headers={**said, **(headers or {})})


_HEADERS: Final = {
    "Cache-Control": "no-store",
    "Vary": "Accept, Accept-Encoding, Accept-Language, Authorization",
}


async def read_operation(request: Request) -> Operation:
    """Read a request.

    Raises:
        BadBodyError: it is no GraphQL request; the status says how.
    """
    if request.method == "POST":
        return parse_post(await _body(request), request)
    if request.method in {"GET", "HEAD"}:
        return parse_get(request)
    raise BadBodyError(
        f"the methods of this address are {METHODS}", status=405, headers={"Allow": METHODS}
    )


def parse_post(body: bytes, request: Request) -> Operation:
    """Read the body of a POST.

    Raises:
        BadBodyError: it is no JSON object in UTF-8 with members of the right types.
    """
    _check_type(request)
    try:
        data = orjson.loads(body)
    except ValueError as err:
        raise BadBodyError("the body is not JSON") from err
    if not isinstance(data, dict):
        raise BadBodyError("the body must be one JSON object; batches are not offered")
    return _operation(data)


def parse_get(request: Request) -> Operation:
    """Read the address of a GET.

    Raises:
        BadBodyError: a parameter is there twice, or has the wrong type.
    """
    data: dict[str, Any] = {}
    for key, text in request.query_params.multi_items():
        if key in data:
            raise BadBodyError(f"`{key[:64]}` is there twice")
        data[key] = _json(key, text) if key in _OF_GET else text
    return _operation(data, is_safe=True)


def _operation(data: dict[str, Any], *, is_safe: bool = False) -> Operation:
    for key, (kind, words) in _TYPES.items():
        value = data.get(key)
        if value is not None and not isinstance(value, kind):
            raise BadBodyError(f"`{key}` must be {words}")
    query, extensions = data.get("query"), data.get("extensions") or {}
    document_id = data.get("documentId")
    if query is None and document_id is None and "persistedQuery" not in extensions:
        raise BadBodyError("`query` must be text, or say which document with its id")
    return Operation(
        query,
        data.get("variables") or {},
        data.get("operationName"),
        document_id,
        extensions,
        is_safe,
    )


def _json(key: str, text: str) -> Any:
    try:
        return orjson.loads(text) if text else None
    except ValueError as err:
        raise BadBodyError(f"`{key}` is not JSON") from err


def _check_type(request: Request) -> None:
    kind, _, rest = request.headers.get("content-type", "").partition(";")
    charset = rest.partition("charset=")[2].strip().strip('"').lower() if rest else ""
    if kind.strip().lower() != JSON or charset not in {"", "utf-8", "utf8"}:
        raise BadBodyError("send the request as application/json in UTF-8", status=415)
    if request.headers.get("content-encoding", "identity").lower() != "identity":
        raise BadBodyError("send the request uncompressed", status=415)


async def _body(request: Request) -> bytes:
    too_large = BadBodyError(
        f"the body is over {MAX_BODY_BYTES} bytes", status=413, code="TOO_LARGE"
    )
    declared = request.headers.get("content-length", "")
    if declared.isdecimal() and int(declared) > MAX_BODY_BYTES:
        raise too_large
    body = bytearray()
    try:
        async for chunk in request.stream():
            body += chunk
            if len(body) > MAX_BODY_BYTES:
                raise too_large
    except ClientDisconnect as err:
        raise BadBodyError("the client went away") from err
    return bytes(body)
