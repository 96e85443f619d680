"""What an empty graph holds that a bulk load carries over into the new store.

Reference tables, occupations, policies, regulations.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

import neo4j

DIVISIONS: Final = """
MATCH (n:Division)
RETURN n.code, n.name, n.level, n.provinceCode, n.cityCode, n.latitude, n.longitude,
    head([(n)-[:PART_OF]->(above) | above.code])
"""
INDUSTRIES: Final = """
MATCH (n:Industry)
RETURN n.code, n.name
"""
LEVELS: Final = """
MATCH (n:SkillLevel)
RETURN n.key, n.rank, n.zh, n.en
"""
OCCUPATIONS: Final = """
MATCH (n:Occupation)
RETURN n.key, n.edition, n.code, n.name, n.green, n.digital, n.search,
    toString(n.addedOn), [(n)-[:SUPERSEDES]->(older) | older.key]
"""
POLICIES: Final = """
MATCH (n:Policy)
RETURN n.id, n.title, n.documentNo, n.division, toString(n.validFrom), toString(n.validTo),
    n.target, n.confidence, n.source, n.rule
"""
REGULATIONS: Final = """
MATCH (n:Regulation)
RETURN n.id, n.title, n.documentNo, n.division, toString(n.validFrom), toString(n.validTo),
    n.subject, n.confidence, n.source, n.parameters, n.about, n.starts
"""
REFERENCE_LOAD: Final = """
MATCH (n:Migration {id: 'reference'})
RETURN n.id, n.sha256, n.appliedAt
"""

Rows = list[list[Any]]


@dataclass(frozen=True, slots=True)
class Carried:
    """Rows of nodes, positional as the statements return them.

    The last of a division and of an occupation are keys of others.
    """

    divisions: Rows
    industries: Rows
    levels: Rows
    occupations: Rows
    policies: Rows
    regulations: Rows
    reference_load: Rows


def read_carried(session: neo4j.Session) -> Carried:
    """Read it all; a few thousand rows."""
    statements = (
        DIVISIONS, INDUSTRIES, LEVELS, OCCUPATIONS, POLICIES, REGULATIONS, REFERENCE_LOAD,
    )  # fmt: skip
    return Carried(*(session.run(statement).values() for statement in statements))
