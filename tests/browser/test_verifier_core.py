"""The verifier in JavaScript against the verifier in Python: one report, whoever made it.

Both were written from the same published format and share tables and words, nothing else. All
vectors and some hundreds of seeded mutations are judged in one page.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests.support.browser_core import (
    Case,
    judged_here,
    judged_there,
    open_core,
    read_long_list,
    read_sd_jwt,
    read_status_list,
)
from tests.support.edges import alike_cases, edge_cases
from tests.support.issuer import NOW, trust_file
from tests.support.log_edges import log_cases
from tests.support.mutations import EDWARDS, mutated_cases

CONFORMANCE: Final = Path(__file__).parents[1] / "conformance"
VECTORS: Final = CONFORMANCE / "vectors"
LONG: Final = CONFORMANCE / "long"
STANDARDS: Final = frozenset({"sd-jwt", "status-list"})
MUTATIONS: Final = 680
# A browser of some years ago: all there but Ed25519.
WITHOUT_ED25519: Final = """
const { subtle } = crypto;
const original = subtle.importKey.bind(subtle);
subtle.importKey = (form, raw, algorithm, ...rest) => algorithm === "Ed25519"
  ? Promise.reject(new DOMException("Unrecognized name.", "NotSupportedError"))
  : original(form, raw, algorithm, ...rest);
"""


@pytest.fixture(scope="module")
def context(chromium: Browser) -> Iterator[BrowserContext]:
    """Open a browser window for this module."""
    context = chromium.new_context()
    yield context
    context.close()


@pytest.fixture(scope="module")
def core(context: BrowserContext) -> Iterator[Page]:
    """Open one page for all; it may ask for nothing but the modules."""
    strangers: list[str] = []
    page = context.new_page()
    open_core(page, strangers)
    yield page
    assert strangers == []


def vectors(*, standards: bool) -> list[dict[str, Any]]:
    """Return all vectors, ours or those that standards publish, with their names."""
    paths = sorted(
        path for path in VECTORS.glob("*/*.json") if (path.parent.name in STANDARDS) is standards
    )
    return [
        {**json.loads(path.read_text("utf-8")), "name": f"{path.parent.name}-{path.stem}"}
        for path in paths
    ]


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
    cases = [as_case(vector, lang) for vector in vectors(standards=False)]

    assert len(cases) > 50
    assert differences(core, cases) == {}


def test_what_standards_publish_is_read_in_the_browser_as_published(core: Page) -> None:
    read = {
        vector["name"]: read_sd_jwt(core, vector)
        if "presentation" in vector
        else read_status_list(core, vector)
        for vector in vectors(standards=True)
    }

    assert read == {
        vector["name"]: (vector["expected"], vector["expectedBinding"])
        if "presentation" in vector
        else vector["expected"]
        for vector in vectors(standards=True)
    }


@pytest.mark.parametrize("bits", [1, 2, 4, 8])
def test_a_long_published_list_is_read_in_the_browser_as_published(core: Page, bits: int) -> None:
    vector = json.loads((LONG / f"{bits}-bit.json").read_text("utf-8"))

    assert read_long_list(core, vector) == (vector["entries"], None)


def test_a_badge_contradicts_itself_in_the_browser_where_it_does_in_python(core: Page) -> None:
    assert differences(core, alike_cases()) == {}


def test_what_stands_on_an_edge_has_the_same_report_in_the_browser(core: Page) -> None:
    assert differences(core, edge_cases()) == {}


def test_proofs_and_policies_have_the_same_report_in_the_browser(core: Page) -> None:
    assert differences(core, log_cases()) == {}


def test_mutations_have_the_same_report_in_the_browser(core: Page) -> None:
    cases = mutated_cases(MUTATIONS)
    outcomes = {judged_here(case).get("outcome", "refused") for case in cases}

    assert outcomes == {"VALID", "INVALID", "UNAVAILABLE", "refused"}
    assert differences(core, cases) == {}


def test_a_browser_without_ed25519_checks_logs_and_witnesses_all_the_same(
    context: BrowserContext,
) -> None:
    page = context.new_page()
    page.add_init_script(WITHOUT_ED25519)
    open_core(page, [])
    logged = [as_case(item, "en") for item in vectors(standards=False) if "log-" in item["name"]]
    mutated = [case for case in mutated_cases(320) if case.name.startswith(("edwards", "proofs"))]
    trust = json.dumps(trust_file(EDWARDS.trust_entry(), statusLists={}))
    signed = Case("edwards", EDWARDS.credential(), trust, {"now": NOW, "lang": "en"})

    assert logged
    assert differences(page, [*logged, *mutated, signed]) == {}
