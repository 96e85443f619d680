"""What a reader can give to the page: text, files, pictures, a camera; none of it leaves."""

from __future__ import annotations

import hashlib
import json
import struct
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final
from urllib.parse import unquote

import pytest
from playwright.sync_api import Browser, Page, Request, expect

from registry.badges.baking import bake_png, bake_svg
from registry.paper.facts import read_paper
from registry.paper.printing import PaperFormat, print_certificate
from tests.browser.conftest import CHROMIUM, FLAGS
from tests.support import codes
from tests.support.issuer import (
    NOW,
    Issuer,
    es256_key,
    public_jwk,
    sign,
    trust_file,
)
from tests.support.verify_page import VerifySite, serving_verify_page
from tests.support.witnesses import Log, certificate_entry, policy

VALID: Final = "Valid 有效"
REGISTRY_KEY: Final = es256_key(9)
OTHER_CODE: Final = codes.png(codes.code("https://example.org/"))
LONG_PDF: Final = b"%PDF-1.7\n" + b"<< /A << /B 1 >> >>\n" * 100_000


def chunk(kind: bytes, content: bytes) -> bytes:
    """Return a chunk of a PNG."""
    body = kind + content
    return len(content).to_bytes(4, "big") + body + zlib.crc32(body).to_bytes(4, "big")


HUGE_PNG: Final = b"".join(
    [
        b"\x89PNG\r\n\x1a\n",
        chunk(b"IHDR", struct.pack(">IIBBBBB", 50_000, 50_000, 1, 0, 0, 0, 0)),
        chunk(b"IDAT", zlib.compress(b"\0" * 6_251_000)),
        chunk(b"IEND", b""),
    ]
)
"""A few kilobytes that say they are a picture of gigabytes."""


@pytest.fixture(scope="module")
def site() -> Iterator[VerifySite]:
    with serving_verify_page() as site:
        yield site


@pytest.fixture(autouse=True)
def _not_revoked(site: VerifySite) -> None:
    site.trust = trust_file()
    site.set_status(0)


@pytest.fixture
def verify(page: Page, site: VerifySite) -> Page:
    page.clock.set_fixed_time(NOW)
    page.goto(f"{site.address}/verify")
    page.wait_for_selector("body[data-ready]")
    return page


def paste(page: Page, text: str) -> None:
    page.get_by_label("Credential, or the address in the QR code").fill(text)
    page.locator("#by-credential").get_by_role("button", name="Verify").click()


def give(page: Page, name: str, data: bytes, media_type: str = "") -> None:
    """Choose a file."""
    page.locator("#file").set_input_files({"name": name, "mimeType": media_type, "buffer": data})


def expect_verdict(page: Page, words: str) -> None:
    expect(page.locator("#verdict")).to_have_text(words)


def state_of(page: Page, code: str) -> str:
    """Return the state of a check in words, also of one that is folded away."""
    return page.locator("tr", has_text=code).locator(".mark").first.text_content() or ""


def test_a_qr_address_is_verified_without_a_click(page: Page, site: VerifySite) -> None:
    page.clock.set_fixed_time(NOW)
    page.goto(site.print_profile())

    expect_verdict(page, VALID)
    assert page.locator("#report tr .mark").count() == 21


@pytest.mark.parametrize(
    ("value", "verdict"), [(0, VALID), (1, "Not valid 无效"), (2, "Not valid 无效")]
)
def test_the_list_that_is_served_is_newer_than_the_trust_file(
    verify: Page, site: VerifySite, value: int, verdict: str
) -> None:
    site.set_status(0)
    site.trust["statusLists"] = dict(site.lists)
    site.set_status(value)
    paste(verify, site.credential())

    expect_verdict(verify, verdict)


def test_a_foreign_list_is_taken_from_the_trust_file(verify: Page) -> None:
    paste(verify, Issuer().credential())

    expect_verdict(verify, VALID)


