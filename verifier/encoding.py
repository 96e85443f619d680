"""Base64, read strictly.

RFC 7515 section 2 wants base64url without padding. Decoders are commonly lenient: they skip foreign
characters, accept padding, and ignore the unused bits of the last character. Each leniency lets a
token be changed without a trace, so there is exactly one accepted text for every byte string here
(RFC 4648 section 3.5).
"""

from __future__ import annotations

import binascii
from base64 import urlsafe_b64encode
from binascii import a2b_base64, b2a_base64
from collections.abc import Sequence
from typing import Final

from verifier.errors import MalformedError

_ALPHABET: Final = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
# To the standard alphabet, whose own two last characters and padding become what no decoder takes.
_TO_STANDARD: Final = bytes.maketrans(b"-_+/=", b"+/!!!")
# What may stand last, and the padding that a decoder wants, by the length modulo four. The last
# character of a group of two (three) carries four (two) unused bits, which must be zero; a group of
# one cannot be.
_LAST: Final = (b"", b"", b"AQgw", b"AEIMQUYcgkosw048")
_PADDING: Final = (b"", b"", b"==", b"=")
_IMPOSSIBLE: Final = "base64url of an impossible length, or with unused bits set"
_NOT_BASE64: Final = "not base64 as an encoder writes it"


def is_base64url(text: bytes, *, also: bytes = b"") -> bool:
    """Tell whether `text` holds characters of the base64url alphabet only, and those in `also`."""
    return not text.translate(None, _ALPHABET + also)


def decode_base64url_bytes(text: bytes) -> bytes:
    """Decode canonical, unpadded base64url.

    Raises:
        MalformedError: any other character, padding, an impossible length, unused bits.
    """
    group = len(text) & 3
    if group and text[-1] not in _LAST[group]:
        raise MalformedError(_IMPOSSIBLE)
    standard = text.translate(_TO_STANDARD)
    try:
        return a2b_base64(standard + _PADDING[group] if group else standard, strict_mode=True)
    except binascii.Error as err:
        raise MalformedError("not base64url") from err


def decode_base64url_each(texts: Sequence[bytes]) -> list[bytes]:
    """Decode several texts of the base64url alphabet, each canonical and unpadded for itself.

    Args:
        texts: without `~` in any, which parts them while they are translated together.

    Raises:
        MalformedError: as `decode_base64url_bytes`, for any of them.
    """
    for text in texts:
        group = len(text) & 3
        if group and text[-1] not in _LAST[group]:
            raise MalformedError(_IMPOSSIBLE)
    if not texts:
        return []
    standards = b"~".join(texts).translate(_TO_STANDARD).split(b"~")
    try:
        return [
            a2b_base64(standard + _PADDING[len(standard) & 3], strict_mode=True)
            for standard in standards
        ]
    except binascii.Error as err:
        raise MalformedError("not base64url") from err


def decode_base64url(text: str) -> bytes:
    """Decode canonical, unpadded base64url.

    Raises:
        MalformedError: as `decode_base64url_bytes`.
    """
    return decode_base64url_bytes(text.encode("utf-8", "replace"))


def encode_base64url(raw: bytes) -> str:
    """Encode as base64url without padding."""
    return urlsafe_b64encode(raw).rstrip(b"=").decode()


def decode_base64(text: str) -> bytes:
    """Decode canonical, padded base64 (RFC 4648 section 4), as signed notes write it.

    Raises:
        MalformedError: anything that an encoder would not have written.
    """
    try:
        # What is not ASCII is refused here, so what is left can be encoded again.
        raw = a2b_base64(text)
        if b2a_base64(raw, newline=False) == text.encode():
            return raw
    except ValueError as err:
        raise MalformedError(_NOT_BASE64) from err
    raise MalformedError(_NOT_BASE64)
