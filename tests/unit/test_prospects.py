"""Who is on the way to a grade: what is derived is what the report of the day says."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from registry.derived import Basis, Prospect, derive
from registry.editions import Editions
from registry.eligibility import parse_policy, report
from registry.facts import (
    AppointmentFact,
    CertificateFact,
    EmploymentFact,
    HonourFact,
    MisconductFact,
    StatementFact,
    WorkerFacts,
)
from registry.vocabulary import Outcome

TODAY = date(2026, 11, 24)
WELDER = "2022:6-18-02-04"
YEARS = {"is": "years_at_level", "level": "SENIOR_TECHNICIAN", "years": 5}
FRONT = {"is": "front_line_post"}
CLEAN = {"is": "no_misconduct", "years": 3}
STATED = {"is": "statement", "code": "GOOD"}
LIST = {"allOf": [FRONT, YEARS, CLEAN]}


def policy(rule: Any = LIST, **changes: Any) -> Any:
    document = {
        "id": "P", "title": "t", "validFrom": "2020-01-01", "validTo": None, "division": None,
        "target": "SPECIAL_TECHNICIAN", "confidence": "low", "rule": rule,
    }  # fmt: skip
    return parse_policy({**document, **changes})


def certificate(rank: int, issued: date, **changes: Any) -> CertificateFact:
    key = f"SKILL_GRADE:{rank}"
    fact = CertificateFact(key, "SKILL_GRADE", key, rank, WELDER, None, issued, "VALID", None)
    return replace(fact, **changes)


def job(uscc: str = "U1", **changes: Any) -> EmploymentFact:
    fact = EmploymentFact(
        uscc, date(2015, 1, 1), None, key_post=None, front_line=True,
        division="320102", province="320000", city="320100", industry=None,
    )  # fmt: skip
    return replace(fact, **changes)


FACTS = WorkerFacts("W", certificates=(certificate(6, date(2023, 5, 1)),), employments=(job(),))


def prospects(facts: WorkerFacts, *policies: Any, today: date = TODAY) -> set[tuple[Any, ...]]:
    derived = derive(facts, Basis(today, policies or (policy(),), Editions([]), {}))
    return {(one.target, one.uscc, one.eligible_from, one.lacks) for one in derived.prospects}


MAY_2028 = date(2028, 5, 1)


@pytest.mark.parametrize(("changes", "expected"), [
    pytest.param({}, {(7, "U1", MAY_2028, "P#1")}, id="only-time-is-missing"),
    pytest.param({"consents": ()}, {(7, "U1", MAY_2028, "P#1")}, id="without-any-consent"),
    pytest.param({"employments": (job("U1"), job("U2"))},
                 {(7, "U1", MAY_2028, "P#1"), (7, "U2", MAY_2028, "P#1")}, id="two-employers"),
    pytest.param({"employments": ()}, set(), id="not-at-work"),
    pytest.param({"status": "RETIRED"}, set(), id="retired"),
    pytest.param({"certificates": (certificate(6, date(2020, 5, 1)),)}, set(), id="met-already"),
    pytest.param({"certificates": (certificate(5, date(2010, 5, 1)),)}, {(7, "U1", None, "P#1")},
                 id="lacks-the-grade-alone-which-no-time-brings"),
    pytest.param({"employments": (job(front_line=None),)}, set(), id="an-unknown-beside-time"),
    pytest.param({"employments": (job(front_line=None),),
                  "certificates": (certificate(6, date(2020, 5, 1)),)}, {(7, "U1", None, "P#0")},
                 id="an-unknown-alone-is-lacked"),
    pytest.param({"misconduct": (MisconductFact("m", "SAFETY", date(2026, 1, 1),
                                                date(2026, 12, 31)),)},
                 {(7, "U1", date(2029, 12, 31), None)}, id="two-that-time-brings"),
    pytest.param({"misconduct": (MisconductFact("m", "SAFETY", date(2026, 1, 1), None),)}, set(),
                 id="time-and-a-misconduct-without-end"),
    pytest.param({"appointments": (AppointmentFact("a", 7, date(2026, 1, 1), None, ()),)}, set(),
                 id="holds-the-grade"),
    pytest.param({"employments": (job(end=date(2027, 12, 31)),)}, {(7, "U1", None, "P#1")},
                 id="the-job-ends-before-the-years-are-full"),
    pytest.param({"certificates": (certificate(6, date(2023, 5, 1)),
                                   certificate(7, date(2027, 1, 1)))},
                 {(7, "U1", MAY_2028, "P#1")}, id="what-begins-later-is-not-counted-on"),
])  # fmt: skip
def test_prospects(changes: dict[str, Any], expected: set[tuple[Any, ...]]) -> None:
    assert prospects(replace(FACTS, **changes)) == expected


def test_a_rule_of_one_condition_lacks_nothing_but_itself() -> None:
    rule = {"anyOf": [YEARS, {"is": "honour", "types": ["X"]}]}
    assert prospects(FACTS, policy(rule)) == {(7, "U1", MAY_2028, None)}
    assert prospects(FACTS, policy(YEARS)) == {(7, "U1", MAY_2028, None)}
    assert prospects(FACTS, policy({"anyOf": [YEARS, STATED]})) == set(), "UNKNOWN is no day"


def test_the_policy_of_the_place_judges() -> None:
    near = policy({"allOf": [FRONT, {**YEARS, "years": 4}]}, id="JS", division="320000")
    assert prospects(FACTS, policy(), near) == {(7, "U1", date(2027, 5, 1), "JS#1")}


def test_the_place_is_copied() -> None:
    [one] = derive(FACTS, Basis(TODAY, (policy(),), Editions([]), {})).prospects
    assert one == Prospect(
        uscc="U1", target=7, policy="P", eligible_from=MAY_2028, lacks="P#1",
        division="320102", province="320000", city="320100",
    )  # fmt: skip


VARIED = [
    FACTS,
    replace(FACTS, employments=(job(front_line=False),)),
    replace(FACTS, employments=(job(end=date(2029, 1, 1)),)),
    replace(FACTS, certificates=(
        certificate(6, date(2022, 3, 1), status="REVOKED", status_since=date(2027, 2, 1)),
        certificate(6, date(2024, 8, 1), key="SKILL_GRADE:b", number="b"))),
    replace(FACTS, misconduct=(MisconductFact("m", "FRAUD", date(2024, 1, 1), date(2025, 6, 1)),)),
    replace(FACTS, misconduct=(MisconductFact("m", "FRAUD", date(2027, 3, 1), date(2027, 6, 1)),)),
    replace(FACTS, statements=(
        StatementFact("s", "GOOD", True, date(2027, 5, 1), date(2028, 6, 1)),)),
    replace(FACTS, statements=(
        StatementFact("s", "GOOD", False, date(2026, 1, 1), date(2027, 6, 1)),)),
    replace(FACTS, honours=(HonourFact("h", "X", "x", "CITY", date(2027, 8, 1)),)),
]  # fmt: skip
RULES = [
    LIST,
    {"allOf": [YEARS, STATED]},
    {"allOf": [FRONT, {"anyOf": [STATED, {"is": "honour", "types": ["X"]}]}, YEARS, CLEAN]},
    {"anyOf": [YEARS, {"allOf": [CLEAN, STATED]}]},
]


@pytest.mark.parametrize("rule", RULES)
@pytest.mark.parametrize("facts", VARIED)
def test_what_is_stored_holds_until_the_day_it_says(facts: WorkerFacts, rule: Any) -> None:
    """On every day until 2030 the facts derived last are those of that day's report."""
    judge = policy(rule)
    stored: set[tuple[Any, ...]] | None = None
    until: date | None = TODAY
    for number in range(TODAY.toordinal(), date(2030, 1, 1).toordinal(), 3):
        day = date.fromordinal(number)
        if until is not None and day >= until:
            derived = derive(facts, Basis(day, (judge,), Editions([]), {}))
            stored, until = (
                {(p.eligible_from, p.lacks) for p in derived.prospects},
                (derived.valid_until),
            )
        assert stored == expected(judge, facts, day), day


def expected(judge: Any, facts: WorkerFacts, day: date) -> set[tuple[Any, ...]]:
    """Return what the report of a day says."""
    at_work = any(one.end is None or day <= one.end for one in facts.employments)
    if not at_work:
        return set()
    said = report(judge, facts, editions=Editions([]), as_of=day)
    missing = [at for at, one in enumerate(said.conditions) if one.outcome is not Outcome.MET]
    lacks = f"P#{missing[0]}" if len(missing) == 1 and len(said.conditions) > 1 else None
    if said.eligible_from is None and lacks is None:
        return set()
    return {(said.eligible_from, lacks)}
