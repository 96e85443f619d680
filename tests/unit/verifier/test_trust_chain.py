"""A rotated registry key is followed by the word of the key before it, and by nothing else."""

from __future__ import annotations

from typing import Any

import pytest

from tests.support.issuer import (
    BASE,
    ISS,
    NOW,
    Issuer,
    PrivateKey,
    ed25519_key,
    es256_key,
    public_jwk,
    sign,
    trust_file,
)
from verifier import Outcome, Trust, TrustRefusedError, verify_credential
from verifier.errors import MalformedError
from verifier.keys import parse_jwk
from verifier.trustchain import MAX_VOUCHERS, follow_chain

REGISTRY = f"{BASE}/registry"
KEYS: dict[str, PrivateKey] = {
    "r1": es256_key(61),
    "r2": es256_key(62),
    "r3": ed25519_key(63),
    "thief": es256_key(64),
}


def jwk(kid: str, **members: Any) -> dict[str, Any]:
    """Return a key's public part, as a verifier keeps it."""
    return public_jwk(KEYS[kid], kid=kid, **members)


def algorithm(kid: str) -> str:
    """Return what a key signs with."""
    return "EdDSA" if kid == "r3" else "ES256"


def voucher(by: str, of: str, *, iss: str = REGISTRY, typ: str = "registry-key+jwt") -> str:
    """Return the word of one key for another."""
    header = {"alg": algorithm(by), "kid": by, "typ": typ}
    return sign(KEYS[by], header, {"iss": iss, "iat": NOW, "jwk": jwk(of)})


def trust_jwt(by: str, vouchers: Any = None, *, iss: str = REGISTRY) -> str:
    """Return a trust file signed by a key, with vouchers."""
    claims = {**trust_file(), "iss": iss, "iat": NOW}
    if vouchers is not None:
        claims["registryKeys"] = vouchers
    return sign(KEYS[by], {"alg": algorithm(by), "typ": "trust+jwt", "kid": by}, claims)


FIRST, SECOND = voucher("r1", "r2"), voucher("r2", "r3")


@pytest.mark.parametrize(
    ("believed", "text"),
    [
        pytest.param("r1", trust_jwt("r1", [FIRST]), id="still-the-first"),
        pytest.param("r1", trust_jwt("r2", [FIRST]), id="rotated-once"),
        pytest.param("r1", trust_jwt("r3", [FIRST, SECOND]), id="rotated-twice"),
        pytest.param("r2", trust_jwt("r3", [FIRST, SECOND]), id="from-the-middle"),
        pytest.param("r3", trust_jwt("r3", [FIRST, SECOND]), id="from-the-end"),
        pytest.param("r1", trust_jwt("r2", [FIRST, SECOND]), id="an-older-key-signed"),
        pytest.param("r1", trust_jwt("r2", [voucher("thief", "thief"), FIRST]), id="noise-before"),
    ],
)
def test_later_keys_are_reached_from_the_one_that_is_believed(believed: str, text: str) -> None:
    trust = Trust.from_jwt(text, jwk(believed))
    assert verify_credential(Issuer().credential(), trust=trust, now=NOW).outcome is Outcome.VALID


