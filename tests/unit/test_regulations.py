"""Regulations: what is read, what is refused and where, and which one decides."""

from __future__ import annotations

from datetime import date
from typing import Any, Final

import pytest

from registry.eligibility import PolicyRefusedError
from registry.importing.policies import read_policies
from registry.importing.run import shipped_policies
from registry.places import place_at
from registry.regulations import Regulation, parse_regulation, regulation_in_force
from registry.regulations.judging import all_of, any_of, at_least, at_most, condition, held
from registry.suppression import published
from registry.vocabulary import Outcome

MET, UNMET, UNKNOWN = Outcome.MET, Outcome.UNMET, Outcome.UNKNOWN
GOOD: Final[dict[str, Any]] = {
    "id": "R", "title": "R", "division": "320000", "validFrom": "2022-01-01", "validTo": None,
    "subject": "CERTIFICATION", "confidence": "high", "parameters": {"coverage": 0.8},
}  # fmt: skip


def test_a_regulation_is_read() -> None:
    read = parse_regulation(GOOD | {"unknownMember": 1})
    assert read.valid_from == date(2022, 1, 1)
    assert read.parameters == {"coverage": 0.8}


@pytest.mark.parametrize(
    ("change", "path", "reason"),
    [
        pytest.param({"id": None}, "id", "missing", id="no-id"),
        pytest.param({"subject": "OTHER"}, "subject", "bad_value", id="unknown-subject"),
        pytest.param({"validTo": "2021-01-01"}, "validTo", "bad_value", id="ends-before-it-begins"),
        pytest.param({"division": "32"}, "division", "bad_value", id="no-division"),
        pytest.param({"parameters": None}, "parameters", "missing", id="no-parameters"),
        pytest.param({"parameters": []}, "parameters", "bad_type", id="parameters-are-a-list"),
        pytest.param(
            {"parameters": {}}, "parameters.coverage", "missing", id="required-is-missing"
        ),
        pytest.param(
            {"parameters": {"coverage": 1.1}}, "parameters.coverage", "bad_value", id="above-one"
        ),
        pytest.param(
            {"parameters": {"coverage": True}}, "parameters.coverage", "bad_type", id="no-number"
        ),
        pytest.param(
            {"parameters": {"coverage": 1, "other": 1}},
            "parameters.other",
            "unknown_parameter",
            id="unknown-parameter",
        ),
    ],
)
def test_a_bad_part_is_refused_by_its_path(change: dict[str, Any], path: str, reason: str) -> None:
    with pytest.raises(PolicyRefusedError) as refused:
        parse_regulation(GOOD | change)
    assert (refused.value.path, refused.value.reason) == (path, reason)
    assert refused.value.hint


def regulation(
    id_: str, division: str | None, start: str = "2020-01-01", end: str | None = None
) -> Regulation:
    return parse_regulation(
        GOOD | {"id": id_, "division": division, "validFrom": start, "validTo": end}
    )


NATION: Final = regulation("nation", None)
PROVINCE: Final = regulation("province", "320000", "2023-01-01", "2024-12-31")
CITY: Final = regulation("city", "320100", "2024-07-01")
NEWER: Final = regulation("newer", None, "2025-01-01")
ALL: Final = [NATION, PROVINCE, CITY, NEWER]


@pytest.mark.parametrize(
    ("division", "day", "decides"),
    [
        pytest.param("320102", date(2022, 12, 31), "nation", id="before-the-province-s"),
        pytest.param("320102", date(2023, 1, 1), "province", id="the-nearest-decides"),
        pytest.param("320102", date(2024, 7, 1), "city", id="a-city-before-its-province"),
        pytest.param("320500", date(2024, 12, 31), "province", id="its-last-day"),
        pytest.param("320500", date(2025, 1, 1), "newer", id="the-later-of-two"),
        pytest.param("330000", date(2024, 7, 1), "nation", id="another-province"),
        pytest.param(None, date(2024, 7, 1), "nation", id="the-nation"),
        pytest.param("320102", date(2019, 12, 31), None, id="before-everything"),
    ],
)
def test_the_nearest_in_force_decides(division: str | None, day: date, decides: str | None) -> None:
    found = regulation_in_force(ALL, place=place_at(division), on=day)
    assert (found and found.id) == decides


def test_of_equal_beginnings_the_higher_id_decides() -> None:
    pair = [regulation("b", None), regulation("a", None)]
    found = regulation_in_force(pair, place=(), on=date(2024, 1, 1))
    assert found is not None
    assert found.id == "b"


@pytest.mark.parametrize(
    ("actual", "wanted", "least", "most"),
    [
        pytest.param(2, 2, MET, MET, id="equal"),
        pytest.param(3, 2, MET, UNMET, id="more"),
        pytest.param(1, 2, UNMET, MET, id="less"),
        pytest.param(None, 2, UNKNOWN, UNKNOWN, id="nothing-known"),
        pytest.param(2, None, UNKNOWN, UNKNOWN, id="nothing-asked"),
    ],
)
def test_numbers_are_compared_in_three_values(
    actual: float | None, wanted: float | None, least: Outcome, most: Outcome
) -> None:
    assert (at_least(actual, wanted), at_most(actual, wanted)) == (least, most)


@pytest.mark.parametrize(
    ("parts", "every", "some"),
    [
        pytest.param([True, True], MET, MET, id="all-hold"),
        pytest.param([True, None], UNKNOWN, MET, id="one-is-unknown"),
        pytest.param([False, None], UNMET, UNKNOWN, id="one-fails-one-is-unknown"),
        pytest.param([False, False], UNMET, UNMET, id="none-holds"),
    ],
)
def test_conditions_merge_as_kleene_says(
    parts: list[bool | None], every: Outcome, some: Outcome
) -> None:
    conditions = [condition("c", held(part), "text") for part in parts]
    assert (all_of(conditions), any_of(conditions)) == (every, some)


def test_every_shipped_policy_and_regulation_is_read() -> None:
    paths = sorted((shipped_policies() / "policies").glob("*.json"))
    read = list(read_policies(paths))
    assert {getattr(one, "id", one) for one in read} == {path.stem for path in paths}
    assert {getattr(one, "kind", one) for one in read} == {"policy", "regulation"}


def test_groups_keep_their_order_and_hide_one_another() -> None:
    assert published({"a": 9, "b": 3, "c": 7}) == {"a": 9, "b": None, "c": None}
    assert published({"a": 9, "b": 0}) == {"a": 9, "b": 0}
