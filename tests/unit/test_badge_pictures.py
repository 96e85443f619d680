"""Badges in pictures: drawn, baked, taken out again; and what is no badge."""

from __future__ import annotations

import struct
import zlib
from dataclasses import replace
from io import BytesIO
from typing import Final
from xml.etree import ElementTree as ET

import pytest
from PIL import Image

from registry.badges.baking import bake_png, bake_svg
from registry.badges.credential import badge_credential
from registry.badges.picture import SIZE, Words, badge_shapes
from registry.badges.rendering import draw_png, draw_svg
from registry.reference import levels
from tests.support.contents import WELDER
from tests.unit.test_badge_credential import KEY, SEAT
from verifier.baked import MAX_PICTURE_BYTES, NAMESPACE, unbake

JWT: Final = badge_credential(WELDER, seat=SEAT, key=KEY).text
SIGNATURE: Final = b"\x89PNG\r\n\x1a\n"
SVG: Final = draw_svg(badge_shapes(WELDER), title="焊工")
HEADER: Final = struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)


def chunk(kind: bytes, content: bytes) -> bytes:
    """Return a PNG chunk."""
    return (
        struct.pack(">I", len(content))
        + kind
        + content
        + struct.pack(">I", zlib.crc32(kind + content))
    )


def png(*chunks: bytes) -> bytes:
    """Return the smallest PNG with chunks between head and data."""
    data = chunk(b"IDAT", zlib.compress(b"\0\0"))
    return SIGNATURE + chunk(b"IHDR", HEADER) + b"".join(chunks) + data + chunk(b"IEND", b"")


def itxt(text: bytes, *, keyword: bytes = b"openbadgecredential", flags: bytes = b"\0\0") -> bytes:
    """Return an iTXt chunk."""
    return chunk(b"iTXt", keyword + b"\0" + flags + b"\0\0" + text)


@pytest.fixture(scope="module")
def picture() -> bytes:
    return draw_png(badge_shapes(WELDER))


def test_a_baked_png_is_the_same_picture_and_carries_the_badge(picture: bytes) -> None:
    baked = bake_png(picture, JWT)

    image = Image.open(BytesIO(baked))
    assert image.text["openbadgecredential"] == JWT  # type: ignore[attr-defined] - a PNG has it
    assert image.tobytes() == Image.open(BytesIO(picture)).tobytes()
    assert unbake(baked) == JWT
    assert unbake(picture) is None


def test_the_picture_is_a_square_with_a_transparent_ground(picture: bytes) -> None:
    image = Image.open(BytesIO(picture)).convert("RGBA")
    assert image.size == (1024, 1024)
    corner, middle = image.getpixel((0, 0)), image.getpixel((512, 300))
    assert isinstance(corner, tuple)
    assert isinstance(middle, tuple)
    assert (corner[3], middle[3]) == (0, 255)


def test_a_baked_svg_says_it_in_an_attribute_directly_after_the_root() -> None:
    baked = bake_svg(SVG, JWT)

    root = ET.fromstring(baked)
    assert root[0].tag == f"{{{NAMESPACE}}}credential"
    assert root[0].attrib == {"verify": JWT}
    assert unbake(baked.encode()) == JWT
    assert unbake(SVG.encode()) is None


@pytest.mark.parametrize("level", list(levels()))
def test_every_level_has_a_picture_whose_words_stay_within(level: str) -> None:
    long = replace(WELDER, level=level, occupation_name="城" * 60, issuer_name="A" * 200)
    for shape in badge_shapes(long):
        if isinstance(shape, Words):
            width = sum(1.0 if ord(c) >= 0x2E80 else 0.58 for c in shape.text) * shape.size
            assert width < SIZE * 0.8


