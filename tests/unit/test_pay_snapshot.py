"""When the published statistics of pay must be made anew, and how a cell is opened."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from registry.personal import PersonalKeyError, PersonalKeys, cell_place
from registry.programme.pay_snapshot import is_stale, limits_of, opened

TODAY = date(2026, 11, 24)
PLACE = ("pay_arrangements", "w1|u|2024-01-01", "annual_amount")


@pytest.mark.parametrize(
    ("state", "stale"),
    [
        pytest.param(None, True, id="there-is-none"),
        pytest.param(["2026-11-24", "2026-11-24T01:00:00Z", False], False, id="of-today"),
        pytest.param(["2026-11-23", "2026-11-23T01:00:00Z", False], True, id="of-yesterday"),
        pytest.param(["2026-11-24", "2026-11-24T01:00:00Z", True], True, id="an-import-since"),
    ],
)
def test_a_snapshot_is_of_today(state: Any, stale: bool) -> None:
    assert is_stale(state, TODAY) is stale


def test_without_a_rule_nothing_may_be_published() -> None:
    assert limits_of(None) is None


def test_an_amount_is_opened_at_its_own_place_alone() -> None:
    keys = PersonalKeys(b"k" * 32)
    sealed = keys.seal_cell(cell_place(*PLACE), "62345.0")
    assert opened(keys, PLACE, sealed) == 62_345
    assert opened(keys, PLACE, None) is None
    with pytest.raises(PersonalKeyError):
        opened(keys, ("pay_arrangements", "w2|u|2024-01-01", "annual_amount"), sealed)
