"""Paper read back, by `verify-certificate` and by readers that are not ours; what is refused."""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pytest
import zxingcpp
from PIL import Image, ImageFilter

from registry.paper.layout import lay_out
from registry.paper.pdf import Attachment, write_pdf
from registry.paper.printing import ATTACHED, PaperFormat, print_certificate
from tests.support.contents import WELDER, welder
from tests.support.papers import (
    NOW,
    huge_png,
    long_pdf,
    paper_of,
    texts_of,
    trust,
    trust_file,
)
from verifier import Outcome, verify_credential
from verifier.cli import main as verify
from verifier.pictures import PictureError, Seen, chosen, credential_in, is_picture, look_at

FACTS = paper_of()
OTHER = paper_of(welder(number="S000032000123262000018", name="李四"))


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the certificate in each form, a photo of it, and the trust file."""
    folder = tmp_path_factory.mktemp("paper")
    for form in PaperFormat:
        (folder / f"a.{form}").write_bytes(print_certificate(FACTS, form))
    Image.open(folder / "a.png").convert("RGB").save(folder / "a.jpg", quality=70)
    (folder / "attached.pdf").write_bytes(print_certificate(FACTS, PaperFormat.PDF, attach=True))
    (folder / "trust.json").write_text(json.dumps(trust_file()))
    return folder


@pytest.fixture(scope="module")
def photo(files: Path) -> Image.Image:
    """Return the foot of the page at 300 dots an inch, turned by 8 degrees and blurred."""
    page = Image.open(files / "a.png").convert("L").crop((200, 2500, 1100, 3400))
    turned = page.rotate(8, expand=True, fillcolor=255, resample=Image.Resampling.BICUBIC)
    return turned.filter(ImageFilter.GaussianBlur(1.2))


def with_noise(picture: Image.Image, deviation: float) -> Any:
    noise = np.random.default_rng(1).normal(0, deviation, (picture.height, picture.width))
    return np.clip(np.asarray(picture) + noise, 0, 255).astype(np.uint8)


@pytest.mark.parametrize("name", ["a.pdf", "a.svg", "a.png", "a.jpg", "attached.pdf"])
def test_every_form_is_verified_offline(
    files: Path, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    status = verify(
        ["--trust", str(files / "trust.json"), "--at", "2026-11-24T08:00:00Z", "--json",
         str(files / name)]
    )  # fmt: skip
    report = json.loads(capsys.readouterr().out)

    assert status == 0, report
    assert report["outcome"] == "VALID"
    assert report["certificate"]["number"] == WELDER.number
    assert (report["certificate"]["holderNameMasked"] == "张**") is (name == "attached.pdf")


def test_a_turned_blurred_and_noisy_scan_is_read_by_a_reader_that_is_not_ours(
    photo: Image.Image,
) -> None:
    text, _, _ = cv2.QRCodeDetectorAruco().detectAndDecode(with_noise(photo, 10))

    assert text == FACTS.qr_text
    report = verify_credential(text, trust=trust(), now=NOW)
    assert report.outcome is Outcome.VALID


def test_a_worse_scan_is_read_by_another(photo: Image.Image) -> None:
    found = zxingcpp.read_barcodes(with_noise(photo, 25))

    assert [code.text for code in found] == [FACTS.qr_text]


def test_the_worst_scan_is_read_by_ours(photo: Image.Image, tmp_path: Path) -> None:
    Image.fromarray(with_noise(photo, 60)).save(tmp_path / "worst.png", compress_level=1)

    assert credential_in((tmp_path / "worst.png").read_bytes()) == FACTS.qr_text


@pytest.mark.parametrize(
    ("seen", "counts"),
    [
        pytest.param(Seen((FACTS.qr_text,), None), FACTS.qr_text, id="a-code"),
        pytest.param(
            Seen(("https://example.cn/", FACTS.qr_text), None),
            FACTS.qr_text,
            id="second-code-is-ours",
        ),
        pytest.param(Seen((), FACTS.credential), FACTS.credential, id="attached-alone"),
        pytest.param(
            Seen((FACTS.qr_text,), FACTS.credential), FACTS.credential, id="attached-says-more"
        ),
        pytest.param(
            Seen((FACTS.qr_text,), OTHER.credential), FACTS.qr_text, id="attached-is-of-another"
        ),
        pytest.param(Seen((FACTS.qr_text,), "nonsense"), FACTS.qr_text, id="attached-is-nonsense"),
        pytest.param(
            Seen((FACTS.qr_text, OTHER.qr_text), None), FACTS.qr_text, id="the-first-of-two"
        ),
    ],
)
def test_what_the_paper_shows_counts(seen: Seen, counts: str) -> None:
    assert chosen(seen) == counts


@pytest.mark.parametrize("seen", [Seen((), None), Seen(("https://example.cn/x",), None)])
def test_a_picture_without_our_code_has_nothing_to_judge(seen: Seen) -> None:
    with pytest.raises(PictureError, match="no code of a certificate"):
        chosen(seen)


def test_a_good_credential_attached_to_another_certificate_is_not_believed() -> None:
    attached = Attachment(ATTACHED, "text/plain", "", FACTS.credential.encode())
    forged = write_pdf(lay_out(OTHER), made_at=OTHER.signed_at, attachments=[attached])

    assert look_at(forged).carried == FACTS.credential
    assert credential_in(forged) == OTHER.qr_text


def svg() -> str:
    return print_certificate(FACTS, PaperFormat.SVG).decode()


@pytest.mark.parametrize(
    "changed",
    [
        pytest.param(svg().replace("</svg>", "<image/></svg>"), id="a-picture-over-it"),
        pytest.param(svg().replace("</svg>", '<rect width="210"/></svg>'), id="a-cover-over-it"),
        pytest.param(svg().replace('id="qr"', 'id="qr" display="none"'), id="a-hidden-code"),
        pytest.param(svg().replace('role="img"', 'style="fill:#fff"'), id="a-white-code"),
        pytest.param(svg().replace("<title>", "<style>path{d:none}</style><title>"), id="a-style"),
        pytest.param(svg().replace("h1v1h-1z", "h1v1h-1z l2 2", 1), id="another-path"),
        pytest.param('<svg xmlns="http://www.w3.org/2000/svg"/>', id="nothing"),
    ],
)
def test_a_drawing_that_may_show_something_else_has_no_code(changed: str) -> None:
    with pytest.raises(PictureError, match="no code"):
        credential_in(changed.encode())


def test_what_an_svg_draws_is_read_not_what_it_says() -> None:
    drawn = svg().split('<path id="qr"')[1]
    other = print_certificate(OTHER, PaperFormat.SVG).decode().split('<path id="qr"')
    changed = f'{other[0]}<path id="qr"{drawn}'

    assert OTHER.number in changed
    assert credential_in(changed.encode()) == FACTS.qr_text


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        pytest.param(huge_png(50_000, 50_000), "picture", id="a-picture-of-2500-million-dots"),
        pytest.param(huge_png(9_000, 9_000), "9000 x 9000", id="a-picture-of-81-million-dots"),
        pytest.param(long_pdf(10_000), "10000 pages", id="a-document-of-10000-pages"),
        pytest.param(long_pdf(21), "21 pages", id="a-document-of-21-pages"),
        pytest.param(b"%PDF-" + b"x" * 100, "PDF", id="a-broken-document"),
        pytest.param(b"\xff\xd8\xff" + b"x" * 100, "picture", id="a-broken-photo"),
        pytest.param(b"BM" + b"x" * 33_554_432, "bytes", id="a-file-of-more-than-32-megabytes"),
        pytest.param(
            b'<?xml version="1.0"?><!DOCTYPE svg [<!ENTITY a "b">]><svg>&a;</svg>',
            "document type",
            id="entities",
        ),
        pytest.param(b"<svg>" + b"<g>" * 100_000, "drawing", id="a-hundred-thousand-brackets"),
        pytest.param(
            b"<svg>" + b" " * 8_388_608, "drawing", id="a-drawing-of-more-than-8-megabytes"
        ),
        pytest.param(
            "<?xml version='1.0'?><svg/>".encode("utf-16"), "picture", id="another-encoding"
        ),
    ],
)
def test_bombs_and_broken_files_are_refused_soon(data: bytes, reason: str) -> None:
    began = time.process_time()

    with pytest.raises(PictureError, match=reason):
        credential_in(data)

    assert time.process_time() - began < 2


@pytest.mark.parametrize(
    ("head", "picture"),
    [
        pytest.param(b"%PDF-1.7", True, id="pdf"),
        pytest.param(b"\x89PNG\r\n\x1a\n", True, id="png"),
        pytest.param(b"\xef\xbb\xbf\n<SVG ", True, id="svg-after-a-byte-order-mark"),
        pytest.param(FACTS.credential.encode(), False, id="a-credential"),
        pytest.param(FACTS.qr_text.encode(), False, id="the-text-of-a-code"),
        pytest.param(b'{"credential":""}', False, id="json"),
        pytest.param(b"", False, id="nothing"),
    ],
)
def test_pictures_are_told_by_how_they_begin(head: bytes, picture: bool) -> None:
    assert is_picture(head) is picture


def test_a_picture_without_code_is_unreadable(
    tmp_path: Path, files: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    Image.new("L", (100, 100), 255).save(tmp_path / "white.png")

    assert verify(["--trust", str(files / "trust.json"), str(tmp_path / "white.png")]) == 2
    assert "no code of a certificate" in capsys.readouterr().err


def test_a_tampered_code_is_judged_and_not_valid(tmp_path: Path, files: Path) -> None:
    _, code = texts_of(welder(level="SENIOR_TECHNICIAN"))
    head, payload, _ = code.split(".")[-3:]
    signature = FACTS.qr_text.split(".")[-1]
    begun = code[: len(code) - len(f"{head}.{payload}.{code.split('.')[-1]}")]
    forged = f"{begun}{head}.{payload}.{signature}"
    symbol = zxingcpp.create_barcode(forged, zxingcpp.BarcodeFormat.QRCode)
    Image.fromarray(np.array(symbol.to_image(scale=4))).save(tmp_path / "forged.png")

    assert verify(["--trust", str(files / "trust.json"), str(tmp_path / "forged.png")]) == 1
