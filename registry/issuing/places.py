"""A place in a status list for every token signed, drawn at random: neighbours are strangers.

Half of a list stays unused: a draw then finds a free place at once, and the fullness of a list
needs no counter on which everybody who issues would wait.
"""

from __future__ import annotations

import secrets
import uuid
from dataclasses import dataclass
from typing import Final

from registry.badges.bitstring import HEAD
from registry.graph.driver import Transaction
from registry.graph.issuing.lists import ListForm, count_taken, newest_list, open_list, take_places
from registry.issuing.statuslist import ENTRIES

_SAMPLE: Final = 64


@dataclass(frozen=True, slots=True)
class Place:
    """An entry of a status list that nobody else has."""

    list_id: str
    idx: int

    @property
    def key(self) -> str:
        """Return the key under which it is taken."""
        return f"{self.list_id}:{self.idx}"


async def draw_places(
    tx: Transaction, prefix: str, count: int, *, at: str, form: ListForm = ListForm.TOKEN
) -> list[Place]:
    """Take free places of an issuer's newest list, in this transaction.

    A new list is opened when that one is half full. Every place must be signed at: what is taken
    here and not recorded (`record_credentials`) would stay taken.

    Args:
        tx: the transaction of the issue.
        prefix: of the issuer.
        count: of places.
        at: the present moment, for a list that is opened.
        form: of the list; a place of a BITSTRING list counts for every purpose.
    """
    list_id, size = await _roomy_list(tx, prefix, at=at, form=form)
    taker = uuid.uuid4().hex
    taken: list[int] = []
    # One round is enough but for what others have; in a list half empty the rest soon is found.
    while len(taken) < count:
        drawn = _draw(size, count - len(taken))
        taken += await take_places(tx, list_id, drawn, taker=f"{taker}:{len(taken)}")
    # In order they were taken, so shuffled again: the two tokens of a paper are no neighbours.
    secrets.SystemRandom().shuffle(taken)
    return [Place(list_id, idx) for idx in taken]


async def _roomy_list(tx: Transaction, prefix: str, *, at: str, form: ListForm) -> tuple[str, int]:
    """Return id and size of the issuer's newest list, opened now where there is none with room.

    A sample tells how full a list is: of 64 places 32 are taken.
    """
    newest = await newest_list(tx, prefix, form)
    number = 0
    if newest is not None:
        list_id, number, size = newest
        if await count_taken(tx, list_id, _draw(size, _SAMPLE)) < _SAMPLE // 2:
            return list_id, size
    list_id = f"{HEAD if form is ListForm.BITSTRING else ''}{prefix}-{number + 1}"
    await open_list(
        tx, list_id, prefix=prefix, form=form, number=number + 1, size=ENTRIES, created_at=at
    )
    return list_id, ENTRIES


def _draw(size: int, count: int) -> list[int]:
    return secrets.SystemRandom().sample(range(size), min(count, size))
