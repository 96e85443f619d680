"""GraphQL over HTTP: one endpoint, one operation a request.

What it does, in order: the form of the answer, the request (`schema.wire`), who asks, the document
(known by its id or sent; parsed, validated and measured once, then remembered), its cost, the
execution under a deadline, the access event, the answer. Batches, subscriptions and a graphical
editor are not offered.

Status and content type follow the draft "GraphQL over HTTP": `application/graphql-response+json` to
those who accept it, with 400 for a document or variables that cannot be executed;
`application/json` otherwise, with 200 for them. Requests that are refused whatever they ask have
the status of their reason in both: 401, 405, 406, 413, 415, 429.
Every answer of a document says in `extensions.cost` what it was charged and what is left.
Errors are masked: see `schema.results`.
"""

from __future__ import annotations

import asyncio
import logging
import time
import uuid
from collections.abc import Mapping
from time import perf_counter_ns
from typing import Any, Final, Self

import orjson
from graphql import ExecutionResult, GraphQLError, GraphQLFormattedError
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route
from starlette.types import Receive, Scope, Send

from registry.allowance import Allowance, Charge
from registry.bookmarks import written_bookmark
from registry.events import AccessEvent
from registry.graph.explaining import explaining
from registry.inquiry import Inquiry
from registry.language import preferred_language
from registry.observing.told import OK, TOLD, Told
from registry.services import Services
from registry.throttle import RateLimitedError
from registry.tokens import BadTokenError
from schema.build import build_schema, core_schema
from schema.documents import BadDocumentError, Document, Documents, is_developer
from schema.known import KnownDocuments
from schema.limits import MAX_COST
from schema.negotiation import GRAPHQL
from schema.results import code_of, failure, formatted
from schema.watching import wants_explanation
from schema.wholeness import check_wholeness
from schema.wire import BadBodyError, Operation, Wished, read_operation

REFUSED_COST: Final = 100
"""What a document is charged that cannot be executed: it was parsed and validated for nothing."""

_LOG: Final = logging.getLogger("registry.api")


