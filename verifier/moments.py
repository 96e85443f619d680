"""Moments and days, as credentials and callers write them.

Inside, a moment is a number of unix seconds, because tokens carry those and comparisons must be
exact; a day is a `date`. The day of a moment is the day in China (UTC+8), which is where
certificates are issued.
"""

from __future__ import annotations

import math
import re
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from typing import Final, TypeAlias

from verifier.errors import BadRequestError, MalformedError

Moment: TypeAlias = datetime | int | float | str
"""What a caller may give: an aware datetime, unix seconds, or RFC 3339 text."""

CHINA_SECONDS: Final = 8 * 3600
_DAY_SECONDS: Final = 86_400
_EPOCH: Final = date(1970, 1, 1).toordinal()
_RFC3339: Final = re.compile(
    r"(\d{4}-\d\d-\d\d)[Tt](\d\d:\d\d:\d\d)(\.\d{1,9})?(?:([Zz])|([+-])(\d\d):(\d\d))", re.ASCII
)
_DAY: Final = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_UNIX: Final = re.compile(r"\d{1,12}", re.ASCII)


def parse_day(text: object) -> date:
    """Read `YYYY-MM-DD`; the other forms of ISO 8601 are not days here.

    Raises:
        MalformedError: it is no such day.
    """
    if not isinstance(text, str):
        raise MalformedError("a day is not text")
    return _parse_day(text)


@lru_cache(maxsize=4096)
def _parse_day(text: str) -> date:
    """Days repeat from certificate to certificate; what is none is not remembered."""
    if not _DAY.fullmatch(text):
        raise MalformedError("not a day YYYY-MM-DD")
    try:
        return date.fromisoformat(text)
    except ValueError as err:
        raise MalformedError("no calendar has such a day") from err


def parse_rfc3339(text: str) -> float:
    """Read an RFC 3339 date-time into unix seconds.

    Raises:
        MalformedError: it is none.
    """
    found = _RFC3339.fullmatch(text)
    if found is None:
        raise MalformedError("not an RFC 3339 moment")
    day, clock, fraction, zulu, sign, hours, minutes = found.groups()
    try:
        moment = datetime.fromisoformat(f"{day}T{clock}+00:00").timestamp()
        offset = 0 if zulu else _offset_seconds(sign, int(hours), int(minutes))
    except ValueError as err:
        raise MalformedError("no such moment") from err
    return moment - offset + float(fraction or 0)


def _offset_seconds(sign: str, hours: int, minutes: int) -> int:
    if hours > 23 or minutes > 59:
        raise ValueError
    seconds = hours * 3600 + minutes * 60
    return -seconds if sign == "-" else seconds


def unix_seconds(moment: Moment) -> float:
    """Return the unix seconds of what a caller gave.

    Raises:
        BadRequestError: it names no moment: a naive datetime, a boolean, infinity, other text.
    """
    if type(moment) is int or (type(moment) is float and math.isfinite(moment)):
        return moment
    if isinstance(moment, datetime):
        if moment.tzinfo is not None:
            return moment.timestamp()
    elif isinstance(moment, str):
        try:
            return int(moment) if _UNIX.fullmatch(moment) else parse_rfc3339(moment)
        except MalformedError as err:
            raise BadRequestError("neither RFC 3339 nor unix seconds") from err
    raise BadRequestError("neither an aware datetime nor unix seconds")


def china_day_number(seconds: float) -> int:
    """Return the proleptic ordinal of the day in China; any size of `seconds` is fine."""
    return math.floor(seconds + CHINA_SECONDS) // _DAY_SECONDS + _EPOCH


def show_moment(seconds: float) -> str:
    """Write whole unix seconds as RFC 3339 in UTC, or as a number where no calendar goes."""
    try:
        moment = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=math.floor(seconds))
    except OverflowError:
        return f"{seconds:.6g}"
    # Not strftime, whose years below 1000 have as few digits as the platform likes.
    return moment.replace(tzinfo=None).isoformat() + "Z"


def china_day(seconds: float) -> date:
    """Return the day in China of a moment.

    Raises:
        MalformedError: no calendar holds it.
    """
    try:
        return date.fromordinal(china_day_number(seconds))
    except (ValueError, OverflowError) as err:
        raise MalformedError("a moment outside the calendar") from err
