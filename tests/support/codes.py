"""Pictures of QR codes as a telephone or scanner sees them: turned, tilted, blurred, noisy."""

from __future__ import annotations

from typing import Any, Final, TypeAlias, cast

import cv2
import numpy as np
import segno
from numpy.typing import NDArray
from segno import consts

Grey: TypeAlias = NDArray[np.uint8]

PAPER: Final = 235
_QUIET: Final = 4


def sheet(*, width: int, height: int) -> Grey:
    """Return paper without anything on it."""
    return np.full((height, width), PAPER, np.uint8)


def side_by_side(*pictures: Grey) -> Grey:
    """Return pictures of one height beside each other, with as much paper between them."""
    first, *others = pictures
    parts = [first, *(part for other in others for part in (np.full_like(other, 255), other))]
    return _whole(np.hstack(parts))


def bytes_in(version: int, error: str) -> int:
    """Return how many bytes a symbol holds: its data words without mode and count."""
    capacities = cast("dict[int, dict[int, int]]", consts.SYMBOL_CAPACITY)
    bits = capacities[version][consts.ERROR_MAPPING[error]]
    return (bits - 4 - (8 if version < 10 else 16)) // 8


def code(
    text: str,
    *,
    scale: int = 5,
    version: int | None = None,
    error: str = "M",
    mask: int | None = None,
) -> Grey:
    """Return a code, `scale` pixels a module."""
    symbol = segno.make(
        text, version=version, error=error, mask=mask, boost_error=False, micro=False
    )
    rows = [[0 if dark else 255 for dark in row] for row in symbol.matrix_iter(border=_QUIET)]
    return _whole(np.kron(np.array(rows), np.ones((scale, scale))))


def printed(text: str, pixels: int) -> Grey:
    """Return a code with its quiet zone, this many pixels wide, as a scanner sees it."""
    return _whole(cv2.resize(code(text, scale=12), (pixels, pixels), interpolation=cv2.INTER_AREA))


def on_paper(picture: Grey, margin: int = 100) -> Grey:
    """Put a picture on a sheet."""
    sides = (margin, margin, margin, margin)
    return _whole(cv2.copyMakeBorder(picture, *sides, cv2.BORDER_CONSTANT, value=PAPER))


def turned(picture: Grey, degrees: float) -> Grey:
    """Turn a picture about its middle; the sheet grows with it."""
    high, wide = picture.shape
    turn = cv2.getRotationMatrix2D((wide / 2, high / 2), degrees, 1)
    cosine, sine = abs(turn[0, 0]), abs(turn[0, 1])
    size = (int(high * sine + wide * cosine), int(high * cosine + wide * sine))
    turn[0, 2] += size[0] / 2 - wide / 2
    turn[1, 2] += size[1] / 2 - high / 2
    return _whole(cv2.warpAffine(picture, turn, size, borderValue=PAPER))


def tilted(picture: Grey, share: float) -> Grey:
    """See a sheet from the side: its corners move inwards by up to this share of its size."""
    high, wide = picture.shape
    flat = np.array([[0, 0], [wide, 0], [wide, high], [0, high]], np.float32)
    seen = np.array(
        [
            [wide * share, high * share / 2],
            [wide * (1 - share * 0.4), 0],
            [wide, high],
            [0, high * (1 - share)],
        ],
        np.float32,
    )
    matrix = cv2.getPerspectiveTransform(flat, seen)
    return _whole(cv2.warpPerspective(picture, matrix, (wide, high), borderValue=PAPER))


def bent(picture: Grey, pixels: float) -> Grey:
    """Bend the sheet: its middle moves by so many pixels down and to the right, its edges stay."""
    high, wide = picture.shape
    rows, columns = np.mgrid[0:high, 0:wide].astype(np.float32)
    from_left = columns - pixels * np.sin(rows / high * np.pi)
    from_top = rows - pixels * np.sin(columns / wide * np.pi)
    moved = cv2.remap(picture, from_left, from_top, cv2.INTER_LINEAR, borderValue=PAPER)
    return _whole(moved)


def worn(picture: Grey, *, blur: float = 0.0, noise: float = 0.0, seed: int = 1) -> Grey:
    """Blur a picture by a Gaussian of so many pixels, and add noise of so many of 255 greys."""
    soft = cv2.GaussianBlur(picture, (0, 0), blur) if blur else picture
    grain = np.random.default_rng(seed).normal(0, noise, picture.shape) if noise else 0
    return _whole(np.clip(soft.astype(float) + grain, 0, 255))


def shaded(picture: Grey) -> Grey:
    """Light it from one side."""
    high, wide = picture.shape
    light = np.linspace(0.45, 1.1, wide)[None, :] * np.linspace(0.8, 1.05, high)[:, None]
    return _whole(np.clip(picture * light, 0, 255))


def page_of_text(*, width: int = 1200, height: int = 1600) -> Grey:
    """Return a page full of print without any code."""
    page = sheet(width=width, height=height)
    for line in range(height // 22 - 2):
        place = (40, 40 + line * 22)
        text = "Certificate of vocational skill level 1234567890"
        cv2.putText(page, text, place, cv2.FONT_HERSHEY_SIMPLEX, 0.6, 20, 1)
    return page


def png(picture: Grey) -> bytes:
    """Return a picture as a file."""
    return bytes(cv2.imencode(".png", picture)[1])


def jpeg(picture: Grey, quality: int = 60) -> bytes:
    """Return a picture as a file that has lost a little."""
    return bytes(cv2.imencode(".jpg", picture, [cv2.IMWRITE_JPEG_QUALITY, quality])[1])


def video(picture: Grey, *, width: int = 1280, height: int = 720) -> bytes:
    """Return a film of one frame, as Chromium's pretended camera takes it (YUV4MPEG2)."""
    frame = sheet(width=width, height=height)
    high, wide = picture.shape
    top, left = (height - high) // 2, (width - wide) // 2
    frame[top : top + high, left : left + wide] = picture
    colours = np.full(width * height // 2, 128, np.uint8)
    head = f"YUV4MPEG2 W{width} H{height} F10:1 Ip A1:1 C420\n".encode()
    return head + 3 * (b"FRAME\n" + frame.tobytes() + colours.tobytes())


def _whole(picture: Any) -> Grey:
    return np.ascontiguousarray(picture, dtype=np.uint8)
