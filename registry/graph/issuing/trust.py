"""What a verifier has to believe of issuers: keys with their history, scopes, status lists."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from registry.dates import DAY
from registry.graph.driver import Database
from registry.graph.issuing.keys import KeyRecord, key_record

# The registry's own key is no issuer of certificates.
ISSUERS: Final = """
MATCH (key:IssuerKey)
WHERE key.issuerPrefix <> 'registry' AND ($prefix IS NULL OR key.issuerPrefix = $prefix)
WITH key.issuerPrefix AS prefix, key ORDER BY key.nbf, key.kid
WITH prefix,
  collect([prefix, key.kid, key.jwk, key.nbf, key.exp, key.revokedAt, key.reason,
           coalesce(key.backend, 'file'), key.uri, key.voucher]) AS keys
RETURN prefix, keys,
  COLLECT {
    MATCH (owner:Organisation)-[:FILED_AS]->(filing:EvaluationFiling {issuerPrefix: prefix})
    RETURN [owner.name, toString(filing.from), toString(filing.to), filing.status,
            toString(filing.statusSince), COLLECT {
              MATCH (filing)-[scope:COVERS]->(occupation:Occupation)
              RETURN [occupation.key, scope.ranks] ORDER BY occupation.key
            }]
    ORDER BY filing.from, filing.filingNo
  },
  COLLECT { MATCH (list:StatusList {issuerPrefix: prefix}) RETURN list.id ORDER BY list.id }
ORDER BY prefix
"""


# Keys only get more and only end; versions only grow: these numbers change with every change.
STATE: Final = """
RETURN
  COUNT { MATCH (:IssuerKey) },
  COUNT { MATCH (key:IssuerKey) WHERE key.revokedAt IS NOT NULL },
  COUNT { MATCH (key:IssuerKey) WHERE key.reason = 'compromised' },
  head(COLLECT { MATCH (list:StatusList) RETURN sum(list.version) })
"""


@dataclass(frozen=True, slots=True)
class FilingTrust:
    """A filing: its owner, its period as far as it was ACTIVE, and its ranks by occupation."""

    owner: str
    start: date
    end: date
    scope: tuple[tuple[str, tuple[int, ...]], ...]


@dataclass(frozen=True, slots=True)
class IssuerTrust:
    """An issuer with everything that a trust file says of it.

    Filings that never held are left out.
    """

    prefix: str
    name: str | None
    keys: tuple[KeyRecord, ...]
    filings: tuple[FilingTrust, ...]
    lists: tuple[str, ...]


async def issuer_trust(database: Database, prefix: str | None = None) -> tuple[IssuerTrust, ...]:
    """Return the issuer of a prefix (None: all) if it has keys."""
    rows = await database.read(ISSUERS, {"prefix": prefix}, timeout=60.0)
    return tuple(_issuer(*row) for row in rows)


async def trust_state(database: Database) -> list[int]:
    """Return numbers that differ after every change of keys or lists."""
    [state] = await database.read(STATE)
    return state


def _issuer(
    prefix: str, keys: list[list[Any]], filings: list[list[Any]], lists: list[str]
) -> IssuerTrust:
    held = [filing for row in filings if (filing := _filing(row)) is not None]
    return IssuerTrust(
        prefix=prefix,
        name=filings[-1][0] if filings else None,
        keys=tuple(key_record(key) for key in keys),
        filings=tuple(held),
        lists=tuple(lists),
    )


def _filing(row: list[Any]) -> FilingTrust | None:
    """Return a filing, ended the day before it was suspended or withdrawn; None if never held."""
    owner, start, end, status, since, scope = row
    first, last = date.fromisoformat(start), date.fromisoformat(end)
    if status != "ACTIVE":
        if since is None:
            return None
        last = min(last, date.fromisoformat(since) - DAY)
    if last < first:
        return None
    return FilingTrust(owner, first, last, tuple((key, tuple(ranks)) for key, ranks in scope))
