"""What a holder shows of it: the check DISCLOSURES (RFC 9901 section 7.1)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from tests.conformance.families.vector import ISSUER, STRICTNESS, Vector, invalid
from tests.support.issuer import b64u, certificate_claims, digest, disclosure

TOPIC: Final = "disclosures"
RULES: Final = f"RFC 9901 section 7.1; {STRICTNESS}"
SALT: Final = "c2FsdCBvZiAxMjggYml0"
NAME: Final = disclosure(SALT, "name", "张三丰")

NEVER_DISCLOSED: Final = (
    *("iss", "iat", "nbf", "exp", "cnf", "vct", "status", "number", "kind", "issued_on", "level"),
    *("occupation", "occupation_name", "work_type", "issuer_name", "issuer_prefix", "session"),
)


def made(*shown: str, **claims: Any) -> str:
    """Return a certificate with further claims and what is shown of it."""
    return "~".join([ISSUER.jwt(certificate_claims(**claims)), *shown, ""])


def hidden(text: str) -> str:
    """Return a certificate that refers to one disclosure, which is shown."""
    return made(text, _sd=[digest(text)])


def refused(name: str, credential: str) -> Vector:
    """Return a vector whose disclosures fail."""
    return invalid(TOPIC, name, credential, "DISCLOSURES", source=RULES)


def disclosing() -> Iterator[Vector]:
    """Yield vectors on selective disclosure."""
    yield from _allowed()
    yield from _names()
    yield from _structure()
    yield from _contents()


def _allowed() -> Iterator[Vector]:
    inner = disclosure(SALT, "inner", 1)
    outer = disclosure(SALT, "outer", {"_sd": [digest(inner)]})
    element = disclosure(SALT, "element")
    for name, credential in (
        ("some-undisclosed", ISSUER.credential(hide=("id_number", "birth_date"))),
        ("nothing-disclosed", ISSUER.credential(hide=("name", "id_number", "id_last4"))),
        ("decoy-digest", made(_sd=[digest("decoy")])),
        ("without-sd-alg", made(NAME, _sd=[digest(NAME)])),
        ("element-of-an-array", made(element, x=[{"...": digest(element)}, {"...": digest("y")}])),
        ("disclosure-within-a-disclosure", made(outer, inner, _sd=[digest(outer)])),
        ("member-of-an-inner-object", made(inner, x={"_sd": [digest(inner)]})),
        ("salt-of-any-text", hidden(disclosure("", "x", 1))),
    ):
        yield Vector(TOPIC, name, credential, source=RULES)


def _names() -> Iterator[Vector]:
    for claim in NEVER_DISCLOSED:
        text = disclosure("s", claim, "x")
        yield refused(f"{claim.replace('_', '-')}-disclosed", made(text, _sd=[digest(text)]))
    # Not because it stands there already: these are absent from the claims.
    for claim in ("work_type", "occupation_name", "issuer_prefix"):
        text = disclosure("s", claim, "x")
        name = f"absent-{claim.replace('_', '-')}-disclosed"
        yield refused(name, made(text, _sd=[digest(text)], **{claim: None}))
    for claim in ("_sd", "...", "_sd_alg"):
        text = disclosure("s", claim, "x")
        name = {"_sd": "named-sd", "...": "named-dots", "_sd_alg": "named-sd-alg"}
        yield refused(name[claim], made(text, _sd=[digest(text)]))
    there = disclosure(SALT, "x", 1)
    yield refused("name-stands-there-already", made(there, _sd=[digest(there)], x=2))
    again = disclosure("another salt", "x", 2)
    yield refused("name-disclosed-twice", made(there, again, _sd=[digest(there), digest(again)]))


def _structure() -> Iterator[Vector]:
    element = disclosure(SALT, "element")
    inner = disclosure(SALT, "inner", 1)
    for name, credential in (
        ("unreferenced", made(NAME)),
        ("disclosure-twice", made(NAME, NAME, _sd=[digest(NAME)])),
        ("digest-twice", made(NAME, _sd=[digest(NAME)] * 2)),
        ("decoy-digest-twice", made(_sd=[digest("decoy")] * 2)),
        ("digest-on-two-levels", made(NAME, _sd=[digest(NAME)], x={"_sd": [digest(NAME)]})),
        ("digest-of-element-and-member", made(_sd=[digest("y")], x=[{"...": digest("y")}])),
        ("sha-512", made(NAME, _sd=[digest(NAME)], _sd_alg="sha-512")),
        ("sha-256-in-capitals", made(NAME, _sd=[digest(NAME)], _sd_alg="SHA-256")),
        ("sd-alg-is-a-number", made(NAME, _sd=[digest(NAME)], _sd_alg=256)),
        ("digests-are-no-array", made(NAME, _sd=digest(NAME))),
        ("digest-is-a-number", made(_sd=[1])),
        ("element-digest-is-a-number", made(x=[{"...": 1}])),
        ("element-with-neighbours", made(element, x=[{"...": digest(element), "y": 1}])),
        ("element-where-a-member-belongs", hidden(element)),
        ("member-where-an-element-belongs", made(inner, x=[{"...": digest(inner)}])),
        ("parent-undisclosed", made(inner, _sd=[digest(disclosure(SALT, "x", digest(inner)))])),
    ):
        yield refused(name, credential)


def _contents() -> Iterator[Vector]:
    altered = disclosure(SALT, "name", "李四")
    yield refused("name-altered", made(altered, _sd=[digest(NAME)]))
    deep: Any = 1
    for _ in range(32):
        deep = [deep]
    null = b64u(b"null")
    yield refused("element-is-null", made(null, x=[{"...": digest(null)}]))
    for name, text in (
        ("salt-is-a-number", disclosure(1, "x", 1)),
        ("name-is-a-number", disclosure(SALT, 1, 1)),
        ("four-parts", disclosure(SALT, "x", 1, 2)),
        ("disclosure-is-an-object", b64u(b'{"a": 1}')),
        ("disclosure-is-empty", b64u(b"[]")),
        ("disclosure-is-null", b64u(b"null")),
        ("disclosure-is-no-json", b64u(b'["s", "x", 1')),
        ("member-twice-in-a-disclosure", b64u(b'["s", "x", {"a": 1, "a": 2}]')),
        ("not-a-number-in-a-disclosure", b64u(b'["s", "x", NaN]')),
        ("integer-of-20-digits-in-a-disclosure", b64u(b'["s", "x", 10000000000000000000]')),
        ("lone-surrogate-in-a-disclosure", b64u(b'["s", "x", "\\ud800"]')),
        ("nested-too-deep-in-a-disclosure", disclosure(SALT, "x", deep)),
    ):
        yield refused(name, hidden(text))
