"""A log over the test database: entries put into it, sequenced, and read from outside.

Reading from outside shares no line with the product: the tree is built by the recursive definition
of RFC 9162 (`tests.support.witnesses`), bundles are taken apart by hand.
"""

from __future__ import annotations

import asyncio
import hashlib
import json
from base64 import b64decode
from collections.abc import Awaitable, Callable, Iterable
from functools import cache
from pathlib import Path
from typing import Any, Final

from registry.graph.driver import Database, open_driver
from registry.log.service import TransparencyLog
from registry.settings import Settings
from tests.support.database import Graph
from tests.support.small_world import NOW, settings_of
from tests.support.witnesses import root_of

CLEAR: Final = """
MATCH (n) WHERE n:LogEntry OR n:LogState OR n:Checkpoint OR n:Credential OR n:StatusList
DETACH DELETE n
"""
PUT: Final = """
UNWIND $rows AS row
CREATE (entry:LogEntry:Unsequenced)
SET entry = row.properties
CREATE (:Credential {key: row.token, sha256: row.token})-[:LOGGED_AS]->(entry)
"""
BUNDLE: Final = 256


def token_of(number: int) -> str:
    """Return the SHA-256 of an invented token."""
    return hashlib.sha256(f"token {number}".encode()).hexdigest()


def entry_of(number: int) -> bytes:
    """Return the entry of an invented certificate, canonical JSON."""
    body = {
        "type": "certificate/1",
        "jwts": [token_of(number)],
        "issuer": "S000032000123",
        "kind": "SKILL_GRADE",
        "occupation": "2022:6-18-02-04",
        "level": "TECHNICIAN",
        "session": "session-a",
        "issued_on": "2026-11-20",
    }
    return json.dumps(body, sort_keys=True, separators=(",", ":")).encode()


def row_of(number: int, *, at: str = "2026-11-24T04:00:00Z") -> dict[str, Any]:
    """Return the row that `PUT` writes for an invented certificate."""
    body = entry_of(number)
    properties = {
        "id": hashlib.sha256(body).hexdigest(),
        "type": "certificate/1",
        "body": body.decode(),
        "at": at,
    }
    return {"properties": properties, "token": token_of(number)}


def put(graph: Graph, numbers: Iterable[int]) -> None:
    """Record entries, as issuing does."""
    graph.run(PUT, rows=[row_of(number) for number in numbers])


def log_settings(graph: Graph, home: Path, witnesses: Path | None = None) -> Settings:
    """Return settings of a log with its own state folder."""
    return settings_of(graph, home).model_copy(update={"witnesses": witnesses})


def with_log(settings: Settings, work: Callable[[TransparencyLog], Awaitable[Any]]) -> Any:
    """Run work with the log of a new process (as far as anything is kept in one)."""

    async def within() -> Any:
        driver = open_driver(settings)
        try:
            database = Database(driver, settings.neo4j_database)
            return await work(TransparencyLog.of(settings, database, lambda: NOW))
        finally:
            await driver.close()

    return asyncio.run(within())


def sequence(settings: Settings) -> int | None:
    """Take up everything that waits, as a process that then ends."""
    taken: int | None = with_log(settings, lambda log: log.sequencer.run_dry())
    return taken


def read_entries(folder: Path, size: int) -> list[bytes]:
    """Return the first `size` entries out of the bundles in the log's folder."""
    entries: list[bytes] = []
    for place in range(-(-size // BUNDLE)):
        width = min(size - place * BUNDLE, BUNDLE)
        entries += _bundle(_bundle_file(folder, place, width))[:width]
    return entries


def read_checkpoint(folder: Path) -> tuple[str, int, bytes]:
    """Return origin, size and root of the published checkpoint."""
    origin, size, root, *_ = (folder / "checkpoint").read_text("utf-8").split("\n")
    return origin, int(size), b64decode(root)


def true_root(entries: list[bytes]) -> bytes:
    """Return the root over entries by the recursive definition."""
    return root_of(entries)


def true_roots(entries: list[bytes], sizes: Iterable[int]) -> dict[int, bytes]:
    """Return the roots over the first so many entries, by the recursive definition.

    Each range of entries is hashed once, however many beginnings it is part of.
    """

    @cache
    def root(start: int, end: int) -> bytes:
        if end - start == 1:
            return hashlib.sha256(b"\x00" + entries[start]).digest()
        half = start + (1 << (end - start - 1).bit_length() - 1)
        return hashlib.sha256(b"\x01" + root(start, half) + root(half, end)).digest()

    return {size: root(0, size) for size in sizes}


def _bundle_file(folder: Path, place: int, width: int) -> bytes:
    name = f"{place:03}" if place < 1000 else f"x{place // 1000:03}/{place % 1000:03}"
    full = folder / "tile" / "entries" / name
    return (full if full.exists() else Path(f"{full}.p") / str(width)).read_bytes()


def _bundle(raw: bytes) -> list[bytes]:
    entries = []
    while raw:
        length = int.from_bytes(raw[:2], "big")
        entries.append(raw[2 : 2 + length])
        raw = raw[2 + length :]
    return entries
