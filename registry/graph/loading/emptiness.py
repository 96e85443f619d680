"""Is a graph empty: nothing in it but the reference tables?"""

from __future__ import annotations

from typing import Final

import neo4j

from registry import reference

ONLY_REFERENCE: Final = """
RETURN NOT EXISTS {
    MATCH (other)
    WHERE NOT other:Division AND NOT other:Industry AND NOT other:SkillLevel AND NOT other:Occupation
        AND NOT other:Migration AND NOT other:Lock
} AND COUNT { (:Occupation) } = $occupations AND NOT EXISTS { (:Occupation)-[:SUPERSEDES]->() }
"""


def is_empty(session: neo4j.Session) -> bool:
    """Say whether the graph holds nothing that was imported or recorded."""
    query = neo4j.Query(ONLY_REFERENCE, timeout=60.0)
    return bool(session.run(query, occupations=len(reference.occupations())).value()[0])
