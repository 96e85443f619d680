"""`POST /wallet/offers`: the issuer or the holder of a certificate gets an offer for a wallet.

    {"number", "kind"?, "pin"?: true} with a bearer token -> 201 {"uri", "pin", "expires"}

`uri` is what a QR must say; `pin`, where one was wanted, goes to the holder by another way.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final

import orjson
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from registry.dates import moment_text
from registry.language import preferred_language
from registry.recording.refusals import Refusal
from registry.services import Services
from registry.tokens import BadTokenError
from registry.vocabulary import CertificateKind
from registry.wallet.body import read_body
from registry.wallet.errors import WalletError

_FORBIDDEN: Final = "FORBIDDEN"
_STATUSES: Final = {_FORBIDDEN: 403, "CERTIFICATE_NOT_FOUND": 404}
_CONFLICT: Final = 409


@dataclass(frozen=True, slots=True)
class OfferOrder:
    """What is asked for: a certificate by number, and whether with a transaction code."""

    number: str
    kind: str | None
    with_pin: bool


def routes(services: Services) -> list[BaseRoute]:
    """Return the route."""
    return [Route("/wallet/offers", Counter(services).offer, methods=["POST"])]


class Counter:
    """Makes offers."""

    def __init__(self, services: Services) -> None:
        self._tokens = services.tokens
        self._offers = services.office.offers

    async def offer(self, request: Request) -> Response:
        """Offer a certificate within the viewer's reach."""
        lang = preferred_language(request.headers.get("accept-language"))
        try:
            viewer = self._tokens.viewer(request.headers.get("authorization"))
            order = read_order(await read_body(request))
        except BadTokenError as err:
            return _refusal(401, err.code, str(err))
        except WalletError as err:
            return _refusal(err.status, "BAD_OFFER", str(err))
        made = await self._offers.make(
            viewer, order.number, kind=order.kind, with_pin=order.with_pin
        )
        if isinstance(made, Refusal):
            status = _STATUSES.get(made.code, _CONFLICT)
            return _refusal(status, made.code, made.message(lang))
        expires = moment_text(datetime.fromtimestamp(made.expires, UTC))
        return _answer(201, {"uri": made.uri, "pin": made.pin, "expires": expires})


def read_order(body: bytes) -> OfferOrder:
    """Read what is asked for.

    Raises:
        WalletError: it is not what it should be.
    """
    try:
        members = orjson.loads(body)
    except ValueError as err:
        raise _bad("the body is not JSON") from err
    if not isinstance(members, dict):
        raise _bad("the body must be one JSON object")
    number, kind, pin = members.get("number"), members.get("kind"), members.get("pin", False)
    if not isinstance(number, str) or not number:
        raise _bad("number is missing")
    if kind is not None and kind not in set(CertificateKind):
        raise _bad(f"kind is one of {', '.join(CertificateKind)}")
    if not isinstance(pin, bool):
        raise _bad("pin is true or false")
    return OfferOrder(number, kind, pin)


def _bad(message: str) -> WalletError:
    return WalletError("invalid_request", message)


def _answer(status: int, content: dict[str, Any]) -> Response:
    return Response(
        orjson.dumps(content),
        status_code=status,
        media_type="application/json",
        headers={"Cache-Control": "no-store"},
    )


def _refusal(status: int, code: str, message: str) -> Response:
    return _answer(status, {"error": {"code": code, "message": message}})
