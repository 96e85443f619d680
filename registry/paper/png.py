"""A sheet as PNG: its PDF, rendered at 300 dots an inch, so there is one drawing and not two.

A certificate has few colours, so the file has a palette of them and of their shades towards the
paper, which is what smooth edges need: a third of the size, in a third of the time.
"""

from __future__ import annotations

import io
import threading
from functools import lru_cache
from typing import Final

import pypdfium2  # type: ignore[import-untyped]  # it has no stubs
from PIL import Image

from registry.paper.layout import GREY, INK, RED
from registry.paper.ornament import GOLD, PALE

DOTS_PER_INCH: Final = 300
_PDFIUM: Final = threading.Lock()
"""PDFium works for one caller at a time."""
_POINTS_PER_INCH: Final = 72
_SHADES: Final = 20
_LIGHTEST: Final = 0.85
_COMPRESSION: Final = 4


def render_png(pdf: bytes) -> bytes:
    """Return the first page of a PDF of ours."""
    with _PDFIUM:
        document = pypdfium2.PdfDocument(pdf)
        try:
            picture = document[0].render(scale=DOTS_PER_INCH / _POINTS_PER_INCH).to_pil()
        finally:
            document.close()
    file = io.BytesIO()
    coloured = picture.quantize(palette=_palette(), dither=Image.Dither.NONE)
    resolution = (DOTS_PER_INCH, DOTS_PER_INCH)
    coloured.save(file, "PNG", dpi=resolution, compress_level=_COMPRESSION)
    return file.getvalue()


@lru_cache(maxsize=1)
def _palette() -> Image.Image:
    """Return white, black, and the shades of every ink.

    None is almost white: Pillow looks colours up by their upper five bits, and paper stays white.
    """
    values = [0, 0, 0, 255, 255, 255, *PALE]
    for ink in (INK, RED, GREY, GOLD):
        for shade in range(_SHADES):
            part = _LIGHTEST * shade / (_SHADES - 1)
            values += [round(value + (255 - value) * part) for value in ink]
    palette = Image.new("P", (1, 1))
    palette.putpalette(values)
    return palette
