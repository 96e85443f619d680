"""A sheet as PNG: its PDF, rendered at 300 dots an inch, so there is one drawing and not two.

PDFium works for one caller at a time; `routes` and `batch` see to that.
"""

from __future__ import annotations

import io
from typing import Final

import pypdfium2  # type: ignore[import-untyped]  # it has no stubs

DOTS_PER_INCH: Final = 300
_POINTS_PER_INCH: Final = 72
# Twice as fast as the usual 6, and the file is hardly larger.
_COMPRESSION: Final = 4


def render_png(pdf: bytes) -> bytes:
    """Return the first page of a PDF of ours, in full colour."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        page = document[0]
        picture = page.render(scale=DOTS_PER_INCH / _POINTS_PER_INCH, prefer_bgrx=True).to_pil()
    finally:
        document.close()
    file = io.BytesIO()
    picture.convert("RGB").save(
        file, "PNG", dpi=(DOTS_PER_INCH, DOTS_PER_INCH), compress_level=_COMPRESSION
    )
    return file.getvalue()
