"""The issuer's SM2 signature beside a credential (`registry.signers.sm2`), given to its own alone.

A credential gets one only if a key of that issuer signed it: otherwise whoever may run the command
could have the national signature on anything.
"""

from __future__ import annotations

from registry.issuing.credential import TYP
from registry.issuing.keyring import Keyring
from registry.signers.sm2 import SM2Key
from verifier.errors import MalformedError, RefusedSignatureError
from verifier.jws import parse_jws, verify_jws
from verifier.keys import parse_jwk


class NotOursError(Exception):
    """The text is no credential that a key of this issuer signed."""


async def countersign(keyring: Keyring, prefix: str, credential: str) -> str:
    """Return the detached SM2 signature over the issuer-signed JWT of a credential.

    Raises:
        NotOursError: none of the issuer's keys signed it.
        SignerError: the SM2 key cannot be used.
    """
    jwt = credential.partition("~")[0]
    try:
        jws = parse_jws(jwt.encode("ascii", "replace"), typ=TYP)
        ours = jws.text_claim("iss") == keyring.iss(prefix)
        known = [key for key in await keyring.keys(prefix) if key.kid == jws.header.kid]
        public = parse_jwk(dict(known[0].jwk)) if ours and known else None
        if public is None:
            raise NotOursError(f"the credential names no key of issuer {prefix}")
        verify_jws(jws, public)
    except (MalformedError, RefusedSignatureError) as err:
        raise NotOursError(f"this is no credential of issuer {prefix}: {err}") from err
    return SM2Key.load(keyring.signers.settings, prefix, iss=keyring.iss(prefix)).sign(jwt)
