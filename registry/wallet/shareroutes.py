"""`/shares`: a holder makes, lists and withdraws codes; anybody with a code looks.

POST   /shares        holder: {"number", "kind"?, "facts": [...], "days"?} -> 201, the code, once
GET    /shares        holder: all of them, with how often they were looked at
DELETE /shares/<id>   holder: withdraws one, 204
GET    /shares/<code> anybody: the facts and the report; 404 for every code that shows nothing
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any, Final

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
from registry.graph.wallet.shares import ShareRecord
from registry.language import preferred_language
from registry.services import Services
from registry.tokens import BadTokenError
from registry.verification.misses import TooManyMissesError
from registry.viewer import Viewer
from registry.vocabulary import CertificateKind
from registry.wallet.sharing import DAYS, FACTS, ShareOrder

_BAD: Final = "BAD_SHARE"


def routes(services: Services) -> list[BaseRoute]:
    """Return the routes of shares."""
    counter = Counter(services)
    return [
        Route("/shares", counter.make, methods=["POST"]),
        Route("/shares", counter.list, methods=["GET"]),
        Route("/shares/{name}", counter.look, methods=["GET"]),
        Route("/shares/{name}", counter.withdraw, methods=["DELETE"]),
    ]


class Counter:
    """Answers the routes of shares."""

    def __init__(self, services: Services) -> None:
        self._tokens = services.tokens
        self._shares = services.office.shares
        self._base_url = services.office.keyring.base_url

    async def make(self, request: Request) -> Response:
        """Make a code."""
        try:
            viewer = self._viewer(request)
            order = read_order(await read_body(request))
            code, share = await self._shares.make(viewer, order)
        except RequestRefusedError as err:
            return refusal(err.status, err.code, str(err))
        except BadTokenError as err:
            return refusal(401, err.code, str(err))
        made = {"code": code, "url": f"{self._base_url}/shares/{code}", **_shown(share)}
        return json_answer(made, status=201)

    async def list(self, request: Request) -> Response:
        """List the viewer's codes: which, for what, until when, and how often they were used."""
        try:
            shares = await self._shares.of(self._viewer(request))
        except BadTokenError as err:
            return refusal(401, err.code, str(err))
        return json_answer({"shares": [_shown(share) for share in shares]})

    async def withdraw(self, request: Request) -> Response:
        """Withdraw a code by its id."""
        try:
            viewer = self._viewer(request)
            done = await self._shares.withdraw(viewer, request.path_params["name"])
        except BadTokenError as err:
            return refusal(401, err.code, str(err))
        return Response(status_code=204) if done else _missing()

    async def look(self, request: Request) -> Response:
        """Show what a code shows."""
        lang = preferred_language(request.headers.get("accept-language"))
        client = request.client.host if request.client else ""
        try:
            look = await self._shares.look(
                request.path_params["name"], self._viewer(request), client=client, lang=lang
            )
        except BadTokenError as err:
            return refusal(401, err.code, str(err))
        except TooManyMissesError as err:
            return refusal(429, err.code, str(err), {"Retry-After": str(err.retry_after)})
        if look is None:
            return _missing()
        # What was not chosen is not shown, so neither are the facts in a report's own member.
        report = look.report.to_json(lang) | {"certificate": None}
        for check in report["checks"]:
            check["detail"] = None
        shown = {"facts": look.facts, "expires": _moment(look.share.expires), "report": report}
        return json_answer(shown)

    def _viewer(self, request: Request) -> Viewer:
        return self._tokens.viewer(request.headers.get("authorization"))


def read_order(body: bytes) -> ShareOrder:
    """Read what a holder asks for.

    Raises:
        RequestRefusedError: 400, it is not what it should be.
    """
    members = read_members(body, code=_BAD)
    number, kind = members.get("number"), members.get("kind")
    facts, days = members.get("facts"), members.get("days", DAYS)
    if not isinstance(number, str) or not number:
        raise _bad("number is missing")
    if kind is not None and kind not in set(CertificateKind):
        raise _bad(f"kind is one of {', '.join(CertificateKind)}")
    if not isinstance(facts, list) or not facts or not all(fact in FACTS for fact in _texts(facts)):
        raise _bad(f"facts are one or more of {', '.join(FACTS)}")
    if type(days) is not int or not 1 <= days <= DAYS:
        raise _bad(f"days are 1 to {DAYS}")
    chosen = set(facts)
    return ShareOrder(number, kind, tuple(name for name in FACTS if name in chosen), days)


def _texts(items: list[Any]) -> list[str]:
    return [item if isinstance(item, str) else "" for item in items]


def _shown(share: ShareRecord) -> dict[str, Any]:
    kind, _, number = share.certificate_key.partition(":")
    return {
        "id": share.id,
        "number": number,
        "kind": kind,
        "facts": share.facts,
        "created": share.at,
        "expires": _moment(share.expires),
        "withdrawn": share.withdrawn_at,
        "looks": share.looks,
    }


def _moment(seconds: int) -> str:
    return moment_text(datetime.fromtimestamp(seconds, UTC))


def _bad(message: str) -> RequestRefusedError:
    return RequestRefusedError(400, _BAD, message)


def _missing() -> Response:
    return refusal(404, "NOT_FOUND", "there is no such share")
