"""The registry's own key, followed from one that is believed to the one that signs now.

A registry rotates its key as its issuers do. Each new key is vouched for by the one before: a
`registry-key+jwt` with `iss` and `jwk`, signed by the predecessor. A signed trust file carries
these vouchers in `registryKeys`, oldest first, so that whoever once got the registry's key can read
every later trust file with it, and learns the newest key on the way.

Nothing is believed for standing in the file: a voucher counts only if the key that is believed so
far signed it, and then the key in it is believed in its place. A stolen key can vouch for anything,
so a registry that lost its key starts a new chain, and hands out its new key as it did the first.
"""

from __future__ import annotations

from typing import Final

from verifier.errors import MalformedError, RefusedSignatureError
from verifier.jws import parse_jws, verify_jws
from verifier.keys import PublicKey, parse_jwk
from verifier.strict_json import JSON

TYP: Final = "registry-key+jwt"
MEMBER: Final = "registryKeys"
MAX_VOUCHERS: Final = 64


def follow_chain(key: PublicKey, vouchers: JSON, *, iss: str) -> dict[str, PublicKey]:
    """Return the keys that vouchers lead to from a believed key, by `kid`, newest last.

    Args:
        key: the key that is believed.
        vouchers: the member of the trust file, None if it has none; nothing in it is believed yet.
        iss: of the registry; a voucher of another one is passed over.

    Raises:
        MalformedError: it is no array of tokens, too long, or a voucher in it is broken.
    """
    if vouchers is None:
        return {}
    if not isinstance(vouchers, list) or len(vouchers) > MAX_VOUCHERS:
        raise MalformedError(f"{MEMBER} is no array of at most {MAX_VOUCHERS} tokens")
    led_to: dict[str, PublicKey] = {}
    for voucher in vouchers:
        claims = _vouched(voucher, key)
        # What somebody else signed is of a time before the key that we started from.
        if claims is None or claims.get("iss") != iss:
            continue
        kid, key = _named_key(claims.get("jwk"))
        led_to[kid] = key
    return led_to


def _vouched(voucher: JSON, key: PublicKey) -> dict[str, JSON] | None:
    """Return the claims of a voucher that this key signed, None for another's."""
    if not isinstance(voucher, str):
        raise MalformedError(f"{MEMBER} is no array of tokens")
    jws = parse_jws(voucher.encode("utf-8", "replace"), typ=TYP)
    try:
        return verify_jws(jws, key)
    except RefusedSignatureError:
        return None  # Signed by a key that is not believed, or not yet.


def _named_key(jwk: JSON) -> tuple[str, PublicKey]:
    key = parse_jwk(jwk)
    # What is no object was refused by now.
    kid = jwk.get("kid")
    if key is None or not isinstance(kid, str):
        raise MalformedError("a voucher of a registry's key names no key for signatures")
    return kid, key
