"""Saved searches and what has changed in them."""

from __future__ import annotations

from enum import auto
from typing import Annotated

import strawberry

from schema.enums import CandidateSort, Named, published_enum
from schema.fields import asked_with, output, shown
from schema.scalars import DateTime
from schema.types.candidates import CandidateFilter
from schema.types.mutations import Refused
from schema.types.reference import Count, PageInfo


class CardAspect(Named):
    """What of a card is compared."""

    LEVEL = auto()
    SCORE = auto()
    ELIGIBILITY = auto()
    EMPLOYER = auto()


published_enum(
    CardAspect,
    "CardAspect",
    "What of a card has changed (变化方面)",
    LEVEL="The grade, or since when (等级)",
    SCORE="The reasons of the score; a new calendar year is none (得分)",
    ELIGIBILITY="For which grades the report says MET or UNKNOWN (资格)",
    EMPLOYER="The present employers (单位)",
)


@asked_with
class SaveSearchInput:
    """A search to be kept (保存检索)."""

    name: str = shown("Its name, unlike that of any other kept one (名称)")
    filter: CandidateFilter = shown("What is searched for (筛选条件)")
    sort: CandidateSort = strawberry.field(
        default=CandidateSort.SCORE, description="In which order (排序)"
    )


@output
class SavedSearch:
    """A search kept under a name; for its owner alone (保存的检索)."""

    id: strawberry.ID = shown("The id, which means nothing to another viewer (标识)")
    name: str = shown("The name (名称)")
    filter: str = shown("The filter as JSON, as it was given (筛选条件)")
    sort: CandidateSort = shown("The order (排序)")
    created_at: DateTime = shown("When it was saved (保存时间)")
    last_seen_at: DateTime = shown("When it was last marked as seen, or saved (上次查看)")


@output
class SavedSearchConnection:
    """A page of saved searches, the oldest first; an owner has at most 50 (保存的检索列表)."""

    nodes: list[SavedSearch] = shown("The searches (检索)")
    page_info: PageInfo = shown("Where the page stands (分页信息)")
    total_count: Count = shown("How many there are (总数)")


@output
class ChangedCandidate:
    """A card that has changed (有变化的候选人)."""

    candidate: strawberry.ID = shown("The id of the card, for `candidate` (候选人)")
    aspects: list[CardAspect] = shown("What has changed (变化方面)")


@output
class SavedSearchChanges:
    """What a saved search finds now, beside what was seen (检索变化)."""

    search: SavedSearch = shown("The search (检索)")
    total_count: Count = shown("How many are found now (总数)")
    complete: bool = shown(
        "Whether everybody is followed; of more than 1,000 the first of the order are (是否完整)"
    )
    added: list[strawberry.ID] = shown("Cards that were not found then, best first (新增)")
    gone: list[strawberry.ID] = shown("Cards that are not found any more (消失)")
    changed: list[ChangedCandidate] = shown("Cards of which an aspect has changed (变化)")


@output
class RecordedSearch:
    """The search as it is now kept (已保存检索)."""

    search: SavedSearch = shown("The search (检索)")


@output
class DeletedSearch:
    """The search that is not kept any more (已删除检索)."""

    id: strawberry.ID = shown("The id that it had (标识)")


SavedSearchResult = Annotated[
    RecordedSearch | Refused,
    strawberry.union("SavedSearchResult", description="The search, or why not (保存结果)"),
]
DeletedSearchResult = Annotated[
    DeletedSearch | Refused,
    strawberry.union("DeletedSearchResult", description="The id, or why not (删除结果)"),
]
