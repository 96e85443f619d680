"""`savedSearches`: those of one owner, the oldest first; and what was seen of one."""

from __future__ import annotations

from typing import Final

from registry.graph.shapes.model import Head

SAVED: Final = Head(
    name="savedSearches",
    type="SavedSearch",
    rows="""MATCH (it:SavedSearch {owner: $owner})
    WHERE $position IS NULL OR it.createdAt > $position[0]
          OR it.createdAt = $position[0] AND it.id > $position[1]
    WITH it ORDER BY it.createdAt, it.id LIMIT $limit""",
    position="[it.createdAt, it.id]",
    extras={"totalCount": "COUNT { MATCH (it:SavedSearch {owner: $owner}) }"},
)

SEEN: Final = """head(COLLECT {
    MATCH (saved:SavedSearch {id: $key, createdAt: $createdAt})
    RETURN [saved.name, saved.lastSeenAt, saved.seen]
})"""
"""An expression: name, moment and sealed rows of what was seen; null for a deleted search."""

RECORDED_SEARCH: Final = Head(
    name="recordedSearch", type="SavedSearch", rows="MATCH (it:SavedSearch {id: $key})"
)
"""The search that a mutation just kept."""
