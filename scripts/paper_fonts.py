"""Make the fonts of printed certificates from Noto Serif CJK.

    python scripts/paper_fonts.py NotoSerifCJK-Regular.ttc NotoSerifCJK-Bold.ttc

The two collections are those of Debian's package fonts-noto-cjk (Noto Serif CJK 2.001, SIL Open
Font License 1.1). Of each the Simplified Chinese face is taken; of the regular weight every
character that a name, an occupation or an issuer may need, of the bold weight what our own words
need. Outlines become quadratic, hinting and layout tables are left out: `registry.paper.typeface`
then takes the glyphs of a certificate out of the file by their offsets, in microseconds. The same
collections give the same bytes.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Final

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.cu2quPen import Cu2QuPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTCollection, TTFont
from fontTools.ttLib.tables._c_m_a_p import CmapSubtable

ROOT: Final = Path(__file__).resolve().parents[1]
OUT: Final = ROOT / "registry" / "paper" / "fonts"
FACE: Final = "CJK SC"
FAMILY: Final = "Skill Certificate Serif"
COPYRIGHT: Final = (
    "© 2017-2022 Adobe (http://www.adobe.com/). A subset of Noto Serif CJK SC 2.001,"
    " converted to quadratic outlines and renamed."
)
LICENCE: Final = "This Font Software is licensed under the SIL Open Font License, Version 1.1."
LICENCE_URL: Final = "https://openfontlicense.org"
MOMENT: Final = 3_723_235_200
"""2021-12-25 in seconds since 1904: a font file has a date, and this one must not change."""
# In thousandths of an em: a fiftieth of a millimetre at the size of a name.
MAX_ERROR: Final = 2.0

REGULAR: Final = (
    (0x20, 0x7E),
    (0xA0, 0x24F),  # Latin with diacritics, the middle dot of minority names
    (0x391, 0x3C9),
    (0x401, 0x451),
    (0x1E00, 0x1EFF),
    (0x2010, 0x203B),
    (0x2100, 0x217F),
    (0x2190, 0x2193),
    (0x2460, 0x2473),
    (0x25A0, 0x25CF),
    (0x3000, 0x30FF),
    (0x3400, 0x4DBF),  # hanzi: extension A, the first block, extensions B to G
    (0x4E00, 0x9FFF),
    (0xF900, 0xFAD9),
    (0xFF01, 0xFF5E),
    (0xFFE0, 0xFFE5),
    (0x20000, 0x323AF),
)
BOLD: Final = ((0x20, 0x7E), (0xB7, 0xB7))


def main(regular: str, bold: str) -> None:
    """Write both fonts."""
    sys.path.insert(0, str(ROOT))
    from registry.paper.words import BOLD_WORDS  # noqa: PLC0415 - the path is set just before

    ours = sorted({ord(character) for word in BOLD_WORDS for character in word})
    make(regular, "Regular", REGULAR)
    make(bold, "Bold", (*BOLD, *((code, code) for code in ours)))


def make(source: str, weight: str, ranges: tuple[tuple[int, int], ...]) -> None:
    """Write the subset of one weight, in the order of its characters."""
    face = _face(source)
    cmap = face.getBestCmap()
    wanted = {
        code: cmap[code]
        for first, last in ranges
        for code in range(first, last + 1)
        if code in cmap
    }
    # Two characters may share a glyph; it is written once.
    names = [".notdef", *dict.fromkeys(wanted[code] for code in sorted(wanted))]
    glyphs = face.getGlyphSet()
    font = FontBuilder(face["head"].unitsPerEm, isTTF=True)
    font.setupGlyphOrder(names)
    font.setupCharacterMap(wanted)
    _map_all(font, wanted)
    outlines, metrics = {}, {}
    for name in names:
        pen = TTGlyphPen(None)
        glyphs[name].draw(Cu2QuPen(pen, MAX_ERROR, reverse_direction=True))
        outlines[name] = pen.glyph()
        metrics[name] = glyphs[name].width
    font.setupGlyf(outlines)
    table = font.font["glyf"]
    font.setupHorizontalMetrics(
        {name: (width, getattr(table[name], "xMin", 0)) for name, width in metrics.items()}
    )
    _describe(font, face, weight)
    font.font.recalcTimestamp = False
    font.font["head"].created = font.font["head"].modified = MOMENT
    path = OUT / f"SkillCertificateSerif-{weight}.ttf"
    font.save(path)
    print(f"{path.name}: {len(names)} glyphs, {path.stat().st_size / 1e6:.1f} MB")


def _face(source: str) -> TTFont:
    for face in TTCollection(source, lazy=True).fonts:
        if face["name"].getDebugName(4).removesuffix(" Bold").endswith(FACE):
            return face
    raise SystemExit(f"{source} has no face {FACE}")


def _map_all(font: FontBuilder, wanted: dict[int, str]) -> None:
    """Map every character in one table of format 12, also where the builder needs none."""
    table = CmapSubtable.newSubtable(12)
    # A copy: fontTools writes tables that share one mapping once, in the format of the first.
    table.platformID, table.platEncID, table.language, table.cmap = 3, 10, 0, dict(wanted)
    tables = font.font["cmap"].tables
    font.font["cmap"].tables = [each for each in tables if each.format == 4] + [table]


def _describe(font: FontBuilder, face: TTFont, weight: str) -> None:
    measures, system = face["hhea"], face["OS/2"]
    font.setupHorizontalHeader(ascent=measures.ascent, descent=measures.descent)
    font.setupOS2(
        sTypoAscender=system.sTypoAscender,
        sTypoDescender=system.sTypoDescender,
        sCapHeight=system.sCapHeight,
        sxHeight=system.sxHeight,
        usWinAscent=system.usWinAscent,
        usWinDescent=system.usWinDescent,
        usWeightClass=system.usWeightClass,
        fsType=0,
    )
    font.setupNameTable(
        {
            "copyright": COPYRIGHT,
            "familyName": FAMILY,
            "styleName": weight,
            "uniqueFontIdentifier": f"{FAMILY} {weight} 1",
            "fullName": f"{FAMILY} {weight}",
            "psName": f"SkillCertificateSerif-{weight}",
            "version": "Version 1.0",
            "licenseDescription": LICENCE,
            "licenseInfoURL": LICENCE_URL,
        },
        mac=False,
    )
    font.setupPost(keepGlyphNames=False)


if __name__ == "__main__":
    main(*sys.argv[1:])