def test_what_is_drawn_is_escaped() -> None:
    text = draw_svg(badge_shapes(replace(WELDER, occupation_name="<b>&焊工")), title="<&>")
    assert "<b>" not in text
    ET.fromstring(text)


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        pytest.param(png(itxt(b"a.b.c")), "a.b.c", id="a-badge"),
        pytest.param(png(itxt(b'{"a": 1}')), '{"a": 1}', id="a-credential-with-its-own-proof"),
        pytest.param(png(itxt(b"a.b.c"), itxt(b"d.e.f")), "a.b.c", id="the-first-of-two"),
        pytest.param(
            png(itxt(b"x", keyword=b"openbadges"), itxt(b"a.b.c")),
            "a.b.c",
            id="another-keyword-before",
        ),
        pytest.param(png(itxt(b"x", keyword=b"openbadges")), None, id="another-keyword"),
        pytest.param(png(itxt(zlib.compress(b"a.b.c"), flags=b"\1\0")), None, id="compressed"),
        pytest.param(png(itxt(b"\xff\xfe")), None, id="no-utf-8"),
        pytest.param(png(itxt(b"")), None, id="empty"),
        pytest.param(png(itxt(b"a" * 200_000)), None, id="too-long"),
        pytest.param(png(chunk(b"iTXt", b"openbadgecredential")), None, id="keyword-alone"),
        pytest.param(png()[:20], None, id="cut-off"),
        pytest.param(SIGNATURE + b"\xff\xff\xff\xffiTXt", None, id="a-length-that-lies"),
        pytest.param(SIGNATURE, None, id="nothing-but-the-signature"),
        pytest.param(b"", None, id="nothing"),
        pytest.param(b"\xff\xd8\xff\xe0", None, id="a-jpeg"),
        pytest.param(b"a.b.c", None, id="a-bare-token"),
        pytest.param(b" " * (MAX_PICTURE_BYTES + 1), None, id="too-large"),
    ],
)
def test_a_png_gives_back_what_was_baked_into_it(data: bytes, expected: str | None) -> None:
    assert unbake(data) == expected


def svg(inside: str, head: str = "") -> bytes:
    """Return an SVG with something directly after its root."""
    return f'{head}<svg xmlns:b="{NAMESPACE}">{inside}<g/></svg>'.encode()


ENTITIES: Final = '<!DOCTYPE svg [<!ENTITY a "aa"><!ENTITY b "&a;&a;">]>'


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        pytest.param(svg('<b:credential verify="a.b.c"/>'), "a.b.c", id="another-prefix"),
        pytest.param(svg("<b:credential><![CDATA[ a.b.c\n]]></b:credential>"), "a.b.c", id="cdata"),
        pytest.param(svg("<b:credential>a.b.c</b:credential>"), "a.b.c", id="text"),
        pytest.param(svg('<b:credential verify="a.b.c">d.e.f</b:credential>'), "a.b.c", id="both"),
        pytest.param(svg('<g><b:credential verify="a.b.c"/></g>'), "a.b.c", id="deeper"),
        pytest.param(svg("<b:credential/>"), None, id="empty"),
        pytest.param(svg('<credential verify="a.b.c"/>'), None, id="no-namespace"),
        pytest.param(svg('<b:assertion verify="a.b.c"/>'), None, id="another-element"),
        pytest.param(svg('<b:credential verify="a.b.c"/>', ENTITIES), None, id="entities"),
        pytest.param(b"<svg", None, id="cut-off"),
        pytest.param(b"<html></html>", None, id="a-page"),
    ],
)
def test_an_svg_gives_back_what_was_baked_into_it(data: bytes, expected: str | None) -> None:
    assert unbake(data) == expected


def test_only_pictures_and_tokens_are_baked() -> None:
    with pytest.raises(ValueError, match="no PNG"):
        bake_png(b"GIF89a", JWT)
    with pytest.raises(ValueError, match="no SVG"):
        bake_svg("<html></html>", JWT)
    with pytest.raises(ValueError, match="no compact JWS"):
        bake_svg(SVG, '"/><script/>')
