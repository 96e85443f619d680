"""The two scalars of the contract: a day and a moment.

Rows hold both as text, as the database gave it; what a client sends becomes a `date` or an aware
UTC `datetime`.
"""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import Final, NewType

import strawberry

from registry.dates import moment_text, parse_moment

Date = NewType("Date", date)
DateTime = NewType("DateTime", datetime)

_DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}")
_MOMENT: Final = re.compile(r"\d{4}-\d{2}-\d{2}[Tt]\d{2}:\d{2}:\d{2}(\.\d+)?([Zz]|[+-]\d{2}:\d{2})")


def _day(value: object) -> date:
    if not isinstance(value, str) or not _DAY.fullmatch(value):
        raise ValueError("a Date is written YYYY-MM-DD")
    return date.fromisoformat(value)


def _moment(value: object) -> datetime:
    if not isinstance(value, str) or not _MOMENT.fullmatch(value):
        raise ValueError("a DateTime is written YYYY-MM-DDTHH:MM:SSZ")
    return parse_moment(value.upper())


def _written_day(value: date | str) -> str:
    return value if isinstance(value, str) else value.isoformat()


def _written_moment(value: datetime | str) -> str:
    return value if isinstance(value, str) else moment_text(value)


SCALARS: Final[dict[object, object]] = {
    Date: strawberry.scalar(
        name="Date",
        description="A day, ISO 8601: YYYY-MM-DD (日期)",
        serialize=_written_day,
        parse_value=_day,
        specified_by_url="https://www.rfc-editor.org/rfc/rfc3339",
    ),
    DateTime: strawberry.scalar(
        name="DateTime",
        description="A moment, RFC 3339, UTC, whole seconds: YYYY-MM-DDTHH:MM:SSZ (时刻)",
        serialize=_written_moment,
        parse_value=_moment,
        specified_by_url="https://www.rfc-editor.org/rfc/rfc3339",
    ),
}
