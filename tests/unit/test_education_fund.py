"""How a firm's education fund is judged: bases, bounds, and what is not known."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from registry.programme.education_fund import Figures, judged
from registry.regulations import Regulation
from registry.regulations.judging import all_of
from registry.vocabulary import Outcome

MET, UNMET, UNKNOWN = Outcome.MET, Outcome.UNMET, Outcome.UNKNOWN
GOOD = Figures(
    2025, wage_bill=1_000_000, accrued=15_000, spent=10_000, spent_frontline=6_000,
    high_skill=False, key="u|2025",
)  # fmt: skip


def regulation(**changed: Any) -> Regulation:
    parameters = {
        "frontlineShare": 0.6, "base": "SPENT", "accrual": 0.015, "accrualHighSkill": 0.025
    } | changed  # fmt: skip
    return Regulation(
        "R", "r", None, None, date(2006, 1, 1), None, "EDUCATION_FUND", "high", None, parameters
    )


@pytest.mark.parametrize(
    ("figures", "share", "accrual", "whole"),
    [
        pytest.param(GOOD, MET, MET, MET, id="both-exactly-at-the-bound"),
        pytest.param(replace(GOOD, spent_frontline=5_999.99), UNMET, MET, UNMET, id="a-cent-less"),
        pytest.param(replace(GOOD, accrued=14_999), MET, UNMET, UNMET, id="a-yuan-less-set-aside"),
        pytest.param(replace(GOOD, high_skill=True), MET, UNMET, UNMET, id="high-skill-firm"),
        pytest.param(
            replace(GOOD, high_skill=True, accrued=25_000), MET, MET, MET, id="high-skill-enough"
        ),
        pytest.param(
            replace(GOOD, high_skill=None), MET, UNKNOWN, UNKNOWN, id="nobody-knows-which-bound"
        ),
        pytest.param(
            replace(GOOD, high_skill=None, accrued=25_000), MET, MET, MET, id="above-both-bounds"
        ),
        pytest.param(
            replace(GOOD, high_skill=None, accrued=10_000), MET, UNMET, UNMET, id="below-both"
        ),
        pytest.param(replace(GOOD, spent=None), UNKNOWN, MET, UNKNOWN, id="spending-unknown"),
        pytest.param(replace(GOOD, spent=0), UNKNOWN, MET, UNKNOWN, id="nothing-spent"),
        pytest.param(replace(GOOD, wage_bill=None), MET, UNKNOWN, UNKNOWN, id="wages-unknown"),
        pytest.param(
            replace(GOOD, spent_frontline=1, wage_bill=None), UNMET, UNKNOWN, UNMET,
            id="one-unmet-decides",
        ),
    ],
)  # fmt: skip
def test_conditions(figures: Figures, share: Outcome, accrual: Outcome, whole: Outcome) -> None:
    conditions = judged(figures, regulation(), "en")
    assert [one.outcome for one in conditions[:2]] == [share, accrual]
    assert all_of(conditions[:2]) is whole


def test_the_base_is_a_parameter() -> None:
    spent = judged(GOOD, regulation(), "en")
    accrued = judged(GOOD, regulation(base="ACCRUED"), "en")
    assert [one.code for one in (spent[0], accrued[0])] == [
        "FRONTLINE_SHARE_OF_SPENT",
        "FRONTLINE_SHARE_OF_ACCRUED",
    ]
    # 6,000 of what is spent are 60 %, of what is set aside 40 %.
    assert (spent[0].outcome, accrued[0].outcome) == (MET, UNMET)
    assert {one.code for one in spent} == {one.code for one in accrued}


def test_without_a_regulation_nothing_is_known() -> None:
    assert {one.outcome for one in judged(GOOD, None, "zh")} == {UNKNOWN}


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "share of the wage bill that is set aside ≥ 1.5%"),
        ("zh", "提取额占工资总额的比例 ≥ 1.5%"),
    ],
)
def test_a_condition_says_what_is_asked_and_found(language: Any, text: str) -> None:
    accrual = judged(GOOD, regulation(), language)[1]
    assert (accrual.text, accrual.detail) == (text, "1.5% / 1.5%")
    assert accrual.evidence == ("u|2025",)
