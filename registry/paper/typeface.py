"""The two fonts of a certificate: which characters they have, how wide, and their outlines.

A font here is a TrueType file of simple glyphs without hinting (`scripts/paper_fonts.py` makes it),
so the glyphs of a certificate are taken out of it by their offsets: `subset` costs microseconds
where a general subsetter needs half a second for 31,000 glyphs. Nothing of the file is read before
it is needed, and a process reads it once.
"""

from __future__ import annotations

import struct
from bisect import bisect_right
from collections.abc import Iterable
from functools import lru_cache
from importlib.resources import files
from typing import Final

from registry.paper.errors import MissingGlyphError

UNITS: Final = 1000
"""To the em: of both fonts, and of widths in PDF."""

_TABLES_OF_A_SUBSET: Final = ("glyf", "head", "hhea", "hmtx", "loca", "maxp")
_CHECKSUM_OF_A_FONT: Final = 0xB1B0AFBA


class Typeface:
    """One font file."""

    def __init__(self, name: str, data: bytes) -> None:
        """Read the directory and the character map of a font made for this.

        `name` is its PostScript name.
        """
        self.name = name
        self._data = data
        self._tables = _directory(data)
        head, maximum = self._table("head"), self._table("maxp")
        self.box: tuple[int, int, int, int] = struct.unpack_from(">4h", head, 36)
        self.ascent, self.descent = struct.unpack_from(">2h", self._table("hhea"), 4)
        count = struct.unpack_from(">H", maximum, 4)[0]
        self._long_metrics = int(struct.unpack_from(">H", self._table("hhea"), 34)[0])
        is_long = struct.unpack_from(">h", head, 50)[0] == 1
        places = struct.unpack_from(f">{count + 1}{'I' if is_long else 'H'}", self._table("loca"))
        self._places = places if is_long else tuple(2 * place for place in places)
        self._groups: list[tuple[int, int, int]] = _character_groups(self._table("cmap"))
        self._advances = self._table("hmtx")
        # What was measured once; as many as there are characters at most.
        self._widths: dict[str, int] = {}
        self._firsts = [first for first, _, _ in self._groups]

    def glyph(self, character: str) -> int:
        """Return the glyph of a character.

        Raises:
            MissingGlyphError: there is none.
        """
        code = ord(character)
        place = bisect_right(self._firsts, code) - 1
        if place >= 0:
            first, last, glyph = self._groups[place]
            if code <= last:
                return glyph + code - first
        raise MissingGlyphError(character)

    def width(self, character: str) -> int:
        """Return how far a character advances, in thousandths of an em."""
        width = self._widths.get(character)
        if width is None:
            place = 4 * min(self.glyph(character), self._long_metrics - 1)
            width = int.from_bytes(self._advances[place : place + 2], "big")
            self._widths[character] = width
        return width

    def measure(self, text: str, size: float, tracking: float = 0.0) -> float:
        """Return the width of a line in points; `tracking` is added between characters."""
        advance = sum(map(self.width, text)) * size / UNITS
        return advance + tracking * max(len(text) - 1, 0)

    def outline(self, character: str) -> bytes:
        """Return the glyph's entry in the table `glyf`; empty where nothing is drawn."""
        return self._outline(self.glyph(character))

    def subset(self, characters: Iterable[str]) -> bytes:
        """Return a font whose glyph n is the n-th of these characters, counted from 1.

        Enough for a PDF, which finds glyphs by number (ISO 32000-1 section 9.7.4.2): there is no
        character map in it.
        """
        glyphs = [0, *map(self.glyph, characters)]
        outlines = [self._outline(glyph) for glyph in glyphs]
        places, offset = [0], 0
        for outline in outlines:
            offset += len(outline)
            places.append(offset)
        metrics = b"".join(self._metrics(glyph) for glyph in glyphs)
        head, hhea, maxp = (bytearray(self._table(tag)) for tag in ("head", "hhea", "maxp"))
        struct.pack_into(">I", head, 8, 0)
        struct.pack_into(">h", head, 50, 1)
        struct.pack_into(">H", hhea, 34, len(glyphs))
        struct.pack_into(">H", maxp, 4, len(glyphs))
        loca = struct.pack(f">{len(places)}I", *places)
        contents = (b"".join(outlines), bytes(head), bytes(hhea), metrics, loca, bytes(maxp))
        return _font_file(dict(zip(_TABLES_OF_A_SUBSET, contents, strict=True)))

    def _outline(self, glyph: int) -> bytes:
        start, _ = self._tables["glyf"]
        return self._data[start + self._places[glyph] : start + self._places[glyph + 1]]

    def _metrics(self, glyph: int) -> bytes:
        table, long = self._advances, self._long_metrics
        if glyph < long:
            return table[4 * glyph : 4 * glyph + 4]
        # Glyphs after the last long one share its advance and have a bearing of their own.
        bearing = 4 * long + 2 * (glyph - long)
        return table[4 * long - 4 : 4 * long - 2] + table[bearing : bearing + 2]

    def _table(self, tag: str) -> bytes:
        start, length = self._tables[tag]
        return self._data[start : start + length]


