"""What a sheet consists of: lines of text and paths, in millimetres from its upper left corner.

Nothing is drawn here; `pdf` and `svg` do, each in its own language, from the same shapes.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from registry.paper.typeface import Typeface

MILLIMETRE: Final = 72 / 25.4
"""In points."""
WIDTH: Final = 210.0
HEIGHT: Final = 297.0

Colour = tuple[int, int, int]
"""sRGB, 0 to 255."""
Point = tuple[float, float]
# A line to a point, or a Bézier curve with its two control points before its end.
Segment = tuple[Point] | tuple[Point, Point, Point]


@dataclass(frozen=True, slots=True)
class Text:
    """One line of text, whose baseline begins at `x`, `y`.

    `size` and `tracking` (space added between characters) are in points.
    """

    x: float
    y: float
    text: str
    face: Typeface
    size: float
    colour: Colour
    tracking: float = 0.0


@dataclass(frozen=True, slots=True)
class Contour:
    """One line of a path, closed or open."""

    start: Point
    segments: tuple[Segment, ...]
    closed: bool = True


@dataclass(frozen=True, slots=True)
class Path:
    """Contours that are filled, or drawn with a pen of `pen` points."""

    contours: tuple[Contour, ...]
    colour: Colour
    pen: float | None = None


@dataclass(frozen=True, slots=True)
class Modules:
    """A black symbol of square modules of `module` millimetres, by its upper left corner.

    `runs` are the dark ones: column, row and length of each run in a row.
    """

    x: float
    y: float
    module: float
    runs: tuple[tuple[int, int, int], ...]


Shape = Text | Path | Modules


@dataclass(slots=True)
class Sheet:
    """A page of A4, drawn from bottom to top in the order in which shapes were put on it."""

    title: str
    shapes: list[Shape] = field(default_factory=list)

    def put(self, *shapes: Shape) -> None:
        """Put shapes on the sheet, over what is there."""
        self.shapes.extend(shapes)

    def texts(self) -> Iterator[Text]:
        """Yield the lines of text."""
        return (shape for shape in self.shapes if isinstance(shape, Text))


def centred(
    text: str,
    y: float,
    face: Typeface,
    size: float,
    colour: Colour,
    *,
    tracking: float = 0.0,
    x: float = WIDTH / 2,
) -> Text:
    """Return a line of text whose middle is at `x`."""
    width = face.measure(text, size, tracking) / MILLIMETRE
    return Text(x - width / 2, y, text, face, size, colour, tracking)


def polygon(*points: Point) -> Contour:
    """Return a closed contour of straight lines."""
    return Contour(points[0], tuple((point,) for point in points[1:]))


def line(*points: Point) -> Contour:
    """Return an open contour of straight lines."""
    return Contour(points[0], tuple((point,) for point in points[1:]), closed=False)


def rectangle(x: float, y: float, width: float, height: float) -> Contour:
    """Return a rectangle by its upper left corner."""
    return polygon((x, y), (x + width, y), (x + width, y + height), (x, y + height))