@pytest.mark.parametrize("fragment", ["%zz", "%E4%B8%AD", "x" * 70_000, "[[[[", "{}"])
def test_an_address_with_anything_else_is_judged(
    page: Page, site: VerifySite, fragment: str
) -> None:
    page.goto(f"{site.address}/verify#{fragment}")

    expect_verdict(page, "Not valid 无效")


def test_clearing_takes_the_credential_out_of_the_address(page: Page, site: VerifySite) -> None:
    page.clock.set_fixed_time(NOW)
    page.goto(site.print_profile())
    expect_verdict(page, VALID)
    page.get_by_role("button", name="Clear").click()

    expect(page.locator("#report")).to_have_text("Nothing verified yet.")
    expect(page.get_by_label("Credential, or the address in the QR code")).to_have_value("")
    assert "ey" not in page.url


def test_an_altered_credential_is_not_believed(verify: Page, site: VerifySite) -> None:
    altered = site.credential(level="SENIOR").split(".")
    altered[1] = site.credential().split(".")[1]
    paste(verify, ".".join(altered))

    expect_verdict(verify, "Not valid 无效")
    expect(verify.locator("#report dl")).to_have_count(0)


def test_demands_are_judged(verify: Page, site: VerifySite) -> None:
    verify.get_by_text("Further demands").click()
    verify.get_by_label("Whose it should be: name").fill("李四")
    paste(verify, site.credential())

    expect_verdict(verify, "Not valid 无效")
    assert "failed" in state_of(verify, "HOLDER_MISMATCH")


def test_nothing_of_a_credential_is_sent(verify: Page, site: VerifySite) -> None:
    """Watch every request while it is verified in all ways that need no further button."""
    text = site.credential()
    sent: list[str] = []

    def note(request: Request) -> None:
        sent.append(unquote(f"{request.url} {request.post_data or ''} {request.all_headers()}"))

    verify.on("request", note)
    paste(verify, text)
    expect_verdict(verify, VALID)
    give(verify, "certificate.txt", text.encode())
    expect_verdict(verify, VALID)
    verify.goto(f"{site.address}/verify#{text}")
    verify.reload()
    expect_verdict(verify, VALID)

    parts = [part for piece in text.split("~") for part in piece.split(".") if part]
    told = [*parts, "S000032000123262000017", "张三丰", "1234"]
    assert sent
    assert [
        part for part in told for request in sent if part in request.replace(NOW_TEXT, "")
    ] == []
    assert {line.split()[0] for line in site.requests} <= {"GET"}


NOW_TEXT: Final = str(NOW)


def text_file(site: VerifySite) -> tuple[str, bytes]:
    return "certificate.sd-jwt", site.credential().encode()


def json_file(site: VerifySite) -> tuple[str, bytes]:
    return "certificate.json", json.dumps({"credential": site.credential()}).encode()


def paper(form: PaperFormat, *, attach: bool = False) -> Callable[[VerifySite], tuple[str, bytes]]:
    def make(site: VerifySite) -> tuple[str, bytes]:
        facts = read_paper(site.credential(), site.print_profile())
        return f"certificate.{form}", print_certificate(facts, form, attach=attach)

    return make


def photo(site: VerifySite) -> tuple[str, bytes]:
    seen = codes.turned(codes.on_paper(codes.code(site.print_profile())), 8)
    return "photo.jpg", codes.jpeg(codes.worn(seen, blur=0.6, noise=8))


def baked_png(_site: VerifySite) -> tuple[str, bytes]:
    return "badge.png", bake_png(codes.png(codes.sheet(width=9, height=9)), badge())


def baked_svg(_site: VerifySite) -> tuple[str, bytes]:
    plain = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><path d="M0 0"/></svg>'
    return "badge.svg", bake_svg(plain, badge()).encode()


def badge() -> str:
    return Issuer().badge()


