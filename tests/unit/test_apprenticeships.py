"""The conditions of an apprenticeship as tables: edges of periods, boundaries, missing facts."""

from __future__ import annotations

import csv
import json
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any, Final

import pytest

from registry.dates import add_months
from registry.facts import CertificateFact
from registry.places import place_at
from registry.programme.apprenticeships.facts import (
    PROBLEM_OF,
    Apprenticeship,
    Asked,
    Mentor,
    Problem,
)
from registry.programme.apprenticeships.judging import Judgement, judge, lasts
from registry.regulations import Regulation, parse_regulation
from registry.seeding import generate
from registry.vocabulary import Outcome, Rank

TODAY: Final = date(2026, 11, 24)
WELDER: Final = "2022:6-18-02-04"
OLDER: Final = "2015:6-02-02-05"
FIRM: Final = "U1"
SCHOOL: Final = "U2"
MET, UNMET, UNKNOWN = Outcome.MET, Outcome.UNMET, Outcome.UNKNOWN


def regulation(subject: str, division: str | None = None, **parameters: Any) -> Regulation:
    """Return a regulation in force since 2020."""
    return parse_regulation(
        {
            "id": f"{subject}-{division}",
            "title": "T",
            "division": division,
            "validFrom": "2020-01-01",
            "subject": subject,
            "confidence": "invented",
            "parameters": parameters,
        }
    )


RULES: Final = {
    "contractMonths": 12,
    "monthsAtLeast": 12,
    "monthsAtMost": 36,
    "enterpriseMentor": True,
    "schoolMentor": True,
    "minimumWage": True,
    "levels": ["INTERMEDIATE", "SENIOR"],
}
NATION: Final = regulation("APPRENTICESHIP", **RULES, subsidy=5000)
WAGE: Final = regulation("MINIMUM_WAGE", "320000", monthly=2000)
ALL: Final = (NATION, WAGE)


def certificate(**changes: Any) -> CertificateFact:
    """Return a certificate that fits."""
    fitting = CertificateFact(
        key="SKILL_GRADE:C",
        kind="SKILL_GRADE",
        number="C",
        rank=int(Rank.SENIOR),
        occupation=WELDER,
        work_type=None,
        issued_on=date(2025, 12, 1),
        status="VALID",
        status_since=None,
    )
    return replace(fitting, **changes)


GOOD: Final = Apprenticeship(
    id="A",
    enterprise=FIRM,
    place=("320102", "320100", "320000"),
    start=date(2024, 1, 1),
    end=date(2025, 12, 31),
    completed_on=date(2025, 12, 20),
    status="COMPLETED",
    school=SCHOOL,
    occupation=WELDER,
    rank=int(Rank.SENIOR),
    contract_start=date(2024, 1, 1),
    contract_end=date(2024, 12, 31),
    wage=2000,
    enterprise_mentors=(Mentor("M", ((FIRM, date(2020, 1, 1), None),)),),
    school_mentors=(Mentor("T", ((SCHOOL, date(2020, 1, 1), None),)),),
    certificates=(certificate(),),
    kin=((WELDER, OLDER),),
)


def judged(facts: Apprenticeship, *rules: Regulation, today: date = TODAY) -> Judgement:
    return judge(facts, rules or ALL, today=today, language="en")


def test_one_in_order_meets_everything() -> None:
    found = judged(GOOD)
    assert (found.outcome, found.problems) == (MET, ())
    assert [one.code for one in found.conditions] == [
        "ENTERPRISE_MENTOR",
        "SCHOOL_MENTOR",
        "MENTORS_EMPLOYED",
        "CONTRACT",
        "MONTHS_AT_LEAST",
        "MONTHS_AT_MOST",
        "WAGE",
        "TARGET_LEVEL",
        "CERTIFICATE",
    ]


def test_each_condition_has_its_problem() -> None:
    assert PROBLEM_OF[Asked.ENTERPRISE_MENTOR] is Problem.MISSING_ENTERPRISE_MENTOR
    assert PROBLEM_OF[Asked.MENTORS_EMPLOYED] is Problem.MENTOR_NOT_EMPLOYED
    assert PROBLEM_OF[Asked.MONTHS_AT_LEAST] is Problem.TOO_SHORT
    assert PROBLEM_OF[Asked.WAGE] is Problem.WAGE_BELOW_MINIMUM
    assert PROBLEM_OF[Asked.ON_TIME] is Problem.OVERDUE
    assert PROBLEM_OF[Asked.CERTIFICATE] is Problem.COMPLETED_WITHOUT_CERTIFICATE


