"""Saved searches: kept in one of so many places of their owner, so that there are never more."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from registry.graph.driver import Transaction

KEPT: Final = """
MATCH (it:SavedSearch {owner: $owner})
RETURN it.id, it.name
"""
KEEP: Final = """
CREATE (it:SavedSearch {id: $id})
SET it += $search
"""
SEE: Final = """
MATCH (it:SavedSearch {id: $id, createdAt: $createdAt})
SET it.seen = $seen, it.lastSeenAt = $at
RETURN it.id
"""
FORGET: Final = """
MATCH (it:SavedSearch {id: $id, createdAt: $createdAt})
WITH it, it.id AS id
DELETE it
RETURN id
"""


async def kept_searches(tx: Transaction, owner: str) -> dict[str, str]:
    """Return the names of an owner's searches by key."""
    return dict(await tx.run(KEPT, {"owner": owner}))


async def keep_search(tx: Transaction, key: str, search: Mapping[str, Any]) -> None:
    """Keep a search; two at once in one place: the second is told and tries again."""
    await tx.run(KEEP, {"id": key, "search": dict(search)})


async def see_search(tx: Transaction, key: str, *, created_at: str, seen: str, at: str) -> bool:
    """Note what was seen; False where the search is not there."""
    parameters = {"id": key, "createdAt": created_at, "seen": seen, "at": at}
    return bool(await tx.run(SEE, parameters))


async def forget_search(tx: Transaction, key: str, *, created_at: str) -> bool:
    """Delete a search; False where it is not there."""
    return bool(await tx.run(FORGET, {"id": key, "createdAt": created_at}))
