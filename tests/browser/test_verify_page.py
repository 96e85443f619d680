"""An employer verifies at the registry's own page: a number there, a credential here."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.support.database import Graph

PAPER = """
MATCH (worker:Worker)-[:HOLDS]->(certificate:Certificate {kind: 'SKILL_GRADE', status: 'VALID'})
WHERE certificate.codes IS NULL
RETURN certificate.number, worker.name
ORDER BY certificate.number
LIMIT 1
"""


@pytest.fixture
def paper(database: Graph, site: str) -> tuple[str, str]:  # noqa: ARG001 - it fills the graph
    """Return the number and the holder's name of an honest certificate."""
    number, name = database.run(PAPER)[0]
    return number, name


def ask(page: Page, number: str, name: str) -> None:
    """Type a number and a name, and look it up."""
    page.get_by_label("Certificate number").fill(number)
    page.get_by_label("Holder's full name").fill(name)
    page.locator("#by-number").get_by_role("button", name="Look up").click()


def opened(page: Page, address: str) -> Page:
    page.goto(address)
    page.wait_for_selector("body[data-ready]")
    return page


def test_an_honest_certificate_is_valid_with_every_check_named(
    page: Page, site: str, paper: tuple[str, str], screenshots: Path
) -> None:
    ask(opened(page, f"{site}/verify"), *paper)
    report = page.locator("#report")
    expect(page.locator("#verdict")).to_have_text("Valid 有效")
    expect(report).to_contain_text(paper[0])
    expect(report).to_contain_text("Verified by the registry")
    assert report.locator("tbody tr").count() == 21
    page.screenshot(path=screenshots / "verify.png")


def test_a_wrong_name_is_answered_like_an_unknown_number(
    page: Page, site: str, paper: tuple[str, str]
) -> None:
    ask(opened(page, f"{site}/verify"), paper[0], "某某某")
    expect(page.locator("#verdict")).to_have_text("Not found 查无此证")
    expect(page.locator("#report dl")).to_have_count(0)


def test_a_text_that_is_no_credential_is_judged_here_and_then_by_the_registry(
    page: Page, site: str
) -> None:
    opened(page, f"{site}/verify#not-a-credential")
    expect(page.get_by_label("Credential, or the address in the QR code")).to_have_value(
        "not-a-credential"
    )
    expect(page.locator("#verdict")).to_have_text("Not valid 无效")
    expect(page.locator("#report")).to_contain_text("Verified on this device")
    expect(page.locator("#report")).to_contain_text("the whole credential is sent to it")
    with page.expect_request(lambda request: request.method == "POST") as asked:
        page.get_by_role("button", name="Ask the registry too").click()
    assert "not-a-credential" in (asked.value.post_data or "")
    expect(page.locator("#report")).to_contain_text("Verified by the registry")
    expect(page.locator("#verdict")).to_have_text("Not valid 无效")


def test_the_registrys_trust_file_is_read_and_goes_into_the_saved_page(
    page: Page, site: str, tmp_path: Path
) -> None:
    opened(page, f"{site}/verify")
    expect(page.locator("#trust")).to_contain_text("published by the registry")
    with page.expect_download() as download:
        page.get_by_role("link", name="With today's trust file").click()
    path = tmp_path / "verify.html"
    download.value.save_as(path)
    opened(page, path.as_uri())

    expect(page.locator("#trust")).to_contain_text("saved with this page")
