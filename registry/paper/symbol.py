"""The QR symbol of the print profile (ISO/IEC 18004), at level M, in whole printer's dots.

A module is five dots of 1/300 inch, or as many more as make the symbol 30 mm wide: so every edge
falls on a dot of a printer of 300, 600 or 1200 dpi, and none is smeared. Four modules around it stay
empty (section 6.3.8).
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import groupby
from typing import Final

import zxingcpp

from registry.paper.drawing import Contour, rectangle

SMALLEST: Final = 30.0
"""Millimetres, without the quiet zone."""
QUIET: Final = 4
"""Modules that stay empty around the symbol."""
_DOT: Final = 25.4 / 300
_FEWEST_DOTS: Final = 5


@dataclass(frozen=True, slots=True)
class Symbol:
    """The dark modules of a symbol by rows; True is dark. `module` is the width of one, in mm."""

    rows: tuple[tuple[bool, ...], ...]
    module: float

    @property
    def width(self) -> float:
        """Return the width without the quiet zone, in millimetres."""
        return len(self.rows) * self.module

    @property
    def quiet(self) -> float:
        """Return the width of the quiet zone, in millimetres."""
        return QUIET * self.module

    def contours(self, x: float, y: float) -> tuple[Contour, ...]:
        """Return the dark modules as rectangles, one for each run in a row.

        `x`, `y` is the corner of the symbol, inside the quiet zone.
        """
        found = []
        for number, row in enumerate(self.rows):
            place = 0
            for dark, run in groupby(row):
                length = len(list(run))
                if dark:
                    left, top = x + place * self.module, y + number * self.module
                    found.append(rectangle(left, top, length * self.module, self.module))
                place += length
        return tuple(found)


def symbol_of(text: str) -> Symbol:
    """Return the smallest symbol of a text."""
    code = zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat.QRCode, ec_level="M")
    picture = memoryview(code.to_image(scale=1, add_quiet_zones=False)).tolist()
    rows = tuple(tuple(not light for light in row) for row in picture)
    dots = max(_FEWEST_DOTS, math.ceil(SMALLEST / (len(rows) * _DOT)))
    return Symbol(rows, dots * _DOT)