@pytest.mark.parametrize(
    ("changes", "asked", "expected"),
    [
        pytest.param({"enterprise_mentors": ()}, "ENTERPRISE_MENTOR", UNMET, id="no-master-named"),
        pytest.param({"school_mentors": ()}, "SCHOOL_MENTOR", UNMET, id="no-teacher-named"),
        pytest.param({"contract_end": date(2024, 12, 30)}, "CONTRACT", UNMET, id="a-day-short"),
        pytest.param({"contract_end": None}, "CONTRACT", MET, id="an-open-contract"),
        pytest.param({"contract_start": None}, "CONTRACT", UNKNOWN, id="no-contract-known"),
        pytest.param({"end": date(2024, 12, 31)}, "MONTHS_AT_LEAST", MET, id="a-year-to-the-day"),
        pytest.param({"end": date(2024, 12, 30)}, "MONTHS_AT_LEAST", UNMET, id="a-day-less"),
        pytest.param(
            {"end": None, "completed_on": None}, "MONTHS_AT_LEAST", UNKNOWN, id="no-end-known"
        ),
        pytest.param({"end": None}, "MONTHS_AT_LEAST", MET, id="the-day-of-completion-is-the-end"),
        pytest.param({"end": date(2026, 12, 31)}, "MONTHS_AT_MOST", MET, id="three-years"),
        pytest.param(
            {"end": date(2027, 1, 1)}, "MONTHS_AT_MOST", UNMET, id="three-years-and-a-day"
        ),
        pytest.param(
            {"end": None, "completed_on": None, "status": "RUNNING"},
            "MONTHS_AT_MOST",
            UNKNOWN,
            id="open-and-not-yet-too-long",
        ),
        pytest.param(
            {
                "end": None,
                "completed_on": None,
                "status": "RUNNING",
                "start": date(2023, 11, 24),
            },
            "MONTHS_AT_MOST",
            UNMET,
            id="open-and-too-long-since-today",
        ),
        pytest.param({"wage": 1999.99}, "WAGE", UNMET, id="a-cent-too-little"),
        pytest.param({"wage": None}, "WAGE", UNKNOWN, id="no-wage-known"),
        pytest.param({"place": ("330102", "330000")}, "WAGE", UNKNOWN, id="no-lowest-wage-there"),
        pytest.param({"rank": int(Rank.JUNIOR)}, "TARGET_LEVEL", UNMET, id="too-low-a-target"),
        pytest.param({"rank": int(Rank.TECHNICIAN)}, "TARGET_LEVEL", UNMET, id="too-high-a-target"),
        pytest.param({"rank": None}, "TARGET_LEVEL", UNKNOWN, id="no-target-known"),
        pytest.param({"status": "RUNNING", "end": TODAY}, "ON_TIME", MET, id="the-last-day"),
        pytest.param(
            {"status": "RUNNING", "end": date(2026, 11, 23)}, "ON_TIME", UNMET, id="a-day-late"
        ),
        pytest.param({"status": "RUNNING", "end": None}, "ON_TIME", MET, id="open-is-never-late"),
    ],
)
def test_conditions(changes: dict[str, Any], asked: str, expected: Outcome) -> None:
    assert judged(replace(GOOD, **changes)).of(Asked(asked)) is expected


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        pytest.param({}, MET, id="fits"),
        pytest.param({"rank": int(Rank.INTERMEDIATE)}, UNMET, id="too-low"),
        pytest.param({"rank": int(Rank.TECHNICIAN)}, MET, id="higher"),
        pytest.param({"rank": None}, UNMET, id="without-grade"),
        pytest.param({"occupation": OLDER}, MET, id="of-the-edition-before"),
        pytest.param({"occupation": "2022:6-18-01-01"}, UNMET, id="of-another-trade"),
        pytest.param({"issued_on": date(2023, 12, 31)}, UNMET, id="won-before"),
        pytest.param({"issued_on": date(2024, 1, 1)}, MET, id="won-on-the-first-day"),
        pytest.param({"issued_on": date(2026, 11, 1)}, MET, id="won-long-after"),
        pytest.param(
            {"status": "REVOKED", "status_since": date(2026, 1, 1)}, UNMET, id="revoked-since"
        ),
        pytest.param(
            {"status": "REVOKED", "status_since": date(2026, 12, 1)}, MET, id="not-yet-revoked"
        ),
    ],
)
def test_which_certificate_counts(changes: dict[str, Any], expected: Outcome) -> None:
    facts = replace(GOOD, certificates=(certificate(**changes),))
    assert judged(facts).of(Asked.CERTIFICATE) is expected


