"""A request ends: whatever is too slow is an answer with a code."""

from __future__ import annotations

import asyncio

import pytest

from registry.graph.driver import Database
from registry.graph.errors import DatabaseAwayError, StatementTooSlowError
from tests.support.api import Api, running_api
from tests.support.database import Graph

QUERY = "{ honourTypes { id } }"


def test_a_request_over_its_deadline_is_too_slow(
    graph: Graph, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def endless(*_: object, **__: object) -> None:
        await asyncio.sleep(60)

    settings = graph.settings.model_copy(update={"deadline_seconds": 0.05})
    with running_api(settings) as hasty:
        monkeypatch.setattr(Database, "read", endless)
        reply = hasty.ask(QUERY)
    assert (reply.status, reply.codes) == (200, ["TOO_SLOW"])


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (StatementTooSlowError("the statement took longer than its time limit"), "TOO_SLOW"),
        (DatabaseAwayError("the database does not answer"), "DATABASE_UNAVAILABLE"),
    ],
)
def test_a_failure_of_the_database_says_so(
    api: Api, monkeypatch: pytest.MonkeyPatch, error: Exception, code: str
) -> None:
    async def fails(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr(Database, "read", fails)
    reply = api.ask(QUERY)
    assert reply.codes == [code]
    assert reply.body["errors"][0]["message"] == str(error)
