"""What is read as a credential at all, and where it is found: FORMAT and SIGNATURE."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.support.issuer import (
    BASE,
    ISS,
    Issuer,
    b64u,
    certificate_claims,
    ed25519_key,
    es256_key,
    public_jwk,
    sign,
    trust_file,
)
from tests.support.judging import flaws, judge, reason, states
from verifier import Check, Outcome, State

ISSUER = Issuer()
UNREADABLE = {"FORMAT": "FAILED"}
FORGED = {"SIGNATURE": "FAILED"}


def raw_token(header: bytes, payload: bytes) -> str:
    """Sign a header and payload that are any bytes."""
    signed = f"{b64u(header)}.{b64u(payload)}"
    token = sign(ISSUER.key, {}, b"")
    return f"{signed}.{token.rpartition('.')[2]}~"


def with_payload(text: str) -> str:
    """Sign a payload that is any text."""
    return ISSUER.jwt(text.encode()) + "~"


def claims_with(member: str) -> str:
    """Write the claims as JSON with one more member, which JSON libraries would not write."""
    return json.dumps(certificate_claims())[:-1] + f",{member}}}"


def test_a_valid_certificate_passes_every_check_that_needs_no_registry() -> None:
    report = judge(ISSUER.credential())
    assert report.outcome is Outcome.VALID
    assert [item.code.value for item in report.results] == [code.value for code in Check]
    passed = {item.code.value for item in report.results if item.state is State.PASSED}
    assert passed == {
        "FORMAT",
        "SIGNATURE",
        "KEY_STATE",
        "OUT_OF_SCOPE",
        "VALIDITY_PERIOD",
        "REVOKED",
        "SUSPENDED",
        "STATUS_UNAVAILABLE",
        "DISCLOSURES",
    }


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(f"\r\n {ISSUER.credential()}\n", id="white-space-around"),
        pytest.param(f"{BASE}/verify#{ISSUER.credential()}", id="address-of-a-qr-code"),
        pytest.param(f"http://localhost:1/x/verify#{ISSUER.credential()}", id="address-elsewhere"),
        pytest.param(json.dumps({"credential": ISSUER.credential()}), id="json-file"),
        pytest.param(
            json.dumps({"credential": f"{BASE}/verify#{ISSUER.credential()}", "logProof": None}),
            id="address-in-a-json-file",
        ),
        pytest.param(ISSUER.credential().encode(), id="bytes"),
        pytest.param(
            ISSUER.credential(header={"jwk": public_jwk(es256_key(9))}), id="jwk-in-header"
        ),
        pytest.param(ISSUER.credential(header={"x5c": ["AAAA"], "zip": 5}), id="unknown-in-header"),
        pytest.param(
            ISSUER.credential(certificate_claims(iat=1_780_300_000.5)), id="fractional-iat"
        ),
        pytest.param(ISSUER.credential(holder={}), id="nothing-to-disclose"),
        pytest.param(ISSUER.credential(hide=("name", "id_number")), id="some-undisclosed"),
        pytest.param(
            ISSUER.credential(certificate_claims(nbf=None)), id="print-profile-without-nbf"
        ),
        pytest.param(with_payload(" " + json.dumps(certificate_claims()) + "\n"), id="json-space"),
    ],
)
def test_a_credential_is_found_in_every_form(text: str | bytes) -> None:
    assert judge(text).outcome is Outcome.VALID


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="empty"),
        pytest.param("garbage", id="garbage"),
        pytest.param("证书", id="chinese"),
        pytest.param("\ud800", id="lone-surrogate"),
        pytest.param(b"\xff\xfe", id="bytes-that-are-no-text"),
        pytest.param("{}", id="json-without-credential"),
        pytest.param('{"credential": 5}', id="credential-is-a-number"),
        pytest.param('{"credential": "x~", "logProof": 5}', id="log-proof-is-a-number"),
        pytest.param('{"credential": "a", "credential": "b"}', id="credential-twice"),
        pytest.param("{", id="broken-json"),
        pytest.param(f"{BASE}/verify?x", id="address-without-credential"),
        pytest.param(ISSUER.credential().replace("~", "", 1), id="no-tilde-after-token"),
        pytest.param(ISSUER.credential().rstrip("~"), id="no-tilde-at-end"),
        pytest.param(ISSUER.credential(holder={}) + "~", id="empty-disclosure"),
        pytest.param(ISSUER.credential()[:-1] + "=~", id="padded-disclosure"),
        pytest.param(ISSUER.credential().replace(".", "=.", 1), id="padded-header"),
        pytest.param(ISSUER.credential().replace("~", "~ ", 1), id="space-within"),
        pytest.param(ISSUER.credential(holder={}) + "a.b", id="key-binding-of-two-parts"),
        pytest.param(ISSUER.credential(holder={}) + "a.b.*", id="key-binding-not-base64url"),
        pytest.param(ISSUER.credential().partition("~")[0], id="token-without-tilde"),
        pytest.param("a" * 65_537, id="a-byte-too-long"),
        pytest.param("a" * 200_000, id="much-too-long"),
        pytest.param("~" * 65_000, id="nothing-but-tildes"),
        pytest.param(ISSUER.credential(holder={}) + "YQ~" * 257, id="257-disclosures"),
        pytest.param(ISSUER.credential(header={"typ": "vc+sd-jwt"}), id="typ-of-an-older-draft"),
        pytest.param(ISSUER.credential(header={"typ": "DC+SD-JWT"}), id="typ-in-capitals"),
        pytest.param(ISSUER.credential(header={"typ": None}), id="no-typ"),
        pytest.param(ISSUER.credential(header={"typ": 5}), id="typ-is-a-number"),
        pytest.param(ISSUER.credential(header={"kid": 5}), id="kid-is-a-number"),
        pytest.param(ISSUER.credential(header={"crit": ["x"], "x": 1}), id="critical-extension"),
        pytest.param(ISSUER.credential(header={"crit": []}), id="empty-crit"),
        pytest.param(raw_token(b"[]", b"{}"), id="header-is-an-array"),
        pytest.param(raw_token(b'{"typ":"dc+sd-jwt"}', b"[]"), id="claims-are-an-array"),
        pytest.param(raw_token(b'{"typ":"dc+sd-jwt","typ":"dc+sd-jwt"}', b"{}"), id="typ-twice"),
        pytest.param(with_payload("{\xff}"), id="claims-no-json"),
        pytest.param(ISSUER.jwt(b"\xff\xff") + "~", id="claims-no-utf8"),
        pytest.param(with_payload(claims_with('"kind":"SKILL_GRADE"')), id="member-twice"),
        pytest.param(with_payload(claims_with('"x":{"a":1,"a":1}')), id="inner-member-twice"),
        pytest.param(with_payload(claims_with('"x":NaN')), id="nan"),
        pytest.param(with_payload(claims_with('"x":-Infinity')), id="infinity"),
        pytest.param(with_payload(claims_with('"x":1e999')), id="1e999"),
        pytest.param(with_payload(claims_with('"x":' + "1" * 20)), id="integer-of-20-digits"),
        pytest.param(with_payload(claims_with('"x":-' + "1" * 20)), id="negative-of-20-digits"),
        pytest.param(with_payload(claims_with('"x":"\\ud800"')), id="lone-surrogate-in-value"),
        pytest.param(with_payload(claims_with('"\\uDfff":1')), id="lone-surrogate-in-name"),
        pytest.param(with_payload(claims_with('"x":["\\ud800"]')), id="lone-surrogate-in-array"),
        pytest.param(with_payload(claims_with('"x":' + "[" * 32 + "]" * 32)), id="33-deep"),
        pytest.param(with_payload(claims_with('"x":' + "[" * 5000)), id="5000-brackets"),
        pytest.param(
            with_payload("\ufeff" + json.dumps(certificate_claims())), id="byte-order-mark"
        ),
        pytest.param(with_payload(json.dumps(certificate_claims()) + "x"), id="text-after-claims"),
        pytest.param(with_payload(claims_with('"x":tru')), id="half-a-word"),
        pytest.param(with_payload(claims_with("\"x\":'a'")), id="single-quotes"),
    ],
)
def test_what_cannot_be_read_fails_format_and_nothing_else_runs(text: str | bytes) -> None:
    report = judge(text)
    assert flaws(report) == UNREADABLE
    assert report.certificate is None
    assert {item.state for item in report.results[1:]} == {State.SKIPPED}


@pytest.mark.parametrize(
    "claim", ["x", "iat", "nbf", "exp"], ids=lambda claim: f"nineteen-digits-in-{claim}"
)
def test_nineteen_digits_and_32_levels_can_be_read(claim: str) -> None:
    deep = json.loads("[" * 30 + "]" * 30)
    report = judge(ISSUER.credential(certificate_claims(**{"y": deep, claim: 10**19 - 1})))
    assert report.result(Check.SIGNATURE).state is State.PASSED


@pytest.mark.parametrize("claim", ["iat", "nbf", "exp"])
@pytest.mark.parametrize(
    "value", ["1780300000", True, [], {}], ids=["text", "boolean", "array", "object"]
)
def test_a_time_is_a_number(claim: str, value: object) -> None:
    assert flaws(judge(ISSUER.credential(certificate_claims(**{claim: value})))) == UNREADABLE


@pytest.mark.parametrize(
    "changes",
    [
        pytest.param({"vct": None}, id="no-vct"),
        pytest.param({"vct": 5}, id="vct-is-a-number"),
        pytest.param({"iss": 5}, id="iss-is-a-number"),
        pytest.param({"iat": None}, id="no-iat"),
        pytest.param({"number": None}, id="no-number"),
        pytest.param({"number": ""}, id="empty-number"),
        pytest.param({"kind": None}, id="no-kind"),
        pytest.param({"kind": "DIPLOMA"}, id="unknown-kind"),
        pytest.param({"issued_on": None}, id="no-day"),
        pytest.param({"issued_on": "2026-02-30"}, id="no-such-day"),
        pytest.param({"issued_on": "20260530"}, id="day-without-hyphens"),
        pytest.param({"issued_on": 20260530}, id="day-is-a-number"),
        pytest.param({"level": None}, id="no-level"),
        pytest.param({"level": "MASTER"}, id="unknown-level"),
        pytest.param({"occupation": None}, id="no-occupation"),
        pytest.param({"occupation": "2022:6 18"}, id="occupation-with-space"),
        pytest.param({"work_type": ""}, id="empty-work-type"),
        pytest.param({"issuer_name": 5}, id="issuer-name-is-a-number"),
    ],
)
def test_a_certificate_has_its_facts(changes: dict[str, Any]) -> None:
    assert flaws(judge(ISSUER.credential(certificate_claims(**changes)))) == UNREADABLE


def test_a_null_claim_is_no_absent_claim() -> None:
    claims = certificate_claims()
    assert flaws(judge(ISSUER.credential({**claims, "session": None}))) == UNREADABLE


@pytest.mark.parametrize(
    ("credential", "why"),
    [
        pytest.param(ISSUER.credential(header={"kid": "k2"}), "no_key", id="unknown-kid"),
        pytest.param(ISSUER.credential(header={"kid": None}), "no_key", id="no-kid"),
        pytest.param(
            ISSUER.credential(certificate_claims(iss=ISS + "4")), "no_key", id="unknown-issuer"
        ),
        pytest.param(ISSUER.credential(certificate_claims(iss=None)), "no_key", id="no-issuer"),
        pytest.param(Issuer(es256_key(2)).credential(), "wrong", id="another-key"),
        pytest.param(ISSUER.credential(header={"alg": "none"}), "wrong", id="alg-none"),
        pytest.param(ISSUER.credential(header={"alg": "HS256"}), "wrong", id="alg-hs256"),
        pytest.param(ISSUER.credential(header={"alg": "ES384"}), "wrong", id="alg-es384"),
        pytest.param(ISSUER.credential(header={"alg": "EdDSA"}), "wrong", id="alg-of-another-key"),
        pytest.param(ISSUER.credential(header={"alg": None}), "wrong", id="no-alg"),
    ],
)
def test_a_signature_needs_its_own_trusted_key(credential: str, why: str) -> None:
    report = judge(credential)
    assert flaws(report) == FORGED
    assert reason(report, "SIGNATURE") == f"SIGNATURE.{why}"
    assert report.certificate is None
    assert states(report, "FORMAT", "DISCLOSURES", "REVOKED") == ["PASSED", "SKIPPED", "SKIPPED"]


@pytest.mark.parametrize(
    "signature",
    [
        pytest.param(b"", id="empty"),
        pytest.param(bytes(64), id="zeros"),
        pytest.param(b"\xff" * 64, id="ones"),
        pytest.param(bytes(63), id="a-byte-short"),
        pytest.param(bytes(65), id="a-byte-long"),
        pytest.param(b"\x30\x45\x02\x20" + b"\x01" * 32 + b"\x02\x21\x00" + b"\x99" * 32, id="der"),
    ],
)
def test_a_signature_is_64_raw_bytes_that_hold(signature: bytes) -> None:
    token, _, rest = ISSUER.credential().partition("~")
    forged = f"{token.rpartition('.')[0]}.{b64u(signature)}~{rest}"
    assert flaws(judge(forged)) == FORGED


@pytest.mark.parametrize("alg", ["EdDSA", "Ed25519"])
@pytest.mark.parametrize("key_alg", ["EdDSA", "Ed25519", None])
def test_ed25519_has_two_names(alg: str, key_alg: str | None) -> None:
    issuer = Issuer(ed25519_key(5))
    entry = issuer.trust_entry(keys=[issuer.trust_key(alg=key_alg)])
    file = trust_file(entry, statusLists={**_lists(issuer)})
    assert judge(issuer.credential(header={"alg": alg}), file).outcome is Outcome.VALID


def test_the_key_fixes_the_algorithm() -> None:
    issuer = Issuer(ed25519_key(5))
    file = trust_file(issuer.trust_entry(), statusLists=_lists(issuer))
    assert flaws(judge(issuer.credential(header={"alg": "ES256"}), file)) == FORGED


def _lists(issuer: Issuer) -> dict[str, str]:
    return {f"{BASE}/status/1": issuer.status_list()}
