"""The rules of training bases: hosts, small firms, intake and what is published of it."""

from __future__ import annotations

from datetime import date
from typing import Any, Final

import pytest

from registry.errors import BadArgumentError, UnknownCodeError
from registry.programme.base_intake import Looker, Offer, Seats, Session, intake
from registry.programme.base_rules import Title, ruling
from registry.programme.small_firms import Size, is_small, small_condition
from registry.programme.training import Near, Question, seat_of
from registry.regulations import Regulation, parse_regulation
from registry.vocabulary import Outcome

DAY: Final = date(2024, 5, 1)
NEXT_DAY: Final = date(2024, 5, 2)
DAY_BEFORE: Final = date(2024, 4, 30)
PLACE: Final = ("320102", "320100", "320000")


def regulation(**changes: Any) -> Regulation:
    """Return a regulation of the nation, but for these changes of its parameters."""
    members = {
        name: changes.pop(name) for name in ("id", "division", "validFrom") if name in changes
    }
    return parse_regulation(
        {
            "id": "CN",
            "title": "t",
            "validFrom": "2022-06-02",
            "subject": "TRAINING_BASE",
            "confidence": "high",
            "parameters": {
                "designations": ["LEADING", "LITTLE_GIANT"],
                "advancedFrom": "TECHNICIAN",
                "smallStaffBelow": 1000,
            }
            | changes,
        }
        | members
    )


def title(kind: str, start: date, end: date | None = None) -> Title:
    """Return a designation."""
    return Title(f"U|{kind}|{start}", kind, start, end)


@pytest.mark.parametrize(
    ("titles", "day", "outcome"),
    [
        pytest.param([title("LEADING", DAY)], DAY, "MET", id="begins-that-day"),
        pytest.param([title("LEADING", DAY_BEFORE, DAY)], DAY, "MET", id="ends-that-day"),
        pytest.param([title("LEADING", NEXT_DAY)], DAY, "UNMET", id="begins-a-day-late"),
        pytest.param(
            [title("LEADING", date(2020, 1, 1), DAY_BEFORE)],
            DAY,
            "UNMET",
            id="ended-the-day-before",
        ),
        pytest.param([title("EXCELLENT_SCHOOL", DAY)], DAY, "UNMET", id="of-a-kind-not-accepted"),
        pytest.param(
            [title("LEADING", NEXT_DAY), title("LITTLE_GIANT", DAY)], DAY, "MET", id="one-is-enough"
        ),
        pytest.param([], DAY, "UNMET", id="none-recorded-is-none-held"),
        pytest.param([title("LEADING", DAY)], None, "UNKNOWN", id="day-of-designation-unknown"),
        pytest.param(
            [title("LEADING", date(2020, 1, 1))],
            date(2022, 6, 1),
            "UNKNOWN",
            id="before-any-regulation",
        ),
        pytest.param(
            [title("LEADING", date(2020, 1, 1))], date(2022, 6, 2), "MET", id="first-day-of-it"
        ),
    ],
)
def test_host(titles: list[Title], day: date | None, outcome: str) -> None:
    row = ruling(titles, designated_on=day, regulations=[regulation()], place=PLACE, language="en")
    assert row["outcome"] == outcome
    assert (row["regulation"] is None) == (outcome == "UNKNOWN")


def test_the_nearest_division_decides_who_may_host() -> None:
    strict = regulation(id="JS", division="320000", designations=["LEADING"])
    rules = [regulation(), strict]
    titles = [title("LITTLE_GIANT", DAY)]

    def outcome(place: tuple[str, ...]) -> object:
        row = ruling(titles, designated_on=DAY, regulations=rules, place=place, language="zh")
        return row["outcome"]

    assert outcome(PLACE) == Outcome.UNMET
    assert outcome(("330102", "330100", "330000")) == Outcome.MET


