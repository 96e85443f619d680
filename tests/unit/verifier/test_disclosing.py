"""DISCLOSURES: what a holder shows is what the issuer signed (RFC 9901 section 7.1)."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.support.issuer import Issuer, b64u, certificate_claims, digest, disclosure
from tests.support.judging import flaws, judge
from verifier import Outcome
from verifier.errors import MalformedError
from verifier.sdjwt import disclose, parse_presentation

ISSUER = Issuer()
NAME = disclosure("salt", "name", "张三丰")
BROKEN = {"DISCLOSURES": "FAILED"}


def credential(
    *disclosures: str, sd: Any = None, hidden: tuple[str, ...] = (), **claims: Any
) -> str:
    """Issue a certificate whose `_sd` holds these disclosures and the hidden ones, or anything."""
    digests = [digest(text) for text in (*disclosures, *hidden)]
    visible = certificate_claims(_sd=digests if sd is None else sd, **claims)
    return "~".join([ISSUER.jwt(visible), *disclosures, ""])


def raw(text: str) -> str:
    """Write a disclosure that is any text."""
    return b64u(text.encode())


@pytest.mark.parametrize(
    "presentation",
    [
        pytest.param(credential(NAME), id="one-claim"),
        pytest.param(credential(NAME, hidden=(disclosure("s", "theory", 1),)), id="one-of-two"),
        pytest.param(credential(sd=[digest("decoy")]), id="a-decoy-alone"),
        pytest.param(credential(sd=[]), id="no-digests"),
        pytest.param(credential(NAME, _sd_alg="sha-256"), id="sha-256-by-name"),
        pytest.param(credential(raw('[ "s",\n "name", "x" ]')), id="space-in-a-disclosure"),
    ],
)
def test_what_was_signed_may_be_shown(presentation: str) -> None:
    assert judge(presentation).outcome is Outcome.VALID


@pytest.mark.parametrize(
    "presentation",
    [
        pytest.param(credential() + NAME + "~", id="unreferenced"),
        pytest.param(credential(NAME, NAME, sd=[digest(NAME)]), id="disclosure-twice"),
        pytest.param(credential(NAME, sd=[digest(NAME)] * 2), id="digest-twice"),
        pytest.param(credential(sd=["AA", "AA"]), id="decoy-twice"),
        pytest.param(credential(NAME, x={"_sd": [digest(NAME)]}), id="digest-at-two-depths"),
        pytest.param(credential(sd=[5]), id="digest-is-a-number"),
        pytest.param(credential(sd={}), id="sd-is-an-object"),
        pytest.param(credential(sd="AA"), id="sd-is-text"),
        pytest.param(credential(NAME, _sd_alg="sha-512"), id="sha-512"),
        pytest.param(credential(NAME, _sd_alg="SHA-256"), id="sha-256-in-capitals"),
        pytest.param(credential(disclosure("s", "_sd", [])), id="named-_sd"),
        pytest.param(credential(disclosure("s", "...", "x")), id="named-dots"),
        pytest.param(credential(disclosure("s", "_sd_alg", "x")), id="named-_sd_alg"),
        pytest.param(credential(disclosure("s", "number", "x")), id="stands-there-already"),
        pytest.param(
            credential(NAME, disclosure("t", "name", "李四")), id="two-claims-of-one-name"
        ),
        pytest.param(credential(disclosure("s", "x")), id="two-parts"),
        pytest.param(credential(disclosure("s", "x", 1, 2)), id="four-parts"),
        pytest.param(credential(disclosure(5, "x", 1)), id="salt-is-a-number"),
        pytest.param(credential(disclosure("s", 5, 1)), id="name-is-a-number"),
        pytest.param(credential(raw('{"a":1}')), id="an-object"),
        pytest.param(credential(raw('["s","x",1]]')), id="a-bracket-too-many"),
        pytest.param(credential(raw('["s","x",1e999]')), id="1e999"),
        pytest.param(credential(raw('["s","x",{"a":1,"a":2}]')), id="member-twice"),
        pytest.param(credential(raw('["s","x","\\udc00"]')), id="lone-surrogate"),
        pytest.param(credential("YR"), id="unused-bits-set"),
        pytest.param(credential("YWJ"), id="unused-bits-set-in-three"),
        pytest.param(credential("YWJjZ"), id="impossible-length"),
        pytest.param(credential(raw('"s"')), id="a-text"),
        pytest.param(credential(raw("null")), id="null"),
        pytest.param(
            credential(x=[{"...": digest(raw("null"))}]) + raw("null") + "~", id="null-in-an-array"
        ),
        pytest.param(credential(disclosure("s", "x", {"...": "AA"})), id="dots-outside-an-array"),
        pytest.param(credential(x=[{"...": "AA", "y": 1}]), id="dots-with-neighbours"),
        pytest.param(credential(x=[{"...": 5}]), id="dots-with-a-number"),
        pytest.param(
            credential(disclosure("s", "x", json.loads("[" * 32 + "]" * 32))),
            id="deeper-than-32-when-put-in",
        ),
    ],
)
def test_what_was_not_signed_so_is_refused(presentation: str) -> None:
    report = judge(presentation, holder_name="somebody")
    assert flaws(report) == BROKEN
    assert report.holder.disclosed == ()
    assert report.certificate is not None


@pytest.mark.parametrize(
    "name",
    [
        *("iss", "iat", "nbf", "exp", "cnf", "vct", "status", "number", "kind", "level"),
        *("occupation", "issued_on", "occupation_name", "work_type", "issuer_name"),
        *("issuer_prefix", "session"),
    ],
)
def test_visible_claims_are_never_disclosed(name: str) -> None:
    hidden = disclosure("s", name, "x")
    claims = certificate_claims(_sd=[digest(hidden)])
    mandatory = {"iss", "vct", "iat", "number", "kind", "level", "occupation", "issued_on"}
    if name not in mandatory | {"status"}:
        claims.pop(name, None)
    report = judge(f"{ISSUER.jwt(claims)}~{hidden}~")
    assert flaws(report) == BROKEN


def test_names_come_in_the_order_presented() -> None:
    shown = [disclosure("s", name, 1) for name in ("theory", "practical")]
    report = judge(credential(*shown, sd=[digest(text) for text in reversed(shown)]))
    assert report.to_json()["certificate"]["disclosed"] == "theory,practical"


def test_nothing_disclosed_is_null() -> None:
    certificate = judge(ISSUER.credential(holder={})).to_json()["certificate"]
    assert (certificate["disclosed"], certificate["holderNameMasked"]) == (None, None)


def opened(claims: dict[str, Any], *disclosures: str) -> dict[str, Any]:
    """Process claims as a verifier does."""
    texts = tuple(text.encode() for text in disclosures)
    return disclose(claims, texts, reserved=frozenset()).claims


def test_claims_are_put_in_at_every_depth() -> None:
    inner = disclosure("s", "street", "x")
    outer = disclosure("s", "address", {"_sd": [digest(inner)], "city": "南京"})
    element = disclosure("s", ["a", {"...": digest(disclosure("t", "b"))}])
    claims = {
        "_sd": [digest(outer)],
        "_sd_alg": "sha-256",
        "list": [1, {"...": digest(element)}, {"...": digest("decoy")}, [2]],
        "plain": {"_sd": [digest("hidden")], "y": [{}]},
    }
    before = json.dumps(claims)
    assert opened(claims, outer, inner, element, disclosure("t", "b")) == {
        "address": {"city": "南京", "street": "x"},
        "list": [1, ["a", "b"], [2]],
        "plain": {"y": [{}]},
    }
    assert json.dumps(claims) == before


def test_an_inner_disclosure_needs_its_outer_one() -> None:
    inner = disclosure("s", "street", "x")
    outer = disclosure("s", "address", {"_sd": [digest(inner)]})
    with pytest.raises(MalformedError, match="belong to no digest"):
        opened({"_sd": [digest(outer)]}, inner)


def test_an_element_is_no_member() -> None:
    element = disclosure("s", "b")
    with pytest.raises(MalformedError, match="array of 3"):
        opened({"_sd": [digest(element)]}, element)


def test_a_member_is_no_element() -> None:
    member = disclosure("s", "b", 1)
    with pytest.raises(MalformedError, match="array of 2"):
        opened({"x": [{"...": digest(member)}]}, member)


def test_disclosures_within_disclosures_do_not_exhaust_the_stack() -> None:
    chain = [disclosure("s", "x", 1)]
    for _ in range(200):
        chain.append(disclosure("s", "x", {"_sd": [digest(chain[-1])]}))
    with pytest.raises(MalformedError, match="deeper than 32"):
        opened({"_sd": [digest(chain[-1])]}, *chain)


def test_a_digest_is_remembered_past_others() -> None:
    claims = {"x": {"_sd": ["a"]}, "y": {"_sd": ["b"]}, "z": {"_sd": ["a"]}}
    with pytest.raises(MalformedError, match="a digest stands twice"):
        opened(claims)


def deep(levels: int, inner: Any) -> Any:
    """Return a value so many arrays deep."""
    for _ in range(levels):
        inner = [inner]
    return inner


@pytest.mark.parametrize(("levels", "refused"), [(30, False), (31, True)])
def test_depth_is_that_of_the_processed_claims(levels: int, refused: bool) -> None:
    # The claims, an array in them, and what stands in place of its one element.
    element = disclosure("s", deep(levels, 1))
    claims = {"x": [{"...": digest(element)}]}
    if refused:
        with pytest.raises(MalformedError, match="deeper than 32"):
            opened(claims, element)
    else:
        assert opened(claims, element) == {"x": [deep(levels, 1)]}


@pytest.mark.parametrize(("levels", "refused"), [(30, False), (31, True)])
def test_depth_below_an_object_within_the_claims_counts(levels: int, refused: bool) -> None:
    member = disclosure("s", "y", deep(levels, 1))
    claims = {"x": {"_sd": [digest(member)]}}
    if refused:
        with pytest.raises(MalformedError, match="deeper than 32"):
            opened(claims, member)
    else:
        assert opened(claims, member) == {"x": {"y": deep(levels, 1)}}


def test_digests_that_are_null_are_refused() -> None:
    with pytest.raises(MalformedError, match=r"^digests are no array of texts$"):
        opened({"_sd": None})


def test_a_member_named_as_the_digest_of_an_element_is_refused() -> None:
    with pytest.raises(MalformedError, match=r"^a member is named \.\.\.$"):
        opened({"x": {"...": "y"}})


@pytest.mark.parametrize(("levels", "refused"), [(31, False), (32, True)])
def test_depth_below_a_disclosed_member_counts(levels: int, refused: bool) -> None:
    member = disclosure("s", "x", deep(levels, 1))
    claims = {"_sd": [digest(member)]}
    if refused:
        with pytest.raises(MalformedError, match="deeper than 32"):
            opened(claims, member)
    else:
        assert opened(claims, member) == {"x": deep(levels, 1)}


def test_a_token_alone_is_no_presentation() -> None:
    with pytest.raises(MalformedError, match="no ~"):
        parse_presentation(b"a.b.c")


@pytest.mark.parametrize("kind", ["object", "array"])
def test_32_levels_of_claims_are_opened_and_no_more(kind: str) -> None:
    def nested(levels: int) -> Any:
        value: Any = 1
        for _ in range(levels):
            value = {"a": value} if kind == "object" else [value]
        return value

    shown = disclosure("s", "x", nested(30))
    for levels, refused in ((31, False), (32, True)):
        text = disclosure("s", "x", nested(levels))
        assert flaws(judge(credential(text))) == (BROKEN if refused else {})
    inner = credential(shown, sd=[], y={"_sd": [digest(shown)]})
    assert judge(inner).outcome is Outcome.VALID
