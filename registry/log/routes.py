"""GET /log/...: the log as c2sp.org/tlog-tiles has it, and the proof of a token.

Everything is a file below `<home>/log`, so a web server in front may serve all but the proofs.
"""

from __future__ import annotations

import asyncio
import re
from typing import Final

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import BaseRoute, Route

from registry.exchanges import json_answer, refusal
from registry.log.errors import LogError
from registry.log.proofs import LogStatus
from registry.log.service import TransparencyLog
from registry.services import Services
from verifier.tiles import TILE_WIDTH, Tile

_TILE: Final = "application/octet-stream"
_SHA256: Final = re.compile(r"[0-9a-f]{64}")
# The same index has one path: `x000/001` is not it. Widths are 1 to 255, levels 0 to 63.
_PATH: Final = re.compile(
    r"(?P<level>entries|[0-9]|[1-5][0-9]|6[0-3])/"
    r"(?P<index>(?!x000/)(?:x[0-9]{3}/){0,5}[0-9]{3})"
    r"(?:\.p/(?P<width>[1-9][0-9]?|1[0-9]{2}|2[0-4][0-9]|25[0-5]))?"
)
_IMMUTABLE: Final = {"Cache-Control": "public, max-age=31536000, immutable"}
# A checkpoint is published once a second at most (`sequencer.CADENCE_SECONDS`), so caches may
# answer for as long: those who follow the log cost the origin one request a second together.
_MUTABLE: Final = {"Cache-Control": "public, max-age=1"}
_PROOF_CACHED: Final = {"Cache-Control": "public, max-age=3600"}


def routes(services: Services) -> list[BaseRoute]:
    """Return the routes of the log."""
    window = Window(services.office.log)
    return [
        Route("/log/checkpoint", window.checkpoint, methods=["GET"]),
        Route("/log/tile/{path:path}", window.tile, methods=["GET"]),
        Route("/log/proof/{sha256}", window.proof, methods=["GET"]),
    ]


class Window:
    """Shows the log."""

    def __init__(self, log: TransparencyLog) -> None:
        self._log = log

    async def checkpoint(self, _request: Request) -> Response:
        """Return the checkpoint that was published last."""
        note = await asyncio.to_thread(self._log.files.checkpoint)
        if note is None:
            return refusal(404, "NOT_FOUND", "the log has no entry yet")
        return PlainTextResponse(note, headers=_MUTABLE)

    async def tile(self, request: Request) -> Response:
        """Return a tile or a bundle of entries."""
        tile = parse_tile_path(request.path_params["path"])
        content = None if tile is None else await asyncio.to_thread(self._log.files.read, tile)
        if content is None:
            return refusal(404, "NOT_FOUND", "there is no such tile")
        return Response(content, media_type=_TILE, headers=_IMMUTABLE)

    async def proof(self, request: Request) -> Response:
        """Return the proof of a token by the SHA-256 of its issuer-signed JWT.

        202 as long as no witnessed checkpoint covers it.
        """
        sha256 = request.path_params["sha256"]
        try:
            standing = (
                await self._log.proofs.of_token(sha256) if _SHA256.fullmatch(sha256) else None
            )
        except LogError as err:
            return refusal(503, err.code, str(err))
        if standing is None:
            return refusal(404, "NOT_FOUND", "no token with this SHA-256 was logged")
        if standing.status is LogStatus.PENDING or standing.proof is None:
            return json_answer({"state": LogStatus.PENDING.value}, status=202)
        return PlainTextResponse(standing.proof, headers=_PROOF_CACHED)


def parse_tile_path(path: str) -> Tile | None:
    """Read the part of a path below `/log/tile/`, None if it names no tile."""
    match = _PATH.fullmatch(path)
    if match is None:
        return None
    level, index, width = match["level"], match["index"], match["width"]
    number = int(index.replace("x", "").replace("/", ""))
    return Tile(
        None if level == "entries" else int(level), number, int(width) if width else TILE_WIDTH
    )