@pytest.mark.parametrize(
    ("issued", "today", "expected"),
    [
        pytest.param(date(2026, 6, 20), TODAY, MET, id="on-the-last-day-of-the-months"),
        pytest.param(date(2026, 6, 21), TODAY, UNMET, id="a-day-later"),
        pytest.param(None, date(2026, 6, 20), UNKNOWN, id="it-may-still-come"),
        pytest.param(None, date(2026, 6, 21), UNMET, id="it-came-no-more"),
    ],
)
def test_months_within_which_a_certificate_is_won(
    issued: date | None, today: date, expected: Outcome
) -> None:
    limited = regulation("APPRENTICESHIP", "320000", **RULES, certificateMonths=6)
    won = () if issued is None else (certificate(issued_on=issued),)
    facts = replace(GOOD, certificates=won)
    assert judged(facts, NATION, limited, today=today).of(Asked.CERTIFICATE) is expected


@pytest.mark.parametrize(
    ("jobs", "expected"),
    [
        pytest.param((), UNKNOWN, id="no-job-known"),
        pytest.param(((FIRM, date(2020, 1, 1), None),), MET, id="here"),
        pytest.param((("U3", date(2020, 1, 1), None),), UNMET, id="elsewhere"),
        pytest.param(((FIRM, date(2024, 1, 2), None),), UNMET, id="since-the-second-day"),
        pytest.param(((FIRM, date(2020, 1, 1), date(2025, 12, 20)),), MET, id="until-the-end"),
        pytest.param(((FIRM, date(2020, 1, 1), date(2025, 12, 19)),), UNMET, id="left-before"),
    ],
)
def test_where_a_mentor_works(jobs: tuple[Any, ...], expected: Outcome) -> None:
    facts = replace(GOOD, enterprise_mentors=(Mentor("M", jobs),))
    assert judged(facts).of(Asked.MENTORS_EMPLOYED) is expected


def test_given_up_is_not_asked_to_have_lasted() -> None:
    found = judged(replace(GOOD, status="ENDED", end=date(2024, 3, 1), certificates=()))
    assert found.problems == ()
    assert found.of(Asked.CERTIFICATE) is None
    assert found.of(Asked.MONTHS_AT_LEAST) is None


def test_without_a_regulation_nothing_is_decided() -> None:
    found = judged(replace(GOOD, enterprise_mentors=(), wage=1), WAGE)
    assert found.regulation is None
    assert found.problems == ()
    assert found.outcome is UNKNOWN


def test_the_province_overrides_the_nation() -> None:
    lax = regulation("APPRENTICESHIP", "320000", **RULES | {"schoolMentor": False})
    facts = replace(GOOD, school_mentors=())
    assert judged(facts, NATION, WAGE).problems == (Problem.MISSING_SCHOOL_MENTOR,)
    assert judged(facts, NATION, WAGE, lax).problems == ()
    elsewhere = replace(facts, place=("330102", "330100", "330000"))
    assert judged(elsewhere, NATION, WAGE, lax).problems == (Problem.MISSING_SCHOOL_MENTOR,)


