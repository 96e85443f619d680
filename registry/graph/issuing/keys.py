"""Issuer keys: their public part, their time, and where the private part lies.

Private keys never reach the graph, nor does a PIN or password of what holds them
(`registry.signers`).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import orjson

from registry.graph.driver import Database, Row, Transaction

ISSUER_KEYS: Final = """
MATCH (key:IssuerKey)
WHERE $prefix IS NULL OR key.issuerPrefix = $prefix
RETURN key.issuerPrefix, key.kid, key.jwk, key.nbf, key.exp, key.revokedAt, key.reason,
  coalesce(key.backend, 'file'), key.uri, key.voucher
ORDER BY key.issuerPrefix, key.nbf, key.kid
"""

RECORD_KEY: Final = """
CREATE (:IssuerKey {
  key: $prefix + '|' + $kid, kid: $kid, issuerPrefix: $prefix, alg: $alg, jwk: $jwk,
  nbf: $nbf, exp: $exp, backend: $backend, uri: $uri, voucher: $voucher
})
"""

# An end is recorded once; only a compromise, which is worse than any other end, may still replace
# it.
END_KEY: Final = """
MATCH (key:IssuerKey {key: $prefix + '|' + $kid})
WHERE key.revokedAt IS NULL OR ($reason = 'compromised' AND key.reason <> 'compromised')
SET key.revokedAt = $at, key.reason = $reason
RETURN key.jwk
"""

IS_FILED_PREFIX: Final = """
MATCH (filing:EvaluationFiling {issuerPrefix: $prefix})
RETURN filing.filingNo LIMIT 1
"""


@dataclass(frozen=True, slots=True)
class KeyRecord:
    """A key as the graph knows it. Times are unix seconds; the window `[nbf, exp]` is closed.

    `backend` and `uri` say where its private part lies (`registry.signers.backends`); `voucher` is
    the word of its predecessor, for a key of the registry itself (`registry.issuing.vouching`).
    """

    prefix: str
    kid: str
    jwk: dict[str, str]
    nbf: int
    exp: int
    revoked_at: int | None = None
    reason: str | None = None
    backend: str = "file"
    uri: str | None = None
    voucher: str | None = None

    def is_current(self, now: int) -> bool:
        """Say whether something may be signed with it now."""
        return self.revoked_at is None and self.nbf <= now <= self.exp

    @property
    def is_compromised(self) -> bool:
        """Say whether somebody else may hold the private key."""
        return self.reason == "compromised"


async def issuer_keys(database: Database, prefix: str | None) -> tuple[KeyRecord, ...]:
    """Return the keys of one issuer (None: of all), oldest first within an issuer."""
    rows = await database.read(ISSUER_KEYS, {"prefix": prefix})
    return tuple(key_record(row) for row in rows)


async def record_key(tx: Transaction, key: KeyRecord, *, alg: str) -> None:
    """Record the public part of a new key."""
    await tx.run(
        RECORD_KEY,
        {
            "prefix": key.prefix,
            "kid": key.kid,
            "alg": alg,
            "jwk": orjson.dumps(key.jwk).decode(),
            "nbf": key.nbf,
            "exp": key.exp,
            "backend": key.backend,
            "uri": key.uri,
            "voucher": key.voucher,
        },
    )


async def end_key(
    tx: Transaction, prefix: str, kid: str, *, at: int, reason: str
) -> dict[str, str] | None:
    """Record the end of a key and return its JWK.

    None if there is no such key or its end is recorded already.
    """
    parameters = {"prefix": prefix, "kid": kid, "at": at, "reason": reason}
    rows = await tx.run(END_KEY, parameters)
    return dict(orjson.loads(rows[0][0])) if rows else None


async def is_filed_prefix(database: Database, prefix: str) -> bool:
    """Say whether any filing, of whatever status, has this issuer prefix."""
    return bool(await database.read(IS_FILED_PREFIX, {"prefix": prefix}))


def key_record(row: Row) -> KeyRecord:
    """Return a key from its properties, in the order of `ISSUER_KEYS`."""
    prefix, kid, jwk, *life_and_place = row
    return KeyRecord(prefix, kid, orjson.loads(jwk), *life_and_place)
