"""Laws of paper: nothing is lost between facts, lines and files, whatever the facts are."""

from __future__ import annotations

import re

import pypdfium2
from hypothesis import given, settings
from hypothesis import strategies as st

from registry.paper.drawing import MILLIMETRE
from registry.paper.errors import MissingGlyphError, PaperError
from registry.paper.layout import lay_out
from registry.paper.lines import broken
from registry.paper.printing import PaperFormat, print_certificate
from registry.paper.symbol import symbol_of
from registry.paper.typeface import regular
from tests.support.contents import welder
from tests.support.papers import paper_of
from verifier.drawncode import read_drawing
from verifier.picturereader import codes_of
from verifier.pictures import PictureError, credential_in

HANZI = st.characters(min_codepoint=0x4E00, max_codepoint=0x9FEF)
SET = st.one_of(HANZI, st.sampled_from("ABCxyz 019（）·，。-'é"))


def has_glyph(character: str) -> bool:
    """Say whether the font has a character."""
    try:
        regular().glyph(character)
    except MissingGlyphError:
        return False
    return True


def solid(text: str) -> str:
    """Return a text without its spaces."""
    return re.sub(r"\s", "", text)


@given(st.text(SET, max_size=80), st.floats(5, 40), st.floats(10, 160))
def test_lines_lose_nothing_and_are_not_too_wide(text: str, size: float, width: float) -> None:
    face = regular()
    known = "".join(character for character in text if has_glyph(character))

    lines = broken(known, face, size, width)

    assert solid("".join(lines)) == solid(known)
    for line in lines:
        assert len(line) == 1 or face.measure(line, size) <= width * MILLIMETRE + 1e-6


@settings(max_examples=40, deadline=None)
@given(st.text(HANZI.filter(has_glyph), min_size=1, max_size=20))
def test_every_name_can_be_taken_out_of_the_pdf(name: str) -> None:
    pdf = print_certificate(paper_of(welder(name=name)), PaperFormat.PDF)

    said: str = pypdfium2.PdfDocument(pdf)[0].get_textpage().get_text_bounded()

    assert name in solid(said)


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=30))
def test_any_name_is_printed_or_refused_with_a_reason(name: str) -> None:
    try:
        lay_out(paper_of(welder(name=name or None)))
    except PaperError as err:
        assert str(err)


@settings(max_examples=25, deadline=None)
@given(st.text("ABCxyz019._~-", min_size=20, max_size=720))
def test_what_is_drawn_is_what_is_read(token: str) -> None:
    text = f"https://registry.example.cn/verify#{token}"
    runs = symbol_of(text).at(0, 0).runs
    drawn = "".join(f"M{x} {y}h{length}v1h-{length}z" for x, y, length in runs)
    svg = f'<svg xmlns="http://www.w3.org/2000/svg"><path id="qr" d="{drawn}"/></svg>'

    bitmap = read_drawing(svg.encode())

    assert bitmap is not None
    assert codes_of(bitmap) == (text,)


@settings(max_examples=8, deadline=None)
@given(st.sampled_from([b"%PDF-1.7\n", b"\x89PNG\r\n\x1a\n", b"<svg>", b"BM"]), st.binary())
def test_any_bytes_are_read_or_refused(head: bytes, rest: bytes) -> None:
    try:
        credential_in(head + rest)
    except PictureError as err:
        assert str(err)
