"""The word of the registry's last key for its next one: how a verifier follows a rotation.

`verifier.trustchain` has the other side and says what a voucher is worth. A compromised key vouches
for nobody, and what it once vouched for is told no more: the chain begins anew after it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from registry.graph.issuing.keys import KeyRecord
from registry.issuing.signing import SigningKey, sign_jwt
from verifier.trustchain import MAX_VOUCHERS, TYP


def predecessor(keys: Sequence[KeyRecord]) -> KeyRecord | None:
    """Return the key whose word is worth something for the next one: the newest, if not stolen."""
    newest = max(keys, key=lambda record: (record.nbf, record.kid), default=None)
    return None if newest is None or newest.is_compromised else newest


def vouched(record: KeyRecord, *, iss: str, by: SigningKey) -> KeyRecord:
    """Return the record of a new key with the word of another for it."""
    claims: Mapping[str, object] = {"iss": iss, "iat": record.nbf, "jwk": record.jwk}
    return replace(record, voucher=sign_jwt(claims, typ=TYP, key=by))


def chain(keys: Sequence[KeyRecord]) -> list[str]:
    """Return the vouchers that lead to the newest key, oldest first."""
    vouchers: list[str] = []
    last: KeyRecord | None = None
    for record in sorted(keys, key=lambda record: (record.nbf, record.kid)):
        if record.voucher is None or last is None or last.is_compromised:
            vouchers = []
        else:
            vouchers.append(record.voucher)
        last = record
    return vouchers[-MAX_VOUCHERS:]
