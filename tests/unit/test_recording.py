"""Decisions about records without a graph: refusals, shares of duty, days outside a job."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

import registry
from registry.graph.recording.assignments import Period
from registry.recording.assignments import first_day_outside, highest_share
from registry.recording.refusals import MESSAGES, Refusal, refuse_for
from verifier.checks import Check, failed, warned


def day(text: str) -> date:
    return date.fromisoformat(f"2026-{text}")


def period(start: str, end: str | None = None) -> Period:
    return Period(day(start), None if end is None else day(end))


@pytest.mark.parametrize(
    ("duties", "highest", "first"),
    [
        pytest.param([], 0, "05-01", id="nothing-else"),
        pytest.param([(period("01-01"), 50)], 50, "05-01", id="open-all-along"),
        pytest.param([(period("01-01", "04-30"), 50)], 0, "05-01", id="ended-the-day-before"),
        pytest.param([(period("01-01", "05-01"), 50)], 50, "05-01", id="ends-on-the-first-day"),
        pytest.param([(period("05-31"), 50)], 50, "05-31", id="begins-on-the-last-day"),
        pytest.param([(period("06-01"), 50)], 0, "05-01", id="begins-the-day-after"),
        pytest.param(
            [(period("05-05", "05-09"), 30), (period("05-10", "05-12"), 40)],
            40,
            "05-10",
            id="never-together",
        ),
        pytest.param(
            [(period("05-05", "05-10"), 30), (period("05-10", "05-12"), 40)],
            70,
            "05-10",
            id="together-for-a-day",
        ),
    ],
)
def test_the_highest_share_of_duty_is_found_on_its_first_day(
    duties: list[tuple[Period, int]], highest: int, first: str
) -> None:
    assert highest_share(duties, period("05-01", "05-31")) == (highest, day(first))


@pytest.mark.parametrize(
    ("jobs", "outside"),
    [
        pytest.param([], "05-01", id="no-job"),
        pytest.param([period("01-01")], None, id="open-job"),
        pytest.param([period("01-01", "05-31")], None, id="ends-on-the-last-day"),
        pytest.param([period("01-01", "05-30")], "05-31", id="ends-a-day-too-early"),
        pytest.param([period("05-02")], "05-01", id="begins-a-day-too-late"),
        pytest.param([period("05-15"), period("01-01", "05-14")], None, id="one-follows-the-other"),
        pytest.param([period("05-16"), period("01-01", "05-14")], "05-15", id="a-day-between"),
        pytest.param(
            [period("01-01", "06-30"), period("02-01", "05-02")], None, id="one-within-the-other"
        ),
    ],
)
def test_the_first_day_outside_a_job(jobs: list[Period], outside: str | None) -> None:
    wanted = None if outside is None else day(outside)
    assert first_day_outside(jobs, period("05-01", "05-31")) == wanted


def test_an_open_assignment_needs_an_open_job() -> None:
    assert first_day_outside([period("01-01", "12-31")], period("05-01")) == date(2027, 1, 1)


def sources() -> Iterator[ast.Module]:
    """Yield the modules of the registry but those that hold the texts."""
    root = Path(registry.__path__[0])
    for path in root.rglob("*.py"):
        if path.name not in {"refusals.py", "messages.py"}:
            yield ast.parse(path.read_text(encoding="utf-8"))


def codes_refused() -> Iterator[str]:
    """Yield the codes that the services refuse with by name."""
    for module in sources():
        for node in ast.walk(module):
            match node:
                case ast.Call(
                    func=ast.Name(id="refuse" | "Refusal"),
                    args=[ast.Constant(value=str(code)), *_],
                ):
                    yield code


def words() -> Iterator[str]:
    """Yield every text and name: a code may also be that of a problem which is refused."""
    for module in sources():
        for node in ast.walk(module):
            match node:
                case ast.Constant(value=str(text)):
                    yield text
                case ast.Name(id=name):
                    yield name


def test_every_code_has_a_text() -> None:
    assert set(codes_refused()) - set(MESSAGES) == set()


def test_every_text_has_a_use() -> None:
    assert set(MESSAGES) - set(words()) == set()


def test_a_refusal_for_checks_has_the_code_and_the_text_of_the_first() -> None:
    checks = (
        failed(Check.OUT_OF_SCOPE, "outside", "焊工"),
        warned(Check.CAPACITY_EXCEEDED, "seats"),
    )
    refusal = refuse_for(checks).refusal

    assert refusal.code == "OUT_OF_SCOPE"
    assert (
        refusal.message("en") == "outside the scope of the issuer (occupation, level or day): 焊工"
    )
    assert Refusal("FORBIDDEN").message("zh") == "您的身份不能办理此事"


def test_every_refusal_is_documented_as_it_is_said() -> None:
    page = (Path(__file__).parents[2] / "docs" / "issuing.md").read_text(encoding="utf-8")

    lost = [
        code
        for code, (chinese, english) in MESSAGES.items()
        if f"| `{code}` | {chinese} | {english} |" not in page
    ]
    assert lost == []
