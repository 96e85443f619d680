"""Saved searches: a filter and an order under a name, and what has changed since it was seen.

- The id of a saved search is sealed for its owner and carries filter and order, so that one
  statement reads what was seen and what is found. It means nothing to anybody else.
- *Seen* are the first 1,000 of the order: whom the search found then, and a short digest of each
  aspect of a card. Now compared: who is new, who is gone, of whom an aspect is another one. Of more
  than 1,000 the rest is not followed, and the answer says that it is not complete.
- Reading changes nothing; the owner says when it has been seen, and that is what later changes
  are counted from.
- What was seen names workers. It lies sealed in the graph, and goes with the search.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final, cast

import orjson

from registry.access import finder
from registry.candidates.cards import CARD_PURPOSE
from registry.candidates.filters import wish_of
from registry.candidates.search import check_known
from registry.candidates.wish import Areas
from registry.graph.heads.candidate_rows import FIRST_POSITION, Sort
from registry.graph.heads.candidates import search_head
from registry.graph.heads.saved import SAVED, SEEN
from registry.graph.layout import connection
from registry.graph.selection import Selection
from registry.paging import counted

if TYPE_CHECKING:
    from registry.graph.reading import Answer
    from registry.inquiry import Inquiry

Row = dict[Any, Any]

FOLLOWED: Final = 1_000
"""How many of a search's rows are followed, from the first of its order."""

_ID: Final = "saved search"
_SEEN: Final = "seen candidates"
_LONGEST_ID: Final = 2_048
_LONGEST_SEEN: Final = 200_000
_DIGEST_BYTES: Final = 3

ASPECTS: Final = ("LEVEL", "SCORE", "ELIGIBILITY", "EMPLOYER")

Seen = dict[str, list[str]]
"""Digests of the aspects by worker."""


@dataclass(frozen=True, slots=True)
class SavedId:
    """What a sealed id says: the key of the node, and the filter and order it was saved with."""

    key: str
    created_at: str
    filter: Mapping[str, Any]
    sort: str


def seal_id(inquiry: Inquiry, saved: SavedId) -> str:
    """Return the id of a saved search for its owner."""
    text = orjson.dumps([saved.key, saved.created_at, dict(saved.filter), saved.sort]).decode()
    return inquiry.services.sealing.seal(inquiry.viewer.scope, _ID, text)


def open_id(inquiry: Inquiry, sealed: str) -> SavedId | None:
    """Return what an id says, None for one that was not given to this viewer."""
    text = inquiry.services.sealing.unseal(inquiry.viewer.scope, _ID, sealed, longest=_LONGEST_ID)
    return None if text is None else SavedId(*orjson.loads(text))


def is_short_enough(inquiry: Inquiry, filter_: Mapping[str, Any], sort: str) -> bool:
    """Say whether an id with this filter is one that we would open again."""
    longest = SavedId("s" * 120, "2026-01-01T00:00:00Z", filter_, sort)
    return len(seal_id(inquiry, longest)) <= _LONGEST_ID


async def saved_searches(
    inquiry: Inquiry, arguments: Mapping[str, object], selection: Selection
) -> Row:
    """Return the viewer's saved searches, in the order in which they were saved."""
    if finder(inquiry.viewer) is None:
        return connection([], [], more=False, page_is_first=True, total=0)
    page = await inquiry.connection(SAVED, arguments, selection, owner=inquiry.viewer.scope)
    for row in page["nodes"]:
        complete(inquiry, row)
    return page


def complete(inquiry: Inquiry, row: Row) -> None:
    """Fill in the sealed id."""
    filter_ = orjson.loads(row["filter"])
    row["id"] = seal_id(inquiry, SavedId(row["_key"], row["createdAt"], filter_, row["sort"]))


