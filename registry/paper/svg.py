"""A sheet as SVG, the same everywhere: every character is an outline, so no reader needs the font.

Outlines are defined once and used where they stand; the text itself is on each line as its label,
for those who hear a page. The symbol of the QR is one path in units of its modules, `id="qr"`, and
nothing else says what is in it: whoever reads the file back reads what is drawn.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final
from xml.sax.saxutils import escape, quoteattr

from registry.paper.drawing import (
    HEIGHT,
    MILLIMETRE,
    WIDTH,
    Colour,
    Contour,
    Modules,
    Path,
    Sheet,
    Text,
)
from registry.paper.outlines import svg_path
from registry.paper.pdfobjects import number
from registry.paper.typeface import UNITS, Typeface


@dataclass(slots=True)
class _Outlines:
    """The outlines that a page needs, by font and character, each with its id."""

    ids: dict[tuple[str, str], str] = field(default_factory=dict)
    defined: list[str] = field(default_factory=list)

    def id_of(self, face: Typeface, character: str) -> str | None:
        """Return the id of a character's outline, None where nothing is drawn."""
        key = (face.name, character)
        if key not in self.ids:
            path = _outline(face, character)
            self.ids[key] = f"g{len(self.defined)}" if path else ""
            if path:
                self.defined.append(f'<path id="{self.ids[key]}" d="{path}"/>')
        return self.ids[key] or None


@lru_cache(maxsize=4096)
def _outline(face: Typeface, character: str) -> str:
    return svg_path(face.outline(character))


_HEAD: Final = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="{width}mm" height="{height}mm"'
    ' viewBox="0 0 {width} {height}" role="img" xml:lang="zh-CN">'
)


def write_svg(sheet: Sheet) -> bytes:
    """Return the file, in UTF-8; its units are millimetres."""
    outlines = _Outlines()
    drawn = [_shape(shape, outlines) for shape in sheet.shapes]
    parts = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        _HEAD.format(width=number(WIDTH), height=number(HEIGHT)),
        f"<title>{escape(sheet.title)}</title>",
        f"<defs>{''.join(outlines.defined)}</defs>",
        f'<rect width="{number(WIDTH)}" height="{number(HEIGHT)}" fill="#fff"/>',
        *drawn,
        "</svg>",
    ]
    return "\n".join(parts).encode()


def _shape(shape: Text | Path | Modules, outlines: _Outlines) -> str:
    match shape:
        case Text():
            return _text(shape, outlines)
        case Path():
            return _path(shape)
        case Modules():
            return _modules(shape)


def _text(text: Text, outlines: _Outlines) -> str:
    """Return a line as outlines that stand side by side, in font units and so turned upright."""
    scale = text.size / UNITS / MILLIMETRE
    tracking = text.tracking * UNITS / text.size
    uses, advance = [], 0.0
    for character in text.text:
        outline = outlines.id_of(text.face, character)
        if outline is not None:
            uses.append(f'<use href="#{outline}" x="{number(advance)}"/>')
        advance += text.face.width(character) + tracking
    place = f"translate({number(text.x)} {number(text.y)}) scale({scale:.6f} {-scale:.6f})"
    return (
        f'<g aria-label={quoteattr(text.text)} fill="{_colour(text.colour)}"'
        f' transform="{place}">{"".join(uses)}</g>'
    )


@lru_cache(maxsize=64)
def _path(path: Path) -> str:
    """Return a path; the ornament is the same on every sheet."""
    drawn = "".join(map(_contour, path.contours))
    if path.pen is None:
        return f'<path fill="{_colour(path.colour)}" d="{drawn}"/>'
    return (
        f'<path fill="none" stroke="{_colour(path.colour)}"'
        f' stroke-width="{number(path.pen / MILLIMETRE)}" stroke-linejoin="round" d="{drawn}"/>'
    )


def _contour(contour: Contour) -> str:
    parts = [f"M{number(contour.start[0])} {number(contour.start[1])}"]
    for segment in contour.segments:
        points = " ".join(f"{number(x)} {number(y)}" for x, y in segment)
        parts.append(f"{'L' if len(segment) == 1 else 'C'}{points}")
    return "".join(parts) + ("Z" if contour.closed else "")


def _modules(symbol: Modules) -> str:
    drawn = "".join(f"M{x} {y}h{length}v1h-{length}z" for x, y, length in symbol.runs)
    place = f"translate({number(symbol.x)} {number(symbol.y)}) scale({symbol.module:.6f})"
    return f'<path id="qr" transform="{place}" d="{drawn}"/>'


def _colour(colour: Colour) -> str:
    return "#{:02x}{:02x}{:02x}".format(*colour)
