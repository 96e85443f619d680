"""Entries of the log: written in the transaction of their cause, read in the order of the log.

An entry has the label `Unsequenced` until it has its index, so that what waits is found without
looking at what does not. The tokens of a certificate lead to its entry.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from registry.graph.driver import Database, Transaction

RECORD_ENTRIES: Final = """
UNWIND $rows AS row
CREATE (entry:LogEntry:Unsequenced)
SET entry = row.properties
WITH entry, row
UNWIND row.tokens AS sha256
MATCH (credential:Credential {sha256: sha256})
CREATE (credential)-[:LOGGED_AS]->(entry)
"""

# `SET list += {}` takes the list's lock: of two processes that signed the same version one logs it.
# A list can be published under two names, so `logged` has a mark, `name@version`, for each. What a
# version changed may be the other name's: the same second then gives the same token, logged before.
RECORD_STATUS: Final = """
MATCH (list:StatusList {id: $list})
SET list += {}
WITH list WHERE NOT $name + '@' + toString($version) IN coalesce(list.logged, [])
SET list.logged = [mark IN coalesce(list.logged, []) WHERE NOT mark STARTS WITH $name + '@']
  + [$name + '@' + toString($version)]
MERGE (entry:LogEntry {id: $properties.id})
ON CREATE SET entry = $properties, entry:Unsequenced
"""

ENTRIES: Final = """
MATCH (entry:LogEntry)
WHERE entry.index >= $start AND entry.index < $end
RETURN entry.index, entry.id, entry.body ORDER BY entry.index
"""

LOGGED_AS: Final = """
MATCH (:Credential {sha256: $sha256})-[:LOGGED_AS]->(entry:LogEntry)
WITH entry ORDER BY entry.index LIMIT 1
RETURN entry.index, entry.body,
  COLLECT {
    MATCH (first:Checkpoint)
    WHERE first.origin = $origin AND first.size > entry.index
    RETURN first.text ORDER BY first.origin, first.size LIMIT 1
  } + COLLECT {
    MATCH (newest:Checkpoint)
    WHERE newest.origin = $origin AND newest.size > entry.index
    RETURN newest.text ORDER BY newest.origin DESC, newest.size DESC LIMIT 1
  }
"""

READ_SECONDS: Final = 60.0


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry: its body in canonical JSON, under the SHA-256 of it in hexadecimal.

    `at` is the moment of its cause, as text. `tokens` are the SHA-256 of the signed tokens that it
    is of; each has its `Credential` already.
    """

    id: str
    type: str
    body: str
    at: str
    tokens: tuple[str, ...] = ()

    def properties(self) -> dict[str, str]:
        """Return the properties of its node (docs/graph.md)."""
        return {"id": self.id, "type": self.type, "body": self.body, "at": self.at}


@dataclass(frozen=True, slots=True)
class SequencedEntry:
    """An entry at its place in the log, as the graph has it."""

    index: int
    id: str
    body: bytes


@dataclass(frozen=True, slots=True)
class LoggedToken:
    """Where a token was logged, index None as long as the entry waits.

    `checkpoints` are the texts of the first and the newest witnessed one that cover it.
    """

    index: int | None
    body: bytes
    checkpoints: tuple[str, ...]


async def record_entries(tx: Transaction, entries: Sequence[Entry]) -> None:
    """Record entries; they get their index when the sequencer takes them up."""
    rows: list[dict[str, Any]] = [
        {"properties": entry.properties(), "tokens": list(entry.tokens)} for entry in entries
    ]
    await tx.run(RECORD_ENTRIES, {"rows": rows})


async def record_status(
    tx: Transaction, list_id: str, *, name: str, version: int, entry: Entry
) -> None:
    """Record what a list says under a name at a version, unless that was recorded already."""
    parameters: dict[str, Any] = {
        "list": list_id,
        "name": name,
        "version": version,
        "properties": entry.properties(),
    }
    await tx.run(RECORD_STATUS, parameters)


async def sequenced_entries(database: Database, start: int, end: int) -> list[SequencedEntry]:
    """Return the entries with an index in [start, end), in order; as many as there are."""
    rows = await database.read(ENTRIES, {"start": start, "end": end}, timeout=READ_SECONDS)
    return [SequencedEntry(index, key, body.encode()) for index, key, body in rows]


async def entry_of_token(database: Database, sha256: str, *, origin: str) -> LoggedToken | None:
    """Return where a token (by the SHA-256 of it in hexadecimal) was logged, None if never."""
    rows = await database.read(LOGGED_AS, {"sha256": sha256, "origin": origin})
    if not rows:
        return None
    index, body, checkpoints = rows[0]
    return LoggedToken(index, body.encode(), tuple(dict.fromkeys(checkpoints)))
