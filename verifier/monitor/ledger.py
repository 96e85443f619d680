"""What a monitor remembers, in one SQLite file: where it is, and what the rules need.

Everything that one batch of entries changed is written in one transaction together with the place
reached, so a monitor that is killed goes on as if the batch had not been. Without a file the same
lives in a temporary one of SQLite's own; memory is bounded either way.

A *look* is a checkpoint that was seen: its size, root, text, and the moment when nothing beyond it
was there yet. The newest is what the next checkpoint must continue; older ones are kept as long as
entries beyond them are unread.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Final

from verifier.monitor.findings import Finding
from verifier.monitor.source import UnreadableError

_VERSION: Final = 1
_TABLES: Final = """
CREATE TABLE IF NOT EXISTS place (one INTEGER PRIMARY KEY CHECK (one = 1), origin TEXT NOT NULL,
    position INTEGER NOT NULL, clock_day TEXT, clock_index INTEGER);
CREATE TABLE IF NOT EXISTS look (size INTEGER PRIMARY KEY, root BLOB NOT NULL, text TEXT NOT NULL,
    until INTEGER);
CREATE TABLE IF NOT EXISTS session (name TEXT PRIMARY KEY, plan TEXT NOT NULL,
    subject TEXT NOT NULL, seats INTEGER, day TEXT NOT NULL, logged_after TEXT, is_open INTEGER,
    certificates INTEGER) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS certificate (token INTEGER PRIMARY KEY);