@pytest.mark.parametrize(
    "make",
    [
        pytest.param(text_file, id="text"),
        pytest.param(json_file, id="json"),
        pytest.param(photo, id="photo-of-a-code"),
        pytest.param(paper(PaperFormat.PDF), id="pdf-with-its-code"),
        pytest.param(paper(PaperFormat.PDF, attach=True), id="pdf-with-an-attachment"),
        pytest.param(paper(PaperFormat.SVG), id="svg"),
        pytest.param(paper(PaperFormat.PNG), id="png"),
        pytest.param(baked_png, id="baked-png"),
        pytest.param(baked_svg, id="baked-svg"),
    ],
)
def test_a_file_is_read(
    verify: Page, site: VerifySite, make: Callable[[VerifySite], tuple[str, bytes]]
) -> None:
    give(verify, *make(site))

    expect_verdict(verify, VALID)


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        pytest.param("text.png", codes.png(codes.page_of_text()), "No QR code", id="no-code"),
        pytest.param("menu.png", OTHER_CODE, "holds no certificate", id="code-of-another"),
        pytest.param("broken.png", b"\x89PNG\r\n\x1a\n", "cannot open", id="broken-picture"),
        pytest.param("letter.pdf", b"%PDF-1.7\n%%EOF", "no certificate", id="pdf-without"),
        pytest.param("long.pdf", LONG_PDF, "no certificate", id="pdf-of-many-dictionaries"),
        pytest.param("huge.png", HUGE_PNG, "", id="picture-of-2500-megapixels"),
    ],
)
def test_a_file_without_certificate_says_so(
    page: Page, site: VerifySite, name: str, data: bytes, said: str
) -> None:
    page.goto(f"{site.address}/verify")
    page.wait_for_selector("body[data-ready]")
    give(page, name, data)

    expect(page.locator("#report [role=alert]")).to_contain_text(said)


def test_a_file_can_be_dropped_anywhere(verify: Page, site: VerifySite) -> None:
    verify.evaluate(
        """(text) => {
          const dataTransfer = new DataTransfer();
          dataTransfer.items.add(new File([text], "certificate.txt", { type: "text/plain" }));
          document.body.dispatchEvent(new DragEvent("drop", { dataTransfer, bubbles: true }));
        }""",
        site.credential(),
    )

    expect_verdict(verify, VALID)


def test_a_chosen_trust_file_is_used_and_the_registrys_again(
    verify: Page, site: VerifySite
) -> None:
    stranger = Issuer(key=es256_key(5)).trust_entry()
    give(verify, "trust.json", json.dumps(trust_file(stranger)).encode())
    expect(verify.locator("#trust")).to_contain_text("the file you chose")
    paste(verify, site.credential())
    expect_verdict(verify, "Not valid 无效")
    verify.get_by_role("button", name="Use the registry's instead").click()
    expect(verify.locator("#trust")).to_contain_text("published by the registry")
    paste(verify, site.credential())

    expect_verdict(verify, VALID)


def test_a_refused_trust_file_leaves_the_one_before(verify: Page, site: VerifySite) -> None:
    give(verify, "trust.json", json.dumps(trust_file(version=2)).encode())
    expect(verify.locator("#trust [role=alert]")).to_contain_text("refused")
    paste(verify, site.credential())

    expect_verdict(verify, VALID)


def test_a_signed_trust_file_needs_the_registrys_key(verify: Page, site: VerifySite) -> None:
    lists = {**trust_file()["statusLists"], f"{site.address}/status/1": site.lists["1"]}
    claims = {"iss": f"{site.address}/registry", **trust_file(statusLists=lists)}
    signed = sign(REGISTRY_KEY, {"alg": "ES256", "typ": "trust+jwt", "kid": "r1"}, claims)
    give(verify, "trust.jwt", signed.encode())
    expect(verify.locator("#trust")).to_contain_text("choose the registry's public key")
    give(verify, "registry.jwk", json.dumps(public_jwk(REGISTRY_KEY, kid="r1")).encode())
    expect(verify.locator("#trust")).to_contain_text("the file you chose")
    paste(verify, site.credential())

    expect_verdict(verify, VALID)


