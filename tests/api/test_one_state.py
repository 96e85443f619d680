"""All root fields of a query see one state, whatever is written while they are read."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from registry.graph.driver import Database
from tests.support.api import ADMINISTRATOR, Api
from tests.support.database import Graph

TWICE = """{ first: enterprise(uscc: "U1") { name } second: enterprise(uscc: "U1") { name } }"""


@pytest.mark.parametrize("sight", ["first", "second", "third"])
def test_a_write_between_two_root_fields_is_seen_by_both_or_none(
    api: Api, graph: Graph, monkeypatch: pytest.MonkeyPatch, sight: str
) -> None:
    graph.run("MERGE (o:Organisation:Enterprise {uscc: 'U1'}) SET o.name = 'old', o.kind = 'E'")
    read, answered = Database.read, asyncio.Event()
    reads: list[object] = []

    async def between(self: Database, statement: str, *arguments: Any, **named: Any) -> Any:
        # Work that no request asked for is read by the application's keepers meanwhile.
        if "Organisation" not in statement:
            return await read(self, statement, *arguments, **named)
        reads.append(statement)
        if len(reads) == 2:
            await answered.wait()
            graph.run("MATCH (o:Organisation {uscc: 'U1'}) SET o.name = 'new'")
        rows = await read(self, statement, *arguments, **named)
        answered.set()
        return rows

    monkeypatch.setattr(Database, "read", between)
    reply = api.ask(TWICE, ADMINISTRATOR)
    assert reply.data == {"first": {"name": "new"}, "second": {"name": "new"}}
    assert len(reads) in {4, 6}, sight
