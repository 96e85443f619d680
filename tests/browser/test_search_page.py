"""An enterprise searches and reads why."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Page, expect


def test_an_enterprise_finds_welders_and_reads_every_condition(
    page: Page, site: str, screenshots: Path
) -> None:
    page.goto(site)
    page.wait_for_selector("body[data-ready]")
    page.get_by_label("Occupation (name, pinyin or code)").fill("hangong")
    page.get_by_role("button", name="Search").click()
    expect(page.get_by_role("button", name="焊工 ×")).to_be_visible()
    expect(page.locator("#total")).not_to_have_text("0 people")
    first = page.locator("#cards > li").first
    expect(first.locator("h3")).to_contain_text("焊工")
    expect(first.locator("ul.tree .mark").first).to_be_visible()
    signs = set("".join(first.locator("ul.tree .mark").all_inner_texts()))
    assert signs & {"✓", "✗", "?"}
    expect(first).not_to_contain_text("Name")
    page.screenshot(path=screenshots / "search.png")


def test_pages_of_results_go_forward_and_back(page: Page, site: str) -> None:
    page.goto(f"{site}/?minLevel=SENIOR")
    page.wait_for_selector("body[data-ready]")
    first = page.locator("#cards > li").first.inner_text()
    page.get_by_role("button", name="Next").click()
    expect(page.locator("#previous")).to_be_enabled()
    assert page.locator("#cards > li").first.inner_text() != first
    page.get_by_role("button", name="Previous").click()
    expect(page.locator("#previous")).to_be_disabled()
    assert page.locator("#cards > li").first.inner_text() == first


def test_the_form_works_from_the_keyboard_alone(page: Page, site: str) -> None:
    page.goto(site)
    page.wait_for_selector("body[data-ready]")
    page.get_by_label("Occupation (name, pinyin or code)").focus()
    page.keyboard.type("焊工")
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="焊工 ×")).to_be_visible()
    expect(page.locator("#cards > li h3").first).to_contain_text("焊工")


def test_somebody_who_is_not_signed_in_finds_nobody(page: Page, site: str) -> None:
    page.goto(site)
    page.wait_for_selector("body[data-ready]")
    page.get_by_label("I am").select_option("anonymous")
    page.wait_for_selector("body[data-ready]")
    expect(page.locator("#cards")).to_contain_text("Nobody fits")
