"""Lines come out of a stream whole, numbered and bounded, however the stream is cut."""

from __future__ import annotations

import pytest

from verifier.lines import MAX_LINE_BYTES, Lines, LineSplitter

FULL = b"x" * MAX_LINE_BYTES


def split(data: bytes, size: int) -> Lines:
    """Return the lines of data that comes in pieces of a size."""
    splitter = LineSplitter()
    pieces = [data[start : start + size] for start in range(0, len(data), size)]
    return [line for piece in pieces for line in splitter.feed(piece)] + splitter.finish()


@pytest.mark.parametrize("size", [1, 7, 65_536, 1_000_000])
@pytest.mark.parametrize(
    ("data", "expected"),
    [
        pytest.param(b"", [], id="nothing"),
        pytest.param(b"a\nb", [(1, b"a"), (2, b"b")], id="no-final-newline"),
        pytest.param(b"\r\n \t\na\r\n", [(3, b"a")], id="empty-lines-are-counted"),
    ],
)
def test_lines_are_numbered(data: bytes, size: int, expected: Lines) -> None:
    assert split(data, size) == expected


@pytest.mark.parametrize("size", [4096, 65_536, 1_000_000])
@pytest.mark.parametrize(
    ("data", "expected"),
    [
        pytest.param(FULL, [(1, FULL)], id="at-the-limit"),
        pytest.param(FULL + b"\r\nb", [(1, FULL), (2, b"b")], id="at-the-limit-and-more"),
        pytest.param(FULL + b"x\nb", [(1, None), (2, b"b")], id="one-over"),
        pytest.param(FULL + b"xx", [(1, None)], id="two-over-at-the-end"),
        pytest.param(FULL + b"   \nb", [(1, None), (2, b"b")], id="white-space-counts-in-the-end"),
        pytest.param(FULL * 7 + b"\nb\n", [(1, None), (2, b"b")], id="far-over"),
        pytest.param(b" " * 900_000, [(1, None)], id="white-space-only"),
    ],
)
def test_lines_are_bounded(data: bytes, size: int, expected: Lines) -> None:
    assert split(data, size) == expected


def test_of_a_line_that_is_too_long_nothing_is_kept() -> None:
    splitter = LineSplitter()
    for _ in range(100):
        assert splitter.feed(b"x" * 65_536) == []
        assert len(splitter._rest) <= MAX_LINE_BYTES + 2
    assert splitter.feed(b"\nb\n") == [(1, None), (2, b"b")]
