"""`assignmentFlows`: people and person-days between divisions, grouped in the database."""

from __future__ import annotations

from functools import cache
from typing import Final

from registry.graph.heads.mobility import Way, found
from registry.graph.shapes.model import Head

# An employer that is registered with a province itself has no city; the province stands for it.
_FLOWS: Final = """
    WITH it WHERE it.status <> 'CANCELLED'
    MATCH (who:Worker)-[:ASSIGNED]->(it)
    WITH who,
        CASE $by WHEN 'PROVINCE' THEN it.homeProvince
                 WHEN 'CITY' THEN coalesce(it.homeCity, it.homeProvince)
                 ELSE it.homeDivision END AS home,
        CASE $by WHEN 'PROVINCE' THEN it.hostProvince
                 WHEN 'CITY' THEN coalesce(it.hostCity, it.hostProvince)
                 ELSE it.hostDivision END AS host,
        it.mode AS mode,
        duration.inDays(CASE WHEN it.from < $from THEN $from ELSE it.from END,
                        CASE WHEN it.to < $to THEN it.to ELSE $to END).days + 1 AS days
    WITH home, host, mode, count(DISTINCT who) AS people, sum(days) AS personDays
    ORDER BY home, host, mode"""


@cache
def flows_head(way: Way) -> Head:
    """Return the head of flows over assignments that are found this way."""
    return Head(
        name="assignmentFlows",
        type="AssignmentFlow",
        rows=found(way, "EVERYBODY") + _FLOWS,
        roles={
            "home": "home",
            "host": "host",
            "mode": "mode",
            "people": "people",
            "personDays": "personDays",
        },
    )
