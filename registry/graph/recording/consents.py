"""Consents of a worker. A withdrawn one stays on record, with the last day on which it held."""

from __future__ import annotations

from datetime import date
from typing import Final

from registry.graph.driver import Transaction

PARTIES: Final = """
OPTIONAL MATCH (worker:Worker {id: $worker})
SET worker += {}
WITH worker
OPTIONAL MATCH (grantee:Organisation {uscc: $grantee})
OPTIONAL MATCH (known:Consent {key: $key})
RETURN worker IS NOT NULL, grantee IS NOT NULL, known IS NOT NULL, toString(known.to)
"""

GRANT: Final = """
MATCH (worker:Worker {id: $worker})
MERGE (consent:Consent {key: $key})
ON CREATE SET consent.purpose = $purpose, consent.from = $from, consent.grantee = $grantee
SET consent.to = $to
MERGE (worker)-[:GAVE]->(consent)
"""

WITHDRAW: Final = """
MATCH (worker:Worker {id: $worker})
SET worker += {}
WITH worker
MATCH (worker)-[:GAVE]->(consent:Consent {purpose: $purpose})
WHERE consent.from <= $on AND (consent.to IS NULL OR consent.to >= $on)
AND (consent.grantee = $grantee OR (consent.grantee IS NULL AND $grantee IS NULL))
SET consent.to = $last
RETURN consent.key ORDER BY consent.from DESC, consent.key
"""


async def consent_parties(
    tx: Transaction, worker: str, *, grantee: str | None, key: str
) -> tuple[bool, bool, bool, str | None]:
    """Lock the worker.

    Return whether worker, grantee and such a consent are there, and that consent's last day.
    """
    rows = await tx.run(PARTIES, {"worker": worker, "grantee": grantee, "key": key})
    there, grantee_there, known, last = rows[0]
    return there, grantee_there, known, last


async def grant_consent(
    tx: Transaction,
    worker: str,
    *,
    key: str,
    purpose: str,
    period: tuple[date, date | None],
    grantee: str | None,
) -> None:
    """Record a consent; one with the same beginning gets the new end."""
    await tx.run(
        GRANT,
        {
            "worker": worker,
            "key": key,
            "purpose": purpose,
            "from": period[0],
            "to": period[1],
            "grantee": grantee,
        },
    )


async def withdraw_consents(
    tx: Transaction,
    worker: str,
    *,
    purpose: str,
    grantee: str | None,
    on: date,
    last: date,
) -> list[str]:
    """End the consents in force on a day with a last day.

    Return their keys, the one that began last first.
    """
    parameters = {
        "worker": worker,
        "purpose": purpose,
        "grantee": grantee,
        "on": on,
        "last": last,
    }
    return [row[0] for row in await tx.run(WITHDRAW, parameters)]
