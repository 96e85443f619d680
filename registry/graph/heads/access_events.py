"""`accessEvents(worker)`: who looked at a person, for that person, the latest first."""

from __future__ import annotations

from typing import Final

from registry.graph.shapes.model import Head

ACCESS_EVENTS: Final = Head(
    name="accessEvents",
    type="AccessEvent",
    rows="""MATCH (person:Worker {id: $worker})<-[:ABOUT]-(it:AccessEvent)
    WHERE @private(person) AND ($position IS NULL OR it.at < $position[0] OR it.at = $position[0]
        AND it.id < $position[1])
    WITH it, person ORDER BY it.at DESC, it.id DESC LIMIT $limit""",
    roles={"it": "it", "person": "person"},
    position="[it.at, it.id]",
    extras={
        "totalCount": """COUNT { MATCH (person:Worker {id: $worker})<-[:ABOUT]-(it:AccessEvent)
        WHERE @private(person) RETURN it LIMIT 10001 }"""
    },
)
