"""Outlines of glyphs as SVG paths, from entries of the table `glyf` (OpenType, simple glyphs).

Two off-curve points in a row have a point on the curve between them that is not stored; a contour
may even begin with one.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

_ON: Final = 0x01
_REPEAT: Final = 0x08
# Of x and of y: the coordinate is one byte; then its sign, or that it is as the last one.
_SHORT: Final = (0x02, 0x04)
_SAME: Final = (0x10, 0x20)


@dataclass(frozen=True, slots=True)
class _Knot:
    x: float
    y: float
    is_on: bool


def svg_path(entry: bytes) -> str:
    """Return an outline in font units, y upwards; empty where nothing is drawn."""
    return "".join(map(_drawn, _contours(entry)))


def _contours(entry: bytes) -> Iterator[list[_Knot]]:
    if not entry:
        return
    count = struct.unpack_from(">h", entry)[0]
    ends = struct.unpack_from(f">{count}H", entry, 10)
    place = 10 + 2 * count
    place += 2 + struct.unpack_from(">H", entry, place)[0]
    flags, place = _flags(entry, place, ends[-1] + 1)
    xs, place = _coordinates(entry, place, flags, 0)
    ys, _ = _coordinates(entry, place, flags, 1)
    knots = [_Knot(x, y, bool(flag & _ON)) for x, y, flag in zip(xs, ys, flags, strict=True)]
    start = 0
    for end in ends:
        yield knots[start : end + 1]
        start = end + 1


def _flags(entry: bytes, place: int, count: int) -> tuple[list[int], int]:
    flags: list[int] = []
    while len(flags) < count:
        flag = entry[place]
        place += 1
        times = 1
        if flag & _REPEAT:
            times += entry[place]
            place += 1
        flags += [flag] * times
    return flags, place


def _coordinates(entry: bytes, place: int, flags: list[int], axis: int) -> tuple[list[int], int]:
    """Return the coordinates of one axis, which are stored as differences, and where they end."""
    values, value = [], 0
    for flag in flags:
        if flag & _SHORT[axis]:
            value += entry[place] if flag & _SAME[axis] else -entry[place]
            place += 1
        elif not flag & _SAME[axis]:
            value += struct.unpack_from(">h", entry, place)[0]
            place += 2
        values.append(value)
    return values, place


def _drawn(knots: list[_Knot]) -> str:
    """Return one closed contour."""
    first = next((place for place, knot in enumerate(knots) if knot.is_on), None)
    if first is None:
        knots = [_middle(knots[-1], knots[0]), *knots]
        first = 0
    turned = [*knots[first:], *knots[:first], knots[first]]
    parts, control = [f"M{_place(turned[0])}"], None
    for knot in turned[1:]:
        if control is None:
            if knot.is_on:
                parts.append(f"L{_place(knot)}")
            else:
                control = knot
        elif knot.is_on:
            parts.append(f"Q{_place(control)} {_place(knot)}")
            control = None
        else:
            parts.append(f"Q{_place(control)} {_place(_middle(control, knot))}")
            control = knot
    return "".join(parts) + "Z"


def _middle(one: _Knot, other: _Knot) -> _Knot:
    return _Knot((one.x + other.x) / 2, (one.y + other.y) / 2, is_on=True)


def _place(knot: _Knot) -> str:
    return f"{knot.x:g} {knot.y:g}"