@pytest.mark.parametrize(
    ("size", "small"),
    [
        pytest.param(Size("ENTERPRISE", None, 999), True, id="one-below-the-limit"),
        pytest.param(Size("ENTERPRISE", None, 1000), False, id="at-the-limit"),
        pytest.param(Size("ENTERPRISE", False, 5000), True, id="below-the-designated-size"),
        pytest.param(Size("ENTERPRISE", True, None), None, id="staff-unknown"),
        pytest.param(Size("ENTERPRISE", None, None), None, id="nothing-known"),
        pytest.param(Size("SCHOOL", None, 10), False, id="a-school-is-no-enterprise"),
    ],
)
def test_small(size: Size, *, small: bool | None) -> None:
    assert is_small(size, regulation()) is small
    outcome = {True: Outcome.MET, False: Outcome.UNMET, None: Outcome.UNKNOWN}[small]
    assert small_condition(size, regulation(), uscc="U", language="zh").outcome == outcome


def test_without_a_regulation_no_enterprise_is_known_to_be_small() -> None:
    assert is_small(Size("ENTERPRISE", False, 1), None) is None
    report = small_condition(Size("ENTERPRISE", False, 1), None, uscc="U", language="en")
    assert report.outcome == Outcome.UNKNOWN


SMALL: Final = Size("ENTERPRISE", False, 10)
LARGE: Final = Size("ENTERPRISE", True, 5000)
VAGUE: Final = Size("ENTERPRISE", True, None)


def session(
    rank: int, seats: int, size: Size = LARGE, *, linked: bool = False, own: bool = False
) -> Session:
    """Return a session with the seats of one firm."""
    given = Seats(size=size, own=own, linked=linked, seats=seats, completed=seats)
    return Session(f"S{rank}-{seats}", 2025, rank, (given,))


def year(
    *sessions: Session, offers: tuple[Offer, ...] = (), exact: bool = True, **changes: Any
) -> Any:
    """Return the intake of the one year."""
    rule = regulation(**changes)
    looker = Looker(exact=exact, language="en")
    [row] = intake(sessions, offers, regulation_of=lambda _year: rule, looker=looker)
    return row


@pytest.mark.parametrize(
    ("sessions", "outside", "unknown", "share"),
    [
        pytest.param([session(4, 10, SMALL, linked=True)], 10, 0, 1.0, id="small-and-linked"),
        pytest.param([session(4, 10, SMALL)], 0, 0, 0.0, id="small-and-not-linked"),
        pytest.param([session(4, 10, LARGE, linked=True)], 0, 0, 0.0, id="linked-and-large"),
        pytest.param(
            [session(4, 10, VAGUE, linked=True)], 0, 10, None, id="linked-of-unknown-size"
        ),
        pytest.param([session(4, 10, VAGUE)], 0, 0, 0.0, id="size-of-a-stranger-does-not-matter"),
        pytest.param(
            [session(4, 10, SMALL, linked=True, own=True)], 0, 0, 0.0, id="own-staff-is-not-outside"
        ),
        pytest.param(
            [session(4, 10, SMALL, linked=True), session(5, 30, own=True)], 10, 0, 0.25, id="share"
        ),
        pytest.param([session(4, 0, VAGUE, linked=True)], 0, 0, None, id="no-seats-no-share"),
    ],
)
def test_outside_seats(
    sessions: list[Session], outside: int, unknown: int, share: float | None
) -> None:
    row = year(*sessions)
    assert (row["outsideSeats"], row["unknownSeats"], row["outsideShare"]) == (
        outside,
        unknown,
        share,
    )