CREATE TABLE IF NOT EXISTS finding (code TEXT, place INTEGER, detail TEXT, evidence TEXT);
"""


@dataclass(frozen=True, slots=True)
class Look:
    """A checkpoint that was seen. Entries from `size` on were logged after `until` (unix seconds).

    `until` is None where nobody can vouch for a time.
    """

    size: int
    root: bytes
    text: str
    until: int | None


@dataclass(frozen=True, slots=True)
class Clock:
    """The latest day that is known to have come before what is logged from `index` on."""

    day: date
    index: int


@dataclass(slots=True)
class KnownSession:
    """A session of the log: its plan and filing, its occupation and level.

    It `is_open` until its roster is known, and its `certificates` are counted as they come.
    """

    name: str
    plan: str
    subject: str
    seats: int
    day: date
    logged_after: date | None
    is_open: bool
    certificates: int = 0


@dataclass(slots=True)
class Ledger:
    """The memory of a monitor of one log."""

    database: sqlite3.Connection
    origin: str = ""
    position: int = 0
    clock: Clock | None = None
    signed_again: int = 0
    """Entries of this run that name a certificate which was logged before."""
    _sessions: dict[str, KnownSession] = field(default_factory=dict)

    def begin(self, origin: str) -> None:
        """Remember whose log this is.

        Raises:
            UnreadableError: the file is of another log.
        """
        if self.origin not in {"", origin}:
            raise UnreadableError(f"the state file is of {self.origin}, not of {origin}")
        self.origin = origin

    def newest_look(self) -> Look | None:
        """Return the checkpoint that was seen last."""
        row = self.database.execute("SELECT * FROM look ORDER BY size DESC LIMIT 1").fetchone()
        return Look(*row) if row else None

    def add_look(self, look: Look) -> None:
        """Remember a checkpoint, which continues the one before."""
        self.database.execute("INSERT OR REPLACE INTO look VALUES (?, ?, ?, ?)", _row(look))
        self.commit()

    def absent_until(self, index: int) -> int | None:
        """Return the latest moment at which the entry at `index` was not there yet."""
        (until,) = self.database.execute(
            "SELECT max(until) FROM look WHERE size <= ?", (index,)
        ).fetchone()
        return int(until) if until is not None else None

    def next_look(self, index: int) -> int | None:
        """Return the size of the first look beyond `index`; what is absent changes there."""
        (size,) = self.database.execute(
            "SELECT min(size) FROM look WHERE size > ?", (index,)
        ).fetchone()
        return int(size) if size is not None else None

    def session(self, name: str) -> KnownSession | None:
        """Return a session of the log; what is changed in it is written by the next `commit`."""
        if name not in self._sessions:
            row = self.database.execute("SELECT * FROM session WHERE name = ?", (name,)).fetchone()
            if row is None:
                return None
            self._sessions[name] = _known_session(row)
        return self._sessions[name]

    def add_session(self, session: KnownSession) -> None:
        """Remember a new session."""
        self._sessions[session.name] = session

    def add_certificate(self, token: str) -> bool:
        """Remember a certificate by its first token; tell whether it is new.

        63 bits of a hash are enough to tell: who could make two of them meet can more easily name
        the token of another certificate, and that is counted.
        """
        added = self.database.execute(
            "INSERT OR IGNORE INTO certificate VALUES (?)", (int(token[:16], 16) >> 1,)
        ).rowcount
        self.signed_again += 1 - added
        return added == 1

    def add_finding(self, finding: Finding) -> None:
        """Keep a finding with its evidence, from the next `commit` on."""
        evidence = "\n".join(finding.evidence) or None
        self.database.execute(
            "INSERT INTO finding VALUES (?, ?, ?, ?)",
            (finding.code.value, finding.index, finding.detail, evidence),
        )

    def commit(self) -> None:
        """Write down what was read since the last time, and the place reached; all or nothing."""
        run = self.database.execute
        day, index = (self.clock.day.isoformat(), self.clock.index) if self.clock else (None, None)
        run(
            "INSERT OR REPLACE INTO place VALUES (1, ?, ?, ?, ?)",
            (self.origin, self.position, day, index),
        )
        self.database.executemany(
            "INSERT OR REPLACE INTO session VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            map(_session_row, self._sessions.values()),
        )
        # A look is of no more use when everything up to the next one was read.
        run(
            "DELETE FROM look WHERE size < (SELECT max(size) FROM look WHERE size <= ?)",
            (self.position,),
        )
        self.database.commit()
        self._sessions.clear()


def _row(look: Look) -> tuple[int, bytes, str, int | None]:
    return look.size, look.root, look.text, look.until


def _session_row(session: KnownSession) -> tuple[object, ...]:
    after = session.logged_after.isoformat() if session.logged_after else None
    return (
        session.name,
        session.plan,
        session.subject,
        session.seats,
        session.day.isoformat(),
        after,
        session.is_open,
        session.certificates,
    )


def _known_session(row: tuple[str, str, str, int, str, str | None, int, int]) -> KnownSession:
    name, plan, subject, seats, day, after, is_open, certificates = row
    logged_after = date.fromisoformat(after) if after else None
    return KnownSession(
        name,
        plan,
        subject,
        seats,
        date.fromisoformat(day),
        logged_after,
        bool(is_open),
        certificates,
    )


@contextmanager
def open_ledger(path: Path | None) -> Iterator[Ledger]:
    """Open the memory in a file, or a new one that is forgotten at the end.

    Raises:
        UnreadableError: the file is none of ours, or another monitor is at work with it.
    """
    try:
        # An empty name is a temporary file of SQLite's own.
        database = sqlite3.connect(path or "", timeout=0, isolation_level="IMMEDIATE")
    except sqlite3.Error as err:
        raise UnreadableError(f"cannot open the state file {path}: {err}") from err
    with closing(database):
        try:
            ledger = _read_ledger(database)
        except sqlite3.Error as err:
            raise UnreadableError(f"cannot use the state file {path}: {err}") from err
        yield ledger


def _read_ledger(database: sqlite3.Connection) -> Ledger:
    # One monitor at a time: the lock is held until the end, and a kill lets go of it.
    database.execute("PRAGMA locking_mode = EXCLUSIVE")
    database.execute("PRAGMA synchronous = FULL")
    (version,) = database.execute("PRAGMA user_version").fetchone()
    if version not in {0, _VERSION}:
        raise UnreadableError(f"the state file is of version {version}, and {_VERSION} is known")
    database.executescript(f"BEGIN EXCLUSIVE;{_TABLES}PRAGMA user_version = {_VERSION};COMMIT;")
    row = database.execute("SELECT origin, position, clock_day, clock_index FROM place").fetchone()
    if row is None:
        return Ledger(database)
    origin, position, day, index = row
    clock = Clock(date.fromisoformat(day), index) if day else None
    return Ledger(database, origin, position, clock)
