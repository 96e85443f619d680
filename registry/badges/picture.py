"""What a badge looks like: a gear wheel in the colour of its level, drawn once, as SVG and as PNG.

A picture is a list of shapes on a square of 512 units; both renderers draw the same list. It shows
what the badge says and no more: occupation, level, number, issuer, day. The wheel is a trade's, no
emblem of any authority.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Final

from registry.issuing.credential import Content
from registry.reference import levels
from registry.vocabulary import Rank

SIZE: Final = 512
_CENTRE: Final = SIZE / 2
_TEETH: Final = 24
_PAPER: Final = "#fffdf7"
_INK: Final = "#2b2b2b"
_SOFT: Final = "#6b665c"
_COLOURS: Final = {
    "APPRENTICE": ("#5d7a5d", "#8aa58a"),
    "JUNIOR": ("#3f7d58", "#77ad8b"),
    "INTERMEDIATE": ("#2f7480", "#6aa5b0"),
    "SENIOR": ("#2c5f93", "#6b97c4"),
    "TECHNICIAN": ("#3c4a8f", "#7e89c2"),
    "SENIOR_TECHNICIAN": ("#5e3b87", "#9a79c0"),
    "SPECIAL_TECHNICIAN": ("#8a2f3c", "#c47581"),
    "CHIEF_TECHNICIAN": ("#8a6a1f", "#c9a95c"),
}
"""Each level's dark and light colour; the words say the level too."""

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Polygon:
    """A filled polygon."""

    points: tuple[Point, ...]
    fill: str


@dataclass(frozen=True, slots=True)
class Disc:
    """A circle about the centre, filled, or drawn as a line `width` wide where `fill` is None."""

    radius: float
    fill: str | None
    line: str | None = None
    width: float = 0


@dataclass(frozen=True, slots=True)
class Words:
    """A line of text, centred on the middle; `y` is its base line, `size` the height of an em."""

    text: str
    y: float
    size: float
    fill: str


Shape = Polygon | Disc | Words


def badge_shapes(content: Content) -> tuple[Shape, ...]:
    """Return the picture of a certificate that has a badge."""
    name = content.level or ""
    dark, light = _COLOURS[name]
    level = levels()[name]
    title = content.occupation_name or content.occupation or ""
    return (
        Polygon(_gear(248, 228), dark),
        Disc(212, _PAPER),
        Disc(200, None, light, 3),
        *_pips(Rank[name], dark),
        _fitted("职业技能等级", 158, 24, 280, _SOFT),
        _fitted(title, 224, 52, 350, _INK),
        *_ribbon(dark, light),
        _fitted(f"{level.zh} · {level.en}", 291, 32, 370, _PAPER),
        _fitted(content.issuer_name or content.issuer_prefix, 354, 21, 330, _INK),
        _fitted(content.number, 388, 19, 300, _SOFT),
        _fitted(content.issued_on.isoformat(), 418, 19, 240, _SOFT),
    )


def _gear(outer: float, inner: float) -> tuple[Point, ...]:
    step = 2 * math.pi / _TEETH
    corners = ((inner, -0.32), (outer, -0.20), (outer, 0.20), (inner, 0.32))
    return tuple(
        _at(radius, tooth * step + part * step)
        for tooth in range(_TEETH)
        for radius, part in corners
    )


def _at(radius: float, angle: float) -> Point:
    return (
        round(_CENTRE + radius * math.sin(angle), 2),
        round(_CENTRE - radius * math.cos(angle), 2),
    )


def _pips(rank: Rank, fill: str) -> list[Polygon]:
    """Return a row of stars, one for each step that the level stands above the ground."""
    gap, y, outer = 30, 108, 12
    left = _CENTRE - gap * (rank - 1) / 2
    return [Polygon(_star(left + gap * place, y, outer), fill) for place in range(rank)]


def _star(x: float, y: float, outer: float) -> tuple[Point, ...]:
    points = []
    for corner in range(10):
        radius = outer if corner % 2 == 0 else outer * 0.42
        angle = corner * math.pi / 5
        points.append(
            (round(x + radius * math.sin(angle), 2), round(y - radius * math.cos(angle), 2))
        )
    return tuple(points)


def _ribbon(dark: str, light: str) -> tuple[Polygon, Polygon, Polygon]:
    """Return a ribbon across the wheel: two ends behind, the band in front."""
    left = ((8.0, 262.0), (70.0, 262.0), (70.0, 318.0), (8.0, 318.0), (26.0, 290.0))
    right = tuple((SIZE - x, y) for x, y in left)
    band = ((34.0, 250.0), (SIZE - 34.0, 250.0), (SIZE - 34.0, 308.0), (34.0, 308.0))
    return Polygon(left, light), Polygon(right, light), Polygon(band, dark)


def _fitted(text: str, y: float, size: float, width: float, fill: str) -> Words:
    """Return a line of at most `width` units: smaller where long, cut where far too long."""
    fits = min(size, width / max(_ems(text), 1))
    smallest = size * 0.45
    if fits < smallest:
        while _ems(text) > width / smallest - 1:
            text = text[:-1]
        text, fits = f"{text}…", smallest
    return Words(text, y, round(fits, 2), fill)


def _ems(text: str) -> float:
    """Return about how wide a text is: a Chinese character is square, others about half as wide."""
    return sum(1.0 if ord(character) >= 0x2E80 else 0.58 for character in text)
