"""When a candidate may be asked to be in contact: never twice at once, and not again too soon."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from registry.graph.recording.contacts import Basis, Earlier
from registry.recording.contacts import judge
from registry.recording.refusals import RefusedError
from registry.regulations import parse_regulation

TODAY = date(2026, 11, 24)
PEACE = 10


def rule(id_: str, division: str | None = None, *, days: int = 30) -> object:
    return parse_regulation({
        "id": id_, "title": "t", "subject": "CONTACT", "validFrom": "2026-01-01", "validTo": None,
        "division": division, "confidence": "low",
        "parameters": {"openAtMost": 2, "answerDays": days, "peaceDays": PEACE},
    })  # fmt: skip


def ago(days: int) -> date:
    return TODAY - timedelta(days)


BASIS = Basis(
    may_be_found=True,
    in_contact=False,
    earlier=(),
    open_requests=0,
    place=("320102", "320100", "320000"),
    regulations=(rule("N"),),  # type: ignore[arg-type]  # what `parse_regulation` returns
)


@pytest.mark.parametrize(("changes", "days"), [
    pytest.param({}, 30, id="nothing-stands-in-the-way"),
    pytest.param({"regulations": (rule("N"), rule("P", "320000", days=7))}, 7,
                 id="the-province-overrides-the-nation"),
    pytest.param({"open_requests": 1}, 30, id="one-less-than-may-be-open"),
    pytest.param({"earlier": (Earlier("DECLINED", ago(0), ago(PEACE + 1)),)}, 30,
                 id="the-first-day-after-the-peace"),
    pytest.param({"earlier": (Earlier("PENDING", ago(PEACE + 1), None),)}, 30,
                 id="long-after-an-answer-that-did-not-come"),
    pytest.param({"earlier": (Earlier("ACCEPTED", ago(-5), ago(1)),)}, 30,
                 id="accepted-and-withdrawn-since"),
])  # fmt: skip
def test_the_worker_has_so_many_days(changes: dict[str, object], days: int) -> None:
    assert judge(replace(BASIS, **changes), TODAY) == days  # type: ignore[arg-type]  # fields of it


@pytest.mark.parametrize(("changes", "code"), [
    pytest.param({"regulations": ()}, "NO_REGULATION", id="nothing-ruled"),
    pytest.param({"regulations": (rule("X", "330000"),)}, "NO_REGULATION", id="ruled-elsewhere"),
    pytest.param({"in_contact": True}, "ALREADY_GRANTED", id="a-consent-in-force"),
    pytest.param({"earlier": (Earlier("PENDING", TODAY, None),)}, "ALREADY_REQUESTED",
                 id="the-last-day-to-answer"),
    pytest.param({"earlier": (Earlier("PENDING", ago(1), None),)}, "REQUESTED_LATELY",
                 id="the-day-after-the-last-to-answer"),
    pytest.param({"earlier": (Earlier("DECLINED", ago(-9), ago(PEACE)),)}, "REQUESTED_LATELY",
                 id="the-last-day-of-the-peace"),
    pytest.param({"open_requests": 2}, "TOO_MANY_REQUESTS", id="as-many-as-may-be-open"),
])  # fmt: skip
def test_the_worker_is_not_asked(changes: dict[str, object], code: str) -> None:
    with pytest.raises(RefusedError) as refused:
        judge(replace(BASIS, **changes), TODAY)  # type: ignore[arg-type]  # fields of it
    assert refused.value.refusal.code == code
