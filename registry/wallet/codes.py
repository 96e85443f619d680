"""Secrets that are handed out: random, shown once, kept as a digest."""

from __future__ import annotations

import hashlib
import secrets
from typing import Final

_SECRET_BYTES: Final = 32
_PIN_DIGITS: Final = 6

SHARE_CHARACTERS: Final = 16
"""Of 32 each: 80 bits, which nobody guesses against a limit on misses."""

_GROUP: Final = 4
_ALPHABET: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_READ_AS: Final = str.maketrans({"I": "1", "L": "1", "O": "0", "-": None, " ": None})


def new_secret() -> str:
    """Return 256 random bits as base64url: an authorization code or an access token."""
    return secrets.token_urlsafe(_SECRET_BYTES)


def new_pin() -> str:
    """Return a transaction code of six digits."""
    return f"{secrets.randbelow(10**_PIN_DIGITS):0{_PIN_DIGITS}d}"


def new_share_code() -> str:
    """Return a code to be read out and typed: Crockford's base32 in groups of four."""
    text = "".join(secrets.choice(_ALPHABET) for _ in range(SHARE_CHARACTERS))
    return "-".join(text[start : start + _GROUP] for start in range(0, len(text), _GROUP))


def read_share_code(text: str) -> str | None:
    """Return a typed code in its one form, None if it can be none: I and L are 1, O is 0."""
    code = text.upper().translate(_READ_AS)
    if len(code) != SHARE_CHARACTERS or not set(code) <= set(_ALPHABET):
        return None
    return code


def digest(secret: str, *more: str) -> str:
    """Return the SHA-256 (hexadecimal) under which secrets are kept; a pin needs its code."""
    return hashlib.sha256("\n".join((secret, *more)).encode()).hexdigest()
