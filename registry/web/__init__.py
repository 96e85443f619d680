"""The web console: three pages over the public GraphQL API, one for each kind of user.

`/` search, `/verify` verification (`shell`), `/trace` flexible mobility. No build, no CDN, no
inline script; the pages ask `/graphql` and what any verifier may fetch, and nothing else.
`/verify.html` is the verifier as one file, for a disk (`standalone`). In the demonstration
`/identities` lists whom a visitor can be; anywhere else the list is empty, and a page asks for a
token.
"""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Final

from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from registry.demonstration import identities
from registry.issuing.trust import CurrentTrust
from registry.services import Services
from registry.web.shell import STATIC, Shell
from registry.web.standalone import FILE_NAME, VERIFIER_WEB, standalone

PAGES: Final = {"/": "index.html", "/trace": "trace.html"}


def routes(services: Services) -> list[BaseRoute]:
    """Return the pages, their files, and the menu of identities."""

    # Not async: the look into the graph is a blocking one, so Starlette runs it in a thread.
    def menu(_request: Request) -> Response:
        found = [identity.to_json() for identity in identities(services.settings)]
        return JSONResponse({"identities": found}, headers={"Cache-Control": "no-store"})

    trust_file = CurrentTrust(services.office.trust)

    async def saved(request: Request) -> Response:
        trust = None
        if "trust" in request.query_params:
            trust = (await trust_file.plain()).decode()
        headers = {
            "Content-Disposition": f'attachment; filename="{FILE_NAME}"',
            "Cache-Control": "no-cache",
        }
        return Response(standalone(trust), media_type="text/html; charset=utf-8", headers=headers)

    pages = [
        Route(path, partial(_page, STATIC / name), methods=["GET"]) for path, name in PAGES.items()
    ]
    return [
        *pages,
        *Shell.read().routes(),
        Route(f"/{FILE_NAME}", saved, methods=["GET"]),
        Route("/identities", menu, methods=["GET"]),
        Mount("/static/verifier", StaticFiles(directory=VERIFIER_WEB)),
        Mount("/static", StaticFiles(directory=STATIC)),
    ]


async def _page(path: Path, _request: Request) -> Response:
    return FileResponse(
        path, media_type="text/html; charset=utf-8", headers={"Cache-Control": "no-cache"}
    )
