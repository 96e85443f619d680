"""The page `/verify` as a whole that is kept for days without a network.

A browser that has seen the page once has all of it: a service worker keeps the document and every
file that it loads. Files are addressed with the digest of them all (`/static/<digest>/...`), so a
page never gets a module of another version, whatever is deployed while it loads, and a browser may
keep them for ever. The worker answers for these files and for the page alone; everything else that
the site serves never passes through it.
"""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, Final

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from registry.headers import SECURITY
from registry.web.modules import modules_of
from registry.web.standalone import VERIFIER_WEB

STATIC: Final = Path(__file__).parent / "static"
_ADDRESS: Final = re.compile(r'(?:href|src)="(/static/[^"]+)"')
_DIGEST_LENGTH: Final = 16
# Pictures that a reader opens are shown to the page's own code from memory.
_POLICY: Final = f"{SECURITY['Content-Security-Policy']}; img-src 'self' blob:"


@dataclass(frozen=True, slots=True)
class Shell:
    """The page and what it loads; `digest` names this version of them all."""

    static: Path
    verifier: Path
    digest: str
    page: str
    worker: str

    @classmethod
    def read(cls, static: Path = STATIC, verifier: Path = VERIFIER_WEB) -> Shell:
        """Read the page from its two folders: the registry's part of it and the verifier's."""
        page = (static / "verify.html").read_text(encoding="utf-8")
        read = partial(_read, static, verifier)
        files = {name: read(name) for name in _ADDRESS.findall(page)}
        for entry in [name for name in files if name.endswith(".js")]:
            files |= {module.path: module.text for module in modules_of(entry, read)}
        worker = (verifier / "worker.js").read_text(encoding="utf-8")
        digest = _digest({**files, "page": page, "worker": worker})
        versioned = [_versioned(name, digest) for name in files]
        shell = json.dumps({"version": digest, "files": versioned})
        return cls(
            static,
            verifier,
            digest,
            _ADDRESS.sub(lambda found: _versioned(found[0], digest), page),
            f"const SHELL = {shell};\n{worker}",
        )

    def routes(self) -> list[BaseRoute]:
        """Return the page, its worker, and its files under the address of this version."""
        folder = f"/static/{self.digest}"
        return [
            Route("/verify", self._page, methods=["GET"]),
            Route("/verify/worker.js", self._worker, methods=["GET"]),
            Mount(f"{folder}/verifier", Unchanging(directory=self.verifier)),
            Mount(folder, Unchanging(directory=self.static)),
        ]

    async def _page(self, _request: Request) -> Response:
        headers = {"Cache-Control": "no-cache", "Content-Security-Policy": _POLICY}
        return Response(self.page, media_type="text/html; charset=utf-8", headers=headers)

    async def _worker(self, _request: Request) -> Response:
        # Without this header a worker would answer for the folder of its own file only.
        headers = {"Cache-Control": "no-cache", "Service-Worker-Allowed": "/verify"}
        return Response(self.worker, media_type="text/javascript", headers=headers)


class Unchanging(StaticFiles):
    """Files whose address changes with their content: a browser need never ask again."""

    def file_response(self, *args: Any, **kwargs: Any) -> Response:
        """Return a file, to be kept for a year."""
        response = super().file_response(*args, **kwargs)
        response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
        return response


def _read(static: Path, verifier: Path, address: str) -> str:
    name = address.removeprefix("/static/")
    inside = name.removeprefix("verifier/")
    path = static / name if inside == name else verifier / inside
    return path.read_text(encoding="utf-8")


def _versioned(text: str, digest: str) -> str:
    return text.replace("/static/", f"/static/{digest}/", 1)


def _digest(files: dict[str, str]) -> str:
    sums = [f"{hashlib.sha256(files[name].encode()).hexdigest()} {name}" for name in sorted(files)]
    return hashlib.sha256("\n".join(sums).encode()).hexdigest()[:_DIGEST_LENGTH]
