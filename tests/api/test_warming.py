"""Planning at the start shows nobody to anybody."""

from __future__ import annotations

import logging
from datetime import date
from itertools import islice

import pytest

from registry.web.documents import known_documents
from schema.known import shipped_questions
from schema.warming import compile_known, warm
from tests.support.api import Api
from tests.support.database import Graph


def test_warming_plans_every_document_and_leaves_no_access_event(
    api: Api, graph: Graph, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.WARNING):
        before = api.services.database.statements
        api.run(compile_known(api.endpoint.documents, api.endpoint.known))
        pages = known_documents(date(2026, 11, 24))
        api.run(warm(api.services, api.endpoint.documents, pages))
        some = islice(shipped_questions(), 2)
        api.run(warm(api.services, api.endpoint.documents, some, lambda: 60.0))
    assert api.services.database.statements > before
    assert caplog.messages == []
    assert graph.run("MATCH (event:AccessEvent) RETURN count(event)") == [[0]]
