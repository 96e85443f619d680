"""The questions of docs/questions, asked of an invented nation: each root field has an answer.

One statement for each root field, no error, and something in it that is not empty.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any, Final

import pytest
from graphql import FieldNode, OperationDefinitionNode, parse

from registry.graph.demonstration import cast
from registry.importing import run_import
from registry.seeding import generate
from registry.viewer import ANONYMOUS, Role, Viewer
from tests.support.api import ADMINISTRATOR, Api, agency, enterprise, holder, issuer, running_api
from tests.support.database import Graph
from tests.support.sessions import noted_sessions
from tests.support.small_world import NOW, routed

QUESTIONS: Final = sorted((Path(__file__).parents[2] / "docs" / "questions").glob("*.graphql"))
PROVINCE: Final = "320000"
MADE_BY_USERS: Final = {"contactRequests", "savedSearches"}
"""What nobody has made yet in an invented nation: their answer is an empty page."""


@pytest.fixture(scope="module")
def nation(graph: Graph, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Graph]:
    folder = tmp_path_factory.mktemp("questions") / "nation"
    generate(workers=2_000, profile="demo", seed=1, out=folder, today=date(2026, 11, 24))
    report = run_import(folder, settings=graph.settings, bulk=False)
    assert not report.total.rejected
    yield graph
    graph.wipe()


@pytest.fixture(scope="module")
def api(nation: Graph) -> Iterator[Api]:
    """Ask the application over the nation, on its day, through a driver that routes."""
    with running_api(routed(nation), clock=lambda: NOW) as api:
        yield api


@pytest.fixture(scope="module")
def viewers(nation: Graph) -> dict[str, Viewer]:
    who = cast(nation.settings, province=PROVINCE)
    assert who.worker
    assert who.enterprise
    assert who.issuer
    return {
        "anonymous": ANONYMOUS,
        Role.HOLDER.value: holder(who.worker),
        Role.ENTERPRISE.value: enterprise(who.enterprise),
        Role.ISSUER.value: issuer(who.issuer),
        Role.AGENCY.value: agency(PROVINCE),
        "administrator": ADMINISTRATOR,
    }


def says_something(value: Any) -> bool:
    """Say whether there is a text, a number other than 0, or a true value anywhere in an answer."""
    if isinstance(value, dict):
        return any(says_something(part) for part in value.values())
    if isinstance(value, list):
        return any(says_something(part) for part in value)
    return bool(value)


@pytest.mark.parametrize("path", QUESTIONS, ids=lambda path: path.stem)
def test_the_question_has_an_answer(api: Api, viewers: dict[str, Viewer], path: Path) -> None:
    text = path.read_text("utf-8")
    role = text.removeprefix("# ").partition(":")[0]
    [operation] = parse(text).definitions
    assert isinstance(operation, OperationDefinitionNode)
    roots = [node for node in operation.selection_set.selections if isinstance(node, FieldNode)]
    reply = api.ask(text, viewers[role])
    # The whole query is read again if something was committed meanwhile.
    assert reply.statements in {len(roots) * times for times in (1, 2, 3)}
    silent = {name for name, value in reply.data.items() if not says_something(value)}
    assert silent <= MADE_BY_USERS


@pytest.mark.parametrize("path", QUESTIONS, ids=lambda path: path.stem)
def test_the_question_is_read_from_whoever_may_be_read_from(
    api: Api, viewers: dict[str, Viewer], path: Path
) -> None:
    text = path.read_text("utf-8")
    viewer = viewers[text.removeprefix("# ").partition(":")[0]]
    # What is written once a day, or by the first who asks, is written by now.
    assert api.ask(text, viewer).data
    events = api.services.events
    before = events.groups
    with noted_sessions() as noted:
        assert api.ask(text, viewer).data
    assert noted.reads >= 1
    assert noted.writes == events.groups - before
