"""The endpoints that a wallet asks (OpenID4VCI 1.0; RFC 6749 for the token).

Well-known documents stand before the path of the base URL (RFC 8615), and also behind none.
Secrets come and go here, so no answer is stored by anybody.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any, Final
from urllib.parse import parse_qsl, urlsplit

import orjson
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from registry.exchanges import JSON, NOT_STORED, RequestRefusedError, read_body
from registry.services import Services
from registry.wallet.errors import WalletError, invalid_token
from registry.wallet.issuance import CredentialOrder
from registry.wallet.metadata import (
    CREDENTIAL_PATH,
    GRANT,
    NONCE_PATH,
    TOKEN_PATH,
    issuer_metadata,
    server_metadata,
)
from registry.wallet.offers import TOKEN_SECONDS

_FORM: Final = "application/x-www-form-urlencoded"
_KEPT: Final = {"Cache-Control": "public, max-age=300"}
_SECRET: Final = {**NOT_STORED, "Access-Control-Allow-Origin": "*"}
_PREFLIGHT: Final = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Allow-Methods": "POST",
    "Access-Control-Allow-Headers": "Authorization, Content-Type",
    "Access-Control-Max-Age": "600",
}
_MAX_FIELDS: Final = 16

Handler = Callable[[Request], Awaitable[Response]]


def routes(services: Services) -> list[BaseRoute]:
    """Return the routes of the credential issuer."""
    counter = Counter(services)
    base_url = services.office.keyring.base_url
    documents = {
        "/.well-known/openid-credential-issuer": issuer_metadata(base_url),
        "/.well-known/oauth-authorization-server": server_metadata(base_url),
    }
    return [
        *(
            Route(f"{name}{path}", _document(content), methods=["GET"])
            for name, content in documents.items()
            for path in dict.fromkeys(("", urlsplit(base_url).path))
        ),
        Route(TOKEN_PATH, counter.token, methods=["POST"]),
        Route(NONCE_PATH, counter.nonce, methods=["POST"]),
        Route(CREDENTIAL_PATH, counter.credential, methods=["POST"]),
        *(
            Route(path, _preflight, methods=["OPTIONS"])
            for path in (TOKEN_PATH, NONCE_PATH, CREDENTIAL_PATH)
        ),
    ]


class Counter:
    """Answers wallets."""

    def __init__(self, services: Services) -> None:
        self._office = services.office

    async def token(self, request: Request) -> Response:
        """Change a pre-authorized code for an access token (section 6)."""
        try:
            code, pin = read_grant(request, await _body(request))
            token = await self._office.offers.redeem(code, pin)
        except WalletError as err:
            return _refusal(err)
        return _answer({"access_token": token, "token_type": "Bearer", "expires_in": TOKEN_SECONDS})

    async def nonce(self, _request: Request) -> Response:
        """Return a nonce for a key proof (section 7)."""
        now = self._office.keyring.seconds()
        return _answer({"c_nonce": self._office.nonces.make(now=now)})

    async def credential(self, request: Request) -> Response:
        """Return the credential that the access token allows (section 8)."""
        try:
            offer = await self._office.offers.by_token(_bearer(request))
            order = read_order(await _body(request))
            credential = await self._office.issuance.issue(offer, order)
        except WalletError as err:
            return _refusal(err)
        return _answer({"credentials": [{"credential": credential}]})


def read_grant(request: Request, body: bytes) -> tuple[str, str | None]:
    """Read a token request: the code, and the transaction code if there is one (section 6.1).

    Raises:
        WalletError: it is not what that section has.
    """
    fields = _form(request, body)
    if fields.get("grant_type") != GRANT:
        raise WalletError("unsupported_grant_type", f"the grant type must be {GRANT}")
    code = fields.get("pre-authorized_code")
    if not code:
        raise WalletError("invalid_request", "pre-authorized_code is missing")
    return code, fields.get("tx_code")


def read_order(body: bytes) -> CredentialOrder:
    """Read a credential request (section 8.2).

    Raises:
        WalletError: it is not what that section has.
    """
    try:
        members = orjson.loads(body)
    except ValueError as err:
        raise _malformed("the body is not JSON") from err
    if not isinstance(members, dict):
        raise _malformed("the body must be one JSON object")
    if "credential_identifier" in members:
        raise WalletError("unknown_credential_identifier", "this server gave no identifiers")
    configuration = members.get("credential_configuration_id")
    if not isinstance(configuration, str):
        raise _malformed("credential_configuration_id is missing")
    if "credential_response_encryption" in members:
        raise WalletError("invalid_encryption_parameters", "answers are not encrypted here")
    return CredentialOrder(configuration, _proof(members.get("proofs")))


async def _body(request: Request) -> bytes:
    try:
        return await read_body(request)
    except RequestRefusedError as err:
        raise WalletError("invalid_request", str(err), status=err.status) from err


def _proof(proofs: Any) -> str | None:
    """Return the one key proof: `{"jwt": ["..."]}`; None if none was sent."""
    if proofs is None:
        return None
    if not isinstance(proofs, dict) or len(proofs) != 1:
        raise _malformed("proofs must hold one proof type")
    jwts = proofs.get("jwt")
    if jwts is None:
        raise WalletError("invalid_proof", "the proof type must be jwt")
    if not isinstance(jwts, list) or not all(isinstance(jwt, str) for jwt in jwts) or not jwts:
        raise _malformed("proofs.jwt must be an array of texts")
    if len(jwts) > 1:
        raise WalletError("invalid_proof", "one credential is issued at a time")
    proof: str = jwts[0]
    return proof


def _form(request: Request, body: bytes) -> dict[str, str]:
    """Read a form; a parameter twice is an error (RFC 6749 section 3.2)."""
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != _FORM:
        raise WalletError("invalid_request", f"send {_FORM}")
    try:
        pairs = parse_qsl(
            body.decode("ascii"), strict_parsing=True, max_num_fields=_MAX_FIELDS, errors="strict"
        )
    except ValueError as err:
        raise WalletError("invalid_request", "the form cannot be read") from err
    fields = dict(pairs)
    if len(fields) != len(pairs):
        raise WalletError("invalid_request", "a parameter stands twice")
    return fields


def _bearer(request: Request) -> str:
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() != "bearer" or not token.strip():
        raise invalid_token("an access token is wanted: Authorization: Bearer <token>")
    return token.strip()


def _document(content: dict[str, Any]) -> Handler:
    body = orjson.dumps(content)

    async def document(_request: Request) -> Response:
        return Response(body, media_type=JSON, headers=_KEPT)

    return document


async def _preflight(_request: Request) -> Response:
    """Let a wallet that is a page of another origin ask (Fetch standard, CORS preflight)."""
    return Response(status_code=204, headers=_PREFLIGHT)


def _answer(content: dict[str, Any]) -> Response:
    return Response(orjson.dumps(content), media_type=JSON, headers=_SECRET)


def _malformed(message: str) -> WalletError:
    return WalletError("invalid_credential_request", message)


def _refusal(err: WalletError) -> Response:
    content = orjson.dumps({"error": err.error, "error_description": str(err)})
    headers = dict(_SECRET)
    if err.status == 401:
        headers["WWW-Authenticate"] = f'Bearer error="{err.error}"'
    return Response(content, status_code=err.status, media_type=JSON, headers=headers)
