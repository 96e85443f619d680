"""The key proof of a wallet (OpenID4VCI 1.0, appendix F.1): a JWT signed with the holder's key.

The key comes out of the header, which nothing else here ever believes: that is what the proof is
for, it shows who holds the private half of *this* key. It is read as strictly as a credential. Its
times are those of a key binding: at most five minutes old, a minute of leeway. Pure; whether the
nonce is ours and unused is for `nonces`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from registry.wallet.errors import WalletError
from verifier.encoding import decode_base64url
from verifier.errors import MalformedError, RefusedSignatureError
from verifier.jws import parse_jws, verify_jws
from verifier.keys import parse_jwk
from verifier.strict_json import is_number, parse_json_object

TYP: Final = "openid4vci-proof+jwt"
ALGORITHMS: Final = ("ES256", "EdDSA")
MAX_BYTES: Final = 8_192
MAX_AGE_SECONDS: Final = 300
LEEWAY_SECONDS: Final = 60
_PUBLIC_MEMBERS: Final = ("kty", "crv", "x", "y")
_OTHER_KEYS: Final = frozenset({"kid", "x5c", "trust_chain", "key_attestation"})


@dataclass(frozen=True, slots=True)
class HolderKey:
    """The key that a wallet has shown to hold, and the nonce that it was shown for."""

    jwk: Mapping[str, str]
    nonce: str


def verify_key_proof(proof: str, *, audience: str, now: int) -> HolderKey:
    """Return the key of a proof that holds.

    Args:
        proof: the compact JWT.
        audience: the identifier of this credential issuer.
        now: in unix seconds.

    Raises:
        WalletError: `invalid_proof`; or `invalid_nonce` where it has none.
    """
    if len(proof) > MAX_BYTES:
        raise _refused(f"a proof of over {MAX_BYTES} bytes")
    try:
        jws = parse_jws(proof.encode("utf-8", "replace"), typ=TYP)
        header = parse_json_object(decode_base64url(proof.partition(".")[0]))
        jwk = _public_key(header)
        key = parse_jwk(jwk)
        if key is None:
            raise _refused("a key of another kind than P-256 and Ed25519")
        claims = verify_jws(jws, key)
    except (MalformedError, RefusedSignatureError) as err:
        raise _refused(str(err)) from err
    if claims.get("aud") != audience:
        raise _refused(f"aud must be {audience}")
    iat: Any = claims.get("iat")
    if not (is_number(iat) and now - MAX_AGE_SECONDS <= iat <= now + LEEWAY_SECONDS):
        raise _refused("iat must be the present time")
    nonce = claims.get("nonce")
    if not isinstance(nonce, str):
        raise WalletError("invalid_nonce", "the proof has no nonce")
    return HolderKey({name: jwk[name] for name in _PUBLIC_MEMBERS if name in jwk}, nonce)


def _public_key(header: dict[str, Any]) -> dict[str, Any]:
    jwk = header.get("jwk")
    if not isinstance(jwk, dict) or _OTHER_KEYS & header.keys():
        raise _refused("the header must name the key as jwk, and in no other way")
    if "d" in jwk:
        raise _refused("the header holds a private key")
    return jwk


def _refused(message: str) -> WalletError:
    return WalletError("invalid_proof", message)
