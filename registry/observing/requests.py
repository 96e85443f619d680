"""Around every request: its id, its time, its line in the log, its span.

Only the layer that adds headers lies outside, which refuses nothing: so what is refused is counted
too, and what fails unexpectedly is logged with the id of its request, which is all that the client
is told. A request keeps the id that a proxy gave it in `X-Request-ID` if that is a sane token, and
gets one otherwise; its answer carries it. The route in counts, lines and spans is the one that was
declared, such as `/status/{name}`: a path may name a person's certificate.
"""

from __future__ import annotations

import logging
import re
import secrets
from collections.abc import MutableMapping
from itertools import count
from time import perf_counter
from typing import Any, Final

from starlette.requests import ClientDisconnect
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from registry.exchanges import refusal
from registry.observing.logs import FACTS, REQUEST_ID, redacted
from registry.observing.meter import Meter
from registry.observing.told import TOLD, Answered
from registry.services import Services

UNMATCHED: Final = "unmatched"
"""The route of a request that no route answers."""

_HEADER: Final = b"x-request-id"
_SANE: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}")
_METHODS: Final = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
_FAULT: Final = 500
_GONE: Final = 499
"""Counted, never sent: the client went away before its request was read."""
_LOG: Final = logging.getLogger("registry.requests")


class Observed:
    """ASGI middleware around everything that can refuse, fail or answer."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        # Random once a process: an id must be unique, and is no secret.
        self._first_half = secrets.token_hex(4)
        self._made = count()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, and tell of it."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        services: Services = scope["app"].state.services
        request_id = given_id(scope) or f"{self._first_half}{next(self._made):08x}"
        request = _Request(request_id, scope, send, services.meter)
        named = REQUEST_ID.set(request.id)
        try:
            if services.traces is None:
                await request.run(self._app, receive)
                return
            with services.traces.request(scope["headers"]) as span:
                await request.run(self._app, receive)
                services.traces.answered(span, request.answered())
        finally:
            REQUEST_ID.reset(named)


class _Request:
    """One request on its way through the application."""

    __slots__ = ("_began", "_meter", "_scope", "_send", "_status", "id")

    def __init__(self, request_id: str, scope: Scope, send: Send, meter: Meter) -> None:
        self.id = request_id
        self._scope = scope
        self._send = send
        self._meter = meter
        self._status: int | None = None
        self._began = perf_counter()

    async def run(self, app: ASGIApp, receive: Receive) -> None:
        """Have it answered; what nobody expected is logged here, and masked."""
        self._meter.began()
        try:
            await app(self._scope, receive, self.send)
        except ClientDisconnect:
            self._status = _GONE
        except Exception:
            _LOG.exception("internal error %s", self.id)
            if self._status is not None:
                raise
            answer = refusal(_FAULT, "INTERNAL", f"internal error {self.id}")
            await answer(self._scope, receive, self.send)
        finally:
            self._tell()

    async def send(self, message: Message) -> None:
        """Pass on a part of the answer, the head with the id of the request."""
        if message["type"] == "http.response.start":
            self._status = message["status"]
            message["headers"] = [*message.get("headers", ()), (_HEADER, self.id.encode())]
        await self._send(message)

    def answered(self) -> Answered:
        """Return what is known of it now."""
        return Answered(
            method_of(self._scope),
            route_of(self._scope),
            _FAULT if self._status is None else self._status,
            perf_counter() - self._began,
            self._scope.get(TOLD),
        )

    def _tell(self) -> None:
        answered = self.answered()
        self._meter.answered(answered)
        if _LOG.isEnabledFor(logging.INFO):
            facts: dict[str, Any] = {
                "method": answered.method,
                "route": answered.route,
                "status": answered.status,
                "ms": round(answered.seconds * 1000, 2),
            }
            if answered.told is not None:
                facts |= answered.told._asdict()
            _LOG.info("request", extra={FACTS: facts})


def given_id(scope: Scope) -> str | None:
    """Return the id that came with a request; None without one, or if it is no sane token.

    None too for one that could be the number of a person: ids stand in logs.
    """
    for name, value in scope["headers"]:
        if name == _HEADER:
            given = value.decode("latin-1")
            if _SANE.fullmatch(given) and redacted(given) == given:
                return str(given)
            break
    return None


def route_of(scope: MutableMapping[str, Any]) -> str:
    """Return the declared path of the route that answered."""
    return getattr(scope.get("route"), "path", UNMATCHED) or "/"


def method_of(scope: MutableMapping[str, Any]) -> str:
    """Return the method, or OTHER for a word that HTTP does not know."""
    return scope["method"] if scope["method"] in _METHODS else "OTHER"
