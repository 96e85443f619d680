"""Status lists and the places in them.

A list's `version` grows in the transaction of every change, so that whoever keeps a signed copy can
tell by one cheap read whether it still holds. A place is taken by the node `Credential {key:
list:idx}` under its uniqueness constraint, in the transaction that signs at it: of two who draw the
same number the second waits for the first, and then draws another.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from registry.graph.driver import Database, Row, Transaction

# The version is read before the entries: a change that commits in between is then read again, never
# missed.
LIST_NOW: Final = """
MATCH (list:StatusList {id: $id})
WITH list, list.version AS version
RETURN list.issuerPrefix, list.size, list.createdAt, version,
  CASE WHEN version = $known THEN null ELSE COLLECT {
    MATCH (credential:Credential {listId: $id}) WHERE credential.status > 0
    RETURN [credential.idx, credential.status]
  } END
"""

# What was true then: the last change by that moment; before any change, what the token was issued
# with.
LIST_THEN: Final = """
MATCH (list:StatusList {id: $id})
RETURN list.issuerPrefix, list.size, list.createdAt, 0, COLLECT {
  MATCH (credential:Credential {listId: $id}) WHERE credential.changed AND credential.iat <= $time
  MATCH (certificate:Certificate)-[:SIGNED_AS]->(credential)
  WITH credential, head(COLLECT {
    MATCH (certificate)-[:HAS_STATUS]->(change:StatusChange) WHERE change.at <= $moment
    RETURN change.to ORDER BY change.at DESC, change.id DESC LIMIT 1
  }) AS to
  RETURN [credential.idx, CASE to
    WHEN 'VALID' THEN 0 WHEN 'REVOKED' THEN 1 WHEN 'SUSPENDED' THEN 2
    ELSE coalesce(credential.initial, 0)
  END]
}
"""

LIST_IDS: Final = """
MATCH (list:StatusList)
WHERE ($prefix IS NULL OR list.issuerPrefix = $prefix) AND coalesce(list.form, 'TOKEN') = $form
RETURN list.id ORDER BY list.id
"""

NEWEST_LIST: Final = """
MATCH (list:StatusList {issuerPrefix: $prefix}) WHERE coalesce(list.form, 'TOKEN') = $form
RETURN list.id, list.number, list.size ORDER BY list.number DESC LIMIT 1
"""

OPEN_LIST: Final = """
MERGE (list:StatusList {id: $id})
ON CREATE SET list.issuerPrefix = $prefix, list.number = $number, list.size = $size,
  list.createdAt = $createdAt, list.version = 1, list.form = $form
"""

COUNT_TAKEN: Final = """
UNWIND $sampled AS idx
MATCH (:Credential {key: $id + ':' + toString(idx)})
RETURN count(*)
"""

# Whoever asks for a place that another transaction is taking waits for its end here, and then finds
# it taken. All come in the same order, so that two never wait for each other.
TAKE_PLACES: Final = """
UNWIND $drawn AS idx
MERGE (place:Credential {key: $id + ':' + toString(idx)})
ON CREATE SET place.taker = $taker
WITH idx, place WHERE place.taker = $taker
RETURN collect(idx)
"""

TOUCH_LISTS: Final = """
UNWIND $ids AS id
MATCH (list:StatusList {id: id})
SET list.version = list.version + 1
"""


TOUCH_LISTS_OF_ISSUER: Final = """
MATCH (list:StatusList {issuerPrefix: $prefix})
SET list.version = list.version + 1
"""


class ListForm(StrEnum):
    """What a list is made for.

    Its form is kept with it; a list without one is older than badges, and a TOKEN list.
    """

    TOKEN = "TOKEN"  # noqa: S105 - a Token Status List, no secret
    BITSTRING = "BITSTRING"


@dataclass(frozen=True, slots=True)
class ListState:
    """A list and the entries that are not VALID.

    `entries` None: as at the version that the reader knows.
    """

    prefix: str
    size: int
    created_at: str
    version: int
    entries: dict[int, int] | None


async def list_now(database: Database, list_id: str, *, known: int | None) -> ListState | None:
    """Return a list as it is, or None if there is no such list.

    `known`: the version that the caller has.
    """
    return _state(await database.read(LIST_NOW, {"id": list_id, "known": known}))


async def list_then(
    database: Database, list_id: str, *, time: int, moment: str
) -> ListState | None:
    """Return a list as it was at a time, given in unix seconds and as a moment's text."""
    parameters = {"id": list_id, "time": time, "moment": moment}
    return _state(await database.read(LIST_THEN, parameters))


async def list_ids(
    database: Database, prefix: str | None = None, *, form: ListForm = ListForm.TOKEN
) -> tuple[str, ...]:
    """Return the ids of the lists of a form of one issuer (None: of all)."""
    rows = await database.read(LIST_IDS, {"prefix": prefix, "form": form.value})
    return tuple(row[0] for row in rows)


async def newest_list(tx: Transaction, prefix: str, form: ListForm) -> tuple[str, int, int] | None:
    """Return id, number and size of the list of a form that an issuer opened last."""
    rows = await tx.run(NEWEST_LIST, {"prefix": prefix, "form": form.value})
    return (rows[0][0], rows[0][1], rows[0][2]) if rows else None


async def open_list(
    tx: Transaction,
    list_id: str,
    *,
    prefix: str,
    form: ListForm,
    number: int,
    size: int,
    created_at: str,
) -> None:
    """Open a list; nothing happens if another process has just opened it."""
    parameters = {"id": list_id, "prefix": prefix, "number": number, "size": size}
    await tx.run(OPEN_LIST, parameters | {"createdAt": created_at, "form": form.value})


async def count_taken(tx: Transaction, list_id: str, sampled: list[int]) -> int:
    """Return how many of these places are taken."""
    rows = await tx.run(COUNT_TAKEN, {"id": list_id, "sampled": sampled})
    taken: int = rows[0][0]
    return taken


async def take_places(tx: Transaction, list_id: str, drawn: list[int], *, taker: str) -> list[int]:
    """Take those of the drawn places that nobody has, and return them, in order.

    `taker`: a name that no other transaction uses.
    """
    parameters = {"id": list_id, "drawn": sorted(drawn), "taker": taker}
    mine: list[int] = (await tx.run(TAKE_PLACES, parameters))[0][0]
    return mine


async def touch_lists(tx: Transaction, list_ids: list[str]) -> None:
    """Say in this transaction that entries of the lists change."""
    await tx.run(TOUCH_LISTS, {"ids": list_ids})


async def touch_lists_of(tx: Transaction, prefix: str) -> None:
    """Say in this transaction that all lists of an issuer must be signed anew."""
    await tx.run(TOUCH_LISTS_OF_ISSUER, {"prefix": prefix})


def _state(rows: list[Row]) -> ListState | None:
    if not rows:
        return None
    prefix, size, created_at, version, entries = rows[0]
    found = None if entries is None else {idx: status for idx, status in entries if status}
    return ListState(prefix, size, created_at, version, found)
