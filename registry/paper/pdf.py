"""A sheet as PDF: one page of A4, fonts embedded as subsets, text that can be selected and found.

Written to PDF/A-3 at level U (ISO 19005-3): everything needed is inside, every glyph says which
character it is, colours are calibrated (CalRGB, so no profile is needed), and what is attached says
how it belongs to the page. No clock and no chance: dates are the credential's, the identifier is a
hash.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache
from typing import Final
from xml.sax.saxutils import escape

from registry.dates import moment_text
from registry.paper.drawing import (
    HEIGHT,
    MILLIMETRE,
    WIDTH,
    Colour,
    Contour,
    Modules,
    Path,
    Point,
    Sheet,
    Text,
)
from registry.paper.pdfobjects import PdfObjects, number, text_string
from registry.paper.typeface import UNITS, Typeface

PRODUCER: Final = "Talent Registry"
# sRGB by its primaries, white point and, near enough, gamma (IEC 61966-2-1; section 8.6.5.3).
_COLOURS: Final = (
    "[/CalRGB << /WhitePoint [0.9505 1 1.089] /Gamma [2.2 2.2 2.2]"
    " /Matrix [0.4124 0.2126 0.0193 0.3576 0.7152 0.1192 0.1805 0.0722 0.9505] >>]"
)
_SYMBOLIC_SERIF: Final = 4 | 2
_STEM: Final = 80


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file inside the PDF."""

    name: str
    media_type: str
    description: str
    data: bytes


@dataclass(slots=True)
class _UsedFont:
    """A font with the characters that were set in it: the n-th is glyph n of the subset."""

    face: Typeface
    glyphs: dict[str, int] = field(default_factory=dict)

    def codes(self, text: str) -> str:
        """Return a line as two-byte glyph numbers in hexadecimal."""
        return "".join(f"{self.glyphs.setdefault(c, len(self.glyphs) + 1):04X}" for c in text)


def write_pdf(sheet: Sheet, *, made_at: datetime, attachments: Sequence[Attachment] = ()) -> bytes:
    """Return the file.

    `made_at`: the date it bears, aware UTC.
    """
    objects = PdfObjects()
    fonts: dict[str, _UsedFont] = {}
    content = _content(sheet, fonts)
    root, pages = objects.reserve(), objects.reserve()
    named = " ".join(
        f"/{name} {_put_font(objects, used)} 0 R"
        for name, used in zip(_font_names(fonts), fonts.values(), strict=True)
    )
    drawing = objects.put_stream(content.encode("ascii"))
    page = objects.put(
        f"<< /Type /Page /Parent {pages} 0 R /MediaBox [0 0 {_box()}] /Contents {drawing} 0 R"
        f" /Resources << /ColorSpace << /C {_COLOURS} >> /Font << {named} >> >> >>"
    )
    objects.put(f"<< /Type /Pages /Count 1 /Kids [{page} 0 R] >>", pages)
    metadata = objects.put_stream(
        _metadata(sheet.title, made_at), "/Type /Metadata /Subtype /XML", compressed=False
    )
    files = _put_attachments(objects, attachments, made_at)
    objects.put(
        f"<< /Type /Catalog /Pages {pages} 0 R /Metadata {metadata} 0 R /Lang (zh-CN)"
        f" /ViewerPreferences << /DisplayDocTitle true >>{files} >>",
        root,
    )
    info = objects.put(
        f"<< /Title {text_string(sheet.title)} /Producer ({PRODUCER})"
        f" /CreationDate ({_date(made_at)}) /ModDate ({_date(made_at)}) >>"
    )
    return objects.file(root=root, info=info)


def _content(sheet: Sheet, fonts: dict[str, _UsedFont]) -> str:
    """Return the drawing instructions; note which characters each font needs."""
    parts = ["/C cs /C CS"]
    for shape in sheet.shapes:
        if isinstance(shape, Text):
            used = fonts.setdefault(shape.face.name, _UsedFont(shape.face))
            place = [*fonts].index(shape.face.name) + 1
            parts.append(
                f"BT /F{place} {number(shape.size)} Tf {_colour(shape.colour)} sc"
                f" {number(shape.tracking)} Tc {_point((shape.x, shape.y))} Td"
                f" <{used.codes(shape.text)}> Tj ET"
            )
        elif isinstance(shape, Path):
            parts.append(_path(shape))
        else:
            parts.append(_modules(shape))
    return "\n".join(parts)


@lru_cache(maxsize=64)
def _path(path: Path) -> str:
    """Return a path; the ornament is the same on every sheet."""
    contours = "\n".join(_contour(contour) for contour in path.contours)
    if path.pen is None:
        return f"{_colour(path.colour)} sc\n{contours}\nf"
    return f"{_colour(path.colour)} SC {number(path.pen)} w 1 j\n{contours}\nS"


def _modules(symbol: Modules) -> str:
    """Return a symbol as one path, so that no seam shows between rows; its unit is a module."""
    unit = number(symbol.module * MILLIMETRE)
    corner = _point((symbol.x, symbol.y))
    rows = "\n".join(f"{x} {-y - 1} {length} 1 re" for x, y, length in symbol.runs)
    return f"q {unit} 0 0 {unit} {corner} cm 0 0 0 sc\n{rows}\nf Q"


