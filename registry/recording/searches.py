"""Saved searches: kept, seen, deleted by their owner, at most fifty of each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import orjson

from registry.access import finder
from registry.candidates.saved import SavedId, find_now, is_short_enough, open_id
from registry.dates import moment_text
from registry.graph.driver import Transaction
from registry.graph.recording.saved import (
    forget_search,
    keep_search,
    kept_searches,
    see_search,
)
from registry.recording.refusals import Refusal, refuse
from registry.recording.requests import Made, Request, Requests

if TYPE_CHECKING:
    from registry.inquiry import Inquiry

MOST: Final = 50
MAX_NAME: Final = 100


@dataclass(frozen=True, slots=True)
class SearchOrder:
    """What is to be kept; `filter` holds JSON values by their GraphQL names."""

    name: str
    filter: Mapping[str, Any]
    sort: str


@dataclass(frozen=True, slots=True)
class Searches:
    """Keeps searches. What is found is read before, through the inquiry of who asks."""

    requests: Requests

    async def save(self, inquiry: Inquiry, request: Request, order: SearchOrder) -> Made | Refusal:
        """Keep a search, with what it finds now as seen; made is `savedKey`.

        Raises:
            UnknownCodeError, BadArgumentError: the search itself would raise it.
        """
        if finder(request.viewer) is None:
            return Refusal("FORBIDDEN")
        if not 0 < len(order.name.strip()) <= MAX_NAME:
            return Refusal("INVALID_TEXT", "name")
        if not is_short_enough(inquiry, order.filter, order.sort):
            return Refusal("SEARCH_TOO_LONG")
        seen = await find_now(inquiry, SavedId("", "", order.filter, order.sort))
        return await self.requests.answer(request, lambda tx: self._save(tx, request, order, seen))

    async def see(self, inquiry: Inquiry, request: Request, sealed: str) -> Made | Refusal:
        """Note what a search finds now as seen; made is `savedKey`."""
        saved = open_id(inquiry, sealed)
        if saved is None or finder(request.viewer) is None:
            return Refusal("SEARCH_NOT_FOUND")
        seen = await find_now(inquiry, saved)
        return await self.requests.answer(request, lambda tx: self._see(tx, saved, seen))

    async def delete(self, inquiry: Inquiry, request: Request, sealed: str) -> Made | Refusal:
        """Delete a search; made is `savedKey`."""
        saved = open_id(inquiry, sealed)
        if saved is None:
            return Refusal("SEARCH_NOT_FOUND")
        return await self.requests.answer(request, lambda tx: self._delete(tx, saved))

    async def _save(self, tx: Transaction, request: Request, order: SearchOrder, seen: str) -> Made:
        owner = request.viewer.scope
        kept = await kept_searches(tx, owner)
        name = order.name.strip()
        if name in kept.values():
            raise refuse("NAME_TAKEN", name)
        places = (f"{owner}|{place}" for place in range(MOST))
        key = next((place for place in places if place not in kept), None)
        if key is None:
            raise refuse("TOO_MANY_SEARCHES", str(MOST))
        at = moment_text(self.requests.now())
        await keep_search(
            tx,
            key,
            {
                "owner": owner,
                "name": name,
                "filter": orjson.dumps(order.filter).decode(),
                "sort": order.sort,
                "createdAt": at,
                "lastSeenAt": at,
                "seen": seen,
            },
        )
        return {"savedKey": key}

    async def _see(self, tx: Transaction, saved: SavedId, seen: str) -> Made:
        at = moment_text(self.requests.now())
        if not await see_search(tx, saved.key, created_at=saved.created_at, seen=seen, at=at):
            raise refuse("SEARCH_NOT_FOUND")
        return {"savedKey": saved.key}

    async def _delete(self, tx: Transaction, saved: SavedId) -> Made:
        if not await forget_search(tx, saved.key, created_at=saved.created_at):
            raise refuse("SEARCH_NOT_FOUND")
        return {"savedKey": saved.key}
