"""Assessments: when a plan or session looks odd, at the edges of every number."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any, Final

import pytest

from registry.programme.assessments.judging import (
    Held,
    PlanNumbers,
    SessionNumbers,
    kept_until,
    plan_checks,
    session_outliers,
)
from registry.regulations import parse_regulation

HELD: Final = Held("s", date(2026, 2, 28), 12, two_sites=False)
SESSION: Final = SessionNumbers(
    held=HELD,
    filed_on=date(2026, 2, 1),
    seats=12,
    assessors=3,
    passed=11,
    scored=12,
    alike=1,
    site="一号考点",
    site_day=40,
)
PLAN: Final = PlanNumbers(date(2026, 2, 1), date(2026, 2, 28), 12, (HELD,))
REGULATION: Final = parse_regulation(
    {
        "id": "R",
        "title": "T",
        "validFrom": "2020-01-01",
        "subject": "ASSESSMENT",
        "confidence": "high",
        "parameters": {
            "filedDaysBefore": 1,
            "perfectPassResults": 12,
            "identicalScores": 3,
            "resultsPerAssessor": 4,
            "resultsPerSiteDay": 40,
            "yearsOnPaper": 3,
            "yearsElectronic": 5,
        },
    }
)


@pytest.mark.parametrize(
    ("changes", "code", "expected"),
    [
        pytest.param({}, "PASS_RATE", "MET", id="somebody-failed"),
        pytest.param({"passed": 12}, "PASS_RATE", "UNMET", id="as-many-as-is-odd-and-all-passed"),
        pytest.param(
            {"passed": 11, "held": replace(HELD, results=11)},
            "PASS_RATE",
            "MET",
            id="all-of-a-few-passed",
        ),
        pytest.param({"alike": 3}, "SAME_SCORES", "MET", id="as-many-alike-as-allowed"),
        pytest.param({"alike": 4}, "SAME_SCORES", "UNMET", id="one-more-alike"),
        pytest.param({"scored": 11}, "SAME_SCORES", "UNKNOWN", id="one-without-scores"),
        pytest.param({"scored": 5, "alike": 4}, "SAME_SCORES", "UNMET", id="enough-to-be-odd"),
        pytest.param({}, "ASSESSOR_LOAD", "MET", id="four-for-each-assessor"),
        pytest.param({"assessors": 2}, "ASSESSOR_LOAD", "UNMET", id="six-for-each-assessor"),
        pytest.param({"assessors": 0}, "ASSESSOR_LOAD", "UNKNOWN", id="assessors-not-recorded"),
        pytest.param({}, "SITE_DAY", "MET", id="as-many-at-the-site-as-allowed"),
        pytest.param({"site_day": 41}, "SITE_DAY", "UNMET", id="one-more-at-the-site"),
        pytest.param({}, "WITHIN_SEATS", "MET", id="every-seat-taken"),
        pytest.param({"seats": 11}, "WITHIN_SEATS", "UNMET", id="one-without-seat"),
        pytest.param(
            {"filed_on": date(2026, 2, 27)}, "FILED_BEFORE_HELD", "MET", id="filed-the-day-before"
        ),
        pytest.param(
            {"filed_on": date(2026, 2, 28)}, "FILED_BEFORE_HELD", "UNMET", id="filed-on-the-day"
        ),
        pytest.param(
            {"held": replace(HELD, two_sites=True)}, "ONE_SITE", "UNMET", id="in-two-places"
        ),
    ],
)
def test_what_is_odd_about_a_session(changes: dict[str, Any], code: str, expected: str) -> None:
    found = session_outliers(replace(SESSION, **changes), REGULATION, "en")
    assert {one.code: one.outcome.value for one in found}[code] == expected


def test_without_a_regulation_only_facts_decide() -> None:
    found = {one.code: one.outcome.value for one in session_outliers(SESSION, None, "zh")}
    assert found == {
        "FILED_BEFORE_HELD": "UNKNOWN",
        "WITHIN_SEATS": "MET",
        "ONE_SITE": "MET",
        "PASS_RATE": "MET",
        "SAME_SCORES": "UNKNOWN",
        "ASSESSOR_LOAD": "UNKNOWN",
        "SITE_DAY": "UNKNOWN",
    }


@pytest.mark.parametrize(
    ("plan", "expected"),
    [
        pytest.param(PLAN, ["MET", "MET", "MET"], id="in-order"),
        pytest.param(
            replace(PLAN, sessions=()), ["MET", "MET", "MET"], id="not-held-yet-so-by-its-day"
        ),
        pytest.param(
            replace(PLAN, sessions=(HELD, replace(HELD, id="t", on=date(2026, 2, 1)))),
            ["UNMET", "MET", "MET"],
            id="one-session-held-on-the-day-of-filing",
        ),
        pytest.param(
            replace(PLAN, seats=11, sessions=(replace(HELD, two_sites=True),)),
            ["MET", "UNMET", "UNMET"],
            id="crowded-and-in-two-places",
        ),
    ],
)
def test_the_checks_of_a_plan(plan: PlanNumbers, expected: list[str]) -> None:
    assert [one.outcome.value for one in plan_checks(plan, REGULATION, "zh")] == expected


def test_files_are_kept_for_their_years() -> None:
    leap = date(2024, 2, 29)
    assert kept_until(leap, REGULATION, "yearsElectronic") == date(2029, 2, 28)
    assert kept_until(leap, REGULATION, "yearsOnPaper") == date(2027, 2, 28)
    assert kept_until(leap, None, "yearsOnPaper") is None
