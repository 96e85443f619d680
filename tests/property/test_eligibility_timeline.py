"""The timeline of a rule is what judging each day on its own gives, and reports read it rightly."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from registry.editions import Editions
from registry.eligibility import outcome, parse_policy, report
from registry.eligibility.conditions import Case
from registry.eligibility.outline import always, outline_of, remaining
from registry.eligibility.prognosis import Forecast
from registry.eligibility.report import course_of
from registry.facts import (
    AchievementFact,
    AppointmentFact,
    CertificateFact,
    CompetitionFact,
    EmploymentFact,
    FilingFact,
    HonourFact,
    MenteeFact,
    MisconductFact,
    StatementFact,
    StudioFact,
    WorkerFacts,
)
from tests.support.naive_eligibility import judge, without_later

AS_OF = date(2024, 2, 28)
"""The day before a leap day, so that every rule about years is tried at its worst."""

WINDOW = [AS_OF + timedelta(days) for days in range(-400, 800)]

PAIRS = (("2022:a", "2015:a"), ("2022:b", "2015:a"), ("2022:c", "2015:c"))

DAYS = st.one_of(
    st.dates(date(2019, 1, 1), date(2026, 12, 31)),
    st.sampled_from(
        [date(2020, 2, 29), date(2023, 2, 28), date(2024, 2, 29), date(2024, 3, 1), AS_OF]
    ),
)
ENDS = st.one_of(st.none(), DAYS)
OCCUPATIONS = st.sampled_from(["2022:a", "2022:b", "2015:a", "2022:c", None])
LEVELS = st.sampled_from(["SENIOR", "TECHNICIAN", "SENIOR_TECHNICIAN"])
YEARS = st.integers(0, 3)


def periods(**members: Any) -> st.SearchStrategy[dict[str, Any]]:
    """Draw members with a start, and an end that is not before it."""
    drawn = st.fixed_dictionaries({"start": DAYS, "end": ENDS, **members})
    return drawn.filter(lambda one: one["end"] is None or one["end"] >= one["start"])


CERTIFICATES = st.builds(
    CertificateFact,
    key=st.sampled_from(["K:1", "K:2", "K:3", "K:4"]),
    kind=st.just("SKILL_GRADE"),
    number=st.just("n"),
    rank=st.sampled_from([None, 3, 4, 5, 6]),
    occupation=OCCUPATIONS,
    work_type=st.none(),
    issued_on=DAYS,
    status=st.sampled_from(["VALID", "VALID", "SUSPENDED", "REVOKED"]),
    status_since=ENDS,
)
FILINGS = st.builds(
    FilingFact,
    filing_no=st.sampled_from(["F1", "F2"]),
    start=DAYS,
    end=DAYS,
    status=st.sampled_from(["ACTIVE", "ACTIVE", "WITHDRAWN"]),
    status_since=ENDS,
    occupations=st.sets(OCCUPATIONS.filter(bool), max_size=3).map(frozenset),
)
JOBS = periods(uscc=st.sampled_from(["U1", "U2"]), filings=st.lists(FILINGS, max_size=2)).flatmap(
    lambda job: st.builds(
        EmploymentFact,
        uscc=st.just(job["uscc"]),
        start=st.just(job["start"]),
        end=st.just(job["end"]),
        key_post=st.sampled_from([None, True, False]),
        front_line=st.sampled_from([None, True, False]),
        division=st.none(),
        province=st.none(),
        city=st.none(),
        industry=st.none(),
        filings=st.just(tuple(job["filings"])),
    )
)
APPOINTMENTS = periods(
    id=st.sampled_from("ABC"), rank=st.sampled_from([5, 6, 7]), fields=st.just(())
)
MENTEES = periods(
    mentee=st.sampled_from(["M1", "M2"]), certificates=st.lists(CERTIFICATES, max_size=3).map(tuple)
)


def some(strategy: st.SearchStrategy[Any], most: int = 2) -> st.SearchStrategy[tuple[Any, ...]]:
    """Draw a few."""
    return st.lists(strategy, max_size=most).map(tuple)


FACTS = st.builds(
    WorkerFacts,
    id=st.just("W"),
    birth_date=st.one_of(st.none(), st.dates(date(2003, 1, 1), date(2005, 12, 31))),
    education=st.sampled_from([None, "PRIMARY", "BACHELOR"]),
    certificates=some(CERTIFICATES, 4),
    employments=some(JOBS, 3),
    appointments=some(APPOINTMENTS.map(lambda one: AppointmentFact(**one))),
    honours=some(
        st.builds(
            HonourFact, st.just("h"), st.sampled_from("XY"), st.just("荣誉"), st.just("CITY"), DAYS
        )
    ),
    competitions=some(
        st.builds(
            CompetitionFact,
            st.just("c"),
            st.sampled_from(["CITY", "NATIONAL_1"]),
            st.integers(1, 3),
            DAYS,
        )
    ),
    achievements=some(
        st.builds(
            AchievementFact,
            id=st.just("a"),
            kind=st.sampled_from(["METHOD", "PRODUCT"]),
            title=st.just("t"),
            scope=st.sampled_from([None, "ENTERPRISE", "TRADE"]),
            on=ENDS,
            key_field=st.sampled_from([None, "工业母机"]),
        )
    ),
    mentees=some(MENTEES.map(lambda one: MenteeFact(**one)), 3),
    studios=some(st.builds(StudioFact, st.just("s"), st.sampled_from(["CITY", "NATIONAL"]), ENDS)),
    statements=some(
        periods(key=st.just("s"), code=st.sampled_from("PQ"), holds=st.booleans()).map(
            lambda one: StatementFact(**one)
        )
    ),
    misconduct=some(
        periods(key=st.just("m"), kind=st.just("FRAUD")).map(lambda one: MisconductFact(**one))
    ),
)

CONDITIONS = st.one_of(
    st.fixed_dictionaries({"is": st.just("level_at_least"), "level": LEVELS}),
    st.fixed_dictionaries(
        {"is": st.just("years_at_level"), "level": LEVELS, "years": YEARS},
        optional={"sameOccupation": st.booleans()},
    ),
    st.fixed_dictionaries(
        {"is": st.just("years_employed"), "years": YEARS},
        optional={"sameEnterprise": st.booleans()},
    ),
    st.fixed_dictionaries(
        {"is": st.just("age_between"), "min": st.integers(18, 20), "max": st.integers(20, 22)}
    ),
    st.just({"is": "education_at_least", "education": "SENIOR_MIDDLE"}),
    st.just({"is": "front_line_post"}),
    st.just({"is": "key_post"}),
    st.just({"is": "honour", "types": ["X"]}),
    st.fixed_dictionaries(
        {
            "is": st.just("competition"),
            "classAtLeast": st.just("PROVINCIAL_1"),
            "rankAtMost": st.integers(1, 3),
        }
    ),
    st.fixed_dictionaries(
        {
            "is": st.just("achievement"),
            "kinds": st.just(["METHOD"]),
            "scopeAtLeast": st.just("REGION"),
        },
        optional={"keyField": st.just("工业母机")},
    ),
    st.fixed_dictionaries(
        {"is": st.sampled_from(["mentees", "mentees_promoted"]), "count": st.integers(1, 2)}
    ),
    st.just({"is": "leads_studio", "levelAtLeast": "PROVINCIAL"}),
    st.fixed_dictionaries({"is": st.just("appointed"), "level": LEVELS, "years": YEARS}),
    st.just({"is": "employer_filed"}),
    st.fixed_dictionaries({"is": st.just("no_misconduct"), "years": YEARS}),
    st.just({"is": "statement", "code": "P"}),
)
RULES = st.recursive(
    CONDITIONS,
    lambda rules: st.one_of(
        st.lists(rules, min_size=1, max_size=3).map(lambda parts: {"allOf": parts}),
        st.lists(rules, min_size=1, max_size=3).map(lambda parts: {"anyOf": parts}),
        st.lists(rules, min_size=2, max_size=3).map(
            lambda parts: {"atLeast": {"n": 2, "of": parts}}
        ),
    ),
    max_leaves=5,
)


def policy(rule: dict[str, Any]) -> Any:
    """Wrap a rule."""
    return parse_policy(
        {
            "id": "P",
            "title": "t",
            "validFrom": "2020-01-01",
            "target": "CHIEF_TECHNICIAN",
            "confidence": "high",
            "rule": rule,
        }
    )


@settings(deadline=None, max_examples=50)
@given(RULES, FACTS)
def test_a_report_says_what_judging_every_day_says(
    rule: dict[str, Any], facts: WorkerFacts
) -> None:
    said = report(policy(rule), facts, editions=Editions(PAIRS), as_of=AS_OF)
    known = without_later(facts, AS_OF)
    by_day = {day: judge(rule, known, day, PAIRS) for day in WINDOW}

    assert said.outcome == by_day[AS_OF]
    if said.outcome == "MET":
        assert said.eligible_from is None
        run = AS_OF
        while run >= WINDOW[0] and by_day[run] == "MET":
            run -= timedelta(1)
        if run < WINDOW[0]:
            assert said.eligible_since is None or said.eligible_since <= WINDOW[0]
        else:
            assert said.eligible_since == run + timedelta(1)
    else:
        assert said.eligible_since is None
    if said.outcome == "UNMET":
        later = [day for day in WINDOW if day > AS_OF and by_day[day] == "MET"]
        if later:
            assert said.eligible_from == later[0]
        else:
            assert said.eligible_from is None or said.eligible_from > WINDOW[-1]
    if said.outcome == "UNKNOWN":
        assert said.eligible_from is None


@settings(deadline=None, max_examples=50)
@given(RULES, FACTS)
def test_a_stored_outcome_is_true_until_the_day_it_names(
    rule: dict[str, Any], facts: WorkerFacts
) -> None:
    said, until = outcome(policy(rule), facts, editions=Editions(PAIRS), as_of=AS_OF)
    days = [day for day in WINDOW if day >= AS_OF]
    by_day = {day: judge(rule, without_later(facts, day), day, PAIRS) for day in days}

    assert said == by_day[AS_OF]
    changed = [day for day in days if by_day[day] != said]
    if changed:
        assert until == changed[0]
    else:
        assert until is None or until > days[-1]


@settings(deadline=None, max_examples=150)
@given(RULES, FACTS)
def test_a_prognosis_is_what_the_report_says(rule: dict[str, Any], facts: WorkerFacts) -> None:
    parsed, editions = policy(rule), Editions(PAIRS)
    said = report(parsed, facts, editions=editions, as_of=AS_OF)
    forecast = Forecast(facts, editions=editions, as_of=AS_OF)
    found = forecast.of(parsed)
    missing = [at for at, part in enumerate(said.conditions) if part.outcome != "MET"]
    assert found.outcome == said.outcome
    assert forecast.outcome(parsed) == outcome(parsed, facts, editions=editions, as_of=AS_OF)
    assert found.eligible_from == said.eligible_from
    if found.lacks is not None:
        assert missing == [found.lacks]


@settings(deadline=None, max_examples=150)
@given(RULES, FACTS)
def test_what_somebody_lacks_altogether_decides_on_every_day(
    rule: dict[str, Any], facts: WorkerFacts
) -> None:
    parsed, outline = policy(rule).rule, outline_of(facts)
    case = Case(facts, Editions(PAIRS))
    course = course_of(parsed, case, date.min)
    decided = always(parsed, outline)
    assert decided is None or {*course.outcomes} == {decided}
    left = course_of(remaining(parsed, outline), case, date.min)
    assert all(left.on(day) == course.on(day) for day in {*left.days, *course.days})


@settings(deadline=None, max_examples=100)
@given(RULES, FACTS, st.sampled_from(["zh", "en"]))
def test_every_condition_is_told_once_in_words(
    rule: dict[str, Any], facts: WorkerFacts, lang: Any
) -> None:
    said = report(policy(rule), facts, editions=Editions(PAIRS), as_of=AS_OF, lang=lang)

    def leaves(part: dict[str, Any]) -> list[str]:
        if "is" in part:
            return [part["is"]]
        parts = part.get("allOf") or part.get("anyOf") or part["atLeast"]["of"]
        return [name for one in parts for name in leaves(one)]

    def told(parts: Any) -> list[str]:
        return [name for one in parts for name in (told(one.parts) if one.parts else [one.code])]

    assert told(said.conditions) == leaves(rule)
    assert all(one.text and one.detail for one in said.conditions)
