"""The trust file: what is believed, and what is refused whole."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.support.issuer import (
    BASE,
    NOW,
    Issuer,
    certificate_claims,
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
        pytest.param(trust_file(log={"policy": policy()}), id="log-not-required"),
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
    pytest.param("", "not JSON", id="empty"),
    pytest.param("[]", "not a JSON object", id="an-array"),
    pytest.param(b"\xff", "not JSON", id="no-text"),
    pytest.param("[" * 100_000, "nested deeper than 32", id="a-hundred-thousand-brackets"),
    pytest.param(
        '{"version":1,"version":1}', "a member name stands twice in one object", id="member-twice"
    ),
    pytest.param({"x": {1, 2}}, "Object of type set is not JSON serializable", id="no-json-values"),
    pytest.param(trust_file(version=2), "not of version 1", id="another-version"),
    pytest.param(trust_file(version=True), "not of version 1", id="version-is-a-boolean"),
    pytest.param(trust_file(version="1"), "not of version 1", id="version-is-text"),
    pytest.param(without(trust_file(), "version"), "not of version 1", id="no-version"),
    pytest.param(
        without(trust_file(), "issuers"), "issuers is missing or no array", id="no-issuers"
    ),
    pytest.param(
        without(trust_file(), "expires"), "expires is missing or no text", id="no-expires"
    ),
    pytest.param(trust_file(expires="soon"), "not an RFC 3339 moment", id="expires-soon"),
    pytest.param(trust_file(expires=5), "expires is missing or no text", id="expires-is-a-number"),
    pytest.param(trust_file(issuers=[5]), "an issuer without scope", id="issuer-is-a-number"),
    pytest.param(trust_file(without(ENTRY, "scope")), "an issuer without scope", id="no-scope"),
    pytest.param(
        trust_file({**ENTRY, "scope": {}}), "scope is missing or no array", id="scope-is-an-object"
    ),
    pytest.param(trust_file(without(ENTRY, "keys")), "keys is missing or no array", id="no-keys"),
    pytest.param(trust_file(without(ENTRY, "iss")), "iss is missing or no text", id="no-iss"),
    pytest.param(
        trust_file({**ENTRY, "name": 5}), "name is missing or no text", id="name-is-a-number"
    ),
    pytest.param(trust_file({**ENTRY, "keys": [KEY, KEY]}), "key k1 stands twice", id="key-twice"),
    pytest.param(trust_file(ENTRY, ENTRY), "key k1 stands twice", id="key-twice-in-two-entries"),
    pytest.param(
        trust_file({**ENTRY, "keys": [KEY, {"kid": "k1", "kty": "RSA"}]}),
        "key k1 stands twice",
        id="unused-key-twice",
    ),
    pytest.param(
        trust_file({**ENTRY, "keys": [5]}), "no object that could hold kid", id="key-is-a-number"
    ),
    pytest.param(with_key(kid=None), "kid is missing or no text", id="no-kid"),
    pytest.param(
        with_key(x="AA"),
        "coordinate x of a key is not 32 bytes of base64url",
        id="short-coordinate",
    ),
    pytest.param(with_key(x=KEY["x"] + "="), "not base64url", id="padded-coordinate"),
    pytest.param(
        with_key(x=None), "coordinate x of a key is not 32 bytes of base64url", id="no-coordinate"
    ),
    pytest.param(
        with_key(y=KEY["x"]), "the point of a key is not on its curve", id="off-the-curve"
    ),
    pytest.param(
        with_key(alg="ES384"),
        "the algorithm of a key does not belong to its kind",
        id="alg-of-another-kind",
    ),
    pytest.param(with_key(nbf="1700000000"), "nbf is no number", id="window-is-text"),
    pytest.param(with_key(exp=True), "exp is no number", id="window-is-a-boolean"),
    pytest.param(
        with_key(revoked=5), "no object that could hold revoked_at", id="revoked-is-a-number"
    ),
    pytest.param(
        with_key(revoked={"reason": "compromised"}),
        "key k1 is revoked at no time",
        id="revoked-at-no-time",
    ),
    pytest.param(
        with_key(revoked={"revoked_at": 5}),
        "reason is missing or no text",
        id="revoked-for-no-reason",
    ),
    pytest.param(
        with_item(occupation=None),
        "occupation is missing or no text",
        id="scope-without-occupation",
    ),
    pytest.param(
        with_item(levels=None), "levels is missing or no array", id="scope-without-levels"
    ),
    pytest.param(with_item(levels=[5]), "levels is not an array of texts", id="level-is-a-number"),
    pytest.param(with_item(**{"from": None}), "a day is not text", id="scope-without-beginning"),
    pytest.param(with_item(to="2026-13-01"), "no calendar has such a day", id="no-such-end"),
    pytest.param(
        with_item(kinds="SKILL_GRADE"), "kinds is missing or no array", id="kinds-is-text"
    ),
    pytest.param(
        trust_file({**ENTRY, "scope": [5]}),
        "no object that could hold levels",
        id="scope-of-numbers",
    ),
    pytest.param(
        trust_file(statusLists=[]), "statusLists is no object of texts", id="lists-are-an-array"
    ),
    pytest.param(
        trust_file(statusLists={"x": 5}), "statusLists is no object of texts", id="list-is-a-number"
    ),
    pytest.param(trust_file(log=5), "no object that could hold policy", id="log-is-a-number"),
    pytest.param(trust_file(log={}), "policy is missing or no text", id="log-without-policy"),
    pytest.param(
        trust_file(log={"policy": "x"}),
        "line 1 of the log policy: not a line of a policy, or a second quorum",
        id="broken-policy",
    ),
    pytest.param(
        trust_file(log={"policy": policy(), "required": 1}),
        "log.required is neither true nor false",
        id="required-is-a-number",
    ),
]


@pytest.mark.parametrize(("file", "why"), REFUSED)
def test_a_broken_trust_file_is_refused_whole(file: Any, why: str) -> None:
    with pytest.raises(TrustRefusedError) as refusal:
        Trust.from_json(file)
    assert str(refusal.value) == f"the trust file is refused: {why}"


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
    ("text", "jwk", "why"),
    [
        pytest.param(
            signed(), public_jwk(es256_key(51)), "the signature does not hold", id="another-key"
        ),
        pytest.param(
            signed(),
            public_jwk(es256_key(50), kid="r2"),
            "signed with another key, and none leads to it from the one given",
            id="another-kid",
        ),
        pytest.param(
            signed(),
            public_jwk(ed25519_key(1)),
            "the token names another algorithm than its key has",
            id="another-kind-of-key",
        ),
        pytest.param(signed(), {"kty": "RSA"}, "not a key for signatures", id="a-kind-not-used"),
        pytest.param(signed(), "x", "not JSON", id="no-key"),
        pytest.param(signed(), "[]", "not a JSON object", id="key-is-an-array"),
        pytest.param(
            signed({"typ": "JWT"}),
            REGISTRY_JWK,
            "a token of another type than trust+jwt",
            id="another-typ",
        ),
        pytest.param(
            signed({"alg": "none"}),
            REGISTRY_JWK,
            "the token names another algorithm than its key has",
            id="alg-none",
        ),
        pytest.param(signed(iss=ISSUER.iss), REGISTRY_JWK, "not of a registry", id="of-an-issuer"),
        pytest.param(signed(iss=5), REGISTRY_JWK, "claim iss is not text", id="iss-is-a-number"),
        pytest.param(signed(version=2), REGISTRY_JWK, "not of version 1", id="another-version"),
        pytest.param(
            "\ud800",
            REGISTRY_JWK,
            "not a token of three base64url parts",
            id="lone-surrogate",
        ),
        pytest.param("x", REGISTRY_JWK, "not a token of three base64url parts", id="garbage"),
    ],
)
def test_another_signature_is_refused(text: str, jwk: Any, why: str) -> None:
    with pytest.raises(TrustRefusedError) as refusal:
        Trust.from_jwt(text, jwk)
    assert str(refusal.value) == f"the trust file is refused: {why}"


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


def test_an_issuer_in_two_entries_has_the_keys_and_no_more_scope_than_that_of_both() -> None:
    second = {**ENTRY, "keys": [Issuer(es256_key(9), kid="k2").trust_key()], "scope": [ITEM]}
    junior = {**ITEM, "levels": ["JUNIOR"]}
    file = trust_file({**ENTRY, "scope": [junior]}, second)
    by_second = Issuer(es256_key(9), kid="k2").credential()
    assert judge(by_second, file).outcome is Outcome.VALID
    assert judge(ISSUER.credential(), file).outcome is Outcome.VALID
    both = trust_file({**ENTRY, "scope": [junior]}, {**second, "scope": [junior]})
    assert flaws(judge(by_second, both)) == {"OUT_OF_SCOPE": "FAILED"}
    for entries in ((None, [junior]), ([junior], None)):
        first, last = ({**ENTRY, "scope": entries[0]}, {**second, "scope": entries[1]})
        assert judge(by_second, trust_file(first, last)).outcome is Outcome.VALID


def test_the_least_of_keys_that_stand_twice_is_named() -> None:
    keys = [{**KEY, "kid": kid} for kid in ("k3", "k2")]
    with pytest.raises(TrustRefusedError, match="key k2 stands twice"):
        Trust.from_json(trust_file({**ENTRY, "keys": keys}, {**ENTRY, "keys": keys}))


def test_an_issuer_is_called_by_its_name_in_the_file() -> None:
    credential = ISSUER.credential(certificate_claims(issuer_name=None))
    named = judge(credential, trust_file({**ENTRY, "name": "某某中心"}))
    assert named.issuer == "某某中心"
    assert judge(credential, trust_file({**ENTRY, "name": None})).issuer == ISSUER.iss


def test_a_file_without_lists_is_believed() -> None:
    report = judge(ISSUER.credential(), without(trust_file(), "statusLists"))
    assert flaws(report) == {"STATUS_UNAVAILABLE": "UNAVAILABLE"}


def test_a_window_is_shown_to_the_second_and_open_where_it_has_no_end() -> None:
    trust = Trust.from_json(with_key(nbf=1_700_000_000.5, exp=None))
    key = trust.issuers[ISSUER.iss].keys["k1"]
    assert (key.not_before, key.not_after) == (1_700_000_000.5, None)
    assert key.describe() == "2023-11-14T22:13:20Z - ..."
