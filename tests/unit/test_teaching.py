"""Is a package reviewed, and does a plan rest on a package that fits: every edge."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any, Final

import pytest

from registry.programme.teaching.cases import Package, Plan, Term
from registry.programme.teaching.judging import (
    package_conditions,
    package_outcome,
    plan_conditions,
    plan_outcome,
)

OFFICE: Final = Term(date(2022, 1, 1), date(2024, 12, 31))
PACKAGE: Final = Package(
    id="TP",
    occupation="O",
    ranks=frozenset({4, 5}),
    term=Term(date(2023, 6, 1), date(2026, 12, 31)),
    reviewed_on=date(2023, 5, 1),
    committee="EC",
    in_office=OFFICE,
)
PLAN: Final = Plan("PL", "O", 4, Term(date(2026, 1, 1), date(2026, 12, 31)), PACKAGE)


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        pytest.param({}, ("MET", []), id="reviewed"),
        pytest.param({"reviewed_on": date(2022, 1, 1)}, ("MET", []),
                     id="on-the-first-day-in-office"),
        pytest.param({"reviewed_on": date(2021, 12, 31)}, ("UNMET", ["COMMITTEE_IN_OFFICE"]),
                     id="a-day-before-office"),
        pytest.param({"reviewed_on": date(2023, 6, 1)}, ("MET", []), id="on-the-first-day-of-use"),
        pytest.param({"reviewed_on": date(2023, 6, 2)}, ("UNMET", ["REVIEWED_BEFORE_USE"]),
                     id="a-day-after-the-first-use"),
        pytest.param({"committee": None, "in_office": None},
                     ("UNKNOWN", ["REVIEWED", "COMMITTEE_IN_OFFICE"]), id="by-nobody-on-record"),
        pytest.param({"reviewed_on": None},
                     ("UNKNOWN", ["COMMITTEE_IN_OFFICE", "REVIEWED_BEFORE_USE"]),
                     id="on-no-day-on-record"),
    ],
)  # fmt: skip
def test_a_package_is_reviewed(changes: dict[str, Any], expected: tuple[str, list[str]]) -> None:
    package = replace(PACKAGE, **changes)
    missing = [one.code for one in package_conditions(package, "zh") if one.outcome.value != "MET"]
    assert (package_outcome(package).value, missing) == expected


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        pytest.param({}, ("MET", []), id="all-in-order"),
        pytest.param({"package": None}, ("UNKNOWN", ["PACKAGE"]), id="no-package-on-record"),
        pytest.param({"occupation": "P"}, ("UNMET", ["OCCUPATION"]), id="another-occupation"),
        pytest.param({"rank": 6}, ("UNMET", ["LEVEL"]), id="a-grade-the-package-lacks"),
        pytest.param({"rank": None}, ("UNKNOWN", ["LEVEL"]), id="a-grade-not-on-record"),
        pytest.param({"term": Term(date(2023, 6, 1), date(2026, 12, 31))}, ("MET", []),
                     id="both-periods-are-the-same"),
        pytest.param({"term": Term(date(2023, 5, 31), date(2026, 12, 31))},
                     ("UNMET", ["PACKAGE_IN_FORCE"]), id="a-day-before-the-package"),
        pytest.param({"term": Term(date(2026, 1, 1), None)}, ("UNMET", ["PACKAGE_IN_FORCE"]),
                     id="a-plan-without-end-outlives-it"),
        pytest.param({"package": replace(PACKAGE, reviewed_on=None)},
                     ("UNKNOWN", ["PACKAGE_REVIEWED"]), id="a-package-with-an-unknown-review"),
    ],
)  # fmt: skip
def test_a_plan_is_sound(changes: dict[str, Any], expected: tuple[str, list[str]]) -> None:
    plan = replace(PLAN, **changes)
    missing = [one.code for one in plan_conditions(plan, "en") if one.outcome.value != "MET"]
    assert (plan_outcome(plan).value, missing) == expected


def test_texts_are_in_the_language_asked() -> None:
    english, chinese = plan_conditions(PLAN, "en")[0], plan_conditions(PLAN, "zh")[0]
    assert english.text == "it rests on a training package"
    assert chinese.text == "采用职业培训包"
