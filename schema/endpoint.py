"""GraphQL over HTTP: one endpoint, POST, one operation a request.

What it does, in order: the size of the body, who asks, the shape of the body, the document (parsed,
validated and measured once, then remembered), the execution under a deadline, the access event, the
answer. Batches, GET, subscriptions and a graphical editor are not offered.

Status and content type follow the draft "GraphQL over HTTP": `application/graphql-response+json` to
those who accept it, with 400 for a document or variables that cannot be executed;
`application/json` otherwise, with 200 for them.
Errors are masked: see `schema.results`.
"""

from __future__ import annotations

import asyncio
import logging
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

import orjson
from graphql import ExecutionResult, GraphQLError, GraphQLFormattedError
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from registry.events import AccessEvent
from registry.inquiry import Inquiry
from registry.language import preferred_language
from registry.services import Services
from registry.tokens import BadTokenError
from schema.build import build_schema, core_schema
from schema.documents import BadDocumentError, Documents
from schema.results import code_of, failure, formatted
from schema.wholeness import check_wholeness

MAX_BODY_BYTES: Final = 64 * 1024
DEADLINE_SECONDS: Final = 40.0

_JSON: Final = "application/json"
_GRAPHQL: Final = "application/graphql-response+json"
_LOG: Final = logging.getLogger("registry.api")


def routes(services: Services) -> list[BaseRoute]:
    """Return the route of the endpoint.

    Raises:
        IncompleteSchemaError: the schema promises what nothing answers.
    """
    schema = build_schema()
    check_wholeness(core_schema(schema))
    return [Route("/graphql", Endpoint(services, Documents(schema)).answer, methods=["POST"])]


class BadBodyError(Exception):
    """The request is no GraphQL request; `status` says how."""

    def __init__(self, message: str, *, status: int = 400, code: str = "BAD_REQUEST") -> None:
        super().__init__(message)
        self.status = status
        self.code = code


@dataclass(frozen=True, slots=True)
class Operation:
    """A request as its body said it."""

    query: str
    variables: Mapping[str, Any]
    name: str | None


class Endpoint:
    """Answers `/graphql`."""

    def __init__(self, services: Services, documents: Documents) -> None:
        self._services = services
        self._documents = documents

    async def answer(self, request: Request) -> Response:
        """Answer one request."""
        media = _media_type(request)
        try:
            body = await read_body(request)
            viewer = self._services.tokens.viewer(request.headers.get("authorization"))
            operation = read_operation(body, request.headers.get("content-type", ""))
        except BadBodyError as err:
            return _answer({"errors": [failure(err.code, str(err))]}, media, err.status)
        except BadTokenError as err:
            response = _answer({"errors": [failure(err.code, str(err))]}, media, 401)
            response.headers["WWW-Authenticate"] = 'Bearer error="invalid_token"'
            return response
        inquiry = Inquiry(
            services=self._services,
            viewer=viewer,
            now=self._services.clock(),
            language=preferred_language(request.headers.get("accept-language")),
            client=request.client.host if request.client else "",
        )
        answer = await self.answered(operation, inquiry)
        is_refused = "data" not in answer and media == _GRAPHQL
        return _answer(answer, media, 400 if is_refused else 200)

    async def answered(self, operation: Operation, inquiry: Inquiry) -> dict[str, Any]:
        """Execute an operation and return the answer, without `data` if it was not executed."""
        try:
            document = self._documents.read(operation.query, operation.name, operation.variables)
        except BadDocumentError as err:
            return {"errors": list(err.errors)}
        try:
            async with asyncio.timeout(DEADLINE_SECONDS):
                result = await self._documents.execute(
                    document, operation.variables, operation.name, inquiry
                )
                await _record_access(inquiry)
        except Exception as err:  # noqa: BLE001 - the one edge: nothing unmasked leaves it
            code = code_of(err)
            shown = (
                failure(code, str(err) or "the answer took longer than its deadline")
                if code
                else _surprise(err)
            )
            return {"data": None, "errors": [shown]}
        return _shown(result)


