"""Posts and appointments: the rules as tables, over facts made by hand."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from importlib.resources import files
from typing import Any, Final

import pytest

from registry.eligibility import EligibilityReport, parse_policy
from registry.facts import CertificateFact, EmploymentFact, FilingFact, WorkerFacts
from registry.programme.posts.appointing import (
    Appointing,
    Office,
    Recorded,
    Seats,
    Waiver,
    conditions_of,
    verdict,
)
from registry.programme.posts.structure import (
    Census,
    Jobs,
    Offices,
    PostFact,
    grades,
    holders_of_posts,
    structure_conditions,
)
from registry.regulations import Regulation, parse_regulation, regulation_in_force
from registry.vocabulary import Outcome, Rank

DAY: Final = date(2026, 11, 24)
POLICIES: Final = files("registry") / "policies"
WELDER: Final = "2022:6-18-02-04"
FILING: Final = FilingFact(
    "F1", date(2022, 1, 1), date(2027, 12, 31), "ACTIVE", None, frozenset({WELDER})
)
CERTIFICATE: Final = CertificateFact(
    "SKILL_GRADE:1", "SKILL_GRADE", "1", 6, WELDER, None, date(2019, 5, 1), "VALID", None
)
JOB: Final = EmploymentFact(
    "U1", date(2015, 1, 1), None, None, None, "320102", "320000", "320100", None, (FILING,)
)
FACTS: Final = WorkerFacts(id="w1", certificates=(CERTIFICATE,), employments=(JOB,))
POLICY: Final = parse_policy(
    {
        "id": "P", "title": "T", "validFrom": "2020-01-01", "target": "SPECIAL_TECHNICIAN",
        "confidence": "high", "rule": {"is": "front_line_post"},
    }
)  # fmt: skip


def regulation(**parameters: Any) -> Regulation:
    """Return a regulation that asks for everything but a term, with changes."""
    asked = {
        "grades": [rank.name for rank in Rank],
        "quotaRequired": True,
        "filingRequired": True,
        "publicationRequired": True,
    } | parameters
    return parse_regulation(
        {
            "id": "R", "title": "T", "validFrom": "2020-01-01", "subject": "APPOINTMENT",
            "confidence": "high", "parameters": asked,
        }
    )  # fmt: skip


def post(id_: str, rank: int = 7, quota: int | None = 1, name: str = "特级技师") -> PostFact:
    return PostFact(id_, name, rank, quota)


def office(
    worker: str, start: str = "2023-01-01", end: str | None = None, name: str = "特级技师"
) -> Office:
    last = None if end is None else date.fromisoformat(end)
    return Office(worker, name, 7, date.fromisoformat(start), last)


def judged(outcome: Outcome) -> EligibilityReport:
    return EligibilityReport(Rank.SPECIAL_TECHNICIAN, outcome, POLICY, DAY, None, None, ())


CASE: Final = Appointing(
    facts=FACTS,
    enterprise="U1",
    rank=Rank.SPECIAL_TECHNICIAN,
    post="特级技师",
    start=DAY,
    end=None,
    seats=Seats((), (post("p"),), ()),
    regulation=regulation(),
    report=judged(Outcome.MET),
)


def outcomes(case: Appointing) -> dict[str, str]:
    return {one.code: one.outcome.value for one in conditions_of(case, "en")}


@pytest.mark.parametrize(
    ("posts", "offices", "expected"),
    [
        pytest.param((), (), "UNKNOWN", id="no-post-recorded-at-all"),
        pytest.param((post("p", rank=6),), (), "UNMET", id="posts-recorded-but-none-of-the-grade"),
        pytest.param((post("p"),), (), "MET", id="one-post-free"),
        pytest.param((post("p"),), (office("w2"),), "UNMET", id="the-only-post-held"),
        pytest.param((post("p"),), (office("w1"),), "MET", id="held-by-the-worker-alone"),
        pytest.param(
            (post("p"),), (office("w2", end="2026-11-23"),), "MET", id="freed-the-day-before"
        ),
        pytest.param(
            (post("p"),), (office("w2", end="2026-11-24"),), "UNMET", id="freed-on-the-day"
        ),
        pytest.param(
            (post("p"),), (office("w2", start="2027-05-01"),), "UNMET", id="promised-for-later"
        ),
        pytest.param(
            (post("p", quota=2),),
            (office("w2", end="2026-12-31"), office("w3", start="2027-01-01")),
            "MET",
            id="two-after-each-other-take-one-seat",
        ),
        pytest.param((post("p", quota=None),), (), "UNKNOWN", id="quota-not-recorded"),
        pytest.param((post("p", quota=0),), (), "UNMET", id="a-quota-of-none"),
        pytest.param(
            (post("p", name="甲"), post("q", name="乙")),
            (office("w2", name="甲"),),
            "MET",
            id="no-post-of-the-name-so-the-grade-decides",
        ),
        pytest.param(
            (post("p"), post("q", name="乙")),
            (office("w2"),),
            "UNMET",
            id="the-post-of-the-name-decides",
        ),
    ],
)
def test_a_post_must_be_free(
    posts: tuple[PostFact, ...], offices: tuple[Office, ...], expected: str
) -> None:
    case = replace(CASE, seats=Seats((), posts, offices))
    assert outcomes(case)["QUOTA"] == expected


@pytest.mark.parametrize(
    ("filing", "expected"),
    [
        pytest.param(FILING, "MET", id="in-force-for-the-occupation"),
        pytest.param(replace(FILING, occupations=frozenset()), "UNMET", id="another-occupation"),
        pytest.param(replace(FILING, end=date(2026, 11, 23)), "UNMET", id="lapsed-the-day-before"),
        pytest.param(replace(FILING, end=DAY), "MET", id="lapses-on-the-day"),
        pytest.param(replace(FILING, status="WITHDRAWN"), "UNMET", id="withdrawn"),
    ],
)
def test_the_enterprise_must_be_filed(filing: FilingFact, expected: str) -> None:
    facts = replace(FACTS, employments=(replace(JOB, filings=(filing,)),))
    assert outcomes(replace(CASE, facts=facts))["EMPLOYER_FILED"] == expected


@pytest.mark.parametrize(
    ("changes", "asked"),
    [
        pytest.param({}, {"EMPLOYER_FILED", "QUOTA"}, id="both"),
        pytest.param({"quotaRequired": False}, {"EMPLOYER_FILED"}, id="no-quota"),
        pytest.param({"filingRequired": False}, {"QUOTA"}, id="no-filing"),
    ],
)
def test_the_regulation_says_what_is_asked(changes: dict[str, Any], asked: set[str]) -> None:
    found = outcomes(replace(CASE, regulation=regulation(**changes)))
    assert set(found) - {"EMPLOYED", "RULE"} == asked


@pytest.mark.parametrize(
    ("place", "day", "expected"),
    [
        pytest.param(("320102", "320100", "320000"), DAY, "CN-APPOINTMENT", id="the-nation"),
        pytest.param(("370102", "370100", "370000"), DAY, "SD-APPOINTMENT", id="a-province-of-it"),
        pytest.param(("320000",), date(2021, 8, 31), None, id="before-the-nation-decided"),
    ],
)
def test_a_province_overrides_the_nation(
    place: tuple[str, ...], day: date, expected: str | None
) -> None:
    shipped = [
        parse_regulation(json.loads((POLICIES / f"{id_}.json").read_text("utf-8")))
        for id_ in ("CN-APPOINTMENT", "SD-APPOINTMENT")
    ]
    found = regulation_in_force(shipped, place=place, on=day)
    assert (None if found is None else found.id) == expected
    asks = "EMPLOYER_FILED" in outcomes(replace(CASE, regulation=found))
    # Shandong's rule is complete, and asks for no filing.
    assert asks is (expected != "SD-APPOINTMENT")


def test_without_a_regulation_filing_and_quota_are_unknown() -> None:
    found = outcomes(replace(CASE, regulation=None))
    assert (found["EMPLOYER_FILED"], found["QUOTA"]) == ("UNKNOWN", "UNKNOWN")


@pytest.mark.parametrize(
    ("end", "expected"),
    [
        pytest.param(date(2030, 11, 23), "MET", id="four-years-to-the-day"),
        pytest.param(date(2030, 11, 24), "UNMET", id="a-day-longer"),
        pytest.param(None, "UNMET", id="open"),
    ],
)
def test_a_term_may_be_limited(end: date | None, expected: str) -> None:
    case = replace(CASE, end=end, regulation=regulation(termYearsMax=4))
    assert outcomes(case)["TERM"] == expected


@pytest.mark.parametrize(
    ("reason", "document", "expected"),
    [
        pytest.param("绝技绝活", "D1", "MET", id="a-ground-and-a-document"),
        pytest.param("绝技绝活", None, "UNMET", id="no-document"),
        pytest.param("其他", "D1", "UNKNOWN", id="another-ground"),
    ],
)
def test_an_exception_names_document_and_ground(
    reason: str, document: str | None, expected: str
) -> None:
    case = replace(
        CASE,
        waiver=Waiver(reason, document),
        regulation=regulation(exceptionGrounds=["绝技绝活", "紧缺人才"]),
    )
    assert outcomes(case)["EXCEPTION"] == expected


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        pytest.param({}, Outcome.MET, id="all-in-order"),
        pytest.param({"report": judged(Outcome.UNMET)}, Outcome.UNMET, id="rule-unmet"),
        pytest.param({"report": None}, Outcome.UNKNOWN, id="no-policy"),
        pytest.param(
            {"report": judged(Outcome.UNMET), "waiver": Waiver("x", "D1")},
            Outcome.MET,
            id="relaxed-by-an-exception",
        ),
        pytest.param(
            {"recorded": Recorded("a", None, ())}, Outcome.UNKNOWN, id="made-and-not-published"
        ),
        pytest.param({"recorded": Recorded("a", DAY, ())}, Outcome.MET, id="made-and-published"),
        pytest.param(
            {"enterprise": "U2", "waiver": Waiver("x", "D1")},
            Outcome.UNMET,
            id="no-exception-makes-somebody-staff",
        ),
    ],
)
def test_the_verdict_is_of_all_that_is_asked(changes: dict[str, Any], expected: Outcome) -> None:
    assert verdict(conditions_of(replace(CASE, **changes), "zh")) is expected


CENSUS: Final = Census(
    division=None,
    posts=(
        post("p5", rank=5, quota=2, name="焊接"),
        post("p6", rank=6, quota=1, name="焊接"),
        post("q4", rank=4, quota=None, name="调试"),
        post("p7", rank=7, quota=1, name="焊接师"),
    ),
    jobs=(
        Jobs("焊接", 5, appointed=False, people=2),
        Jobs("焊接", 6, appointed=False, people=1),
        Jobs("焊接", 6, appointed=True, people=1),
        Jobs("焊接", None, appointed=False, people=3),
        Jobs("调试", 2, appointed=False, people=4),
        Jobs("焊接师", 7, appointed=False, people=5),
        Jobs(None, 1, appointed=False, people=6),
    ),
    offices=(
        Offices("焊接", 6, date(2026, 12, 31), 1),
        Offices("别名", 7, None, 2),
    ),
)


def test_holders_of_posts_that_share_a_name() -> None:
    assert holders_of_posts(CENSUS) == {"p5": 2, "p6": 2, "q4": 4, "p7": 0}


@pytest.mark.parametrize(
    ("rank", "expected"),
    [
        pytest.param(Rank.TECHNICIAN, (1, 2, 2, False, 0), id="full"),
        pytest.param(Rank.SENIOR_TECHNICIAN, (1, 1, 2, True, 1), id="over-with-a-term-that-ends"),
        pytest.param(Rank.SENIOR, (1, None, 4, None, 0), id="quota-unknown"),
        pytest.param(Rank.SPECIAL_TECHNICIAN, (1, 1, 2, True, 0), id="appointed-by-another-name"),
        pytest.param(Rank.CHIEF_TECHNICIAN, (0, 0, 0, False, 0), id="no-post"),
    ],
)
def test_the_numbers_of_a_grade(rank: Rank, expected: tuple[Any, ...]) -> None:
    found = {grade.rank: grade for grade in grades(CENSUS, ending_by=date(2026, 12, 31))}[rank]
    assert (found.posts, found.quota, found.holders, found.over_quota, found.ending) == expected


def test_no_term_ends_before_its_last_day() -> None:
    assert sum(grade.ending for grade in grades(CENSUS, ending_by=date(2026, 12, 30))) == 0


@pytest.mark.parametrize(
    ("asked", "census", "expected"),
    [
        pytest.param(["SENIOR", "TECHNICIAN"], CENSUS, "MET", id="every-grade-asked-for"),
        pytest.param(["CHIEF_TECHNICIAN"], CENSUS, "UNMET", id="a-grade-without-post"),
        pytest.param(["SENIOR"], Census(None, (), (), ()), "UNKNOWN", id="nothing-recorded"),
    ],
)
def test_the_grades_that_posts_must_have(asked: list[str], census: Census, expected: str) -> None:
    facts = grades(census, ending_by=DAY)
    [first, _] = structure_conditions(facts, regulation(grades=asked), "zh")
    assert first.outcome.value == expected
