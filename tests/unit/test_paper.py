"""A certificate on paper: what it says, how it is set, and the files it becomes."""

from __future__ import annotations

import io
import re
import zlib
from dataclasses import replace
from typing import Any
from xml.etree import ElementTree as ET

import pypdfium2
import pytest
from fontTools.pens.svgPathPen import SVGPathPen
from fontTools.ttLib import TTFont

from registry.paper.drawing import MILLIMETRE, Modules, Text
from registry.paper.errors import (
    MissingGlyphError,
    TooLongError,
    UnreadablePaperError,
    UnrelatedCodeError,
)
from registry.paper.facts import read_paper
from registry.paper.layout import lay_out
from registry.paper.lines import broken
from registry.paper.outlines import svg_path
from registry.paper.printing import PaperFormat, print_certificate
from registry.paper.symbol import QUIET
from registry.paper.typeface import Typeface, bold, regular
from registry.paper.words import BOLD_WORDS, LEVELS, TITLES
from tests.support.contents import PREFIX, WELDER, welder
from tests.support.papers import paper_of, texts_of

NAMES = [
    pytest.param("张三", id="two-characters"),
    pytest.param("阿卜杜拉·买买提·艾力江·吐尔逊·穆罕默德", id="a-long-name-with-dots"),
    pytest.param("𠮷𬱖㛃", id="rare-characters-of-extensions-a-and-b"),
    pytest.param("Müller-Lüdenscheidt, O’Brien", id="latin"),
    pytest.param("王" * 60, id="sixty-characters"),
]


@pytest.fixture(scope="module")
def whole() -> TTFont:
    """Return the font as another library reads it."""
    return TTFont(io.BytesIO(regular()._data), lazy=True)


def words_on(sheet_texts: list[str]) -> str:
    """Return all that is set on a sheet, without spaces."""
    return re.sub(r"\s", "", "".join(sheet_texts))


def text_of(pdf: bytes) -> str:
    """Return the text that a reader takes out of a file."""
    text: str = pypdfium2.PdfDocument(pdf)[0].get_textpage().get_text_bounded()
    return text


@pytest.mark.parametrize("name", NAMES)
def test_a_name_is_printed_whole_and_within_the_frame(name: str) -> None:
    sheet = lay_out(paper_of(welder(name=name)))

    assert words_on([name]) in words_on([text.text for text in sheet.texts()])
    for text in sheet.texts():
        width = text.face.measure(text.text, text.size, text.tracking) / MILLIMETRE
        assert text.x >= 20
        assert text.x + width <= 190
        assert 20 <= text.y <= 280


@pytest.mark.parametrize("kind", TITLES)
def test_each_kind_has_its_title_in_both_languages(kind: str) -> None:
    numbers = {"SPECIAL_TECHNICIAN": f"{PREFIX}26T000017", "SKILL_GRADE": WELDER.number}
    levels = {"SPECIAL_TECHNICIAN": "SPECIAL_TECHNICIAN", "SKILL_GRADE": "TECHNICIAN"}
    content = welder(
        kind=kind, number=numbers.get(kind, "2610000000300001"), level=levels.get(kind)
    )

    said = [text.text for text in lay_out(paper_of(content)).texts()]

    assert said[:2] == [TITLES[kind].zh, TITLES[kind].en.upper()]
    assert content.number in said[2]


@pytest.mark.parametrize("level", LEVELS)
def test_each_level_can_be_printed(level: str) -> None:
    said = [text.text for text in lay_out(replace(paper_of(), level=level)).texts()]

    assert LEVELS[level].zh in said
    assert LEVELS[level].en in said


def test_what_the_credential_does_not_disclose_is_not_on_the_paper() -> None:
    _, qr = texts_of(WELDER)
    jwt = texts_of(WELDER)[0].split("~")[0]

    said = words_on([text.text for text in lay_out(read_paper(f"{jwt}~", qr)).texts()])

    for hidden in ("张三", "85.5", "江苏某某重工有限公司", "姓名", "成绩"):
        assert hidden not in said
    assert "焊工" in said


@pytest.mark.parametrize(("show_id", "shown"), [(False, False), (True, True)])
def test_the_id_number_is_printed_only_where_it_is_wanted(show_id: bool, shown: bool) -> None:
    said = [text.text for text in lay_out(paper_of(), show_id=show_id).texts()]

    assert ("99000019900101123X" in said) is shown


def test_a_missing_glyph_is_named_and_no_empty_box_printed() -> None:
    with pytest.raises(MissingGlyphError, match="U\\+0F40") as caught:
        lay_out(paper_of(welder(name="王ཀ")))
    assert caught.value.character == "ཀ"


