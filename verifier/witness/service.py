"""The witness over HTTP: `POST /add-checkpoint`, and `GET /` for people.

The body is read up to its limit and no further. Cosigning waits for a disk, so it runs in a thread.
"""

from __future__ import annotations

import logging
from http import HTTPStatus
from typing import Final

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import ClientDisconnect, Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from verifier.witness.cosigning import Witness
from verifier.witness.errors import BrokenError, RefusedError
from verifier.witness.request import MAX_BODY_BYTES

_LOG: Final = logging.getLogger(__name__)
_SIZE_TYPE: Final = "text/x.tlog.size"


def witness_app(witness: Witness) -> Starlette:
    """Return the service of a witness."""

    async def add_checkpoint(request: Request) -> Response:
        try:
            body = await _read(request)
            lines = await run_in_threadpool(witness.cosign, body)
        except RefusedError as err:
            return _refusal(err)
        except ClientDisconnect:
            return Response(status_code=HTTPStatus.BAD_REQUEST)
        except (BrokenError, OSError):
            _LOG.exception("cannot cosign")
            return PlainTextResponse(
                "this witness cannot cosign at present\n", HTTPStatus.INTERNAL_SERVER_ERROR
            )
        return PlainTextResponse(lines)

    async def about(_: Request) -> Response:
        return PlainTextResponse(description(witness))

    return Starlette(
        routes=[
            Route("/add-checkpoint", add_checkpoint, methods=["POST"]),
            Route("/", about, methods=["GET"]),
        ]
    )


def description(witness: Witness) -> str:
    """Return who this witness is and what it witnesses, a line each."""
    logs = "".join(f"log      {origin}\n" for origin in witness.logs)
    return f"witness  {witness.key.public.name}\nvkey     {witness.key.vkey}\n{logs}"


async def _read(request: Request) -> bytes:
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > MAX_BODY_BYTES:
            raise RefusedError(
                HTTPStatus.REQUEST_ENTITY_TOO_LARGE, f"more than {MAX_BODY_BYTES} bytes"
            )
    return bytes(body)


def _refusal(err: RefusedError) -> Response:
    if err.known_size is None:
        return PlainTextResponse(f"{err}\n", err.status)
    # The size alone, which is what a log reads (c2sp.org/tlog-witness); no charset is wanted there.
    return Response(f"{err.known_size}\n", err.status, {"Content-Type": _SIZE_TYPE})