def test_an_expired_trust_file_makes_nothing_valid(page: Page, site: VerifySite) -> None:
    site.trust = trust_file(expires="2026-11-02T00:00:00Z")
    page.clock.set_fixed_time(NOW)
    page.goto(site.print_profile())

    expect_verdict(page, "Cannot be judged 无法判断")
    expect(page.locator("#trust")).to_contain_text("expired")


def test_a_log_proof_is_fetched_when_a_reader_says_so(verify: Page, site: VerifySite) -> None:
    site.trust = trust_file(log={"policy": policy(), "required": True})
    text = site.credential()
    sha256 = hashlib.sha256(text.partition("~")[0].encode()).hexdigest()
    site.proofs[sha256] = Log(certificate_entry(text)).proof()
    verify.reload()
    verify.wait_for_selector("body[data-ready]")
    paste(verify, text)
    expect_verdict(verify, "Cannot be judged 无法判断")
    assert f"GET /log/proof/{sha256}" not in site.requests
    verify.get_by_role("button", name="Fetch the log proof").click()

    expect_verdict(verify, VALID)
    assert "passed" in state_of(verify, "NOT_IN_LOG")


def test_everything_can_be_done_from_the_keyboard(verify: Page, site: VerifySite) -> None:
    verify.get_by_label("Credential, or the address in the QR code").focus()
    verify.keyboard.insert_text(site.credential())
    verify.keyboard.press("Tab")
    verify.keyboard.press("Enter")
    expect_verdict(verify, VALID)
    verify.locator("details.skipped summary").focus()
    verify.keyboard.press("Enter")

    expect(verify.locator("details.skipped table")).to_be_visible()
    expect(verify.locator("#announcement")).to_contain_text("The certificate is valid.")


@pytest.mark.parametrize("width", [360, 768, 1280])
def test_nothing_is_wider_than_the_window(verify: Page, site: VerifySite, width: int) -> None:
    verify.set_viewport_size({"width": width, "height": 740})
    paste(verify, site.credential())
    expect_verdict(verify, VALID)

    assert verify.evaluate("document.documentElement.scrollWidth") <= width


@contextmanager
def filmed(chromium: Browser, film: Path) -> Iterator[Page]:
    """Open a window of another browser, whose camera shows a film."""
    pretended = [
        "--use-fake-device-for-media-stream",
        "--use-fake-ui-for-media-stream",
        f"--use-file-for-fake-video-capture={film}",
    ]
    browser = chromium.browser_type.launch(executable_path=CHROMIUM, args=[*FLAGS, *pretended])
    try:
        yield browser.new_context(locale="en-US").new_page()
    finally:
        browser.close()


def test_a_camera_reads_a_code(chromium: Browser, site: VerifySite, tmp_path: Path) -> None:
    seen = codes.turned(codes.code(site.print_profile(), scale=5), 5)
    film = tmp_path / "camera.y4m"
    film.write_bytes(codes.video(codes.worn(seen, noise=4)))
    with filmed(chromium, film) as page:
        page.clock.set_fixed_time(NOW)
        page.goto(f"{site.address}/verify")
        page.get_by_role("button", name="Scan with the camera").click()
        expect_verdict(page, VALID)
        expect(page.locator("#viewfinder")).to_be_hidden()


def test_a_camera_that_sees_nothing_can_be_stopped(
    chromium: Browser, site: VerifySite, tmp_path: Path
) -> None:
    film = tmp_path / "camera.y4m"
    film.write_bytes(codes.video(codes.page_of_text(width=640, height=480)))
    with filmed(chromium, film) as page:
        page.goto(f"{site.address}/verify")
        page.get_by_role("button", name="Scan with the camera").click()
        expect(page.locator("#video")).to_have_js_property("readyState", 4)
        page.get_by_role("button", name="Stop the camera").click()
        expect(page.locator("#viewfinder")).to_be_hidden()
        assert page.evaluate("document.getElementById('video').srcObject") is None
