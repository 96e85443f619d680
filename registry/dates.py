"""Days as MEANINGS.md counts them: closed periods, birthdays, China's today.

Every period is closed: `[start, end]`, `end` None = open. The time is a parameter everywhere else;
only `china_today` and the callers at the edges read a clock.
"""

from __future__ import annotations

from calendar import monthrange
from datetime import UTC, date, datetime, timedelta, timezone

CHINA = timezone(timedelta(hours=8))
DAY = timedelta(days=1)


def china_day(moment: datetime) -> date:
    """Return the calendar day of an aware moment in China (UTC+8, without summer time)."""
    return moment.astimezone(CHINA).date()


def china_today() -> date:
    """Return today in China by the system's clock."""
    return china_day(datetime.now(UTC))


def day_or_none(text: str | None) -> date | None:
    """Return the day of a text `YYYY-MM-DD`; None stays None."""
    return None if text is None else date.fromisoformat(text)


def moment_text(moment: datetime) -> str:
    """Return an aware moment as it is stored and published: RFC 3339, UTC, whole seconds."""
    return moment.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="seconds") + "Z"


def parse_moment(text: str) -> datetime:
    """Read an RFC 3339 moment.

    Raises:
        ValueError: it is no moment, or has no offset.
    """
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise ValueError(f"moment {text!r} has no offset")
    return moment.astimezone(UTC)


def in_force(start: date, end: date | None, on: date) -> bool:
    """Say whether `on` lies in the closed period `[start, end]`."""
    return start <= on and (end is None or on <= end)


def add_years(day: date, years: int) -> date:
    """Return the birthday of `day` in the year `years` later.

    29 February has it on 28 February in common years. Days outside the calendar (year 1 to 9999)
    are its first or last day.
    """
    year = day.year + years
    if year < date.min.year:
        return date.min
    if year > date.max.year:
        return date.max
    try:
        return day.replace(year=year)
    except ValueError:
        return day.replace(year=year, day=28)


def add_months(day: date, months: int) -> date:
    """Return the same day so many months later, or the last one of a month that is too short."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if year > date.max.year:
        return date.max
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def whole_years(start: date, end: date) -> int:
    """Return the number of birthdays of `start` in `(start, end]`; 0 if `end` is not later."""
    years = end.year - start.year
    if add_years(start, years) > end:
        years -= 1
    return max(years, 0)


def latest_start(years: int, on: date) -> date:
    """Return the latest day from which `years` whole years have passed on `on`.

    The inverse of `whole_years`: it is at least `years` on `on` iff the start is not later than
    this day.
    """
    day = add_years(on, -years)
    # A leap day has its birthday already on 28 February, so it can be the later start.
    return day + DAY if add_years(day + DAY, years) <= on else day
