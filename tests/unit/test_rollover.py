"""When the next day begins in China."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from registry.rollover import seconds_to_midnight


@pytest.mark.parametrize(
    ("now", "seconds"),
    [
        pytest.param(datetime(2026, 11, 24, 15, 59, 58, tzinfo=UTC), 4, id="just-before"),
        pytest.param(datetime(2026, 11, 24, 16, 0, 0, tzinfo=UTC), 86_402, id="at-midnight"),
        pytest.param(datetime(2026, 11, 24, 4, 0, 0, tzinfo=UTC), 43_202, id="at-noon"),
    ],
)
def test_seconds_to_just_after_midnight_in_china(now: datetime, seconds: int) -> None:
    assert seconds_to_midnight(now) == seconds
