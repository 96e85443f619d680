"""Where people are found who may fulfil the rule of an honour, and what shipped regulations say."""

from __future__ import annotations

import json
from datetime import date
from importlib.resources import files
from typing import Any, Final

import pytest

from registry.eligibility import PolicyRefusedError, parse_rule
from registry.eligibility.starts import EVERYBODY, Start, starts_of
from registry.regulations import Regulation, parse_regulation, regulation_in_force
from registry.regulations.findable import findable

LEVEL: Final = {"is": "level_at_least", "level": "SENIOR_TECHNICIAN"}
LOWER: Final = {"is": "years_at_level", "level": "TECHNICIAN", "years": 2}
HONOUR: Final = {"is": "honour", "types": ["A", "B"]}
CONTEST: Final = {"is": "competition", "classAtLeast": "NATIONAL_1", "rankAtMost": 5}
CLEAN: Final = {"is": "no_misconduct", "years": 3}

RANK_6: Final = Start("RANK", "6")
RANK_5: Final = Start("RANK", "5")
A_OR_B: Final = (Start("HONOUR", "A"), Start("HONOUR", "B"))
PLACES: Final = (Start("CONTEST", "NATIONAL_1", 5), Start("CONTEST", "WORLD", 5))


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        pytest.param(LEVEL, (RANK_6,), id="a-level-starts-at-its-rank"),
        pytest.param(LOWER, (RANK_5,), id="years-at-a-level-too"),
        pytest.param(HONOUR, A_OR_B, id="an-honour-at-each-of-its-kinds"),
        pytest.param(CONTEST, PLACES, id="a-contest-at-its-class-and-those-above"),
        pytest.param(CLEAN, EVERYBODY, id="what-no-index-finds-starts-at-everybody"),
        pytest.param({"allOf": [LEVEL, CLEAN]}, (RANK_6,), id="one-start-of-all-is-enough"),
        pytest.param({"allOf": [LEVEL, HONOUR]}, A_OR_B, id="the-rarer-start-of-all"),
        pytest.param({"allOf": [LOWER, LEVEL]}, (RANK_6,), id="the-higher-grade-of-all"),
        pytest.param(
            {"anyOf": [CONTEST, {"allOf": [LEVEL, HONOUR]}]}, (*PLACES, *A_OR_B),
            id="every-start-of-any",
        ),
        pytest.param({"anyOf": [HONOUR, CLEAN]}, EVERYBODY, id="any-of-with-one-that-has-none"),
        pytest.param(
            {"atLeast": {"n": 2, "of": [HONOUR, CLEAN]}}, A_OR_B,
            id="two-of-two-cannot-do-without-the-honour",
        ),
        pytest.param(
            {"atLeast": {"n": 1, "of": [HONOUR, CLEAN]}}, EVERYBODY,
            id="one-of-two-can",
        ),
        pytest.param(
            {"atLeast": {"n": 2, "of": [HONOUR, CONTEST, CLEAN]}}, (*PLACES, *A_OR_B),
            id="two-of-three-need-one-that-has-a-start",
        ),
    ],
)  # fmt: skip
def test_starts_of_a_rule(rule: Any, expected: tuple[Start, ...]) -> None:
    assert sorted(starts_of(parse_rule(rule, "rule"))) == sorted(expected)


def regulation(**changes: Any) -> Regulation:
    parameters = {"honour": "A", "needs": ["DOCUMENT"], **changes}
    return parse_regulation(
        {
            "id": "R", "title": "t", "validFrom": "2020-01-01", "subject": "HONOUR",
            "confidence": "low", "parameters": parameters,
        }
    )  # fmt: skip


def test_the_starts_of_a_regulation_stand_beside_it_as_text() -> None:
    assert findable(regulation(rule={"anyOf": [CONTEST, HONOUR]})) == {
        "about": "A",
        "starts": "CONTEST NATIONAL_1 5;CONTEST WORLD 5;HONOUR A 0;HONOUR B 0",
    }
    # A rule that is gone leaves no starts behind.
    assert findable(regulation()) == {"about": "A", "starts": None}


@pytest.mark.parametrize(
    ("changes", "path"),
    [
        pytest.param({"rule": {"is": "level_at_least"}}, "parameters.rule.level", id="rule"),
        pytest.param({"rule": {"is": "magic"}}, "parameters.rule.is", id="condition"),
        pytest.param({"needs": ["SEAL"]}, "parameters.needs[0]", id="need"),
        pytest.param({"quota": 0}, "parameters.quota", id="quota"),
        pytest.param({"bonus": 1}, "parameters.bonus", id="unknown-parameter"),
    ],
)
def test_a_regulation_is_refused_with_the_path_of_what_is_wrong(
    changes: dict[str, Any], path: str
) -> None:
    with pytest.raises(PolicyRefusedError) as refused:
        regulation(**changes)
    assert refused.value.path == path


def shipped(honour: str) -> list[Regulation]:
    documents = [
        json.loads(path.read_text("utf-8"))
        for path in (files("registry") / "policies").iterdir()
        if path.name.endswith(".json")
    ]
    found = [parse_regulation(one) for one in documents if one.get("subject") == "HONOUR"]
    return [one for one in found if one.parameters["honour"] == honour]


@pytest.mark.parametrize(
    ("honour", "place", "expected"),
    [
        pytest.param(
            "GRAND_SKILL_AWARD", ("330100", "330000"), "CN-HONOUR-GRAND-SKILL-AWARD",
            id="the-nation-holds-everywhere",
        ),
        pytest.param(
            "PROVINCIAL_TECHNICAL_EXPERT", ("330100", "330000"),
            "ZJ-HONOUR-PROVINCIAL-TECHNICAL-EXPERT", id="the-province-in-its-cities",
        ),
        pytest.param("PROVINCIAL_TECHNICAL_EXPERT", ("320000",), None, id="nothing-elsewhere"),
        pytest.param(
            "CITY_CHIEF_TECHNICIAN_TITLE", ("371402", "371400", "370000"),
            "DEZHOU-HONOUR-CITY-CHIEF-TECHNICIAN", id="the-city-in-its-counties",
        ),
    ],
)  # fmt: skip
def test_the_nearest_shipped_regulation(
    honour: str, place: tuple[str, ...], expected: str | None
) -> None:
    found = regulation_in_force(shipped(honour), place=place, on=date(2026, 11, 24))
    assert (found and found.id) == expected