@pytest.mark.parametrize(
    ("believed", "text"),
    [
        pytest.param("r1", trust_jwt("r2"), id="no-vouchers"),
        pytest.param("r1", trust_jwt("r2", []), id="none-in-them"),
        pytest.param("r1", trust_jwt("r3", [FIRST]), id="the-last-step-is-missing"),
        pytest.param("r1", trust_jwt("r3", [SECOND]), id="the-first-step-is-missing"),
        pytest.param("r1", trust_jwt("r3", [SECOND, FIRST]), id="in-the-wrong-order"),
        pytest.param("r2", trust_jwt("r1", [FIRST]), id="backwards"),
        pytest.param("r1", trust_jwt("thief", [FIRST]), id="a-stranger-signed-the-file"),
        pytest.param(
            "r1", trust_jwt("thief", [voucher("thief", "thief")]), id="vouches-for-itself"
        ),
        pytest.param(
            "r1", trust_jwt("r2", [voucher("r1", "r2", typ="trust+jwt")]), id="another-typ"
        ),
        pytest.param("r1", trust_jwt("r2", [voucher("r1", "r2", typ="JWT")]), id="any-jwt"),
        pytest.param("r1", trust_jwt("r2", [voucher("r1", "r2", iss=ISS)]), id="of-an-issuer"),
        pytest.param(
            "r1",
            trust_jwt("r2", [voucher("r1", "r2", iss="https://other.example.cn/registry")]),
            id="of-another-registry",
        ),
        pytest.param("r1", trust_jwt("r2", [FIRST[:-2] + "AA"]), id="its-signature-changed"),
        pytest.param("r1", trust_jwt("r2", [FIRST, 5]), id="a-number-among-them"),
        pytest.param("r1", trust_jwt("r2", FIRST), id="a-text"),
        pytest.param("r1", trust_jwt("r2", [FIRST, "x"]), id="garbage-among-them"),
        pytest.param("r1", trust_jwt("r2", [FIRST] * (MAX_VOUCHERS + 1)), id="too-many"),
        pytest.param("r1", trust_jwt("r2", [FIRST], iss=ISS), id="the-file-of-an-issuer"),
    ],
)
def test_nothing_else_leads_to_a_key(believed: str, text: str) -> None:
    with pytest.raises(TrustRefusedError, match="refused"):
        Trust.from_jwt(text, jwk(believed))


@pytest.mark.parametrize(
    "named",
    [
        pytest.param(None, id="no-key"),
        pytest.param({"kty": "RSA", "kid": "r2"}, id="a-kind-not-used"),
        pytest.param(public_jwk(KEYS["r2"]), id="without-kid"),
        pytest.param({**jwk("r2"), "kid": 5}, id="kid-is-a-number"),
        pytest.param({**jwk("r2"), "y": "AA"}, id="no-point"),
    ],
)
def test_a_believed_voucher_without_a_key_refuses_the_file(named: Any) -> None:
    broken = sign(
        KEYS["r1"],
        {"alg": "ES256", "kid": "r1", "typ": "registry-key+jwt"},
        {"iss": REGISTRY, "jwk": named},
    )
    with pytest.raises(TrustRefusedError, match="refused"):
        Trust.from_jwt(trust_jwt("r2", [broken, FIRST]), jwk("r1"))


@pytest.mark.parametrize(
    ("vouchers", "why"),
    [
        pytest.param(5, "registryKeys is no array of at most 64 tokens", id="a-number"),
        pytest.param([5], "registryKeys is no array of tokens", id="a-number-among-them"),
        pytest.param(["\ud800"], "not a token of three base64url parts", id="lone-surrogate"),
        pytest.param(
            [sign(KEYS["r1"], {"alg": "ES256", "typ": "registry-key+jwt"}, {"iss": REGISTRY})],
            "a key is no JSON object",
            id="no-key",
        ),
        pytest.param(
            [
                sign(
                    KEYS["r1"],
                    {"alg": "ES256", "typ": "registry-key+jwt"},
                    {"iss": REGISTRY, "jwk": {"kty": "RSA", "kid": "r2"}},
                )
            ],
            "a voucher of a registry's key names no key for signatures",
            id="a-kind-not-used",
        ),
    ],
)
def test_a_broken_voucher_says_what_was_found(vouchers: Any, why: str) -> None:
    key = parse_jwk(jwk("r1"))
    assert key is not None
    with pytest.raises(MalformedError) as refusal:
        follow_chain(key, vouchers, iss=REGISTRY)
    assert str(refusal.value) == why


def test_as_many_vouchers_as_are_allowed() -> None:
    text = trust_jwt("r2", [voucher("thief", "thief")] * (MAX_VOUCHERS - 1) + [FIRST])
    assert Trust.from_jwt(text, jwk("r1")).issuers


def test_a_plain_file_needs_no_chain_and_is_not_hurt_by_one() -> None:
    assert Trust.from_json({**trust_file(), "registryKeys": "anything"}).issuers
