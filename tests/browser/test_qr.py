"""The reader of QR codes of the page, on pictures of codes that another program drew."""

from __future__ import annotations

import random
import string
from base64 import b64encode
from collections.abc import Iterator
from typing import Any, Final

import pytest
from playwright.sync_api import Browser, Page

from tests.support import codes
from tests.support.verify_page import serving_verify_page

READ: Final = """
async (pictures) => {
  const { Picture } = await import("/static/verifier/qr/picture.js");
  const { readCodes } = await import("/static/verifier/qr/read.js");
  const grey = (text) => Uint8Array.from(atob(text), (byte) => byte.charCodeAt(0));
  return pictures.map(([width, height, text]) => readCodes(new Picture(width, height, grey(text))));
}
"""
LETTERS: Final = string.ascii_letters + string.digits + "-_.~"


@pytest.fixture(scope="module")
def reading(chromium: Browser) -> Iterator[Page]:
    """Open an empty page beside which the modules are served."""
    with serving_verify_page() as site:
        page = chromium.new_page()
        page.goto(f"{site.address}/identities")
        yield page
        page.close()


def read(page: Page, *pictures: codes.Grey) -> list[list[str]]:
    """Return the texts that the page's reader finds in each picture."""
    given = [[p.shape[1], p.shape[0], b64encode(p.tobytes()).decode()] for p in pictures]
    found: list[list[str]] = page.evaluate(READ, given)
    return found


def token(length: int, seed: int = 1) -> str:
    """Return letters as in a credential; those of one seed begin alike."""
    return "".join(random.Random(seed).choices(LETTERS, k=length))


PRINTED: Final = f"https://registry.example.cn/verify#{token(744)}"
"""As long as a print profile may be: version 22 at level M."""
DOTS_OF_30_MM: Final = 354 + 27
"""At 300 dpi, with the quiet zone."""


@pytest.mark.parametrize("error", ["L", "M", "Q", "H"])
def test_full_symbols_of_every_version_are_read(reading: Page, error: str) -> None:
    texts = [token(codes.bytes_in(version, error), version) for version in range(1, 41)]
    drawn = [
        codes.code(text, scale=3, version=version, error=error, mask=version % 8)
        for version, text in enumerate(texts, start=1)
    ]

    assert read(reading, *drawn) == [[text] for text in texts]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("0123456789012", id="digits"),
        pytest.param("HELLO WORLD $1.50", id="capitals"),
        pytest.param("证书核验 · Ünïcode", id="utf-8"),
        pytest.param("点茗", id="kanji"),
        pytest.param("\xe9\xe8 latin", id="latin-1"),
    ],
)
def test_every_mode_is_read(reading: Page, text: str) -> None:
    assert read(reading, codes.code(text)) == [[text]]


@pytest.mark.parametrize("degrees", range(0, 360, 30))
def test_a_turned_code_is_read(reading: Page, degrees: int) -> None:
    assert read(reading, codes.turned(codes.on_paper(codes.code(PRINTED)), degrees)) == [[PRINTED]]


@pytest.mark.parametrize(("blur", "noise"), [(0.0, 0), (0.6, 8), (0.6, 16), (1.0, 16), (1.4, 8)])
def test_a_scanned_print_of_30_mm_is_read(reading: Page, blur: float, noise: int) -> None:
    scanned = codes.turned(codes.on_paper(codes.printed(PRINTED, DOTS_OF_30_MM)), 8)

    assert read(reading, codes.worn(scanned, blur=blur, noise=noise)) == [[PRINTED]]


@pytest.mark.parametrize("share", [0.05, 0.1, 0.2])
def test_a_code_seen_from_the_side_is_read(reading: Page, share: float) -> None:
    seen = codes.tilted(codes.turned(codes.on_paper(codes.code(PRINTED, scale=6)), 20), share)

    assert read(reading, codes.worn(seen, blur=0.8, noise=5)) == [[PRINTED]]


def test_a_code_on_bent_paper_is_read(reading: Page) -> None:
    sheet = codes.on_paper(codes.code(PRINTED, scale=7))

    assert read(reading, codes.worn(codes.bent(sheet, 18), blur=0.6, noise=5)) == [[PRINTED]]


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(codes.shaded, id="light-from-one-side"),
        pytest.param(lambda picture: 255 - picture, id="white-on-black"),
        pytest.param(lambda picture: picture[:, ::-1], id="in-a-mirror"),
        pytest.param(lambda picture: 90 + picture // 4, id="faint"),
    ],
)
def test_odd_light_is_no_obstacle(reading: Page, change: Any) -> None:
    changed = change(codes.on_paper(codes.code(PRINTED), 40)).copy()

    assert read(reading, changed) == [[PRINTED]]


def test_two_codes_in_one_picture_are_both_read(reading: Page) -> None:
    one, two = codes.code("first", scale=6, version=2), codes.code("second", scale=6, version=2)
    both = codes.on_paper(codes.side_by_side(one, two))

    assert sorted(read(reading, both)[0]) == ["first", "second"]


def test_damage_that_the_check_words_mend_is_mended(reading: Page) -> None:
    damaged = codes.code("x" * 100, scale=6, error="H")
    damaged[150:186, 150:186] = 255

    assert read(reading, damaged) == [["x" * 100]]


@pytest.mark.parametrize(
    "picture",
    [
        pytest.param(codes.sheet(width=600, height=600), id="paper"),
        pytest.param(codes.page_of_text(), id="print"),
        pytest.param(codes.worn(codes.page_of_text(height=800), noise=90), id="noise"),
        pytest.param(codes.sheet(width=3, height=3), id="three-pixels"),
        pytest.param(codes.code("x" * 100)[:, :60].copy(), id="a-piece"),
    ],
)
def test_where_there_is_no_code_none_is_found(reading: Page, picture: codes.Grey) -> None:
    assert read(reading, picture) == [[]]


def test_a_code_too_much_damaged_is_not_read_wrongly(reading: Page) -> None:
    damaged = codes.code(PRINTED)
    damaged[200:400, 200:] = 255

    assert read(reading, damaged) == [[]]