@pytest.mark.parametrize(
    ("sessions", "outcome"),
    [
        pytest.param([session(4, 3, SMALL, linked=True), session(4, 7)], "MET", id="just-enough"),
        pytest.param([session(4, 2, SMALL, linked=True), session(4, 8)], "UNMET", id="too-few"),
        pytest.param(
            [session(4, 2, SMALL, linked=True), session(4, 1, VAGUE, linked=True), session(4, 7)],
            "UNKNOWN",
            id="the-firm-of-unknown-size-decides",
        ),
        pytest.param(
            [session(4, 5, SMALL, linked=True), session(4, 1, VAGUE, linked=True), session(4, 4)],
            "MET",
            id="enough-whatever-its-size",
        ),
        pytest.param([session(4, 0)], "UNKNOWN", id="no-seats"),
    ],
)
def test_a_regulation_may_ask_for_a_share(sessions: list[Session], outcome: str) -> None:
    [report] = year(*sessions, outsideShare=0.3)["conditions"]
    assert (report.code, report.outcome) == ("OUTSIDE_SHARE", outcome)
    assert year(*sessions)["conditions"] == []


def test_advanced_grades_are_counted_apart_from_the_grade_of_the_regulation() -> None:
    sessions = (session(4, 10), session(5, 20), session(6, 10))
    assert (year(*sessions)["advancedSeats"], year(*sessions)["advancedShare"]) == (30, 0.75)
    assert year(*sessions, advancedFrom="SENIOR_TECHNICIAN")["advancedSeats"] == 10
    [row] = intake(
        sessions, (), regulation_of=lambda _year: None, looker=Looker(exact=True, language="zh")
    )
    assert row["advancedSeats"] is None


@pytest.mark.parametrize(
    ("offers", "capacity"),
    [
        pytest.param([Offer(4, 10, None, None), Offer(4, 5, None, None)], 15, id="two-occupations"),
        pytest.param(
            [Offer(4, 10, None, None), Offer(4, None, None, None)], None, id="one-unknown"
        ),
        pytest.param([Offer(4, 10, None, date(2025, 1, 1))], 10, id="ends-on-the-first-day"),
        pytest.param([Offer(4, 10, None, date(2024, 12, 31))], None, id="ended-before"),
        pytest.param([Offer(4, 10, date(2025, 12, 31), None)], 10, id="begins-on-the-last-day"),
        pytest.param([Offer(4, 10, date(2026, 1, 1), None)], None, id="begins-after"),
    ],
)
def test_capacity_of_a_year(offers: list[Offer], capacity: int | None) -> None:
    assert year(session(4, 9), offers=tuple(offers))["grades"][0]["capacity"] == capacity


def test_small_groups_are_hidden_with_all_that_would_tell_them() -> None:
    sessions = (session(3, 40), session(4, 20), session(5, 3), session(6, 50))
    row = year(*sessions, exact=False)
    assert [grade["seats"] for grade in row["grades"]] == [40, None, None, 50]
    # 53 seats of advanced grades, less 50, would tell the three.
    assert (row["seats"], row["advancedSeats"], row["advancedShare"]) == (113, None, None)
    assert (row["evidence"], row["suppressed"]) == ([], True)


def test_a_year_of_few_seats_tells_nothing() -> None:
    row = year(session(5, 4, SMALL, linked=True), exact=False)
    assert [row[name] for name in ("seats", "completed", "outsideSeats", "outsideShare")] == [
        None
    ] * 4


@pytest.mark.parametrize(
    ("near", "error"),
    [
        pytest.param(Near("999999", 1), UnknownCodeError, id="unknown-division"),
        pytest.param(Near("320000", 1), BadArgumentError, id="a-province-has-no-seat"),
        pytest.param(Near("659012", 1), BadArgumentError, id="a-city-without-a-known-seat"),
        pytest.param(Near("320102", 0), BadArgumentError, id="no-distance"),
        pytest.param(Near("320102", 5001), BadArgumentError, id="farther-than-the-country"),
    ],
)
def test_what_is_near_nothing(near: Near, error: type[Exception]) -> None:
    with pytest.raises(error):
        Question(near=near)


def test_a_county_stands_for_the_seat_of_its_city() -> None:
    assert seat_of("320102") == seat_of("320100") is not None
    assert seat_of("310101") == seat_of("310000") is not None
