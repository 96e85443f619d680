"""The page without a network: kept by the browser after one visit, and saved as one file."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from registry.web.shell import STATIC, Shell
from registry.web.standalone import VERIFIER_WEB, standalone
from tests.support.issuer import NOW, trust_file
from tests.support.verify_page import VerifySite, serving_verify_page

VALID = "Valid 有效"
IS_KEPT = "navigator.serviceWorker.ready.then((kept) => kept.active.state === 'activated')"

IS_REPLACED = """
async (name) => {
  for (let tries = 0; tries < 200; tries += 1) {
    const { installing, waiting, active } = await navigator.serviceWorker.ready;
    const isNew = (await caches.has(name)) && !installing && !waiting;
    if (isNew && active.state === "activated") return;
    await new Promise((resolve) => { setTimeout(resolve, 50); });
  }
  throw new Error("the new version was not taken");
}
"""
KEPT_FILES = """
async () => {
  const names = (await caches.keys()).filter((name) => name.startsWith("verify-shell-"));
  const kept = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()));
  return kept.flat().map((request) => new URL(request.url).pathname);
}
"""


@pytest.fixture
def site() -> Iterator[VerifySite]:
    with serving_verify_page() as site:
        site.set_status(0)
        site.trust["statusLists"] = {f"{site.address}/status/1": site.lists["1"]}
        yield site


@pytest.fixture
def window(chromium: Browser) -> Iterator[BrowserContext]:
    """Open a window; without a network a page may complain of requests, and of nothing else."""
    context = chromium.new_context(locale="en-US")
    errors: list[str] = []
    context.on("weberror", lambda error: errors.append(str(error.error)))
    yield context
    context.close()
    assert errors == []


def visit(window: BrowserContext, site: VerifySite) -> Page:
    """Open the page and wait until it is kept."""
    page = window.new_page()
    page.clock.set_fixed_time(NOW)
    page.goto(f"{site.address}/verify")
    page.wait_for_selector("body[data-ready]")
    page.evaluate(IS_KEPT)
    return page


def paste(page: Page, text: str) -> None:
    page.get_by_label("Credential, or the address in the QR code").fill(text)
    page.locator("#by-credential").get_by_role("button", name="Verify").click()


def test_after_one_visit_the_page_verifies_without_a_network(
    window: BrowserContext, site: VerifySite
) -> None:
    page = visit(window, site)
    window.set_offline(offline=True)
    page.reload()
    page.wait_for_selector("body[data-ready]")
    paste(page, site.credential())
    expect(page.locator("#verdict")).to_have_text(VALID)
    expect(page.locator("#trust")).to_contain_text("kept from before, for use offline")
    expect(page.locator("#trust")).to_contain_text("issued 17 days ago")

    # A code that is scanned without a network opens the page as any other does.
    other = window.new_page()
    other.clock.set_fixed_time(NOW)
    other.goto(site.print_profile())
    expect(other.locator("#verdict")).to_have_text(VALID)


def test_with_the_network_back_the_trust_file_is_new(
    window: BrowserContext, site: VerifySite
) -> None:
    page = visit(window, site)
    window.set_offline(offline=True)
    page.reload()
    expect(page.locator("#trust")).to_contain_text("kept from before")
    window.set_offline(offline=False)
    site.trust = {**site.trust, "issued": "2026-11-17T00:00:00Z"}
    paste(page, site.credential())

    expect(page.locator("#trust")).to_contain_text("published by the registry")
    expect(page.locator("#verdict")).to_have_text(VALID)


def test_the_worker_answers_for_this_page_alone(window: BrowserContext, site: VerifySite) -> None:
    page = visit(window, site)
    page.reload()
    page.wait_for_selector("body[data-ready]")
    kept = page.evaluate(KEPT_FILES)
    scopes = page.evaluate(
        "navigator.serviceWorker.getRegistrations().then((all) => all.map((one) => one.scope))"
    )

    assert scopes == [f"{site.address}/verify"]
    assert {name.split("/")[1] for name in kept} == {"verify", "static"}
    assert not [name for name in kept if "search" in name or "trace" in name or "graphql" in name]


def test_a_new_version_replaces_the_old_one_whole(
    window: BrowserContext, site: VerifySite, tmp_path: Path
) -> None:
    page = visit(window, site)
    before = site.shell
    site.shell = changed_shell(tmp_path)
    page.reload()
    page.wait_for_selector("body[data-ready]")
    expect(page.locator("h2", has_text="Every verdict")).to_be_visible()
    page.evaluate(IS_REPLACED, f"verify-shell-{site.shell.digest}")
    window.set_offline(offline=True)
    page.reload()
    page.wait_for_selector("body[data-ready]")

    expect(page.locator("h2", has_text="Every verdict")).to_be_visible()
    assert before.digest not in page.content()
    paste(page, site.credential())
    expect(page.locator("#verdict")).to_have_text(VALID)


def changed_shell(folder: Path) -> Shell:
    """Return the page as a next version might be: with one word changed in one module."""
    static, verifier = folder / "static", folder / "verifier"
    shutil.copytree(STATIC, static)
    shutil.copytree(VERIFIER_WEB, verifier)
    words = verifier / "page" / "words.js"
    text = words.read_text("utf-8").replace('report: "Report"', 'report: "Every verdict"')
    words.write_text(text, "utf-8")
    return Shell.read(static, verifier)


@pytest.fixture
def disk(window: BrowserContext) -> Page:
    """Open a page for files from a disk, and take the network away."""
    page = window.new_page()
    page.clock.set_fixed_time(NOW)
    window.set_offline(offline=True)
    page.on("request", lambda request: asked.append(request.url))
    asked: list[str] = []
    page.asked = asked  # type: ignore[attr-defined] - read by the test below
    return page


def saved(folder: Path, trust: str | None) -> str:
    path = folder / "verify.html"
    path.write_text(standalone(trust), "utf-8")
    return path.as_uri()


def test_the_saved_page_verifies_from_a_disk_with_the_trust_file_inside(
    disk: Page, site: VerifySite, tmp_path: Path
) -> None:
    disk.goto(saved(tmp_path, json.dumps(site.trust)))
    disk.wait_for_selector("body[data-ready]")
    expect(disk.locator("#trust")).to_contain_text("saved with this page")
    paste(disk, site.credential())

    expect(disk.locator("#verdict")).to_have_text(VALID)
    assert [url for url in disk.asked if not url.startswith("file:")] == []  # type: ignore[attr-defined]


def test_the_saved_page_verifies_with_a_chosen_trust_file(
    disk: Page, site: VerifySite, tmp_path: Path
) -> None:
    (tmp_path / "trust.json").write_text(json.dumps(site.trust), "utf-8")
    (tmp_path / "certificate.txt").write_text(site.credential(), "utf-8")
    disk.goto(saved(tmp_path, None))
    disk.wait_for_selector("body[data-ready]")
    paste(disk, site.credential())
    expect(disk.locator("#report [role=alert]")).to_contain_text("There is no trust file yet")
    disk.locator("#file").set_input_files(tmp_path / "trust.json")
    expect(disk.locator("#trust")).to_contain_text("the file you chose")
    disk.locator("#file").set_input_files(tmp_path / "certificate.txt")

    expect(disk.locator("#verdict")).to_have_text(VALID)


def test_the_saved_page_can_reach_nobody(disk: Page, tmp_path: Path) -> None:
    disk.context.set_offline(offline=False)
    disk.goto(saved(tmp_path, json.dumps(trust_file())))
    disk.wait_for_selector("body[data-ready]")
    said = disk.evaluate(
        "fetch('http://127.0.0.1:9/').then(() => 'sent', (error) => error.constructor.name)"
    )
    inline = disk.evaluate(
        """() => {
          const script = document.createElement("script");
          script.textContent = "globalThis.injected = true";
          document.body.append(script);
          return globalThis.injected ?? false;
        }"""
    )

    assert said == "TypeError"
    assert inline is False


def test_a_trust_file_cannot_break_out_of_its_place(disk: Page, tmp_path: Path) -> None:
    trust = trust_file()
    trust["issuers"][0]["name"] = "</script><h1 id='out'>out</h1><!--<script>"
    disk.goto(saved(tmp_path, json.dumps(trust)))
    disk.wait_for_selector("body[data-ready]")

    expect(disk.locator("#out")).to_have_count(0)
    expect(disk.locator("#trust")).to_contain_text("1 issuer")


def test_the_page_offers_itself_for_saving(page: Page, site: VerifySite, tmp_path: Path) -> None:
    page.goto(f"{site.address}/verify")
    page.wait_for_selector("body[data-ready]")
    with page.expect_download() as download:
        page.get_by_role("link", name="With today's trust file").click()
    path = tmp_path / "verify.html"
    download.value.save_as(path)

    assert path.read_text("utf-8") == standalone(json.dumps(site.trust, separators=(",", ":")))
