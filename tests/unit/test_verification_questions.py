"""What is asked, before any graph: questions, numbers as typed, lines of a batch, guessing."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import date
from typing import Any

import pytest

from registry.issuing.lists import parse_time
from registry.throttle import Buckets, Rate
from registry.verification.misses import Misses, TooManyMissesError
from registry.verification.numbers import look_up_keys, normal_number
from registry.verification.questions import (
    BadQuestionError,
    CredentialQuestion,
    NumberQuestion,
    read_question,
)
from registry.verification.routes import read_lines
from verifier.lines import MAX_LINE_BYTES

NUMBER = "S000032000123262000017"


def test_a_question_by_credential_keeps_all_that_was_asked() -> None:
    members = {
        "credential": "x~",
        "at": "2026-11-24T00:00:00Z",
        "audience": "a",
        "nonce": "n",
        "requireKeyBinding": True,
        "holderName": "张三",
        "idLast4": " ",
        "trust": "/etc/passwd",
    }

    assert read_question(members) == CredentialQuestion(
        "x~", None, 1795478400, "a", "n", require_key_binding=True, holder_name="张三"
    )


def test_a_question_by_number_is_about_a_day_in_china() -> None:
    asked = {"number": NUMBER, "kind": "SKILL_GRADE", "idLast4": "123X"}

    by_day = read_question(asked | {"at": "2026-11-24"})
    by_moment = read_question(asked | {"at": "2026-11-23T16:00:00Z"})

    assert by_day == by_moment
    assert by_day == NumberQuestion(NUMBER, "SKILL_GRADE", None, "123X", date(2026, 11, 24))


@pytest.mark.parametrize(
    "members",
    [
        pytest.param({}, id="nothing"),
        pytest.param({"credential": " "}, id="blank"),
        pytest.param({"credential": "x", "number": "1"}, id="both"),
        pytest.param({"credential": "x", "at": True}, id="at-is-true"),
        pytest.param({"credential": "x", "at": "yesterday"}, id="at-is-a-word"),
        pytest.param({"credential": "x", "requireKeyBinding": 1}, id="demand-is-a-number"),
        pytest.param({"number": "1", "at": 5}, id="day-is-a-number"),
        pytest.param({"number": "1", "at": "2026-02-30"}, id="no-such-day"),
        pytest.param({"number": "1", "holderName": ["张三"]}, id="name-is-a-list"),
    ],
)
def test_a_question_that_is_none_is_refused(members: dict[str, Any]) -> None:
    with pytest.raises(BadQuestionError):
        read_question(members)


def test_a_number_is_read_as_people_type_it() -> None:
    assert normal_number(" s0000 32000123－26 2 000017 ") == NUMBER


@pytest.mark.parametrize(
    ("number", "kind", "keys"),
    [
        pytest.param(NUMBER, None, ("SKILL_GRADE", "SPECIAL_ABILITY"), id="skill-grade"),
        pytest.param(NUMBER, "SKILL_GRADE", ("SKILL_GRADE",), id="skill-grade-named"),
        pytest.param(NUMBER, "QUALIFICATION", (), id="of-another-kind"),
        pytest.param("1610000000301234", None, ("QUALIFICATION", "SPECIAL_ABILITY"), id="old"),
        pytest.param("", None, (), id="empty"),
        pytest.param("1" * 65, None, (), id="endless"),
    ],
)
def test_a_number_is_looked_up_under_the_kinds_it_fits(
    number: str, kind: str | None, keys: tuple[str, ...]
) -> None:
    found = look_up_keys(NumberQuestion(number, kind))

    assert found == tuple(f"{key}:{number}" for key in keys)


def test_thirteen_digits_of_shanghai_are_looked_up_with_zeros_too() -> None:
    keys = look_up_keys(NumberQuestion("0612345678901", "QUALIFICATION"))

    assert keys == ("QUALIFICATION:0612345678901", "QUALIFICATION:0000612345678901")


def lines_of(*chunks: bytes) -> list[list[tuple[int, bytes | None]]]:
    """Return what is read of a body that comes in these chunks."""

    async def body() -> AsyncIterator[bytes]:
        for chunk in chunks:
            yield chunk

    async def read() -> list[list[tuple[int, bytes | None]]]:
        return [lines async for lines in read_lines(body())]

    return asyncio.run(read())


LONG = b"x" * (MAX_LINE_BYTES + 1)


@pytest.mark.parametrize(
    ("chunks", "lines"),
    [
        pytest.param([], [], id="nothing"),
        pytest.param([b"a\nb"], [[(1, b"a")], [(2, b"b")]], id="the-last-without-its-end"),
        pytest.param([b"a\r\n\n \nb\n"], [[(1, b"a"), (4, b"b")]], id="empty-lines-are-counted"),
        pytest.param([b"a", b"b\nc", b"\n"], [[(1, b"ab")], [(2, b"c")]], id="lines-cut-in-pieces"),
        pytest.param([LONG, b"y\nb\n"], [[(1, None), (2, b"b")]], id="too-long-in-pieces"),
        pytest.param([LONG + b"\nb"], [[(1, None)], [(2, b"b")]], id="too-long-at-once"),
        pytest.param([LONG, LONG, LONG], [[(1, None)]], id="too-long-to-the-end"),
    ],
)
def test_a_stream_is_read_line_by_line(
    chunks: list[bytes], lines: list[list[tuple[int, bytes | None]]]
) -> None:
    assert lines_of(*chunks) == lines


def test_misses_run_out_for_one_address_and_come_back() -> None:
    moment = 0.0
    misses = Misses(Buckets(Rate(2.0, 2.0), clock=lambda: moment))
    for _ in range(2):
        misses.check("a")
        misses.count("a")

    with pytest.raises(TooManyMissesError):
        misses.check("a")
    misses.check("b")
    moment = 0.5
    misses.check("a")


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        pytest.param("1795478400", 1795478400, id="seconds"),
        pytest.param("-1", None, id="negative"),
        pytest.param("1.5", None, id="a-fraction"),
        pytest.param("١", None, id="digits-of-another-script"),
        pytest.param("9" * 12, None, id="after-the-calendar"),
        pytest.param("", None, id="nothing"),
    ],
)
def test_the_time_of_a_list_is_in_unix_seconds(text: str, seconds: int | None) -> None:
    assert parse_time(text) == seconds
