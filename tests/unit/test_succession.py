"""Succession: who passes the age in time, who can follow, and what is not known."""

from __future__ import annotations

from datetime import date
from typing import Any, Final

import pytest

from registry.eligibility import EligibilityReport, parse_policy
from registry.programme.succession.judging import (
    Successor,
    judge_successors,
    risk_conditions,
    wanted_rank,
)
from registry.regulations import parse_regulation
from registry.regulations.judging import all_of
from registry.vocabulary import Outcome, Rank

TODAY: Final = date(2026, 11, 24)
BY: Final = date(2031, 11, 24)
REGULATION: Final = parse_regulation(
    {
        "id": "R", "title": "T", "validFrom": "2020-01-01", "subject": "SUCCESSION",
        "confidence": "low", "parameters": {"age": 55, "successorLevel": "SENIOR"},
    }
)  # fmt: skip
POLICY: Final = parse_policy(
    {
        "id": "P", "title": "T", "validFrom": "2020-01-01", "target": "SENIOR_TECHNICIAN",
        "confidence": "high", "rule": {"is": "front_line_post"},
    }
)  # fmt: skip


def report(outcome: Outcome, eligible_from: date | None = None) -> EligibilityReport:
    return EligibilityReport(
        Rank.SENIOR_TECHNICIAN, outcome, POLICY, TODAY, None, eligible_from, ()
    )


def conditions(born: date | None, *successors: Successor) -> dict[str, Outcome]:
    judged = judge_successors(successors, Rank.SENIOR_TECHNICIAN, REGULATION, by=BY)
    found = risk_conditions(
        born=born, successors=judged, regulation=REGULATION, by=BY, language="zh"
    )
    return {one.code: one.outcome for one in found} | {"": all_of(found)}


@pytest.mark.parametrize(
    ("born", "expected"),
    [
        pytest.param(date(1976, 11, 24), Outcome.MET, id="fifty-five-on-the-last-day"),
        pytest.param(date(1976, 11, 25), Outcome.UNMET, id="fifty-five-a-day-later"),
        pytest.param(date(1960, 1, 1), Outcome.MET, id="over-it-long-since"),
        pytest.param(None, Outcome.UNKNOWN, id="birth-date-unknown"),
    ],
)
def test_the_holder_passes_the_age_in_time(born: date | None, expected: Outcome) -> None:
    found = conditions(born)
    assert (found["HOLDER_AGE"], found[""]) == (expected, expected)


@pytest.mark.parametrize(
    ("successor", "expected"),
    [
        pytest.param(Successor("w2", 6, None), Outcome.UNMET, id="of-the-grade-already"),
        pytest.param(Successor("w2", 3, None), Outcome.MET, id="below-the-grade-that-may-succeed"),
        pytest.param(Successor("w2", None, None), Outcome.MET, id="without-grade"),
        pytest.param(Successor("w2", 4, report(Outcome.MET)), Outcome.UNMET, id="eligible-now"),
        pytest.param(
            Successor("w2", 4, report(Outcome.UNMET, BY)),
            Outcome.UNMET,
            id="eligible-on-the-last-day",
        ),
        pytest.param(
            Successor("w2", 4, report(Outcome.UNMET, date(2031, 11, 25))),
            Outcome.MET,
            id="eligible-a-day-too-late",
        ),
        pytest.param(Successor("w2", 4, report(Outcome.UNMET)), Outcome.MET, id="never-eligible"),
        pytest.param(Successor("w2", 4, report(Outcome.UNKNOWN)), Outcome.UNKNOWN, id="unknown"),
        pytest.param(Successor("w2", 4, None), Outcome.UNKNOWN, id="no-policy-for-the-grade"),
    ],
)
def test_nobody_can_follow_in_time(successor: Successor, expected: Outcome) -> None:
    found = conditions(date(1960, 1, 1), successor)
    assert (found["NO_SUCCESSOR"], found[""]) == (expected, expected)


def test_one_who_can_follow_is_enough_and_stands_first() -> None:
    people = [
        Successor("w2", 4, report(Outcome.UNMET)),
        Successor("w3", 5, report(Outcome.UNKNOWN)),
        Successor("w4", 6, None),
    ]
    judged = judge_successors(people, Rank.SENIOR_TECHNICIAN, REGULATION, by=BY)
    assert [one.successor.worker for one in judged] == ["w4", "w3", "w2"]
    assert conditions(date(1960, 1, 1), *people)["NO_SUCCESSOR"] is Outcome.UNMET


@pytest.mark.parametrize(
    ("post", "holder", "expected"),
    [
        pytest.param(7, 6, Rank.SPECIAL_TECHNICIAN, id="of-the-post"),
        pytest.param(None, 6, Rank.SENIOR_TECHNICIAN, id="of-the-holder"),
        pytest.param(None, None, None, id="of-neither"),
    ],
)
def test_the_grade_that_a_successor_needs(
    post: int | None, holder: int | None, expected: Any
) -> None:
    assert wanted_rank(post, holder) == expected


def test_without_a_regulation_nothing_is_known() -> None:
    judged = judge_successors([Successor("w2", 8, None)], None, None, by=BY)
    found = risk_conditions(
        born=date(1950, 1, 1), successors=judged, regulation=None, by=BY, language="en"
    )
    assert judged == []
    assert all_of(found) is Outcome.UNKNOWN
