"""docs/programme.md holds: the programme says so, and files, fields, rules and tests are there."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

import pytest
from graphql import GraphQLSchema, OperationDefinitionNode, build_ast_schema, parse, validate

from registry.importing.tables import TABLES
from registry.regulations import SUBJECTS
from schema import served

ROOT: Final = Path(__file__).parents[2]
MECHANISMS: Final = [f"S{number}" for number in range(32)]
ROLES: Final = ("anonymous", "holder", "enterprise", "issuer", "agency", "administrator")


@dataclass(frozen=True)
class Mechanism:
    """A row of the table."""

    id: str
    name: str
    says: str
    files: list[str]
    mutations: list[str]
    queries: list[str]
    rules: list[str]
    tests: list[str]


@cache
def mechanisms() -> dict[str, Mechanism]:
    """The rows by id."""
    rows = {}
    for line in (ROOT / "docs" / "programme.md").read_text("utf-8").splitlines():
        if re.match(r"\| S\d+ \|", line):
            id_, name, says, *rest, tests = (cell.strip() for cell in line.strip("|").split("|"))
            named = [re.findall(r"`([^`]+)`", cell) for cell in rest]
            rows[id_] = Mechanism(id_, name, says, *named, tests.split())
    return rows


@cache
def schema() -> GraphQLSchema:
    return build_ast_schema(parse(served()))


def test_every_mechanism_has_its_row_in_order() -> None:
    assert list(mechanisms()) == MECHANISMS


@pytest.mark.parametrize("id_", MECHANISMS)
def test_the_programme_says_so(id_: str) -> None:
    programme = "".join((ROOT / "tests" / "programme.txt").read_text("utf-8").split())
    assert len(mechanisms()[id_].says) > 8
    assert mechanisms()[id_].says in programme


@pytest.mark.parametrize("id_", MECHANISMS)
def test_the_mechanism_is_recorded_by_files_that_are_read(id_: str) -> None:
    known = {table.name for table in TABLES}
    assert mechanisms()[id_].files
    assert set(mechanisms()[id_].files) <= known


@pytest.mark.parametrize("id_", MECHANISMS)
def test_the_mechanism_is_answered_by_fields_of_the_schema(id_: str) -> None:
    query, mutation = schema().query_type, schema().mutation_type
    assert query is not None
    assert mutation is not None
    assert mechanisms()[id_].queries
    assert set(mechanisms()[id_].queries) <= set(query.fields)
    assert set(mechanisms()[id_].mutations) <= set(mutation.fields)


@pytest.mark.parametrize("id_", MECHANISMS)
def test_the_rule_is_a_subject_or_is_shipped(id_: str) -> None:
    shipped = {path.stem for path in (ROOT / "registry" / "policies").glob("*.json")}
    assert set(mechanisms()[id_].rules) <= set(SUBJECTS) | shipped


@pytest.mark.parametrize("id_", MECHANISMS)
def test_the_tests_are_there(id_: str) -> None:
    assert mechanisms()[id_].tests
    for path in mechanisms()[id_].tests:
        assert (ROOT / path).is_file(), path


@pytest.mark.parametrize("id_", MECHANISMS)
def test_there_is_a_question_that_asks_for_the_mechanism(id_: str) -> None:
    questions = sorted((ROOT / "docs" / "questions").glob(f"{id_}-*.graphql"))
    assert questions
    for path in questions:
        text = path.read_text("utf-8")
        role, _, words = text.splitlines()[0].removeprefix("# ").partition(": ")
        assert role in ROLES
        assert words
        document = parse(text)
        assert not validate(schema(), document)
        [operation] = document.definitions
        assert isinstance(operation, OperationDefinitionNode)
        assert not operation.variable_definitions


def test_every_subject_is_ruled_by_some_mechanism() -> None:
    named = {rule for mechanism in mechanisms().values() for rule in mechanism.rules}
    assert set(SUBJECTS) <= named