async def read_body(request: Request) -> bytes:
    """Return the body.

    Raises:
        BadBodyError: it is larger than 64 kB, or the client went away.
    """
    too_large = BadBodyError(
        f"the body is over {MAX_BODY_BYTES} bytes", status=413, code="TOO_LARGE"
    )
    declared = request.headers.get("content-length", "")
    if declared.isdecimal() and int(declared) > MAX_BODY_BYTES:
        raise too_large
    body = bytearray()
    try:
        async for chunk in request.stream():
            body += chunk
            if len(body) > MAX_BODY_BYTES:
                raise too_large
    except ClientDisconnect as err:
        raise BadBodyError("the client went away") from err
    return bytes(body)


def read_operation(body: bytes, content_type: str) -> Operation:
    """Read the body of a request.

    Raises:
        BadBodyError: it is no JSON object with `query`, `variables` and `operationName` of the
        right types.
    """
    if content_type.partition(";")[0].strip().lower() != _JSON:
        raise BadBodyError("send the request as application/json", status=415)
    try:
        data = orjson.loads(body)
    except ValueError as err:
        raise BadBodyError("the body is not JSON") from err
    if not isinstance(data, dict):
        raise BadBodyError("the body must be one JSON object; batches are not offered")
    query, variables, name = data.get("query"), data.get("variables"), data.get("operationName")
    extensions = data.get("extensions")
    if not isinstance(query, str):
        raise BadBodyError("`query` must be text")
    if variables is not None and not isinstance(variables, dict):
        raise BadBodyError("`variables` must be an object")
    if extensions is not None and not isinstance(extensions, dict):
        raise BadBodyError("`extensions` must be an object")
    if name is not None and not isinstance(name, str):
        raise BadBodyError("`operationName` must be text")
    return Operation(query, variables or {}, name)


def _media_type(request: Request) -> str:
    accepted = request.headers.get("accept", "")
    return _GRAPHQL if _GRAPHQL in accepted else _JSON


def _answer(content: Mapping[str, Any], media: str, status: int) -> Response:
    return Response(
        orjson.dumps(content),
        status_code=status,
        media_type=f"{media}; charset=utf-8",
        headers={"Cache-Control": "no-store", "Vary": "Accept, Accept-Language, Authorization"},
    )


def _shown(result: ExecutionResult) -> dict[str, Any]:
    # Errors without a place in the answer are those of a request that was not executed, such as
    # variables of the wrong type; it has no data, not even null.
    is_executed = result.data is not None or any(error.path for error in result.errors or ())
    answer: dict[str, Any] = {"data": result.data} if is_executed else {}
    if result.errors:
        answer["errors"] = [_masked(error) for error in result.errors]
    return answer


def _masked(error: GraphQLError) -> GraphQLFormattedError:
    cause = error.original_error
    if cause is None or isinstance(cause, GraphQLError):
        return formatted(error, "BAD_REQUEST")
    code = code_of(cause)
    if code:
        return formatted(error, code)
    return formatted(error, "INTERNAL", _surprise(cause)["message"])


def _surprise(error: BaseException) -> GraphQLFormattedError:
    name = uuid.uuid4().hex[:12]
    _LOG.error("internal error %s", name, exc_info=error)
    return failure("INTERNAL", f"internal error {name}")


async def _record_access(inquiry: Inquiry) -> None:
    """Write down who was seen, before the answer leaves."""
    seen = {
        person: fields
        for person, fields in inquiry.reading.people.items()
        if person != inquiry.viewer.subject
    }
    if not seen:
        return
    viewer = inquiry.viewer
    await inquiry.services.events.record(
        AccessEvent(
            at=inquiry.now,
            role=viewer.role.value,
            organisation=viewer.organisation,
            purpose=", ".join(sorted(inquiry.purposes)),
            fields=tuple(sorted(set().union(*seen.values()))),
            people=tuple(sorted(seen)),
        )
    )
