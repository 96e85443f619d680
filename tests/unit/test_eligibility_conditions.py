"""Each condition of IMPORT.md's table at its edges: outcome, since when, from when."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from registry.editions import Editions
from registry.eligibility import EligibilityReport, parse_policy, report
from registry.facts import (
    AchievementFact,
    AppointmentFact,
    CertificateFact,
    EmploymentFact,
    FilingFact,
    HonourFact,
    MenteeFact,
    MisconductFact,
    StatementFact,
    StudioFact,
    WorkerFacts,
)

TODAY = date(2026, 6, 1)
SPLIT = Editions([("2022:a", "2015:x"), ("2022:b", "2015:x")])


def day(text: str | None) -> date | None:
    """Read a day."""
    return date.fromisoformat(text) if text else None


def must(text: str) -> date:
    """Read a day that is there."""
    return date.fromisoformat(text)


def certificate(issued: str, rank: int | None = 6, **members: Any) -> CertificateFact:
    """Make a certificate."""
    return CertificateFact(
        key=members.get("key", f"SKILL_GRADE:{issued}"),
        kind="SKILL_GRADE",
        number=issued,
        rank=rank,
        occupation=members.get("occupation", "2022:a"),
        work_type=None,
        issued_on=must(issued),
        status=members.get("status", "VALID"),
        status_since=day(members.get("since")),
    )


def job(start: str, end: str | None = None, uscc: str = "U1", **members: Any) -> EmploymentFact:
    """Make a job."""
    return EmploymentFact(
        uscc=uscc,
        start=must(start),
        end=day(end),
        key_post=members.get("key_post"),
        front_line=members.get("front_line"),
        division=None,
        province=None,
        city=None,
        industry=None,
        filings=members.get("filings", ()),
    )


def filing(**members: Any) -> FilingFact:
    """Make a filing for occupation `2022:a` in 2020 to 2030."""
    return FilingFact(
        filing_no="F",
        start=must("2020-01-01"),
        end=must("2030-12-31"),
        status=members.get("status", "ACTIVE"),
        status_since=day(members.get("since")),
        occupations=frozenset({members.get("occupation", "2022:a")}),
    )


def misconduct(start: str, end: str | None) -> MisconductFact:
    """Make a misconduct."""
    return MisconductFact(key="m", kind="SAFETY", start=must(start), end=day(end))


def judged(rule: dict[str, Any], as_of: date = TODAY, **facts: Any) -> EligibilityReport:
    """Judge a worker who has these facts."""
    policy = parse_policy(
        {
            "id": "P",
            "title": "t",
            "validFrom": "2020-01-01",
            "target": "SPECIAL_TECHNICIAN",
            "confidence": "high",
            "rule": rule,
        }
    )
    return report(policy, WorkerFacts(id="W", **facts), editions=SPLIT, as_of=as_of)


LEVEL = {"is": "level_at_least", "level": "SENIOR_TECHNICIAN"}
FOUR_YEARS = {"is": "years_at_level", "level": "SENIOR_TECHNICIAN", "years": 4}
ANY_FOUR = {**FOUR_YEARS, "sameOccupation": False}
EMPLOYED = {"is": "years_employed", "years": 1}
SAME = {"is": "years_employed", "years": 1, "sameEnterprise": True}
CLEAN = {"is": "no_misconduct", "years": 3}
FRONT = {"is": "front_line_post"}
FILED = {"is": "employer_filed"}
METHOD = {"is": "achievement", "kinds": ["METHOD"], "scopeAtLeast": "REGION"}
SAID = {"is": "statement", "code": "OUTSTANDING"}


def achievement(on: str | None, scope: str | None) -> AchievementFact:
    """Make a method."""
    return AchievementFact("a", "METHOD", "t", scope, day(on), None)


@pytest.mark.parametrize(
    ("rule", "facts", "outcome", "since", "until"),
    [
        pytest.param(
            LEVEL,
            {"certificates": (certificate("2020-05-01"),)},
            "MET",
            "2020-05-01",
            None,
            id="a-level-holds-from-the-day-of-issue",
        ),
        pytest.param(
            LEVEL,
            {"certificates": (certificate("2020-05-01", status="REVOKED", since="2026-06-02"),)},
            "MET",
            "2020-05-01",
            None,
            id="a-certificate-revoked-tomorrow-counts-today",
        ),
        pytest.param(
            LEVEL,
            {"certificates": (certificate("2020-05-01", status="REVOKED", since="2026-06-01"),)},
            "UNMET",
            None,
            None,
            id="a-certificate-revoked-today-does-not",
        ),
        pytest.param(
            LEVEL,
            {"certificates": (certificate("2026-06-02"),)},
            "UNMET",
            None,
            None,
            id="a-certificate-of-tomorrow-is-not-counted-on",
        ),
        pytest.param(
            FOUR_YEARS,
            {"certificates": (certificate("2022-06-01"),)},
            "MET",
            "2026-06-01",
            None,
            id="four-years-have-passed-on-the-fourth-birthday",
        ),
        pytest.param(
            FOUR_YEARS,
            {"certificates": (certificate("2022-06-02"),)},
            "UNMET",
            None,
            "2026-06-02",
            id="and-not-the-day-before",
        ),
        pytest.param(
            FOUR_YEARS,
            {
                "certificates": (
                    certificate("2016-01-01", status="SUSPENDED", since="2024-01-01"),
                    certificate("2023-01-01", key="K:2"),
                )
            },
            "UNMET",
            None,
            "2027-01-01",
            id="years-start-at-the-first-certificate-that-still-counts",
        ),
        pytest.param(
            FOUR_YEARS,
            {
                "certificates": (
                    certificate("2016-01-01", occupation="2022:b"),
                    certificate("2015-01-01", key="K:2", occupation="2015:x"),
                )
            },
            "MET",
            "2019-01-01",
            None,
            id="an-older-edition-is-the-same-occupation",
        ),
        pytest.param(
            FOUR_YEARS,
            {
                "certificates": (
                    certificate("2024-01-01", rank=7),
                    certificate("2010-01-01", key="K:2", occupation="2022:b"),
                )
            },
            "UNMET",
            None,
            "2028-01-01",
            id="a-sibling-of-a-split-is-another-occupation",
        ),
        pytest.param(
            ANY_FOUR,
            {
                "certificates": (
                    certificate("2024-01-01", rank=7),
                    certificate("2010-01-01", key="K:2", occupation="2022:b"),
                )
            },
            "MET",
            "2014-01-01",
            None,
            id="which-counts-where-any-occupation-does",
        ),
        pytest.param(
            FOUR_YEARS,
            {
                "appointments": (
                    AppointmentFact("A", 7, must("2020-01-01"), must("2026-12-31"), ()),
                )
            },
            "MET",
            "2024-01-01",
            None,
            id="an-appointment-gives-years-too",
        ),
        pytest.param(
            {"is": "appointed", "level": "SPECIAL_TECHNICIAN", "years": 3},
            {
                "appointments": (
                    AppointmentFact("A", 7, must("2019-01-01"), must("2024-12-31"), ()),
                    AppointmentFact("B", 7, must("2025-01-01"), None, ()),
                )
            },
            "UNMET",
            None,
            "2028-01-01",
            id="an-appointment-that-ended-lends-no-years-to-the-next",
        ),
        pytest.param(
            EMPLOYED,
            {"employments": (job("2025-06-02"),)},
            "MET",
            "2026-06-01",
            None,
            id="a-year-of-work-is-full-on-its-last-day",
        ),
        pytest.param(
            EMPLOYED,
            {"employments": (job("2025-06-03"),)},
            "UNMET",
            None,
            "2026-06-02",
            id="and-not-the-day-before-it",
        ),
        pytest.param(
            EMPLOYED,
            {"employments": (job("2020-01-01", "2020-06-30"), job("2020-06-01", "2020-12-30"))},
            "MET",
            "2025-03-01",
            None,
            id="overlapping-jobs-count-a-day-once-and-365-days-are-no-year-with-a-leap-day",
        ),
        pytest.param(
            SAME,
            {"employments": (job("2020-01-01", "2025-12-31", "U2"), job("2026-01-01"))},
            "UNMET",
            None,
            "2026-12-31",
            id="years-elsewhere-are-not-years-with-this-employer",
        ),
        pytest.param(
            SAME,
            {"employments": (job("2020-01-01", "2026-05-31"),)},
            "UNMET",
            None,
            None,
            id="nobody-out-of-work-is-with-the-same-employer",
        ),
        pytest.param(
            {"is": "age_between", "min": 25, "max": 26},
            {"birth_date": must("2000-02-29")},
            "MET",
            "2025-02-28",
            None,
            id="a-leap-day-has-its-birthday-on-28-february",
        ),
        pytest.param(
            {"is": "age_between", "min": 27},
            {"birth_date": must("2000-02-29")},
            "UNMET",
            None,
            "2027-02-28",
            id="an-age-comes-with-time",
        ),
        pytest.param(
            {"is": "age_between", "max": 60},
            {},
            "UNKNOWN",
            None,
            None,
            id="no-birth-date-no-answer",
        ),
        pytest.param(
            {"is": "education_at_least", "education": "BACHELOR"},
            {"education": "MASTER"},
            "MET",
            None,
            None,
            id="education-has-no-first-day",
        ),
        pytest.param(
            {"is": "education_at_least", "education": "BACHELOR"},
            {},
            "UNKNOWN",
            None,
            None,
            id="an-empty-education-is-unknown",
        ),
        pytest.param(
            FRONT,
            {"employments": (job("2020-01-01", front_line=True),)},
            "MET",
            "2020-01-01",
            None,
            id="the-front-line-as-recorded",
        ),
        pytest.param(FRONT, {}, "UNMET", None, None, id="without-a-job-nobody-is-at-the-front"),
        pytest.param(
            FRONT,
            {"employments": (job("2020-01-01"), job("2022-01-01", uscc="U2", front_line=False))},
            "UNKNOWN",
            None,
            None,
            id="an-empty-cell-beside-a-no-is-unknown",
        ),
        pytest.param(
            FRONT,
            {"employments": (job("2020-01-01", front_line=True, end="2027-01-01"),)},
            "MET",
            "2020-01-01",
            None,
            id="a-recorded-end-of-a-job-is-not-today",
        ),
        pytest.param(
            FILED,
            {
                "employments": (job("2021-01-01", filings=(filing(),)),),
                "certificates": (certificate("2022-01-01"),),
            },
            "MET",
            "2022-01-01",
            None,
            id="filed-for-the-occupation-of-the-best-certificate",
        ),
        pytest.param(
            FILED,
            {
                "employments": (job("2021-01-01", filings=(filing(occupation="2015:x"),)),),
                "certificates": (certificate("2022-01-01"),),
            },
            "UNMET",
            None,
            None,
            id="a-filing-for-the-older-edition-is-another-key",
        ),
        pytest.param(
            FILED,
            {
                "employments": (
                    job("2021-01-01", filings=(filing(status="SUSPENDED", since="2026-06-02"),)),
                ),
                "certificates": (certificate("2022-01-01"),),
            },
            "MET",
            "2022-01-01",
            None,
            id="a-filing-suspended-tomorrow-is-active-today",
        ),
        pytest.param(
            FILED,
            {
                "employments": (
                    job("2021-01-01", filings=(filing(),)),
                    job("2023-01-01", uscc="U2"),
                ),
                "certificates": (certificate("2022-01-01"),),
            },
            "UNMET",
            None,
            None,
            id="of-two-employers-the-job-that-began-last-decides",
        ),
        pytest.param(
            {"is": "honour", "types": ["GRAND"]},
            {"honours": (HonourFact("h", "GRAND", "大奖", "NATIONAL", must("2024-01-01")),)},
            "MET",
            "2024-01-01",
            None,
            id="an-honour-of-a-year-counts-from-its-first-day",
        ),
        pytest.param(
            METHOD,
            {"achievements": (achievement("2024-05-01", "TRADE"),)},
            "MET",
            "2024-05-01",
            None,
            id="an-achievement-of-a-wider-scope",
        ),
        pytest.param(
            METHOD,
            {"achievements": (achievement("2024-05-01", "ENTERPRISE"),)},
            "UNKNOWN",
            None,
            None,
            id="not-recorded-is-not-none",
        ),
        pytest.param(
            METHOD,
            {"achievements": (achievement(None, "TRADE"),)},
            "UNKNOWN",
            None,
            None,
            id="an-achievement-without-a-day-decides-nothing",
        ),
        pytest.param(
            {"is": "mentees", "count": 2},
            {
                "mentees": (
                    MenteeFact("M1", must("2020-01-01"), None, ()),
                    MenteeFact("M1", must("2021-01-01"), None, ()),
                    MenteeFact("M2", must("2022-01-01"), None, ()),
                )
            },
            "MET",
            "2022-01-01",
            None,
            id="mentees-are-people-not-agreements",
        ),
        pytest.param(
            {"is": "mentees_promoted", "count": 1},
            {
                "mentees": (
                    MenteeFact(
                        "M1",
                        must("2020-01-01"),
                        must("2022-12-31"),
                        (
                            certificate("2018-01-01", 5, status="REVOKED"),
                            certificate("2021-01-01", 5, key="K:2"),
                            certificate("2023-01-01", 6, key="K:3"),
                        ),
                    ),
                )
            },
            "UNMET",
            None,
            None,
            id="a-level-held-before-even-if-revoked-or-won-afterwards-is-no-promotion",
        ),
        pytest.param(
            {"is": "mentees_promoted", "count": 1},
            {
                "mentees": (
                    MenteeFact(
                        "M1",
                        must("2020-01-01"),
                        must("2022-12-31"),
                        (certificate("2022-12-31", 1),),
                    ),
                )
            },
            "MET",
            "2022-12-31",
            None,
            id="with-none-before-any-counts-on-the-last-day-too",
        ),
        pytest.param(
            {"is": "leads_studio", "levelAtLeast": "PROVINCIAL"},
            {"studios": (StudioFact("s", "NATIONAL", None),)},
            "UNMET",
            None,
            None,
            id="a-studio-without-approval-is-not-approved",
        ),
        pytest.param(
            CLEAN,
            {"misconduct": (misconduct("2023-01-01", "2023-06-01"),)},
            "MET",
            "2026-06-01",
            None,
            id="misconduct-that-ended-exactly-that-long-ago-is-past",
        ),
        pytest.param(
            CLEAN,
            {"misconduct": (misconduct("2023-01-01", "2023-06-02"),)},
            "UNMET",
            None,
            "2026-06-02",
            id="a-day-less-is-not",
        ),
        pytest.param(
            CLEAN,
            {"misconduct": (misconduct("2023-01-01", None),)},
            "UNMET",
            None,
            None,
            id="a-record-without-end-stays",
        ),
        pytest.param(
            {**CLEAN, "years": 0},
            {"misconduct": (misconduct("2023-01-01", "2026-06-01"),)},
            "UNMET",
            None,
            "2026-06-02",
            id="the-last-day-of-a-record-belongs-to-it",
        ),
        pytest.param(CLEAN, {}, "MET", None, None, id="never-any-misconduct-has-no-first-day"),
        pytest.param(
            SAID,
            {"statements": (StatementFact("s", "OUTSTANDING", True, must("2025-01-01"), None),)},
            "MET",
            "2025-01-01",
            None,
            id="an-authorised-body-says-yes",
        ),
        pytest.param(
            SAID,
            {
                "statements": (
                    StatementFact(
                        "s", "OUTSTANDING", False, must("2025-01-01"), must("2026-12-31")
                    ),
                )
            },
            "UNMET",
            None,
            None,
            id="a-no-that-runs-out-becomes-unknown-not-yes",
        ),
        pytest.param(SAID, {}, "UNKNOWN", None, None, id="nobody-has-said"),
    ],
)
def test_a_condition(
    rule: dict[str, Any], facts: dict[str, Any], outcome: str, since: str | None, until: str | None
) -> None:
    said = judged(rule, **facts)
    assert (said.outcome, said.eligible_since, said.eligible_from) == (
        outcome,
        day(since),
        day(until),
    )


def test_unknown_decides_only_where_it_could_change_the_answer() -> None:
    unknown, met, unmet = SAID, CLEAN, LEVEL
    assert judged({"allOf": [unknown, met]}).outcome == "UNKNOWN"
    assert judged({"allOf": [unknown, unmet]}).outcome == "UNMET"
    assert judged({"anyOf": [unknown, met]}).outcome == "MET"
    assert judged({"anyOf": [unknown, unmet]}).outcome == "UNKNOWN"
    assert judged({"atLeast": {"n": 2, "of": [unknown, met, unmet]}}).outcome == "UNKNOWN"
    assert judged({"atLeast": {"n": 2, "of": [unknown, unmet, unmet]}}).outcome == "UNMET"


def test_it_looks_past_an_end_that_makes_room_for_a_later_beginning() -> None:
    facts: dict[str, Any] = {
        "certificates": (certificate("2023-01-01"),),
        "employments": (job("2020-01-01", "2026-12-31", front_line=True),),
    }
    both = {"allOf": [FOUR_YEARS, FRONT]}
    assert judged(both, **facts).eligible_from is None, "the job has ended when the years are full"
    assert judged({"anyOf": [FOUR_YEARS, SAID]}, **facts).outcome == "UNKNOWN"


def test_a_report_carries_its_evidence_and_says_it_in_two_languages() -> None:
    held = certificate("2024-06-01")
    rule = {"allOf": [{"anyOf": [FOUR_YEARS, {"is": "honour", "types": ["GRAND"]}]}, CLEAN]}
    said = judged(rule, certificates=(held,))
    group, clean = said.conditions
    assert [part.code for part in group.parts] == ["years_at_level", "honour"]
    assert group.parts[0].evidence == (held.key,)
    assert group.parts[0].detail == "2024-06-01取得，已满2年；如无变化，自2028-06-01起符合。"
    assert (clean.code, clean.text) == ("no_misconduct", "近3年无不良记录")
