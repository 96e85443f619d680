"""`teams` and `teamGaps`: teams by project or key field, projects that run with their teams.

`@project` says whose projects a viewer may look into: its own, those of its division.
"""

from __future__ import annotations

from functools import cache
from typing import Final, Literal

from registry.graph.regulations import REGULATIONS
from registry.graph.shapes.model import Head

Way = Literal["PROJECT", "FIELD", "ALL"]

MAX_PROJECTS: Final = 5_000
"""How many projects one count of gaps looks at."""

_WAYS: Final[dict[Way, str]] = {
    "PROJECT": "MATCH (project:Project {id: $project})",
    "FIELD": "MATCH (project:Project {keyField: $keyField})",
    "ALL": "MATCH (project:Project)",
}

_FITS: Final = """
    MATCH (it:Team)-[:WORKS_ON]->(project)
    WHERE ($keyField IS NULL OR project.keyField = $keyField) AND @project(project)"""

UNKNOWN: Final = """COLLECT {
    WITH $project AS code WHERE code IS NOT NULL AND NOT EXISTS { MATCH (:Project {id: code}) }
    RETURN 'project ' + code AS unknown
    UNION
    UNWIND $keyFields AS code
    WITH code WHERE NOT EXISTS { MATCH (:Project {keyField: code}) }
    RETURN 'key field ' + code AS unknown
}"""
"""Codes of the question that the graph does not know."""


@cache
def teams_head(way: Way) -> Head:
    """Return the head of a page of teams that are found this way."""
    found = _WAYS[way] + _FITS
    return Head(
        name="teams",
        type="Team",
        rows=found
        + """
    AND ($position IS NULL OR it.id > $position)
    WITH it, project ORDER BY it.id LIMIT $limit""",
        roles={"it": "it", "project": "project"},
        position="it.id",
        extras={
            "totalCount": "COUNT { " + found + " RETURN it LIMIT 10001 }",
            "regulations": REGULATIONS,
            "unknown": UNKNOWN,
        },
    )


TEAM_GAPS: Final = Head(
    name="teamGaps",
    type="StaffedProject",
    rows="""MATCH (project:Project)
    WHERE project.keyField IS NOT NULL
    AND (size($keyFields) = 0 OR project.keyField IN $keyFields)
    AND (project.from IS NULL OR project.from <= $asOf)
    AND (project.to IS NULL OR project.to >= $asOf)
    AND ($division IS NULL OR EXISTS {
        MATCH (owner:Organisation {uscc: project.owner})
        WHERE $division IN [owner.division, owner.cityCode, owner.provinceCode] })
    AND @project(project)
    WITH project ORDER BY project.keyField, project.id LIMIT $most""",
    roles={"project": "project"},
    extras={"regulations": REGULATIONS, "unknown": UNKNOWN},
)
