"""The trust file (CREDENTIAL.md section 5), as JSON or signed by the registry.

What is missing is not guessed: a file without the scope of an issuer, with two keys of one name, or
of another version is refused whole, because half of a trust file is another trust file.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Final

from verifier.errors import MalformedError, RefusedSignatureError, TrustRefusedError
from verifier.jws import parse_jws, verify_jws
from verifier.keys import parse_jwk
from verifier.moments import parse_day, parse_rfc3339
from verifier.policy import LogPolicy, parse_policy
from verifier.scope import DEFAULT_KINDS, ScopeItem, occupation_key
from verifier.strict_json import JSON, is_number, parse_json_object
from verifier.trust import Issuer, IssuerKey, Revocation, Trust
from verifier.trustchain import MEMBER, follow_chain

VERSION: Final = 1


def read_trust(data: bytes | str | dict[str, object]) -> Trust:
    """Read a trust file.

    Raises:
        TrustRefusedError: it is refused, with the reason.
    """
    try:
        # A parsed object is written and read again: one door, one set of rules.
        return _trust(parse_json_object(json.dumps(data) if isinstance(data, dict) else data))
    except (MalformedError, TypeError, ValueError, RecursionError) as err:
        raise TrustRefusedError(f"the trust file is refused: {err}") from err


def read_signed_trust(text: str, key_jwk: bytes | str | dict[str, object]) -> Trust:
    """Read a trust file signed with the registry's key, or a later one it leads to (`trustchain`).

    Raises:
        TrustRefusedError: it is refused, with the reason.
    """
    try:
        claims = _verified_claims(text, key_jwk)
        trust = _trust(claims)
    except (MalformedError, RefusedSignatureError) as err:
        raise TrustRefusedError(f"the trust file is refused: {err}") from err
    # A token may end before the file in it.
    ends = [end for end in (trust.expires, claims.get("exp")) if end is not None]
    return replace(trust, expires=min(ends))


def _verified_claims(text: str, key_jwk: bytes | str | dict[str, object]) -> dict[str, JSON]:
    jwk = key_jwk if isinstance(key_jwk, dict) else parse_json_object(key_jwk)
    key = parse_jwk(jwk)
    if key is None:
        raise MalformedError("not a key for signatures")
    jws = parse_jws(text.strip().encode("utf-8", "replace"), typ="trust+jwt")
    if "kid" in jwk and jws.header.kid not in {"", jwk["kid"]}:
        led_to = follow_chain(key, jws.claims.get(MEMBER), iss=jws.text_claim("iss"))
        if jws.header.kid not in led_to:
            raise MalformedError("signed with another key, and none leads to it from the one given")
        key = led_to[jws.header.kid]
    claims = verify_jws(jws, key)
    if not jws.text_claim("iss").endswith("/registry"):
        raise MalformedError("not of a registry")
    return claims


def _trust(file: dict[str, JSON]) -> Trust:
    if type(file.get("version")) is not int or file["version"] != VERSION:
        raise MalformedError(f"not of version {VERSION}")
    issuers: dict[str, Issuer] = {}
    for member in _array(file, "issuers"):
        issuer = _issuer(member)
        issuers[issuer.iss] = _join(issuers.get(issuer.iss), issuer)
    tokens = file.get("statusLists", {})
    if not isinstance(tokens, dict) or not all(isinstance(token, str) for token in tokens.values()):
        raise MalformedError("statusLists is no object of texts")
    policy, required = _log(file.get("log"))
    return Trust(issuers, parse_rfc3339(_text(file, "expires")), tokens, policy, required)


def _join(first: Issuer | None, second: Issuer) -> Issuer:
    """Return an issuer that stands in two entries, with the keys and the scope of both."""
    if first is None:
        return second
    twice = first.keys.keys() & second.keys.keys()
    if twice:
        raise MalformedError(f"key {min(twice)} stands twice")
    scope = None
    if first.scope is not None and second.scope is not None:
        scope = first.scope + second.scope
    return replace(first, keys={**first.keys, **second.keys}, scope=scope)


def _issuer(member: JSON) -> Issuer:
    if not isinstance(member, dict) or "scope" not in member:
        raise MalformedError("an issuer without scope")
    keys: dict[str, IssuerKey | None] = {}
    for jwk in _array(member, "keys"):
        kid = _text(jwk, "kid")
        if kid in keys:
            raise MalformedError(f"key {kid} stands twice")
        keys[kid] = _issuer_key(kid, jwk)
    usable = {kid: key for kid, key in keys.items() if key is not None}
    scope = member["scope"]
    items = None if scope is None else tuple(_scope_item(item) for item in _array(member, "scope"))
    name = _text(member, "name") if member.get("name") is not None else None
    return Issuer(_text(member, "iss"), name, usable, items)


def _issuer_key(kid: str, jwk: dict[str, JSON]) -> IssuerKey | None:
    public = parse_jwk(jwk)
    if public is None:
        return None
    revocation = None
    if jwk.get("revoked") is not None:
        revoked = jwk["revoked"]
        moment = _moment(revoked, "revoked_at")
        if moment is None:
            raise MalformedError(f"key {kid} is revoked at no time")
        revocation = Revocation(moment, _text(revoked, "reason"))
    return IssuerKey(kid, public, _moment(jwk, "nbf"), _moment(jwk, "exp"), revocation)


def _scope_item(item: JSON) -> ScopeItem:
    levels = frozenset(_text_array(item, "levels"))
    kinds = DEFAULT_KINDS
    if item.get("kinds") is not None:
        kinds = frozenset(_text_array(item, "kinds"))
    last: date | None = None
    if item.get("to") is not None:
        last = parse_day(item["to"])
    return ScopeItem(
        occupation_key(_text(item, "occupation")), levels, parse_day(item.get("from")), last, kinds
    )


def _log(log: JSON) -> tuple[LogPolicy | None, bool]:
    if log is None:
        return None, False
    policy = parse_policy(_text(log, "policy"))
    required = log.get("required", False)
    if type(required) is not bool:
        raise MalformedError("log.required is neither true nor false")
    return policy, required


def _member(holder: JSON, name: str) -> JSON:
    if not isinstance(holder, Mapping):
        raise MalformedError(f"no object that could hold {name}")
    return holder.get(name)


def _text(holder: JSON, name: str) -> str:
    value = _member(holder, name)
    if not isinstance(value, str):
        raise MalformedError(f"{name} is missing or no text")
    return value


def _moment(holder: JSON, name: str) -> float | None:
    value = _member(holder, name)
    if value is None:
        return None
    if not is_number(value):
        raise MalformedError(f"{name} is no number")
    moment: float = value
    return moment


def _array(holder: JSON, name: str) -> list[JSON]:
    value = _member(holder, name)
    if not isinstance(value, list):
        raise MalformedError(f"{name} is missing or no array")
    return value


def _text_array(holder: JSON, name: str) -> list[str]:
    values = _array(holder, name)
    if not all(isinstance(value, str) for value in values):
        raise MalformedError(f"{name} is not an array of texts")
    return values
