"""Moments and days: what is read, to the second, and how it is written."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

import pytest

from verifier.errors import BadRequestError, MalformedError
from verifier.moments import (
    china_day,
    china_day_number,
    parse_day,
    parse_rfc3339,
    show_moment,
    unix_seconds,
)

NOON = 1_780_315_200  # 2026-06-01T12:00:00Z


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        pytest.param("2026-06-01T12:00:00Z", NOON, id="utc"),
        pytest.param("2026-06-01t12:00:00z", NOON, id="small-letters"),
        pytest.param("2026-06-01T12:00:00.25Z", NOON + 0.25, id="fraction"),
        pytest.param("2026-06-01T20:00:00+08:00", NOON, id="china"),
        pytest.param("2026-06-01T03:30:00-08:30", NOON, id="west-and-half-an-hour"),
        pytest.param("2026-06-02T11:59:00+23:59", NOON, id="the-greatest-offset"),
        pytest.param("2026-05-31T12:01:00-23:59", NOON, id="the-least-offset"),
        pytest.param("2026-06-01T12:00:00-00:00", NOON, id="no-known-offset"),
    ],
)
def test_a_moment_is_read_to_the_second(text: str, seconds: float) -> None:
    assert parse_rfc3339(text) == seconds
    assert unix_seconds(text) == seconds


@pytest.mark.parametrize(
    ("text", "why"),
    [
        pytest.param("2026-06-01 12:00:00Z", "not an RFC 3339 moment", id="space-for-t"),
        pytest.param("2026-06-01T12:00:00", "not an RFC 3339 moment", id="no-offset"),
        pytest.param("2026-06-01T12:00:00.Z", "not an RFC 3339 moment", id="no-fraction"),
        pytest.param("2026-06-01T12:00:00+0800", "not an RFC 3339 moment", id="no-colon"),
        pytest.param("２026-06-01T12:00:00Z", "not an RFC 3339 moment", id="full-width-digit"),
        pytest.param("2026-06-01T12:00:60Z", "no such moment", id="leap-second"),
        pytest.param("2026-06-01T24:00:00Z", "no such moment", id="hour-24"),
        pytest.param("2026-06-31T12:00:00Z", "no such moment", id="day-31"),
        pytest.param("2026-06-01T12:00:00+24:00", "no such moment", id="offset-of-a-day"),
        pytest.param("2026-06-01T12:00:00+08:60", "no such moment", id="offset-of-60-minutes"),
    ],
)
def test_other_texts_are_no_moments(text: str, why: str) -> None:
    with pytest.raises(MalformedError) as refusal:
        parse_rfc3339(text)
    assert str(refusal.value) == why
    with pytest.raises(BadRequestError, match="neither RFC 3339 nor unix seconds"):
        unix_seconds(text)


@pytest.mark.parametrize(
    ("moment", "seconds"),
    [
        pytest.param(NOON, NOON, id="integer"),
        pytest.param(NOON + 0.5, NOON + 0.5, id="float"),
        pytest.param(str(NOON), NOON, id="digits"),
        pytest.param("9" * 12, 999_999_999_999, id="twelve-digits"),
        pytest.param(datetime(2026, 6, 1, 12, tzinfo=UTC), NOON, id="aware"),
        pytest.param(
            datetime(2026, 6, 1, 20, tzinfo=timezone(timedelta(hours=8))), NOON, id="aware-in-china"
        ),
    ],
)
def test_a_caller_may_name_a_moment_in_several_ways(moment: Any, seconds: float) -> None:
    assert unix_seconds(moment) == seconds


@pytest.mark.parametrize(
    ("moment", "why"),
    [
        pytest.param(True, "an aware datetime nor unix seconds", id="boolean"),
        pytest.param(None, "an aware datetime nor unix seconds", id="nothing"),
        pytest.param(float("inf"), "an aware datetime nor unix seconds", id="infinity"),
        pytest.param(float("nan"), "an aware datetime nor unix seconds", id="nan"),
        pytest.param(datetime(2026, 6, 1), "an aware datetime nor unix seconds", id="naive"),  # noqa: DTZ001
        pytest.param("9" * 13, "RFC 3339 nor unix seconds", id="thirteen-digits"),
        pytest.param("-5", "RFC 3339 nor unix seconds", id="negative-digits"),
        pytest.param("", "RFC 3339 nor unix seconds", id="empty"),
    ],
)
def test_other_values_name_no_moment(moment: Any, why: str) -> None:
    with pytest.raises(BadRequestError) as refusal:
        unix_seconds(moment)
    assert str(refusal.value) == f"neither {why}"


@pytest.mark.parametrize(
    ("seconds", "day"),
    [
        pytest.param(0, date(1970, 1, 1), id="epoch"),
        pytest.param(16 * 3600 - 1, date(1970, 1, 1), id="a-second-before-midnight"),
        pytest.param(16 * 3600, date(1970, 1, 2), id="midnight"),
        pytest.param(16 * 3600 - 0.5, date(1970, 1, 1), id="half-a-second-before"),
        pytest.param(-8 * 3600 - 1, date(1969, 12, 31), id="the-year-before"),
    ],
)
def test_a_day_is_that_of_china(seconds: float, day: date) -> None:
    assert china_day(seconds) == day
    assert china_day_number(seconds) == day.toordinal()


@pytest.mark.parametrize("seconds", [1e12, -1e12, 1e300])
def test_no_calendar_holds_every_number(seconds: float) -> None:
    with pytest.raises(MalformedError, match="a moment outside the calendar"):
        china_day(seconds)
    assert show_moment(seconds) == f"{seconds:.6g}"


@pytest.mark.parametrize(
    ("seconds", "text"),
    [
        pytest.param(NOON + 0.9, "2026-06-01T12:00:00Z", id="down-to-the-second"),
        pytest.param(-0.5, "1969-12-31T23:59:59Z", id="before-the-epoch"),
        pytest.param(-62_135_596_800, "0001-01-01T00:00:00Z", id="year-1"),
    ],
)
def test_a_moment_is_written_in_utc(seconds: float, text: str) -> None:
    assert show_moment(seconds) == text


@pytest.mark.parametrize("text", ["20260601", "2026-6-1", "2026-06-01T00:00", "2026-W23-1", ""])
def test_only_one_form_is_a_day(text: str) -> None:
    assert parse_day("2026-06-01") == date(2026, 6, 1)
    with pytest.raises(MalformedError, match="not a day YYYY-MM-DD"):
        parse_day(text)
