"""How far the log has come, and who may carry it on: one node, `(:LogState {id: 'log'})`.

Its write lock is what orders sequencers. Whoever holds the lease has a *token* that is greater than
every earlier one, and every write names it: a process that was asleep while its lease ran out, and
wakes up, writes nothing any more. Leases are timed by the clock of the database alone.

`size`, `root` and `note` are the head: what was signed last. Indexes are given before, from
`nextIndex` on, so `nextIndex >= size` always.
"""

from __future__ import annotations

from base64 import b64decode, b64encode
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any, Final

from registry.graph.driver import Database, Transaction

TAKE_LEASE: Final = """
MERGE (log:LogState {id: 'log'})
ON CREATE SET log.nextIndex = 0, log.size = 0, log.root = $emptyRoot
SET log += {}
WITH log
WHERE log.holder IS NULL OR log.holder = $holder OR log.until < timestamp()
SET log.holder = $holder, log.token = coalesce(log.token, 0) + 1,
  log.until = timestamp() + $milliseconds
RETURN log.token
"""

RENEW_LEASE: Final = """
MATCH (log:LogState {id: 'log'})
SET log += {}
WITH log WHERE log.token = $token
SET log.until = timestamp() + $milliseconds
REMOVE log.trouble
RETURN log.token
"""

GIVE_UP_LEASE: Final = """
MATCH (log:LogState {id: 'log'})
SET log += {}
WITH log WHERE log.token = $token
SET log.until = 0, log.trouble = $trouble
REMOVE log.holder
"""

LOCK: Final = """
MATCH (log:LogState {id: 'log'})
SET log += {}
WITH log WHERE log.token = $token AND log.until > timestamp()
RETURN log.nextIndex
"""

GIVE_INDEXES: Final = """
MATCH (log:LogState {id: 'log'})
WITH log, log.nextIndex AS first, COLLECT {
  MATCH (entry:Unsequenced)
  WHERE entry.at IS NOT NULL AND entry.id IS NOT NULL
  RETURN entry ORDER BY entry.at, entry.id LIMIT $limit
} AS waiting
SET log.nextIndex = first + size(waiting)
WITH first, waiting
UNWIND range(0, size(waiting) - 1) AS place
WITH waiting[place] AS entry, first + place AS index
SET entry.index = index
REMOVE entry:Unsequenced
RETURN count(entry)
"""

MOVE_HEAD: Final = """
MATCH (log:LogState {id: 'log'})
SET log += {}
WITH log
WHERE log.token = $token AND log.size = $oldSize AND log.root = $oldRoot
SET log += $head
RETURN log.size
"""

# A head that is witnessed again has the cosignatures from before, too.
KEEP_CHECKPOINT: Final = """
MERGE (checkpoint:Checkpoint {origin: $origin, size: $size})
ON CREATE SET checkpoint.root = $root, checkpoint.at = $at
SET checkpoint.text = $text
"""

STATE: Final = """
MATCH (log:LogState {id: 'log'})
RETURN log.size, log.root, log.origin, log.note, coalesce(log.witnessed, false), log.nextIndex,
  COUNT { MATCH (:Unsequenced) }, log.holder, log.until > timestamp(), log.trouble
"""

WAITING: Final = """
RETURN COUNT { MATCH (:Unsequenced) }
"""

WRITE_SECONDS: Final = 30.0


@dataclass(frozen=True, slots=True)
class Lease:
    """The right to carry the log on, as long as nobody has a greater token."""

    token: int
    seconds: float


@dataclass(frozen=True, slots=True)
class Head:
    """What was signed last: `note` is the signed checkpoint with cosignatures, None before."""

    size: int
    root: bytes
    origin: str | None = None
    note: str | None = None
    is_witnessed: bool = False


@dataclass(frozen=True, slots=True)
class LogState:
    """The head, the next index to be given, how many entries wait, and who holds the lease.

    `trouble` says why the last holder gave it up, None if it had no reason but its end.
    """

    head: Head
    next_index: int
    waiting: int
    holder: str | None
    is_held: bool
    trouble: str | None


async def take_lease(
    database: Database, holder: str, *, seconds: float, empty_root: bytes
) -> Lease | None:
    """Take the lease if it is free, has run out, or is this holder's; None if another has it."""
    parameters = {
        "holder": holder,
        "milliseconds": int(seconds * 1000),
        "emptyRoot": _text(empty_root),
    }
    rows = await database.write(_unit(TAKE_LEASE, parameters))
    return Lease(rows[0][0], seconds) if rows else None


async def renew_lease(database: Database, lease: Lease) -> bool:
    """Prolong the lease, whose holder is well; False if somebody else has taken it."""
    parameters = {"token": lease.token, "milliseconds": int(lease.seconds * 1000)}
    return bool(await database.write(_unit(RENEW_LEASE, parameters)))


async def give_up_lease(database: Database, lease: Lease, *, trouble: str | None) -> None:
    """Let others take the lease at once, and say why if there is a reason."""
    await database.write(_unit(GIVE_UP_LEASE, {"token": lease.token, "trouble": trouble}))


async def give_indexes(
    database: Database, lease: Lease, *, limit: int, before_commit: Callable[[], None]
) -> int | None:
    """Give the oldest waiting entries their indexes; return how many, None if the lease is lost.

    `before_commit` is called with everything written and nothing durable.

    Raises:
        AlreadyThereError: another entry has such an index: the graph was changed by hand.
    """

    async def number(tx: Transaction) -> int | None:
        if not await tx.run(LOCK, {"token": lease.token}):
            return None
        rows = await tx.run(GIVE_INDEXES, {"limit": limit})
        before_commit()
        return int(rows[0][0]) if rows else 0

    return await database.write(number, timeout=WRITE_SECONDS)


async def move_head(database: Database, lease: Lease, old: Head, new: Head, *, at: str) -> bool:
    """Replace the head if it is still `old` and the lease holds; keep a witnessed checkpoint.

    Args:
        database: of the log.
        lease: under which the new head was made.
        old: the head that it follows.
        new: signed; with a note and an origin.
        at: the moment, as text.
    """
    parameters: dict[str, Any] = {
        "token": lease.token,
        "oldSize": old.size,
        "oldRoot": _text(old.root),
        "head": {
            "size": new.size,
            "root": _text(new.root),
            "origin": new.origin,
            "note": new.note,
            "witnessed": new.is_witnessed,
        },
    }
    checkpoint = {
        "origin": new.origin,
        "size": new.size,
        "root": _text(new.root),
        "text": new.note,
        "at": at,
    }

    async def move(tx: Transaction) -> bool:
        moved = bool(await tx.run(MOVE_HEAD, parameters))
        if moved and new.is_witnessed:
            await tx.run(KEEP_CHECKPOINT, checkpoint)
        return moved

    return await database.write(move)


async def log_state(database: Database) -> LogState | None:
    """Return how far the log has come; None if it was never begun."""
    rows = await database.read(STATE)
    if not rows:
        return None
    size, root, origin, note, witnessed, next_index, waiting, holder, held, trouble = rows[0]
    head = Head(size, b64decode(root), origin, note, witnessed)
    return LogState(head, next_index, waiting, holder, bool(held), trouble)


async def waiting_entries(database: Database) -> int:
    """Return how many entries have no index yet."""
    return int((await database.read(WAITING))[0][0])


def _text(root: bytes) -> str:
    return b64encode(root).decode()


def _unit(
    statement: str, parameters: dict[str, Any]
) -> Callable[[Transaction], Awaitable[list[list[Any]]]]:
    return lambda tx: tx.run(statement, parameters)
