"""The code of a certificate drawn as SVG.

No SVG can be judged without drawing it, and a file may say one thing and draw another. So only the
form in which our certificates are drawn is read: nothing in it but outlines, and as its last, and
so topmost, element a black path of whole modules. What that path draws is what a camera sees, and
it is read as a camera does. Any other SVG has no code that is believed; a picture of it can be
read.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final
from xml.etree import ElementTree as ET
from xml.etree.ElementTree import Element

from verifier.errors import MalformedError

MAX_DRAWING_BYTES: Final = 8 * 1024 * 1024
_SVG: Final = "{http://www.w3.org/2000/svg}"
_ELEMENTS: Final = frozenset({"svg", "title", "defs", "rect", "g", "use", "path"})
_OF_THE_CODE: Final = frozenset({"id", "transform", "d"})
_OF_THE_SHEET: Final = frozenset({"width", "height", "viewBox", "role", "lang"})
_MODULES: Final = re.compile(r"(?:M\d{1,3} \d{1,3}h\d{1,3}v1h-\d{1,3}z){1,20000}")
_RUN: Final = re.compile(r"M(\d+) (\d+)h(\d+)v1h-(\d+)z")
_DOTS: Final = 4
_QUIET: Final = 4
_WHITE: Final = b"\xff"
_BLACK: Final = b"\x00"


@dataclass(frozen=True, slots=True)
class Bitmap:
    """A grey picture, a byte a dot, row by row; 0 is black."""

    width: int
    height: int
    data: bytes


def read_drawing(data: bytes) -> Bitmap | None:
    """Return the code that a certificate as SVG shows, None if it is none of ours.

    Raises:
        MalformedError: it is too large or no plain XML.
    """
    if len(data) > MAX_DRAWING_BYTES:
        raise MalformedError(f"a drawing of more than {MAX_DRAWING_BYTES} bytes")
    try:
        text = data.decode("utf-8-sig")
        # With a document type come entities, which unfold without end.
        if "<!doctype" in text.lower() or "<!entity" in text.lower():
            raise MalformedError("a drawing with a document type")
        root = ET.fromstring(text)  # noqa: S314 - nothing is left that could unfold
    except (UnicodeDecodeError, ET.ParseError) as err:
        raise MalformedError(f"not a drawing that can be read: {err}") from err
    drawn = _code_of(root)
    return None if drawn is None else _bitmap(drawn)


def _code_of(root: Element) -> str | None:
    """Return the path of the code, if nothing but outlines is drawn and nothing after it."""
    names = {element.tag.removeprefix(_SVG) for element in root.iter()}
    if root.tag != f"{_SVG}svg" or not names <= _ELEMENTS or len(root) == 0:
        return None
    sheet = {name.rpartition("}")[2] for name in root.keys()}  # noqa: SIM118 - attributes
    code = root[-1]
    if (
        not sheet <= _OF_THE_SHEET
        or code.tag != f"{_SVG}path"
        or not set(code.keys()) <= _OF_THE_CODE
    ):
        return None
    drawn = code.get("d", "")
    return drawn if _MODULES.fullmatch(drawn) else None


def _bitmap(drawn: str) -> Bitmap:
    """Draw the modules, each of `_DOTS` dots, with the quiet zone around them."""
    runs = [tuple(map(int, run)) for run in _RUN.findall(drawn)]
    size = max(max(x + length, y + 1) for x, y, length, _ in runs) + 2 * _QUIET
    rows = [bytearray(_WHITE * size * _DOTS) for _ in range(size)]
    for x, y, length, back in runs:
        if length != back:
            raise MalformedError("a module that is not square")
        start = (x + _QUIET) * _DOTS
        rows[y + _QUIET][start : start + length * _DOTS] = _BLACK * (length * _DOTS)
    return Bitmap(size * _DOTS, size * _DOTS, b"".join(bytes(row) * _DOTS for row in rows))
