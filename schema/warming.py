"""Known documents are planned at the start, so that nobody waits for the database to plan them.

A statement text that the database has not seen costs it a second or two the first time (DESIGN.md
4, "Stable text"), and a text depends on the kind of viewer. So each document that the pages ask is
executed once. What it finds is thrown away unseen, and leaves no access event.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Sequence
from typing import Final

from registry.inquiry import Inquiry
from registry.services import Services
from registry.web.documents import Known
from schema.documents import BadDocumentError, Documents
from schema.known import KnownDocuments

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


async def warm(services: Services, documents: Documents, known: Sequence[Known]) -> None:
    """Execute the documents one after another; one that fails is only logged."""
    for asked in known:
        inquiry = Inquiry(services=services, viewer=asked.viewer, now=services.clock())
        try:
            document = documents.read(asked.text, asked.operation, asked.variables)
        except BadDocumentError as err:
            _LOG.warning("%s cannot be executed: %s", asked.operation, err.errors)
            continue
        result = await documents.execute(document, asked.variables, asked.operation, inquiry)
        for error in result.errors or ():
            _LOG.warning("%s could not be planned: %s", asked.operation, error)
