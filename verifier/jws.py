"""A signed token in compact form (RFC 7515, RFC 7519), believed only once its signature holds.

`parse_jws` reads shape and size, nothing else: what it returns selects a key. `verify_jws` returns
the claims. No key ever comes out of a header: `jwk`, `jku`, `x5u` and `x5c` are as unknown as any
other member (RFC 8725 section 3.10). An extension that a token calls critical is refused, since
none is known here (RFC 7515 section 4.1.11).

Headers repeat from token to token, so the last few hundred are remembered by their text.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Final, NamedTuple

from verifier.encoding import decode_base64url_bytes
from verifier.errors import MalformedError, RefusedSignatureError
from verifier.keys import PublicKey
from verifier.strict_json import JSON, parse_json_object

_TIME_CLAIMS: Final = ("iat", "nbf", "exp")
_NUMBERS: Final = frozenset({int, float})


class Header(NamedTuple):
    """The members of a header that are used; `alg` and `kid` are empty where it has none."""

    typ: str
    alg: str
    kid: str


class UnverifiedJWS(NamedTuple):
    """A token in its parts. `claims` are not to be believed before `verify_jws`."""

    header: Header
    claims: dict[str, JSON]
    signed: bytes
    signature: bytes

    def text_claim(self, name: str) -> str:
        """Return a claim that must be text, or an empty text if the token has none.

        Raises:
            MalformedError: the claim is not text.
        """
        value = self.claims.get(name, "")
        if not isinstance(value, str):
            raise MalformedError(f"claim {name} is not text")
        return value


def parse_jws(token: bytes, *, typ: str) -> UnverifiedJWS:
    """Read a compact token of the wanted type.

    Raises:
        MalformedError: it is not three parts of canonical base64url, header and claims are not
            strict JSON objects, a time in it is not a number, or it is of another type.
    """
    parts = token.split(b".")
    if len(parts) != 3:
        raise MalformedError("not a token of three base64url parts")
    header = parse_header(parts[0])
    if header.typ != typ:
        raise MalformedError(f"a token of another type than {typ}")
    claims = parse_json_object(decode_base64url_bytes(parts[1]))
    for name in _TIME_CLAIMS:
        if type(claims.get(name, 0)) not in _NUMBERS:
            raise MalformedError(f"claim {name} is not a number")
    signed = token[: -len(parts[2]) - 1]
    return UnverifiedJWS(header, claims, signed, decode_base64url_bytes(parts[2]))


def verify_jws(jws: UnverifiedJWS, key: PublicKey) -> dict[str, JSON]:
    """Return the claims if they were signed by `key`.

    Raises:
        RefusedSignatureError: the header names another algorithm than the key's, or the signature
            does not hold.
    """
    if jws.header.alg not in key.algorithms:
        raise RefusedSignatureError("the token names another algorithm than its key has")
    key.verify(jws.signature, jws.signed)
    return jws.claims


@lru_cache(maxsize=512)
def parse_header(part: bytes) -> Header:
    """Read a header from its base64url text.

    Raises:
        MalformedError: it is no strict JSON object, a used member is not text, or it has a critical
            extension.
    """
    members = parse_json_object(decode_base64url_bytes(part))
    if "crit" in members:
        raise MalformedError("the header has a critical extension")
    used = [members.get(name, "") for name in ("typ", "alg", "kid")]
    if not all(isinstance(value, str) for value in used):
        raise MalformedError("a member of the header is not text")
    return Header(*used)
