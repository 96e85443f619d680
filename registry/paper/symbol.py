"""The QR symbol of the print profile (ISO/IEC 18004), at level M, in whole printer's dots.

A module is as large as the place on the sheet allows, for a blurred copy is read by its size; and
it is a whole number of dots of 1/300 inch, so that all are alike on a printer of 300, 600 or 1200
dpi. Four modules around the symbol stay empty (section 6.3.8).
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from typing import Final, cast

import zxingcpp

from registry.paper.drawing import Modules

LARGEST: Final = 54.0
"""Millimetres, without the quiet zone. Version 22 takes 53, any version more than 40."""
QUIET: Final = 4
"""Modules that stay empty around the symbol."""
_DARK: Final = re.compile(rb"\x00+")
_DOT: Final = 25.4 / 300


@dataclass(frozen=True, slots=True)
class Symbol:
    """A symbol by rows, a byte a module, 0 is dark. `module` is the width of one in millimetres."""

    rows: tuple[bytes, ...]
    module: float

    @property
    def width(self) -> float:
        """Return the width without the quiet zone, in millimetres."""
        return len(self.rows) * self.module

    @property
    def quiet(self) -> float:
        """Return the width of the quiet zone, in millimetres."""
        return QUIET * self.module

    def at(self, x: float, y: float) -> Modules:
        """Return the symbol with its corner, inside the quiet zone, at `x`, `y`."""
        runs = [
            (run.start(), number, run.end() - run.start())
            for number, row in enumerate(self.rows)
            for run in _DARK.finditer(row)
        ]
        return Modules(x, y, self.module, tuple(runs))


def symbol_of(text: str) -> Symbol:
    """Return the smallest symbol of a text."""
    code = zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat.QRCode, ec_level="M")
    # The picture gives its memory out, which no type of Python 3.11 can say.
    picture = memoryview(cast("bytes", code.to_image(scale=1, add_quiet_zones=False)))
    flat, size = picture.tobytes(), math.isqrt(picture.nbytes)
    rows = tuple(flat[start : start + size] for start in range(0, len(flat), size))
    return Symbol(rows, math.floor(LARGEST / (size * _DOT)) * _DOT)
