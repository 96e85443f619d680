"""Whether the database answers: what a load balancer asks before it sends anybody here."""

from __future__ import annotations

from typing import Final

from registry.graph.driver import Database
from registry.graph.errors import GraphError

ANSWER: Final = "RETURN 1"
_SECONDS: Final = 2.0


async def is_answering(database: Database) -> bool:
    """Say whether the database answers within two seconds."""
    try:
        await database.read(ANSWER, timeout=_SECONDS)
    except GraphError:
        return False
    return True
