"""Whether somebody can be lent, and for how much: edges of periods, shares, consents, posts."""

from __future__ import annotations

from datetime import date
from typing import Any, Final

import pytest

from registry.programme.lending import (
    Job,
    Lendable,
    Lending,
    Wanted,
    decode_lending,
    home_of,
    lendable,
)
from registry.regulations import Regulation, parse_regulation
from registry.vocabulary import Outcome
from tests.support.shipped import shipped

TODAY: Final = date(2026, 11, 24)
START: Final = date(2026, 12, 1)
END: Final = date(2026, 12, 31)
HOST: Final = "host"
MET, UNMET, UNKNOWN = Outcome.MET, Outcome.UNMET, Outcome.UNKNOWN
CONSENT: Final = ("consent", (date(2024, 1, 1), None), None)
JOB: Final = Job("home", (date(2020, 1, 1), None), key_post=False, division="320102")


def lending(**changes: Any) -> Lending:
    """Return what is on record of somebody with whom everything is in order."""
    return Lending(**({"shares": (), "jobs": (JOB,), "consents": (CONSENT,)} | changes))


def wanted(**changes: Any) -> Wanted:
    """Return a wish that is in order."""
    given = {"mode": "PROJECT", "start": START, "end": END, "duty_percent": 40, "host": HOST}
    return Wanted(**(given | changes))


def regulation(division: str | None = None, **parameters: Any) -> Regulation:
    """Return the shipped regulation with other parameters."""
    given = shipped("CN-MOBILITY")
    given |= {"id": f"{division or 'CN'}-MOBILITY", "division": division}
    given["parameters"] |= parameters
    return parse_regulation(given)


def judged(known: Lending, wish: Wanted | None = None, *regulations: Regulation) -> Lendable:
    """Judge by the shipped regulation unless told."""
    return lendable(
        known, wish or wanted(), regulations or (regulation(),), today=TODAY, language="en"
    )


def outcome(found: Lendable, code: str) -> Outcome:
    """Return the outcome of one condition."""
    [one] = [condition for condition in found.conditions if condition.code == code]
    return one.outcome


def share(percent: int, first: date, last: date | None) -> tuple[str, Any, int]:
    """Return an assignment."""
    return f"{percent}-{first}", (first, last), percent


def test_with_everything_in_order_it_can_be() -> None:
    found = judged(lending())
    assert (found.outcome, found.free_percent) == (MET, 100)
    assert len(found.conditions) == 6


@pytest.mark.parametrize(
    ("shares", "free", "expected"),
    [
        pytest.param([share(60, date(2026, 1, 1), None)], 40, MET, id="exactly-what-is-left"),
        pytest.param([share(61, date(2026, 1, 1), None)], 39, UNMET, id="a-per-cent-too-much"),
        pytest.param([share(90, date(2026, 1, 1), START)], 10, UNMET, id="ends-on-the-first-day"),
        pytest.param([share(90, END, None)], 10, UNMET, id="begins-on-the-last-day"),
        pytest.param(
            [share(50, START, date(2026, 12, 10)), share(50, date(2026, 12, 11), END)],
            50,
            MET,
            id="one-after-the-other",
        ),
        pytest.param(
            [share(50, START, date(2026, 12, 11)), share(50, date(2026, 12, 11), END)],
            0,
            UNMET,
            id="both-on-one-day",
        ),
    ],
)
def test_shares_add_up_on_the_worst_day(shares: list[Any], free: int, expected: Outcome) -> None:
    found = judged(lending(shares=tuple(shares)))
    assert (found.free_percent, outcome(found, "DUTY_SHARE")) == (free, expected)


def test_never_two_full_time_at_once() -> None:
    full = lending(shares=(share(100, START, END),))
    both = judged(full, wanted(duty_percent=100), regulation(maxDuty=200))
    assert outcome(both, "DUTY_SHARE") is MET
    assert outcome(both, "ONE_FULL_TIME") is UNMET
    assert outcome(judged(full, wanted(duty_percent=99)), "ONE_FULL_TIME") is MET


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        pytest.param(date(2020, 1, 1), None, MET, id="open"),
        pytest.param(date(2020, 1, 1), END, MET, id="ends-with-the-period"),
        pytest.param(date(2020, 1, 1), date(2026, 12, 30), UNMET, id="ends-a-day-before"),
    ],
)
def test_the_home_contract_covers_the_period(
    first: date, last: date | None, expected: Outcome
) -> None:
    known = lending(jobs=(Job("home", (first, last), key_post=False, division=None),))
    assert outcome(judged(known), "HOME_CONTRACT") is expected


