"""Whatever arrives: badges are taken out or not, and wallets are refused in their own words."""

from __future__ import annotations

from typing import Final

from hypothesis import given
from hypothesis import strategies as st

from registry.badges.baking import bake_png, bake_svg
from registry.wallet.codes import read_share_code
from registry.wallet.errors import WalletError
from registry.wallet.keyproof import HolderKey, verify_key_proof
from registry.wallet.routes import read_order
from tests.support.issuer import b64u, es256_key, public_jwk, sign
from verifier.baked import unbake

NOW: Final = 1_795_000_000
AUDIENCE: Final = "https://registry.example.cn"
KEY: Final = es256_key(9)
HEADER: Final = {
    "alg": "ES256",
    "typ": "openid4vci-proof+jwt",
    "jwk": {name: value for name, value in public_jwk(KEY).items() if name != "use"},
}
PROOF: Final = sign(KEY, HEADER, {"aud": AUDIENCE, "iat": NOW, "nonce": "n"})
TOKENS: Final = st.from_regex(
    r"[A-Za-z0-9_-]{1,40}\.[A-Za-z0-9_-]{1,40}\.[A-Za-z0-9_-]{1,40}", fullmatch=True
)
TINY_PNG: Final = b"\x89PNG\r\n\x1a\n" + b"\0\0\0\rIHDR" + b"\0" * 17 + b"\0\0\0\0IEND\xaeB`\x82"
TINY_SVG: Final = '<svg xmlns="http://www.w3.org/2000/svg"><g/></svg>'
VALUES: Final = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3)
    ),
    max_leaves=8,
)


def judged(proof: str) -> HolderKey | None:
    """Return the key of a proof, None if it was refused."""
    try:
        return verify_key_proof(proof, audience=AUDIENCE, now=NOW)
    except WalletError as err:
        assert err.error in {"invalid_proof", "invalid_nonce"}
        return None


@given(TOKENS)
def test_what_was_baked_comes_out(token: str) -> None:
    assert unbake(bake_png(TINY_PNG, token)) == token
    assert unbake(bake_svg(TINY_SVG, token).encode()) == token


@given(st.binary(max_size=400))
def test_unbaking_raises_nothing(data: bytes) -> None:
    for tried in (data, TINY_PNG[:8] + data, b"<svg" + data):
        assert unbake(tried) is None or isinstance(unbake(tried), str)


@given(st.data())
def test_a_damaged_picture_gives_the_badge_or_nothing_or_another_text(data: st.DataObject) -> None:
    baked = bytearray(bake_png(TINY_PNG, "aaaa.bbbb.cccc"))
    place = data.draw(st.integers(0, len(baked) - 1))
    baked[place] ^= data.draw(st.integers(1, 255))
    found = unbake(bytes(baked))
    assert found is None or len(found) <= len(baked)


@given(st.text(max_size=200) | TOKENS)
def test_a_proof_is_refused_in_the_words_of_the_standard(text: str) -> None:
    assert judged(text) is None


@given(VALUES, VALUES, VALUES)
def test_whatever_a_proof_claims_nothing_else_is_raised(
    header: object, claims: object, jwk: object
) -> None:
    tops = [header, {**HEADER, "jwk": jwk}, HEADER]
    for top in tops:
        judged(sign(KEY, top, claims))  # type: ignore[arg-type] - that is the point


@given(st.integers(0, len(PROOF) - 1), st.sampled_from("AZaz09-_.~"))
def test_any_changed_character_of_a_proof_is_refused(place: int, other: str) -> None:
    assert judged(PROOF) is not None
    if PROOF[place] != other:
        assert judged(PROOF[:place] + other + PROOF[place + 1 :]) is None


@given(st.binary(max_size=60) | VALUES.map(lambda value: b64u(repr(value).encode()).encode()))
def test_a_credential_request_is_read_or_refused(body: bytes) -> None:
    try:
        read_order(body)
    except WalletError as err:
        assert err.status == 400


@given(st.text(max_size=24))
def test_a_code_has_one_form(text: str) -> None:
    code = read_share_code(text)
    assert code is None or read_share_code(code) == code
