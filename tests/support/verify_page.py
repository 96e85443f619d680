"""The page `/verify` served without a registry behind it: a trust file, status lists, nothing else.

Method and path of every request are noted.
"""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, Final

import uvicorn
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from registry.headers import Headers
from registry.web.shell import STATIC, Shell
from registry.web.standalone import VERIFIER_WEB, standalone
from tests.support.issuer import Issuer, certificate_claims, trust_file

_START_SECONDS: Final = 20.0


@dataclass
class VerifySite:
    """A served page. `trust`, `lists`, `proofs` and `shell` may be changed while it is served."""

    address: str = ""
    shell: Shell = field(default_factory=Shell.read)
    trust: dict[str, Any] = field(default_factory=trust_file)
    lists: dict[str, str] = field(default_factory=dict)
    proofs: dict[str, str] = field(default_factory=dict)
    requests: list[str] = field(default_factory=list)

    def credential(self, **claims: Any) -> str:
        """Issue a credential whose status list is served here."""
        return Issuer().credential(self._claims(**claims))

    def print_profile(self) -> str:
        """Issue the text of the QR code of the same certificate."""
        small = dict.fromkeys(("nbf", "occupation_name", "issuer_name", "issuer_prefix"))
        last4 = {"id_last4": "1234"}
        token = Issuer().credential(self._claims(**small), holder=last4, hide=["id_last4"])
        return f"{self.address}/verify#{token}"

    def _claims(self, **changes: Any) -> dict[str, Any]:
        status = {"status_list": {"idx": 7, "uri": f"{self.address}/status/1"}}
        return certificate_claims(status=status, **changes)

    def set_status(self, value: int) -> None:
        """Serve a fresh status list in which the credential has this status."""
        uri = f"{self.address}/status/1"
        self.lists["1"] = Issuer().status_list({7: value}, sub=uri)

    async def app(self, scope: Any, receive: Any, send: Any) -> None:
        """Answer with what is served now."""
        if scope["type"] == "http":
            self.requests.append(f"{scope['method']} {scope['path']}")
        await _application(self)(scope, receive, send)


def _application(site: VerifySite) -> Starlette:
    async def trust(_request: Request) -> Response:
        return JSONResponse(site.trust)

    async def status(request: Request) -> Response:
        token = site.lists.get(request.path_params["name"])
        return Response(token or "", status_code=200 if token else 404)

    async def proof(request: Request) -> Response:
        text = site.proofs.get(request.path_params["sha256"])
        return Response(text or "", status_code=200 if text else 404, media_type="text/plain")

    async def saved(request: Request) -> Response:
        inside = (
            json.dumps(site.trust, separators=(",", ":"))
            if "trust" in request.query_params
            else None
        )
        headers = {"Content-Disposition": 'attachment; filename="verify.html"'}
        return Response(standalone(inside), media_type="text/html", headers=headers)

    async def nobody(_request: Request) -> Response:
        return JSONResponse({"identities": []})

    return Starlette(
        middleware=[Middleware(Headers)],
        routes=[
            Route("/trust.json", trust),
            Route("/status/{name}", status),
            Route("/log/proof/{sha256}", proof),
            Route("/identities", nobody),
            Route("/verify.html", saved),
            *site.shell.routes(),
            Mount("/static/verifier", StaticFiles(directory=VERIFIER_WEB)),
            Mount("/static", StaticFiles(directory=STATIC)),
        ],
    )


@contextmanager
def serving_verify_page() -> Iterator[VerifySite]:
    """Serve the page on a free port."""
    site = VerifySite()
    server = uvicorn.Server(
        uvicorn.Config(
            site.app, host="127.0.0.1", port=0, log_level="error", lifespan="off", interface="asgi3"
        )
    )
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    deadline = time.monotonic() + _START_SECONDS
    while not server.started:
        if not thread.is_alive() or time.monotonic() > deadline:
            raise RuntimeError("the page is not served")
        time.sleep(0.02)
    site.address = f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    try:
        yield site
    finally:
        server.should_exit = True
        thread.join(10)
