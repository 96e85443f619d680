"""Periods, conflicts and suppression, one odd case at a time."""

from __future__ import annotations

from datetime import date

import pytest

from registry.agency.conflicts import Lent, Mobility, conflicts_of
from registry.agency.periods import Period, cut, uncovered
from registry.suppression import published


def day(number: int) -> date:
    return date(2026, 1, number)


WHOLE: Period = (day(1), day(31))


@pytest.mark.parametrize(
    ("covers", "gaps"),
    [
        pytest.param([], [(1, 31)], id="nothing"),
        pytest.param([(1, 31)], [], id="exactly"),
        pytest.param([(1, 10), (11, 31)], [], id="joined-without-a-gap"),
        pytest.param([(1, 10), (12, 31)], [(11, 11)], id="a-day-between"),
        pytest.param([(5, 20), (7, 9)], [(1, 4), (21, 31)], id="one-inside-another"),
        pytest.param([(20, 25), (3, 4)], [(1, 2), (5, 19), (26, 31)], id="in-any-order"),
    ],
)
def test_what_is_left_uncovered(covers: list[tuple[int, int]], gaps: list[tuple[int, int]]) -> None:
    lying = [(day(first), day(last)) for first, last in covers]
    assert uncovered(WHOLE, lying) == [(day(first), day(last)) for first, last in gaps]


def test_a_cover_to_the_end_of_the_calendar_leaves_nothing() -> None:
    assert uncovered((day(5), date.max), [(date.min, date.max)]) == []


def test_days_outside_are_cut_off() -> None:
    assert cut(date(2025, 1, 1), None, WHOLE) == WHOLE
    assert cut(day(31), None, WHOLE) == (day(31), day(31))
    assert cut(date(2026, 2, 1), None, WHOLE) is None
    assert cut(date(2025, 1, 1), date(2025, 12, 31), WHOLE) is None


def lent(
    name: str,
    first: int,
    last: int | None,
    duty: int = 60,
    *,
    host: str = "HOST",
    shown: bool = True,
    consents: str = "HW",
) -> Lent:
    """Return an assignment from HOME; `consents` names who gave theirs, home or worker."""
    return Lent(
        name,
        day(first),
        None if last is None else day(last),
        duty,
        "HOME",
        host,
        home_consent="H" in consents,
        worker_consent="W" in consents,
        shown=shown,
    )


def runs(
    *assignments: Lent, period: Period = WHOLE
) -> list[tuple[tuple[str, ...], int, int, int | None]]:
    jobs = (("HOME", date(2020, 1, 1), None),)
    found = conflicts_of(Mobility(assignments, jobs, ()), period)
    return [(one.assignments, one.period[0].day, one.period[1].day, one.percent) for one in found]


@pytest.mark.parametrize(
    ("assignments", "expected"),
    [
        pytest.param([lent("a", 1, 10), lent("b", 11, 20)], [], id="one-after-the-other"),
        pytest.param(
            [lent("a", 1, 10), lent("b", 10, 20)],
            [(("a", "b"), 10, 10, 120)],
            id="one-day-together",
        ),
        pytest.param([lent("a", 1, 10, 40), lent("b", 1, 10, 60)], [], id="exactly-full"),
        pytest.param(
            [lent("a", 1, 20), lent("b", 5, 9), lent("c", 10, 14)],
            [(("a", "b", "c"), 5, 14, 120)],
            id="one-run-of-changing-shares",
        ),
        pytest.param(
            [lent("a", 1, 20), lent("b", 5, 9), lent("c", 11, 14)],
            [(("a", "b"), 5, 9, 120), (("a", "c"), 11, 14, 120)],
            id="a-day-of-rest-between",
        ),
        pytest.param(
            [lent("a", 1, None), lent("b", 25, None), lent("c", 28, 29)],
            [(("a", "b", "c"), 25, 31, 180)],
            id="cut-to-the-period",
        ),
        pytest.param(
            [lent("a", 1, 10, shown=False), lent("b", 5, 20)],
            [(("b",), 5, 10, 120)],
            id="of-two-one-is-shown",
        ),
        pytest.param(
            [lent("a", 1, 10, shown=False), lent("b", 5, 20, shown=False)], [], id="none-is-shown"
        ),
        pytest.param([lent("a", 3, 4, 101)], [(("a",), 3, 4, 101)], id="too-much-alone"),
    ],
)
def test_duty_over_100(
    assignments: list[Lent], expected: list[tuple[tuple[str, ...], int, int, int | None]]
) -> None:
    assert runs(*assignments) == expected


