"""What is left to do in a store that the bulk loader made, before its indexes are made.

The files of a load have no cell for an empty list or an empty text, so those of a candidacy (and
the search text of somebody without titles) are absent until here. A node that came with the load
says that this is still to be done: an import that finds it does it first, so a kill in between
loses nothing.
"""

from __future__ import annotations

from typing import Final

import neo4j

LOAD_MARK: Final = "bulk"
"""The id of the `ImportRun` that a bulk load leaves until it is finished."""

IS_UNFINISHED: Final = """
RETURN EXISTS { (:ImportRun {id: $mark}) }
"""
FILL_WHAT_IS_EMPTY: Final = """
MATCH (worker:Worker)-[:OFFERS]->(candidacy:Candidacy)
CALL (worker, candidacy) {
    WITH worker, candidacy
    WHERE candidacy.employers IS NULL OR candidacy.honours IS NULL OR candidacy.keyFields IS NULL
        OR candidacy.occKeys IS NULL OR candidacy.grantees IS NULL OR candidacy.eligible IS NULL
        OR candidacy.maybe IS NULL OR candidacy.occKey IS NULL OR worker.searchText IS NULL
        OR candidacy.behind IS NULL
    SET candidacy.employers = coalesce(candidacy.employers, []),
        candidacy.honours = coalesce(candidacy.honours, []),
        candidacy.keyFields = coalesce(candidacy.keyFields, []),
        candidacy.occKeys = coalesce(candidacy.occKeys, []),
        candidacy.grantees = coalesce(candidacy.grantees, []),
        candidacy.eligible = coalesce(candidacy.eligible, []),
        candidacy.maybe = coalesce(candidacy.maybe, []),
        candidacy.behind = coalesce(candidacy.behind, []),
        candidacy.occKey = coalesce(candidacy.occKey, ''),
        worker.searchText = coalesce(worker.searchText, '')
} IN TRANSACTIONS OF 20000 ROWS
"""
FORGET_LOAD: Final = """
MATCH (run:ImportRun {id: $mark})
DELETE run
"""


def finish_bulk_load(session: neo4j.Session) -> None:
    """Finish a bulk load, if one is unfinished; what was done before is not done again."""
    if session.run(IS_UNFINISHED, mark=LOAD_MARK).value()[0]:
        session.run(FILL_WHAT_IS_EMPTY).consume()
        session.run(FORGET_LOAD, mark=LOAD_MARK).consume()
