"""A place in a status list for every token signed, drawn at random: neighbours are strangers.

Half of a list stays unused: a draw then finds a free place at once, and the fullness of a list
needs no counter on which everybody who issues would wait.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from typing import Final

from registry.badges.bitstring import HEAD
from registry.graph.driver import Transaction
from registry.graph.issuing.lists import ListForm, free_places, newest_list, open_list
from registry.issuing.statuslist import ENTRIES

_LEAST_DRAWN: Final = 64
_DRAWS_PER_PLACE: Final = 4


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
    """Return free places of an issuer's newest list.

    A new list is opened when that one is half full.

    They are taken by writing credentials at them in the same transaction.

    Args:
        tx: the transaction of the issue.
        prefix: of the issuer.
        count: of places.
        at: the present moment, for a list that is opened.
        form: of the list; a place of a BITSTRING list counts for every purpose.
    """
    newest = await newest_list(tx, prefix, form)
    if newest is not None:
        list_id, number, size = newest
        drawn = _draw(size, count)
        free = await free_places(tx, list_id, drawn)
        if len(free) >= max(count, len(drawn) // 2):
            return [Place(list_id, idx) for idx in free[:count]]
    else:
        number = 0
    list_id = f"{HEAD if form is ListForm.BITSTRING else ''}{prefix}-{number + 1}"
    await open_list(
        tx, list_id, prefix=prefix, form=form, number=number + 1, size=ENTRIES, created_at=at
    )
    free = await free_places(tx, list_id, _draw(ENTRIES, count))
    return [Place(list_id, idx) for idx in free[:count]]


def _draw(size: int, count: int) -> list[int]:
    wanted = max(_LEAST_DRAWN, _DRAWS_PER_PLACE * count)
    return secrets.SystemRandom().sample(range(size), min(wanted, size))
