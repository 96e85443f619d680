"""Break text into lines, as Chinese and Latin are set together.

A line may end between any two hanzi and at a space, never inside a word or a number, never before a
mark that closes or after one that opens. A word that is wider than the line is broken all the same:
nothing is ever cut off.
"""

from __future__ import annotations

import re
from typing import Final

from registry.paper.drawing import MILLIMETRE
from registry.paper.typeface import Typeface

_CLOSING: Final = "，。、；：？！）》」』】〕”’·％%)]},.;:!?"
_OPENING: Final = "（《「『【〔“‘([{"
# A run of Latin with its trailing space, or any other single character; marks stay where they lean.
_PIECE: Final = re.compile(
    rf"[{re.escape(_OPENING)}]*(?:[!-~\u00a0-\u024f\u1e00-\u1eff]+\s*|.)[{re.escape(_CLOSING)}]*\s*",
    re.DOTALL,
)


def broken(text: str, face: Typeface, size: float, width: float) -> list[str]:
    """Return the text in lines of at most `width` millimetres; at least one line."""
    room = width * MILLIMETRE
    lines, current = [], ""
    for piece in _PIECE.findall(text):
        if face.measure((current + piece).rstrip(), size) <= room:
            current += piece
            continue
        if current:
            lines.append(current.rstrip())
        current = piece
        while face.measure(current.rstrip(), size) > room:
            fitting = _fitting(current, face, size, room)
            lines.append(current[:fitting])
            current = current[fitting:]
    if current.strip() or not lines:
        lines.append(current.rstrip())
    return lines


def _fitting(text: str, face: Typeface, size: float, room: float) -> int:
    """Return how many characters fit, at least one."""
    count = 1
    while count < len(text) and face.measure(text[: count + 1], size) <= room:
        count += 1
    return count
