"""The trust file: what is believed, and what is refused whole."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.support.issuer import (
    BASE,
    NOW,
    Issuer,
    ed25519_key,
    es256_key,
    public_jwk,
    sign,
    trust_file,
)
from tests.support.judging import flaws, judge
from tests.support.witnesses import policy
from verifier import Outcome, Trust, TrustRefusedError, verify_credential

ISSUER = Issuer()
ENTRY = ISSUER.trust_entry()
KEY = ISSUER.trust_key()
ITEM = ENTRY["scope"][0]
REGISTRY = es256_key(50)
REGISTRY_JWK = public_jwk(REGISTRY, kid="r1")


def with_key(**members: Any) -> dict[str, Any]:
    """Return the file with changes to its key."""
    return trust_file(ISSUER.trust_entry(keys=[ISSUER.trust_key(**members)]))


def with_item(**members: Any) -> dict[str, Any]:
    """Return the file with changes to its scope."""
    return trust_file(ISSUER.trust_entry(scope=[{**ITEM, **members}]))


def without(holder: dict[str, Any], *names: str) -> dict[str, Any]:
    """Return an object without some members."""
    return {name: value for name, value in holder.items() if name not in names}


@pytest.mark.parametrize(
    "file",
    [
        pytest.param(trust_file(), id="as-written"),
        pytest.param(json.dumps(trust_file()), id="text"),
        pytest.param(json.dumps(trust_file(), indent=2).encode(), id="bytes"),
        pytest.param(trust_file(more=5), id="unknown-member"),
        pytest.param(without(trust_file(), "issued"), id="no-issued"),
        pytest.param(trust_file(log=None), id="no-log"),
        pytest.param(trust_file({**ENTRY, "name": None}), id="no-name"),
        pytest.param(
            trust_file({**ENTRY, "keys": [KEY, {"kid": "k2", "kty": "RSA"}]}), id="a-key-not-used"
        ),
        pytest.param(
            trust_file({**ENTRY, "keys": [KEY, {**KEY, "kid": "k2", "use": "enc"}]}),
            id="for-secrets",
        ),
        pytest.param(
            trust_file(ENTRY, {**ENTRY, "keys": [{**KEY, "kid": "k2"}]}), id="issuer-in-two-entries"
        ),
        pytest.param(
            trust_file(ENTRY, {**ENTRY, "keys": [{**KEY, "kid": "k2"}], "scope": None}),
            id="one-entry-without-limits",
        ),
        pytest.param(with_key(revoked=None), id="not-revoked"),
        pytest.param(with_key(nbf=1.5), id="fractional-window"),
    ],
)
def test_a_trust_file_is_believed(file: Any) -> None:
    report = verify_credential(ISSUER.credential(), trust=Trust.from_json(file), now=NOW)
    assert report.outcome is Outcome.VALID


REFUSED = [
    pytest.param("", id="empty"),
    pytest.param("[]", id="an-array"),
    pytest.param(b"\xff", id="no-text"),
    pytest.param("[" * 100_000, id="a-hundred-thousand-brackets"),
    pytest.param('{"version":1,"version":1}', id="member-twice"),
    pytest.param({"x": {1, 2}}, id="no-json-values"),
    pytest.param(trust_file(version=2), id="another-version"),
    pytest.param(trust_file(version=True), id="version-is-a-boolean"),
    pytest.param(trust_file(version="1"), id="version-is-text"),
    pytest.param(without(trust_file(), "version"), id="no-version"),
    pytest.param(without(trust_file(), "issuers"), id="no-issuers"),
    pytest.param(without(trust_file(), "expires"), id="no-expires"),
    pytest.param(trust_file(expires="soon"), id="expires-soon"),
    pytest.param(trust_file(expires=5), id="expires-is-a-number"),
    pytest.param(trust_file(issuers=[5]), id="issuer-is-a-number"),
    pytest.param(trust_file(without(ENTRY, "scope")), id="no-scope"),
    pytest.param(trust_file({**ENTRY, "scope": {}}), id="scope-is-an-object"),
    pytest.param(trust_file(without(ENTRY, "keys")), id="no-keys"),
    pytest.param(trust_file(without(ENTRY, "iss")), id="no-iss"),
    pytest.param(trust_file({**ENTRY, "name": 5}), id="name-is-a-number"),
    pytest.param(trust_file({**ENTRY, "keys": [KEY, KEY]}), id="key-twice"),
    pytest.param(trust_file(ENTRY, ENTRY), id="key-twice-in-two-entries"),
    pytest.param(
        trust_file({**ENTRY, "keys": [KEY, {"kid": "k1", "kty": "RSA"}]}), id="unused-key-twice"
    ),
    pytest.param(trust_file({**ENTRY, "keys": [5]}), id="key-is-a-number"),
    pytest.param(with_key(kid=None), id="no-kid"),
    pytest.param(with_key(x="AA"), id="short-coordinate"),
    pytest.param(with_key(x=KEY["x"] + "="), id="padded-coordinate"),
    pytest.param(with_key(x=None), id="no-coordinate"),
    pytest.param(with_key(y=KEY["x"]), id="off-the-curve"),
    pytest.param(with_key(alg="ES384"), id="alg-of-another-kind"),
    pytest.param(with_key(nbf="1700000000"), id="window-is-text"),
    pytest.param(with_key(exp=True), id="window-is-a-boolean"),
    pytest.param(with_key(revoked=5), id="revoked-is-a-number"),
    pytest.param(with_key(revoked={"reason": "compromised"}), id="revoked-at-no-time"),
    pytest.param(with_key(revoked={"revoked_at": 5}), id="revoked-for-no-reason"),
    pytest.param(with_item(occupation=None), id="scope-without-occupation"),
    pytest.param(with_item(levels=None), id="scope-without-levels"),
    pytest.param(with_item(levels=[5]), id="level-is-a-number"),
    pytest.param(with_item(**{"from": None}), id="scope-without-beginning"),
    pytest.param(with_item(to="2026-13-01"), id="no-such-end"),
    pytest.param(with_item(kinds="SKILL_GRADE"), id="kinds-is-text"),
    pytest.param(trust_file({**ENTRY, "scope": [5]}), id="scope-of-numbers"),
    pytest.param(trust_file(statusLists=[]), id="lists-are-an-array"),
    pytest.param(trust_file(statusLists={"x": 5}), id="list-is-a-number"),
    pytest.param(trust_file(log=5), id="log-is-a-number"),
    pytest.param(trust_file(log={}), id="log-without-policy"),
    pytest.param(trust_file(log={"policy": "x"}), id="broken-policy"),
    pytest.param(trust_file(log={"policy": policy(), "required": 1}), id="required-is-a-number"),
]


@pytest.mark.parametrize("file", REFUSED)
def test_a_broken_trust_file_is_refused_whole(file: Any) -> None:
    with pytest.raises(TrustRefusedError, match="refused"):
        Trust.from_json(file)


def signed(header: dict[str, Any] | None = None, **members: Any) -> str:
    """Return the trust file signed by the registry."""
    claims = {**trust_file(), "iss": f"{BASE}/registry", "iat": NOW, **members}
    top = {"alg": "ES256", "typ": "trust+jwt", "kid": "r1", **(header or {})}
    present = {name: value for name, value in top.items() if value is not None}
    return sign(REGISTRY, present, claims)


@pytest.mark.parametrize(
    ("text", "jwk"),
    [
        pytest.param(signed(), REGISTRY_JWK, id="as-signed"),
        pytest.param(signed() + "\n", json.dumps(REGISTRY_JWK), id="from-files"),
        pytest.param(signed({"kid": None}), REGISTRY_JWK, id="no-kid"),
        pytest.param(signed({"kid": "x"}), without(REGISTRY_JWK, "kid"), id="key-without-kid"),
        pytest.param(signed(exp=NOW + 100), REGISTRY_JWK, id="exp-to-come"),
    ],
)
def test_a_signed_trust_file_is_believed_with_its_key(text: str, jwk: Any) -> None:
    trust = Trust.from_jwt(text, jwk)
    assert verify_credential(ISSUER.credential(), trust=trust, now=NOW).outcome is Outcome.VALID


@pytest.mark.parametrize(
    ("text", "jwk"),
    [
        pytest.param(signed(), public_jwk(es256_key(51)), id="another-key"),
        pytest.param(signed(), public_jwk(es256_key(50), kid="r2"), id="another-kid"),
        pytest.param(signed(), public_jwk(ed25519_key(1)), id="another-kind-of-key"),
        pytest.param(signed(), {"kty": "RSA"}, id="a-kind-not-used"),
        pytest.param(signed(), "x", id="no-key"),
        pytest.param(signed(), "[]", id="key-is-an-array"),
        pytest.param(signed({"typ": "JWT"}), REGISTRY_JWK, id="another-typ"),
        pytest.param(signed({"alg": "none"}), REGISTRY_JWK, id="alg-none"),
        pytest.param(signed(iss=ISSUER.iss), REGISTRY_JWK, id="of-an-issuer"),
        pytest.param(signed(iss=5), REGISTRY_JWK, id="iss-is-a-number"),
        pytest.param(signed(version=2), REGISTRY_JWK, id="another-version"),
        pytest.param("x", REGISTRY_JWK, id="garbage"),
    ],
)
def test_another_signature_is_refused(text: str, jwk: Any) -> None:
    with pytest.raises(TrustRefusedError, match="refused"):
        Trust.from_jwt(text, jwk)


def test_the_earlier_end_of_a_signed_file_counts() -> None:
    trust = Trust.from_jwt(signed(exp=NOW - 1), REGISTRY_JWK)
    report = verify_credential(ISSUER.credential(), trust=trust, now=NOW)
    assert flaws(report) == {"KEY_STATE": "UNAVAILABLE"}


def test_scope_of_an_issuer_in_two_entries_is_that_of_both() -> None:
    second = {
        **ENTRY,
        "keys": [{**KEY, "kid": "k2"}],
        "scope": [{**ITEM, "levels": ["TECHNICIAN"]}],
    }
    first = {**ENTRY, "scope": []}
    assert judge(ISSUER.credential(), trust_file(first, second)).outcome is Outcome.VALID
