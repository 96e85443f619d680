"""`POST /verify` and `POST /verify/batch` (CREDENTIAL.md section 3).

Every certificate that was judged is a 200, whatever the verdict; other statuses are for requests
that hold nothing to judge. A batch is read and answered in pieces, so its size has no limit and its
memory has one.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, Final

import orjson
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response, StreamingResponse
from starlette.routing import BaseRoute, Route
from starlette.types import Receive, Scope, Send

from registry.language import Language, preferred_language
from registry.services import Services
from registry.tokens import BadTokenError
from registry.verification.misses import TooManyMissesError
from registry.verification.questions import (
    BadQuestionError,
    CredentialQuestion,
    Question,
    read_question,
)
from registry.viewer import Viewer
from verifier.batch import parse_request
from verifier.checks import Check, failed
from verifier.errors import BadRequestError, MalformedError
from verifier.lines import Lines, LineSplitter
from verifier.moments import unix_seconds
from verifier.report import make_report

MAX_BODY_BYTES: Final = 96 * 1024
_CREDENTIALS: Final = frozenset(
    {"application/dc+sd-jwt", "application/vc+sd-jwt", "application/vc+jwt", "application/jwt", ""}
)
_JSON: Final = "application/json"
_NDJSON: Final = "application/x-ndjson"
_TOGETHER: Final = 16
"""Lines of a batch judged at the same time, where they came together."""


class BadRequestBodyError(Exception):
    """The request holds nothing to judge; `status` says how."""

    def __init__(self, status: int, code: str, message: str) -> None:
        super().__init__(message)
        self.status = status
        self.code = code


@dataclass(frozen=True, slots=True)
class Asker:
    """Who asks, from which address, in which language."""

    viewer: Viewer
    client: str
    lang: Language


def routes(services: Services) -> list[BaseRoute]:
    """Return the routes of the verification service."""
    desk = Desk(services)
    return [
        Route("/verify", desk.verify, methods=["POST"]),
        Route("/verify/batch", desk.batch, methods=["POST"]),
    ]


class Stream(StreamingResponse):
    """A streamed answer to a streamed request: nobody but its own generator reads what comes in.

    Starlette's listens for a disconnect beside the stream, and would swallow the body.
    """

    async def __call__(self, _scope: Scope, _receive: Receive, send: Send) -> None:
        """Send the pieces as they come; a client that went away ends the reading."""
        with suppress(ClientDisconnect):
            await self.stream_response(send)


class Desk:
    """Answers the two routes."""

    def __init__(self, services: Services) -> None:
        self._services = services
        self._verification = services.office.verification

    async def verify(self, request: Request) -> Response:
        """Judge one certificate."""
        try:
            asker = self._asker(request)
            question = _question(request, await _body(request))
            answer = await self._verification.answer(
                question, viewer=asker.viewer, client=asker.client, lang=asker.lang
            )
            report = await self._verification.to_json(answer, asker.lang)
        except BadTokenError as err:
            return _refusal(401, err.code, str(err))
        except BadRequestBodyError as err:
            return _refusal(err.status, err.code, str(err))
        except BadQuestionError as err:
            return _refusal(400, err.code, str(err))
        except TooManyMissesError as err:
            return _refusal(429, err.code, str(err), {"Retry-After": str(err.retry_after)})
        return Response(
            orjson.dumps(report),
            media_type=_JSON,
            headers={"Cache-Control": "no-store", "Content-Language": asker.lang},
        )

    async def batch(self, request: Request) -> Response:
        """Judge a stream of certificates, a line each, in order."""
        try:
            asker = self._asker(request)
        except BadTokenError as err:
            return _refusal(401, err.code, str(err))
        return Stream(
            self._reports(request, asker),
            media_type=_NDJSON,
            headers={"Cache-Control": "no-store", "Content-Language": asker.lang},
        )

    async def _reports(self, request: Request, asker: Asker) -> AsyncIterator[bytes]:
        async for lines in read_lines(request.stream()):
            for start in range(0, len(lines), _TOGETHER):
                some = lines[start : start + _TOGETHER]
                reports = await asyncio.gather(*(self._line(n, line, asker) for n, line in some))
                yield b"".join(orjson.dumps(report) + b"\n" for report in reports)

    async def _line(self, number: int, line: bytes | None, asker: Asker) -> dict[str, Any]:
        try:
            wanted = parse_request(line)
        except (MalformedError, BadRequestError) as err:
            unreadable = failed(Check.FORMAT, "unreadable", str(err))
            now = self._services.clock().timestamp()
            report = make_report([unreadable], verified_at=now, lang=asker.lang)
            return {"id": None, "line": number, **report.to_json(asker.lang)}
        question = CredentialQuestion(
            credential=wanted.credential,
            log_proof=wanted.texts["logProof"],
            at=None if wanted.at is None else unix_seconds(wanted.at),
            audience=wanted.texts["audience"],
            nonce=wanted.texts["nonce"],
            require_key_binding=wanted.require_key_binding,
            holder_name=wanted.texts["holderName"],
            id_last4=wanted.texts["idLast4"],
        )
        answer = await self._verification.answer(
            question, viewer=asker.viewer, client=asker.client, lang=asker.lang
        )
        return {"id": wanted.id, **await self._verification.to_json(answer, asker.lang)}

    def _asker(self, request: Request) -> Asker:
        return Asker(
            viewer=self._services.tokens.viewer(request.headers.get("authorization")),
            client=request.client.host if request.client else "",
            lang=preferred_language(request.headers.get("accept-language")),
        )


async def read_lines(chunks: AsyncIterator[bytes]) -> AsyncIterator[Lines]:
    """Yield the lines of a stream, as many together as have come."""
    splitter = LineSplitter()
    async for chunk in chunks:
        if lines := splitter.feed(chunk):
            yield lines
    if lines := splitter.finish():
        yield lines


async def _body(request: Request) -> bytes:
    declared = request.headers.get("content-length", "")
    too_large = BadRequestBodyError(413, "TOO_LARGE", f"the body is over {MAX_BODY_BYTES} bytes")
    if declared.isdecimal() and int(declared) > MAX_BODY_BYTES:
        raise too_large
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > MAX_BODY_BYTES:
            raise too_large
    return bytes(body)


def _question(request: Request, body: bytes) -> Question:
    """Read what is asked from a body, by its content type.

    Raises:
        BadRequestBodyError: of another type, broken JSON, or empty.
        BadQuestionError: the JSON holds nothing to judge.
    """
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind == _JSON:
        try:
            members = orjson.loads(body)
        except ValueError as err:
            raise BadRequestBodyError(400, "BAD_JSON", "the body is not JSON") from err
        if not isinstance(members, dict):
            raise BadRequestBodyError(400, "BAD_JSON", "the body must be one JSON object")
        return read_question(members)
    if kind not in _CREDENTIALS and not kind.startswith("text/"):
        raise BadRequestBodyError(
            415, "BAD_TYPE", "send application/dc+sd-jwt, application/vc+jwt, text or JSON"
        )
    if not body.strip():
        raise BadRequestBodyError(400, "EMPTY", "nothing to judge: the body is empty")
    # What is no UTF-8 is no credential either; the report says so.
    return CredentialQuestion(body.decode("utf-8", "replace"))


def _refusal(
    status: int, code: str, message: str, headers: dict[str, str] | None = None
) -> Response:
    content = orjson.dumps({"error": {"code": code, "message": message}})
    return Response(content, status_code=status, media_type=_JSON, headers=headers)
