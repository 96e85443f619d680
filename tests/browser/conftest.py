"""A served demonstration of 3,000 people, and Debian's Chromium looking at it."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from registry.graph.demonstration import mark_demonstration
from registry.importing import run_import
from registry.seeding import generate
from tests.support.database import Graph
from tests.support.site import serving

WORKERS: Final = 3_000
CHROMIUM: Final = shutil.which("chromium") or "/usr/bin/chromium"
# A closed network: Chromium must not try to call home while it is watched.
FLAGS: Final = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="package")
def site(database: Graph, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve the invented nation with the menu of identities."""
    database.wipe()
    folder = tmp_path_factory.mktemp("nation")
    generate(workers=WORKERS, profile="demo", seed=7, out=folder)
    run_import(folder, settings=database.settings)
    mark_demonstration(database.settings)
    with serving(database.settings.model_copy(update={"seed": "demo"})) as address:
        yield address


@pytest.fixture(scope="package")
def chromium() -> Iterator[Browser]:
    """Start one Chromium for all pages; the first statement of a kind has yet to be planned."""
    expect.set_options(timeout=30_000)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    """Open a window in English; any error in a page fails its test."""
    context = chromium.new_context(locale="en-US", viewport={"width": 1280, "height": 900})
    page = context.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on(
        "console", lambda message: errors.append(message.text) if message.type == "error" else None
    )
    yield page
    context.close()
    assert errors == []


@pytest.fixture(scope="session")
def screenshots(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return where pictures go: TEST_SCREENSHOTS=docs/pictures makes those of the README."""
    named = os.environ.get("TEST_SCREENSHOTS")
    return Path(named) if named else tmp_path_factory.mktemp("screenshots")
