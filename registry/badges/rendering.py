"""Draw the shapes of a badge's picture: as SVG, whose text stays text, and as PNG."""

from __future__ import annotations

from importlib.resources import files
from importlib.resources.abc import Traversable
from io import BytesIO
from typing import Final, assert_never
from xml.sax.saxutils import escape

from PIL import Image, ImageDraw, ImageFont

from registry.badges.picture import SIZE, Disc, Polygon, Shape, Words

_FONTS: Final = "'Noto Serif CJK SC', 'Source Han Serif SC', SimSun, 'Songti SC', serif"
_TYPEFACE: Final = "SkillCertificateSerif-Regular.ttf"
_PIXELS: Final = 1_024
_COLOURS: Final = 256
_SMOOTH: Final = 2
"""The PNG is drawn so many times larger and made smaller, which smooths its edges."""


def draw_svg(shapes: tuple[Shape, ...], *, title: str) -> str:
    """Return the picture as SVG 1.1; `title` is read to those who cannot see it."""
    body = "\n".join(_element(shape) for shape in shapes)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {SIZE} {SIZE}" role="img">\n'
        f"<title>{escape(title)}</title>\n{body}\n</svg>\n"
    )


def draw_png(shapes: tuple[Shape, ...]) -> bytes:
    """Return the picture as PNG of 1024 by 1024 pixels with a transparent ground."""
    scale = _PIXELS * _SMOOTH / SIZE
    image = Image.new("RGBA", (_PIXELS * _SMOOTH, _PIXELS * _SMOOTH), (0, 0, 0, 0))
    pen = ImageDraw.Draw(image)
    for shape in shapes:
        _draw(pen, shape, scale)
    small = image.resize((_PIXELS, _PIXELS), Image.Resampling.LANCZOS)
    # Few colours and their shades: a palette holds them, with a third of the bytes.
    out = BytesIO()
    small.quantize(_COLOURS, method=Image.Quantize.FASTOCTREE).save(out, "PNG", optimize=True)
    return out.getvalue()


def _typeface() -> Traversable:
    return files("registry.paper").joinpath("fonts", _TYPEFACE)


def _element(shape: Shape) -> str:
    match shape:
        case Polygon(points, fill):
            corners = " ".join(f"{x:g},{y:g}" for x, y in points)
            return f'<polygon points="{corners}" fill="{fill}"/>'
        case Disc(radius, fill, line, width):
            stroke = "" if line is None else f' stroke="{line}" stroke-width="{width:g}"'
            middle = f'cx="{SIZE / 2:g}" cy="{SIZE / 2:g}" r="{radius:g}"'
            return f'<circle {middle} fill="{fill or "none"}"{stroke}/>'
        case Words(text, y, size, fill):
            place = f'x="{SIZE / 2:g}" y="{y:g}" text-anchor="middle"'
            look = f'font-family="{_FONTS}" font-size="{size:g}" fill="{fill}"'
            return f"<text {place} {look}>{escape(text)}</text>"
        case _:
            assert_never(shape)


def _draw(pen: ImageDraw.ImageDraw, shape: Shape, scale: float) -> None:
    middle = SIZE / 2 * scale
    match shape:
        case Polygon(points, fill):
            pen.polygon([(x * scale, y * scale) for x, y in points], fill=fill)
        case Disc(radius, fill, line, width):
            reach = radius * scale
            box = (middle - reach, middle - reach, middle + reach, middle + reach)
            pen.ellipse(box, fill=fill, outline=line, width=round(width * scale))
        case Words(text, y, size, fill):
            font = ImageFont.truetype(str(_typeface()), round(size * scale))
            pen.text((middle, y * scale), text, fill=fill, font=font, anchor="ms")
        case _:
            assert_never(shape)