class Endpoint:
    """Answers `/graphql`."""

    def __init__(self, services: Services, documents: Documents, known: KnownDocuments) -> None:
        self._services = services
        self.documents = documents
        self.known = known
        self._allowance = Allowance.of(services.settings)
        self._asked_at = time.monotonic()

    @classmethod
    def of(cls, services: Services) -> Self:
        """Return the endpoint of a process.

        Raises:
            IncompleteSchemaError: the schema promises what nothing answers.
            ManifestError: the manifest of known documents is none.
        """
        schema = build_schema()
        check_wholeness(core_schema(schema))
        settings = services.settings
        known = KnownDocuments.load(
            settings.documents_manifest, is_only=settings.documents == "only"
        )
        documents = Documents(schema)
        services.meter.caches |= {
            "documents": documents.counted,
            "projectors": documents.projected,
            "statements": services.reader.compiled,
        }
        return cls(services, documents, known)

    def routes(self) -> list[BaseRoute]:
        """Return the route; every method comes here, so that refusals have one form."""
        return [Route("/graphql", self)]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request, as an ASGI application."""
        response = await self.answer(Request(scope, receive))
        await response(scope, receive, send)

    def idle(self) -> float:
        """Return for how many seconds nobody has asked anything."""
        return time.monotonic() - self._asked_at

    async def answer(self, request: Request) -> Response:
        """Answer one request."""
        wished = Wished.of(request)
        self._asked_at = time.monotonic()
        try:
            wished.check()
            operation = await read_operation(request)
            inquiry = Inquiry(
                services=self._services,
                viewer=self._services.tokens.viewer(request.headers.get("authorization")),
                now=self._services.clock(),
                language=preferred_language(request.headers.get("accept-language")),
                client=request.client.host if request.client else "",
            )
            answer = await self.answered(operation, inquiry)
        except BadBodyError as err:
            return _refusal(request, wished, err.status, err.code, str(err), headers=err.headers)
        except BadTokenError as err:
            challenge = {"WWW-Authenticate": 'Bearer error="invalid_token"'}
            return _refusal(request, wished, 401, err.code, str(err), headers=challenge)
        except RateLimitedError as err:
            wait = {"Retry-After": str(err.retry_after)}
            return _refusal(request, wished, 429, err.code, str(err), headers=wait)
        request.scope[TOLD] = _told(inquiry, answer)
        is_refused = "data" not in answer and wished.media == GRAPHQL
        return wished.answer(orjson.dumps(answer), 400 if is_refused else 200)

    async def answered(self, operation: Operation, inquiry: Inquiry) -> dict[str, Any]:
        """Execute an operation and return the answer, without `data` if it was not executed.

        Raises:
            BadBodyError: it is not for GET, or to be explained to somebody who is no administrator.
            RateLimitedError: whoever asks has used up what they may ask.
        """
        if not wants_explanation(operation, inquiry.viewer):
            return await self._answered(operation, inquiry)
        with explaining() as explanation:
            answer = await self._answered(operation, inquiry)
        answer["extensions"]["explain"] = explanation.to_json()
        return answer

    async def _answered(self, operation: Operation, inquiry: Inquiry) -> dict[str, Any]:
        began = perf_counter_ns()
        try:
            document, charge = self._admitted(operation, inquiry)
        except BadDocumentError as err:
            charge = self._allowance.charge(inquiry.viewer, inquiry.client, REFUSED_COST)
            return {"errors": list(err.errors), "extensions": {"cost": charge.shown(MAX_COST)}}
        inquiry.asked = document.label(operation.name)
        if self._services.traces is not None:
            self._services.traces.done("graphql.document", began)
        inquiry.reading.plan = charge.plan
        answer = await self._executed(document, operation, inquiry)
        if charge.refusal is not None:
            raise charge.refusal
        extensions: dict[str, object] = {"cost": charge.shown(MAX_COST)}
        bookmark = written_bookmark(self._services.sealing)
        if bookmark is not None:
            extensions["bookmark"] = bookmark
        answer["extensions"] = extensions
        return answer

    def _admitted(self, operation: Operation, inquiry: Inquiry) -> tuple[Document, Charge]:
        """Return the document that is to be executed, and what it was charged.

        Raises:
            BadDocumentError: it cannot be executed.
            BadBodyError: it is not for GET.
            RateLimitedError: whoever asks has used up what they may ask.
        """
        text, name, variables = self.known.text_of(operation), operation.name, operation.variables
        viewer = inquiry.viewer
        developer = is_developer(inquiry)
        document = self.documents.read(text, name, variables, developer=developer)
        writes = document.writes(name)
        if operation.is_safe and (
            writes or (operation.query is not None and not document.is_about_schema(name))
        ):
            raise BadBodyError(
                "GET asks for known documents by their id, and never writes; send this by POST",
                status=405,
                headers={"Allow": "POST"},
            )
        cost = self.documents.cost(document, name, variables)
        charge = self._allowance.charge(viewer, inquiry.client, cost)
        charge.writes, charge.is_listed = writes, self.known.is_listed(text)
        return document, charge

    async def _executed(
        self, document: Document, operation: Operation, inquiry: Inquiry
    ) -> dict[str, Any]:
        try:
            async with asyncio.timeout(self._services.settings.deadline_seconds):
                result = await self.documents.execute(
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
        return answer_of(result)


def refused(request: Request, code: str, message: str) -> Response:
    """Return the answer to a request that is not read at all, with status 400."""
    return _refusal(request, Wished.of(request), 400, code, message)


def _refusal(
    request: Request,
    wished: Wished,
    status: int,
    code: str,
    message: str,
    *,
    headers: Mapping[str, str] | None = None,
) -> Response:
    request.scope[TOLD] = Told(code=code)
    return wished.answer(orjson.dumps({"errors": [failure(code, message)]}), status, headers)


def answer_of(result: ExecutionResult) -> dict[str, Any]:
    """Return an answer as clients see it, its errors masked."""
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


def _told(inquiry: Inquiry, answer: Mapping[str, Any]) -> Told:
    """Return what an answer tells of itself to whoever counts."""
    errors = answer.get("errors")
    code = errors[0]["extensions"]["code"] if errors else OK
    return Told(*inquiry.asked, code, inquiry.viewer.role.value)


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
    viewer, traces = inquiry.viewer, inquiry.services.traces
    began = perf_counter_ns()
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
    if traces is not None:
        traces.done("access event", began)
