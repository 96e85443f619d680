"""What a holder shows: chosen claims, bound to the key and to who asks; and codes to be typed."""

from __future__ import annotations

import json
from base64 import urlsafe_b64encode
from typing import Any, Final

import pytest

from registry.wallet.codes import digest, new_pin, new_share_code, read_share_code
from registry.wallet.presenting import PresentingError, present, public_jwk, read_private_jwk
from tests.support.issuer import (
    HOLDER,
    HOLDER_KEY,
    NOW,
    Issuer,
    bound_claims,
    certificate_claims,
    ed25519_key,
    es256_key,
    trust_file,
)
from verifier import Check, Outcome, State, Trust, verify_credential

KEY: Final = es256_key(HOLDER_KEY)
CREDENTIAL: Final = Issuer().credential(bound_claims())
TRUST: Final = Trust.from_json(trust_file())
ASKED: Final[dict[str, Any]] = {"audience": "https://employer.example", "nonce": "n-1"}


def shown(*names: str, **changes: Any) -> str:
    """Present with some claims disclosed."""
    return present(CREDENTIAL, **{"key": KEY, "disclose": names, "now": NOW, **ASKED, **changes})


@pytest.mark.parametrize(
    "names",
    [
        pytest.param((), id="nothing-but-the-certificate"),
        pytest.param(("name",), id="the-name"),
        pytest.param(("name", "id_last4", "theory"), id="three"),
        pytest.param(tuple(HOLDER), id="everything"),
    ],
)
def test_a_presentation_shows_what_was_chosen_and_no_more(names: tuple[str, ...]) -> None:
    report = verify_credential(shown(*names), trust=TRUST, now=NOW, **ASKED)

    assert report.outcome is Outcome.VALID, report.to_json("en")
    assert set(report.holder.disclosed) == set(names)
    assert report.result(Check.HOLDER_BINDING).state is State.PASSED


def test_a_presentation_is_for_one_who_asked() -> None:
    for other in ({"audience": "https://other.example"}, {"nonce": "n-2"}):
        report = verify_credential(shown("name"), trust=TRUST, now=NOW, **(ASKED | other))
        assert report.result(Check.HOLDER_BINDING).state is State.FAILED


def test_a_claim_that_is_not_there_cannot_be_shown() -> None:
    with pytest.raises(PresentingError, match="does not disclose salary"):
        shown("name", "salary")


def test_the_key_must_be_the_one_the_certificate_is_bound_to() -> None:
    with pytest.raises(PresentingError, match="another key"):
        shown(key=es256_key(1))
    unbound = Issuer().credential(certificate_claims())
    with pytest.raises(PresentingError, match="bound to no key"):
        present(unbound, key=KEY, disclose=[], now=NOW, **ASKED)


@pytest.mark.parametrize(
    "text", ["", "a.b.c", "a.b.c~x", "a.b.c~!~", "!.!.!~", pytest.param("a~", id="no-payload")]
)
def test_what_is_no_credential_is_refused(text: str) -> None:
    with pytest.raises(PresentingError):
        present(text, key=KEY, disclose=[], now=NOW, **ASKED)


def private_jwk(key: Any) -> dict[str, str]:
    """Return a private key as a wallet would keep it."""
    if hasattr(key, "private_numbers"):
        raw = key.private_numbers().private_value.to_bytes(32, "big")
    else:
        raw = key.private_bytes_raw()
    return {**public_jwk(key), "d": urlsafe_b64encode(raw).rstrip(b"=").decode()}


@pytest.mark.parametrize("key", [KEY, ed25519_key(3)], ids=["p-256", "ed25519"])
def test_a_private_key_is_read_from_its_jwk(key: Any) -> None:
    jwk = private_jwk(key)
    assert public_jwk(read_private_jwk(json.dumps(jwk))) == public_jwk(key)


@pytest.mark.parametrize(
    "changes",
    [
        pytest.param({"d": "AAAA"}, id="another-private-half"),
        pytest.param({"x": private_jwk(es256_key(1))["x"]}, id="another-public-half"),
        pytest.param({"crv": "P-384"}, id="another-curve"),
        pytest.param({"d": "!"}, id="no-base64url"),
    ],
)
def test_a_broken_private_key_is_refused(changes: dict[str, str]) -> None:
    with pytest.raises(PresentingError):
        read_private_jwk(json.dumps(private_jwk(KEY) | changes))
    with pytest.raises(PresentingError):
        read_private_jwk("no json")


def test_a_code_survives_being_read_out_and_typed() -> None:
    code = new_share_code()
    plain = code.replace("-", "")
    typed = plain.lower().replace("0", "o").replace("1", "l")

    assert len(plain) == 16
    assert read_share_code(code) == read_share_code(f" {typed[:8]} {typed[8:]}") == plain


@pytest.mark.parametrize(
    "text", ["", "ABCD", "A" * 17, "U" * 16, "张" * 16, pytest.param("!" * 16, id="signs")]
)
def test_what_can_be_no_code_is_none(text: str) -> None:
    assert read_share_code(text) is None


def test_codes_are_many_and_pins_have_six_digits() -> None:
    assert len({new_share_code() for _ in range(100)}) == 100
    assert all(len(new_pin()) == 6 and new_pin().isdigit() for _ in range(100))
    # A pin is kept together with its code: the same six digits are kept differently.
    assert digest("code", "123456") != digest("other", "123456")