def test_without_a_job_there_is_no_home() -> None:
    found = judged(lending(jobs=()))
    assert outcome(found, "HOME_CONTRACT") is UNMET
    later = Job("home", (date(2026, 11, 25), None), key_post=False, division=None)
    assert home_of(lending(jobs=(later,)), TODAY) is None


def test_of_two_jobs_the_one_that_began_last_is_home() -> None:
    other = Job("other", (date(2021, 1, 1), None), key_post=True, division="330102")
    same_day = Job("another", (date(2021, 1, 1), None), key_post=True, division="330102")
    assert home_of(lending(jobs=(JOB, other)), TODAY) == other
    assert home_of(lending(jobs=(JOB, other, same_day)), TODAY) == same_day


@pytest.mark.parametrize(
    ("key_post", "expected"),
    [
        pytest.param(False, MET, id="no-key-post"),
        pytest.param(True, UNKNOWN, id="key-post-home-has-to-be-asked"),
        pytest.param(None, UNKNOWN, id="not-recorded-is-not-no"),
    ],
)
def test_a_key_post_needs_homes_consent(key_post: bool | None, expected: Outcome) -> None:
    known = lending(jobs=(Job("home", JOB.term, key_post, None),))
    assert outcome(judged(known), "HOME_CONSENT") is expected
    assert judged(known).outcome is expected
    free = judged(known, None, regulation(keyPostConsent=False))
    assert free.outcome is MET


@pytest.mark.parametrize(
    ("consent", "expected"),
    [
        pytest.param(("c", (date(2024, 1, 1), START), None), MET, id="until-the-first-day"),
        pytest.param(("c", (date(2024, 1, 1), TODAY), None), UNMET, id="ends-before-it-begins"),
        pytest.param(("c", (TODAY, None), None), MET, id="from-today"),
        pytest.param(("c", (date(2026, 11, 25), None), None), UNMET, id="not-yet-today"),
        pytest.param(("c", (date(2024, 1, 1), None), HOST), MET, id="to-this-host"),
        pytest.param(("c", (date(2024, 1, 1), None), "other"), UNMET, id="to-another-host"),
    ],
)
def test_the_worker_consents_today_and_when_it_begins(consent: Any, expected: Outcome) -> None:
    assert outcome(judged(lending(consents=(consent,))), "WORKER_CONSENT") is expected


def test_a_way_that_is_not_provided_for() -> None:
    found = judged(lending(), wanted(mode="SERVICE"), regulation(modes=["PROJECT"]))
    assert outcome(found, "MODE") is UNMET


def test_the_regulation_of_homes_province_decides() -> None:
    both = (regulation(), regulation("320000", maxDuty=30))
    found = judged(lending(), None, *both)
    assert found.regulation is not None
    assert (found.regulation.id, found.free_percent) == ("320000-MOBILITY", 30)
    assert outcome(found, "DUTY_SHARE") is UNMET
    elsewhere = Job("home", JOB.term, key_post=False, division="330102")
    assert judged(lending(jobs=(elsewhere,)), None, *both).outcome is MET


def test_without_a_regulation_the_answer_is_unknown() -> None:
    found = judged(lending(), None, regulation("330000"))
    assert (found.outcome, found.regulation, found.free_percent) == (UNKNOWN, None, 100)


def test_what_the_statement_reads_is_what_is_judged() -> None:
    assert decode_lending(None) is None
    assert decode_lending(
        [
            [["a", "2026-01-01", None, 60]],
            [["home", "2020-01-01", None, None, "320102"]],
            [["c", "2024-01-01", "2027-01-01", "host"]],
        ]
    ) == Lending(
        shares=(("a", (date(2026, 1, 1), None), 60),),
        jobs=(Job("home", (date(2020, 1, 1), None), None, "320102"),),
        consents=(("c", (date(2024, 1, 1), date(2027, 1, 1)), "host"),),
    )