@lru_cache(maxsize=1)
def regular() -> Typeface:
    """Return the font of all that is particular to a certificate: 30,000 hanzi, Latin, Greek."""
    return _load("SkillCertificateSerif-Regular")


@lru_cache(maxsize=1)
def bold() -> Typeface:
    """Return the font of our own words in bold, and of nothing else but ASCII."""
    return _load("SkillCertificateSerif-Bold")


def _load(name: str) -> Typeface:
    return Typeface(name, files("registry.paper").joinpath("fonts", f"{name}.ttf").read_bytes())


def _directory(data: bytes) -> dict[str, tuple[int, int]]:
    """Return where each table of a font file is, and its length (OpenType, table directory)."""
    count = struct.unpack_from(">H", data, 4)[0]
    records = struct.iter_unpack(">4sIII", data[12 : 12 + 16 * count])
    return {tag.decode("ascii"): (offset, length) for tag, _, offset, length in records}


def _character_groups(cmap: bytes) -> list[tuple[int, int, int]]:
    """Return the ranges of characters of format 12: first, last, glyph of the first."""
    for number in range(struct.unpack_from(">H", cmap, 2)[0]):
        offset = struct.unpack_from(">I", cmap, 8 + 8 * number)[0]
        if struct.unpack_from(">H", cmap, offset)[0] == 12:
            count = struct.unpack_from(">I", cmap, offset + 12)[0]
            groups = cmap[offset + 16 : offset + 16 + 12 * count]
            return [
                (first, last, glyph) for first, last, glyph in struct.iter_unpack(">3I", groups)
            ]
    raise ValueError("a font without a character map of format 12")


def _font_file(tables: dict[str, bytes]) -> bytes:
    """Return a font file of these tables, which stand in the order of their tags."""
    count = len(tables)
    power = count.bit_length() - 1
    header = struct.pack(
        ">IHHHH", 0x00010000, count, 16 << power, power, 16 * (count - (1 << power))
    )
    offset, records, body = 12 + 16 * count, b"", b""
    for tag, content in tables.items():
        record = (tag.encode("ascii"), _checksum(content), offset + len(body), len(content))
        records += struct.pack(">4sIII", *record)
        body += content + b"\0" * (-len(content) % 4)
    font = bytearray(header + records + body)
    adjustment = offset + len(tables["glyf"]) + -len(tables["glyf"]) % 4 + 8
    struct.pack_into(">I", font, adjustment, (_CHECKSUM_OF_A_FONT - _checksum(font)) & 0xFFFFFFFF)
    return bytes(font)


def _checksum(data: bytes | bytearray) -> int:
    padded = bytes(data) + b"\0" * (-len(data) % 4)
    words: tuple[int, ...] = struct.unpack(f">{len(padded) // 4}I", padded)
    return sum(words) & 0xFFFFFFFF
