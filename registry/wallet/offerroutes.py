"""`POST /wallet/offers`: the issuer or the holder of a certificate gets an offer for a wallet.

    {"number", "kind"?, "pin"?: true} with a bearer token -> 201 {"uri", "pin", "expires"}

`uri` is what a QR must say; `pin`, where one was wanted, goes to the holder by another way.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from registry.dates import moment_text
from registry.exchanges import (
    RequestRefusedError,
    json_answer,
    read_body,
    read_members,
    refusal,
)
from registry.language import preferred_language
from registry.recording.refusals import Refusal
from registry.services import Services
from registry.tokens import BadTokenError
from registry.vocabulary import CertificateKind

_BAD: Final = "BAD_OFFER"
_STATUSES: Final = {"FORBIDDEN": 403, "CERTIFICATE_NOT_FOUND": 404}
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
            return refusal(401, err.code, str(err))
        except RequestRefusedError as err:
            return refusal(err.status, err.code, str(err))
        made = await self._offers.make(
            viewer, order.number, kind=order.kind, with_pin=order.with_pin
        )
        if isinstance(made, Refusal):
            status = _STATUSES.get(made.code, _CONFLICT)
            return refusal(status, made.code, made.message(lang))
        expires = moment_text(datetime.fromtimestamp(made.expires, UTC))
        return json_answer({"uri": made.uri, "pin": made.pin, "expires": expires}, status=201)


def read_order(body: bytes) -> OfferOrder:
    """Read what is asked for.

    Raises:
        RequestRefusedError: 400, it is not what it should be.
    """
    members = read_members(body, code=_BAD)
    number, kind, pin = members.get("number"), members.get("kind"), members.get("pin", False)
    if not isinstance(number, str) or not number:
        raise _bad("number is missing")
    if kind is not None and kind not in set(CertificateKind):
        raise _bad(f"kind is one of {', '.join(CertificateKind)}")
    if not isinstance(pin, bool):
        raise _bad("pin is true or false")
    return OfferOrder(number, kind, pin)


def _bad(message: str) -> RequestRefusedError:
    return RequestRefusedError(400, _BAD, message)