async def saved_search(inquiry: Inquiry, sealed: str) -> Row | None:
    """Return what a saved search finds now, and what has changed since it was seen.

    None for an id that this viewer was not given, or of a search that was deleted.

    Raises:
        UnknownCodeError: the filter names codes that nobody knows any more.
    """
    saved = open_id(inquiry, sealed)
    if saved is None:
        return None
    answer = await _read(inquiry, saved)
    if answer is None or answer.extras["saved"] is None:
        return None
    name, last_seen_at, kept = answer.extras["saved"]
    now, before = seen_in(answer), unseal_seen(inquiry, kept)
    card = _card_maker(inquiry)
    changed = {
        worker: [aspect for aspect, was, is_ in zip(ASPECTS, before[worker], marks, strict=True)
                 if was != is_]
        for worker, marks in now.items()
        if worker in before and before[worker] != marks
    }  # fmt: skip
    return {
        "search": {
            "id": sealed,
            "name": name,
            "filter": orjson.dumps(saved.filter).decode(),
            "sort": saved.sort,
            "createdAt": saved.created_at,
            "lastSeenAt": last_seen_at,
        },
        "totalCount": counted(answer.extras["totalCount"]),
        "complete": len(answer.rows) <= FOLLOWED and len(before) < FOLLOWED,
        "added": [card(worker) for worker in now if worker not in before],
        "gone": [card(worker) for worker in before if worker not in now],
        "changed": [
            {"candidate": card(worker), "aspects": aspects} for worker, aspects in changed.items()
        ],
    }


async def find_now(inquiry: Inquiry, saved: SavedId) -> str:
    """Return what a search finds now, sealed to be kept as seen.

    Raises:
        UnknownCodeError: the filter names codes that nobody knows.
        BadArgumentError: the filter has an impossible value.
    """
    answer = await _read(inquiry, saved)
    return seal_seen(inquiry, {} if answer is None else seen_in(answer))


async def _read(inquiry: Inquiry, saved: SavedId) -> Answer | None:
    """Read the first rows of the search, and what was seen of it, in one statement."""
    who = finder(inquiry.viewer)
    if who is None:
        return None
    wish = wish_of(saved.filter)
    areas = Areas.of(wish.divisions or ((who.within,) if who.within else ()))
    plan = wish.plan(who, areas, cast("Sort", saved.sort), backwards=False, facets=False)
    extras = frozenset({"totalCount", *(("unknown",) if wish.names_codes else ())})
    head = search_head(plan, extras)
    head = replace(
        head, name="savedSearch", type="SeenCandidate", extras={**head.extras, "saved": SEEN}
    )
    answer = await inquiry.read(
        head,
        Selection(),
        extras | {"saved"},
        **wish.parameters(who, areas, inquiry.today),
        sort=saved.sort,
        limit=FOLLOWED + 1,
        position=FIRST_POSITION,
        filings=False,
        key=saved.key,
        createdAt=saved.created_at,
    )
    check_known(wish, answer)
    return answer


def seen_in(answer: Answer) -> Seen:
    """Return digests of what was found, in the order of the search."""
    return {
        row["_worker"]: [_digest(aspect) for aspect in row["_aspects"]]
        for _, row in answer.rows[:FOLLOWED]
    }


def _digest(value: object) -> str:
    return hashlib.blake2b(orjson.dumps(value), digest_size=_DIGEST_BYTES).hexdigest()


def seal_seen(inquiry: Inquiry, seen: Seen) -> str:
    """Return what was seen, sealed for its owner."""
    text = orjson.dumps(seen).decode()
    return inquiry.services.sealing.seal(inquiry.viewer.scope, _SEEN, text)


def unseal_seen(inquiry: Inquiry, sealed: str) -> Seen:
    """Return what was seen; nothing, where another key sealed it."""
    text = inquiry.services.sealing.unseal(
        inquiry.viewer.scope, _SEEN, sealed, longest=_LONGEST_SEEN
    )
    seen: Seen = {} if text is None else orjson.loads(text)
    return seen


def _card_maker(inquiry: Inquiry) -> Callable[[str], str]:
    seal, scope = inquiry.services.sealing.seal, inquiry.viewer.scope
    return lambda worker: seal(scope, CARD_PURPOSE, worker)
