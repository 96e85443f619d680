"""The verifier in JavaScript against the verifier in Python: one report, whoever made it.

Both were written from the same published format and share tables and words, nothing else. All
vectors and some hundreds of seeded mutations are judged in one page each.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import pytest
from playwright.sync_api import Browser, Page

from tests.support.browser_core import Case, judged_here, judged_there, open_core

VECTORS: Final = Path(__file__).parents[1] / "conformance" / "vectors"


@pytest.fixture(scope="module")
def core(chromium: Browser) -> Iterator[Page]:
    """Open one page for all; it may ask for nothing but the modules."""
    strangers: list[str] = []
    context = chromium.new_context()
    page = context.new_page()
    open_core(page, strangers)
    yield page
    context.close()
    assert strangers == []


def vectors() -> list[dict[str, Any]]:
    """Return all vectors that ask a question, with their names."""
    paths = sorted(VECTORS.glob("*/*.json"))
    read = [{**json.loads(path.read_text("utf-8")), "name": str(path)} for path in paths]
    return [vector for vector in read if "question" in vector]


def as_case(vector: dict[str, Any], lang: str) -> Case:
    """Return a vector as a case."""
    question = {**vector["question"], "now": vector["now"], "lang": lang}
    credential = question.pop("credential")
    return Case(vector["name"], credential, json.dumps(vector["trust"]), question)


def differences(page: Page, cases: list[Case]) -> dict[str, Any]:
    """Return what the two say of each case that they do not agree about."""
    there = judged_there(page, cases)
    pairs = zip(cases, map(judged_here, cases), there, strict=True)
    return {case.name: (here, other) for case, here, other in pairs if here != other}


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_vector_has_the_same_report_in_the_browser(core: Page, lang: str) -> None:
    cases = [as_case(vector, lang) for vector in vectors()]

    assert len(cases) > 50
    assert differences(core, cases) == {}
