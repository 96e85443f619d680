"""Derived facts: which candidacies exist, what they hold, and when they must be computed again."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from registry.derived import Basis, Candidacy, derive
from registry.editions import Editions
from registry.eligibility import parse_policy
from registry.facts import (
    AchievementFact,
    AppointmentFact,
    CertificateFact,
    ConsentFact,
    EmploymentFact,
    HonourFact,
    MenteeFact,
    StudioFact,
    WorkerFacts,
)

TODAY = date(2026, 11, 24)
WELDER = "2022:6-18-02-04"
TURNER = "2022:6-18-01-01"


def policy(division: str | None = None, **changes: Any) -> dict[str, Any]:
    document: dict[str, Any] = {
        "id": f"P-{division}", "title": "t", "validFrom": "2020-01-01", "validTo": None,
        "target": "SPECIAL_TECHNICIAN", "confidence": "low", "division": division,
        "rule": {"is": "level_at_least", "level": "SENIOR_TECHNICIAN"},
    }  # fmt: skip
    return {**document, **changes}


def basis(*policies: dict[str, Any], today: date = TODAY) -> Basis:
    return Basis(
        today,
        [parse_policy(each) for each in policies],
        Editions([]),
        {WELDER: "焊工", TURNER: "车工"},
    )


def certificate(
    name: str, rank: int | None, occupation: str | None, year: int, **changes: Any
) -> CertificateFact:
    fact = CertificateFact(
        f"SKILL_GRADE:{name}",
        "SKILL_GRADE",
        name,
        rank,
        occupation,
        None,
        date(year, 5, 1),
        "VALID",
        None,
    )
    return replace(fact, **changes)


def job(uscc: str, year: int, end: date | None = None) -> EmploymentFact:
    return EmploymentFact(
        uscc,
        date(year, 1, 1),
        end,
        key_post=True,
        front_line=True,
        division="320102",
        province="320000",
        city="320100",
        industry="C34",
    )


CONSENT = ConsentFact("TALENT_SEARCH", date(2026, 1, 1), None, None)
WORKER = WorkerFacts(
    "W1",
    certificates=(certificate("A", 6, WELDER, 2015), certificate("B", 4, TURNER, 2010)),
    employments=(job("U1", 2012), job("U2", 2020)),
    consents=(CONSENT,),
)


def places(facts: WorkerFacts, around: Basis | None = None) -> set[tuple[str, int, str | None]]:
    rows = derive(facts, around or basis()).candidacies
    return {(row.occupation, row.rank, row.uscc) for row in rows}


def first(facts: WorkerFacts, around: Basis | None = None) -> Candidacy:
    return derive(facts, around or basis()).candidacies[0]


def test_a_candidacy_for_each_occupation_and_present_employer() -> None:
    rows = derive(WORKER, basis()).candidacies
    assert {(row.occupation, row.rank, row.uscc, row.overall, row.primary) for row in rows} == {
        (WELDER, 6, "U2", True, True),
        (WELDER, 6, "U1", True, False),
        (TURNER, 4, "U2", False, True),
        (TURNER, 4, "U1", False, False),
    }
    assert {row.employers for row in rows} == {("U2", "U1")}
    assert {row.occupations for row in rows} == {(TURNER, WELDER)}
    assert {(row.occupation, row.behind, row.plain_rank) for row in rows} == {
        (WELDER, (), 0),
        (TURNER, (WELDER,), 0),
    }


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        pytest.param({"status": "RETIRED"}, set(), id="retired"),
        pytest.param({"consents": ()}, set(), id="no-consent"),
        pytest.param(
            {"consents": (replace(CONSENT, purpose="CONTACT"),)},
            set(),
            id="consent-of-another-purpose",
        ),
        pytest.param(
            {"consents": (replace(CONSENT, end=date(2026, 11, 23)),)},
            set(),
            id="consent-ended-yesterday",
        ),
        pytest.param(
            {"consents": (replace(CONSENT, start=date(2026, 11, 25)),)},
            set(),
            id="consent-begins-tomorrow",
        ),
        pytest.param({"certificates": ()}, set(), id="no-grade"),
        pytest.param(
            {"certificates": (certificate("A", None, WELDER, 2015),)},
            set(),
            id="certificate-without-level",
        ),
        pytest.param(
            {"employments": ()}, {(WELDER, 6, None), (TURNER, 4, None)}, id="without-employer"
        ),
        pytest.param(
            {"employments": (job("U1", 2012, TODAY), job("U2", 2020, date(2026, 11, 23)))},
            {(WELDER, 6, "U1"), (TURNER, 4, "U1")},
            id="job-ends-today",
        ),
        pytest.param(
            {
                "certificates": (
                    certificate("A", 6, None, 2015),
                    certificate("B", 4, TURNER, 2010),
                    certificate("C", 4, None, 2009),
                ),
                "employments": (),
            },
            {("", 6, None), (TURNER, 4, None)},
            id="best-certificate-names-no-occupation",
        ),
        pytest.param(
            {
                "certificates": (),
                "appointments": (AppointmentFact("a", 8, date(2024, 1, 1), None, ()),),
                "employments": (),
            },
            {("", 8, None)},
            id="appointment-alone",
        ),
        pytest.param(
            {
                "appointments": (AppointmentFact("a", 8, date(2024, 1, 1), None, ()),),
                "employments": (),
            },
            {(WELDER, 8, None), (TURNER, 4, None)},
            id="appointment-belongs-to-the-best-occupation",
        ),
        pytest.param(
            {
                "certificates": (
                    certificate("A", 6, WELDER, 2015, status="REVOKED", status_since=TODAY),
                    certificate("B", 4, TURNER, 2010),
                ),
                "employments": (),
            },
            {(TURNER, 4, None)},
            id="revoked-today",
        ),
    ],
)
def test_candidacies_exist(
    changes: dict[str, Any], expected: set[tuple[str, int, str | None]]
) -> None:
    assert places(replace(WORKER, **changes)) == expected


def test_without_candidacy_grade_is_kept_and_text_is_not() -> None:
    derived = derive(replace(WORKER, consents=()), basis())
    assert (derived.rank, derived.rank_since, derived.occupation) == (6, date(2015, 5, 1), WELDER)
    assert derived.search_text is None
    assert derived.valid_until is None


def test_what_belongs_to_the_worker_is_on_every_candidacy() -> None:
    facts = replace(
        WORKER,
        honours=(
            HonourFact("h1", "X", "能手", "CITY", date(2020, 1, 1)),
            HonourFact("h2", "X", "能手", "CITY", date(2022, 1, 1)),
            HonourFact("h3", "Y", "大奖", "NATIONAL", date(2027, 1, 1)),
        ),
        mentees=(
            MenteeFact("M1", date(2020, 1, 1), None, ()),
            MenteeFact("M1", date(2024, 1, 1), None, ()),
            MenteeFact("M2", date(2027, 1, 1), None, ()),
        ),
        studios=(StudioFact("s", "CITY", date(2027, 1, 1)),),
        achievements=(AchievementFact("a", "METHOD", "窄间隙焊接法", None, None, "工业母机"),),
        project_fields=("航空航天装备",),
        consents=(CONSENT, replace(CONSENT, grantee="U9"), replace(CONSENT, grantee="U8")),
    )
    for row in derive(facts, basis()).candidacies:
        assert (row.honours, row.honour_count, row.mentee_count) == (("X",), 2, 1)
        assert row.leads_studio is False
        assert row.key_fields == ("工业母机", "航空航天装备")
        assert (row.open, row.grantees) == (True, ("U8", "U9"))
    assert derive(facts, basis()).search_text == "焊工\n窄间隙焊接法\n能手\n车工"


def test_the_policy_of_the_job_that_began_last_decides() -> None:
    near = policy("320100", rule={"is": "age_between", "min": 1, "max": 99})
    assert (
        first(WORKER, basis(policy(), near)).eligible,
        first(WORKER, basis(policy(), near)).maybe,
    ) == ((), (7,))
    assert first(WORKER, basis(policy())).eligible == (7,)
    assert first(WORKER, basis(policy("330000"))).eligible == ()
    assert first(replace(WORKER, employments=()), basis(policy(), near)).eligible == (7,)


LATER = date(2027, 3, 1)


@pytest.mark.parametrize(
    ("changes", "day"),
    [
        pytest.param({}, None, id="nothing-to-come"),
        pytest.param(
            {"consents": (replace(CONSENT, end=LATER),)}, LATER + timedelta(1), id="consent-ends"
        ),
        pytest.param(
            {"consents": (replace(CONSENT, end=date.max),)},
            None,
            id="consent-ends-with-the-calendar",
        ),
        pytest.param({"consents": (replace(CONSENT, start=LATER),)}, LATER, id="consent-begins"),
        pytest.param(
            {"employments": (job("U1", 2012, LATER),)}, LATER + timedelta(1), id="job-ends"
        ),
        pytest.param(
            {
                "certificates": (
                    certificate("A", 6, WELDER, 2015, status="REVOKED", status_since=LATER),
                )
            },
            LATER,
            id="certificate-is-revoked",
        ),
        pytest.param(
            {"certificates": (certificate("A", 6, WELDER, 2015, issued_on=LATER),)},
            LATER,
            id="certificate-is-issued",
        ),
        pytest.param(
            {"appointments": (AppointmentFact("a", 7, date(2024, 1, 1), LATER, ()),)},
            LATER + timedelta(1),
            id="appointment-ends",
        ),
        pytest.param(
            {"honours": (HonourFact("h", "X", "x", "CITY", LATER),)}, LATER, id="honour-comes"
        ),
        pytest.param(
            {"mentees": (MenteeFact("M", LATER, None, ()),)}, LATER, id="mentorship-begins"
        ),
        pytest.param(
            {
                "mentees": (
                    MenteeFact(
                        "M",
                        date(2020, 1, 1),
                        None,
                        (
                            certificate(
                                "M", 3, WELDER, 2021, status="SUSPENDED", status_since=LATER
                            ),
                        ),
                    ),
                )
            },
            LATER,
            id="certificate-of-a-mentee-is-suspended",
        ),
    ],
)
def test_valid_until_the_next_day_that_changes_something(
    changes: dict[str, Any], day: date | None
) -> None:
    assert derive(replace(WORKER, **changes), basis()).valid_until == day


def test_valid_until_a_policy_ends_or_a_condition_is_met() -> None:
    assert derive(WORKER, basis(policy(validTo="2027-02-28"))).valid_until == LATER
    years = policy(rule={"is": "years_at_level", "level": "SENIOR_TECHNICIAN", "years": 12})
    assert derive(WORKER, basis(years)).valid_until == date(2027, 5, 1)


def test_derived_facts_change_on_no_day_before_valid_until() -> None:
    facts = replace(
        WORKER,
        consents=(replace(CONSENT, end=date(2027, 6, 30)),),
        employments=(job("U1", 2012, date(2027, 1, 31)), job("U2", 2027)),
        honours=(HonourFact("h", "X", "x", "CITY", date(2027, 4, 1)),),
    )
    rule = policy(rule={"is": "years_at_level", "level": "SENIOR_TECHNICIAN", "years": 12})
    day, before = TODAY, derive(facts, basis(rule))
    for _ in range(365):
        day += timedelta(days=1)
        now = derive(facts, basis(rule, today=day))
        if before.valid_until is None or day < before.valid_until:
            assert now == before
        before = now
