"""Known documents are planned at the start, so that nobody waits for the database to plan them.

A statement text that the database has not seen costs it a second or two the first time (DESIGN.md
4, "Stable text"), and a text depends on the kind of viewer. So each document that the pages ask,
and each question of `docs/questions`, is executed once, one after the other. What it finds is
thrown away unseen, and leaves no access event. The questions wait for a time in which nobody asks
anything: whoever asks finds the machine free.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Iterable
from typing import Final

from registry.errors import RequestError
from registry.inquiry import Inquiry
from registry.services import Services
from registry.web.documents import Known
from schema.documents import BadDocumentError, Documents
from schema.known import KnownDocuments

_IDLE_SECONDS: Final = 3.0
_LOG: Final = logging.getLogger("registry.warming")


async def compile_known(documents: Documents, known: KnownDocuments) -> None:
    """Read the listed documents, so that their first request finds them ready."""
    for text in sorted(known.texts):
        try:
            documents.prepare(text)
        except BadDocumentError as err:
            _LOG.warning("a known document cannot be executed: %s", err.errors)
        # Requests come first.
        await asyncio.sleep(0)


async def warm(
    services: Services,
    documents: Documents,
    known: Iterable[Known],
    idle: Callable[[], float] | None = None,
) -> None:
    """Execute the documents one after another; one that fails is only logged.

    `idle` tells for how many seconds nobody has asked anything; without it nobody is waited for.
    """
    for asked in known:
        while idle and idle() < _IDLE_SECONDS:  # noqa: ASYNC110 - time is no event
            await asyncio.sleep(_IDLE_SECONDS)
        inquiry = Inquiry(services=services, viewer=asked.viewer, now=services.clock())
        try:
            document = documents.read(asked.text, asked.operation, asked.variables)
        except BadDocumentError as err:
            _LOG.warning("%s cannot be executed: %s", _name(asked), err.errors)
            continue
        result = await documents.execute(document, asked.variables, asked.operation, inquiry)
        for error in result.errors or ():
            # That nobody in particular has no record is an answer, and its statement was planned.
            is_answer = isinstance(error.original_error, RequestError)
            level = logging.DEBUG if is_answer else logging.WARNING
            _LOG.log(level, "%s could not be planned: %s", _name(asked), error)


def _name(asked: Known) -> str:
    return asked.operation or asked.text.partition("\n")[0]
