"""An agency traces flexible mobility."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Page, expect


def test_an_agency_sees_flows_conflicts_and_a_time_line(
    page: Page, site: str, screenshots: Path
) -> None:
    page.goto(f"{site}/trace")
    page.wait_for_selector("body[data-ready]")
    page.get_by_label("I am").select_option("agency")
    page.wait_for_selector("body[data-ready]")
    expect(page.locator("table.matrix tbody tr").first).to_be_visible()
    expect(page.locator("table.matrix")).to_contain_text("江苏省")
    expect(page.locator(".timeline [role=listitem]").first).to_be_visible()
    people = page.locator("table.matrix td").all_inner_texts()
    page.get_by_label("Person-days").check()
    assert page.locator("table.matrix td").all_inner_texts() != people
    page.screenshot(path=screenshots / "trace.png", full_page=True)


def test_somebody_who_is_not_signed_in_sees_no_assignment(page: Page, site: str) -> None:
    page.goto(f"{site}/trace")
    page.wait_for_selector("body[data-ready]")
    page.get_by_label("I am").select_option("anonymous")
    page.wait_for_selector("body[data-ready]")
    expect(page.locator("#timeline")).to_contain_text("not yours to see")
    expect(page.locator("#matrix")).to_contain_text("not yours to see")
