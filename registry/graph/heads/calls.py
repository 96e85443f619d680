"""`trainingProjects` and `challenges`, by deadline: in the order of an index on (deadline, id).

Of what is open the call that closes first comes first; else the latest one does. Those of a
division start at the division, since there are few calls below any.
"""

from __future__ import annotations

from functools import cache
from typing import Final

from registry.graph.shapes.model import Head

_EARLIEST_FIRST: Final = """
    WITH it WHERE $position IS NULL OR it.deadline > date($position[0])
        OR it.deadline = date($position[0]) AND it.id > $position[1]
    WITH it ORDER BY it.deadline, it.id LIMIT $limit"""

_LATEST_FIRST: Final = """
    WITH it WHERE $position IS NULL OR it.deadline < date($position[0])
        OR it.deadline = date($position[0]) AND it.id < $position[1]
    WITH it ORDER BY it.deadline DESC, it.id DESC LIMIT $limit"""

# Both are always there; to say so lets the planner read the index that holds the order.
_BY_DEADLINE: Final = """MATCH (it:<label>)
    WHERE it.deadline IS NOT NULL AND it.id IS NOT NULL"""

_IN_DIVISION: Final = """MATCH (:Division {code: $division})<-[:PART_OF*0..2]-(:Division)
          <-[:OFFERED_IN]-(it:TrainingProject)
    WHERE it.deadline IS NOT NULL"""

_POSITION: Final = "[toString(it.deadline), it.id]"

_OPEN: Final = """
    AND it.deadline >= $openOn AND it.publishedOn <= $openOn"""


def _head(name: str, type_: str, found: str, *, is_open: bool) -> Head:
    return Head(
        name=name,
        type=type_,
        rows=found + (_EARLIEST_FIRST if is_open else _LATEST_FIRST),
        position=_POSITION,
        extras={"totalCount": "COUNT { " + found + " RETURN it LIMIT 10001 }"},
    )


@cache
def challenges_head(*, is_open: bool) -> Head:
    """Return the head of challenges: those that may be bid for on a day, or all."""
    found = (
        _BY_DEADLINE.replace("<label>", "Challenge")
        + """
    AND ($field IS NULL OR it.field = $field)"""
    )
    if is_open:
        # Whatever became of it since, it was open on a day before the deadline unless it was
        # called off.
        found += _OPEN + " AND it.status <> 'CANCELLED'"
    return _head("challenges", "Challenge", found, is_open=is_open)


@cache
def training_projects_head(*, in_division: bool, is_open: bool) -> Head:
    """Return the head of training projects: in a division or everywhere, open on a day or all."""
    found = _IN_DIVISION if in_division else _BY_DEADLINE.replace("<label>", "TrainingProject")
    found += """
    AND ($field IS NULL OR it.field = $field) AND ($status IS NULL OR it.status = $status)"""
    if is_open:
        found += _OPEN
    return _head("trainingProjects", "TrainingProject", found, is_open=is_open)