def _contour(contour: Contour) -> str:
    parts = [f"{_point(contour.start)} m"]
    for segment in contour.segments:
        operator = "l" if len(segment) == 1 else "c"
        parts.append(f"{' '.join(map(_point, segment))} {operator}")
    if contour.closed:
        parts.append("h")
    return " ".join(parts)


def _point(point: Point) -> str:
    x, y = point
    return f"{number(x * MILLIMETRE)} {number((HEIGHT - y) * MILLIMETRE)}"


def _colour(colour: Colour) -> str:
    return " ".join(number(value / 255) for value in colour)


def _box() -> str:
    return f"{number(WIDTH * MILLIMETRE)} {number(HEIGHT * MILLIMETRE)}"


def _font_names(fonts: dict[str, _UsedFont]) -> list[str]:
    return [f"F{place}" for place in range(1, len(fonts) + 1)]


def _put_font(objects: PdfObjects, used: _UsedFont) -> int:
    """Put a font whose codes are glyph numbers (section 9.7); return the number of its object."""
    face, characters = used.face, [*used.glyphs]
    # The tag tells subsets of one font apart (section 9.6.4).
    digest = hashlib.sha256("".join(characters).encode()).digest()
    tag = "".join(chr(ord("A") + byte % 26) for byte in digest[:6])
    name = f"{tag}+{face.name}"
    subset = face.subset(characters)
    program = objects.put_stream(subset, f"/Length1 {len(subset)}")
    box = " ".join(map(str, face.box))
    descriptor = objects.put(
        f"<< /Type /FontDescriptor /FontName /{name} /Flags {_SYMBOLIC_SERIF} /FontBBox [{box}]"
        f" /ItalicAngle 0 /Ascent {face.ascent} /Descent {face.descent} /CapHeight {face.ascent}"
        f" /StemV {_STEM} /FontFile2 {program} 0 R >>"
    )
    widths = " ".join(str(face.width(character)) for character in characters)
    descendant = objects.put(
        f"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /{name} /CIDToGIDMap /Identity"
        f" /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >>"
        f" /FontDescriptor {descriptor} 0 R /DW {UNITS} /W [1 [{widths}]] >>"
    )
    unicode = objects.put_stream(_to_unicode(characters).encode("ascii"))
    return objects.put(
        f"<< /Type /Font /Subtype /Type0 /BaseFont /{name} /Encoding /Identity-H"
        f" /DescendantFonts [{descendant} 0 R] /ToUnicode {unicode} 0 R >>"
    )


def _to_unicode(characters: Sequence[str]) -> str:
    """Return the map from glyphs to text (section 9.10.3), at most 100 lines in a block."""
    lines = [
        f"<{glyph:04X}> <{character.encode('utf-16-be').hex().upper()}>"
        for glyph, character in enumerate(characters, start=1)
    ]
    blocks = [lines[start : start + 100] for start in range(0, len(lines), 100)]
    mapped = "\n".join(
        f"{len(block)} beginbfchar\n{chr(10).join(block)}\nendbfchar" for block in blocks
    )
    return (
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n"
        "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
        f"1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n{mapped}\n"
        "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend"
    )


def _put_attachments(
    objects: PdfObjects, attachments: Iterable[Attachment], made_at: datetime
) -> str:
    """Put files inside the file (section 7.11.4); return what the catalogue says of them."""
    specifications = []
    for file in sorted(attachments, key=lambda each: each.name):
        name = text_string(file.name)
        stream = objects.put_stream(
            file.data,
            f"/Type /EmbeddedFile /Subtype /{_name(file.media_type)}"
            f" /Params << /Size {len(file.data)} /ModDate ({_date(made_at)}) >>",
        )
        specification = objects.put(
            f"<< /Type /Filespec /F {name} /UF {name} /Desc {text_string(file.description)}"
            f" /AFRelationship /Source /EF << /F {stream} 0 R /UF {stream} 0 R >> >>"
        )
        specifications.append((name, specification))
    if not specifications:
        return ""
    names = " ".join(f"{name} {place} 0 R" for name, place in specifications)
    associated = " ".join(f"{place} 0 R" for _, place in specifications)
    return f" /Names << /EmbeddedFiles << /Names [{names}] >> >> /AF [{associated}]"


def _name(text: str) -> str:
    """Return the inside of a name object, other characters than letters and digits escaped."""
    return "".join(c if c.isalnum() else f"#{ord(c):02X}" for c in text)


def _date(moment: datetime) -> str:
    return f"D:{moment:%Y%m%d%H%M%S}Z"


def _metadata(title: str, made_at: datetime) -> bytes:
    """Return the metadata in XMP, saying what the information dictionary says (ISO 16684-1)."""
    moment = moment_text(made_at)
    return f"""<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
 xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{escape(title)}</rdf:li></rdf:Alt></dc:title>
<dc:language><rdf:Bag><rdf:li>zh-CN</rdf:li><rdf:li>en</rdf:li></rdf:Bag></dc:language>
<xmp:CreateDate>{moment}</xmp:CreateDate>
<xmp:ModifyDate>{moment}</xmp:ModifyDate>
<pdf:Producer>{PRODUCER}</pdf:Producer>
<pdfaid:part>3</pdfaid:part>
<pdfaid:conformance>U</pdfaid:conformance>
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="w"?>""".encode()
