"""The lock of an import in a graph of several machines: a transaction open on one node."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

import neo4j
from neo4j import exceptions

from registry.graph.driver import open_sync_driver, translated_errors
from registry.graph.local import find_address
from registry.settings import Settings

MAKE_LOCK: Final = """
MERGE (lock:Lock {id: 'import'})
"""
HOLD_LOCK: Final = """
MATCH (lock:Lock {id: 'import'})
SET lock.held = true
"""
_WAIT_SECONDS: Final = 3.0


@contextmanager
def graph_lock(settings: Settings) -> Iterator[bool]:
    """Hold the lock for a block if it is free, and say whether it is."""
    database = find_address(settings).database
    with (
        translated_errors(),
        open_sync_driver(settings) as driver,
        driver.session(database=database) as session,
    ):
        session.run(MAKE_LOCK).consume()
        if _is_held(session):
            yield False
            return
        # Has no time limit: it lasts as long as the import, and ends with its connection.
        with session.begin_transaction() as transaction:
            transaction.run(HOLD_LOCK).consume()
            yield True
            # Nothing is written by it; the mark served only to take the node's lock.
            transaction.rollback()


def _is_held(session: neo4j.Session) -> bool:
    """Try to take the lock for a moment."""
    try:
        with session.begin_transaction(timeout=_WAIT_SECONDS) as transaction:
            transaction.run(HOLD_LOCK).consume()
            transaction.rollback()
    except (exceptions.ClientError, exceptions.TransientError):
        return True
    return False
