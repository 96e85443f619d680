"""What a place in a contest gives a right to, and what justifies a promotion: every edge."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any, Final

import pytest

from registry.eligibility import ConditionReport
from registry.programme.contests.cases import Certified, Placing, Promotion
from registry.programme.contests.promotions import Judgement
from registry.programme.contests.rights import Rights, ruling
from registry.regulations import Regulation, parse_regulation
from registry.regulations.judging import all_of


def made(**parameters: Any) -> Regulation:
    return parse_regulation(
        {
            "id": "R", "title": "t", "validFrom": "2023-01-01", "validTo": "2025-12-31",
            "subject": "COMPETITION", "confidence": "medium", "parameters": parameters,
        }
    )  # fmt: skip


RULES: Final = made(
    medalPlaces={"NATIONAL_1": 3},
    honour="EXPERT",
    honourPlaces={"NATIONAL_1": 5},
    promotionShare={"NATIONAL_1": 0.5},
    promotionMedals=["GOLD", "MERIT"],
    promotionStep=1,
)
PLACE: Final = Placing("E|w", 3, None, 20, "NATIONAL_1", 2025)


def outcomes(conditions: tuple[ConditionReport, ...]) -> dict[str, str]:
    return {one.code: one.outcome.value for one in conditions}


def rights(placing: Placing, regulation: Regulation | None = RULES) -> dict[str, str]:
    return outcomes(Rights(regulation, "en").of_place(placing, [], []))


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        pytest.param({"rank": 3}, ("MET", "MET", "MET"), id="the-last-medal"),
        pytest.param({"rank": 4}, ("UNMET", "MET", "MET"), id="no-medal-but-the-honour"),
        pytest.param({"rank": 5}, ("UNMET", "MET", "MET"), id="the-last-honour"),
        pytest.param({"rank": 6}, ("UNMET", "UNMET", "MET"), id="no-honour-but-a-grade"),
        pytest.param({"rank": 10}, ("UNMET", "UNMET", "MET"), id="the-last-of-the-upper-half"),
        pytest.param({"rank": 11}, ("UNMET", "UNMET", "UNMET"), id="the-first-of-the-lower-half"),
        pytest.param({"rank": 10, "participants": 19}, ("UNMET", "UNMET", "UNMET"),
                     id="half-of-an-odd-number-is-not-rounded-up"),
        pytest.param({"rank": 11, "medal": "MERIT"}, ("UNMET", "UNMET", "MET"),
                     id="a-medal-proves-what-the-count-does-not"),
        pytest.param({"rank": 11, "medal": "BRONZE"}, ("UNMET", "UNMET", "UNMET"),
                     id="a-medal-that-proves-nothing"),
        pytest.param({"rank": 9, "participants": None}, ("UNMET", "UNMET", "UNKNOWN"),
                     id="nobody-counted-and-no-medal-is-recorded"),
        pytest.param({"rank": 9, "participants": None, "medal": "GOLD"}, ("UNMET", "UNMET", "MET"),
                     id="nobody-counted-but-the-medal-proves-it"),
        pytest.param({"class_": "NATIONAL_2"}, ("UNKNOWN", "UNKNOWN", "UNKNOWN"),
                     id="a-class-that-the-regulation-does-not-name"),
    ],
)  # fmt: skip
def test_rights_of_a_place(changes: dict[str, Any], expected: tuple[str, str, str]) -> None:
    found = rights(replace(PLACE, **changes))
    assert (found["MEDAL"], found["HONOUR"], found["PROMOTION"]) == expected


def test_without_a_regulation_everything_is_unknown() -> None:
    assert rights(PLACE, None) == {"MEDAL": "UNKNOWN", "PROMOTION": "UNKNOWN"}


def test_what_came_of_a_place_is_evidence_only_where_it_is_the_honour_of_the_rule() -> None:
    conditions = Rights(RULES, "zh").of_place(PLACE, [("OTHER", "o"), ("EXPERT", "e")], ["G"])
    by_code = {one.code: one for one in conditions}
    assert by_code["HONOUR"].evidence == ("E|w", "e")
    assert by_code["PROMOTION"].evidence == ("E|w", "G")
    assert "EXPERT" in by_code["HONOUR"].text


@pytest.mark.parametrize(
    ("year", "expected"),
    [
        pytest.param(2022, None, id="the-year-before"),
        pytest.param(2023, "R", id="the-first-year"),
        pytest.param(2025, "R", id="the-last-year"),
        pytest.param(2026, None, id="the-year-after"),
    ],
)
def test_a_contest_is_judged_by_what_held_in_its_year(year: int, expected: str | None) -> None:
    found = ruling([RULES], division=None, year=year)
    assert (found and found.id) == expected


def test_a_province_overrides_the_nation_for_its_own_contests() -> None:
    local = replace(made(honour="LOCAL"), id="P", division="330000")
    assert ruling([RULES, local], division="330100", year=2024) == local
    assert ruling([RULES, local], division=None, year=2024) == RULES


PAPER: Final = Certified("SKILL_GRADE:N", 5, "O", date(2025, 11, 1), is_own=True)
RISE: Final = Promotion(
    id="G",
    occupation="O",
    before=4,
    after=5,
    certificate_no="N",
    on=date(2025, 12, 1),
    event_occupation="O",
    placing=PLACE,
    certified=PAPER,
)


def judged(promotion: Promotion, *, year: int = 2025) -> tuple[str, list[str]]:
    """Return the outcome, and the codes of conditions that are not MET."""
    conditions = tuple(Judgement(Rights(RULES, "en"), promotion, year).conditions())
    return all_of(conditions).value, [one.code for one in conditions if one.outcome.value != "MET"]


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        pytest.param({}, ("MET", []), id="all-in-order"),
        pytest.param({"placing": None}, ("UNMET", ["RESULT"]), id="no-place"),
        pytest.param({"placing": replace(PLACE, rank=11)}, ("UNMET", ["PROMOTION"]),
                     id="a-place-beyond"),
        pytest.param({"on": date(2024, 12, 31)}, ("UNMET", ["CONTEST_BEFORE"]),
                     id="promoted-before-the-contest"),
        pytest.param({"event_occupation": "P"}, ("UNMET", ["OCCUPATION"]), id="another-occupation"),
        pytest.param({"event_occupation": None}, ("UNKNOWN", ["OCCUPATION"]),
                     id="an-event-of-no-occupation"),
        pytest.param({"before": 3}, ("UNMET", ["STEP"]), id="two-grades-at-once"),
        pytest.param({"before": 5}, ("UNMET", ["STEP"]), id="no-rise"),
        pytest.param({"before": None}, ("UNKNOWN", ["STEP"]), id="the-grade-before-is-not-known"),
        pytest.param({"certificate_no": None, "certified": None}, ("UNKNOWN", ["CERTIFICATE"]),
                     id="no-certificate-is-named"),
        pytest.param({"certified": None}, ("UNMET", ["CERTIFICATE"]), id="no-such-certificate"),
        pytest.param({"certified": replace(PAPER, is_own=False)}, ("UNMET", ["CERTIFICATE"]),
                     id="somebody-elses-certificate"),
        pytest.param({"certified": replace(PAPER, rank=4)}, ("UNMET", ["CERTIFICATE"]),
                     id="a-certificate-of-another-grade"),
        pytest.param({"certified": replace(PAPER, occupation=None)}, ("UNKNOWN", ["CERTIFICATE"]),
                     id="a-certificate-without-occupation"),
        pytest.param({"certified": replace(PAPER, issued_on=date(2024, 12, 31))},
                     ("UNMET", ["CERTIFICATE"]), id="a-certificate-older-than-the-contest"),
        pytest.param({"certified": replace(PAPER, issued_on=date(2025, 1, 1))}, ("MET", []),
                     id="a-certificate-of-the-first-day-of-its-year"),
    ],
)  # fmt: skip
def test_what_justifies_a_promotion(
    changes: dict[str, Any], expected: tuple[str, list[str]]
) -> None:
    assert judged(replace(RISE, **changes)) == expected


def test_an_unmet_condition_outweighs_an_unknown_one() -> None:
    assert judged(replace(RISE, before=None, certified=None))[0] == "UNMET"
