"""Is a graph empty.

Nothing in it but what a bulk load carries over, the reference tables, occupations, policies and
regulations?
"""

from __future__ import annotations

from typing import Final

import neo4j

IS_EMPTY: Final = """
RETURN NOT EXISTS {
    MATCH (other)
    WHERE NOT other:Division AND NOT other:Industry AND NOT other:SkillLevel
        AND NOT other:Occupation AND NOT other:Policy AND NOT other:Regulation
        AND NOT other:Migration AND NOT other:Lock
}
"""


def is_empty(session: neo4j.Session) -> bool:
    """Say whether the graph holds nobody and nothing that was recorded."""
    return bool(session.run(neo4j.Query(IS_EMPTY, timeout=60.0)).value()[0])
