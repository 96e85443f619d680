"""Which certificates are to be printed, by the keys that their numbers may have."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from registry.graph.driver import Database

ISSUERS_OF_KEYS: Final = """
UNWIND $keys AS key
MATCH (certificate:Certificate {key: key})
WHERE certificate.issuerPrefix IS NOT NULL
RETURN certificate.key, certificate.issuerPrefix
"""


async def issuers_of(database: Database, keys: Sequence[str]) -> dict[str, str]:
    """Return the issuer prefix of each certificate there is with one of these keys."""
    rows = await database.read(ISSUERS_OF_KEYS, {"keys": list(keys)}, timeout=60.0)
    return {row[0]: row[1] for row in rows}
