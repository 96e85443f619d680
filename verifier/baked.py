"""Take the credential out of a baked badge: a PNG or SVG that carries it (Open Badges 3.0, 5.3).

A PNG holds it in an `iTXt` chunk with the keyword `openbadgecredential`, uncompressed; an SVG in an
element `openbadges:credential` at its head, a signed token in the attribute `verify`, anything else
as its text. The picture around it says nothing that is believed. A file without one, a broken one
and one that is no picture are alike: there is no credential in it.
"""

from __future__ import annotations

import struct
from typing import Final
from xml.parsers import expat

from verifier.envelope import MAX_ENVELOPE_BYTES

PNG_SIGNATURE: Final = b"\x89PNG\r\n\x1a\n"
KEYWORD: Final = b"openbadgecredential"
NAMESPACE: Final = "https://purl.imsglobal.org/ob/v3p0"
MAX_PICTURE_BYTES: Final = 16 * 1024 * 1024
_CHUNK_HEAD: Final = struct.Struct(">I4s")
_CRC_BYTES: Final = 4
_ELEMENT: Final = f"{NAMESPACE} credential"
_WHITE: Final = " \t\r\n"


def unbake(data: bytes) -> str | None:
    """Return the credential baked into a PNG or SVG, None if there is none.

    Nothing of it is believed; a credential larger than any that is read counts as none.
    """
    if len(data) > MAX_PICTURE_BYTES:
        return None
    found = _from_png(data) if data.startswith(PNG_SIGNATURE) else _from_svg(data)
    if not found or len(found) > MAX_ENVELOPE_BYTES:
        return None
    return found


def _from_png(data: bytes) -> str | None:
    """Walk the chunks: length, type, content, CRC (PNG, third edition, section 5.3)."""
    at = len(PNG_SIGNATURE)
    while at + _CHUNK_HEAD.size <= len(data):
        length, kind = _CHUNK_HEAD.unpack_from(data, at)
        at += _CHUNK_HEAD.size
        if kind == b"iTXt" and at + length + _CRC_BYTES <= len(data):
            text = _text_of(data[at : at + length])
            if text is not None:
                return text
        at += length + _CRC_BYTES
    return None


def _text_of(chunk: bytes) -> str | None:
    """Return the text of an iTXt chunk with our keyword: keyword, flag, method, language, title."""
    keyword, _, rest = chunk.partition(b"\0")
    # Compression must not be used, so nothing is inflated here.
    if keyword != KEYWORD or rest[:2] != b"\0\0":
        return None
    parts = rest[2:].split(b"\0", 2)
    try:
        return parts[2].decode().strip(_WHITE) if len(parts) == 3 else None
    except UnicodeDecodeError:
        return None


class _FoundError(Exception):
    """Ends the reading of an SVG: nothing behind the first credential is of interest."""


class _DoctypeError(Exception):
    """Ends the reading of an SVG that declares anything: entities can grow without limit."""


class _Reader:
    """Reads until the end of the first element of ours."""

    def __init__(self) -> None:
        self.token: str | None = None
        self._text: list[str] | None = None

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Open an element; ours may say it all in its attribute."""
        if name == _ELEMENT and self._text is None:
            self.token, self._text = attributes.get("verify"), []
            if self.token:
                raise _FoundError

    def text(self, text: str) -> None:
        """Keep the text of our element, CDATA or not."""
        if self._text is not None:
            self._text.append(text)

    def end(self, name: str) -> None:
        """Close an element."""
        if name == _ELEMENT and self._text is not None:
            self.token = "".join(self._text)
            raise _FoundError

    def declaration(self, *_: object) -> None:
        """Refuse a document type."""
        raise _DoctypeError


def _from_svg(data: bytes) -> str | None:
    reader, parser = _Reader(), expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler = reader.start
    parser.CharacterDataHandler = reader.text
    parser.EndElementHandler = reader.end
    parser.StartDoctypeDeclHandler = reader.declaration
    try:
        parser.Parse(data, True)  # noqa: FBT003 - expat knows no other way to say "final"
    except _FoundError:
        return None if reader.token is None else reader.token.strip(_WHITE)
    except (expat.ExpatError, _DoctypeError, ValueError):
        return None
    return None
