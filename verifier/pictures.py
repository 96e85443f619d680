"""Certificates on paper: the credential in a PDF, a photo, a scan or a drawing.

What a person sees is a code; what a file says beside it is not seen. So:

1. every QR code is read from what is drawn (`picturereader`, a process of its own with little
   memory and time, because it runs large readers of hostile formats);
2. the first that is an address of a verification page counts;
3. a credential that the file carries (attached to a PDF, or baked into a picture, `baked`) says
   more than the code and is preferred, but only where it is of the same certificate as the code.

Needs the optional packages pypdfium2, pillow and zxing-cpp; nothing else of this package does.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from typing import ClassVar, Final

from verifier.baked import unbake
from verifier.credential import parse_credential
from verifier.envelope import read_envelope
from verifier.errors import MalformedError, VerifierError
from verifier.picturereader import MARK

MAX_PICTURE_BYTES: Final = 32 * 1024 * 1024
TIMEOUT_SECONDS: Final = 60
_SIGNATURES: Final = (b"%PDF-", b"\x89PNG\r\n", b"\xff\xd8\xff", b"GIF8", b"RIFF", b"BM")
_DRAWINGS: Final = (b"<svg", b"<?xml", b"<!doctype svg")
_ADDRESSES: Final = ("https://", "http://")
_BYTE_ORDER_MARK: Final = b"\xef\xbb\xbf"


class PictureError(VerifierError):
    """No certificate can be read from a picture or document; the message says why."""

    code: ClassVar[str] = "picture"


@dataclass(frozen=True, slots=True)
class Seen:
    """What a file holds: texts of codes in the order of pages, and a credential it carries."""

    codes: tuple[str, ...]
    carried: str | None


def is_picture(data: bytes) -> bool:
    """Say whether data begins as a picture or document does."""
    head = data[:64].removeprefix(_BYTE_ORDER_MARK).lstrip()
    return data.startswith(_SIGNATURES) or head.lower().startswith(_DRAWINGS)


def credential_in(data: bytes) -> str:
    """Return the credential in a picture or document, in a form that `verify_credential` reads.

    Raises:
        PictureError: there is none, or the file is too large, broken, or cannot be read here.
    """
    if len(data) > MAX_PICTURE_BYTES:
        raise PictureError(f"more than {MAX_PICTURE_BYTES} bytes")
    return chosen(look_at(data))


def chosen(seen: Seen) -> str:
    """Return which text of a file counts.

    Raises:
        PictureError: none does.
    """
    code = next((text for text in seen.codes if _is_ours(text)), None)
    if code is None:
        if seen.carried is None:
            raise PictureError("no code of a certificate can be read from it")
        return seen.carried
    if seen.carried is not None and _is_same(seen.carried, code):
        return seen.carried
    return code


def look_at(data: bytes) -> Seen:
    """Read every code of a file, and what it carries, in a process with little memory and time.

    Raises:
        PictureError: it cannot be read.
    """
    # The module is found where this one was, however that was found.
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    try:
        reader = subprocess.run(
            [sys.executable, "-m", "verifier.picturereader"],
            input=data,
            capture_output=True,
            timeout=TIMEOUT_SECONDS,
            check=False,
            env=environment,
        )
    except subprocess.TimeoutExpired as err:
        raise PictureError(f"not read within {TIMEOUT_SECONDS} s") from err
    try:
        answer = json.loads(reader.stdout)
    except ValueError as err:
        raise PictureError("its reader was ended: it needs too much memory or time") from err
    if "error" in answer:
        raise PictureError(answer["error"])
    return Seen(tuple(answer["codes"]), answer["attached"] or unbake(data))


def _is_ours(text: str) -> bool:
    return text.startswith(_ADDRESSES) and MARK in text


def _is_same(carried: str, code: str) -> bool:
    """Say whether two credentials, neither believed, are of one certificate of one issuer."""
    try:
        one, other = (parse_credential(read_envelope(text).credential) for text in (carried, code))
    except MalformedError:
        return False
    if one.facts is None or other.facts is None:
        return False
    return (one.iss, one.facts.kind, one.facts.number) == (
        other.iss,
        other.facts.kind,
        other.facts.number,
    )
