"""Base64, read strictly.

RFC 7515 section 2 wants base64url without padding. Decoders are commonly lenient: they skip foreign
characters, accept padding, and ignore the unused bits of the last character. Each leniency lets a
token be changed without a trace, so there is exactly one accepted text for every byte string here
(RFC 4648 section 3.5).

The alphabet of a whole token is checked at once by `is_base64url`, and its parts are then decoded
by `decode_checked`, because a call for every part and rule would cost as much as the JSON.
"""

from __future__ import annotations

import binascii
from base64 import b64decode, urlsafe_b64encode
from typing import Final

from verifier.errors import MalformedError

_ALPHABET: Final = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
_TO_STANDARD: Final = bytes.maketrans(b"-_", b"+/")
# The last character of a group of two (three) carries four (two) unused bits, which must be zero.
_LAST_OF_TWO: Final = frozenset(b"AQgw")
_LAST_OF_THREE: Final = frozenset(b"AEIMQUYcgkosw048")


def is_base64url(text: bytes, *, also: bytes = b"") -> bool:
    """Tell whether `text` holds characters of the base64url alphabet only, and those in `also`."""
    return not text.translate(None, _ALPHABET + also)


def decode_checked(text: bytes) -> bytes:
    """Decode a part whose alphabet was checked before.

    Raises:
        MalformedError: the length is impossible or unused bits are set.
    """
    remainder = len(text) & 3
    if remainder == 0:
        return binascii.a2b_base64(text.translate(_TO_STANDARD))
    if remainder == 1:
        raise MalformedError("base64url of an impossible length")
    if text[-1] not in (_LAST_OF_TWO if remainder == 2 else _LAST_OF_THREE):
        raise MalformedError("base64url with unused bits set")
    return binascii.a2b_base64(text.translate(_TO_STANDARD) + b"==")


def decode_base64url(text: str) -> bytes:
    """Decode canonical, unpadded base64url.

    Raises:
        MalformedError: any other character, padding, an impossible length, unused bits.
    """
    raw = text.encode("utf-8", "replace")
    if not is_base64url(raw):
        raise MalformedError("not base64url")
    return decode_checked(raw)


def encode_base64url(raw: bytes) -> str:
    """Encode as base64url without padding."""
    return urlsafe_b64encode(raw).rstrip(b"=").decode()


def decode_base64(text: str) -> bytes:
    """Decode canonical, padded base64 (RFC 4648 section 4), as signed notes write it.

    Raises:
        MalformedError: anything that an encoder would not have written.
    """
    try:
        raw = b64decode(text, validate=True)
    except ValueError as err:
        raise MalformedError("not base64") from err
    if binascii.b2a_base64(raw, newline=False) != text.encode("utf-8", "replace"):
        raise MalformedError("base64 that no encoder writes")
    return raw
