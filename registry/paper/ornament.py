"""The frame and the rosette: geometry alone, and on purpose no emblem of any state or body."""

from __future__ import annotations

import math
from functools import lru_cache
from typing import Final

from registry.paper.drawing import (
    HEIGHT,
    WIDTH,
    Colour,
    Contour,
    Path,
    Point,
    Segment,
    line,
    polygon,
    rectangle,
)

GOLD: Final[Colour] = (176, 141, 87)
PALE: Final[Colour] = (243, 236, 224)
_MARGIN: Final = 10.0
_INSET: Final = 2.2
_FRET: Final = 15.0
_CENTRE: Final[Point] = (WIDTH / 2, 150.0)
_PETALS: Final = 9
_STEPS: Final = 72


@lru_cache(maxsize=1)
def rosette() -> Path:
    """Return the fine lines behind the text: circles that swell, each turned against the last."""
    rings = [
        _ring(radius, swell=0.11, turn=turn)
        for radius in (18.0, 27.0, 36.0, 45.0, 54.0, 63.0)
        for turn in (0.0, math.pi / _PETALS)
    ]
    return Path(tuple(rings), PALE, pen=0.7)


@lru_cache(maxsize=1)
def frame() -> tuple[Path, ...]:
    """Return the double border with a fret (回纹) in each corner."""
    outer = rectangle(_MARGIN, _MARGIN, WIDTH - 2 * _MARGIN, HEIGHT - 2 * _MARGIN)
    inside = _MARGIN + _INSET
    inner = rectangle(inside, inside, WIDTH - 2 * inside, HEIGHT - 2 * inside)
    corners = tuple(_fret(right=right, low=low) for right in (False, True) for low in (False, True))
    return (
        Path((outer,), GOLD, pen=1.6),
        Path((inner,), GOLD, pen=0.5),
        Path(corners, GOLD, pen=1.0),
    )


def divider(y: float) -> tuple[Path, ...]:
    """Return a line across the middle with a diamond on it."""
    middle, half, gap, size = WIDTH / 2, 42.0, 4.0, 1.5
    diamond = polygon(
        (middle - size, y), (middle, y - size), (middle + size, y), (middle, y + size)
    )
    lines = (
        line((middle - half, y), (middle - gap, y)),
        line((middle + gap, y), (middle + half, y)),
    )
    return (Path(lines, GOLD, pen=0.7), Path((diamond,), GOLD))


def _fret(*, right: bool, low: bool) -> Contour:
    """Return the spiral of a corner, made for the upper left one and mirrored."""
    near, far, step = _MARGIN + _INSET + 1.6, _MARGIN + _INSET + _FRET, 1.9
    points: list[Point] = [
        (far, near), (near, near), (near, far), (near + 2 * step, far),
        (near + 2 * step, near + 2 * step), (far, near + 2 * step), (far, near + step),
        (near + step, near + step), (near + step, far - step),
    ]  # fmt: skip
    return line(*((WIDTH - x if right else x, HEIGHT - y if low else y) for x, y in points))


def _ring(radius: float, *, swell: float, turn: float) -> Contour:
    """Return a circle whose radius swells `_PETALS` times, as smooth curves.

    Each curve is the cubic Hermite piece between two points of the ring, by its derivatives.
    """
    step = 2 * math.pi / _STEPS

    def at(angle: float) -> tuple[Point, Point]:
        wave = _PETALS * angle + turn * _PETALS
        r = radius * (1 + swell * math.cos(wave))
        dr = -radius * swell * _PETALS * math.sin(wave)
        x, y = math.cos(angle), math.sin(angle)
        point = (_CENTRE[0] + r * x, _CENTRE[1] + r * y)
        return point, (dr * x - r * y, dr * y + r * x)

    knots = [at(number * step) for number in range(_STEPS)]
    segments: list[Segment] = []
    for (start, leaving), (end, arriving) in zip(knots, [*knots[1:], knots[0]], strict=True):
        third = step / 3
        first = (start[0] + leaving[0] * third, start[1] + leaving[1] * third)
        second = (end[0] - arriving[0] * third, end[1] - arriving[1] * third)
        segments.append((first, second, end))
    return Contour(knots[0][0], tuple(segments))
