"""Read the QR codes of a picture or document: data in, JSON out, and then the process ends.

`python -m verifier.picturereader < FILE`. Readers of PDF and pictures are large and written in C,
and who asks for a verdict did not choose the file. So they run here, apart from the verifier: at
most 2 GiB of memory and 20 s of computing, a page or picture of at most 64 million dots, a document
of at most 20 pages. What is larger is refused, before it is unpacked where its size is written at
its head, and by the limits of the process where it is not.
"""

from __future__ import annotations

import io
import json
import math
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from typing import Any, Final

from verifier.drawncode import Bitmap, read_drawing
from verifier.envelope import MAX_ENVELOPE_BYTES
from verifier.errors import MalformedError

MAX_DOTS: Final = 64_000_000
MAX_PAGES: Final = 20
MEMORY_BYTES: Final = 2 * 1024**3
CPU_SECONDS: Final = 20
ATTACHED: Final = ("certificate.json", "certificate.sd-jwt")
"""Names of files inside a PDF that hold a credential; the first says more."""

MARK: Final = "/verify#"
"""Stands in the text of every code of a certificate (CREDENTIAL.md section 1)."""
_DOTS_A_POINT: Final = 300 / 72
_LOOKED_AT_CLOSELY: Final = 4
_FORMATS: Final = ("PNG", "JPEG", "GIF", "WEBP", "BMP")
_PDF: Final = b"%PDF-"


def main() -> int:
    """Read standard input; print what was found, or why nothing can be."""
    _limit()
    data = sys.stdin.buffer.read()
    try:
        answer = _answer(data)
    except ImportError as err:
        answer = {"error": f"pictures need the package {err.name}, which is not installed"}
    except (MalformedError, MemoryError) as err:
        answer = {"error": str(err) or "it needs too much memory"}
    json.dump(answer, sys.stdout)
    return 0


def _limit() -> None:
    """Bound what this process may use; where the system has no such limits, the caller's remain."""
    try:
        import resource  # noqa: PLC0415 - not on every system
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))


def _answer(data: bytes) -> dict[str, Any]:
    if data.startswith(_PDF):
        return _in_document(data)
    if data[:64].lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        drawn = read_drawing(data)
        return {"codes": () if drawn is None else codes_of(drawn), "attached": None}
    return {"codes": codes_of(_picture(data)), "attached": None}


def codes_of(bitmap: Bitmap) -> tuple[str, ...]:
    """Return the texts of the QR codes in a bitmap, as they are found at first sight or better."""
    return _search([lambda: bitmap])


def _search(pages: Sequence[Callable[[], Bitmap]]) -> tuple[str, ...]:
    """Return the texts of codes, up to the first of a certificate.

    A certificate's code is dense. Where none is found at first sight, noise is smoothed away, then
    the edges that smoothing and a bad copy took are brought back: that reads most of what a camera
    blurred by half a module. It takes long, so of a document only the first pages are looked at so.
    """
    texts: dict[str, None] = {}
    for page in pages:
        texts |= dict.fromkeys(_codes(page()))
        if _has_ours(texts):
            return tuple(texts)
    for page in pages[:_LOOKED_AT_CLOSELY]:
        for attempt in _improved(page()):
            texts |= dict.fromkeys(_codes(attempt))
            if _has_ours(texts):
                return tuple(texts)
    return tuple(texts)


def _has_ours(texts: Iterable[str]) -> bool:
    return any(MARK in text for text in texts)


def _codes(bitmap: Bitmap) -> Iterator[str]:
    import zxingcpp  # noqa: PLC0415 - optional, and only needed for pictures

    # Its types ask for an array of numpy and a set of formats; bytes and one format do as well.
    reader: Any = zxingcpp
    view = reader.ImageView(bitmap.data, bitmap.width, bitmap.height, reader.ImageFormat.Lum)
    for code in reader.read_barcodes(view, formats=reader.BarcodeFormat.QRCode):
        yield code.text


def _improved(bitmap: Bitmap) -> Iterator[Bitmap]:
    from PIL import Image, ImageFilter  # noqa: PLC0415 - as above

    size = (bitmap.width, bitmap.height)
    smooth = Image.frombytes("L", size, bitmap.data).filter(ImageFilter.GaussianBlur(1))
    for picture in (smooth, smooth.filter(ImageFilter.UnsharpMask(3, 250, 0))):
        yield Bitmap(*size, picture.tobytes())


def _picture(data: bytes) -> Bitmap:
    from PIL import Image, UnidentifiedImageError  # noqa: PLC0415 - as above

    try:
        # Opening reads the head alone; Pillow itself refuses what is beyond twice its own limit.
        with Image.open(io.BytesIO(data), formats=_FORMATS) as picture:
            _check_dots(*picture.size)
            grey = picture.convert("L")
    except (UnidentifiedImageError, Image.DecompressionBombError, OSError, ValueError) as err:
        raise MalformedError(f"not a picture that can be read: {err}") from err
    return Bitmap(grey.width, grey.height, grey.tobytes())


def _in_document(data: bytes) -> dict[str, Any]:
    import pypdfium2  # type: ignore[import-untyped]  # noqa: PLC0415 - as above; it has no stubs

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as err:
        raise MalformedError(f"not a PDF that can be read: {err}") from err
    if len(document) > MAX_PAGES:
        raise MalformedError(f"{len(document)} pages, at most {MAX_PAGES} are looked at")
    codes = _search([partial(_rendered, document, place) for place in range(len(document))])
    return {"codes": codes, "attached": _attached(document)}


def _rendered(document: Any, place: int) -> Bitmap:
    """Return a page at 300 dots an inch, or at fewer if it is larger than any paper."""
    page = document[place]
    width, height = page.get_size()
    scale = min(_DOTS_A_POINT, math.sqrt(MAX_DOTS / max(width * height, 1.0)))
    grey = page.render(scale=scale, grayscale=True, rev_byteorder=False)
    rows, stride = bytes(grey.buffer), grey.stride
    if stride != grey.width:
        lines = range(0, stride * grey.height, stride)
        rows = b"".join(rows[start : start + grey.width] for start in lines)
    return Bitmap(grey.width, grey.height, rows)


def _attached(document: Any) -> str | None:
    """Return the credential that is attached to a document, None if none is."""
    found: dict[str, str] = {}
    for place in range(min(document.count_attachments(), MAX_PAGES)):
        attachment = document.get_attachment(place)
        name = attachment.get_name()
        data = bytes(attachment.get_data()) if name in ATTACHED else b""
        if 0 < len(data) <= MAX_ENVELOPE_BYTES:
            found[name] = data.decode("utf-8", "replace")
    return next((found[name] for name in ATTACHED if name in found), None)


def _check_dots(width: int, height: int) -> None:
    if width * height > MAX_DOTS:
        raise MalformedError(f"{width} x {height} dots, at most {MAX_DOTS} are looked at")


if __name__ == "__main__":
    sys.exit(main())