@pytest.mark.parametrize("field", ["name", "issuer_name", "occupation_name", "work_type"])
def test_what_fits_in_no_size_is_refused(field: str) -> None:
    with pytest.raises(TooLongError):
        lay_out(paper_of(welder(**{field: "长" * 3_000})))


def test_five_hundred_characters_of_each_fit() -> None:
    long = welder(occupation_name="长" * 100, work_type="种" * 500, enterprise="企" * 300)

    said = words_on([text.text for text in lay_out(paper_of(long)).texts()])

    assert "种" * 500 in said


def test_the_code_is_large_alone_and_on_top() -> None:
    sheet = lay_out(paper_of())
    symbol = sheet.shapes[-1]
    assert isinstance(symbol, Modules)
    size = max(column + length for column, _, length in symbol.runs)
    quiet = QUIET * symbol.module

    assert size * symbol.module >= 30
    assert symbol.module * 300 / 25.4 == pytest.approx(round(symbol.module * 300 / 25.4))
    for text in sheet.texts():
        right = text.x + text.face.measure(text.text, text.size, text.tracking) / MILLIMETRE
        beside = right < symbol.x - quiet or text.x > symbol.x + size * symbol.module + quiet
        above = text.y < symbol.y - quiet
        assert beside or above, text.text


@pytest.mark.parametrize(
    ("changes", "named"),
    [
        pytest.param({"number": f"{PREFIX}262000018"}, "number", id="another-number"),
        pytest.param({"level": "SENIOR"}, "level", id="another-level"),
        pytest.param({"occupation": "2022:6-18-01-01"}, "occupation", id="another-occupation"),
    ],
)
def test_the_code_of_another_certificate_is_refused(changes: dict[str, Any], named: str) -> None:
    with pytest.raises(UnrelatedCodeError, match=named):
        read_paper(texts_of(WELDER)[0], texts_of(welder(**changes))[1])


@pytest.mark.parametrize(
    ("credential", "code"),
    [
        pytest.param("nonsense", texts_of(WELDER)[1], id="no-credential"),
        pytest.param(texts_of(WELDER)[0], "nonsense", id="no-code"),
        pytest.param(texts_of(WELDER)[0], texts_of(WELDER)[1].split("#")[1], id="no-address"),
        pytest.param("", "", id="empty"),
    ],
)
def test_what_cannot_be_read_is_refused(credential: str, code: str) -> None:
    with pytest.raises(UnreadablePaperError):
        read_paper(credential, code)


@pytest.mark.parametrize("form", PaperFormat)
def test_the_same_certificate_gives_the_same_bytes(form: PaperFormat) -> None:
    once, again = (print_certificate(paper_of(), form, attach=True) for _ in range(2))

    assert once == again
    assert once != print_certificate(paper_of(welder(name="李四")), form, attach=True)


@pytest.mark.parametrize("name", NAMES)
def test_text_can_be_taken_out_of_the_pdf(name: str) -> None:
    taken = words_on([text_of(print_certificate(paper_of(welder(name=name)), PaperFormat.PDF))])

    for said in (
        name,
        "职业技能等级证书",
        WELDER.number,
        "技师·二级",
        "手工焊条电弧焊工",
        "2026年11月20日",
    ):
        assert words_on([said]) in taken


def test_the_pdf_says_what_it_is_and_when_it_was_signed() -> None:
    pdf = print_certificate(paper_of(), PaperFormat.PDF)
    said = pypdfium2.PdfDocument(pdf).get_metadata_dict()

    assert said["Title"] == f"职业技能等级证书 {WELDER.number}"
    assert said["CreationDate"] == "D:20261124080000Z"
    assert "<pdfaid:part>3</pdfaid:part>" in pdf.decode("latin-1")


def test_cross_references_point_at_their_objects() -> None:
    pdf = print_certificate(paper_of(), PaperFormat.PDF, attach=True)
    start = int(re.findall(rb"startxref\n(\d+)\n", pdf)[-1])
    places = [int(place) for place in re.findall(rb"(\d{10}) 00000 n", pdf[start:])]

    assert pdf[start:].startswith(b"xref")
    for number, place in enumerate(places, start=1):
        assert pdf[place:].startswith(b"%d 0 obj\n" % number)


