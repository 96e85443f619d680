"""Does who presents a credential hold its key? HOLDER_BINDING; RFC 9901 section 7.3.

Whether a key binding is *demanded* is the caller's word alone: a verifier that demands it only
where it is present lets everyone leave it away. One that is present and not demanded is still held
to its signature and to what it binds; its age says nothing then.
"""

from __future__ import annotations

import hashlib
from typing import Final, NamedTuple

from verifier.checks import Check, CheckResult, failed, passed, skipped
from verifier.encoding import encode_base64url
from verifier.errors import MalformedError, RefusedSignatureError
from verifier.jws import UnverifiedJWS, parse_jws, verify_jws
from verifier.keys import PublicKey, parse_jwk
from verifier.sdjwt import Presentation
from verifier.strict_json import JSON, is_number

MAX_AGE_SECONDS: Final = 300
LEEWAY_SECONDS: Final = 60
_PASSED: Final = passed(Check.HOLDER_BINDING)
_NOT_DEMANDED: Final = skipped(Check.HOLDER_BINDING, "not_demanded")


class BindingDemand(NamedTuple):
    """What a caller wants of a key binding; `audience` and `nonce` are None where any will do."""

    demanded: bool
    audience: str | None = None
    nonce: str | None = None


def check_binding(
    presentation: Presentation | None, cnf: JSON, demand: BindingDemand, *, at: float
) -> CheckResult:
    """Check the key binding of a presentation.

    Args:
        presentation: None for a form that has no key binding.
        cnf: the claim of the signed token that names the holder's key, None if it has none.
        demand: what the caller wants of it.
        at: the moment for which the binding must be fresh, in unix seconds.
    """
    if presentation is None or not presentation.key_binding:
        if demand.demanded:
            return failed(Check.HOLDER_BINDING, "missing")
        return _NOT_DEMANDED
    try:
        key = _holder_key(cnf)
        jws = parse_jws(presentation.key_binding, typ="kb+jwt")
        claims = verify_jws(jws, key)
        _check_shape(jws)
    except (MalformedError, RefusedSignatureError) as err:
        return failed(Check.HOLDER_BINDING, "broken", str(err))
    why = _why_refused(claims, presentation.bound, demand, at)
    return _PASSED if why is None else failed(Check.HOLDER_BINDING, why)


def _why_refused(
    claims: dict[str, JSON], bound: bytes, demand: BindingDemand, at: float
) -> str | None:
    """Return why a binding whose signature holds is of no use here, None if it is."""
    if claims["sd_hash"] != encode_base64url(hashlib.sha256(bound).digest()):
        return "of_another"
    if not demand.demanded:
        return None
    if demand.audience is not None and claims["aud"] != demand.audience:
        return "audience"
    if demand.nonce is not None and claims["nonce"] != demand.nonce:
        return "nonce"
    fresh = at - MAX_AGE_SECONDS <= claims["iat"] <= at + LEEWAY_SECONDS
    return None if fresh else "stale"


def _holder_key(cnf: JSON) -> PublicKey:
    key = parse_jwk(cnf.get("jwk")) if isinstance(cnf, dict) else None
    if key is None:
        raise MalformedError("the credential names no key of its holder")
    return key


def _check_shape(jws: UnverifiedJWS) -> None:
    """Refuse a binding without one of the four claims of RFC 9901 section 4.3."""
    texts = (jws.claims.get(name) for name in ("aud", "nonce", "sd_hash"))
    if not (is_number(jws.claims.get("iat")) and all(isinstance(text, str) for text in texts)):
        raise MalformedError("iat, aud, nonce or sd_hash is missing or of a wrong type")
