"""Saved searches: kept, looked at again, marked as seen, deleted."""

from __future__ import annotations

import strawberry

from registry.candidates import saved as service
from registry.graph.heads.saved import RECORDED_SEARCH
from registry.recording.refusals import Refusal
from registry.recording.requests import Request
from registry.recording.searches import SearchOrder
from schema.asking import Info, selection_of
from schema.fields import Row, resolved
from schema.recording import made, office, refused, requested
from schema.types.candidates import filter_values
from schema.types.saved import (
    DeletedSearch,
    DeletedSearchResult,
    RecordedSearch,
    SavedSearchChanges,
    SavedSearchConnection,
    SavedSearchResult,
    SaveSearchInput,
)


@strawberry.type
class SavedQuery:
    @resolved("The searches that this viewer keeps (保存的检索)", SavedSearchConnection)
    async def saved_searches(
        self, info: Info, first: int | None = None, after: str | None = None
    ) -> Row:
        """Read a page of searches."""
        arguments = {"first": first, "after": after}
        return await service.saved_searches(info.context, arguments, selection_of(info))

    @resolved(
        "What a saved search finds now, and what has changed since it was last marked as seen "
        "(检索变化)",
        SavedSearchChanges | None,
    )
    async def saved_search(self, info: Info, id: strawberry.ID) -> Row | None:
        """Read the changes."""
        return await service.saved_search(info.context, id)


@strawberry.type
class SavedMutation:
    @resolved("Keeps a search under a name, at most 50 (保存检索)", SavedSearchResult)
    async def save_search(
        self, info: Info, input: SaveSearchInput, idempotency_key: strawberry.ID
    ) -> object:
        """Keep a search; what it finds now is seen."""
        order = SearchOrder(input.name, filter_values(input.filter), input.sort.value)
        request = requested(info, idempotency_key, input)
        return await _kept(info, await office(info).searches.save(info.context, request, order))

    @resolved("Marks what a saved search finds now as seen (标记已读)", SavedSearchResult)
    async def mark_search_seen(
        self, info: Info, id: strawberry.ID, idempotency_key: strawberry.ID
    ) -> object:
        """Count later changes from now."""
        request = Request(info.context.viewer, idempotency_key, info.field_name, {"id": id})
        return await _kept(info, await office(info).searches.see(info.context, request, id))

    @resolved("Deletes a saved search (删除检索)", DeletedSearchResult)
    async def delete_search(
        self, info: Info, id: strawberry.ID, idempotency_key: strawberry.ID
    ) -> object:
        """Delete a search with what was seen."""
        request = Request(info.context.viewer, idempotency_key, info.field_name, {"id": id})
        answer = await office(info).searches.delete(info.context, request, id)
        if isinstance(answer, Refusal):
            return refused(info, answer)
        return made(DeletedSearch, id=id)


async def _kept(info: Info, answer: object) -> object:
    if isinstance(answer, Refusal):
        return refused(info, answer)
    wanted = selection_of(info).below("search")
    key = answer["savedKey"]  # type: ignore[index]  # a mapping: what was made
    row = await info.context.one(RECORDED_SEARCH, wanted, key=key)
    if row is not None:
        service.complete(info.context, row)
    return made(RecordedSearch, search=row)
