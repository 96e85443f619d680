"""An employer verifies what stands on the paper."""

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
    """Type a number and a name, and verify."""
    page.get_by_label("Certificate number").fill(number)
    page.get_by_label("Holder's full name").fill(name)
    page.locator("#by-number").get_by_role("button", name="Verify").click()


def test_an_honest_certificate_is_valid_with_every_check_named(
    page: Page, site: str, paper: tuple[str, str], screenshots: Path
) -> None:
    page.goto(f"{site}/verify")
    page.wait_for_selector("body[data-ready]")
    ask(page, *paper)
    report = page.locator("#report")
    expect(report.locator(".verdict")).to_have_text("✓ Valid")
    expect(report).to_contain_text(paper[0])
    assert report.locator("tbody tr").count() == 21
    page.screenshot(path=screenshots / "verify.png")


def test_a_wrong_name_is_answered_like_an_unknown_number(
    page: Page, site: str, paper: tuple[str, str]
) -> None:
    page.goto(f"{site}/verify")
    page.wait_for_selector("body[data-ready]")
    ask(page, paper[0], "某某某")
    expect(page.locator("#report .verdict")).to_have_text("∅ Not found")
    expect(page.locator("#report dl")).to_have_count(0)


def test_a_text_that_is_no_credential_is_judged(page: Page, site: str) -> None:
    page.goto(f"{site}/verify#not-a-credential")
    page.wait_for_selector("body[data-ready]")
    expect(page.get_by_label("Credential, or the address in the QR code")).to_have_value(
        "not-a-credential"
    )
    page.locator("#by-credential").get_by_role("button", name="Verify").click()
    expect(page.locator("#report .verdict")).to_have_text("✗ Not valid")
