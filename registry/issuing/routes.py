"""What verifiers fetch: issuer keys, status lists, the trust file (CREDENTIAL.md section 3).

Everything here is public.
"""

from __future__ import annotations

from typing import Any, Final
from urllib.parse import urlsplit

import orjson
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from registry.badges.bitstring import HEAD
from registry.badges.bitstring import MEDIA_TYPE as BADGE_LIST
from registry.issuing.keyring import REGISTRY
from registry.issuing.lists import parse_time
from registry.issuing.statuslist import MEDIA_TYPE
from registry.issuing.trust import CurrentTrust
from registry.office import Office
from registry.services import Services

WELL_KNOWN: Final = "/.well-known/jwt-vc-issuer"
_JSON: Final = "application/json"
_JWT: Final = "application/jwt"
_KEYS_CACHED: Final = {"Cache-Control": "public, max-age=300"}
# A copy is good as long as the list has not changed, which costs little to ask: a revocation is
# seen at once.
_LIST_CACHED: Final = {"Cache-Control": "public, no-cache", "Vary": "Accept"}


def routes(services: Services) -> list[BaseRoute]:
    """Return the public routes.

    With a path in the base URL the well-known part stands before it (RFC 8615).
    """
    counter = Counter(services.office)
    path = urlsplit(services.office.keyring.base_url).path
    issuers = [
        Route(f"{WELL_KNOWN}{base}/issuers/{{prefix}}", counter.issuer, methods=["GET"])
        for base in dict.fromkeys(("", path))
    ]
    registry = [
        Route(f"{WELL_KNOWN}{base}/{REGISTRY}", counter.registry, methods=["GET"])
        for base in dict.fromkeys(("", path))
    ]
    return [
        *issuers,
        *registry,
        Route("/status", counter.lists, methods=["GET"]),
        Route("/status/{name}", counter.list, methods=["GET"]),
        Route(f"/status/{HEAD}{{name}}", counter.badge_list, methods=["GET"]),
        Route("/trust.json", counter.trust, methods=["GET"]),
    ]


class Counter:
    """Answers the public routes."""

    def __init__(self, office: Office) -> None:
        self._office = office
        self._trust = CurrentTrust(office.trust)

    async def issuer(self, request: Request) -> Response:
        """Return the keys of an issuer of certificates."""
        prefix = request.path_params["prefix"]
        return await self._metadata(prefix) if prefix != REGISTRY else _missing("issuer")

    async def registry(self, _request: Request) -> Response:
        """Return the keys of the registry itself, which sign receipts and trust files."""
        await self._office.keyring.signing_key(REGISTRY)
        return await self._metadata(REGISTRY)

    async def lists(self, _request: Request) -> Response:
        """Return the addresses of all status lists (Token Status List section 9.3)."""
        ids = await self._office.lists.ids()
        content = {"status_lists": [self._office.lists.uri(list_id) for list_id in ids]}
        return Response(orjson.dumps(content), media_type=_JSON, headers=_KEYS_CACHED)

    async def list(self, request: Request) -> Response:
        """Return a token status list, as it is or as it was at `?time=`."""
        return await self._list(request, request.path_params["name"], MEDIA_TYPE)

    async def badge_list(self, request: Request) -> Response:
        """Return a Bitstring Status List, in the same way."""
        return await self._list(request, HEAD + request.path_params["name"], BADGE_LIST)

    async def _list(self, request: Request, name: str, media_type: str) -> Response:
        if not _accepts(request, media_type):
            return _refusal(406, "NOT_ACCEPTABLE", f"this status list is {media_type}")
        if "time" in request.query_params:
            return await self._list_at(name, request.query_params["time"], media_type)
        signed = await self._office.lists.current(name)
        if signed is None:
            return _missing("status list")
        tag = f'"{signed.version}-{signed.period.iat}"'
        headers = {**_LIST_CACHED, "ETag": tag}
        if request.headers.get("if-none-match") == tag:
            return Response(status_code=304, headers=headers)
        return Response(signed.token, media_type=media_type, headers=headers)

    async def trust(self, request: Request) -> Response:
        """Return the trust file, signed for those who accept a JWT."""
        headers = {"Cache-Control": "public, no-cache", "Vary": "Accept"}
        if _prefers_jwt(request):
            return Response(await self._trust.signed(), media_type=_JWT, headers=headers)
        return Response(await self._trust.plain(), media_type=_JSON, headers=headers)

    async def _list_at(self, name: str, text: str, media_type: str) -> Response:
        seconds = parse_time(text)
        if seconds is None:
            return _refusal(400, "BAD_TIME", "time is in unix seconds")
        token = await self._office.lists.at(name, seconds)
        if token is None:
            return _missing("status list for that time")
        return Response(token, media_type=media_type, headers=_LIST_CACHED)

    async def _metadata(self, prefix: str) -> Response:
        keys = [key for key in await self._office.keyring.keys(prefix) if not key.is_compromised]
        if not keys:
            return _missing("issuer")
        content: dict[str, Any] = {
            "issuer": self._office.keyring.iss(prefix),
            "jwks": {"keys": [key.jwk for key in reversed(keys)]},
        }
        return Response(orjson.dumps(content), media_type=_JSON, headers=_KEYS_CACHED)


def _accepts(request: Request, media_type: str) -> bool:
    """Say whether `Accept` takes a type: the most specific range decides (RFC 9110 12.5.1)."""
    header = request.headers.get("accept", "")
    if not header.strip():
        return True
    family = media_type.partition("/")[0] + "/*"
    weights = _ranges(header)
    for name in (media_type, family, "*/*"):
        if name in weights:
            return weights[name] > 0
    return False


def _prefers_jwt(request: Request) -> bool:
    weights = _ranges(request.headers.get("accept", ""))
    return weights.get(_JWT, 0) > 0 and weights[_JWT] >= weights.get(_JSON, 0)


def _ranges(header: str) -> dict[str, float]:
    weights: dict[str, float] = {}
    for part in header.split(","):
        name, *parameters = (piece.strip().lower() for piece in part.split(";"))
        weight = next((p[2:] for p in parameters if p.startswith("q=")), "1")
        try:
            weights[name] = float(weight)
        except ValueError:
            weights[name] = 0.0
    return weights


def _missing(what: str) -> Response:
    return _refusal(404, "NOT_FOUND", f"there is no such {what}")


def _refusal(status: int, code: str, message: str) -> Response:
    content = orjson.dumps({"error": {"code": code, "message": message}})
    return Response(content, status_code=status, media_type=_JSON)
