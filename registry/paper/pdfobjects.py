"""The outer form of a PDF file (ISO 32000-1 section 7): objects, streams, cross-references.

Only what a certificate needs, and every byte of it follows from what is put in: the same objects
give the same file.
"""

from __future__ import annotations

import hashlib
import zlib
from typing import Final

_HEADER: Final = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
_LEVEL: Final = 4


class PdfObjects:
    """Objects of a file, numbered from 1 in the order in which they are reserved."""

    def __init__(self) -> None:
        """Begin an empty file."""
        self._objects: list[bytes] = []

    def reserve(self) -> int:
        """Return the number of an object that is put later."""
        self._objects.append(b"")
        return len(self._objects)

    def put(self, content: str | bytes, number: int | None = None) -> int:
        """Put an object; return its number."""
        place = self.reserve() if number is None else number
        self._objects[place - 1] = content.encode("ascii") if isinstance(content, str) else content
        return place

    def put_stream(self, data: bytes, entries: str = "", *, compressed: bool = True) -> int:
        """Put a stream with these further entries of its dictionary; return its number."""
        if compressed:
            data, entries = zlib.compress(data, _LEVEL), f"{entries} /Filter /FlateDecode"
        head = f"<< /Length {len(data)} {entries} >>\nstream\n".encode("ascii")
        return self.put(head + data + b"\nendstream")

    def file(self, *, root: int, info: int) -> bytes:
        """Return the file; its identifier is the hash of its objects (section 14.4)."""
        body, places = bytearray(_HEADER), []
        for number, content in enumerate(self._objects, start=1):
            places.append(len(body))
            body += b"%d 0 obj\n%b\nendobj\n" % (number, content)
        identifier = hashlib.sha256(body).hexdigest()[:32].upper()
        start = len(body)
        body += b"xref\n0 %d\n0000000000 65535 f \n" % (len(places) + 1)
        body += b"".join(b"%010d 00000 n \n" % place for place in places)
        trailer = (
            f"trailer\n<< /Size {len(places) + 1} /Root {root} 0 R /Info {info} 0 R"
            f" /ID [<{identifier}> <{identifier}>] >>\nstartxref\n{start}\n%%EOF\n"
        )
        return bytes(body) + trailer.encode("ascii")


def text_string(text: str) -> str:
    """Return a text string as UTF-16 in hexadecimal (section 7.9.2.2)."""
    return f"<FEFF{text.encode('utf-16-be').hex().upper()}>"


def number(value: float) -> str:
    """Return a number in the shortest form, to a thousandth of a point."""
    text = f"{value:.3f}".rstrip("0").rstrip(".")
    return "0" if text in {"-0", ""} else text