@pytest.mark.parametrize(
    ("proof", "file"),
    [
        pytest.param(None, "certificate.sd-jwt", id="alone"),
        pytest.param("c2sp.org/tlog-proof@v1\n", "certificate.json", id="with-its-log-proof"),
    ],
)
def test_the_credential_is_inside_only_where_it_is_wanted(proof: str | None, file: str) -> None:
    facts = paper_of()
    plain = pypdfium2.PdfDocument(print_certificate(facts, PaperFormat.PDF))
    filled = pypdfium2.PdfDocument(
        print_certificate(facts, PaperFormat.PDF, attach=True, log_proof=proof)
    )

    assert plain.count_attachments() == 0
    assert filled.count_attachments() == 1
    assert filled.get_attachment(0).get_name() == file
    assert facts.credential.encode() in bytes(filled.get_attachment(0).get_data())


def test_a_personal_claim_is_nowhere_in_a_pdf_without_attachment() -> None:
    pdf = print_certificate(paper_of(), PaperFormat.PDF)
    streams = [part.split(b"\nendstream")[0] for part in pdf.split(b"stream\n")[1:]]
    inflated = b"".join(zlib.decompress(s) for s in streams if s.startswith(b"\x78"))

    assert inflated
    assert WELDER.id_number is not None
    assert WELDER.id_number.encode() not in pdf + inflated


def test_the_svg_draws_outlines_and_names_each_line() -> None:
    root = ET.fromstring(print_certificate(paper_of(), PaperFormat.SVG))
    labels = [group.get("aria-label") for group in root.iter("{http://www.w3.org/2000/svg}g")]
    defined = {path.get("id") for path in root.iter("{http://www.w3.org/2000/svg}path")}
    used = {use.get("href", "")[1:] for use in root.iter("{http://www.w3.org/2000/svg}use")}

    assert "张三" in labels
    assert used <= defined
    assert root[-1].get("id") == "qr"
    assert not [*root.iter("{http://www.w3.org/2000/svg}text")]


@pytest.mark.parametrize("text", ["张𠮷A··", "职业、B", "ijé（）"])
def test_a_subset_has_the_glyphs_and_widths_of_the_whole(whole: TTFont, text: str) -> None:
    face = regular()
    characters = [*dict.fromkeys(text)]
    subset = TTFont(io.BytesIO(face.subset(characters)))
    cmap = whole.getBestCmap()

    for place, character in enumerate(characters, start=1):
        name = cmap[ord(character)]
        glyph = subset["glyf"][subset.getGlyphName(place)]
        assert glyph == whole["glyf"][name]
        assert subset["hmtx"].metrics[subset.getGlyphName(place)] == whole["hmtx"].metrics[name]
        assert face.width(character) == whole["hmtx"].metrics[name][0]


@pytest.mark.parametrize("character", "张𠮷Aé·书i")
def test_an_outline_is_what_another_reader_draws(whole: TTFont, character: str) -> None:
    face = regular()
    glyphs = whole.getGlyphSet()
    pen = SVGPathPen(glyphs)
    glyphs[whole.getBestCmap()[ord(character)]].draw(pen)

    def points(path: str) -> list[float]:
        # The other one writes horizontal lines short; ends of segments and controls are the same.
        return sorted({float(value) for value in re.findall(r"-?\d+\.?\d*", path)})

    assert points(svg_path(face.outline(character))) == points(pen.getCommands())


@pytest.mark.parametrize("face", [regular, bold])
def test_fonts_may_be_embedded_and_say_whose_they_are(face: Any) -> None:
    font = TTFont(io.BytesIO(face()._data), lazy=True)

    assert font["OS/2"].fsType == 0
    assert "Adobe" in font["name"].getDebugName(0)
    assert "SIL Open Font License" in font["name"].getDebugName(13)


def test_every_word_in_bold_can_be_set() -> None:
    for word in BOLD_WORDS:
        assert bold().measure(word, 10) > 0


@pytest.mark.parametrize(
    ("text", "first"),
    [
        pytest.param("一二三四五六，七八", ["一二三四五", "六，七八"], id="no-comma-first"),
        pytest.param(
            "一二三 Welding Operator", ["一二三", "Welding", "Operator"], id="whole-words"
        ),
        pytest.param("一二三四五六七八九十", ["一二三四五六", "七八九十"], id="between-any-hanzi"),
        pytest.param("", [""], id="nothing"),
    ],
)
def test_lines_break_where_they_may(text: str, first: list[str]) -> None:
    face: Typeface = regular()
    width = face.measure("一二三四五六", 10) / MILLIMETRE + 0.01

    assert broken(text, face, 10, width) == first


def test_a_text_has_a_place_for_each_of_its_characters() -> None:
    sheet = lay_out(paper_of())

    assert all(isinstance(text, Text) and text.text for text in sheet.texts())
