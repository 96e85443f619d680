"""Whom a visitor of the demonstration can be: of each kind of user one with something to see."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import neo4j

from registry.graph.driver import open_sync_driver, translated_errors
from registry.graph.local import find_address
from registry.settings import Settings

IS_EMPTY: Final = """
RETURN NOT EXISTS { (:Worker) } AND NOT EXISTS { (:Organisation) }
"""
IS_DEMONSTRATION: Final = """
RETURN EXISTS { (:Demonstration) }
"""
MARK: Final = """
MERGE (mark:Demonstration {id: 'demonstration'})
RETURN mark.id
"""
BEST_WORKER: Final = """
MATCH (candidacy:Candidacy)
WHERE candidacy.overall = true AND candidacy.provinceCode = $province
RETURN candidacy.workerId
ORDER BY candidacy.overall, candidacy.provinceCode, candidacy.byScore
LIMIT 1
"""
LARGEST_ENTERPRISE: Final = """
MATCH (enterprise:Enterprise {provinceCode: $province})
RETURN enterprise.uscc
ORDER BY enterprise.staffTotal DESC, enterprise.uscc
LIMIT 1
"""
BUSIEST_ISSUER: Final = """
MATCH (organisation:Organisation {provinceCode: $province})
      -[:FILED_AS]->(filing:EvaluationFiling {status: 'ACTIVE'})
RETURN organisation.uscc, COUNT { (filing)<-[:UNDER]-() } AS plans
ORDER BY plans DESC, organisation.uscc
LIMIT 1
"""


@dataclass(frozen=True, slots=True)
class Cast:
    """The people and bodies whose tokens are handed out; None where the graph has none."""

    worker: str | None
    enterprise: str | None
    issuer: str | None
    division: str


def is_empty(settings: Settings) -> bool:
    """Say whether the graph holds nobody."""
    with translated_errors(), open_sync_driver(settings) as driver:
        return bool(_first(driver, find_address(settings).database, IS_EMPTY))


def mark_demonstration(settings: Settings) -> None:
    """Record in the graph that everybody in it is invented."""
    with (
        translated_errors(),
        open_sync_driver(settings) as driver,
        driver.session(database=find_address(settings).database) as session,
    ):
        session.run(MARK).consume()


def is_demonstration(settings: Settings) -> bool:
    """Say whether the graph was filled with the demonstration."""
    with translated_errors(), open_sync_driver(settings) as driver:
        return bool(_first(driver, find_address(settings).database, IS_DEMONSTRATION))


def cast(settings: Settings, *, province: str) -> Cast:
    """Return one of each kind in a province."""
    database = find_address(settings).database
    with translated_errors(), open_sync_driver(settings) as driver:
        found = [
            _first(driver, database, statement, province=province)
            for statement in (BEST_WORKER, LARGEST_ENTERPRISE, BUSIEST_ISSUER)
        ]
    return Cast(worker=found[0], enterprise=found[1], issuer=found[2], division=province)


def _first(driver: neo4j.Driver, database: str, statement: str, **parameters: str) -> str | None:
    """Return the first value of the first row, or None where there is none."""
    with driver.session(database=database, default_access_mode=neo4j.READ_ACCESS) as session:
        values = session.run(neo4j.Query(statement, timeout=30), parameters).value()
    return values[0] if values else None
