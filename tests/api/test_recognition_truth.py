"""An invented nation: promotions that are not in order are found, and nobody else's; the questions
of the documents have answers."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, Final

import pytest

from registry.graph.consistency import check
from registry.importing import run_import
from registry.seeding import generate
from tests.support.api import NATION, Api, running_api
from tests.support.database import Graph

TODAY: Final = date(2026, 11, 24)
NOON: Final = datetime(2026, 11, 24, 4, tzinfo=UTC)
QUESTIONS: Final = Path(__file__).parents[2] / "docs" / "questions"


@pytest.fixture(scope="module")
def truth(graph: Graph, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    folder: Path = tmp_path_factory.mktemp("nation")
    generate(workers=1_600, profile="demo", seed=11, out=folder / "csv", today=TODAY)
    report = run_import(
        folder / "csv", settings=graph.settings, rejects=folder / "rejects.csv", summary=None
    )
    assert report.total.rejected == 0
    document: dict[str, Any] = json.loads((folder / "csv" / "truth.json").read_text("utf-8"))
    return document


@pytest.fixture(scope="module")
def api(graph: Graph, truth: dict[str, Any]) -> Iterator[Api]:
    assert truth["workers"] == 1_600
    with running_api(graph.settings, clock=lambda: NOON) as api:
        yield api


SUSPICIOUS: Final = """{ promotionsByCompetition(outcomes: [UNMET], first: 100) {
  nodes { id conditions { code outcome } } totalCount { value exact } } }"""


def test_the_suspicious_promotions_are_those_that_were_planted(
    api: Api, truth: dict[str, Any]
) -> None:
    page = api.ask(SUSPICIOUS, NATION).data["promotionsByCompetition"]
    found = {
        row["id"]: [one["code"] for one in row["conditions"] if one["outcome"] == "UNMET"]
        for row in page["nodes"]
    }
    assert found == truth["promotions"]
    assert len(found) >= 3


def test_most_promotions_by_the_national_contest_are_justified(api: Api) -> None:
    query = "{ promotionsByCompetition(outcomes: [MET]) { totalCount { value } } }"
    assert api.ask(query, NATION).data["promotionsByCompetition"]["totalCount"]["value"] >= 1


@pytest.mark.parametrize(
    ("question", "field"),
    [
        ("S19-nominees", "nominees"),
        ("S19-honour-rolls", "honourRolls"),
        ("S20-majors", "majors"),
        ("S21-training-packages", "trainingPackages"),
        ("S24-promotions", "promotionsByCompetition"),
        ("S24-competitions", "competitions"),
    ],
)
def test_the_question_of_the_documents_has_an_answer(api: Api, question: str, field: str) -> None:
    reply = api.ask((QUESTIONS / f"{question}.graphql").read_text("utf-8"), NATION)
    assert reply.data[field]["nodes"]
    assert reply.statements == 1


def test_plans_lack_packages(api: Api) -> None:
    reply = api.ask((QUESTIONS / "S22-training-plans.graphql").read_text("utf-8"), NATION)
    assert {row["outcome"] for row in reply.data["trainingPlans"]["nodes"]} == {"UNKNOWN"}


def test_nothing_is_wrong_with_the_imported_graph(graph: Graph, truth: dict[str, Any]) -> None:
    assert truth["workers"] == 1_600
    with graph.driver.session(database=graph.address.database) as session:
        assert list(check(session, today=TODAY)) == []
