"""Base64 in both alphabets: one text for every byte string, and no other is read."""

from __future__ import annotations

import pytest

from verifier.encoding import (
    decode_base64,
    decode_base64url,
    decode_base64url_bytes,
    decode_base64url_each,
    encode_base64url,
    is_base64url,
)
from verifier.errors import MalformedError

PAIRS = [
    pytest.param(b"", "", id="nothing"),
    pytest.param(b"\x00", "AA", id="one-byte"),
    pytest.param(b"\x00\x00", "AAA", id="two-bytes"),
    pytest.param(b"\xfb\xff\xbf", "-_-_", id="both-of-its-own-characters"),
    pytest.param(b"]u\xd7]u\xd7", "XXXXXXXX", id="ends-in-x"),
    pytest.param(b"==", "PT0", id="bytes-that-look-like-padding"),
]


@pytest.mark.parametrize(("raw", "text"), PAIRS)
def test_it_is_written_and_read(raw: bytes, text: str) -> None:
    assert encode_base64url(raw) == text
    assert decode_base64url(text) == decode_base64url_bytes(text.encode()) == raw
    assert decode_base64url_each([b"AA", text.encode(), b"AAA"]) == [b"\0", raw, b"\0\0"]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("A", id="impossible-length"),
        pytest.param("AAAAA", id="impossible-length-after-a-group"),
        pytest.param("AB", id="unused-bits-of-a-group-of-two"),
        pytest.param("AAB", id="unused-bits-of-a-group-of-three"),
        pytest.param("AA==", id="padded"),
        pytest.param("AAA=", id="padded-by-one"),
        pytest.param("AAAA====", id="padded-by-a-group"),
        pytest.param("++++", id="plus"),
        pytest.param("////", id="slash"),
        pytest.param("AA A", id="space"),
        pytest.param("AAAA\n", id="line-break"),
        pytest.param("AAA\n", id="line-break-in-a-group"),
        pytest.param("!!!!", id="foreign-characters"),
        pytest.param("AA\u00e9A", id="not-ascii"),
        pytest.param("AA\ud800A", id="lone-surrogate"),
    ],
)
def test_what_no_encoder_writes_is_refused(text: str) -> None:
    with pytest.raises(MalformedError, match=r"^(not base64url|base64url of an impossible)"):
        decode_base64url(text)
    with pytest.raises(MalformedError, match=r"^(not base64url|base64url of an impossible)"):
        decode_base64url_each([b"AAAA", text.encode("utf-8", "replace"), b"AAAA"])


def test_nothing_is_decoded_to_nothing() -> None:
    assert decode_base64url_each([]) == []


def test_the_alphabet_is_checked_with_what_may_stand_between() -> None:
    assert is_base64url(b"AZaz09-_")
    assert is_base64url(b"A.B", also=b".")
    for text in (b"A.B", b"A=", b"A+", b"A/", b"\xff"):
        assert not is_base64url(text)


@pytest.mark.parametrize("text", ["", "AA==", "AAA=", "AAAA", "+/+/"])
def test_padded_base64_is_read(text: str) -> None:
    assert len(decode_base64(text)) == len(text.rstrip("=")) * 3 // 4


@pytest.mark.parametrize(
    "text",
    ["AA", "AB==", "AAB=", "AA==A", "A-_A", "AA ==", "AA==\n", "=", "AA\u00e9A", "AA\ud800A"],
)
def test_padded_base64_that_no_encoder_writes_is_refused(text: str) -> None:
    with pytest.raises(MalformedError, match=r"^(not base64|base64 that no encoder)"):
        decode_base64(text)
