"""The verifier in JavaScript against the verifier in Python: one report, whoever made it.

Both were written from the same published format and share tables and words, nothing else. All
vectors and some hundreds of seeded mutations are judged in one page.
"""

from __future__ import annotations

import json
import zlib
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
from tests.support.issuer import (
    LIST_URI,
    NOW,
    bind,
    bound_claims,
    certificate_claims,
    digest,
    disclosure,
    trust_file,
)
from tests.support.mutations import EDWARDS, ISSUER, PLAIN, TRUST, mutated_cases

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


# Values of which some say the same.
ALIKE: Final[tuple[Any, ...]] = (
    *(1, 1.0, 2, "1", "", [], [1], [1.0], [1, 2], [2, 1], [2]),
    *({}, {"a": 1}, {"a": 1.0}, {"a": 2}, {"b": 1}, {"a": 1, "b": 2}, {"b": 2, "a": 1}),
)


def test_a_badge_contradicts_itself_in_the_browser_where_it_does_in_python(core: Page) -> None:
    trust = json.dumps(TRUST)
    cases = [
        Case(f"{one!r} {other!r}", ISSUER.badge(id=one, jti=other), trust)
        for one in ALIKE
        for other in ALIKE
    ]

    assert differences(core, cases) == {}


def nested(depth: int) -> str:
    """Return a certificate of which a disclosed claim stands that deep, and is an array's element.

    The claims are the first level, the array the second; so 30 more are the 32 allowed.
    """
    value: Any = 1
    for _ in range(depth):
        value = [value]
    element = disclosure("c2FsdA", value)
    member = disclosure("c2FsdA", "list", [{"...": digest(element)}])
    token = ISSUER.jwt(certificate_claims(_sd=[digest(member)]))
    return f"{token}~{member}~{element}~"


EDGES: Final = {
    "30-levels-in-an-element": nested(30),
    "31-levels-in-an-element": nested(31),
    "a-key-binding-with-padding": bind(ISSUER.credential(bound_claims())) + "=",
    "a-key-binding-of-two-parts": ISSUER.credential(bound_claims()) + "e30.e30",
    "a-megabyte": "A" * 2**20,
    "a-credential-of-65536-bytes": PLAIN.ljust(65_536, "A"),
    "a-credential-of-65537-bytes": PLAIN.ljust(65_537, "A"),
    "256-disclosures": PLAIN.partition("~")[0] + "~" + "AA~" * 256,
    "257-disclosures": PLAIN.partition("~")[0] + "~" + "AA~" * 257,
    "30000-disclosures": "~" * 30_000,
    "30000-points": "." * 30_000,
    "nested-20000-deep": EDWARDS.jwt(b"[" * 20_000 + b"]" * 20_000) + "~",
    "an-array-of-20000-objects": EDWARDS.jwt(b"[" + b"{}," * 20_000 + b"{}]") + "~",
    "a-name-of-40000-characters": EDWARDS.jwt(b'{"' + b"x" * 40_000 + b'":1}') + "~",
    "an-integer-of-40000-digits": EDWARDS.jwt(b'{"x":' + b"9" * 40_000 + b"}") + "~",
    "65537-characters-of-two-units": "\U00020000" * 65_537,
    "131073-characters-of-two-units": "\U00020000" * 131_073,
}


def test_what_stands_on_an_edge_has_the_same_report_in_the_browser(core: Page) -> None:
    bomb = ISSUER.raw_status_list(zlib.compress(bytes(2**26), 9))
    cases = [Case(name, text, json.dumps(TRUST)) for name, text in EDGES.items()]
    cases.append(
        Case("64-MiB-of-status", PLAIN, json.dumps(trust_file(statusLists={LIST_URI: bomb})))
    )

    assert differences(core, cases) == {}


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