def test_a_run_to_the_end_of_the_calendar() -> None:
    period = (day(1), date.max)
    [run] = runs(lent("a", 1, None), lent("b", 1, None), period=period)
    assert run[0] == ("a", "b")


@pytest.mark.parametrize(
    ("consent", "agreed"),
    [
        pytest.param((day(1), None, None), True, id="to-everybody"),
        pytest.param((day(1), None, "HOST"), True, id="to-this-host"),
        pytest.param((day(1), None, "OTHER"), False, id="to-another-host"),
        pytest.param((day(5), day(5), None), True, id="on-the-first-day-alone"),
        pytest.param((day(6), None, None), False, id="a-day-late"),
        pytest.param((day(1), day(4), None), False, id="ended-the-day-before"),
    ],
)
def test_a_consent_to_be_lent_counts_at_the_start(
    consent: tuple[date, date | None, str | None],
    agreed: bool,
) -> None:
    one = lent("a", 5, 9, consents="H")
    mobility = Mobility((one,), (("HOME", day(1), None),), (consent,))
    kinds = [conflict.kind for conflict in conflicts_of(mobility, WHOLE)]
    assert kinds == ([] if agreed else ["NO_WORKER_CONSENT"])


def test_days_without_home_employment_are_told_run_by_run() -> None:
    one = lent("a", 3, 20, host="HOME", consents="W")
    jobs = (("HOME", day(1), day(5)), ("HOST", day(1), None), ("HOME", day(8), day(15)))
    told = conflicts_of(Mobility((one,), jobs, ()), (day(1), day(18)))
    assert [(each.kind, each.period[0].day, each.period[1].day) for each in told] == [
        ("HOST_IS_HOME", 3, 18),
        ("NO_HOME_CONSENT", 3, 18),
        ("OUTSIDE_HOME_EMPLOYMENT", 6, 7),
        ("OUTSIDE_HOME_EMPLOYMENT", 16, 18),
    ]
    assert all(each.detail("zh") and each.detail("en") for each in told)


@pytest.mark.parametrize(
    ("counts", "rows"),
    [
        pytest.param([0, 0, 0, 0, 0, 0, 0, 0], [0, 0, 0, 0, 0, 0, 0, 0], id="nobody"),
        pytest.param([5, 9, 7, 0, 0, 0, 0, 0], [5, 9, 7, 0, 0, 0, 0, 0], id="none-is-small"),
        pytest.param([9, 4, 7, 0, 0, 0, 0, 0], [9, None, None, 0, 0, 0, 0, 0], id="one-is-small"),
        pytest.param(
            [9, 1, 7, 2, 0, 0, 0, 0], [9, None, 7, None, 0, 0, 0, 0], id="two-hide-each-other"
        ),
        pytest.param(
            [0, 4, 0, 0, 0, 0, 0, 0], [0, None, 0, 0, 0, 0, 0, 0], id="one-is-small-and-alone"
        ),
        pytest.param(
            [6, 0, 6, 0, 0, 0, 0, 3], [None, 0, 6, 0, 0, 0, 0, None], id="of-equals-the-lower-grade"
        ),
    ],
)
def test_small_groups_are_suppressed(counts: list[int], rows: list[int | None]) -> None:
    assert list(published(dict(enumerate(counts, start=1))).values()) == rows


def test_a_run_is_found_whatever_day_it_begins() -> None:
    for first in range(1, 6):
        assert runs(lent("a", first, first, 150))[0][1] == first