def test_the_wage_is_not_told() -> None:
    found = judged(replace(GOOD, wage=1234.5))
    assert "1234" not in str(found.conditions)


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        pytest.param({}, 6000, id="by-level"),
        pytest.param(
            {"rank": int(Rank.TECHNICIAN), "status": "RUNNING"}, None, id="a-level-it-does-not-name"
        ),
        pytest.param({"certificates": ()}, 4000, id="without-certificate"),
        pytest.param({"status": "ENDED"}, 0, id="unfinished"),
        pytest.param({"status": "RUNNING"}, 6000, id="while-it-runs"),
    ],
)
def test_what_is_paid(changes: dict[str, Any], expected: float | None) -> None:
    city = regulation(
        "APPRENTICESHIP",
        "320100",
        **RULES,
        subsidyByLevel={"SENIOR": 6000},
        subsidyWithoutCertificate=4000,
        subsidyUnfinished=0,
    )
    facts = replace(GOOD, **changes)
    assert judged(facts, NATION, city, WAGE).subsidy(facts.rank, facts.status) == expected


@pytest.mark.parametrize(
    ("start", "months", "expected"),
    [
        pytest.param(date(2024, 1, 31), 1, date(2024, 2, 29), id="a-leap-february"),
        pytest.param(date(2025, 1, 31), 1, date(2025, 2, 28), id="a-common-february"),
        pytest.param(date(2024, 11, 30), 15, date(2026, 2, 28), id="over-two-years"),
        pytest.param(date(2024, 5, 5), 0, date(2024, 5, 5), id="none"),
    ],
)
def test_months_later(start: date, months: int, expected: date) -> None:
    assert add_months(start, months) == expected


def test_a_year_ends_on_the_day_before() -> None:
    assert lasts(date(2024, 2, 29), date(2025, 2, 27), 12)
    assert not lasts(date(2024, 2, 29), date(2025, 2, 26), 12)


def rows(folder: Path, name: str) -> Iterator[dict[str, str]]:
    """Yield the rows of an invented file."""
    with (folder / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def test_the_invented_nation_has_the_problems_that_its_truth_names(tmp_path: Path) -> None:
    folder = tmp_path / "nation"
    generate(workers=6_000, profile="demo", seed=11, out=folder, today=TODAY)
    documents = [json.loads(path.read_text("utf-8")) for path in folder.glob("policies/*.json")]
    rules = [parse_regulation(one) for one in documents if "subject" in one]
    divisions = {row["uscc"]: row["division"] for row in rows(folder, "organisations")}
    jobs = defaultdict(list)
    for row in rows(folder, "employments"):
        jobs[row["worker_id"]].append((row["uscc"], day(row["from"]), day(row["to"])))
    held = defaultdict(list)
    for row in rows(folder, "certificates"):
        held[row["worker_id"]].append(_certificate(row))
    found = {}
    for row in rows(folder, "apprenticeships"):
        facts = _apprenticeship(row, divisions, jobs, held)
        problems = judge(facts, rules, today=TODAY, language="zh").problems
        if problems:
            found[row["apprenticeship_id"]] = [one.value for one in problems]
    truth = json.loads((folder / "truth.json").read_text("utf-8"))["apprenticeships"]
    assert found == truth
    assert {one for problems in truth.values() for one in problems} == set(Problem)


def _certificate(row: dict[str, str]) -> CertificateFact:
    return CertificateFact(
        key=row["number"],
        kind=row["kind"],
        number=row["number"],
        rank=int(Rank[row["level"]]) if row["level"] else None,
        occupation=row["occupation"] or None,
        work_type=None,
        issued_on=date.fromisoformat(row["issued_on"]),
        status=row["status"],
        status_since=day(row["status_since"]),
    )


def _apprenticeship(
    row: dict[str, str], divisions: dict[str, str], jobs: Any, held: Any
) -> Apprenticeship:
    mentors = {
        name: tuple(Mentor(id_, tuple(jobs[id_])) for id_ in row[name].split(";") if id_)
        for name in ("enterprise_mentors", "school_mentors")
    }
    return Apprenticeship(
        id=row["apprenticeship_id"],
        enterprise=row["enterprise"],
        place=place_at(divisions[row["enterprise"]]),
        start=date.fromisoformat(row["from"]),
        end=day(row["to"]),
        completed_on=day(row["completed_on"]),
        status=row["status"],
        school=row["school"],
        occupation=row["occupation"],
        rank=int(Rank[row["target_level"]]),
        contract_start=day(row["contract_from"]),
        contract_end=day(row["contract_to"]),
        wage=float(row["wage"]) if row["wage"] else None,
        certificates=tuple(held[row["apprentice"]]),
        **mentors,
    )
