"""Around every request: its id, its time, its line in the log, its span.

The outermost layer of the application, so that what other layers refuse is counted too. A request
keeps the id that a proxy gave it in `X-Request-ID` if that is a sane token, and gets one otherwise;
its answer carries it. The route in counts, lines and spans is the one that was declared, such as
`/status/{name}`: a path may name a person's certificate.
"""

from __future__ import annotations

import logging
import re
import secrets
from collections.abc import MutableMapping
from time import perf_counter
from typing import Any, Final

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from registry.observing.logs import FACTS, REQUEST_ID, redacted
from registry.observing.meter import Meter
from registry.observing.told import TOLD, Told

UNMATCHED: Final = "unmatched"
"""The route of a request that no route answers."""

_HEADER: Final = b"x-request-id"
_SANE: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}")
_METHODS: Final = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
_UNANSWERED: Final = 500
_LOG: Final = logging.getLogger("registry.requests")


class Observed:
    """ASGI middleware; the first of all."""

    def __init__(self, app: ASGIApp, meter: Meter) -> None:
        self._app = app
        self._meter = meter

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, and tell of it."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        began = perf_counter()
        request_id = request_id_of(scope)
        status = _UNANSWERED

        async def send_with_id(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                message.setdefault("headers", [])
                message["headers"] = [*message["headers"], (_HEADER, request_id.encode())]
            await send(message)

        named = REQUEST_ID.set(request_id)
        self._meter.began()
        try:
            await self._app(scope, receive, send_with_id)
        finally:
            self._ended(scope, status, perf_counter() - began)
            REQUEST_ID.reset(named)

    def _ended(self, scope: Scope, status: int, seconds: float) -> None:
        method, route = method_of(scope), route_of(scope)
        told: Told | None = scope.get(TOLD)
        self._meter.answered(method, route, status, seconds, told)
        if _LOG.isEnabledFor(logging.INFO):
            facts: dict[str, Any] = {
                "method": method,
                "route": route,
                "status": status,
                "ms": round(seconds * 1000, 2),
            }
            if told is not None:
                facts |= told._asdict()
            _LOG.info("request", extra={FACTS: facts})


def request_id_of(scope: Scope) -> str:
    """Return the id that came with a request, or a new one.

    One that could be the number of a person is replaced too: ids stand in logs.
    """
    for name, value in scope["headers"]:
        if name == _HEADER:
            given = value.decode("latin-1")
            if _SANE.fullmatch(given) and redacted(given) == given:
                return str(given)
            break
    return secrets.token_hex(8)


def route_of(scope: MutableMapping[str, Any]) -> str:
    """Return the declared path of the route that answered."""
    return getattr(scope.get("route"), "path", UNMATCHED) or "/"


def method_of(scope: MutableMapping[str, Any]) -> str:
    """Return the method, or OTHER for a word that HTTP does not know."""
    return scope["method"] if scope["method"] in _METHODS else "OTHER"
