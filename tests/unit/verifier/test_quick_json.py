"""What the quick reader reads, what it leaves to the strict one, and that it earns its keep."""

from __future__ import annotations

from typing import Any

import pytest

from verifier.errors import MalformedError
from verifier.quick_json import IN_DOUBT, read_arrays_quickly, read_quickly
from verifier.strict_json import (
    MAX_DEPTH,
    depth_of,
    parse_json,
    parse_json_each,
    parse_json_strictly,
)


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        pytest.param(b'{"a": 1, "b": {"c": ["d", null, true]}}', None, id="objects-and-arrays"),
        pytest.param(b'["\\u710a", ":", "a:b"]', ["焊", ":", "a:b"], id="escapes-and-colons"),
        pytest.param(b'["S000032000123262000017"]', None, id="digits-that-are-no-number"),
        pytest.param(b"[1.5, -2, 0, 999999999999999999]", None, id="numbers"),
        pytest.param(b"[" * 32 + b"]" * 32, None, id="32-deep"),
    ],
)
def test_what_is_plain_is_read(raw: bytes, value: Any) -> None:
    read = read_quickly(raw, max_depth=MAX_DEPTH)
    assert read is not IN_DOUBT
    assert value is None or read == value


@pytest.mark.parametrize(
    "raw",
    [
        pytest.param(b'{"a": 1, "a": 2}', id="member-twice"),
        pytest.param(b'{"x": {"a": 1, "a": 2}}', id="member-twice-inside"),
        pytest.param(b'{"x": [{"a": 1, "a": 2}]}', id="member-twice-in-an-array"),
        pytest.param(b'{"a": 1, "\\u0061": 2}', id="member-twice-in-disguise"),
        pytest.param(
            b'{"a": 1, "a": 2, "b": "\\u0022\\u0022"}', id="member-twice-and-hidden-marks-for-it"
        ),
        pytest.param(b'["\\""]', id="escaped-quotation-mark"),
        pytest.param(b"1", id="scalar"),
        pytest.param(b"12345678901234567890", id="large-scalar"),
        pytest.param(b"[1000000000000000000]", id="integer-of-19-digits"),
        *[
            pytest.param(
                b'{"a":[1%s18446744073709551616]}' % between, id=f"large-after-{between!r}"
            )
            for between in (b",-", b",", b", ", b",\t", b",\n", b",\r")
        ],
        pytest.param(b'{"a":18446744073709551616}', id="large-after-a-colon"),
        pytest.param(b"[18446744073709551616]", id="integer-that-becomes-a-float"),
        pytest.param(b"[-9223372036854775809]", id="negative-integer-that-becomes-a-float"),
        pytest.param(b"[" * 33 + b"]" * 33, id="33-deep"),
        pytest.param(b'["\\ud800"]', id="lone-surrogate"),
        pytest.param(b"[1e999]", id="too-large"),
        pytest.param(b"[", id="broken"),
        pytest.param(b"\xff", id="no-text"),
    ],
)
def test_what_could_be_misread_is_left_to_the_strict_reader(raw: bytes) -> None:
    assert read_quickly(raw, max_depth=MAX_DEPTH) is IN_DOUBT


def test_arrays_are_read_at_once() -> None:
    assert read_arrays_quickly([b'["s", "n", 1]', b'["s", {"a": 2}]'], max_depth=MAX_DEPTH) == [
        ["s", "n", 1],
        ["s", {"a": 2}],
    ]
    assert read_arrays_quickly([], max_depth=MAX_DEPTH) is None


@pytest.mark.parametrize(
    "raws",
    [
        pytest.param([b'["a",1],["b"', b"2]"], id="one-and-a-half"),
        pytest.param([b'["a","]', b'[",2]'], id="a-text-over-the-seam"),
        pytest.param([b'["a",[1]', b"[2]]"], id="an-array-over-the-seam"),
        pytest.param([b'["a",1],\n["b",2]', b"3"], id="a-seam-within-a-document"),
        pytest.param([b'["a",1]', b'"["'], id="a-text-that-holds-a-bracket"),
        pytest.param([b'["a",[1]]'], id="an-array-within"),
        pytest.param([b'"["'], id="a-text-that-is-a-bracket"),
        pytest.param([b'{"a":1}'], id="an-object"),
    ],
)
def test_documents_that_lean_on_one_another_are_in_doubt(raws: list[bytes]) -> None:
    assert read_arrays_quickly(raws, max_depth=MAX_DEPTH) is None


@pytest.mark.parametrize("read", [parse_json, parse_json_strictly])
@pytest.mark.parametrize("bracket", ["[]", '{"a":}'])
def test_32_levels_are_the_limit_of_both_readers(read: Any, bracket: str) -> None:
    head, tail = bracket[:-1], bracket[-1]
    for levels in (31, 32):
        assert depth_of(read((head * levels + "1" + tail * levels).encode())) == levels
    with pytest.raises(MalformedError, match="deeper than 32"):
        read((head * 33 + "1" + tail * 33).encode())


def test_arrays_read_at_once_may_be_as_deep_as_each_alone() -> None:
    document = b'["s", {"a": {"b": 1}}]'
    assert read_arrays_quickly([document], max_depth=3) == [["s", {"a": {"b": 1}}]]
    assert read_arrays_quickly([document], max_depth=2) is None


def test_several_documents_are_read_quickly(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("verifier.strict_json.parse_json", None)
    assert parse_json_each([b"[1]", b'["a"]']) == [[1], ["a"]]


def test_without_a_quick_reader_everything_is_in_doubt(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("verifier.quick_json._LOADS", None)
    assert read_quickly(b"[1]", max_depth=MAX_DEPTH) is IN_DOUBT
    assert read_arrays_quickly([b"[1]"], max_depth=MAX_DEPTH) is None
